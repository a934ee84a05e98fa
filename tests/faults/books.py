"""Canonical contents of a workspace file: all that a run decides, without what differs from run to run."""

import json
import sqlite3
from pathlib import Path

LEFT_OUT = {
    "audit_entry": {"at", "actor"},
    "batch": {"as_of_day"},
    "d_audit_node": {"hash"},
    "plan_version": {"published_at"},
    "sealed": {"commitment"},
    "sealed_text": {"salt"},
    "workspace": {"uuid", "created_at"},
}
"""Times, actors and what hangs on random salts; every other column counts."""

Row = tuple[object, ...]


def contents(path: Path) -> dict[str, list[Row]]:
    """Every book and derived table of a closed file, its rows in the order of their keys."""
    sql = sqlite3.connect(path)
    try:
        tables = sql.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'desk_%' ORDER BY name"
        ).fetchall()
        return {table: _rows(sql, table) for (table,) in tables}
    finally:
        sql.close()


def _rows(sql: sqlite3.Connection, table: str) -> list[Row]:
    known = sql.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    kept = [name for name, _ in known if name not in LEFT_OUT.get(table, ())]
    keys = [name for name, place in sorted(known, key=lambda column: column[1]) if place]
    rows = sql.execute(
        f"SELECT {', '.join(_quoted(kept))} FROM {table} ORDER BY {', '.join(_quoted(keys))}"
    ).fetchall()
    if table == "audit_entry":
        place = kept.index("payload")
        rows = [(*row[:place], _without_root(row[place]), *row[place + 1 :]) for row in rows]
    return rows


def _quoted(names: list[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def _without_root(payload: str) -> str:
    """A payload without the root of its rows, which hangs on salts, and the name of a backup."""
    found = json.loads(payload)
    found["rows"].pop("root", None)
    found.pop("backup", None)
    found.pop("uuid", None)
    return json.dumps(found, sort_keys=True)


def first_difference(found: dict[str, list[Row]], expected: dict[str, list[Row]]) -> str | None:
    """Where two contents part, in words; None where they are equal."""
    if found.keys() != expected.keys():
        return f"tables {sorted(found.keys() ^ expected.keys())}"
    for table, rows in expected.items():
        here = found[table]
        for number, (one, other) in enumerate(zip(here, rows, strict=False)):
            if one != other:
                unequal = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
                return f"row {number} of {table}, (found, expected): {unequal}"
        if len(here) != len(rows):
            return f"{table} has {len(here)} rows instead of {len(rows)}"
    return None
