"""Statements of whole numbers, read as numpy columns a window at a time."""

import sqlite3
from collections.abc import Iterator
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]

WINDOW = 50_000


def read_columns(
    sql: sqlite3.Connection, width: int, statement: str, values: tuple[int, ...] = ()
) -> list[Int64s]:
    """All rows of a statement of `width` whole numbers, as columns."""
    return _columns(sql.execute(statement, values), width)


def read_windows(
    sql: sqlite3.Connection, width: int, statement: str, values: tuple[int, ...] = ()
) -> Iterator[list[Int64s]]:
    """The rows of a statement of `width` whole numbers, as columns of WINDOW rows at most, none empty."""
    rows = sql.execute(statement, values)
    while len((columns := _columns(islice(rows, WINDOW), width))[0]):
        yield columns


def _columns(
    rows: "Iterator[tuple[int, ...]] | sqlite3.Cursor | islice[tuple[int, ...]]", width: int
) -> list[Int64s]:
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    return [np.ascontiguousarray(flat[column::width]) for column in range(width)]
