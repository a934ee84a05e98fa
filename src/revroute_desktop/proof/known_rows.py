"""What transactions and postings may point at, kept small in each process that checks them."""

import sqlite3

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.proof.read_columns import read_columns

Int64s = NDArray[np.int64]


class Known:
    """The numbers that transactions and postings may point at, and the source of every event."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self.accounts, self.steps, self.routes, self.events = (
            _Ids(sql, table) for table in ("account", "plan_step", "plan_route", "event")
        )
        sources = [source for (source,) in sql.execute("SELECT DISTINCT source FROM event LIMIT 2")]
        if len(sources) < 2:
            self._sources = np.array(sources, dtype=np.int64)
        else:
            [column] = read_columns(sql, 1, "SELECT source FROM event ORDER BY id")
            self._sources = column.astype(np.int32)

    def sources_of(self, events: Int64s) -> Int64s:
        """The source of each event, 0 for no event."""
        if not len(self._sources):
            return np.zeros(len(events), dtype=np.int64)
        if len(self._sources) == 1:
            found = np.broadcast_to(self._sources, len(events))
        else:
            found = self._sources[self.events.places(events)]
        sources: Int64s = np.where(events == 0, 0, found).astype(np.int64)
        return sources


class _Ids:
    """The numbers of a table's rows; where they have no gap, only their bounds are kept."""

    def __init__(self, sql: sqlite3.Connection, table: str) -> None:
        first, last, count = sql.execute(f"SELECT min(id), max(id), count(*) FROM {table}").fetchone()
        self._first, self._count = first or 0, count
        self._ids: Int64s | None = None
        if count and last - first != count - 1:
            [self._ids] = read_columns(sql, 1, f"SELECT id FROM {table} ORDER BY id")

    def places(self, numbers: Int64s) -> Int64s:
        """The place of each number among the rows, some place for those that have none."""
        places = numbers - self._first if self._ids is None else np.searchsorted(self._ids, numbers)
        inside: Int64s = np.clip(places, 0, max(self._count - 1, 0))
        return inside

    def strangers(self, numbers: Int64s) -> Int64s:
        """Those of the numbers that no row has, 0 aside, which stands for none."""
        if self._ids is None:
            known = (numbers >= self._first) & (numbers < self._first + self._count)
        else:
            known = self._ids[self.places(numbers)] == numbers
        strangers: Int64s = numbers[~known & (numbers != 0)]
        return strangers
