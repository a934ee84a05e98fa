"""Exact sums of columns by key, kept compact while parts of the books are added to them. Pure.

Verify sums the books anew by code of its own: a mistake in the ledger's sums must not hide behind itself.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]

_INT64_BEYOND = 2**63
_SAFE = float(2**62)


class SumTooLarge(OverflowError):
    """A sum that no row of the books can hold."""


def grouped(keys: Sequence[Int64s], values: Sequence[Int64s]) -> tuple[list[Int64s], list[Int64s]]:
    """The distinct rows of the key columns in rising order, and the exact sum of each value column for each.

    Raises SumTooLarge where a sum does not fit 64 bits.
    """
    count = len(keys[0])
    if not count:
        return [key[:0] for key in keys], [value[:0] for value in values]
    order = _order(keys)
    ordered = [key[order] for key in keys]
    new = np.zeros(count, dtype=np.bool_)
    new[0] = True
    for key in ordered:
        new[1:] |= key[1:] != key[:-1]
    starts = np.flatnonzero(new)
    return [key[starts] for key in ordered], [_sums(value[order], starts) for value in values]


def _order(keys: Sequence[Int64s]) -> NDArray[np.intp]:
    """The order of the rows: by one packed integer where all keys fit into one, which is several times as
    fast.
    """
    lows = [int(key.min()) for key in keys]
    widths = [(int(key.max()) - low).bit_length() for key, low in zip(keys, lows, strict=True)]
    if sum(widths) > 62:
        return np.lexsort(tuple(reversed(keys)))
    packed = np.zeros(len(keys[0]), dtype=np.int64)
    for key, low, width in zip(keys, lows, widths, strict=True):
        packed = (packed << width) | (key - low)
    return np.argsort(packed)


def _sums(values: Int64s, starts: NDArray[np.intp]) -> Int64s:
    if float(np.abs(values.astype(np.float64)).sum()) < _SAFE:
        return np.add.reduceat(values, starts)
    exact = np.add.reduceat(values.astype(object), starts)
    if any(not -_INT64_BEYOND <= value < _INT64_BEYOND for value in exact):
        raise SumTooLarge("a sum does not fit 64 bits")
    return exact.astype(np.int64)


class Sums:
    """Sums by key that grow by columns; memory is bounded by the number of distinct keys."""

    def __init__(self, key_columns: int, value_columns: int) -> None:
        none = np.zeros(0, dtype=np.int64)
        self._keys = [none] * key_columns
        self._values = [none] * value_columns
        self._waiting: list[tuple[Sequence[Int64s], Sequence[Int64s]]] = []
        self._waiting_rows = 0

    def add(self, keys: Sequence[Int64s], values: Sequence[Int64s]) -> None:
        """Adds rows; raises SumTooLarge."""
        self._waiting.append((keys, values))
        self._waiting_rows += len(keys[0])
        if self._waiting_rows > max(200_000, len(self._keys[0])):
            self._compact()

    def columns(self) -> tuple[list[Int64s], list[Int64s]]:
        """The distinct keys in rising order, and their sums; raises SumTooLarge."""
        self._compact()
        return self._keys, self._values

    def _compact(self) -> None:
        if not self._waiting:
            return
        parts = [(self._keys, self._values), *self._waiting]
        keys = [np.concatenate([part[0][number] for part in parts]) for number in range(len(self._keys))]
        values = [np.concatenate([part[1][number] for part in parts]) for number in range(len(self._values))]
        self._waiting, self._waiting_rows = [], 0
        self._keys, self._values = grouped(keys, values)
