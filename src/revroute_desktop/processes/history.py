"""The table of jobs: what was asked for, each with its newest attempt (B26), its log, and what it needs.

Functions that write take the connection of a desk session, so that a supervisor can put many steps into one
commit.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from revroute_desktop.processes.groups import ProcessId
from revroute_desktop.processes.process import LOG_LINES
from revroute_desktop.processes.states import JobState, Terms, terms_as_json, terms_from_json
from revroute_desktop.workspace import WorkspaceError

KEPT = 5_000
"""Ended jobs that are kept."""

LOGS_KEPT = 500
"""Ended jobs of which the log is kept."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One job. Times are microseconds UTC; `arguments` are the subcommand's, `result` is JSON.

    `requested` is what somebody asked of the supervisor (pause, resume, cancel), `worker` the process that
    runs it, `reason` why it is in its state where that needs saying, `schedule` what queued it.
    """

    id: int
    kind: str
    arguments: tuple[str, ...]
    state: JobState
    attempt: int
    queued_at: int | None
    started_at: int | None
    finished_at: int | None
    progress: str | None
    result: object
    error: str | None
    priority: int
    terms: Terms
    not_before: int | None
    failures: int
    fast_failures: int
    requested: str | None
    worker: ProcessId | None
    reason: str | None
    schedule: int | None


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to queue. `arguments` never hold a secret; `needs` are jobs that must be done before."""

    kind: str
    arguments: tuple[str, ...]
    priority: int = 0
    terms: Terms = field(default_factory=Terms)
    needs: tuple[int, ...] = ()
    schedule: int | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a job's log; lines are numbered from 1, of which the newest are kept."""

    number: int
    at: int
    text: str


_COLUMNS = (
    "id, kind, arguments, state, attempt, queued_at, started_at, finished_at, progress, result, error,"
    " priority, terms, not_before, failures, fast_failures, requested, worker, reason, schedule"
)


def jobs(sql: sqlite3.Connection, limit: int = 200) -> list[JobRecord]:
    """The newest jobs first."""
    rows = sql.execute(f"SELECT {_COLUMNS} FROM desk_job ORDER BY id DESC LIMIT ?", (limit,))
    return [record_of(row) for row in rows]


def listed(sql: sqlite3.Connection, limit: int) -> list[JobRecord]:
    """The jobs that have not ended and the newest of the others, newest first, without their results."""
    columns = _COLUMNS.replace(" result,", " NULL,")
    rows = sql.execute(
        f"SELECT {columns} FROM desk_job WHERE state IN ('queued', 'running', 'paused')"
        f" UNION SELECT {columns} FROM (SELECT * FROM desk_job ORDER BY id DESC LIMIT ?) ORDER BY 1 DESC",
        (limit,),
    )
    return [record_of(row) for row in rows]


def open_jobs(sql: sqlite3.Connection) -> list[JobRecord]:
    """The jobs that have not ended, in the order of their numbers."""
    rows = sql.execute(
        f"SELECT {_COLUMNS} FROM desk_job WHERE state IN ('queued', 'running', 'paused') ORDER BY id"
    )
    return [record_of(row) for row in rows]


def job(sql: sqlite3.Connection, id: int) -> JobRecord:
    """One job; raises WorkspaceError where there is none of that number."""
    row = sql.execute(f"SELECT {_COLUMNS} FROM desk_job WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise WorkspaceError(f"There is no job {id}: see the list with `revroute jobs list`.")
    return record_of(row)


def needs(sql: sqlite3.Connection, id: int) -> dict[int, JobState]:
    """The jobs that a job needs, each with its state."""
    rows = sql.execute(
        "SELECT needs, state FROM desk_job_need JOIN desk_job ON id = needs WHERE job = ? ORDER BY needs",
        (id,),
    )
    return {needed: JobState(state) for needed, state in rows}


def open_needs(sql: sqlite3.Connection) -> dict[int, dict[int, JobState]]:
    """What each job that has not ended needs, each with its state."""
    rows = sql.execute(
        "SELECT n.job, n.needs, m.state FROM desk_job j JOIN desk_job_need n ON n.job = j.id"
        " JOIN desk_job m ON m.id = n.needs WHERE j.state IN ('queued', 'running', 'paused')"
    )
    found: dict[int, dict[int, JobState]] = {}
    for id, needed, state in rows:
        found.setdefault(id, {})[needed] = JobState(state)
    return found


def log_of(sql: sqlite3.Connection, id: int, limit: int = LOG_LINES) -> list[LogLine]:
    """The newest lines of a job's log, in their order."""
    rows = sql.execute(
        "SELECT number, at, text FROM desk_job_log WHERE job = ? ORDER BY number DESC LIMIT ?", (id, limit)
    ).fetchall()
    return [LogLine(*row) for row in reversed(rows)]


def enqueue(sql: sqlite3.Connection, new: NewJob, now: int) -> JobRecord:
    """Write down a job that waits for its turn; raises WorkspaceError where it needs one that is missing."""
    row = sql.execute(
        "INSERT INTO desk_job (kind, arguments, state, attempt, priority, terms, queued_at, schedule)"
        f" VALUES (?, ?, ?, 0, ?, ?, ?, ?) RETURNING {_COLUMNS}",
        (
            new.kind,
            json.dumps(list(new.arguments)),
            JobState.QUEUED,
            new.priority,
            terms_as_json(new.terms),
            now,
            new.schedule,
        ),
    ).fetchall()[0]
    record = record_of(row)
    for needed in dict.fromkeys(new.needs):
        job(sql, needed)
        sql.execute("INSERT INTO desk_job_need (job, needs) VALUES (?, ?)", (record.id, needed))
    return record


def change(sql: sqlite3.Connection, id: int, attempt: int, **columns: object) -> JobRecord | None:
    """Write columns of a job's row; None where another attempt counts by now, so that nothing was written."""
    # The names come from this program's own calls, never from outside.
    names = ", ".join(f"{name} = ?" for name in columns)
    rows = sql.execute(
        f"UPDATE desk_job SET {names} WHERE id = ? AND attempt = ? RETURNING {_COLUMNS}",
        (*columns.values(), id, attempt),
    ).fetchall()
    return record_of(rows[0]) if rows else None


def begin_attempt(sql: sqlite3.Connection, id: int, worker: ProcessId, now: int) -> JobRecord | None:
    """Start the next attempt of a queued job: from here on, what an earlier one writes is refused (B26).

    None where the job does not wait any more.
    """
    rows = sql.execute(
        "UPDATE desk_job SET state = 'running', attempt = attempt + 1, started_at = ?, finished_at = NULL,"
        " progress = NULL, result = NULL, error = NULL, reason = NULL, not_before = NULL, requested = NULL,"
        f" worker = ? WHERE id = ? AND state = 'queued' RETURNING {_COLUMNS}",
        (now, worker_note(worker), id),
    ).fetchall()
    return record_of(rows[0]) if rows else None


def mend_times(sql: sqlite3.Connection, now: int) -> None:
    """Let go of pauses before a retry that are longer than any, in a desk session: the clock was ahead."""
    for record in open_jobs(sql):
        if (
            record.not_before is not None
            and record.not_before > now + record.terms.longest_backoff * 1_000_000
        ):
            change(sql, record.id, record.attempt, not_before=now)


def add_log(sql: sqlite3.Connection, id: int, lines: Iterable[tuple[int, str]]) -> None:
    """Put lines (microseconds UTC, text) behind a job's log and drop the oldest above LOG_LINES."""
    (last,) = sql.execute("SELECT coalesce(max(number), 0) FROM desk_job_log WHERE job = ?", (id,)).fetchone()
    rows = [(id, number, at, text) for number, (at, text) in enumerate(lines, last + 1)]
    if not rows:
        return
    sql.executemany("INSERT INTO desk_job_log (job, number, at, text) VALUES (?, ?, ?, ?)", rows)
    sql.execute("DELETE FROM desk_job_log WHERE job = ? AND number <= ?", (id, last + len(rows) - LOG_LINES))


def prune(sql: sqlite3.Connection) -> None:
    """Drop the oldest jobs above KEPT that have ended, but not the newest of each kind that is done; and the
    logs of those above LOGS_KEPT.
    """
    (newest,) = sql.execute("SELECT coalesce(max(id), 0) FROM desk_job").fetchone()
    sql.execute(
        "DELETE FROM desk_job_log WHERE job <= ?"
        " AND job NOT IN (SELECT id FROM desk_job WHERE state IN ('queued', 'running', 'paused'))",
        (newest - LOGS_KEPT,),
    )
    old = sql.execute(
        "SELECT id FROM desk_job WHERE id <= ? AND state NOT IN ('queued', 'running', 'paused')"
        " AND id NOT IN (SELECT max(id) FROM desk_job WHERE state = 'done' GROUP BY kind)"
        " AND id NOT IN (SELECT needs FROM desk_job_need JOIN desk_job ON id = job"
        "  WHERE state IN ('queued', 'running', 'paused'))",
        (newest - KEPT,),
    ).fetchall()
    sql.executemany("DELETE FROM desk_job_log WHERE job = ?", old)
    sql.executemany("DELETE FROM desk_job_need WHERE job = ?1 OR needs = ?1", old)
    sql.executemany("DELETE FROM desk_job WHERE id = ?", old)


def worker_note(worker: ProcessId) -> str:
    """The process of a worker as the desk keeps it."""
    return json.dumps({"pid": worker.pid, "since": worker.since})


def record_of(row: Sequence[object]) -> JobRecord:
    """A row of the table."""
    (
        id,
        kind,
        arguments,
        state,
        attempt,
        queued_at,
        started_at,
        finished_at,
        progress,
        result,
        error,
        priority,
        terms,
        not_before,
        failures,
        fast_failures,
        requested,
        worker,
        reason,
        schedule,
    ) = row
    note = None if worker is None else json.loads(str(worker))
    return JobRecord(
        id=_number(id),
        kind=str(kind),
        arguments=tuple(json.loads(str(arguments))),
        state=JobState(str(state)),
        attempt=_number(attempt),
        queued_at=_optional(queued_at),
        started_at=_optional(started_at),
        finished_at=_optional(finished_at),
        progress=_text(progress),
        result=None if result is None else json.loads(str(result)),
        error=_text(error),
        priority=_number(priority),
        terms=terms_from_json(str(terms)),
        not_before=_optional(not_before),
        failures=_number(failures),
        fast_failures=_number(fast_failures),
        requested=_text(requested),
        worker=None if note is None else ProcessId(note["pid"], note["since"]),
        reason=_text(reason),
        schedule=_optional(schedule),
    )


def _number(value: object) -> int:
    assert isinstance(value, int), "the table is STRICT"
    return value


def _optional(value: object) -> int | None:
    return None if value is None else _number(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
