"""Positive events through their routes: the first that matches, then its steps in order, a column at a
time.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.conditions import holds
from revroute_desktop.routing.engine.counters import Counters
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.emissions import MAIN, NO_ACCOUNT, Emissions, Heads
from revroute_desktop.routing.engine.flow import CounterTrace, Flow, Observer, StepTrace
from revroute_desktop.routing.engine.steps.limits import bind_caps, clip, count_caps, part_labels
from revroute_desktop.routing.engine.steps.recoup import computed_recoup, outstanding
from revroute_desktop.routing.engine.steps.take import computed_take, within_bounds
from revroute_desktop.routing.engine.steps.tiers import computed_tiers
from revroute_desktop.routing.engine.steps.weights import divide
from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.plans.plan import (
    Destination,
    Hold,
    Recoup,
    Route,
    Short,
    Step,
    Take,
    Tiers,
    Weights,
)

Int64s = NDArray[np.int64]


def match_routes(version: Version, events: DatedEvents, rows: Int64s) -> list[Int64s]:
    """Return for each route the rows that it takes: those that no route before it took and its condition
    holds for.
    """
    taken = []
    for route in version.plan.routes:
        chosen = holds(route.when, events, rows)
        taken.append(rows[chosen])
        rows = rows[~chosen]
    if len(rows):
        raise ValueError(f"no route of plan {version.plan.name} takes every event")
    return taken


def destinations_of(route: Route) -> list[Destination]:
    """Return every destination that a route can post to, in the order of its steps."""
    return list(dict.fromkeys(_destinations(route)))


def usable_rows(
    version: Version,
    destinations: list[Destination],
    events: DatedEvents,
    rows: Int64s,
    accounts: AccountRefs,
    refused: dict[int, str],
) -> tuple[Int64s, dict[Destination, Int64s | int]]:
    """Return the rows for which every destination has an account, and the accounts; note why the others are
    refused.
    """
    make = version.plan.make_accounts
    resolved = {one: accounts.resolve(one, events, rows, make=make) for one in destinations}
    bad = np.zeros(len(rows), np.bool_)
    for account in resolved.values():
        bad |= np.less(account, 0)
    if not bad.any():
        return rows, resolved
    for row in rows[bad].tolist():
        problems = (accounts.problem(one, events, row, make=make) for one in destinations)
        refused[row] = next(problem for problem in problems if problem)
    kept = ~bad
    return rows[kept], {
        one: account if isinstance(account, int) else account[kept] for one, account in resolved.items()
    }


def run_waterfall(
    version: Version,
    events: DatedEvents,
    routes: list[tuple[int, Int64s, dict[Destination, Int64s | int]]],
    clearing: Int64s,
    *,
    accounts: AccountRefs,
    counters: Counters,
    balances: WatchedBalances,
    emissions: Emissions,
    heads: Heads,
    observer: Observer | None,
) -> None:
    """Route events in the order of the batch; `routes` are (route, its rows, accounts of its destinations).

    `clearing` is the clearing account of each row of the chunk. No account of a recoup step may be touched by
    another step of these rows (`recoup_runs`), and no counter may get room back between them.
    """
    for index, rows, destinations in routes:
        gross = events.columns.amount[rows]
        heads.put(rows, MAIN, TransactionKind.ROUTE, version.route_ids[index])
        emissions.emit(rows, clearing[rows], gross)
        flow = Flow(
            version,
            index,
            events,
            rows,
            gross,
            gross.copy(),
            accounts,
            counters,
            balances,
            emissions,
            observer,
            destinations,
        )
        for number, step in enumerate(version.plan.routes[index].steps):
            _take_step(flow, number, step)
        if flow.left.any():
            raise ValueError(
                f"route {version.plan.routes[index].id} of plan {version.plan.name} leaves something over"
            )


def _take_step(flow: Flow, number: int, step: Step) -> None:
    to = None if step.to is None else flow.account(step.to)
    left_before = flow.left
    wanted, base, computed, traces = _wanted(flow, step, to)
    limited = wanted
    charges = step.if_short is Short.CHARGE
    if not charges:
        wanted = np.minimum(wanted, flow.left)
    caps = bind_caps(flow, step, step.caps, to)
    bounds = [one.bound for one in caps]
    if isinstance(step.takes, Recoup):
        assert to is not None
        bounds.append(outstanding(flow, to))
    taken = clip(wanted, bounds)
    parts: list[Int64s] = []
    if isinstance(step.takes, Weights):
        taken, parts, part_traces = _divide_among_parts(flow, number, step, step.takes, taken)
        traces += part_traces
    traces += count_caps(flow, caps, taken)
    shortfall = np.zeros(len(taken), np.int64)
    step_id = flow.version.step_ids[flow.route][number]
    if to is not None:
        _emit(flow, to, taken, step_id, step.hold)
    if charges:
        assert step.charge is not None
        shortfall = np.maximum(taken - flow.left, 0)
        flow.emissions.emit(flow.row, flow.account(step.charge), shortfall, step=step_id)
    flow.left = flow.left - taken + shortfall
    if flow.observer is not None:
        flow.observer(
            flow.version,
            StepTrace(
                flow.route,
                number,
                flow.row,
                base,
                computed,
                limited,
                taken,
                shortfall,
                left_before,
                traces,
                tuple(parts),
            ),
        )


def _wanted(
    flow: Flow, step: Step, to: Int64s | int | None
) -> tuple[Int64s, Int64s, Int64s, tuple[CounterTrace, ...]]:
    """Return what the step wants within its bounds, the base, the computed amount, and counters it moved."""
    traces: tuple[CounterTrace, ...] = ()
    match step.takes:
        case Take():
            base, computed = computed_take(flow, step.takes)
        case Tiers():
            base, computed, traces = computed_tiers(flow, step, step.takes, to)
        case Recoup() | Weights():
            base = flow.left
            computed = computed_recoup(flow, Recoup(step.takes.rate))
        case _:
            base = computed = flow.left
    return within_bounds(flow, step, computed), base, computed, traces


def _divide_among_parts(
    flow: Flow, number: int, step: Step, weights: Weights, total: Int64s
) -> tuple[Int64s, list[Int64s], tuple[CounterTrace, ...]]:
    """Divide, emit and count the parts. Returns what they took together, each of them, and the counters."""
    accounts = [flow.account(part.to) for part in weights.parts]
    caps = [
        bind_caps(flow, step, part.caps, account, label)
        for label, part, account in zip(part_labels(weights.parts), weights.parts, accounts, strict=True)
    ]
    parts = divide(flow, weights, total, [[one.bound for one in of_part] for of_part in caps])
    traces: tuple[CounterTrace, ...] = ()
    taken = np.zeros(len(total), np.int64)
    ids = flow.version.part_ids[flow.route][number]
    for part, account, amount, bound, part_id in zip(weights.parts, accounts, parts, caps, ids, strict=True):
        taken += amount
        _emit(flow, account, amount, part_id, part.hold)
        traces += count_caps(flow, bound, amount)
    return taken, parts, traces


def _emit(flow: Flow, account: Int64s | int, amount: Int64s, step_id: int, hold: Hold | None) -> None:
    """Credit an account; a hold in favour of that very account holds nothing."""
    if hold is None:
        flow.emissions.emit(flow.row, account, -amount, step=step_id)
        return
    beneficiary = flow.account(hold.beneficiary)
    others = np.broadcast_to(np.not_equal(account, beneficiary), amount.shape)
    flow.emissions.emit(
        flow.row,
        account,
        -amount,
        step=step_id,
        beneficiary=np.where(others, beneficiary, NO_ACCOUNT),
        due_day=np.where(others, flow.events.day[flow.row] + hold.days, 0),
    )


def _destinations(route: Route) -> Iterator[Destination]:
    for step in route.steps:
        holds_of_step = [step.hold]
        if step.to is not None:
            yield step.to
        if step.charge is not None and step.if_short is Short.CHARGE:
            yield step.charge
        if isinstance(step.takes, Weights):
            for part in step.takes.parts:
                yield part.to
                holds_of_step.append(part.hold)
        for hold in holds_of_step:
            if hold is not None:
                yield hold.beneficiary
