"""The raw limit of routing: its rows by nothing but executemany, into the same tables in the same chunks."""

import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.connections import connect
from revroute_desktop.workspace.ledger_days import day_of_row
from revroute_desktop.workspace.schema import table_columns

_BY_ENTRY = ("account", "batch", "batch_chunk", "txn", "d_event_state", "d_counter_value")
_BY_POSTING = {"posting": "id", "hold": "posting", "d_hold_open": "posting", "posting_against": "posting"}
_ORDER = (
    "audit_entry", "account", "batch", "batch_chunk", "txn", "posting", "reversal", "posting_against", "hold",
    "d_hold_open", "d_event_state", "d_counter", "d_counter_value", "d_ledger_day", "d_balance",
)  # fmt: skip
"""What is pointed at comes before what points at it."""

Rows = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Seconds that routing took, and that writing its rows took."""

    route: float
    bare: float


def route_beside_bare(path: Path, target: Path) -> Compared:
    """Route what waits in the workspace at `path`, and write the same rows into `target`, a copy of it.

    The two take turns chunk by chunk, so that whatever else the machine does slows both alike.
    """
    workspace = open_workspace(path)
    bare = _Bare(path, target)
    begun = time.perf_counter()
    beside = 0.0

    def progress(done: int, total: int | None, what: str) -> None:
        nonlocal beside
        since = time.perf_counter()
        if what == "routing":
            bare.write_chunk(is_last=done == total)
        beside += time.perf_counter() - since

    route(workspace, actor="bench", progress=progress)
    taken = time.perf_counter() - begun - beside
    workspace.close()
    bare.close()
    return Compared(taken, bare.seconds)


class _Bare:
    """Writes into one file what the newest entry of another covers.

    A row that several chunks change is written once: a day's rollups when the day is over, balances at the
    end.
    """

    def __init__(self, path: Path, target: Path) -> None:
        self.seconds = 0.0
        self._source = connect(path)
        self._raw = connect(target, writing=True)
        self._raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # VACUUM needs one
        self._raw.execute("DELETE FROM d_event_state")
        self._raw.execute("VACUUM")
        self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._counter = 0
        self._day = -1

    def write_chunk(self, *, is_last: bool) -> None:
        """Write the rows of the chunk that was routed last; only statements and commit are timed."""
        chunk = self._chunk(is_last)
        begun = time.perf_counter()
        self._raw.execute("BEGIN IMMEDIATE")
        for table in _ORDER:
            rows = chunk.get(table)
            if rows:
                self._raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        self._raw.execute("COMMIT")
        self.seconds += time.perf_counter() - begun

    def close(self) -> None:
        """Close both files."""
        self._raw.close()
        self._source.close()

    def _chunk(self, is_last: bool) -> dict[str, Rows]:
        source = self._source
        (entry,) = source.execute("SELECT MAX(seq) FROM audit_entry").fetchone()
        rows = {table: self._rows(table, "entry = ?", entry) for table in _BY_ENTRY}
        rows["audit_entry"] = self._rows("audit_entry", "seq = ?", entry)
        first, last = source.execute("SELECT MIN(id), MAX(id) FROM txn WHERE entry = ?", (entry,)).fetchone()
        for table, key in _BY_POSTING.items():
            where = f"{key} BETWEEN ? AND ?"
            rows[table] = self._rows(table, where, first * LINES_MAX, (last + 1) * LINES_MAX - 1)
        rows["reversal"] = self._rows("reversal", "txn BETWEEN ? AND ?", first, last)
        rows["d_counter"] = self._rows("d_counter", "id > ?", self._counter)
        if rows["d_counter"]:
            (self._counter,) = source.execute("SELECT MAX(id) FROM d_counter").fetchone()
        (day,) = source.execute("SELECT MAX(booked_day) - ? FROM txn", (not is_last,)).fetchone()
        of_row = day_of_row("id")
        rows["d_ledger_day"] = self._rows("d_ledger_day", f"{of_row} > ? AND {of_row} <= ?", self._day, day)
        self._day = day
        if is_last:
            rows["d_balance"] = self._rows("d_balance", "1")
        return rows

    def _rows(self, table: str, where: str, *values: int) -> Rows:
        """Return rows of a table in the order of its key, whole."""
        columns = ", ".join(table_columns(table))
        found: Rows = self._source.execute(f"SELECT {columns} FROM {table} WHERE {where}", values).fetchall()
        return found
