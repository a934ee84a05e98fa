"""Jobs as the desk keeps them: what was asked for, each with its newest attempt (B26)."""

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from revroute_desktop.workspace import JobKey, Workspace, WorkspaceError


class JobState(StrEnum):
    """Where a job is in its life."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CRASHED = "crashed"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.CRASHED})

INTERRUPTED = "The program ended while this job was running: what it had committed stays; start it again."


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One job. Times are microseconds UTC; `arguments` are the subcommand's, `result` is JSON."""

    id: int
    kind: str
    arguments: tuple[str, ...]
    state: JobState
    attempt: int
    started_at: int | None
    finished_at: int | None
    result: object
    error: str | None


_COLUMNS = "id, kind, arguments, state, attempt, started_at, finished_at, result, error"


def jobs(sql: sqlite3.Connection, limit: int = 200) -> list[JobRecord]:
    """The newest jobs first."""
    rows = sql.execute(f"SELECT {_COLUMNS} FROM desk_job ORDER BY id DESC LIMIT ?", (limit,))
    return [_record(row) for row in rows]


def job(sql: sqlite3.Connection, id: int) -> JobRecord:
    """One job; raises WorkspaceError where there is none of that number."""
    row = sql.execute(f"SELECT {_COLUMNS} FROM desk_job WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise WorkspaceError(f"There is no job {id}: see the list of jobs.")
    return _record(row)


def enqueue(workspace: Workspace, kind: str, arguments: Sequence[str]) -> int:
    """Writes down a job that waits for its turn; returns its number. `arguments` never hold a secret."""
    with workspace.desk() as desk:
        cursor = desk.sql.execute(
            "INSERT INTO desk_job (kind, arguments, state, attempt, progress) VALUES (?, ?, ?, 0, ?)",
            (kind, json.dumps(list(arguments)), JobState.QUEUED, _runner_note()),
        )
        assert cursor.lastrowid is not None, "a job was inserted"
        return cursor.lastrowid


def begin_attempt(workspace: Workspace, id: int) -> JobKey:
    """Starts the next attempt of a job: from here on, what an earlier one writes is refused (B26)."""
    with workspace.desk() as desk:
        row = desk.sql.execute(
            "UPDATE desk_job SET state = ?, attempt = attempt + 1, started_at = ?, finished_at = NULL,"
            " progress = ?, result = NULL, error = NULL WHERE id = ? RETURNING attempt",
            (JobState.RUNNING, workspace.clock(), _runner_note(), id),
        ).fetchall()
    if not row:
        raise WorkspaceError(f"There is no job {id}: see the list of jobs.")
    return JobKey(id, row[0][0])


def finish(
    workspace: Workspace,
    id: int,
    attempt: int,
    state: JobState,
    result: object = None,
    error: str | None = None,
) -> None:
    """Writes down how an attempt ended; of an attempt that no longer counts nothing is kept."""
    with workspace.desk() as desk:
        desk.sql.execute(
            "UPDATE desk_job SET state = ?, finished_at = ?, result = ?, error = ?, progress = NULL"
            " WHERE id = ? AND attempt = ?",
            (state, workspace.clock(), json.dumps(result), error, id, attempt),
        )


def recover(workspace: Workspace) -> int:
    """Marks as crashed what a program that is gone had left queued or running; returns how many.

    For the start of a console. Jobs of another console that is still there are left alone.
    """
    with workspace.desk() as desk:
        rows = desk.sql.execute(
            "SELECT id, progress FROM desk_job WHERE state IN (?, ?)", (JobState.QUEUED, JobState.RUNNING)
        ).fetchall()
        left = [id for id, note in rows if not _runner_is_alive(note)]
        desk.sql.executemany(
            "UPDATE desk_job SET state = ?, finished_at = ?, error = ?, progress = NULL WHERE id = ?",
            [(JobState.CRASHED, workspace.clock(), INTERRUPTED, id) for id in left],
        )
    return len(left)


def _runner_note() -> str:
    return json.dumps({"runner": os.getpid(), "since": _started(os.getpid())})


def _runner_is_alive(note: str | None) -> bool:
    """Whether the process that wrote the note is there still, and not another with its number."""
    found = json.loads(note) if note else {}
    pid = found.get("runner")
    return isinstance(pid, int) and pid != os.getpid() and _started(pid) == found.get("since")


def _started(pid: int) -> float | None:
    import psutil

    try:
        created: float = psutil.Process(pid).create_time()
    except (psutil.Error, ValueError):
        return None
    return created


def _record(row: tuple[object, ...]) -> JobRecord:
    id, kind, arguments, state, attempt, started_at, finished_at, result, error = row
    assert isinstance(id, int) and isinstance(kind, str) and isinstance(arguments, str)
    assert isinstance(attempt, int) and isinstance(started_at, int | None)
    assert isinstance(finished_at, int | None) and isinstance(result, str | None)
    return JobRecord(
        id=id,
        kind=kind,
        arguments=tuple(json.loads(arguments)),
        state=JobState(str(state)),
        attempt=attempt,
        started_at=started_at,
        finished_at=finished_at,
        result=None if result is None else json.loads(result),
        error=None if error is None else str(error),
    )
