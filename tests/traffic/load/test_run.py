"""Workers of a run start together, merge exactly, stop at once, and never outlive their parent."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from tests.traffic.load.lab import NOWHERE, PATIENT, WIDE, scenario

from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.traffic.load.crew import Crew, Gone, Interval, Ready
from revroute_desktop.traffic.load.handover import Handover, from_line, to_line
from revroute_desktop.traffic.load.model import LoadModel, Scenario, Stage, Target, Timeouts
from revroute_desktop.traffic.load.run import Outcome, run_load, workers_for
from revroute_desktop.traffic.load.scenario_file import read_scenario
from revroute_desktop.traffic.load.share import Share
from revroute_desktop.traffic.load.snapshot import Snapshot, total
from revroute_desktop.traffic.load.target.ownership import NotOwned, Token


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Target]:
    """The small shop as a process of its own, as `revroute traffic serve` starts it."""
    log = tmp_path / "access.log"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "revroute_desktop",
            "traffic",
            "serve",
            "--port",
            "0",
            "--jsonl",
            "--log",
            str(log),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout and process.stdin
    url = json.loads(process.stdout.readline())["what"]
    yield Target("http", "127.0.0.1", int(url.rpartition(":")[2]))
    process.stdin.close()
    assert process.wait(timeout=10) == 0
    process.stdout.close()


def go(plan: Scenario, **more: object) -> tuple[Outcome, list[Snapshot]]:
    snapshots: list[Snapshot] = []
    keep = more.pop("on_interval", None) or snapshots.append
    outcome = run_load(plan, "127.0.0.1", run="r7", on_interval=keep, **more)
    assert not _workers_of(os.getpid())
    return outcome, snapshots


def _workers_of(pid: int) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(pid).children(recursive=True):
        try:
            if "load-worker" in child.cmdline():
                found.append(child)
        except psutil.NoSuchProcess:
            continue
    return found


def test_two_workers_ask_together_what_the_scenario_says(shop: Target, tmp_path: Path) -> None:
    plan = scenario(Stage(2, 300, 300), target=shop, timeouts=PATIENT)
    outcome, snapshots = go(plan, workers=2)
    whole = total(snapshots)
    assert (outcome.reason, outcome.workers) == (None, 2)
    assert (whole.due, whole.ended, whole.failed) == (600, 600, 0)
    assert whole.latency.total == sum(whole.statuses.values()) == 600
    assert [one.second for one in snapshots[:2]] == [0, 1]
    assert len(snapshots[0].cpu) == 2
    assert snapshots[0].ended == pytest.approx(300, abs=60)  # a busy machine is late at times
    lines = (tmp_path / "access.log").read_text("utf-8").splitlines()
    asked = [line for line in lines if "RevRoute-Load/0.1.0 (+r7)" in line]
    assert len(asked) >= 300  # the rest is written when the shop closes


def test_the_workers_of_a_closed_model_share_its_users(shop: Target) -> None:
    plan = scenario(Stage(1.5, 5, 5), model=LoadModel.CLOSED, target=shop, timeouts=PATIENT)
    _, snapshots = go(plan, workers=2)
    assert snapshots[0].users == 5
    assert total(snapshots).opened == 5


def test_a_run_that_is_stopped_ends_within_a_second(shop: Target) -> None:
    begun: list[float] = []

    def note(snapshot: Snapshot) -> None:
        begun.append(time.monotonic())

    plan = scenario(Stage(40, 50, 50), target=shop, timeouts=PATIENT)
    outcome, _ = go(plan, workers=2, on_interval=note, stop_asked=lambda: bool(begun))
    assert outcome.reason == "Stopped."
    assert time.monotonic() - begun[0] < 4.0


def test_a_sentence_about_an_interval_ends_the_run(shop: Target) -> None:
    seen: list[Snapshot] = []

    def judge(snapshot: Snapshot) -> str | None:
        seen.append(snapshot)
        return "p95 was above 1 ms." if len(seen) == 1 else None

    outcome, _ = go(scenario(Stage(30, 50, 50), target=shop, timeouts=PATIENT), on_interval=judge)
    assert outcome.reason == "p95 was above 1 ms."
    assert len(seen) <= 3


def test_a_check_that_fails_during_the_run_ends_it(shop: Target) -> None:
    async def gone() -> None:
        raise NotOwned("The token is gone; the load stops here.")

    begun = time.monotonic()
    outcome, _ = go(scenario(Stage(30, 50, 50), target=shop, timeouts=PATIENT), check=gone, check_every=0.5)
    assert outcome.reason == "The token is gone; the load stops here."
    assert time.monotonic() - begun < 10


def test_a_failed_check_ends_the_run_before_a_name_server_answers_that_never_does(shop: Target) -> None:
    answers = threading.Event()

    async def gone() -> None:
        asyncio.get_running_loop().run_in_executor(None, answers.wait, 20.0)
        raise NotOwned("The token is gone; the load stops here.")

    begun = time.monotonic()
    plan = scenario(Stage(30, 50, 50), target=shop, timeouts=PATIENT)
    outcome, _ = go(plan, check=gone, check_every=0.2)
    answers.set()
    assert outcome.reason == "The token is gone; the load stops here."
    assert time.monotonic() - begun < 15


def test_a_run_has_no_more_workers_than_connections_to_share(shop: Target) -> None:
    limits = replace(WIDE, connections=1)
    plan = scenario(Stage(0.5, 20, 20), target=shop, timeouts=PATIENT, limits=limits)
    outcome, snapshots = go(plan, workers=2)
    assert (outcome.workers, total(snapshots).errors) == (1, {})
    with pytest.raises(UserError, match="at most 64 workers"):
        go(plan, workers=65)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGSTOP on Windows")
def test_a_worker_that_hangs_does_not_keep_the_run_from_ending(
    shop: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("revroute_desktop.traffic.load.run._STUCK_SECONDS", 1.0)
    monkeypatch.setattr("revroute_desktop.traffic.load.run._STOP_SECONDS_MAX", 0.5)

    def hold(snapshot: Snapshot) -> None:
        for worker in _workers_of(os.getpid()):
            worker.suspend()

    plan = scenario(Stage(1.5, 20, 20), target=shop, timeouts=Timeouts(0.5, 0.5, 0.5))
    outcome, _ = go(plan, workers=1, on_interval=hold)
    assert outcome.reason is not None and "did not end" in outcome.reason


def test_a_worker_that_is_killed_ends_the_run_in_a_sentence(shop: Target) -> None:
    killed: list[int] = []

    def kill_one(snapshot: Snapshot) -> None:
        if not killed:
            worker = _workers_of(os.getpid())[0]
            killed.append(worker.pid)
            worker.send_signal(signal.SIGKILL)

    plan = scenario(Stage(30, 50, 50), target=shop, timeouts=PATIENT)
    outcome, _ = go(plan, workers=2, on_interval=kill_one)
    assert "ended unexpectedly (signal 9)" in (outcome.reason or "")


def test_workers_stop_when_their_parent_is_killed(shop: Target) -> None:
    program = textwrap.dedent(
        f"""
        from tests.traffic.load.lab import scenario
        from revroute_desktop.traffic.load.model import Stage, Target
        from revroute_desktop.traffic.load.run import run_load
        plan = scenario(Stage(60, 20, 20), target=Target("http", "127.0.0.1", {shop.port}))
        run_load(plan, "127.0.0.1", run="r", workers=2, on_interval=lambda one: print("second", flush=True))
        """
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert parent.stdout
    assert parent.stdout.readline() == b"second\n"
    workers = _workers_of(parent.pid)
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _, alive = psutil.wait_procs(workers, timeout=5)
    assert not alive


def test_sockets_that_run_out_are_told_with_what_to_do(shop: Target) -> None:
    program = textwrap.dedent(
        f"""
        import resource
        from tests.traffic.load.lab import scenario
        from revroute_desktop.traffic.load.model import LoadModel, Stage, Target
        from revroute_desktop.traffic.load.run import run_load
        from revroute_desktop.traffic.load.snapshot import total
        resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))
        plan = scenario(
            Stage(1.5, 100, 100), model=LoadModel.CLOSED, target=Target("http", "127.0.0.1", {shop.port})
        )
        seen = []
        run_load(plan, "127.0.0.1", run="r", workers=1, on_interval=seen.append)
        whole = total(seen)
        print(whole.statuses[200] > 0, whole.errors["no more sockets here"] > 0, *whole.notes)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("True True This machine lets a process open no more sockets; ")


def test_a_worker_ends_when_it_is_asked_to_by_signal(shop: Target) -> None:
    def end_all(snapshot: Snapshot) -> None:
        for worker in _workers_of(os.getpid()):
            worker.send_signal(signal.SIGTERM)

    outcome, _ = go(scenario(Stage(30, 50, 50), target=shop, timeouts=PATIENT), on_interval=end_all)
    # A signal that comes before the run has begun is answered by the command itself, in more words.
    assert outcome.reason is not None and outcome.reason.startswith("Stopped.")


def test_a_limit_of_the_run_is_shared_out_and_kept_exactly(shop: Target) -> None:
    limits = replace(WIDE, requests=101)
    outcome, snapshots = go(
        scenario(Stage(20, 100, 100), target=shop, timeouts=PATIENT, limits=limits), workers=2
    )
    assert outcome.reason == (
        "The limit of 101 requests was reached; see `limits` in the scenario and `revroute traffic limits`."
    )
    assert total(snapshots).ended == 101


def test_a_target_that_never_answers_ends_the_run_after_some_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revroute_desktop.traffic.load.run.SILENT_MAX", 3)
    outcome, snapshots = go(scenario(Stage(30, 5, 5), target=NOWHERE))
    assert outcome.reason == (
        "http://127.0.0.1:1 has not answered for 3 s (connection refused); the run was stopped. "
        "Check that it runs and can be reached."
    )
    assert total(snapshots).statuses == {}


def test_a_worker_refuses_a_target_that_nobody_proved_to_own() -> None:
    plan = scenario(Stage(1, 5, 5), target=Target("http", "203.0.113.7", 80))
    with Crew([Handover(plan, Share("r", "203.0.113.7"))]) as crew:
        heard = crew.hear(10)
    assert isinstance(heard, Gone)
    assert heard.error == (
        "http://203.0.113.7 (203.0.113.7) is not proved to be yours; verify the target first."
    )


def test_workers_start_at_the_same_instant(shop: Target) -> None:
    plan = scenario(Stage(0.5, 100, 100), target=shop, timeouts=PATIENT)
    with Crew([Handover(plan, Share("r", "127.0.0.1", worker, 2)) for worker in range(2)]) as crew:
        assert {crew.hear(20), crew.hear(20)} == {Ready(0), Ready(1)}
        crew.start(time.perf_counter() + 0.3)
        intervals = []
        while len(intervals) < 2:
            heard = crew.hear(10)
            if isinstance(heard, Interval):
                intervals.append(heard)
    assert sorted(one.worker for one in intervals) == [0, 1]
    assert [one.snapshot.due for one in intervals] == [25, 25]


def test_the_worker_command_alone_says_who_starts_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "revroute_desktop", "traffic", "load-worker"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "is started by `revroute traffic run` alone" in done.stderr


def test_a_workers_task_comes_back_from_its_line() -> None:
    for name in ("journey", "soak"):
        plan = read_scenario(resource_path("load", f"{name}.yaml"))
        task = Handover(plan, Share("r", "127.0.0.1", 1, 2), Token("0123456789ab", "cd" * 20))
        assert from_line(to_line(task)) == task
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_line(b'{"scenario": 5}\n')


def test_a_small_scenario_takes_one_worker() -> None:
    assert workers_for(scenario(Stage(1, 10, 10))) == 1
    assert workers_for(scenario(Stage(1, 10**6, 10**6))) == os.cpu_count()


def test_a_crew_that_cannot_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revroute_desktop.traffic.load.crew.program", lambda: ["/nowhere/revroute"])
    with pytest.raises(UserError, match="A worker could not be started"):
        go(scenario(Stage(1, 1, 1)))
