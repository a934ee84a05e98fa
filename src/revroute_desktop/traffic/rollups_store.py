"""Rollups added to what the tables have."""

import sqlite3
from typing import Final

from revroute_desktop.traffic.rollups import Rollups
from revroute_desktop.workspace.bulk import insert_columns

_SUMS: Final = ("hits", "pages", "errors", "failures", "size")
_TABLES: Final = (
    ("minutes", "desk_traffic_minute", ("minute", "bot"), _SUMS),
    ("hours", "desk_traffic_hour", ("dimension", "hour", "term", "bot"), _SUMS),
    ("latencies", "desk_traffic_latency_minute", ("minute", "bot", "bucket"), ("hits",)),
    ("hour_latencies", "desk_traffic_latency_hour", ("hour", "bot", "bucket"), ("hits",)),
)


def add_rollups(sql: sqlite3.Connection, rollups: Rollups) -> None:
    """Add a batch's rollups to the tables."""
    for name, table, keys, sums in _TABLES:
        columns = getattr(rollups, name)
        if len(columns[0]):
            added = ", ".join(f"{column} = {column} + excluded.{column}" for column in sums)
            insert_columns(
                sql,
                table,
                (*keys, *sums),
                columns,
                on_conflict=f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}",
            )
