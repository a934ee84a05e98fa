"""Checks of the state of each event: waiting, routed, quarantined or undone, and by which transaction."""

import sqlite3

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.proof.check_rows import RowsFound
from revroute_desktop.proof.faults import FaultFound, found
from revroute_desktop.proof.read_columns import read_windows

Int64s = NDArray[np.int64]

WAITING, ROUTED, QUARANTINED, UNDONE = 0, 1, 2, 5

_ALLOCATIONS = (
    TransactionKind.ROUTE,
    TransactionKind.REVERSAL,
    TransactionKind.GIVE_BACK,
    TransactionKind.NEGATIVE,
    TransactionKind.RESTATED_NEW,
)
"""Kinds of transaction that allocate an event."""

_STATES = (
    "SELECT s.event, s.state, coalesce(s.txn, 0), "
    # Read only of those events whose state says so much without a transaction.
    f"CASE WHEN s.txn IS NULL AND s.state = {ROUTED} "
    "THEN coalesce((SELECT e.amount = 0 FROM event e WHERE e.id = s.event), 0) ELSE 0 END "
    "FROM d_event_state s ORDER BY s.event"
)


class EventStates:
    """Compares the state of every event with the transactions that the tasks bring, in order."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        (events,) = sql.execute("SELECT count(*) FROM event").fetchone()
        self._newest = np.zeros(events + 1, dtype=np.int64)

    def add(self, rows: RowsFound) -> None:
        """Takes in the next task; later transactions have higher numbers."""
        event, transaction, kind, _ = rows.of_events
        allocating = np.isin(kind, _ALLOCATIONS) & (event > 0) & (event < len(self._newest))
        np.maximum.at(self._newest, event[allocating], transaction[allocating])

    def check(self) -> None:
        """Raises FaultFound for the first event whose state is not borne out."""
        expected = 1
        events = len(self._newest) - 1
        (last,) = self._sql.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
        if last != events:
            raise found("rows", f"The last event has number {last}, but {events} stand in the books", "event")
        undone = self._undone()
        for event, state, transaction, nothing in read_windows(self._sql, 4, _STATES):
            ids = np.arange(expected, expected + len(event))
            if not np.array_equal(ids, event) or int(event[-1]) >= len(self._newest):
                place = int(np.argmax(ids != event))
                raise self._fault(int(ids[place]), "has no state, or an event that is not there has one")
            newest = self._newest[event]
            wrong = transaction != newest
            # An event of nothing is routed without a transaction, and no other.
            without = (newest == 0) & ~np.isin(state, (WAITING, QUARANTINED, UNDONE))
            wrong |= without & ((nothing == 0) | (state != ROUTED))
            wrong |= np.isin(state, (WAITING, QUARANTINED)) & (newest != 0)
            wrong |= (state == UNDONE) != undone[event]
            if wrong.any():
                raise self._fault(int(event[wrong][0]), "is in a state that its transactions do not bear out")
            expected += len(event)
        if expected != len(self._newest):
            raise self._fault(expected, "has no state")

    def _undone(self) -> NDArray[np.bool_]:
        undone = np.zeros(len(self._newest), dtype=np.bool_)
        for (ids,) in read_windows(
            self._sql, 1, "SELECT id FROM event WHERE import IN (SELECT import FROM import_undo)"
        ):
            undone[ids] = True
        return undone

    def _fault(self, event: int, what: str) -> FaultFound:
        row = self._sql.execute("SELECT external_id FROM event WHERE id = ?", (event,)).fetchone()
        name = f"{event}" if row is None else repr(row[0])
        return found("d_event_state", f"Event {name} {what}", f"d_event_state: event {event}")
