"""Running sums within groups of rows: what happens row after row, computed for whole columns at once."""

from collections import defaultdict
from typing import Final

import numpy as np
import numpy.typing as npt

from revroute_desktop.money.columns import SAFE, Int64Array, as_int64, largest_magnitude

_SMALL_GROUPS: Final = 1 << 16  # numpy sorts 16-bit keys by radix, ten times faster than wider ones


def group_cumsum_before(groups: npt.ArrayLike, values: npt.ArrayLike) -> Int64Array:
    """Return for every row the sum of the values of the earlier rows of its group.

    Groups are any integers, rows in any order. Raises ValueError when the lengths differ, OverflowError
    when a sum does not fit int64.
    """
    group, value = as_int64(groups), as_int64(values)
    if group.shape != value.shape:
        raise ValueError("groups and values have different lengths")
    if value.size == 0:
        return np.zeros(0, np.int64)
    if not _sum_fits(value):
        return _cumsum_before_in_python_integers(group, value)
    order = _order_by_group(group)
    if order is None:
        return _cumsum_before_of_runs(group, value)
    result = np.empty_like(value)
    result[order] = _cumsum_before_of_runs(group[order], value[order])
    return result


def clip_to_room(wanted: npt.ArrayLike, groups: npt.ArrayLike, room: npt.ArrayLike) -> Int64Array:
    """Return what every row gets when each in turn takes what it wants from its group's room.

    `room[g]` is the room of group g, in the unit of the wanted amounts; zero or less is no room. A row that
    wants less than zero gets zero, one that wants more than is left gets what is left. Raises ValueError
    when the lengths differ or a group has no room entry.
    """
    want, group, limit = as_int64(wanted), as_int64(groups), as_int64(room)
    if want.shape != group.shape:
        raise ValueError("wanted amounts and groups have different lengths")
    if want.size == 0:
        return np.zeros(0, np.int64)
    if int(group.min()) < 0 or int(group.max()) >= limit.size:
        raise ValueError("a group has no entry in the rooms")
    room_of_row = np.maximum(limit, 0)[group]
    # No row can take more than the whole room; with this cut the running sums seldom need more than int64.
    take = np.clip(want, 0, room_of_row)
    if not _sum_fits(take):
        return _clip_in_python_integers(take, group, limit)
    room_of_row -= group_cumsum_before(group, take)
    np.maximum(room_of_row, 0, out=room_of_row)
    return np.minimum(take, room_of_row, out=take)


def _sum_fits(values: Int64Array) -> bool:
    """Return whether any sum over some of the values surely lies within int64."""
    largest = largest_magnitude(values)
    if largest * values.size <= SAFE:
        return True
    # The float sum errs by far less than the factor of two between SAFE and the end of int64.
    return float(np.abs(values.astype(np.float64)).sum()) <= float(SAFE)


def _order_by_group(groups: Int64Array) -> npt.NDArray[np.intp] | None:
    """Return a stable order that brings the rows of each group together, None when they are so already."""
    if bool((groups[1:] >= groups[:-1]).all()):
        return None
    if int(groups.min()) >= 0 and int(groups.max()) < _SMALL_GROUPS:
        return np.argsort(groups.astype(np.uint16), kind="stable")
    return np.argsort(groups, kind="stable")


def _cumsum_before_of_runs(groups: Int64Array, values: Int64Array) -> Int64Array:
    """Return the exclusive running sums where the rows of each group stand together."""
    before = np.empty_like(values)
    before[0] = 0
    np.cumsum(values[:-1], out=before[1:])
    if groups[0] != groups[-1]:
        first = np.concatenate(([0], np.flatnonzero(groups[1:] != groups[:-1]) + 1))
        before -= np.repeat(before[first], np.diff(first, append=groups.size))
    return before


def _cumsum_before_in_python_integers(groups: Int64Array, values: Int64Array) -> Int64Array:
    sums: defaultdict[int, int] = defaultdict(int)
    before: list[int] = []
    for group, value in zip(groups.tolist(), values.tolist(), strict=True):
        before.append(sums[group])
        sums[group] += value
    return np.array(before, np.int64)


def _clip_in_python_integers(wanted: Int64Array, groups: Int64Array, room: Int64Array) -> Int64Array:
    left = room.tolist()
    taken: list[int] = []
    for want, group in zip(wanted.tolist(), groups.tolist(), strict=True):
        part = max(0, min(want, left[group]))
        left[group] -= part
        taken.append(part)
    return np.array(taken, np.int64)
