"""Visits as the workspace keeps them."""

import sqlite3
from typing import Final

import numpy as np

from revroute_desktop.traffic.visits import COLUMNS, Merged, Visits
from revroute_desktop.workspace.bulk import insert_columns

_KEPT: Final = tuple(name for name in COLUMNS if name not in ("id", "visitor"))
_ROWS_AT_A_TIME: Final = 20_000
_UPSERT: Final = "ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _KEPT)


def last_visit(sql: sqlite3.Connection) -> int:
    """Return the highest number of a visit, 0 where there is none."""
    (number,) = sql.execute("SELECT coalesce(max(id), 0) FROM desk_traffic_visit").fetchone()
    return int(number)


def load_visits(sql: sqlite3.Connection, first: int, end: int) -> Visits:
    """Return the visits whose last request lies in [first, end), microseconds UTC."""
    found = sql.execute(
        f"SELECT {', '.join(COLUMNS)} FROM desk_traffic_visit WHERE ended >= ? AND ended < ?", (first, end)
    )
    # As numbers of Python a busy day would take a gigabyte.
    parts = [np.zeros((0, len(COLUMNS)), np.int64)]
    while rows := found.fetchmany(_ROWS_AT_A_TIME):
        parts.append(np.array(rows, np.int64))
    table = np.concatenate(parts)
    return Visits(*(np.ascontiguousarray(column) for column in table.T))


def write_visits(sql: sqlite3.Connection, merged: Merged) -> None:
    """Write visits that are new or changed, and take those away that became part of another."""
    visits = merged.visits
    if len(visits):
        columns = [getattr(visits, name) for name in COLUMNS]
        insert_columns(sql, "desk_traffic_visit", COLUMNS, columns, on_conflict=_UPSERT)
    sql.executemany(
        "DELETE FROM desk_traffic_visit WHERE id = ?", ((number,) for number in merged.absorbed.tolist())
    )
