"""Daily sums of the ledger, told apart by whatever is asked, exactly and without a loop over them."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.workspace.ledger_days import LedgerDays, exact_sums

Int64s = NDArray[np.int64]
Key = TypeVar("Key", bound=Hashable)

_TABLE_MOST: Final = 2**22
"""Numbers up to this are told apart by a table of them, larger ones by sorting."""

_ROOMY: Final = 2**20
"""Combinations that have a place each even where most of them are empty."""


@dataclass(frozen=True, slots=True)
class Axis(Generic[Key]):
    """What sums are told apart by: its keys, and where that of each sum stands among them; what stands behind
    the last is left out.
    """

    keys: Sequence[Key]
    place: Int64s


@dataclass(frozen=True, slots=True)
class Net:
    """What came to each combination of keys, in their order: where they stand on the axes, credit less debit
    in minor units, how many postings. Amounts may pass 64 bits: they are whole numbers of Python then.
    """

    places: tuple[Int64s, ...]
    amount: NDArray[Any]
    postings: NDArray[Any]


def axis(values: Int64s, key_of: Callable[[int], Key | None]) -> Axis[Key]:
    """Tell sums apart by a key of their accounts, sources or currencies; None leaves a sum out."""
    distinct, rank = _ranked(values)
    said = [key_of(value) for value in distinct.tolist()]
    keys = list(dict.fromkeys(key for key in said if key is not None))
    place_of = {key: place for place, key in enumerate(keys)}
    behind = len(keys)
    places = np.array([behind if key is None else place_of[key] for key in said], np.int64)
    return Axis(keys, places[rank])


def axis_of_time(day: Int64s, bounds: Int64s) -> Axis[int]:
    """Tell sums apart by the span that their day lies in; spans end where the next begins."""
    spans = len(bounds) - 1
    if spans == 1:
        return Axis(range(1), np.zeros(len(day), np.int64))
    first, last = int(bounds[0]), int(bounds[-1])
    span_of = np.searchsorted(bounds, np.arange(first, last), side="right") - 1
    return Axis(range(spans), span_of[day - first])


def net_by(days: LedgerDays, axes: Sequence[Axis[Any]]) -> Net:
    """Return what came to each combination of the keys of axes; all days must lie on them."""
    sizes = [len(one.keys) + 1 for one in axes]
    code = np.zeros(len(days.day), np.int64)
    for one, size in zip(axes, sizes, strict=True):
        code *= size
        code += one.place
    count = int(np.prod(sizes, dtype=object))
    numbers = np.arange(0)
    if count > _ROOMY + 8 * len(code):
        numbers, code = np.unique(code, return_inverse=True)
        count = len(numbers)
    postings = exact_sums(days.column("postings"), code, count)
    there = np.flatnonzero(postings)
    amount = exact_sums(days.column("credit") - days.column("debit"), code, count)[there]
    rest = numbers[there] if len(numbers) else there
    places: list[Int64s] = []
    for size in reversed(sizes):
        rest, place = np.divmod(rest, size)
        places.insert(0, place)
    kept = np.ones(len(there), np.bool_)
    for place, size in zip(places, sizes, strict=True):
        kept &= place < size - 1
    return Net(tuple(place[kept] for place in places), amount[kept], postings[there][kept])


def _ranked(values: Int64s) -> tuple[Int64s, Int64s]:
    """Return the distinct values, rising, and where each value stands among them."""
    most = int(values.max(initial=0))
    if most > _TABLE_MOST:
        distinct, rank = np.unique(values, return_inverse=True)
        return distinct, rank
    there = np.zeros(most + 1, np.bool_)
    there[values] = True
    place: Int64s = np.cumsum(there)
    return np.flatnonzero(there), place[values] - 1
