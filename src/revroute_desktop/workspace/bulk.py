"""Columns of whole numbers written as rows, many to a statement."""

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]

_ROWS_A_STATEMENT = 400
"""A row then takes a fifth less than with a statement of its own; more rows gain nothing."""


def insert_columns(
    sql: sqlite3.Connection,
    table: str,
    names: Sequence[str],
    columns: Sequence[Int64s],
    *,
    null_for_zero: Sequence[str] = (),
    on_conflict: str = "",
) -> None:
    """Insert row i from the i-th values of the columns, in order; the columns are of one length.

    A zero in the columns `null_for_zero` is written as NULL. `on_conflict` is an upsert clause. Raises
    sqlite3.IntegrityError as the schema asks.
    """
    rows, width = len(columns[0]), len(columns)
    values: list[int | None] = [*np.stack(columns, axis=1).ravel().tolist()]
    for name in null_for_zero:
        place = names.index(name)
        for row in np.flatnonzero(columns[place] == 0).tolist():
            values[row * width + place] = None
    head = f"INSERT INTO {table} ({', '.join(names)}) VALUES "
    one_row = f"({', '.join('?' * width)})"
    whole = rows - rows % _ROWS_A_STATEMENT
    for rows_a_statement, begin, end in ((_ROWS_A_STATEMENT, 0, whole), (1, whole, rows)):
        step = rows_a_statement * width
        sql.executemany(
            f"{head}{', '.join([one_row] * rows_a_statement)} {on_conflict}",
            (values[first : first + step] for first in range(begin * width, end * width, step)),
        )
