"""Replay: a chunk of a batch decided again from the books as they stood before it.

The same events, plan versions and order give the same postings, byte for byte. What a replay needs of the
time before the chunk is read from the books by the numbers of entries and transactions, which only ever rise.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.accounts import account_ids
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.routing.allocation_reader import ENTERS_ROUTES, read_allocations
from revroute_desktop.routing.batch_run import Loaded, load_versions, reversals_of_day
from revroute_desktop.routing.batches import RESTATE, ROUTE, Batch
from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.allocations import AllocationColumns, no_allocations
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.context import ChunkInput, EngineState, ReversalDay
from revroute_desktop.routing.engine.counters import CounterKey, Counters, StoredCounter
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.flow import Observer, StepTrace
from revroute_desktop.routing.engine.order import batch_order, enters_routes, half_days
from revroute_desktop.routing.engine.run import ChunkResult, run_chunk
from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.event_reader import (
    EventReader,
    columns_of_rows,
    external_ids_of,
    json_ids,
    read_originals,
    source_ranks,
)
from revroute_desktop.routing.restate import pieces_of
from revroute_desktop.routing.room import Room

Int64s = NDArray[np.int64]

_DECIDING = (
    int(TransactionKind.ROUTE),
    int(TransactionKind.REVERSAL),
    int(TransactionKind.GIVE_BACK),
    int(TransactionKind.NEGATIVE),
)


@dataclass(frozen=True, slots=True, eq=False)
class ReplayedChunk:
    """A chunk decided again: its events in the order of the batch, and what the engine made of them."""

    entry: int
    loaded: Loaded
    events: DatedEvents
    state: EngineState
    result: ChunkResult


@dataclass(slots=True)
class _Watcher:
    """Picks one row out of the steps of a replay; -1 none."""

    row: int
    steps: list[tuple[Version, StepTrace, int]] = field(default_factory=list)

    def __call__(self, version: Version, trace: StepTrace) -> None:
        place = int(np.searchsorted(trace.row, self.row))
        if place < len(trace.row) and trace.row[place] == self.row:
            self.steps.append((version, trace, place))


@dataclass(frozen=True, slots=True, eq=False)
class EventTraces:
    """The steps that an event went through, each with its version and the event's place in the trace."""

    state: EngineState
    steps: list[tuple[Version, StepTrace, int]]


@dataclass(slots=True, eq=False)
class _Running:
    """What is read of a restatement's run when it is replayed."""

    zone: str
    loaded: Loaded
    reader: EventReader
    state: EngineState


class Replayer:
    """Replays chunks of routing; versions, accounts and sources are read once."""

    def __init__(self, sql: sqlite3.Connection, book_zone: str) -> None:
        self._sql = sql
        self._zone = book_zone
        self._loaded: dict[int, Loaded] = {}
        self._ids = account_ids(sql)
        self._codes = {number: code for code, number in self._ids.items()}
        self._return_days = {
            day
            for (day,) in sql.execute(
                "SELECT DISTINCT returned_day FROM d_counter WHERE returned_day IS NOT NULL"
            )
        }

    def chunk(self, entry: int, observer: Observer | None = None) -> ReplayedChunk | None:
        """Replay the chunk of an entry; None where the entry is not that of a routing chunk, or decided no
        event.

        Events that the chunk left waiting or in quarantine changed nothing and are left out.
        """
        batch = self._batch(entry)
        if batch is None:
            return None
        loaded = self._load(batch)
        transaction, kind, event = columns_of_rows(
            self._sql.execute("SELECT id, kind, event FROM txn WHERE entry = ? ORDER BY id", (entry,)), 3
        )
        if not np.isin(kind, _DECIDING).all():
            raise ValueError(f"entry {entry} holds transactions that no routing chunk makes")
        if not len(event):
            return None
        events, version = self._events(loaded, np.unique(event))
        first = int(transaction[0])
        state = self._state_before(loaded, entry, lambda: first)
        chunk = self._input(loaded, entry, state.accounts, events, version, first)
        if not enters_routes(events.columns.kind[:1], events.columns.amount[:1])[0]:
            state.reversal_day = self._day_so_far(loaded, batch, int(events.day[0]), entry)
        return ReplayedChunk(entry, loaded, events, state, run_chunk(state, chunk, observer=observer))

    def traces(self, entry: int, event: int) -> EventTraces | None:
        """Replay the routing chunk or restatement of an entry, and return the steps of one event.

        None where the entry did not decide the event.
        """
        if self._batch(entry, RESTATE) is not None:
            return self._traces_of_restated(entry, event)
        replayed = self.chunk(entry)
        place = -1 if replayed is None else _place(replayed.events, event)
        if place < 0:
            return None
        watcher = _Watcher(place)
        replayed = self.chunk(entry, watcher)
        assert replayed is not None, "the event has a place in the chunk"
        return EventTraces(replayed.state, watcher.steps)

    def _traces_of_restated(self, entry: int, event: int) -> EventTraces | None:
        """Replay a restatement, piece by piece, up to the one with the event."""
        batch = self._batch(entry, RESTATE)
        assert batch is not None, "the entry is a restatement's"
        loaded = self._load(batch)
        old, old_event, enters = columns_of_rows(
            self._sql.execute(
                f"SELECT r.original, t.event, {ENTERS_ROUTES} FROM txn t JOIN reversal r ON r.txn = t.id "
                "JOIN event e ON e.id = t.event WHERE t.entry = ? AND t.kind = ? ORDER BY r.original",
                (entry, int(TransactionKind.RESTATED_OLD)),
            ),
            3,
        )
        (first,) = self._sql.execute(
            "SELECT MIN(id) FROM txn WHERE entry = ? AND kind = ?",
            (entry, int(TransactionKind.RESTATED_NEW)),
        ).fetchone()
        if first is None:
            return None
        state = self._state_before(loaded, entry, lambda: first)
        reader = EventReader(self._sql, loaded.versions, loaded.calendar)
        allocations, taken_back = old[enters == 1], int(first) - len(old)
        stored = read_allocations(
            self._sql, allocations, loaded.places, state.accounts, self._codes, taken_back
        )
        room = Room(self._sql, _Running(self._zone, loaded, reader, state), stored)
        room.uncount()
        room.take_back(old[enters == 0])
        _, at = np.unique(old_event, return_index=True)
        for events, version in pieces_of(reader.read(self._sql, old_event[np.sort(at)])):
            state.reversal_day = ReversalDay()
            place = _place(events, event)
            watcher = _Watcher(place)
            chunk = self._input(loaded, entry, state.accounts, events, version, first)
            result = run_chunk(state, chunk, observer=watcher)
            if place >= 0:
                return EventTraces(state, watcher.steps)
            first += len(result.transactions())
        return None

    def code_of(self, account: int) -> str:
        """Return the code of an account id."""
        return self._codes[account]

    def id_of(self, code: str) -> int:
        """Return the id of an account code; 0 for one that the books don't have."""
        return self._ids.get(code, 0)

    def _load(self, batch: Batch) -> Loaded:
        loaded = self._loaded.get(batch.last_version)
        if loaded is None:
            loaded = load_versions(self._sql, self._zone, batch.last_version)
            self._loaded[batch.last_version] = loaded
        return loaded

    def _state_before(self, loaded: Loaded, entry: int, first: Callable[[], int]) -> EngineState:
        """Return the state before an entry; balances are those before transaction `first`."""
        return EngineState(
            loaded.versions,
            AccountRefs(self._ids),
            Counters(_CountersBefore(self._sql, entry).load, self._return_days),
            WatchedBalances(lambda code, currency: self._balance(code, currency, first())),
        )

    def _batch(self, entry: int, kind: int = ROUTE) -> Batch | None:
        row = self._sql.execute(
            "SELECT b.last_event, b.last_version, b.as_of_day, b.lock_day, b.kind, b.selection, b.id, "
            "b.entry, c.number "
            "FROM batch_chunk c JOIN batch b ON b.id = c.batch WHERE c.entry = ? AND b.kind = ?",
            (entry, kind),
        ).fetchone()
        return None if row is None else Batch(*row)

    def _events(self, loaded: Loaded, ids: Int64s) -> tuple[DatedEvents, Int64s]:
        """Return events in the order of the batch."""
        reader = EventReader(self._sql, loaded.versions, loaded.calendar)
        unordered, _ = reader.read(self._sql, ids)
        columns = unordered.columns
        order = batch_order(
            half_days(unordered.day, enters_routes(columns.kind, columns.amount)),
            columns.occurred_at,
            source_ranks(self._sql)[columns.source],
            external_ids_of(self._sql, ids),
        )
        return reader.read(self._sql, ids[order])

    def _input(
        self,
        loaded: Loaded,
        entry: int,
        accounts: AccountRefs,
        events: DatedEvents,
        version: Int64s,
        first: int,
    ) -> ChunkInput:
        columns = events.columns
        others = np.flatnonzero(~enters_routes(columns.kind, columns.amount))
        original, released = np.zeros(len(events), np.int64), np.zeros(len(events), np.bool_)
        original[others], released[others] = read_originals(self._sql, columns.id[others])
        # An original whose import was undone since has given its name back.
        reversed_by = self._reversed_by(entry)
        original[others] = [
            reversed_by.get(event, named)
            for event, named in zip(columns.id[others].tolist(), original[others].tolist(), strict=True)
        ]
        stored, stored_events = self._stored(loaded, accounts, columns.id, original, first)
        clearing = dict(self._sql.execute("SELECT id, clearing FROM source").fetchall())
        refs = np.zeros(max(clearing) + 1, np.int64)
        for source, account in clearing.items():
            refs[source] = accounts.number(self._codes[account])
        return ChunkInput(
            events, version, refs[columns.source], original, released, stored, stored_events, first
        )

    def _reversed_by(self, entry: int) -> dict[int, int]:
        """Return the originals that the events of a chunk reversed, by the event."""
        rows = self._sql.execute(
            "SELECT t.event, o.event FROM txn t JOIN reversal r ON r.txn = t.id "
            "JOIN txn o ON o.id = r.original WHERE t.entry = ? AND t.kind <> ?",
            (entry, int(TransactionKind.RESTATED_OLD)),
        )
        return dict(rows.fetchall())

    def _stored(
        self, loaded: Loaded, accounts: AccountRefs, here: Int64s, original: Int64s, first: int
    ) -> tuple[AllocationColumns, DatedEvents | None]:
        wanted = np.setdiff1d(original[original > 0], here)
        transactions = self._allocations_before(wanted, first)
        if not len(transactions):
            return no_allocations(), None
        stored = read_allocations(self._sql, transactions, loaded.places, accounts, self._codes, first)
        reader = EventReader(self._sql, loaded.versions, loaded.calendar)
        events, _ = reader.read(self._sql, stored.event)
        events.day = loaded.calendar.days_under(stored.version, events.columns.occurred_at)
        return stored, events

    def _allocations_before(self, events: Int64s, first: int) -> Int64s:
        """Return the newest allocation of each event before transaction `first`, where there was one.

        A restated allocation names the one that it followed.
        """
        rows = self._sql.execute(
            "WITH RECURSIVE allocation (txn) AS ("
            " SELECT s.txn FROM json_each(?1) w CROSS JOIN d_event_state s ON s.event = w.value"
            f" JOIN event e ON e.id = s.event WHERE s.txn IS NOT NULL AND {ENTERS_ROUTES}"
            " UNION SELECT r.original FROM allocation a JOIN reversal r ON r.txn = a.txn WHERE a.txn >= ?2"
            ") SELECT txn FROM allocation WHERE txn < ?2 ORDER BY txn",
            (json_ids(events), first),
        )
        (found,) = columns_of_rows(rows, 1)
        return found

    def _balance(self, code: str, currency: int, first: int) -> int:
        (total,) = self._sql.execute(
            "SELECT COALESCE(SUM(amount), 0) FROM posting WHERE account = ? AND id < ? AND currency = ?",
            (self.id_of(code), first * LINES_MAX, currency),
        ).fetchone()
        return int(total)

    def _day_so_far(self, loaded: Loaded, batch: Batch, day: int, entry: int) -> ReversalDay:
        return reversals_of_day(self._sql, batch, loaded, self._codes, day, entry)


def _place(events: DatedEvents, event: int) -> int:
    """Return the row of an event, -1 where it is not among them."""
    places = np.flatnonzero(events.columns.id == event)
    return int(places[0]) if len(places) else -1


class _CountersBefore:
    """Counters as they stood before an entry."""

    def __init__(self, sql: sqlite3.Connection, entry: int) -> None:
        self._sql = sql
        self._entry = entry

    def load(self, keys: Sequence[CounterKey]) -> Iterable[StoredCounter | None]:
        return [self._load_one(key) for key in keys]

    def _load_one(self, key: CounterKey) -> StoredCounter | None:
        rows = self._sql.execute(
            "SELECT c.returned_day, (SELECT v.value FROM d_counter_value v"
            " WHERE v.counter = c.id AND v.entry < ?5 ORDER BY v.entry DESC LIMIT 1) FROM d_counter c"
            " WHERE c.step = ?1 AND c.keys = ?2 AND c.currency = ?3 AND c.period = ?4",
            (key.step, key.keys, key.currency, key.period, self._entry),
        ).fetchall()
        known = [(day, value) for day, value in rows if value is not None]
        if not known:
            return None
        counted = sum(value for day, value in known if day is None)
        return StoredCounter(counted, tuple((day, value) for day, value in known if day is not None))
