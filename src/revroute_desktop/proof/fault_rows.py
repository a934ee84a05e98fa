"""The rows to which a fault points, and the entry of the log that should cover them."""

import re
import sqlite3
from dataclasses import dataclass

from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.workspace.schema import table_columns

_WHERE = re.compile(r"(?P<table>[a-z_]+) (?P<key>\d{1,18})")
_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class FaultRows:
    """Rows of `table`, each as (column, value), and the number of their entry where they have one."""

    table: str
    rows: tuple[tuple[tuple[str, object], ...], ...]
    entry: int | None


def fault_rows(sql: sqlite3.Connection, where: str) -> FaultRows | None:
    """What lies where a fault is, for example at `posting 4096`; None where it names no row.

    A transaction comes with its postings' entry; texts are cut, so that the answer stays small.
    """
    found = _WHERE.match(where)
    if found is None:
        return None
    table, key = found["table"], int(found["key"])
    try:
        columns = table_columns(table)
    except KeyError:
        return None
    # A table's first column is its key; the names are of our own schema.
    rows = sql.execute(f"SELECT * FROM {table} WHERE {columns[0]} = ? LIMIT {_MOST_ROWS}", (key,)).fetchall()
    named = tuple(tuple(zip(columns, map(_short, row), strict=True)) for row in rows)
    return FaultRows(table, named, _entry(sql, table, key, named))


def _entry(
    sql: sqlite3.Connection, table: str, key: int, rows: tuple[tuple[tuple[str, object], ...], ...]
) -> int | None:
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
