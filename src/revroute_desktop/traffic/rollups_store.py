"""Rollups added to what the tables have."""

import sqlite3
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.rollups import Rollups, by_day
from revroute_desktop.workspace.bulk import insert_columns

Int64s = NDArray[np.int64]

_SUMS: Final = ("hits", "pages", "errors", "failures", "size")
_TABLES: Final = (
    ("desk_traffic_minute", ("minute", "bot"), _SUMS),
    ("desk_traffic_hour", ("dimension", "hour", "term", "bot"), _SUMS),
    ("desk_traffic_latency_minute", ("minute", "bot", "bucket"), ("hits",)),
    ("desk_traffic_latency_hour", ("hour", "bot", "bucket"), ("hits",)),
    ("desk_traffic_day", ("dimension", "term", "bot", "day"), _SUMS),
    ("desk_traffic_latency_day", ("bot", "bucket", "day"), ("hits",)),
)


def add_rollups(sql: sqlite3.Connection, rollups: Rollups) -> None:
    """Add a batch's rollups to the tables."""
    for (table, keys, sums), columns in zip(_TABLES, _columns(sql, rollups), strict=True):
        _add(sql, table, keys, sums, columns)


def take_off_rollups(sql: sqlite3.Connection, rollups: Rollups) -> None:
    """Take rollups off that were added before; rows of which nothing is left go."""
    for (table, keys, sums), columns in zip(_TABLES, _columns(sql, rollups), strict=True):
        kept, taken = columns[: len(keys)], columns[len(keys) :]
        _add(sql, table, keys, sums, (*kept, *(-column for column in taken)))
        sql.executemany(
            f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)} AND hits = 0",
            zip(*(column.tolist() for column in kept), strict=True),
        )


def _columns(sql: sqlite3.Connection, rollups: Rollups) -> tuple[tuple[Int64s, ...], ...]:
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    return (
        rollups.minutes,
        rollups.hours,
        rollups.latencies,
        rollups.hour_latencies,
        *by_day(rollups, zone),
    )


def _add(
    sql: sqlite3.Connection,
    table: str,
    keys: tuple[str, ...],
    sums: tuple[str, ...],
    columns: tuple[Int64s, ...],
) -> None:
    if len(columns[0]):
        added = ", ".join(f"{column} = {column} + excluded.{column}" for column in sums)
        on_conflict = f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"
        insert_columns(sql, table, (*keys, *sums), columns, on_conflict=on_conflict)
