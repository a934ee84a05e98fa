"""Room that events took of caps and tiers (B14), and that their reversals gave back (B15), by the books.

A restatement (B21) and the undo of an import take it out of the counters, as if the events had not been.
"""

import sqlite3
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.routing.allocation_reader import ENTERS_ROUTES, read_allocations
from revroute_desktop.routing.batch_run import BatchRun, Loaded, load_calendar
from revroute_desktop.routing.engine.allocations import AllocationColumns, Allocations
from revroute_desktop.routing.engine.context import EngineState
from revroute_desktop.routing.engine.counters import Grouping
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.give_back import Reversals, Reversed, give_room_back, whole_reversals
from revroute_desktop.routing.event_reader import EventReader, columns_of_rows, json_ids

Int64s = NDArray[np.int64]

REVERSING = (
    int(TransactionKind.REVERSAL),
    int(TransactionKind.GIVE_BACK),
    int(TransactionKind.RESTATED_NEW),
)
"""Kinds of the transactions that reverse an allocation, where their event enters no route."""


class Running(Protocol):
    """What a run of the engine over the books has, whether it goes on or is replayed."""

    zone: str
    loaded: Loaded
    reader: EventReader
    state: EngineState


class Room:
    """The room of some allocations in the counters of a run."""

    def __init__(self, sql: sqlite3.Connection, run: Running, allocations: AllocationColumns) -> None:
        self._sql = sql
        self._run = run
        self._allocations = Allocations(allocations)
        self._events: Sequence[DatedEvents | None] = (None,)
        if len(allocations.event):
            events, _ = run.reader.read(sql, allocations.event)
            events.day = run.loaded.calendar.days_under(allocations.version, events.columns.occurred_at)
            self._events = (None, events)

    def uncount(self) -> None:
        """Take out of the counters what the events counted."""
        counters = self._run.state.counters

        def uncount(group: Grouping, day: Int64s, amount: Int64s) -> None:
            del day
            counters.count(group, -amount)

        whole = whole_reversals(self._allocations)
        give_room_back(self._run.state, self._allocations, self._events, whole, uncount)

    def give_back(self, reversals: Int64s) -> None:
        """Give back what these transactions, which reverse the allocations one after the other, gave back."""
        given = self._given(reversals)
        give_room_back(self._run.state, self._allocations, self._events, given)

    def take_back(self, reversals: Int64s) -> None:
        """Take out what these transactions gave back, which are all that stood against the allocations."""
        counters = self._run.state.counters

        def take_back(group: Grouping, day: Int64s, amount: Int64s) -> None:
            counters.give_back(group, day, -amount)

        given = self._given(reversals)
        give_room_back(self._run.state, self._allocations, self._events, given, take_back)

    def _given(self, reversals: Int64s) -> Reversals:
        """Return reversals of the allocations as the books have them, in their order.

        Each one's day is that of the batch that decided it: versions published since may have other zones.
        """
        columns = self._allocations.columns
        transaction, at, last_version, posting, change = columns_of_rows(
            self._sql.execute(
                "SELECT t.id, e.occurred_at, b.last_version, g.original, p.amount FROM json_each(?) w "
                "CROSS JOIN txn t ON t.id = w.value JOIN event e ON e.id = t.event "
                "JOIN batch_chunk c ON c.entry = t.entry JOIN batch b ON b.id = c.batch "
                "JOIN posting p ON p.id BETWEEN t.id * ?2 AND t.id * ?2 + ?2 - 1 "
                "JOIN posting_against g ON g.posting = p.id ORDER BY t.id, p.id",
                (json_ids(reversals), LINES_MAX),
            ),
            5,
        )
        order = np.argsort(columns.posting)
        part = order[np.searchsorted(columns.posting, posting, sorter=order)] if len(posting) else posting
        seen, first, owner = np.unique(transaction, return_index=True, return_inverse=True)
        place = np.searchsorted(columns.starts, part[first], side="right") - 1
        amount = np.zeros(len(seen), np.int64)
        np.add.at(amount, owner, change)
        before = np.zeros(len(seen), np.int64)
        so_far: dict[int, int] = {}
        for index, (one, total) in enumerate(zip(place.tolist(), amount.tolist(), strict=True)):
            before[index] = so_far.get(one, 0)
            so_far[one] = so_far.get(one, 0) + total
        day = self._days(at[first], last_version[first])
        return Reversals(place, day, before, before + amount, Reversed(owner, part, change))

    def _days(self, at: Int64s, last_version: Int64s) -> Int64s:
        day = np.zeros(len(at), np.int64)
        for last in np.unique(last_version).tolist():
            chosen = last_version == last
            calendar = load_calendar(self._sql, self._run.zone, last)
            _, day[chosen] = calendar.versions_and_days(at[chosen])
        return day


def room_of(sql: sqlite3.Connection, run: BatchRun, transactions: Int64s) -> Room:
    """Return the room of what transactions of the books allocated."""
    allocations = read_allocations(sql, transactions, run.loaded.places, run.state.accounts, run.codes)
    return Room(sql, run, allocations)


def standing_reversals(sql: sqlite3.Connection, allocations: Int64s) -> tuple[Int64s, Int64s]:
    """Return the transactions that reversed (or gave back to) allocations and were not undone, with the
    events that they are of; allocations are each event's newest.
    """
    transaction, event = columns_of_rows(
        sql.execute(
            "SELECT t.id, t.event FROM json_each(?) w CROSS JOIN reversal r ON r.original = w.value "
            "JOIN txn t ON t.id = r.txn JOIN event e ON e.id = t.event "
            "JOIN d_event_state s ON s.event = e.id "
            f"WHERE t.kind IN {REVERSING} AND NOT ({ENTERS_ROUTES}) AND s.state <> 5 ORDER BY t.id",
            (json_ids(allocations),),
        ),
        2,
    )
    return transaction, event
