"""The rows to which a fault points, and the entry of the log that should cover them."""

import re
import sqlite3
from dataclasses import dataclass
from typing import TypeAlias

from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.workspace.books import leaves_of
from revroute_desktop.workspace.schema import table_columns

_ROW = re.compile(r"(?P<table>[a-z_]+) (?P<key>\d{1,18})\b")
_OF_ENTRY = re.compile(r"rows of entry (?P<key>\d{1,18})\b")
_OF_TRANSACTION = re.compile(r"postings of txn (?P<key>\d{1,18})\b")
_MOST_ROWS = 8

Rows: TypeAlias = tuple[tuple[tuple[str, object], ...], ...]


@dataclass(frozen=True, slots=True)
class FaultRows:
    """What lies at a place: rows as (column, value), and the number of the entry that covers them, if any."""

    place: str
    rows: Rows
    entry: int | None


def fault_rows(sql: sqlite3.Connection, where: str) -> FaultRows | None:
    """What lies where a fault is, for example at `posting 4096`; None where it names no row.

    For all the rows of an entry it is how many there are in each table; texts are cut, so that the answer
    stays small.
    """
    if found := _OF_ENTRY.match(where):
        entry = int(found["key"])
        counts = tuple((table, len(leaves)) for table, leaves in leaves_of(sql, entry))
        return FaultRows(where, (counts,), entry)
    if found := _OF_TRANSACTION.match(where):
        first = int(found["key"]) * LINES_MAX
        rows = _rows(sql, "posting", "id >= ? AND id < ?", (first, first + LINES_MAX))
        return FaultRows(where, rows, _entry(sql, "posting", first, rows))
    found = _ROW.match(where)
    if found is None:
        return None
    table, key = found["table"], int(found["key"])
    try:
        columns = table_columns(table)
    except KeyError:
        return None
    # A table's first column is its key; the names are of our own schema.
    rows = _rows(sql, table, f"{columns[0]} = ?", (key,))
    return FaultRows(f"{table} {key}", rows, _entry(sql, table, key, rows))


def _rows(sql: sqlite3.Connection, table: str, where: str, values: tuple[int, ...]) -> Rows:
    columns = table_columns(table)
    found = sql.execute(f"SELECT * FROM {table} WHERE {where} LIMIT {_MOST_ROWS}", values)
    return tuple(tuple(zip(columns, map(_short, row), strict=True)) for row in found)


def _entry(sql: sqlite3.Connection, table: str, key: int, rows: Rows) -> int | None:
    if table == "audit_entry":
        return key
    of_row = dict(rows[0]).get("entry") if rows else None
    if isinstance(of_row, int):
        return of_row
    if table in {"posting", "posting_against", "hold"}:
        query, value = "SELECT entry FROM txn WHERE id = ?", key // LINES_MAX
    elif table in {"event", "d_event_state"}:
        query = (
            "SELECT entry FROM import_chunk WHERE first_event <= ?1 AND ?1 < first_event + events ORDER BY 1"
        )
        value = key
    else:
        return None
    found = sql.execute(query, (value,)).fetchone()
    return None if found is None else int(found[0])


def _short(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    return value[:400] if isinstance(value, str) else value
