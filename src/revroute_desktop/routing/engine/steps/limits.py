"""Caps: how much room each event finds in every counter that bounds it, in the order of the batch (B3,
B14).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.segments import clip_to_room, group_cumsum_before
from revroute_desktop.routing.engine.counters import Grouping
from revroute_desktop.routing.engine.flow import CounterTrace, Flow
from revroute_desktop.routing.periods import REFINES
from revroute_desktop.routing.plans.plan import Cap, Part, Period, Step

Int64s = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """What bounds the rows of a flow: `place` of each row among the groups, and the `room` of each group.

    `period` and `keys` say how the groups of one bound lie to those of another; None: in no way that is
    known.
    """

    place: Int64s
    room: Int64s
    period: Period | None = None
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class BoundCap:
    """A cap over the rows of a flow, with its counters and their name within the step."""

    name: str
    group: Grouping
    bound: Bound


def cap_names(caps: Sequence[Cap], part: str | None = None) -> list[str]:
    """Return the names of the caps' counters within their step; `part` is the label of the weights part."""
    owner = "cap" if part is None else f"part {part} cap"
    return _numbered([f"{owner} {cap.period}{by_keys(cap.keys)}" for cap in caps])


def by_keys(keys: Sequence[str]) -> str:
    """Return how a counter's name says its keys."""
    named = sorted(set(keys) - {"currency"})
    return f" by {', '.join(named)}" if named else ""


def part_labels(parts: Sequence[Part]) -> list[str]:
    """Return what tells the parts of a weights step apart: their destinations, so that parts may change
    places.
    """
    return _numbered([part.to.code("*") for part in parts])


def bind_caps(
    flow: Flow, step: Step, caps: Sequence[Cap], to: Int64s | int | None, part: str | None = None
) -> list[BoundCap]:
    """Return the caps with the room that their counters leave now."""
    bound = []
    for name, cap in zip(cap_names(caps, part), caps, strict=True):
        group = flow.group(step, name, cap.period, cap.keys, to)
        limits = np.array([_limit(flow, cap, currency) for currency in group.currency], np.int64)
        room = limits - flow.counters.before(group)
        keys = frozenset(cap.keys) - {"currency"}
        bound.append(BoundCap(name, group, Bound(group.place, room, cap.period, keys)))
    return bound


def clip(wanted: Int64s, bounds: Sequence[Bound]) -> Int64s:
    """Return what each row gets of what it wants when everything bounds it, row after row."""
    if len(bounds) < 2:
        return clip_to_room(wanted, bounds[0].place, bounds[0].room) if bounds else wanted
    chain = sorted(
        bounds, key=lambda one: (-len(one.keys), 0 if one.period is None else -len(REFINES[one.period]))
    )
    if all(_refines(fine, coarse) for fine, coarse in pairwise(chain)):
        # Once the coarser counter is full nothing more is taken from the finer one, so that what the finer
        # counted too much in the first pass is never asked for.
        for one in chain:
            wanted = clip_to_room(wanted, one.place, one.room)
        return wanted
    return _clip_in_rounds(wanted, bounds)


def count_caps(flow: Flow, caps: Sequence[BoundCap], taken: Int64s) -> tuple[CounterTrace, ...]:
    """Count what was taken. Returns what an observer needs, nothing where there is none."""
    traces = []
    for one in caps:
        if flow.observer is not None:
            before = flow.counters.before(one.group)
            within = group_cumsum_before(one.group.place, taken)
            limit = (one.bound.room + before)[one.group.place]
            traces.append(CounterTrace(one.name, one.group, before[one.group.place] + within, taken, limit))
        flow.counters.count(one.group, taken)
    return tuple(traces)


def _numbered(names: list[str]) -> list[str]:
    """Return the names with a number after every repeated one."""
    return [
        name if name not in names[:index] else f"{name} #{names[:index].count(name) + 1}"
        for index, name in enumerate(names)
    ]


def _limit(flow: Flow, cap: Cap, currency: str) -> int:
    if currency not in cap.amounts:
        raise ValueError(f"plan {flow.version.plan.name} has a cap without an amount in {currency}")
    return cap.amounts[currency]


def _refines(fine: Bound, coarse: Bound) -> bool:
    """Return whether every group of `fine` lies within one group of `coarse`."""
    if fine.period is None or coarse.period is None:
        return False
    return coarse.period in REFINES[fine.period] and coarse.keys <= fine.keys


def _clip_in_rounds(wanted: Int64s, bounds: Sequence[Bound]) -> Int64s:
    """Clip to bounds whose groups overlap each other.

    Every round assumes that each row gets what it still wants. A row that finds too little room is final if
    no earlier row of its groups finds too little: then what it finds is true. It fills a group, after which
    nobody in that group gets anything; so there are at most as many rounds as groups that fill up.
    """
    rows = np.arange(len(wanted))
    taken = np.maximum(wanted, 0)
    for one in bounds:
        taken[(one.room <= 0)[one.place]] = 0
    final = np.zeros(len(wanted), np.bool_)
    while True:
        rooms = [one.room[one.place] - group_cumsum_before(one.place, taken) for one in bounds]
        found = np.minimum.reduce(rooms)
        short = np.flatnonzero((taken > found) & ~final)
        if not len(short):
            return taken
        first = np.ones(len(short), np.bool_)
        for one in bounds:
            earliest = np.full(len(one.room), len(wanted))
            np.minimum.at(earliest, one.place[short], short)
            first &= earliest[one.place[short]] == short
        settled = short[first]
        taken[settled] = np.maximum(found[settled], 0)
        final[settled] = True
        for one, room in zip(bounds, rooms, strict=True):
            full = settled[room[settled] <= taken[settled]]
            full_from = np.full(len(one.room), len(wanted))
            np.minimum.at(full_from, one.place[full], full)
            taken[rows > full_from[one.place]] = 0
