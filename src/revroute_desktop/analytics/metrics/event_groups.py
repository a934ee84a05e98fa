"""Sums of events as columns, and adding up those of the same place, key, currency and kind. Pure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]

_NARROW: Final = 2**20
"""Numbers up to this are told apart by a table, larger ones by sorting them."""

_EXACT: Final = 2.0**53


@dataclass(frozen=True, slots=True, eq=False)
class EventSums:
    """Sums as parallel columns. The amount in minor units is `high` × `unit` + `low`: together they are exact
    beyond 64 bits.
    """

    place: Int64s
    key: Int64s
    currency: Int64s
    kind: Int64s
    events: Int64s
    high: Int64s
    low: Int64s
    unit: int

    def rows(self) -> Iterator[tuple[int, int, int, int, int, int]]:
        """Yield place, key, currency, kind, how many events, and their amount."""
        columns = (self.place, self.key, self.currency, self.kind, self.events, self.high, self.low)
        for place, key, currency, kind, events, high, low in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            yield place, key, currency, kind, events, high * self.unit + low


def grouped(
    place: Int64s, key: Int64s, currency: Int64s, kind: Int64s, sums: Sequence[Int64s], unit: int
) -> EventSums:
    """Add up rows of the same place, key, currency and kind; `sums` are events, high and low."""
    columns = (place, key, currency, kind)
    if not len(place):
        events, high, low = sums
        return EventSums(place, key, currency, kind, events, high, low, unit)
    dense = [_dense(column) for column in columns]
    sizes = [len(values) for values, _ in dense]
    size = math.prod(sizes)
    code = np.zeros(len(place), np.int64)
    for count, (_, of) in zip(sizes, dense, strict=True):
        if count > 1:
            code *= count
            code += of
    if size > max(2**16, 4 * len(place)):
        distinct, code = np.unique(code, return_inverse=True)
        found = [_added(column, code, len(distinct)) for column in sums]
    else:
        distinct = np.flatnonzero(np.bincount(code, minlength=size))
        found = [_added(column, code, size)[distinct] for column in sums]
    parts = []
    for count, (values, _) in zip(reversed(sizes), reversed(dense), strict=True):
        distinct, of = np.divmod(distinct, count)
        parts.append(values[of])
    kind, currency, key, place = parts
    events, high, low = found
    return EventSums(place, key, currency, kind, events, high, low, unit)


def joined(parts: Sequence[EventSums]) -> list[EventSums]:
    """Add up sums that were made in parts: those of one unit are one afterwards, the same places once."""
    found = []
    for unit in sorted({part.unit for part in parts}):
        same = [part for part in parts if part.unit == unit]
        if len(same) == 1:
            found += same
            continue
        place, key, currency, kind, *sums = (
            np.concatenate([getattr(part, name) for part in same])
            for name in ("place", "key", "currency", "kind", "events", "high", "low")
        )
        found.append(grouped(place, key, currency, kind, sums, unit))
    return found


def _dense(column: Int64s) -> tuple[Int64s, Int64s]:
    """Return the distinct values, rising, and the place of each value among them."""
    least, most = int(column.min()), int(column.max())
    if least == most:
        return column[:1], np.zeros(0, np.int64)
    if least >= 0 and most < _NARROW:
        values = np.flatnonzero(np.bincount(column))
        table = np.zeros(most + 1, np.int64)
        table[values] = np.arange(len(values))
        return values, table[column]
    values, of = np.unique(column, return_inverse=True)
    return values, of


def _added(values: Int64s, code: Int64s, size: int) -> Int64s:
    """Return sums by code; floats add up exactly as long as no sum can need more than 53 bits."""
    if float(np.abs(values).max()) * len(values) < _EXACT:
        return np.bincount(code, weights=values, minlength=size).astype(np.int64)
    sums = np.zeros(size, np.int64)
    np.add.at(sums, code, values)
    return sums
