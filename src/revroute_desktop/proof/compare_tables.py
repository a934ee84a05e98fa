"""Compares a derived table with what it should hold, both in rising order of the key."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.proof.faults import FaultFound, found

Int64s = NDArray[np.int64]
Rows = NDArray[np.int64]

_AT_ONCE = 50_000


class DerivedTable:
    """A derived table of whole numbers that is gone through once, next to the rows it should hold.

    `keys` are the columns that its rows are ordered by, `values` the others; `describe` puts the key of a row
    in words. `rows` are the rows of a table that does not keep them as they are.
    """

    def __init__(
        self,
        sql: sqlite3.Connection,
        name: str,
        keys: Sequence[str],
        values: Sequence[str],
        describe: Callable[..., str],
        *,
        rows: Iterator[Sequence[int]] | None = None,
    ) -> None:
        self._name = name
        self._keys = tuple(keys)
        self._columns = (*keys, *values)
        self._describe = describe
        self._rows: Iterator[Sequence[int]] = rows or sql.execute(
            f"SELECT {', '.join(self._columns)} FROM {name} ORDER BY {', '.join(keys)}"
        )

    def expect(self, columns: Sequence[Int64s]) -> None:
        """Compares the next rows with the columns, keys first; raises FaultFound at the first difference."""
        expected = np.stack(columns, axis=1)
        for begin in range(0, len(expected), _AT_ONCE):
            wanted = expected[begin : begin + _AT_ONCE]
            stored = self._take(len(wanted))
            if stored.shape != wanted.shape or not np.array_equal(stored, wanted):
                raise self._first_difference(stored, wanted)

    def end(self) -> None:
        """Raises FaultFound where the table has rows beyond those expected."""
        stored = self._take(1)
        if len(stored):
            raise self._extra(stored[0])

    def _take(self, count: int) -> Rows:
        flat = np.fromiter(chain.from_iterable(islice(self._rows, count)), dtype=np.int64)
        return flat.reshape(-1, len(self._columns))

    def _first_difference(self, stored: Rows, wanted: Rows) -> FaultFound:
        shared = min(len(stored), len(wanted))
        different = np.flatnonzero((stored[:shared] != wanted[:shared]).any(axis=1))
        if not len(different):
            return self._missing(wanted[shared])
        at = int(different[0])
        width = len(self._keys)
        have, want = tuple(stored[at, :width].tolist()), tuple(wanted[at, :width].tolist())
        if have != want:
            return self._extra(stored[at]) if have < want else self._missing(wanted[at])
        column = int(np.argmax(stored[at] != wanted[at]))
        return self._fault(
            f"{self._in_words(have)} has {self._columns[column]} {stored[at, column]}, but the books come to "
            f"{wanted[at, column]}",
            have,
        )

    def _extra(self, row: Int64s) -> FaultFound:
        key = tuple(row[: len(self._keys)].tolist())
        return self._fault(f"{self._in_words(key)} is stored, but nothing in the books makes it", key)

    def _missing(self, row: Int64s) -> FaultFound:
        key = tuple(row[: len(self._keys)].tolist())
        return self._fault(f"{self._in_words(key)} is missing, which the books make", key)

    def _in_words(self, key: tuple[int, ...]) -> str:
        return self._describe(*key)

    def _fault(self, what: str, key: tuple[int, ...]) -> FaultFound:
        where = ", ".join(f"{name} {value}" for name, value in zip(self._keys, key, strict=True))
        return found(self._name, what[0].upper() + what[1:], f"{self._name}: {where}")
