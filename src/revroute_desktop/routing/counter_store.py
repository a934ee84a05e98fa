"""Counters of the engine in the books: d_counter, and their value after each chunk in d_counter_value."""

import sqlite3
from collections.abc import Iterable, Sequence

from revroute_desktop.routing.engine.counters import CounterKey, Counters, StoredCounter
from revroute_desktop.workspace import Unit


class CounterStore:
    """Loads counters when the engine meets them, and writes what a chunk changed."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._ids: dict[tuple[CounterKey, int | None], int] = {}
        (self._last,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM d_counter").fetchone()
        self._stored_before = self._last
        self._sql = sql

    def use(self, sql: sqlite3.Connection) -> None:
        """Load over this connection from now on."""
        self._sql = sql

    def counters(self) -> Counters:
        """Return counters that load themselves from here."""
        days = self._sql.execute("SELECT DISTINCT returned_day FROM d_counter WHERE returned_day IS NOT NULL")
        return Counters(self.load, {day for (day,) in days})

    def load(self, keys: Sequence[CounterKey]) -> Iterable[StoredCounter | None]:
        """Return the stored counters of keys, None for those that are not stored."""
        if not self._stored_before:
            return [None] * len(keys)
        return [self._load_one(key) for key in keys]

    def _load_one(self, key: CounterKey) -> StoredCounter | None:
        rows = self._sql.execute(
            "SELECT id, returned_day, value FROM d_counter "
            "WHERE step = ? AND keys = ? AND currency = ? AND period = ?",
            (key.step, key.keys, key.currency, key.period),
        ).fetchall()
        if not rows:
            return None
        for number, day, _ in rows:
            self._ids[key, day] = number
        counted = sum(value for _, day, value in rows if day is None)
        return StoredCounter(counted, tuple((day, value) for _, day, value in rows if day is not None))

    def save(self, unit: Unit, counters: Counters) -> None:
        """Write what changed since the last `settle`."""
        new: list[tuple[int, str, str, int, str, int | None, int]] = []
        changed: list[tuple[int, int]] = []
        values: list[tuple[int, int, int]] = []
        # By their names, since the order in which they were met is another after a run was interrupted.
        for key, day, value in sorted(
            ((counters.keys[number], day, value) for number, day, value in counters.changes()), key=_order
        ):
            found = self._ids.get((key, day))
            if found is None:
                self._last += 1
                found = self._ids[key, day] = self._last
                new.append((found, key.step, key.keys, key.currency, key.period, day, value))
            else:
                changed.append((value, found))
            values.append((found, unit.seq, value))
        unit.sql.executemany(
            "INSERT INTO d_counter (id, step, keys, currency, period, returned_day, value) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            new,
        )
        unit.sql.executemany("UPDATE d_counter SET value = ? WHERE id = ?", changed)
        unit.sql.executemany("INSERT INTO d_counter_value (counter, entry, value) VALUES (?, ?, ?)", values)


def _order(change: tuple[CounterKey, int | None, int]) -> tuple[str, str, int, str, int]:
    key, day, _ = change
    return key.step, key.keys, key.currency, key.period, -1 if day is None else day
