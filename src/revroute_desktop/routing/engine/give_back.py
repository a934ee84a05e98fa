"""Room that reversals give back to caps and tiers: in the original's period, usable from the next local day
(B15).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.columns import as_int64
from revroute_desktop.money.rounding import RoundingMode, round_fraction
from revroute_desktop.routing.engine.allocations import Allocations
from revroute_desktop.routing.engine.context import EngineState
from revroute_desktop.routing.engine.counters import Grouping
from revroute_desktop.routing.engine.dated import DatedEvents, distinct_rows
from revroute_desktop.routing.engine.flow import group_by_counter
from revroute_desktop.routing.engine.steps.limits import cap_names, part_labels
from revroute_desktop.routing.engine.steps.tiers import tiers_name
from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.plans.plan import Base, Cap, Destination, Step, Tiers, Weights

Int64s = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Reversed:
    """By how much parts were reversed: `owner` among the reversals of a day, `part`, and the change, given
    back negative.
    """

    owner: Int64s
    part: Int64s
    change: Int64s


Apply = Callable[[Grouping, Int64s, Int64s], None]
"""What is done with the room: counters of the rows, the local days and the amounts given back."""


@dataclass(frozen=True, slots=True, eq=False)
class Reversals:
    """Reversals of allocations: `place` of each one's allocation, its local `day`, and what was reversed
    of that allocation in all `before` and `after` it; then by how much each part was reversed.
    """

    place: Int64s
    day: Int64s
    before: Int64s
    after: Int64s
    parts: Reversed


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Reversals (by number `owner`) of events of one version, route and source of events."""

    state: EngineState
    allocations: Allocations
    apply: Apply
    version: Version
    route: int
    originals: DatedEvents
    row: Int64s
    day: Int64s
    place: Int64s
    owner: Int64s
    reversed_before: Int64s
    reversed_after: Int64s


def join_reversed(several: Sequence[Reversed]) -> Reversed:
    """Return the changes of parts one after the other."""
    nothing = np.zeros(0, np.int64)
    return Reversed(
        np.concatenate([nothing, *(one.owner for one in several)]),
        np.concatenate([nothing, *(one.part for one in several)]),
        np.concatenate([nothing, *(one.change for one in several)]),
    )


def give_room_back(
    state: EngineState,
    allocations: Allocations,
    sources: Sequence[DatedEvents | None],
    reversals: Reversals,
    apply: Apply | None = None,
) -> None:
    """Give back to counters what reversals took; `sources` are the events that allocations' `source` numbers.

    `apply` puts something else in place of giving back.
    """
    columns, place = allocations.columns, reversals.place
    if not len(place):
        return
    version, route, source = columns.version[place], columns.route[place], columns.source[place]
    routes = 1 + int(route.max())
    example, kind = distinct_rows([(version, len(state.versions)), (route, routes), (source, len(sources))])
    for index, one in enumerate(example.tolist()):
        running = state.versions[int(version[one])]
        if not running.has_counters:
            continue
        chosen = np.flatnonzero(kind == index)
        originals = sources[int(source[one])]
        assert originals is not None, "stored allocations come with their events"
        group = _Group(
            state=state,
            allocations=allocations,
            apply=apply or state.counters.give_back,
            version=running,
            route=int(route[one]),
            originals=originals,
            row=columns.row[place[chosen]],
            day=reversals.day[chosen],
            place=place[chosen],
            owner=chosen,
            reversed_before=reversals.before[chosen],
            reversed_after=reversals.after[chosen],
        )
        parts = reversals.parts
        _give_back(group, parts.owner, parts.part, parts.change, len(place))


def whole_reversals(allocations: Allocations) -> Reversals:
    """Return what would be reversed if every allocation were reversed whole, on no day."""
    columns = allocations.columns
    places = np.arange(len(columns.event))
    owner = np.repeat(places, np.diff(columns.starts))
    nothing = np.zeros(len(places), np.int64)
    parts = Reversed(owner, np.arange(len(owner)), columns.weight)
    return Reversals(places, nothing, nothing, allocations.gross(places), parts)


def _give_back(group: _Group, owner: Int64s, part: Int64s, change: Int64s, reversals: int) -> None:
    columns = group.allocations.columns
    steps = group.version.plan.routes[group.route].steps
    for number, step in enumerate(steps):
        ids = group.version.posted_as(group.route, number)
        of_step = np.isin(columns.step[part], ids) & (columns.weight[part] > 0)
        if step.caps:
            taken = np.zeros(reversals, np.int64)
            np.add.at(taken, owner[of_step], change[of_step])
            _to_caps(group, step, step.caps, step.to, taken[group.owner], None)
        if isinstance(step.takes, Tiers):
            _to_tiers(group, step, step.takes, number)
        if isinstance(step.takes, Weights) and any(one.caps for one in step.takes.parts):
            labels, part_ids = part_labels(step.takes.parts), group.version.part_ids[group.route][number]
            for label, one, part_id in zip(labels, step.takes.parts, part_ids, strict=True):
                taken = np.zeros(reversals, np.int64)
                of_part = of_step & (columns.step[part] == part_id)
                np.add.at(taken, owner[of_part], change[of_part])
                _to_caps(group, step, one.caps, one.to, taken[group.owner], label)


def _to_caps(
    group: _Group, step: Step, caps: Sequence[Cap], to: Destination | None, taken: Int64s, label: str | None
) -> None:
    for name, cap in zip(cap_names(caps, label), caps, strict=True):
        counters = _counters(group, step, name, cap, to)
        group.apply(counters, group.day, taken)


def _to_tiers(group: _Group, step: Step, tiers: Tiers, number: int) -> None:
    """Give back each base in proportion to what was reversed of the event, rounded so that the whole gives
    all.
    """
    gross = group.allocations.gross(group.place)
    if tiers.base is Base.GROSS:
        given = group.reversed_after - group.reversed_before
    else:
        base = gross - _taken_before(group, number)
        given = _proportion(base, group.reversed_after, gross) - _proportion(
            base, group.reversed_before, gross
        )
    counters = _counters(group, step, tiers_name(tiers), tiers, step.to)
    group.apply(counters, group.day, given)


def _proportion(base: Int64s, part: Int64s, whole: Int64s) -> Int64s:
    rows = zip(base.tolist(), part.tolist(), whole.tolist(), strict=True)
    return as_int64([round_fraction(b * p, w, RoundingMode.HALF_EVEN) for b, p, w in rows])


def _taken_before(group: _Group, number: int) -> Int64s:
    """Return what the steps before `number` took of each original."""
    allocations = group.allocations
    earlier = [one for before in range(number) for one in group.version.posted_as(group.route, before)]
    parts, begin = allocations.part_rows(group.place)
    step, weight = allocations.columns.step[parts], allocations.columns.weight[parts]
    taken = np.where(np.isin(step, earlier), weight, 0)
    result: Int64s = np.add.reduceat(taken, begin[:-1])
    return result


def _counters(group: _Group, step: Step, name: str, rule: Cap | Tiers, to: Destination | None) -> Grouping:
    accounts = group.state.accounts
    account = None if to is None else accounts.resolve(to, group.originals, group.row, make=True)
    return group_by_counter(
        group.state.counters,
        accounts,
        group.originals,
        group.row,
        step=step,
        name=name,
        period=rule.period,
        keys=rule.keys,
        to=account,
    )
