"""A chunk of events, in the order of the batch, into transactions."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.routing import reasons
from revroute_desktop.routing.engine.allocations import (
    AllocationColumns,
    Allocations,
    join_allocations,
    no_allocations,
)
from revroute_desktop.routing.engine.context import ChunkInput, Decisions, EngineState, Run
from revroute_desktop.routing.engine.dated import distinct_rows
from revroute_desktop.routing.engine.emissions import (
    MAIN,
    ChunkTransactions,
    Emissions,
    Heads,
    assemble,
)
from revroute_desktop.routing.engine.flow import Observer
from revroute_desktop.routing.engine.order import enters_routes
from revroute_desktop.routing.engine.reversals import (
    begin_reversal_day,
    note_reversal_day,
    run_reversals,
    watch,
)
from revroute_desktop.routing.engine.runs import Interplay, RoutedRows, between, interplay_of
from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.engine.waterfall import (
    destinations_of,
    match_routes,
    run_waterfall,
    usable_rows,
)
from revroute_desktop.routing.plans.plan import Destination, Recoup, Short, Take

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]

LIMIT = 2**62
"""No counter may pass this, in minor units (B1)."""

WAITS, ROUTED, QUARANTINED = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class ChunkResult:
    """What became of a chunk: WAITS, ROUTED or QUARANTINED for each row, why, and the run with all
    postings.
    """

    outcome: Int64s
    decisions: Decisions
    run: Run

    def transactions(self) -> ChunkTransactions:
        """Return the transactions in the order of the batch."""
        chunk = self.run.chunk
        return assemble(
            self.run.emissions, self.run.heads, chunk.events.columns.currency, chunk.first_transaction
        )


def run_chunk(
    state: EngineState,
    chunk: ChunkInput,
    *,
    refuse: Collection[int] = (),
    observer: Observer | None = None,
) -> ChunkResult:
    """Decide every event of a chunk. The state goes on to where the chunk leaves it.

    `refuse` are rows whose amounts a balance cannot take. Raises ValueError where a plan breaks what its
    reader promises.
    """
    rows = len(chunk.events)
    currency = chunk.events.columns.currency
    run = Run(
        state,
        chunk,
        Allocations(join_allocations(no_allocations(), chunk.stored)),
        Emissions(currency, state.balances),
        Heads.empty(rows),
        Decisions(),
        observer,
    )
    open_rows = _admit(run, refuse)
    enters = enters_routes(chunk.events.columns.kind, chunk.events.columns.amount)
    prepared = _prepare(run, np.flatnonzero(open_rows & enters))
    for begin, end in _segments(run, enters):
        run.emissions.begin_segment(begin)
        state.counters.begin_day(int(chunk.events.day[begin]))
        for part in prepared:
            span = (max(begin, part.begin), min(end, part.end))
            if span[0] < span[1]:
                _run_apart(run, part.version, part.routes, part.interplay, span)
        others = begin + np.flatnonzero((open_rows & ~enters)[begin:end])
        if len(others):
            _add_allocations_of_chunk(run, others)
            _reverse_others(run, others)
    outcome = np.full(rows, ROUTED, np.int64)
    outcome[list(run.decisions.waits)] = WAITS
    outcome[list(run.decisions.refused)] = QUARANTINED
    return ChunkResult(outcome, run.decisions, run)


def _admit(run: Run, refuse: Collection[int]) -> Bools:
    """Return which rows can be decided by the plan in force, and note why the others cannot."""
    chunk, decisions = run.chunk, run.decisions
    usable = chunk.version >= 0
    for row in np.flatnonzero(~usable).tolist():
        decisions.waits[row] = reasons.NO_PLAN
    field = chunk.events.field("currency")
    for number in np.unique(chunk.version[usable]).tolist():
        known = run.state.versions[number].plan.currencies
        table = np.array([text is None or text in known for text in field.texts], np.bool_)
        if table.all():
            continue
        unknown = (chunk.version == number) & ~table[field.codes]
        for row in np.flatnonzero(unknown).tolist():
            decisions.refused[row] = reasons.unknown_currency(field.texts[int(field.codes[row])] or "")
        usable &= ~unknown
    for row in refuse:
        if usable[row]:
            decisions.refused[row] = reasons.OVERFLOW
            usable[row] = False
    return usable


def _segments(run: Run, enters: Bools) -> Iterator[tuple[int, int]]:
    """Yield runs of whole days (begin, end) whose positive events may go before the reversals of all of them.

    A day ends a segment when what is reversed on it can change what the next day's events find.
    """
    days = run.chunk.events.day
    if not len(days):
        return
    versions = run.state.versions
    ends: set[int] = set()
    if any(version.has_counters for version in versions):
        ends |= run.state.counters.return_days()
    if any(version.has_counters or version.has_recoup for version in versions):
        ends |= set(np.unique(days[~enters & (run.chunk.original > 0)]).tolist())
    if any(version.bears_reserve_first or version.losses_touch_advances for version in versions):
        ends |= set(np.unique(days[~enters]).tolist())
    inside = sorted(day for day in ends if days[0] <= day < days[-1])
    begin = 0
    for end in np.searchsorted(days, inside, side="right").tolist():
        if end > begin:
            yield begin, end
        begin = end
    yield begin, len(days)


# --------------------------------------------------------------------------- positives


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """Rows `begin` to before `end`, all under one version, with their routes and accounts."""

    version: Version
    begin: int
    end: int
    routes: list[RoutedRows]
    interplay: Interplay


def _prepare(run: Run, rows: Int64s) -> list[_Prepared]:
    """Find the routes and accounts of events that enter routes, version by version where versions change."""
    versions = run.chunk.version[rows]
    cuts = np.flatnonzero(versions[1:] != versions[:-1]) + 1
    columns = run.chunk.events.columns
    prepared = []
    for part in np.split(rows, cuts):
        if not len(part):
            continue
        version = run.state.versions[int(run.chunk.version[part[0]])]
        routes: list[RoutedRows] = []
        for index, matched in enumerate(match_routes(version, run.chunk.events, part)):
            if not len(matched):
                continue
            usable, accounts = usable_rows(
                version,
                destinations_of(version.plan.routes[index]),
                run.chunk.events,
                matched,
                run.state.accounts,
                run.decisions.refused,
            )
            if len(usable):
                routes.append((index, usable, accounts))
                _watch_advances(run, version, index, usable, accounts)
        interplay = interplay_of(version, routes, columns.amount, columns.currency)
        prepared.append(_Prepared(version, int(part[0]), int(part[-1]) + 1, routes, interplay))
    return prepared


def _run_apart(
    run: Run, version: Version, routes: list[RoutedRows], interplay: Interplay, span: tuple[int, int]
) -> None:
    """Run the rows of a span at once, or halves of it one after the other where steps see each other's
    effects.
    """
    begin, end = span
    within = between(routes, begin, end)
    count = sum(len(rows) for _, rows, _ in within)
    if count > 1 and interplay.between(begin, end, run.state.balances.value):
        middle = (begin + end) // 2
        _run_apart(run, version, within, interplay, (begin, middle))
        _run_apart(run, version, within, interplay, (middle, end))
    else:
        _within_limits(run, version, within)


def _watch_advances(
    run: Run, version: Version, route: int, rows: Int64s, accounts: dict[Destination, Int64s | int]
) -> None:
    currency = run.chunk.events.columns.currency[rows]
    for step in version.plan.routes[route].steps:
        if not isinstance(step.takes, Recoup):
            continue
        assert step.to is not None
        account = np.broadcast_to(np.asarray(accounts[step.to]), rows.shape)
        example, _ = distinct_rows([(account, len(run.state.accounts.codes)), (currency, 1000)])
        for one in example.tolist():
            watch(run, int(account[one]), int(currency[one]))


def _within_limits(run: Run, version: Version, routes: list[RoutedRows]) -> None:
    """Run the waterfall over rows whose sums surely fit; halve them otherwise, down to a guilty event
    (B1).
    """
    if not routes:
        return
    rows = np.sort(np.concatenate([part for _, part, _ in routes]))
    amounts = run.chunk.events.columns.amount[rows]
    wanted = float(amounts.astype(np.float64).sum()) + len(rows) * _charged_at_most(version)
    if wanted * 1.001 >= LIMIT and len(rows) > 1:
        _halve(run, version, routes, rows)
        return
    counters, balances = run.state.counters.mark(), run.state.balances.mark()
    blocks = len(run.emissions.blocks)
    run_waterfall(
        version,
        run.chunk.events,
        routes,
        run.chunk.clearing,
        accounts=run.state.accounts,
        counters=run.state.counters,
        balances=run.state.balances,
        emissions=run.emissions,
        heads=run.heads,
        observer=run.observer,
    )
    if run.state.counters.largest() <= LIMIT:
        return
    run.state.counters.restore(counters)
    run.state.balances.restore(balances)
    run.emissions.truncate(blocks)
    run.heads.kind[MAIN][rows] = 0
    if len(rows) > 1:
        _halve(run, version, routes, rows)
    else:
        run.decisions.refused[int(rows[0])] = reasons.OVERFLOW


def _halve(run: Run, version: Version, routes: list[RoutedRows], rows: Int64s) -> None:
    middle = int(rows[len(rows) // 2])
    _within_limits(run, version, between(routes, 0, middle))
    _within_limits(run, version, between(routes, middle, len(run.chunk.events)))


def _charged_at_most(version: Version) -> float:
    """Return what a step may take of an event beyond what the event has, because an account is charged for
    it.
    """
    amounts = [
        amount
        for route in version.plan.routes
        for step in route.steps
        if step.if_short is Short.CHARGE
        for given in (step.minimum, step.takes.fixed if isinstance(step.takes, Take) else None)
        for amount in (given or {}).values()
    ]
    return float(max(amounts, default=0))


# --------------------------------------------------------------------------- the others


def _reverse_others(run: Run, rows: Int64s) -> None:
    by_day = any(version.bears_reserve_first for version in run.state.versions)
    if not by_day:
        run_reversals(run, rows)
        return
    day = int(run.chunk.events.day[rows[0]])
    begin_reversal_day(run, day)
    first_block = len(run.emissions.blocks)
    run_reversals(run, rows)
    note_reversal_day(run, first_block)


def _add_allocations_of_chunk(run: Run, others: Int64s) -> None:
    """Make the events of this chunk that `others` reverse known as originals, where they were routed."""
    wanted = run.chunk.original[others]
    wanted = np.unique(wanted[wanted > 0])
    wanted = wanted[[run.allocations.place(event) < 0 for event in wanted.tolist()]]
    if not len(wanted):
        return
    ids, order = run.chunk.events.columns.id, run.chunk.rows_by_id
    found = order[np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)]
    rows = found[ids[found] == wanted]
    rows = np.sort(rows[(run.heads.kind[MAIN][rows] == int(TransactionKind.ROUTE))])
    if len(rows):
        run.allocations.add(allocations_of(run, rows))


def allocations_of(run: Run, rows: Int64s) -> AllocationColumns:
    """Return the allocations that this chunk has made of rows of its own."""
    chosen = np.zeros(len(run.chunk.events), np.bool_)
    chosen[rows] = True
    number: list[Int64s] = []
    columns: dict[str, list[Int64s]] = {"row": [], "account": [], "amount": [], "step": [], "beneficiary": []}
    for begin, block in run.emissions.blocks_of(rows):
        lines = np.flatnonzero(chosen[block.row])
        if block.which != MAIN or not len(lines):
            continue
        number.append(begin + lines)
        for name, column in columns.items():
            values = getattr(block, name)
            column.append(np.full(len(lines), values, np.int64) if isinstance(values, int) else values[lines])
    row = np.concatenate(columns["row"])
    order = np.argsort(row, kind="stable")
    row = row[order]
    account, amount, step, beneficiary = (
        np.concatenate(columns[name])[order] for name in ("account", "amount", "step", "beneficiary")
    )
    starts = np.concatenate(([0], np.flatnonzero(row[1:] != row[:-1]) + 1, [len(row)]))
    weight = -amount
    weight[starts[:-1]] = 0  # the clearing line
    nothing = np.zeros(len(row), np.int64)
    version = run.chunk.version[rows]
    routes = [
        run.state.versions[place].route_ids.index(route)
        for place, route in zip(version.tolist(), run.heads.route[MAIN][rows].tolist(), strict=True)
    ]
    return AllocationColumns(
        event=run.chunk.events.columns.id[rows],
        transaction=-1 - rows,
        version=version,
        route=np.array(routes, np.int64),
        currency=run.chunk.events.columns.currency[rows],
        source=np.zeros(len(rows), np.int64),
        row=rows,
        starts=starts,
        posting=-1 - np.concatenate(number)[order],
        account=account,
        step=step,
        weight=weight,
        taken=nothing,
        taken_from_hold=nothing.copy(),
        open_hold=np.where(beneficiary >= 0, weight, 0),
        beneficiary=beneficiary,
    )
