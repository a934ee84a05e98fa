"""Jobs as child processes: their ends told apart, cancelled politely and then firmly, written down."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.processes import Job, JobRunner, JobView, history, jobs, recover
from revroute_desktop.processes.history import JobState
from revroute_desktop.processes.process import program
from revroute_desktop.workspace import Workspace, create, memory, open_workspace
from revroute_desktop.workspace.log import Head

PROGRAM = [sys.executable, str(Path(__file__).parent / "program.py")]
WAIT = 30.0


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "books.revroute", actor="ada")
    yield made
    made.close()


@pytest.fixture
def runner(workspace: Workspace) -> Iterator[JobRunner]:
    made = JobRunner(workspace, command=PROGRAM)
    yield made
    made.close()


def until(done: Callable[[], object]) -> None:
    deadline = time.monotonic() + WAIT
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ended(job: Job) -> JobView:
    assert job.wait(WAIT)
    return job.view


def test_a_job_ends_with_its_result_and_is_written_down(workspace: Workspace) -> None:
    seen: list[JobView] = []
    runner = JobRunner(workspace, lambda job, view: seen.append(view), command=PROGRAM)
    view = ended(runner.start("sum", ["add", "2", "3"]))
    assert view.state is JobState.DONE
    assert view.result == {"sum": 5, "job": f"{view.id}:1"}
    states = [each.state for each in seen]
    assert states[0] is JobState.QUEUED and states[-1] is JobState.DONE and JobState.RUNNING in states
    assert [each.progress.done for each in seen if each.progress is not None][-1] == 2
    with workspace.read() as session:
        [record] = jobs(session.sql)
    assert (record.kind, record.arguments, record.state, record.attempt) == (
        "sum",
        ("add", "2", "3"),
        "done",
        1,
    )
    assert record.result == view.result
    assert record.started_at is not None and record.finished_at is not None
    runner.close()


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
        ("silent", JobState.CRASHED, "The job ended without a result (exit code 0)"),
    ],
)
def test_the_ways_of_not_ending_well_are_told_apart(
    workspace: Workspace, runner: JobRunner, what: str, state: JobState, error: str
) -> None:
    view = ended(runner.start("x", [what]))
    assert view.state is state
    assert view.error is not None and view.error.startswith(error)
    assert ("RuntimeError: a bug" in view.stderr) == (what == "crash")
    with workspace.read() as session:
        [record] = jobs(session.sql)
    assert (record.state, record.error) == (state, view.error)


def test_lines_and_errors_without_end_take_little_memory(runner: JobRunner) -> None:
    assert ended(runner.start("x", ["long line"])).result == "after it"
    view = ended(runner.start("x", ["noise"]))
    assert view.stderr.endswith("the end")
    assert len(view.stderr) <= 64 * 1024


def test_a_program_that_cannot_be_started_is_said(workspace: Workspace) -> None:
    runner = JobRunner(workspace, command=["/nowhere/program"])
    view = ended(runner.start("x", ["add", "1", "1"]))
    assert view.state is JobState.FAILED
    assert view.error == "The job could not be started: No such file or directory."
    runner.close()


def test_a_job_that_is_cancelled_stops_after_its_chunk(runner: JobRunner) -> None:
    job = runner.start("count", ["count"])
    until(lambda: job.view.progress is not None)
    runner.cancel(job)
    runner.cancel(job)
    assert job.view.stopping
    view = ended(job)
    assert (view.state, view.error) == (JobState.CANCELLED, "Stopped.")


def test_a_job_that_does_not_stop_is_killed_after_the_grace(workspace: Workspace) -> None:
    runner = JobRunner(workspace, command=PROGRAM, grace=0.3)
    job = runner.start("count", ["obstinate"])
    until(lambda: job.view.progress is not None)
    begun = time.monotonic()
    runner.cancel(job)
    view = ended(job)
    assert time.monotonic() - begun >= 0.3
    assert view.state is JobState.CANCELLED
    runner.close()


def test_jobs_take_turns_in_their_order(runner: JobRunner) -> None:
    first = runner.start("count", ["count"])
    second = runner.start("count", ["count"])
    third = runner.start("sum", ["add", "1", "1"])
    until(lambda: first.view.progress is not None)
    assert second.view.state is third.view.state is JobState.QUEUED
    assert runner.running() == [first, second, third]
    runner.cancel(second)
    assert ended(second).state is JobState.CANCELLED
    assert second.view.attempt == 0
    assert first.view.state is JobState.RUNNING
    runner.cancel(first)
    assert ended(third).state is JobState.DONE


def test_closing_ends_every_job_and_refuses_new_ones(workspace: Workspace) -> None:
    before = psutil.Process().children()  # other tests may have left some that serve this process
    runner = JobRunner(workspace, command=PROGRAM, at_once=2)
    started = [runner.start("count", ["count"]) for _ in range(3)]
    until(lambda: started[0].view.progress is not None)
    runner.close()
    assert all(job.view.state is JobState.CANCELLED for job in started)
    left = [child for child in psutil.Process().children() if child not in before]
    assert not [child for child in left if child.status() != psutil.STATUS_ZOMBIE]
    with pytest.raises(UserError, match="starts no more jobs"):
        runner.start("x", ["add", "1", "1"])


def test_starting_and_cancelling_never_wait_for_the_workspace(
    workspace: Workspace, runner: JobRunner
) -> None:
    with workspace.write("ada", "x", "y") as unit:
        begun = time.monotonic()
        job = runner.start("sum", ["add", "1", "1"])
        runner.cancel(job)
        assert time.monotonic() - begun < 1.0  # the writer would hold it for ten
        unit.record({})
    assert ended(job).state is JobState.CANCELLED


def test_B26_what_an_earlier_attempt_still_writes_is_refused(workspace: Workspace, runner: JobRunner) -> None:
    job = runner.start("write", ["write"])
    until(lambda: job.view.progress is not None)
    assert job.view.id is not None
    history.begin_attempt(workspace, job.view.id)
    view = ended(job)
    assert view.state is JobState.FAILED
    assert view.error is not None and "Attempt 1 of job 1 no longer counts" in view.error
    with workspace.read() as session:
        # What it wrote down of its end does not count either.
        assert history.job(session.sql, job.view.id).state is JobState.RUNNING


def test_a_job_is_tried_again_under_its_number(workspace: Workspace, runner: JobRunner) -> None:
    first = ended(runner.start("x", ["crash"]))
    assert first.id is not None
    with workspace.read() as session:
        record = history.job(session.sql, first.id)
    again = ended(runner.again(record))
    assert (again.id, again.attempt) == (first.id, 2)
    with workspace.read() as session:
        assert history.job(session.sql, first.id).attempt == 2
        with pytest.raises(UserError, match="There is no job 99"):
            history.job(session.sql, 99)


def test_a_job_that_has_not_ended_is_not_tried_again(workspace: Workspace, runner: JobRunner) -> None:
    id = history.enqueue(workspace, "x", ["count"])
    with workspace.read() as session:
        record = history.job(session.sql, id)
    with pytest.raises(UserError, match="is queued and cannot be started again"):
        runner.again(record)


def test_what_a_program_that_is_gone_left_running_is_crashed(workspace: Workspace) -> None:
    gone = history.enqueue(workspace, "x", [])
    history.begin_attempt(workspace, gone)
    alive = history.enqueue(workspace, "x", [])
    with workspace.desk() as desk:
        desk.sql.execute(
            'UPDATE desk_job SET progress = \'{"runner": 1, "since": 0.5}\' WHERE id = ?', (gone,)
        )
        parent = psutil.Process().parent()
        assert parent is not None
        desk.sql.execute(
            "UPDATE desk_job SET progress = json_object('runner', ?, 'since', ?) WHERE id = ?",
            (parent.pid, parent.create_time(), alive),
        )
    assert recover(workspace) == 1
    with workspace.read() as session:
        assert history.job(session.sql, gone).state is JobState.CRASHED
        assert history.job(session.sql, gone).error == history.INTERRUPTED
        assert history.job(session.sql, alive).state is JobState.QUEUED
    assert recover(workspace) == 0


def test_a_workspace_that_is_read_only_runs_jobs_without_a_list(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    memory.remember(workspace.uuid, Head(5, b"\x01" * 32))
    with open_workspace(workspace.path) as opened:
        assert opened.rolled_back
        runner = JobRunner(opened, command=PROGRAM)
        view = ended(runner.start("sum", ["add", "1", "1"]))
        assert (view.state, view.id, view.result) == (JobState.DONE, None, {"sum": 2, "job": None})
        runner.close()


def test_the_program_starts_itself_frozen_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program() == [sys.executable, "-m", "revroute_desktop"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program() == [sys.executable]


def test_views_are_told_on_the_jobs_own_thread(workspace: Workspace) -> None:
    threads: set[str] = set()
    runner = JobRunner(
        workspace, lambda job, view: threads.add(threading.current_thread().name), command=PROGRAM
    )
    ended(runner.start("sum", ["add", "1", "1"]))
    assert threads == {"job sum"}
    runner.close()
