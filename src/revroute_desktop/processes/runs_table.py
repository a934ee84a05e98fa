"""Which worker ran which attempt of a job, from when to when: a day is kept."""

import sqlite3
from dataclasses import dataclass

KEPT = 24 * 3600 * 1_000_000
"""Microseconds."""


@dataclass(frozen=True, slots=True)
class RunNote:
    """An attempt in the worker of a number (microseconds UTC); nothing is said of its end while it runs."""

    job: int
    attempt: int
    kind: str
    worker: int
    started_at: int
    ended_at: int | None
    state: str | None


def add_run(sql: sqlite3.Connection, job: int, attempt: int, kind: str, worker: int, now: int) -> None:
    """An attempt begins, in a desk session; what is older than a day is dropped."""
    sql.execute(
        "INSERT OR REPLACE INTO desk_job_run (job, attempt, kind, worker, started_at) VALUES (?, ?, ?, ?, ?)",
        (job, attempt, kind, worker, now),
    )
    sql.execute("DELETE FROM desk_job_run WHERE started_at < ?", (now - KEPT,))


def end_run(sql: sqlite3.Connection, job: int, attempt: int, state: str, now: int) -> None:
    """An attempt is over, in a desk session."""
    sql.execute(
        "UPDATE desk_job_run SET ended_at = ?, state = ? WHERE job = ? AND attempt = ?",
        (now, state, job, attempt),
    )


def runs_since(sql: sqlite3.Connection, since: int) -> list[RunNote]:
    """The attempts that ran at a moment or later, in the order in which they began."""
    rows = sql.execute(
        "SELECT job, attempt, kind, worker, started_at, ended_at, state FROM desk_job_run"
        " WHERE ended_at IS NULL OR ended_at >= ? ORDER BY started_at",
        (since,),
    )
    return [RunNote(*row) for row in rows]
