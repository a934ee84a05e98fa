"""What people ask of jobs from any process: through the desk, where the supervisor sees it."""

import sqlite3

from revroute_desktop.errors import UserError
from revroute_desktop.processes import history
from revroute_desktop.processes.history import JobRecord, NewJob
from revroute_desktop.processes.known_files import hold_back_unknown
from revroute_desktop.processes.states import ENDED, JobState
from revroute_desktop.workspace import Workspace

PAUSE, RESUME, CANCEL = "pause", "resume", "cancel"


def add(workspace: Workspace, new: NewJob) -> JobRecord:
    """Queue a job; raises UserError."""
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        record = history.enqueue(desk.sql, new, workspace.clock())
        _tell(desk.sql)
        return record


def pause(workspace: Workspace, id: int) -> JobRecord:
    """Hold a queued job back, or have a running one stopped where it is; raises UserError."""
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        record = history.job(desk.sql, id)
        if record.state is JobState.QUEUED:
            return _change(desk.sql, record, state=JobState.PAUSED)
        if record.state is JobState.RUNNING:
            return _change(desk.sql, record, requested=PAUSE)
        if record.state is JobState.PAUSED:
            raise UserError(f"Job {id} is paused already.")
        raise _over(record)


def resume(workspace: Workspace, id: int) -> JobRecord:
    """Let a paused job go on; raises UserError."""
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        record = history.job(desk.sql, id)
        if record.state is JobState.PAUSED and record.worker is None:
            return _change(desk.sql, record, state=JobState.QUEUED)
        if record.state is JobState.PAUSED:
            return _change(desk.sql, record, requested=RESUME)
        if record.state is JobState.RUNNING and record.requested == PAUSE:
            return _change(desk.sql, record, requested=None)
        if record.state in ENDED:
            raise _over(record)
        raise UserError(f"Job {id} is {record.state}, not paused.")


def cancel(workspace: Workspace, id: int) -> JobRecord:
    """End a job: one that waits at once, one that runs after its chunk; raises UserError."""
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        record = history.job(desk.sql, id)
        if record.state in ENDED:
            raise _over(record)
        if record.worker is None and record.state is not JobState.RUNNING:
            return _change(
                desk.sql, record, state=JobState.CANCELLED, finished_at=workspace.clock(), not_before=None
            )
        return _change(desk.sql, record, requested=CANCEL)


def retry(workspace: Workspace, id: int) -> JobRecord:
    """Queue a job that has ended again, under its number; raises UserError."""
    hold_back_unknown(workspace)
    with workspace.desk() as desk:
        record = history.job(desk.sql, id)
        if record.state not in ENDED:
            raise UserError(f"Job {id} is {record.state} and cannot be started again: cancel it first.")
        return _change(
            desk.sql,
            record,
            state=JobState.QUEUED,
            queued_at=workspace.clock(),
            not_before=None,
            failures=0,
            fast_failures=0,
            requested=None,
            worker=None,
            reason=None,
        )


def prioritise(workspace: Workspace, id: int, priority: int) -> JobRecord:
    """Give a job that has not ended another priority, the higher the sooner; raises UserError."""
    if not -1_000 <= priority <= 1_000:
        raise UserError(f"A priority is -1000 to 1000, not {priority}.")
    with workspace.desk() as desk:
        record = history.job(desk.sql, id)
        if record.state in ENDED:
            raise _over(record)
        return _change(desk.sql, record, priority=priority)


def _change(sql: sqlite3.Connection, record: JobRecord, **columns: object) -> JobRecord:
    changed = history.change(sql, record.id, record.attempt, **columns)
    assert changed is not None, "it was read in the same transaction"
    _tell(sql)
    return changed


def _tell(sql: sqlite3.Connection) -> None:
    sql.execute("UPDATE desk_supervisor SET changes = changes + 1")


def _over(record: JobRecord) -> UserError:
    return UserError(f"Job {record.id} has ended ({record.state}); `revroute jobs retry` starts it again.")
