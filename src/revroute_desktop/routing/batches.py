"""Batches: what a run froze at its start, and what is left to decide of it (B13)."""

import sqlite3
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.periods import lock_day
from revroute_desktop.routing import reasons
from revroute_desktop.routing.allocation_reader import ALLOCATING
from revroute_desktop.routing.event_reader import Calendar, columns_of_rows, ordered_ids
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.workspace import Unit

Int64s = NDArray[np.int64]

ROUTE, RESTATE = 1, 2

_DISPUTES = (int(Kind.REFUND), int(Kind.CHARGEBACK))
_FETCH = 20_000

WAITING = "s.state IN (0, 2) AND s.state = 0"
"""SQL of the events that wait; the first half lets SQLite use the partial index."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as its row has it; `id` and `entry` are None for one that has not begun."""

    last_event: int
    last_version: int
    as_of_day: int
    lock_day: int | None
    kind: int = ROUTE
    selection: str = "{}"
    id: int | None = None
    entry: int | None = None
    chunks: int = 0


def unfinished_batch(sql: sqlite3.Connection) -> Batch | None:
    """Return the batch that was begun and not completed, if there is one."""
    row = sql.execute(
        "SELECT b.last_event, b.last_version, b.as_of_day, b.lock_day, b.kind, b.selection, b.id, b.entry, "
        "(SELECT COUNT(*) FROM batch_chunk c WHERE c.batch = b.id) FROM batch b "
        "WHERE b.id = (SELECT MAX(id) FROM batch) "
        "AND NOT EXISTS (SELECT 1 FROM batch_chunk c WHERE c.batch = b.id AND c.last = 1)"
    ).fetchone()
    return None if row is None else Batch(*row)


def next_batch(sql: sqlite3.Connection, calendar: Calendar, as_of_day: int) -> Batch | None:
    """Return the batch that a run may begin now, None where no waiting event can be decided."""
    if not _something_to_decide(sql, calendar):
        return None
    (last_event,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM event").fetchone()
    (last_version,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM plan_version").fetchone()
    return Batch(last_event, last_version, as_of_day, lock_day(sql))


def still_waiting(batch: Batch) -> tuple[str, tuple[int, ...]]:
    """Return SQL over d_event_state s, and its parameters, of the events that a batch has not decided yet."""
    if batch.entry is None:
        return f"{WAITING} AND s.event <= {batch.last_event:d}", ()
    undecided = f"(s.entry IS NULL OR s.entry < {batch.entry:d})"
    return f"{WAITING} AND s.event <= {batch.last_event:d} AND {undecided}", ()


def remaining_ids(sql: sqlite3.Connection, batch: Batch, calendar: Calendar) -> Int64s:
    """Return the events that a batch has not decided yet, in its order."""
    where, parameters = still_waiting(batch)
    return ordered_ids(sql, where, parameters, calendar)


def begin_batch(unit: Unit, batch: Batch) -> int:
    """Write the row of a batch that begins with this unit; returns its id."""
    return unit.insert(
        "batch",
        kind=batch.kind,
        last_event=batch.last_event,
        last_version=batch.last_version,
        as_of_day=batch.as_of_day,
        lock_day=batch.lock_day,
        selection=batch.selection,
        entry=unit.seq,
    )


def new_events_wait(sql: sqlite3.Connection) -> bool:
    """Return whether an event waits that no batch has looked at."""
    row = sql.execute(f"SELECT 1 FROM d_event_state s WHERE {WAITING} AND s.entry IS NULL LIMIT 1").fetchone()
    return row is not None


def _something_to_decide(sql: sqlite3.Connection, calendar: Calendar) -> bool:
    """Return whether a waiting event was never looked at, or what it waited for has come."""
    if new_events_wait(sql):
        return True
    cursor = sql.execute(
        "SELECT e.occurred_at, s.reason IS ?1,"
        " e.original IS NOT NULL AND (e.amount <= 0 OR e.kind = ?2) AND NOT COALESCE("
        " (o1.amount > 0 AND o1.kind <> ?2 AND EXISTS (SELECT 1 FROM d_event_state o"
        f"  JOIN txn t ON t.id = o.txn AND t.kind IN {ALLOCATING} WHERE o.event = d.event AND o.state <> 5))"
        f" OR (o1.kind IN {_DISPUTES} AND e.kind = ?2 AND EXISTS (SELECT 1 FROM d_event_identity d2"
        "  JOIN d_event_state o ON o.event = d2.event AND o.state <> 5"
        f"  JOIN txn t ON t.id = o.txn AND t.kind IN {ALLOCATING}"
        "  WHERE d2.source = o1.source AND d2.external_id = o1.original))"
        " OR EXISTS (SELECT 1 FROM event_release r WHERE r.event = e.id AND r.action = 1), 0)"
        " FROM d_event_state s JOIN event e ON e.id = s.event"
        " LEFT JOIN d_event_identity d ON d.source = e.source AND d.external_id = e.original"
        f" LEFT JOIN event o1 ON o1.id = d.event WHERE {WAITING}",
        (reasons.NO_PLAN, int(Kind.CHARGEBACK_REVERSAL)),
    )
    while rows := cursor.fetchmany(_FETCH):
        at, lacked_plan, lacks_original = columns_of_rows(rows, 3)
        version, _ = calendar.versions_and_days(at)
        if ((version >= 0) & ((lacks_original == 0) | (lacked_plan == 1))).any():
            return True
    return False
