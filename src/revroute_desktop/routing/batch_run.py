"""The engine run over chunks of events of the books: what it needs is loaded, what it decides is posted."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns
from revroute_desktop.ledger.accounts import account_ids, ensure_accounts
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.post import LINES_MAX, next_transaction, post
from revroute_desktop.routing.allocation_reader import RoutePlaces, allocating_transactions, read_allocations
from revroute_desktop.routing.batches import Batch
from revroute_desktop.routing.counter_store import CounterStore
from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.allocations import AllocationColumns, no_allocations
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.context import ChunkInput, EngineState, ReversalDay
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.emissions import ChunkTransactions
from revroute_desktop.routing.engine.order import enters_routes
from revroute_desktop.routing.engine.run import QUARANTINED, ROUTED, WAITS, ChunkResult, run_chunk
from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.event_reader import (
    Calendar,
    EventReader,
    PublishedCalendar,
    columns_of_rows,
    read_originals,
)
from revroute_desktop.routing.plans.versions import load_version, plan_versions
from revroute_desktop.routing.reasons import exceeds
from revroute_desktop.workspace import Unit
from revroute_desktop.workspace.event_rollups.keep import note_routes
from revroute_desktop.workspace.zones import local_days

Int64s = NDArray[np.int64]

REVERSED_IN_FULL, RESTATED = 3, 4


@dataclass(frozen=True, slots=True)
class ChunkCounts:
    """How many events were decided how; `excess_of` are (event, minor units more than was left of its
    original).
    """

    events: int = 0
    routed: int = 0
    waiting: int = 0
    quarantined: int = 0
    transactions: int = 0
    postings: int = 0
    excess: int = 0
    excess_of: tuple[tuple[int, int], ...] = ()

    def plus(self, other: "ChunkCounts") -> "ChunkCounts":
        """Return the sums; the list of excesses is not kept."""
        return ChunkCounts(
            self.events + other.events,
            self.routed + other.routed,
            self.waiting + other.waiting,
            self.quarantined + other.quarantined,
            self.transactions + other.transactions,
            self.postings + other.postings,
            self.excess + other.excess,
        )


def load_calendar(sql: sqlite3.Connection, book_zone: str, last_version: int | None = None) -> Calendar:
    """Return the calendar of the published versions up to an id."""
    published = plan_versions(sql, last_version)
    return PublishedCalendar(published, [load_version(sql, version) for version in published], book_zone)


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """Versions of the plan with what is known of them: places of their routes, and the calendar of a
    batch.
    """

    versions: tuple[Version, ...]
    places: RoutePlaces
    calendar: Calendar


def load_versions(sql: sqlite3.Connection, book_zone: str, last_version: int | None) -> Loaded:
    """Return all published versions; only those up to `last_version` can be in force."""
    published = plan_versions(sql)
    versions = tuple(load_version(sql, version) for version in published)
    places = {
        route: (place, index)
        for place, version in enumerate(versions)
        for index, route in enumerate(version.route_ids)
    }
    known = [one for one in published if last_version is None or one.id <= last_version]
    return Loaded(versions, RoutePlaces(places), PublishedCalendar(known, versions, book_zone))


class BatchRun:
    """The state of a run over a batch; made anew whenever somebody else has written the books."""

    def __init__(self, sql: sqlite3.Connection, book_zone: str, batch: Batch) -> None:
        self._sql = sql
        self.zone = book_zone
        self._batch = batch
        self.loaded = load_versions(sql, book_zone, batch.last_version)
        self.reader = EventReader(sql, self.loaded.versions, self.loaded.calendar)
        self._ids = account_ids(sql)
        self.codes = {number: code for code, number in self._ids.items()}
        self.store = CounterStore(sql)
        self._account_types = {
            root: number
            for version in self.loaded.versions
            for root, number in version.plan.account_types.items()
        }
        accounts = AccountRefs(self._ids)
        self._clearing = {
            source: accounts.number(self.codes[account])
            for source, account in sql.execute("SELECT id, clearing FROM source")
        }
        self.state = EngineState(
            self.loaded.versions, accounts, self.store.counters(), WatchedBalances(self._balance)
        )
        self._begun_day: bool = False

    def decide(
        self, unit: Unit, ids: Int64s, still: tuple[str, tuple[int, ...]], refuse: Collection[int]
    ) -> ChunkCounts:
        """Decide those events of `ids` that are still undecided, and write everything that follows from
        it.
        """
        self._sql = unit.sql
        self.store.use(unit.sql)
        events, version = self.reader.read(unit.sql, ids, *still)
        if not len(events):
            return ChunkCounts()
        chunk = self.input_of(unit.sql, events, version)
        result = run_chunk(self.state, chunk, refuse=refuse)
        made = result.transactions()
        self.post(unit, events, made)
        self.store.save(unit, self.state.counters)
        self.state.counters.settle()
        write_states(unit, events, made, result, chunk.first_transaction)
        excess = sorted(
            (int(events.columns.id[row]), amount) for row, amount in result.decisions.excess.items()
        )
        return ChunkCounts(
            len(events),
            int((result.outcome == ROUTED).sum()),
            int((result.outcome == WAITS).sum()),
            int((result.outcome == QUARANTINED).sum()),
            len(made),
            len(made.amount),
            len(excess),
            tuple(excess),
        )

    def _balance(self, code: str, currency: int) -> int:
        row = self._sql.execute(
            "SELECT own FROM d_balance WHERE account = ? AND currency = ?", (self._ids.get(code, 0), currency)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def input_of(self, sql: sqlite3.Connection, events: DatedEvents, version: Int64s) -> ChunkInput:
        """Return the engine's input for events, with the originals that they name."""
        columns = events.columns
        others = np.flatnonzero(~enters_routes(columns.kind, columns.amount))
        if not self._begun_day:
            self._begun_day = True
            if len(others) and int(others[0]) == 0:
                self.state.reversal_day = self._day_so_far(sql, int(events.day[0]))
        original, released = np.zeros(len(events), np.int64), np.zeros(len(events), np.bool_)
        original[others], released[others] = read_originals(sql, columns.id[others])
        stored, stored_events = self._stored(sql, columns.id, original)
        clearing = np.zeros(max(self._clearing, default=0) + 1, np.int64)
        clearing[list(self._clearing)] = list(self._clearing.values())
        return ChunkInput(
            events,
            version,
            clearing[columns.source],
            original,
            released,
            stored,
            stored_events,
            next_transaction(sql),
        )

    def _stored(
        self, sql: sqlite3.Connection, here: Int64s, original: Int64s
    ) -> tuple[AllocationColumns, DatedEvents | None]:
        wanted = np.setdiff1d(original[original > 0], here)
        transactions = allocating_transactions(sql, wanted) if len(wanted) else wanted
        if not len(transactions):
            return no_allocations(), None
        stored = read_allocations(sql, transactions, self.loaded.places, self.state.accounts, self.codes)
        events, _ = self.reader.read(sql, stored.event)
        events.day = self.loaded.calendar.days_under(stored.version, events.columns.occurred_at)
        return stored, events

    def _day_so_far(self, sql: sqlite3.Connection, day: int) -> ReversalDay:
        """Return what this batch's reversals of a local day did before the chunk that begins amid them."""
        return reversals_of_day(sql, self._batch, self.loaded, self.codes, day)

    def post(self, unit: Unit, events: DatedEvents, made: ChunkTransactions) -> None:
        """Post what the engine made of events, each on its own day or the first open one (B17)."""
        if not len(made):
            return
        account = self._account_numbers(unit, made)
        booked = local_days(events.columns.occurred_at, self.zone)
        if self._batch.lock_day is not None:
            booked = np.maximum(booked, self._batch.lock_day + 1)
        first = next_transaction(unit.sql)
        transactions = TransactionColumns(
            id=np.arange(first, first + len(made), dtype=np.int64),
            kind=made.kind,
            event=events.columns.id[made.row],
            route=made.route,
            booked_day=booked[made.row],
            reverses=made.reverses,
        )
        postings = PostingColumns(
            account=account[made.account],
            currency=made.currency,
            amount=made.amount,
            step=made.step,
            against=made.against,
            beneficiary=np.where(made.beneficiary >= 0, account[made.beneficiary], 0),
            due_day=made.due_day,
        )
        post(unit, transactions, postings, made.starts, sources=events.columns.source[made.row])

    def _account_numbers(self, unit: Unit, made: ChunkTransactions) -> Int64s:
        """Return account ids by AccountRefs number, opening those that postings need and that don't exist."""
        codes = self.state.accounts.codes
        used = np.zeros(len(codes) + 1, np.bool_)
        used[made.account] = True
        used[made.beneficiary] = True  # NO_ACCOUNT marks the spare last place
        missing = [
            codes[number] for number in np.flatnonzero(used[:-1]).tolist() if codes[number] not in self._ids
        ]
        if missing:
            opened = ensure_accounts(unit, missing, self._account_types)
            self._ids.update(opened)
            self.codes.update({number: code for code, number in opened.items()})
            self.state.accounts.opened(opened)
        numbers = [self._ids.get(code, 0) for code in codes]
        return np.array([*numbers, 0], np.int64)


def reversals_of_day(
    sql: sqlite3.Connection,
    batch: Batch,
    loaded: Loaded,
    codes: dict[int, str],
    day: int,
    before: int = 2**62,
) -> ReversalDay:
    """Return what a batch's reversals of one local day have posted, by transactions before id `before`.

    The chunks are read from the newest back to the first that holds something else.
    """
    result = ReversalDay(day)
    if batch.id is None or not any(version.bears_reserve_first for version in loaded.versions):
        return result
    first_routes = frozenset(
        route for version in loaded.versions if version.bears_reserve_first for route in version.route_ids
    )
    entries = sql.execute(
        "SELECT entry FROM batch_chunk WHERE batch = ? AND entry < ? ORDER BY entry DESC", (batch.id, before)
    )
    for (entry,) in entries.fetchall():
        rows = sql.execute(
            "SELECT t.id, t.kind, e.occurred_at FROM txn t JOIN event e ON e.id = t.event "
            "WHERE t.entry = ? ORDER BY t.id DESC",
            (entry,),
        )
        transaction, kind, at = columns_of_rows(rows, 3)
        if not len(transaction):
            continue
        _, days = loaded.calendar.versions_and_days(at)
        others = (days != day) | (kind == int(TransactionKind.ROUTE))
        count = int(np.argmax(others)) if others.any() else len(transaction)
        if count:
            _add_postings(sql, int(transaction[count - 1]), int(transaction[0]), codes, first_routes, result)
        if others.any():
            break
    return result


def _add_postings(
    sql: sqlite3.Connection,
    first: int,
    last: int,
    codes: dict[int, str],
    first_routes: frozenset[int],
    result: ReversalDay,
) -> None:
    """Add the postings of transactions; `first_routes` are of versions whose reserve bears first.

    Where one account bears alone it goes against the clearing line too, but that is no reserve's share.
    """
    for account, currency, amount, against, route in sql.execute(
        "SELECT p.account, p.currency, p.amount, COALESCE(a.original, -1), t.route FROM posting p "
        f"JOIN txn t ON t.id = p.id / {LINES_MAX} "
        "LEFT JOIN posting_against a ON a.posting = p.id WHERE p.id >= ? AND p.id < ?",
        (first * LINES_MAX, (last + 1) * LINES_MAX),
    ):
        key = (codes[account], currency)
        result.net[key] = result.net.get(key, 0) + amount
        if amount > 0 and against >= 0 and against % LINES_MAX == 0 and route in first_routes:
            result.borne[key] = result.borne.get(key, 0) + amount


def write_states(
    unit: Unit,
    events: DatedEvents,
    made: ChunkTransactions,
    result: ChunkResult,
    first_transaction: int,
    state_of_routed: int = ROUTED,
) -> None:
    """Write the state of every event of the chunk, and of originals that have nothing left, or something
    again.
    """
    ids = events.columns.id
    newest = np.zeros(len(ids), np.int64)
    # An event's second transaction, for the excess of a reversal, comes later and so is the newest.
    newest[made.row] = first_transaction + np.arange(len(made))
    route = np.zeros(len(ids), np.int64)
    route[made.row] = made.route
    # One statement for all whose transaction says it, which takes half as long as one for each; then the few
    # that have none or two.
    decided = f"UPDATE d_event_state SET state = {state_of_routed:d}, reason = NULL, entry = {unit.seq:d}"
    unit.sql.execute(
        f"{decided}, txn = t.id FROM txn t WHERE t.id BETWEEN ? AND ? AND d_event_state.event = t.event",
        (first_transaction, first_transaction + len(made) - 1),
    )
    routed = (result.outcome == ROUTED) & (np.bincount(made.row, minlength=len(ids)) != 1)
    unit.sql.executemany(
        f"{decided}, txn = NULLIF(?, 0) WHERE event = ?",
        zip(newest[routed].tolist(), ids[routed].tolist(), strict=True),
    )
    taken = result.outcome == ROUTED
    note_routes(unit.sql, ids[taken], route[taken])
    decisions = result.decisions
    reasons: Sequence[tuple[int, dict[int, str]]] = (
        (WAITS, decisions.waits),
        (QUARANTINED, decisions.refused),
    )
    for number, of_state in reasons:
        unit.sql.executemany(
            f"UPDATE d_event_state SET state = {number}, reason = ?, entry = {unit.seq:d} WHERE event = ?",
            [(reason, int(ids[row])) for row, reason in of_state.items()],
        )
    unit.sql.executemany(
        "UPDATE d_event_state SET reason = ? WHERE event = ?",
        [
            (exceeds(amount, int(events.columns.currency[row])), int(ids[row]))
            for row, amount in decisions.excess.items()
        ],
    )
    write_reversed_in_full(unit.sql, [(full, event) for event, full in decisions.reversed_in_full.items()])


def write_reversed_in_full(sql: sqlite3.Connection, originals: Sequence[tuple[bool, int]]) -> None:
    """Write of originals, by event, whether nothing is left of them; what has something left again is routed,
    or restated where its newest allocation is.
    """
    kind = "(SELECT kind FROM txn WHERE txn.id = d_event_state.txn)"
    sql.executemany(
        f"UPDATE d_event_state SET state = CASE WHEN ? THEN {REVERSED_IN_FULL} "
        f"WHEN state <> {REVERSED_IN_FULL} THEN state "
        f"WHEN {kind} = {int(TransactionKind.RESTATED_NEW)} THEN {RESTATED} ELSE {ROUTED} END "
        "WHERE event = ?",
        [(int(full), event) for full, event in originals],
    )
