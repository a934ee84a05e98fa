"""Jobs in worker processes: their ends told apart, cancelled politely and then firmly, written down."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.processes.helpers import PROGRAM, ended, row, until, workers_of

from revroute_desktop.errors import UserError
from revroute_desktop.processes import JobState, JobView, NewJob, Supervisor, Terms, history, jobs, requests
from revroute_desktop.processes.process import program
from revroute_desktop.processes.run import INTERRUPTED
from revroute_desktop.workspace import Workspace, create, memory, open_workspace
from revroute_desktop.workspace.log import Head


@pytest.fixture
def supervisor(workspace: Workspace) -> Iterator[Supervisor]:
    made = Supervisor(workspace, workers=1, command=PROGRAM)
    yield made
    made.close()


def test_a_job_ends_with_its_result_and_is_written_down(workspace: Workspace) -> None:
    seen: list[JobView] = []
    supervisor = Supervisor(workspace, lambda job, view: seen.append(view), command=PROGRAM)
    view = ended(supervisor.start("sum", ["add", "2", "3"]))
    supervisor.close()
    assert view.state is JobState.DONE
    assert view.result == {"sum": 5, "job": f"{view.id}:1"}
    states = [each.state for each in seen]
    assert states[0] is JobState.QUEUED and states[-1] is JobState.DONE and JobState.RUNNING in states
    with workspace.read() as session:
        [record] = jobs(session.sql)
    assert (record.kind, record.arguments, record.state, record.attempt) == (
        "sum",
        ("add", "2", "3"),
        "done",
        1,
    )
    assert record.result == view.result
    assert record.worker is None and record.reason is None
    assert record.queued_at is not None and record.started_at is not None and record.finished_at is not None
    assert record.queued_at <= record.started_at <= record.finished_at


@pytest.mark.parametrize(
    ("what", "state", "error"),
    [
        ("fail", JobState.FAILED, "Line 3 holds no amount: mend it."),
        (
            "crash",
            JobState.CRASHED,
            "The job ended without a result (exit code 1): what it had committed stays",
        ),
        ("killed", JobState.CRASHED, "The job ended without a result (signal 9)"),
        ("usage", JobState.CRASHED, "The job ended without a result (exit code 2)"),
        ("silent", JobState.CRASHED, "The job ended without a result (exit code 0)"),
    ],
)
def test_the_ways_of_not_ending_well_are_told_apart(
    workspace: Workspace, supervisor: Supervisor, what: str, state: JobState, error: str
) -> None:
    view = ended(supervisor.start("x", [what]))
    assert view.state is state
    assert view.error is not None and view.error.startswith(error)
    assert ("RuntimeError: a bug" in view.stderr) == (what == "crash")
    with workspace.read() as session:
        [record] = jobs(session.sql)
    assert (record.state, record.error) == (state, view.error)


def test_lines_and_errors_without_end_take_little_memory(
    workspace: Workspace, supervisor: Supervisor
) -> None:
    assert ended(supervisor.start("x", ["long line"])).result == "after it"
    view = ended(supervisor.start("x", ["noise"]))
    assert view.stderr.endswith("the end")
    assert len(view.stderr) <= 64 * 1024
    with workspace.read() as session:
        for job in jobs(session.sql):
            assert sum(len(line.text) for line in history.log_of(session.sql, job.id)) <= 500 * 2_000


def test_the_newest_lines_of_each_job_are_kept_with_their_numbers(
    workspace: Workspace, supervisor: Supervisor
) -> None:
    few = ended(supervisor.start("x", ["say", "3"]))
    many = ended(supervisor.start("x", ["say", "700"]))
    assert few.id is not None and many.id is not None
    with workspace.read() as session:
        assert [line.text for line in history.log_of(session.sql, few.id)] == ["line 0", "line 1", "line 2"]
        texts = [line.text for line in history.log_of(session.sql, many.id)]
    assert len(texts) <= 500 and texts[-1] == "line 699"
    assert texts == [f"line {number}" for number in range(700 - len(texts), 700)]


def test_a_program_that_cannot_be_started_is_said(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, command=["/nowhere/program"])
    view = ended(supervisor.start("x", ["add", "1", "1"]))
    supervisor.close()
    assert view.state is JobState.FAILED
    assert view.error == "The job could not be started: No such file or directory."


def test_a_worker_runs_many_jobs(supervisor: Supervisor) -> None:
    pids = {ended(supervisor.start("x", ["pid"])).result for _ in range(5)}
    assert len(pids) == 1
    ended(supervisor.start("x", ["crash"]))
    assert ended(supervisor.start("x", ["pid"])).result not in pids


def test_a_job_that_is_cancelled_stops_after_its_chunk(supervisor: Supervisor) -> None:
    job = supervisor.start("count", ["count"])
    until(lambda: job.view.progress is not None)
    supervisor.cancel(job)
    supervisor.cancel(job)
    view = ended(job)
    assert (view.state, view.error) == (JobState.CANCELLED, "Stopped.")
    # The wish is not heard by the next job of the same worker.
    assert ended(supervisor.start("sum", ["add", "1", "1"])).state is JobState.DONE


def test_a_job_that_does_not_stop_is_killed_after_the_grace(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, command=PROGRAM, grace=0.3)
    job = supervisor.start("count", ["obstinate"])
    until(lambda: job.view.progress is not None)
    begun = time.monotonic()
    supervisor.cancel(job)
    until(lambda: job.view.stopping)
    view = ended(job)
    assert time.monotonic() - begun >= 0.3
    assert view.state is JobState.CANCELLED
    supervisor.close()


def test_what_a_job_started_dies_with_it(workspace: Workspace, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    supervisor = Supervisor(workspace, command=PROGRAM, grace=0.2)
    job = supervisor.start("x", ["grandchild", str(note)])
    until(lambda: note.exists() and note.read_text())
    supervisor.cancel(job)
    ended(job)
    supervisor.close()
    pid = int(note.read_text())
    until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)


def test_jobs_take_turns_in_their_order(supervisor: Supervisor) -> None:
    first = supervisor.start("count", ["count"])
    second = supervisor.start("count", ["count"])
    third = supervisor.start("sum", ["add", "1", "1"])
    until(lambda: first.view.progress is not None)
    assert second.view.state is third.view.state is JobState.QUEUED
    assert supervisor.running() == [first, second, third]
    supervisor.cancel(second)
    assert ended(second).state is JobState.CANCELLED
    assert second.view.attempt == 0
    assert first.view.state is JobState.RUNNING
    supervisor.cancel(first)
    assert ended(third).state is JobState.DONE


def test_closing_ends_every_job_of_this_process_and_refuses_new_ones(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, workers=2, command=PROGRAM)
    started = [supervisor.start(kind, ["count"]) for kind in ("a", "b", "c")]
    until(lambda: started[1].view.progress is not None)
    supervisor.close()
    assert all(job.view.state is JobState.CANCELLED for job in started)
    assert not workers_of()
    with pytest.raises(UserError, match="starts no more jobs"):
        supervisor.start("x", ["add", "1", "1"])


def test_closing_gives_the_jobs_of_others_back_to_the_queue(workspace: Workspace) -> None:
    goes_on = requests.add(workspace, NewJob("a", ("count",), terms=Terms(resumes=True)))
    does_not = requests.add(workspace, NewJob("b", ("count",)))
    held = requests.add(workspace, NewJob("c", ("count",), terms=Terms(resumes=True)))
    supervisor = Supervisor(workspace, workers=3, command=PROGRAM)
    until(lambda: all(row(workspace, job.id).state == "running" for job in (goes_on, does_not, held)))
    requests.pause(workspace, held.id)
    until(lambda: row(workspace, held.id).state == "paused")
    supervisor.close()
    assert row(workspace, goes_on.id).state is JobState.QUEUED
    assert "goes on from its last chunk" in str(row(workspace, goes_on.id).reason)
    assert (row(workspace, does_not.id).state, row(workspace, does_not.id).error) == ("crashed", INTERRUPTED)
    assert row(workspace, held.id).state is JobState.PAUSED
    assert {row(workspace, job.id).worker for job in (goes_on, does_not, held)} == {None}


def test_starting_and_cancelling_never_wait_for_the_workspace(
    workspace: Workspace, supervisor: Supervisor
) -> None:
    with workspace.write("ada", "x", "y") as unit:
        begun = time.monotonic()
        job = supervisor.start("sum", ["add", "1", "1"])
        supervisor.cancel(job)
        assert time.monotonic() - begun < 1.0  # the writer would hold it for ten
        unit.record({})
    assert ended(job).state is JobState.CANCELLED


def test_B26_what_an_earlier_attempt_still_writes_is_refused(
    workspace: Workspace, supervisor: Supervisor
) -> None:
    job = supervisor.start("write", ["write"])
    until(lambda: job.view.progress is not None)
    assert job.view.id is not None
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_job SET attempt = attempt + 1 WHERE id = ?", (job.view.id,))
    view = ended(job)
    assert view.state is JobState.FAILED
    assert view.error is not None and "Attempt 1 of job 1 no longer counts" in view.error
    # What it wrote down of its end does not count either.
    assert row(workspace, job.view.id).state is JobState.RUNNING


def test_a_job_is_tried_again_under_its_number(workspace: Workspace, supervisor: Supervisor) -> None:
    first = ended(supervisor.start("x", ["crash"]))
    assert first.id is not None
    requests.retry(workspace, first.id)
    until(lambda: row(workspace, first.id or 0).attempt == 2)
    until(lambda: row(workspace, first.id or 0).state is JobState.CRASHED)
    with workspace.read() as session, pytest.raises(UserError, match="There is no job 99"):
        history.job(session.sql, 99)


def test_a_job_that_has_not_ended_is_not_tried_again(workspace: Workspace) -> None:
    waiting = requests.add(workspace, NewJob("x", ("count",)))
    with pytest.raises(UserError, match="is queued and cannot be started again"):
        requests.retry(workspace, waiting.id)


def test_a_workspace_that_is_read_only_runs_jobs_without_a_list(workspace: Workspace) -> None:
    workspace.close()
    memory.remember(workspace.uuid, Head(5, b"\x01" * 32))
    with open_workspace(workspace.path) as opened:
        assert opened.rolled_back
        supervisor = Supervisor(opened, command=PROGRAM)
        view = ended(supervisor.start("sum", ["add", "1", "1"]))
        assert (view.state, view.id, view.result) == (JobState.DONE, None, {"sum": 2, "job": None})
        supervisor.close()


def test_the_program_starts_itself_frozen_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program() == [sys.executable, "-m", "revroute_desktop"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program() == [sys.executable]


def test_the_program_itself_is_a_worker(workspace: Workspace, tmp_path: Path) -> None:
    create(tmp_path / "other.revroute", actor="ada").close()
    supervisor = Supervisor(workspace)
    listed = [supervisor.start("account", ["account", "list"]) for _ in range(3)]
    wrong = supervisor.start("account", ["account", "open", "no/such account"])
    assert [ended(job).result for job in listed] == [{"accounts": []}] * 3
    assert ended(wrong).state in (JobState.FAILED, JobState.CRASHED)
    supervisor.close()


def test_views_are_told_on_the_supervisors_own_thread(workspace: Workspace) -> None:
    threads: set[str] = set()
    supervisor = Supervisor(
        workspace, lambda job, view: threads.add(threading.current_thread().name), command=PROGRAM
    )
    ended(supervisor.start("sum", ["add", "1", "1"]))
    supervisor.close()
    assert threads == {"supervisor"}


def test_an_idle_supervisor_writes_nothing(workspace: Workspace) -> None:
    before = workspace.data_version()
    supervisor = Supervisor(workspace, command=PROGRAM)
    until(lambda: supervisor.idle)
    time.sleep(0.5)
    supervisor.close()
    assert workspace.data_version() == before
