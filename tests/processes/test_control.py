"""What is asked of jobs from anywhere: seen within half a second, heeded by the whole group, and kept."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tests.processes.helpers import PROGRAM, ended, row, until, workers_of

from revroute_desktop.errors import UserError
from revroute_desktop.processes import (
    JobState,
    NewJob,
    Supervisor,
    Terms,
    desk_queue,
    history,
    lease,
    requests,
)
from revroute_desktop.processes.groups import ProcessId, identify, is_alive, own_id
from revroute_desktop.processes.kinds import set_kind
from revroute_desktop.processes.known_files import HELD
from revroute_desktop.processes.limits import Limits
from revroute_desktop.processes.run import INTERRUPTED
from revroute_desktop.processes.schedule_table import add_schedule, schedules_of
from revroute_desktop.processes.schedules import CatchUp
from revroute_desktop.workspace import Workspace, open_workspace
from revroute_desktop.workspace.backup import back_up

SEEN = 0.5


def entries(workspace: Workspace) -> int:
    with workspace.read() as session:
        return int(session.sql.execute("SELECT count(*) FROM audit_entry").fetchone()[0])


def test_a_request_from_another_process_is_seen_within_half_a_second(workspace: Workspace) -> None:
    job = requests.add(workspace, NewJob("x", ("count",)))
    supervisor = Supervisor(workspace, command=PROGRAM)
    until(lambda: row(workspace, job.id).state is JobState.RUNNING)
    script = (
        "import sys, time; from pathlib import Path; from revroute_desktop.processes import requests;"
        "from revroute_desktop.workspace import open_workspace\n"
        "with open_workspace(Path(sys.argv[1])) as w: requests.pause(w, int(sys.argv[2]));"
        " print(time.time(), flush=True)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(workspace.path), str(job.id)],
        capture_output=True,
        text=True,
        check=True,
    )
    asked = float(run.stdout)
    until(lambda: row(workspace, job.id).state is JobState.PAUSED)
    taken = time.time() - asked
    [worker] = workers_of()
    assert worker.status() == psutil.STATUS_STOPPED
    supervisor.close()
    assert taken < SEEN + 2.5  # what a busy machine may take besides


def test_a_paused_job_stands_still_keeps_nobody_from_writing_and_goes_on(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, command=PROGRAM)
    job = supervisor.start("x", ["chunks", "150"])
    until(lambda: job.view.progress is not None)
    for _ in range(3):
        supervisor.pause(job)
        until(lambda: job.view.state is JobState.PAUSED)
        before = entries(workspace)
        with workspace.write("ada", "x", "y") as unit:  # whoever stands still holds no lock of the file
            unit.record({})
        time.sleep(0.1)
        assert entries(workspace) == before + 1
        supervisor.resume(job)
        until(lambda: job.view.state is not JobState.PAUSED)
    assert ended(job).result == {"chunks": 150}
    supervisor.close()


def test_pausing_stops_what_a_job_has_started_too(workspace: Workspace, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    supervisor = Supervisor(workspace, command=PROGRAM, grace=0.2)
    job = supervisor.start("x", ["grandchild", str(note)])
    until(lambda: note.exists() and note.read_text())
    grandchild = psutil.Process(int(note.read_text()))
    supervisor.pause(job)
    until(lambda: grandchild.status() == psutil.STATUS_STOPPED)
    supervisor.cancel(job)
    assert ended(job).state is JobState.CANCELLED
    supervisor.close()
    until(lambda: identify(grandchild.pid) is None)


def test_a_job_can_be_held_back_and_cancelled_in_the_queue(workspace: Workspace) -> None:
    held = requests.add(workspace, NewJob("x", ("noop",)))
    gone = requests.add(workspace, NewJob("x", ("noop",)))
    assert requests.pause(workspace, held.id).state is JobState.PAUSED
    assert requests.cancel(workspace, gone.id).state is JobState.CANCELLED
    supervisor = Supervisor(workspace, command=PROGRAM)
    until(lambda: supervisor.idle)
    assert row(workspace, held.id).state is JobState.PAUSED
    assert requests.resume(workspace, held.id).state is JobState.QUEUED
    until(lambda: row(workspace, held.id).state is JobState.DONE)
    supervisor.close()
    for ask, sentence in (
        (requests.pause, "has ended"),
        (requests.resume, "has ended"),
        (requests.cancel, "has ended"),
    ):
        with pytest.raises(UserError, match=sentence):
            ask(workspace, held.id)


def test_a_job_that_takes_too_long_is_ended_and_pauses_do_not_count(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, command=PROGRAM, grace=0.5)
    job = supervisor.start("x", ["count"], terms=Terms(timeout=0.8))
    until(lambda: job.view.progress is not None)
    supervisor.pause(job)
    until(lambda: job.view.state is JobState.PAUSED)
    time.sleep(1.2)
    assert job.view.state is JobState.PAUSED
    supervisor.resume(job)
    view = ended(job)
    supervisor.close()
    assert view.state is JobState.FAILED
    assert view.error is not None and "longer than the 0.8 s" in view.error


def test_a_failed_job_is_tried_again_until_it_is_done(workspace: Workspace, tmp_path: Path) -> None:
    supervisor = Supervisor(workspace, command=PROGRAM)
    job = supervisor.start("x", ["fail once", str(tmp_path / "marker")], terms=Terms(retries=2, backoff=0.05))
    view = ended(job)
    supervisor.close()
    assert (view.state, view.result, view.attempt, view.error) == (JobState.DONE, "at last", 2, None)


def test_a_job_that_fails_fast_is_given_up_with_the_reason(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, command=PROGRAM)
    job = supervisor.start("x", ["fail"], terms=Terms(retries=100, backoff=0.01, fast=60.0, fast_limit=3))
    view = ended(job)
    supervisor.close()
    assert (view.state, view.attempt) == (JobState.FAILED, 3)
    assert view.reason is not None and view.reason.startswith("Given up: it failed 3 times in a row within")
    record = row(workspace, view.id or 0)
    assert (record.failures, record.fast_failures) == (3, 3)
    assert record.error == "Line 3 holds no amount: mend it."


def test_a_job_begins_when_what_it_needs_is_done_and_never_where_that_failed(workspace: Workspace) -> None:
    bad = requests.add(workspace, NewJob("a", ("fail",)))
    good = requests.add(workspace, NewJob("b", ("noop",)))
    after_good = requests.add(workspace, NewJob("c", ("noop",), needs=(good.id,)))
    after_bad = requests.add(workspace, NewJob("d", ("noop",), needs=(good.id, bad.id)))
    after_that = requests.add(workspace, NewJob("e", ("noop",), needs=(after_bad.id,)))
    with pytest.raises(UserError, match="There is no job 99"):
        requests.add(workspace, NewJob("f", ("noop",), needs=(99,)))
    supervisor = Supervisor(workspace, workers=2, command=PROGRAM)
    until(lambda: supervisor.idle)
    supervisor.close()
    done, begun = row(workspace, good.id), row(workspace, after_good.id)
    assert done.finished_at is not None and begun.started_at is not None
    assert done.finished_at <= begun.started_at
    for job, needed in ((after_bad, bad), (after_that, after_bad)):
        record = row(workspace, job.id)
        assert (record.state, record.attempt) == (JobState.CANCELLED, 0)
        assert record.reason is not None and record.reason.startswith(f"Job {needed.id}, which it needs")


def test_higher_priority_goes_first(workspace: Workspace) -> None:
    order = [requests.add(workspace, NewJob("x", ("noop",), priority=number)) for number in (0, 5, -1, 9)]
    supervisor = Supervisor(workspace, workers=1, command=PROGRAM)
    until(lambda: supervisor.idle)
    supervisor.close()
    begun = sorted((row(workspace, job.id) for job in order), key=lambda job: job.started_at or 0)
    assert [job.priority for job in begun] == [9, 5, 0, -1]


def test_workers_are_recycled_after_their_jobs_and_past_their_memory_mark(workspace: Workspace) -> None:
    with workspace.desk() as desk:
        set_kind(desk.sql, "few", 1, Limits(jobs_each=2))
        set_kind(desk.sql, "large", 1, Limits(memory_mark=150 * 1024**2))
    supervisor = Supervisor(workspace, command=PROGRAM)
    few = [ended(supervisor.start("few", ["pid"])).result for _ in range(4)]
    assert few[0] == few[1] != few[2] == few[3]
    small = ended(supervisor.start("large", ["hold", "1000"])).result
    assert ended(supervisor.start("large", ["hold", str(300 * 1024**2)])).result == small
    assert ended(supervisor.start("large", ["pid"])).result != small
    supervisor.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of other systems are untested")
def test_a_job_is_bounded_in_memory_and_cpu(workspace: Workspace) -> None:
    with workspace.desk() as desk:
        set_kind(desk.sql, "small", 1, Limits(memory=400 * 1024**2, nice=3, processors=(0,)))
        set_kind(desk.sql, "short", 1, Limits(cpu_seconds=1))
    supervisor = Supervisor(workspace, command=PROGRAM)
    pid = ended(supervisor.start("small", ["pid"])).result
    assert isinstance(pid, int)
    worker = psutil.Process(pid)
    assert worker.nice() >= 3 and worker.cpu_affinity() == [0]
    large = ended(supervisor.start("small", ["hold", str(2 * 1024**3)]))
    assert large.state is JobState.CRASHED and "MemoryError" in large.stderr
    burnt = ended(supervisor.start("short", ["burn"]))
    assert burnt.state is JobState.CRASHED
    assert burnt.error is not None and "more CPU time" in burnt.error
    supervisor.close()


def test_one_supervisor_a_workspace_and_the_next_when_it_is_gone(workspace: Workspace) -> None:
    first = Supervisor(workspace, command=PROGRAM)
    running = first.start("x", ["count"])
    until(lambda: running.view.progress is not None)
    with open_workspace(workspace.path) as again:
        second = Supervisor(again, command=PROGRAM)
        job = second.start("y", ["add", "1", "2"])
        assert ended(job).result == {"sum": 3, "job": f"{job.view.id}:1"}
        assert first.leading and not second.leading
        slow = second.start("z", ["count"])
        until(lambda: slow.view.progress is not None)  # told through the desk
        second.cancel(slow)
        assert ended(slow).state is JobState.CANCELLED
        first.close()
        after = second.start("y", ["noop"])
        assert ended(after).state is JobState.DONE
        assert second.leading
        second.close()
    with workspace.read() as session:
        assert lease.holder(session.sql) is None


def test_what_a_supervisor_that_is_gone_left_is_begun_again_or_named(workspace: Workspace) -> None:
    gone = ProcessId(2**22 - 1, "never")
    assert not is_alive(gone)
    goes_on = requests.add(workspace, NewJob("import", ("noop",)))
    does_not = requests.add(workspace, NewJob("journal", ("noop",)))
    unwanted = requests.add(workspace, NewJob("route", ("noop",)))
    with workspace.desk() as desk:
        for job in (goes_on, does_not, unwanted):
            history.begin_attempt(desk.sql, job.id, gone, workspace.clock())
        assert lease.take(desk.sql, lease.new_lease(workspace.path, gone), workspace.clock())
    assert requests.cancel(workspace, unwanted.id).state is JobState.RUNNING
    supervisor = Supervisor(workspace, command=PROGRAM)
    until(lambda: supervisor.idle)
    supervisor.close()
    found = row(workspace, goes_on.id)
    assert (found.state, found.attempt) == (JobState.DONE, 2)
    assert (row(workspace, does_not.id).state, row(workspace, does_not.id).error) == ("crashed", INTERRUPTED)
    assert row(workspace, unwanted.id).state is JobState.CANCELLED


def test_what_was_asked_of_a_job_holds_when_its_supervisor_is_gone(workspace: Workspace) -> None:
    gone = ProcessId(2**22 - 1, "never")
    to_pause, to_resume = (requests.add(workspace, NewJob("import", ("noop",))) for _ in range(2))
    with workspace.desk() as desk:
        for job in (to_pause, to_resume):
            history.begin_attempt(desk.sql, job.id, gone, workspace.clock())
        history.change(desk.sql, to_resume.id, 1, state=JobState.PAUSED)
        assert lease.take(desk.sql, lease.new_lease(workspace.path, gone), workspace.clock())
    assert requests.pause(workspace, to_pause.id).requested == "pause"
    assert requests.resume(workspace, to_resume.id).requested == "resume"
    supervisor = Supervisor(workspace, command=PROGRAM)
    until(lambda: row(workspace, to_resume.id).state is JobState.DONE)
    assert row(workspace, to_pause.id).state is JobState.PAUSED
    supervisor.close()


def test_a_lease_is_kept_while_its_process_lives(workspace: Workspace) -> None:
    file = lease.file_note(workspace.path)
    mine = lease.new_lease(workspace.path)
    other = lease.new_lease(workspace.path, ProcessId(own_id().pid, "another start"))
    with workspace.desk() as desk:
        assert lease.take(desk.sql, mine, 1)
        assert not lease.take(desk.sql, lease.new_lease(workspace.path), 2)
        lease.release(desk.sql, mine)
        # The number of this process, but not this process.
        assert lease.take(desk.sql, other, 3)
        assert lease.living_holder(desk.sql, file) is None
        assert lease.take(desk.sql, mine, 4)
        assert lease.is_ours(desk.sql, mine)


def test_a_copy_leaves_the_workers_of_the_original_alone_and_waits_for_a_person(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = Supervisor(workspace, command=PROGRAM)
    job = first.start("import", ["count"])
    until(lambda: job.view.progress is not None)
    add_schedule(workspace, "often", "* * * * *", NewJob("x", ("noop",)), catch_up=CatchUp.ONCE)
    back_up(workspace, tmp_path / "copy.revroute")
    with open_workspace(tmp_path / "copy.revroute") as copy:
        second = Supervisor(copy, command=PROGRAM)
        until(lambda: second.leading and second.idle)
        held = row(copy, 1)
        assert (held.state, held.worker, held.reason) == (JobState.PAUSED, None, HELD)
        with copy.read() as session:
            assert schedules_of(session.sql)[0].paused
        requests.resume(copy, 1)
        until(lambda: 1 in second.workers().values())
        assert row(copy, 1).attempt == 2
        second.close()
    assert first.leading and job.view.state is JobState.RUNNING
    first.close()
    assert job.view.state is JobState.CANCELLED


def test_an_end_that_cannot_be_written_at_once_is_written_later(workspace: Workspace, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    with open_workspace(workspace.path, wait=0.1) as impatient:
        supervisor = Supervisor(impatient, command=PROGRAM)
        assert ended(supervisor.start("x", ["noop"])).state is JobState.DONE
        job = supervisor.start("x", ["wait for", str(marker)])
        until(lambda: job.view.state is JobState.RUNNING)
        with workspace.write("ada", "x", "y") as unit:
            marker.touch()
            refused = ended(supervisor.start("y", ["noop"]))
            assert refused.state is JobState.FAILED
            assert refused.error is not None and "is writing to" in refused.error
            assert job.view.state is JobState.RUNNING
            unit.record({})
        assert ended(job).result == "there"
        supervisor.close()
    with workspace.read() as session:
        assert [each.state for each in history.jobs(session.sql)] == [JobState.DONE] * 2


def test_a_supervisor_whose_place_was_taken_lets_go(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, command=PROGRAM)
    job = supervisor.start("x", ["count"])
    until(lambda: job.view.progress is not None)
    other = lease.new_lease(workspace.path)
    with workspace.desk() as desk:
        assert not lease.take(desk.sql, other, workspace.clock())
        desk.sql.execute("UPDATE desk_supervisor SET token = ?", (other.token,))
    until(lambda: not supervisor.leading and not workers_of())
    with workspace.desk() as desk:
        lease.release(desk.sql, other)
    # It takes the queue back; what it ran is not begun again by itself, since a count does not resume.
    view = ended(job)
    assert (view.state, view.error) == (JobState.CRASHED, INTERRUPTED)
    supervisor.close()


def test_what_a_file_from_elsewhere_holds_waits_for_a_person(workspace: Workspace) -> None:
    with workspace.desk() as desk:  # as somebody else's program wrote it
        foreign = history.enqueue(desk.sql, NewJob("x", ("noop",)), workspace.clock())
    supervisor = Supervisor(workspace, command=PROGRAM)
    assert ended(supervisor.start("x", ["noop"])).state is JobState.DONE
    assert (row(workspace, foreign.id).state, row(workspace, foreign.id).reason) == (JobState.PAUSED, HELD)
    requests.resume(workspace, foreign.id)
    until(lambda: row(workspace, foreign.id).state is JobState.DONE)
    supervisor.close()


def test_old_jobs_make_room_but_not_the_newest_of_a_kind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT", 3)
    made = [
        requests.add(workspace, NewJob("verify" if not number else "x", ("noop",))) for number in range(8)
    ]
    with workspace.desk() as desk:
        for job in made[:7]:
            desk.sql.execute("UPDATE desk_job SET state = 'done' WHERE id = ?", (job.id,))
        history.add_log(desk.sql, made[1].id, [(1, "a line")])
        history.prune(desk.sql)
        left = [id for (id,) in desk.sql.execute("SELECT id FROM desk_job ORDER BY id")]
    assert left == [made[0].id, *(job.id for job in made[5:])]


def test_jobs_that_ended_make_room_while_the_same_supervisor_runs(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT", 10)
    monkeypatch.setattr(history, "LOGS_KEPT", 5)
    monkeypatch.setattr(desk_queue, "PRUNED_EACH", 10)
    supervisor = Supervisor(workspace, command=PROGRAM)
    for job in [supervisor.start("x", ["say", "1"]) for _ in range(30)]:
        assert ended(job).state is JobState.DONE
    supervisor.close()
    with workspace.read() as session:
        (kept,) = session.sql.execute("SELECT count(*) FROM desk_job").fetchone()
        (logs,) = session.sql.execute("SELECT count(DISTINCT job) FROM desk_job_log").fetchone()
    assert kept <= 20 and logs <= 15


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be moved there")
def test_a_file_that_was_moved_away_is_said(workspace: Workspace) -> None:
    away = workspace.path.rename(workspace.path.with_name("away.revroute"))
    with pytest.raises(UserError, match="bring it back to where it was"):
        requests.add(workspace, NewJob("x", ("noop",)))
    away.rename(workspace.path)
