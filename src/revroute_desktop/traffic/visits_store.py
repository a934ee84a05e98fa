"""Visits as the workspace keeps them."""

import sqlite3
from typing import Final

import numpy as np

from revroute_desktop.traffic.visits import COLUMNS, Merged, Visits
from revroute_desktop.workspace.bulk import insert_columns

_KEPT: Final = tuple(name for name in COLUMNS if name not in ("id", "visitor"))
_UPSERT: Final = "ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _KEPT)


def last_visit(sql: sqlite3.Connection) -> int:
    """Return the highest number of a visit, 0 where there is none."""
    (number,) = sql.execute("SELECT coalesce(max(id), 0) FROM desk_traffic_visit").fetchone()
    return int(number)


def load_visits(sql: sqlite3.Connection, first: int, end: int) -> Visits:
    """Return the visits whose last request lies in [first, end), microseconds UTC."""
    rows = sql.execute(
        f"SELECT {', '.join(COLUMNS)} FROM desk_traffic_visit WHERE ended >= ? AND ended < ?", (first, end)
    ).fetchall()
    table = np.array(rows, np.int64).reshape(len(rows), len(COLUMNS))
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
