"""Simulate: a candidate plan over real events, without writing; who would gain, who would lose."""

import sqlite3
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.accounts import account_ids
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.books_aside import BooksAside
from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.allocations import (
    AllocationColumns,
    join_allocations,
    no_allocations,
    some_allocations,
)
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.context import ChunkInput, EngineState
from revroute_desktop.routing.engine.counters import Counters
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.order import enters_routes
from revroute_desktop.routing.engine.run import ROUTED, ChunkResult, allocations_of, run_chunk
from revroute_desktop.routing.engine.totals import Totals
from revroute_desktop.routing.engine.versions import unsaved_version
from revroute_desktop.routing.event_reader import (
    EventReader,
    columns_of_rows,
    ordered_ids,
    read_originals,
)
from revroute_desktop.routing.plans.plan import Plan
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import local_days, midnight

Int64s = NDArray[np.int64]

CHUNK_SIZE = 50_000

COUNTERS_NOTE = (
    "Caps and tiers start from zero at the first day of the range, so a period that began before it has its "
    "whole room; reversals of events outside the range stay as they are."
)


@dataclass(frozen=True, slots=True)
class DestinationChange:
    """What an account has from the events now and would have then, in minor units, credits positive (B6)."""

    account: str
    currency: str
    now: int
    then: int

    @property
    def difference(self) -> int:
        """How much more it would have."""
        return self.then - self.now


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a candidate would do with the events of a range of days.

    `changed` events would be given to other accounts or in other amounts; `undecided` would wait or be
    quarantined; `kept` are reversals of events outside the range, which stay as they are.
    """

    plan: str
    events: int
    changed: int
    undecided: int
    kept: int
    destinations: tuple[DestinationChange, ...]
    note: str = COUNTERS_NOTE


class _CandidateCalendar:
    """The candidate is in force for everything."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def versions_and_days(self, occurred_at: Int64s) -> tuple[Int64s, Int64s]:
        return np.zeros(len(occurred_at), np.int64), local_days(occurred_at, self._zone)

    def days_under(self, version: Int64s, occurred_at: Int64s) -> Int64s:
        del version
        return local_days(occurred_at, self._zone)


def simulate(
    workspace: Workspace,
    plan_text: str,
    *,
    start: date,
    end: date,
    progress: Progress = silent,
    cancelled: StopAsked = never,
    chunk_size: int = CHUNK_SIZE,
) -> Simulation:
    """Run a candidate plan on the events that occurred from `start` to `end` (both included, in the plan's
    zone).

    Nothing is written. Raises PlanError for a plan that cannot be used, UserError for an empty range of days,
    Cancelled when it was asked to stop.
    """
    if end < start:
        raise UserError(f"The range ends on {end}, before it begins on {start}; give the earlier day first.")
    with workspace.read() as session, BooksAside(workspace, session.sql) as books:
        existing = account_ids(session.sql)
        plan = read_plan(plan_text, accounts=existing)
        span = (midnight(day_number(start), plan.zone), midnight(day_number(end) + 1, plan.zone))
        progress(0, None, "ordering events")
        run = _Simulating(session.sql, plan, span, existing, books)
        for begin in range(0, len(run.ids), chunk_size):
            end_of_chunk = min(begin + chunk_size, len(run.ids))
            run.take(begin, end_of_chunk)
            progress(end_of_chunk, len(run.ids), "simulating")
            if end_of_chunk < len(run.ids) and cancelled():
                raise Cancelled("The simulation was stopped; nothing was written.")
        return run.result()


class _Simulating:
    """A simulation under way: events in order, what the books hold for them, and what the candidate gives."""

    def __init__(
        self,
        sql: sqlite3.Connection,
        plan: Plan,
        span: tuple[int, int],
        existing: dict[str, int],
        books: BooksAside,
    ) -> None:
        self._sql = sql
        self._plan = plan
        self._existing = existing
        self._version = unsaved_version(plan)
        calendar = _CandidateCalendar(plan.zone)
        self._reader = EventReader(sql, [self._version], calendar)
        where = "s.state <> 5 AND e.occurred_at >= ? AND e.occurred_at < ?"
        every = ordered_ids(sql, where, span, calendar)
        self._originals, self.ids = self._without_foreign_reversals(every, where, span)
        self._kept = len(every) - len(self.ids)
        self._books = books
        books.begin(self.ids)
        self._then = Totals(np.zeros(len(self.ids), np.uint64))
        self._undecided = 0
        self._carried = no_allocations()
        accounts = AccountRefs(existing)
        codes = {number: code for code, number in existing.items()}
        clearing = dict(sql.execute("SELECT id, clearing FROM source").fetchall())
        self._clearing_codes = {codes[account] for account in clearing.values()}
        self._clearing = np.zeros(max(clearing, default=0) + 1, np.int64)
        for source, account in clearing.items():
            self._clearing[source] = accounts.number(codes[account])
        self._state = EngineState([self._version], accounts, Counters(), WatchedBalances(self._balance))

    def _without_foreign_reversals(
        self, every: Int64s, where: str, span: tuple[int, int]
    ) -> tuple[Int64s, Int64s]:
        """Return the events that others of the range reverse, and the range without reversals of events
        outside.
        """
        (naming,) = columns_of_rows(
            self._sql.execute(
                "SELECT e.id FROM d_event_state s JOIN event e ON e.id = s.event "
                f"WHERE {where} AND e.original IS NOT NULL ORDER BY e.id",
                span,
            ),
            1,
        )
        original, _ = read_originals(self._sql, naming)
        inside = np.isin(original, every)
        foreign = naming[(original > 0) & ~inside]
        return np.unique(original[inside]), every[~np.isin(every, foreign)]

    def _balance(self, code: str, currency: int) -> int:
        """Return an account's balance without what it has of the events, with what the candidate gave it
        so far.
        """
        row = self._sql.execute(
            "SELECT own FROM d_balance WHERE account = ? AND currency = ?",
            (self._existing.get(code, 0), currency),
        ).fetchone()
        own = 0 if row is None else int(row[0])
        return (
            own - self._books.totals.sums.get((code, currency), 0) + self._then.sums.get((code, currency), 0)
        )

    def take(self, begin: int, end: int) -> None:
        """Simulate the events from place `begin` to before `end`."""
        events, version = self._reader.read(self._sql, self.ids[begin:end])
        columns = events.columns
        others = np.flatnonzero(~enters_routes(columns.kind, columns.amount))
        original, released = np.zeros(len(events), np.int64), np.zeros(len(events), np.bool_)
        original[others], released[others] = read_originals(self._sql, columns.id[others])
        stored, stored_events = self._stored(original)
        chunk = ChunkInput(
            events, version, self._clearing[columns.source], original, released, stored, stored_events
        )
        result = run_chunk(self._state, chunk)
        codes = self._state.accounts.codes
        made = result.run.emissions.columns()
        self._then.add(made.row + begin, made.account, columns.currency[made.row], made.amount, codes)
        self._undecided += int((result.outcome != ROUTED).sum())
        self._state.counters.settle()
        if len(self._originals):
            self._carry(result)

    def _stored(self, original: Int64s) -> tuple[AllocationColumns, DatedEvents | None]:
        places = np.flatnonzero(np.isin(self._carried.event, original))
        if not len(places):
            return no_allocations(), None
        stored = some_allocations(self._carried, places)
        stored.source[:] = 1
        stored.row[:] = np.arange(len(places))
        events, _ = self._reader.read(self._sql, stored.event)
        return stored, events

    def _carry(self, result: ChunkResult) -> None:
        """Remember the allocations of events that later chunks may reverse."""
        ids = result.run.chunk.events.columns.id
        used = result.run.allocations.columns
        routed = (result.outcome == ROUTED) & enters_routes(
            result.run.chunk.events.columns.kind, result.run.chunk.events.columns.amount
        )
        fresh = np.flatnonzero(routed & np.isin(ids, self._originals) & ~np.isin(ids, used.event))
        left = np.flatnonzero(~np.isin(self._carried.event, used.event))
        self._carried = join_allocations(some_allocations(self._carried, left), used)
        if len(fresh):
            self._carried = join_allocations(self._carried, allocations_of(result.run, fresh))

    def result(self) -> Simulation:
        """Return the comparison."""
        now, then = self._books.totals.sums, self._then.sums
        pairs = sorted({pair for pair in (*now, *then) if pair[0] not in self._clearing_codes})
        changes = [
            DestinationChange(
                code, currency_by_numeric(money).code, -now.get((code, money), 0), -then.get((code, money), 0)
            )
            for code, money in pairs
        ]
        return Simulation(
            plan=self._plan.name,
            events=len(self.ids),
            changed=int((self._books.totals.fingerprints != self._then.fingerprints).sum()),
            undecided=self._undecided,
            kept=self._kept,
            destinations=tuple(change for change in changes if change.now or change.then),
        )
