"""Visits as the workspace keeps them."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.changed import mark_visits
from revroute_desktop.traffic.visit_sums import change_visit_sums
from revroute_desktop.traffic.visits import COLUMNS, Merged, Visits, join, nothing
from revroute_desktop.workspace.bulk import insert_columns

Int64s = NDArray[np.int64]

_KEPT: Final = tuple(name for name in COLUMNS if name not in ("id", "visitor"))
_ROWS_AT_A_TIME: Final = 20_000
_AT_A_TIME: Final = 2_000
_UPSERT: Final = "ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _KEPT)


def last_visit(sql: sqlite3.Connection) -> int:
    """Return the highest number of a visit, 0 where there is none."""
    (number,) = sql.execute("SELECT coalesce(max(id), 0) FROM desk_traffic_visit").fetchone()
    return int(number)


def load_visits(sql: sqlite3.Connection, first: int, end: int) -> Visits:
    """Return the visits whose last request lies in [first, end), microseconds UTC."""
    return _table(
        sql.execute(
            f"SELECT {', '.join(COLUMNS)} FROM desk_traffic_visit WHERE ended >= ? AND ended < ?",
            (first, end),
        )
    )


def write_visits(sql: sqlite3.Connection, merged: Merged) -> None:
    """Write visits that are new or changed, take those away that became part of another, and keep their
    sums.
    """
    visits, last = merged.visits, last_visit(sql)
    known = _visits_of(sql, np.concatenate((visits.id[visits.id <= last], merged.absorbed)))
    if len(visits):
        columns = [getattr(visits, name) for name in COLUMNS]
        insert_columns(sql, "desk_traffic_visit", COLUMNS, columns, on_conflict=_UPSERT)
    sql.executemany(
        "DELETE FROM desk_traffic_visit WHERE id = ?", ((number,) for number in merged.absorbed.tolist())
    )
    change_visit_sums(sql, known, visits)
    mark_visits(sql, known, visits)


@contextmanager
def sums_follow(sql: sqlite3.Connection, condition: str, values: Sequence[object]) -> Iterator[None]:
    """Have the sums follow what is changed meanwhile in the visits that a condition finds before."""
    before = _table(
        sql.execute(f"SELECT {', '.join(COLUMNS)} FROM desk_traffic_visit WHERE {condition}", values)
    )
    yield
    after = _visits_of(sql, before.id)
    change_visit_sums(sql, before, after)
    mark_visits(sql, before, after)


def _visits_of(sql: sqlite3.Connection, numbers: Int64s) -> Visits:
    """Return the visits of some numbers, as far as they are known."""
    parts = []
    for begin in range(0, len(numbers), _AT_A_TIME):
        wanted = numbers[begin : begin + _AT_A_TIME].tolist()
        marks = ", ".join("?" * len(wanted))
        parts.append(
            _table(
                sql.execute(
                    f"SELECT {', '.join(COLUMNS)} FROM desk_traffic_visit WHERE id IN ({marks})", wanted
                )
            )
        )
    return join(parts) if parts else nothing()


def _table(found: sqlite3.Cursor) -> Visits:
    # As numbers of Python a busy day would take a gigabyte.
    parts = [np.zeros((0, len(COLUMNS)), np.int64)]
    while rows := found.fetchmany(_ROWS_AT_A_TIME):
        parts.append(np.array(rows, np.int64))
    table = np.concatenate(parts)
    return Visits(*(np.ascontiguousarray(column) for column in table.T))
