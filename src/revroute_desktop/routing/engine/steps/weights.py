"""Weights: one allocation of what the step takes, with caps of the parts and spill to their siblings (B2, B3,
B5).
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.allocate import AllocationMode, allocate
from revroute_desktop.money.columns import allocate_columns
from revroute_desktop.money.segments import group_cumsum_before
from revroute_desktop.routing.engine.dated import distinct_rows
from revroute_desktop.routing.engine.flow import Flow
from revroute_desktop.routing.engine.steps.limits import Bound, clip
from revroute_desktop.routing.plans.plan import Weights

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]


def divide(flow: Flow, weights: Weights, total: Int64s, bounds: Sequence[Sequence[Bound]]) -> list[Int64s]:
    """Return what each part gets of each row's total; `bounds` are those of each part."""
    if weights.maxima is not None:
        parts = _divide_by_maxima(flow, weights, total)
    else:
        parts = _columns(allocate_columns(total, _ratios(weights), weights.mode))
    if not any(bounds):
        return parts
    if not weights.spill:
        return [clip(part, of_part) for part, of_part in zip(parts, bounds, strict=True)]
    if weights.maxima is not None:
        raise ValueError("weights with maxima do not spill")
    return _spill(weights, total, bounds)


def spilled(
    total: int, ratios: Sequence[Fraction], mode: AllocationMode | str, rooms: Sequence[int | None]
) -> tuple[int, ...]:
    """Return the parts of one total where a part that is cut to its room spills to its siblings.

    What is cut off goes by their ratios to those that still have room, until all is placed or all are full;
    then the parts sum to less than the total. None is a part without a bound.
    """
    parts = [0] * len(ratios)
    shares: Sequence[int] = allocate(total, ratios, mode)
    receivers = list(range(len(ratios)))
    while True:
        cut = 0
        for index, share in zip(receivers, shares, strict=True):
            room = rooms[index]
            placed = share if room is None else min(share, max(0, room - parts[index]))
            parts[index] += placed
            cut += share - placed
        receivers = [
            index for index in receivers if ratios[index] > 0 and _has_room(rooms[index], parts[index])
        ]
        if not cut or not receivers:
            return tuple(parts)
        shares = allocate(cut, [ratios[index] for index in receivers], mode)


def _has_room(room: int | None, taken: int) -> bool:
    return room is None or taken < room


def _ratios(weights: Weights) -> list[Fraction]:
    return [part.ratio for part in weights.parts]


def _columns(parts: Int64s) -> list[Int64s]:
    return [parts[:, index] for index in range(parts.shape[1])]


def _divide_by_maxima(flow: Flow, weights: Weights, total: Int64s) -> list[Int64s]:
    assert weights.maxima is not None
    names, place = flow.currencies()
    parts = np.zeros((len(weights.parts), len(total)), np.int64)
    for index, name in enumerate(names):
        chosen = place == index
        maxima = [amounts[name] for amounts in weights.maxima]
        parts[:, chosen] = allocate_columns(total[chosen], maxima, AllocationMode.WEIGHTED_WITH_MAXIMA).T
    return list(parts)


# --------------------------------------------------------------------------- spill


def _spill(weights: Weights, total: Int64s, bounds: Sequence[Sequence[Bound]]) -> list[Int64s]:
    """Divide in rounds.

    A round knows which counters are full, and assumes that no other cap binds: so the rows of one pattern of
    full parts are divided at once. The earliest row of a component (rows that share counters, directly or
    through others) that then finds too little room is settled exactly, and fills a counter by that.
    Components without such a row are done. There are at most as many rounds as a component has counters that
    fill up.
    """
    parts = np.zeros((len(weights.parts), len(total)), np.int64)
    rows = np.arange(len(total))
    component = _components([one for of_part in bounds for one in of_part], len(total))
    full = np.zeros((len(bounds), len(total)), np.bool_)
    for index, of_part in enumerate(bounds):
        for one in of_part:
            full[index] |= (one.room <= 0)[one.place]
    settled = np.zeros(len(total), np.bool_)
    while len(rows):
        unsettled = rows[~settled[rows]]
        parts[:, unsettled] = _divide_by_pattern(weights, total[unsettled], full[:, unsettled])
        rooms, short = _rooms_found(bounds, parts, rows)
        short &= ~settled[rows]
        if not short.any():
            break
        _, earliest = np.unique(component[rows[short]], return_index=True)
        for place in np.flatnonzero(short)[earliest].tolist():
            row = int(rows[place])
            found = [None if room is None else int(room[place]) for room in rooms]
            parts[:, row] = spilled(int(total[row]), _ratios(weights), weights.mode, found)
            settled[row] = True
            for index, of_part in enumerate(bounds):
                room = found[index]
                if room is not None and parts[index, row] >= max(room, 0):
                    _fill(full, index, of_part, row, parts, rows)
        rows = rows[np.isin(component[rows], component[rows[short]])]
    return list(parts)


def _fill(full: Bools, index: int, bounds: Sequence[Bound], row: int, parts: Int64s, rows: Int64s) -> None:
    """Mark the part as full for the later rows of each of its counters that the settled row has filled."""
    earlier = rows[rows <= row]
    for one in bounds:
        group = one.place[row]
        taken = parts[index, earlier[one.place[earlier] == group]].sum()
        if taken >= one.room[group]:
            later = rows[rows > row]
            full[index, later[one.place[later] == group]] = True


def _divide_by_pattern(weights: Weights, total: Int64s, full: Bools) -> Int64s:
    """Divide rows whose full parts are known, as if nothing else bounded them."""
    ratios = _ratios(weights)
    parts = np.ascontiguousarray(allocate_columns(total, ratios, weights.mode).T)
    pattern = np.zeros(len(total), np.int64)
    for index, of_part in enumerate(full):
        pattern = pattern * 2 + of_part
        if index == 60:
            raise ValueError("a weights step with spill has more than 60 parts")
    for key in np.unique(pattern[pattern > 0]).tolist():
        rows = np.flatnonzero(pattern == key)
        closed = full[:, rows[0]]
        cut = parts[np.ix_(closed, rows)].sum(axis=0)
        parts[np.ix_(closed, rows)] = 0
        receivers = [index for index in np.flatnonzero(~closed).tolist() if ratios[index] > 0]
        if receivers:
            shares = allocate_columns(cut, [ratios[index] for index in receivers], weights.mode).T
            for index, share in zip(receivers, shares, strict=True):
                parts[index, rows] += share
    return parts


def _rooms_found(
    bounds: Sequence[Sequence[Bound]], parts: Int64s, rows: Int64s
) -> tuple[list[Int64s | None], Bools]:
    """Return the room that each part finds in each of the rows, and which rows find too little."""
    rooms: list[Int64s | None] = []
    short = np.zeros(len(rows), np.bool_)
    for index, of_part in enumerate(bounds):
        if not of_part:
            rooms.append(None)
            continue
        found = []
        for one in of_part:
            place = one.place[rows]
            found.append(one.room[place] - group_cumsum_before(place, parts[index, rows]))
        room = np.minimum.reduce(found)
        short |= parts[index, rows] > np.maximum(room, 0)
        rooms.append(room)
    return rooms, short


def _components(bounds: Sequence[Bound], count: int) -> Int64s:
    """Return a number for each row, the same for rows that share a counter, directly or through other
    rows.
    """
    example, place = distinct_rows([(one.place, len(one.room)) for one in bounds])
    groups: dict[tuple[int, int], int] = {}
    parent = list(range(len(example)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, row in enumerate(example.tolist()):
        for number, one in enumerate(bounds):
            other = groups.setdefault((number, int(one.place[row])), index)
            parent[root(index)] = root(other)
    roots = np.array([root(index) for index in range(len(example))], np.int64)
    result: Int64s = roots[place]
    assert len(result) == count
    return result
