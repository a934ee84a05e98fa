"""What this machine has done: how fast it routed and read logs, told from what it wrote down of itself."""

import json
import sqlite3
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

_CHUNKS: Final = 400  # newest entries of routing that are looked at
_JOBS: Final = 200
_EVENTS_LEAST: Final = 1_000  # of a chunk, and lines of an import, whose time says something
_LINES_LEAST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """Things a second, the best of those that were measured, and when that was (microseconds UTC)."""

    per_second: float
    at: int


def routing_rate(sql: sqlite3.Connection) -> Rate | None:
    """Return how many events a second were routed in a chunk, told from the times at which neighbouring ones
    of a batch began; None where no batch had two large ones.
    """
    rows = sql.execute(
        "SELECT seq, at, payload ->> '$.batch', payload ->> '$.events' FROM audit_entry"
        " WHERE action = 'route.chunk' ORDER BY seq DESC LIMIT ?",
        (_CHUNKS,),
    ).fetchall()
    found = [
        Rate(events * 1_000_000 / (later - begun), begun)
        for (seq, later, batch, _), (first, begun, same, events) in pairwise(rows)
        if batch == same and seq == first + 1 and later > begun and events >= _EVENTS_LEAST
    ]
    return max(found, key=lambda rate: rate.per_second, default=None)


def postings_of_event(sql: sqlite3.Connection) -> Fraction:
    """Return how many postings an event came to, in the newest chunks that were routed; 0 before any."""
    events, postings = sql.execute(
        "SELECT SUM(payload ->> '$.events'), SUM(payload ->> '$.postings') FROM"
        " (SELECT payload FROM audit_entry WHERE action = 'route.chunk' ORDER BY seq DESC LIMIT ?)",
        (_CHUNKS,),
    ).fetchone()
    return Fraction(postings, events) if events else Fraction(0)


def import_rate(sql: sqlite3.Connection) -> Rate | None:
    """Return how many lines a second an import of logs took in, told from the jobs that are done; None where
    none was large enough.
    """
    rows = sql.execute(
        "SELECT started_at, finished_at, result FROM desk_job WHERE kind = 'traffic import'"
        " AND state = 'done' AND finished_at > started_at ORDER BY id DESC LIMIT ?",
        (_JOBS,),
    )
    found = []
    for begun, ended, result in rows:
        said = json.loads(result or "{}")
        lines = said.get("lines", 0) if isinstance(said, dict) else 0
        if isinstance(lines, int) and lines >= _LINES_LEAST:
            found.append(Rate(lines * 1_000_000 / (ended - begun), begun))
    return max(found, key=lambda rate: rate.per_second, default=None)
