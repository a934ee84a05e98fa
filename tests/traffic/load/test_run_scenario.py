"""A run from its proof to its end, with real workers against a real server on loopback."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from tests.leftovers import left_running
from tests.traffic.load.samples import second

from revroute_desktop.errors import UserError
from revroute_desktop.proof.verify import verify
from revroute_desktop.traffic.housekeeping import put_in_order
from revroute_desktop.traffic.load import run_scenario as use_case
from revroute_desktop.traffic.load import runs
from revroute_desktop.traffic.load.behaviour import Behaviour, read_delay
from revroute_desktop.traffic.load.model import (
    Journey,
    Limits,
    LoadModel,
    Metric,
    Request,
    Scenario,
    Stage,
    Target,
    Template,
    Threshold,
)
from revroute_desktop.traffic.load.run_scenario import load_limits, run_scenario, set_load_limits
from revroute_desktop.traffic.load.runs import (
    LEFT,
    RunState,
    add_seconds,
    begin_run,
    close_left_runs,
    load_run,
    load_runs,
    seconds_of,
)
from revroute_desktop.traffic.load.serve import Serving, serve
from revroute_desktop.traffic.load.target.ownership import NotOwned, Proof, ProvedBy
from revroute_desktop.traffic.load.target.resolver import SystemResolver
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.log import read_entries
from revroute_desktop.workspace.settings import remember_setting


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path / "books.revroute", zone="Europe/Berlin", actor="ada") as opened:
        yield opened
    assert not left_running()


@contextmanager
def shop(delay: str = "0") -> Iterator[Target]:
    """The small shop, on a free port."""
    stop, open_at = threading.Event(), threading.Event()
    url: list[str] = []

    def started(where: str) -> None:
        url.append(where)
        open_at.set()

    serving = Serving(behaviour=Behaviour(delay=read_delay(delay)))
    thread = threading.Thread(
        target=serve, args=(serving,), kwargs={"started": started, "stop_asked": stop.is_set}
    )
    thread.start()
    assert open_at.wait(10)
    try:
        yield Target("http", "127.0.0.1", int(url[0].rpartition(":")[2]))
    finally:
        stop.set()
        thread.join()


def scenario(target: Target, seconds: float = 2, *thresholds: Threshold) -> Scenario:
    home = Journey("home", 1, (Request("home", "GET", Template(("/",))),))
    return Scenario(
        "smoke", target, LoadModel.OPEN, (Stage(seconds, 50, 50),), (home,), thresholds=thresholds
    )


def test_a_run_that_holds_its_thresholds_passes_and_is_in_the_log(workspace: Workspace) -> None:
    limit = Threshold("p95 < 2 s", Metric.LATENCY, 2.0, percentile=95)
    told: list[int] = []
    with shop() as target:
        run = run_scenario(
            workspace,
            scenario(target, 2, limit),
            SystemResolver(),
            actor="ada",
            reason="before the campaign",
            on_second=lambda _, snapshot: told.append(snapshot.second),
        )
    assert (run.state, run.reason, run.proved_by) == (RunState.PASSED, None, ProvedBy.LOOPBACK)
    assert run.workers == 1 and run.verdicts[0].holds and run.ended_at is not None
    with workspace.read() as session:
        seconds = seconds_of(session.sql, run.id)
        actions = {entry.action: entry for entry in read_entries(session.sql)}
    assert sum(snapshot.ended for snapshot in seconds) == 100
    assert told == [snapshot.second for snapshot in seconds]
    assert actions["load.begin"].subject == actions["load.end"].subject == run.run
    assert actions["load.end"].payload["requests"] == 100
    assert actions["load.end"].reason == "before the campaign"
    assert verify(workspace).fault is None


def test_a_threshold_that_breaks_ends_the_run_and_fails_it(workspace: Workspace) -> None:
    limit = Threshold("p50 < 1 ms over 1 s", Metric.LATENCY, 0.001, percentile=50, window=1, stops=True)
    with shop("30") as target:
        run = run_scenario(workspace, scenario(target, 30, limit), SystemResolver(), actor="ada")
    assert run.state is RunState.FAILED
    assert run.reason is not None and "p50 < 1 ms over 1 s broke at" in run.reason


def test_a_run_that_a_person_stops_says_so(workspace: Workspace) -> None:
    stop = threading.Event()
    with shop() as target:
        run = run_scenario(
            workspace,
            scenario(target, 60),
            SystemResolver(),
            actor="ada",
            on_second=lambda *_: stop.set(),
            cancelled=stop.is_set,
        )
    assert (run.state, run.reason) == (RunState.STOPPED, "Stopped.")


def test_a_proof_that_is_gone_during_the_run_ends_it(workspace: Workspace) -> None:
    class Moves:
        """A name that is this machine at first, and another address of it later."""

        def __init__(self) -> None:
            self.answers = [("127.0.0.1",), ("127.0.0.2",)]

        async def addresses(self, host: str) -> tuple[str, ...]:
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

        async def texts(self, name: str) -> tuple[str, ...]:
            return ()

    with shop() as target:
        named = scenario(replace(target, host="shop.test"), 60)
        run = run_scenario(workspace, named, Moves(), actor="ada", check_every=0.3)
    assert run.state is RunState.STOPPED
    assert run.reason is not None and "no longer at 127.0.0.1" in run.reason


def test_a_target_without_proof_is_not_touched(workspace: Workspace) -> None:
    with pytest.raises(NotOwned, match="link-local"):
        run_scenario(workspace, scenario(Target("http", "169.254.1.1", 80)), SystemResolver(), actor="ada")
    with workspace.read() as session:
        assert all(entry.action != "load.begin" for entry in read_entries(session.sql))


def test_the_workspaces_limits_hold_whatever_the_file_says(workspace: Workspace) -> None:
    set_load_limits(workspace, Limits(requests=20))
    with shop() as target:
        run = run_scenario(workspace, scenario(target, 30), SystemResolver(), actor="ada")
    with workspace.read() as session:
        assert sum(snapshot.sent for snapshot in seconds_of(session.sql, run.id)) == 20
        assert load_limits(session.sql) == Limits(requests=20)
    with pytest.raises(UserError, match="above zero"):
        set_load_limits(workspace, Limits(rate=0))


def test_stages_above_the_workspaces_limits_are_refused_before_anything_is_sent(workspace: Workspace) -> None:
    set_load_limits(workspace, Limits(rate=5, connections=5))
    plan = scenario(Target("http", "127.0.0.1", 9), 30)
    with pytest.raises(UserError, match="revroute traffic limits --rate"):
        run_scenario(workspace, plan, SystemResolver(), actor="ada")
    users = replace(plan, model=LoadModel.CLOSED, stages=(Stage(1, 6, 6),))
    with pytest.raises(UserError, match="revroute traffic limits --connections 6"):
        run_scenario(workspace, users, SystemResolver(), actor="ada")
    with workspace.read() as session:
        assert load_runs(session.sql) == []


def test_a_run_that_breaks_inside_is_not_left_as_running(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("broken inside")

    monkeypatch.setattr(use_case, "run_load", breaks)
    with pytest.raises(RuntimeError, match="broken inside"):
        run_scenario(workspace, scenario(Target("http", "127.0.0.1", 9)), SystemResolver(), actor="ada")
    with workspace.read() as session:
        assert load_run(session.sql, 1).state is RunState.STOPPED


def test_a_run_whose_program_was_killed_is_stopped_at_once_and_ended_by_the_next_opening(
    workspace: Workspace,
) -> None:
    begun = (
        "import sys\n"
        "from pathlib import Path\n"
        "from revroute_desktop.workspace import open_workspace\n"
        "from tests.traffic.load.test_run_scenario import begin_and_wait\n"
        "begin_and_wait(open_workspace(Path(sys.argv[1])))\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", begun, str(workspace.path)],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None and child.stdout.readline() == "begun\n"
    with workspace.read() as session:
        assert load_run(session.sql, 1).state is RunState.RUNNING
    assert close_left_runs(workspace, "ada") == 0
    child.kill()
    child.communicate()
    with workspace.read() as session:
        (left,) = load_runs(session.sql)
        assert (left.state, left.reason, left.ended_at) == (RunState.STOPPED, LEFT, None)
    put_in_order(workspace, "bob")
    assert close_left_runs(workspace, "bob") == 0
    with workspace.read() as session:
        assert load_run(session.sql, 1).ended_at is not None
        (end,) = [entry for entry in read_entries(session.sql) if entry.action == "load.end"]
        assert (end.actor, end.subject) == ("bob", "run-1")


def begin_and_wait(workspace: Workspace) -> None:
    """Begin a run in a program of its own, to be killed."""
    target = Target("http", "127.0.0.1", 80)
    begin_run(workspace, "run-1", scenario(target), Proof(target, "127.0.0.1", ProvedBy.LOOPBACK))
    print("begun", flush=True)
    time.sleep(60)


def test_old_runs_keep_their_outcome_and_lose_their_seconds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "RUNS_WITH_SECONDS", 2)
    proof = Proof(Target("http", "127.0.0.1", 80), "127.0.0.1", ProvedBy.LOOPBACK)
    for number in range(4):
        id = begin_run(workspace, f"run-{number}", scenario(proof.target), proof)
        add_seconds(workspace, id, [second(0, [10])])
    with workspace.read() as session:
        kept = [len(seconds_of(session.sql, run.id)) for run in load_runs(session.sql)]
    assert kept == [1, 1, 0, 0]


def test_limits_that_are_none_are_left_at_the_usual_ones(workspace: Workspace) -> None:
    odd = {"rate": float("nan"), "requests": -1, "bytes": "all", "seconds": 5, "of_a_later_version": 1}
    remember_setting(workspace, "load.limits", odd)
    with workspace.read() as session:
        assert load_limits(session.sql) == Limits(seconds=5)
