"""What an attacker with SQL at hand does to a file: flip, delete, truncate, reorder, insert.

The tables are taken from the schema, so that one that is added later is tried without being named.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.workspace.schema import apply_migration, migration_files

UNIQUE_WORDS = {"code", "text", "json", "keys", "external_id"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns by type, and those of them that are its key."""

    name: str
    columns: dict[str, str]
    keys: tuple[str, ...]

    @property
    def key(self) -> str:
        return ", ".join(self.keys)

    def end(self, which: str) -> str:
        """SQL of the key of the first or the last row."""
        order = ", ".join(f"{key}{' DESC' if which == 'last' else ''}" for key in self.keys)
        return f"SELECT {self.key} FROM {self.name} ORDER BY {order}"


def schema() -> dict[str, Table]:
    """Every table but the desk's."""
    sql = sqlite3.connect(":memory:", isolation_level=None)
    for file in migration_files():
        apply_migration(sql, file)
    found = {}
    for (name,) in sql.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
        if not name.startswith(("desk_", "sqlite_")):
            columns = sql.execute("SELECT name, type, pk FROM pragma_table_info(?)", (name,)).fetchall()
            keys = tuple(column for column, _, place in columns if place)
            found[name] = Table(name, {column: kind for column, kind, _ in columns}, keys)
    sql.close()
    return found


SCHEMA = schema()


def altered(path: Path, *statements: str) -> int:
    """Runs statements with nothing that holds them up; returns how many rows they changed."""
    sql = sqlite3.connect(path, isolation_level=None)
    try:
        sql.execute("PRAGMA foreign_keys = OFF")
        sql.execute("PRAGMA ignore_check_constraints = ON")
        before = sql.total_changes
        for statement in statements:
            sql.execute(statement)
        return sql.total_changes - before
    finally:
        sql.close()


def rows_of(path: Path, table: Table) -> int:
    sql = sqlite3.connect(path)
    (count,) = sql.execute(f"SELECT count(*) FROM {table.name}").fetchone()
    sql.close()
    return int(count)


def flip(path: Path, table: Table, column: str, which: str) -> None:
    """Another value of the same type in one column of the first or the last row."""
    row = f"({table.key}) = ({table.end(which)} LIMIT 1)"
    value = another(column, table.columns[column])
    try:
        changed = altered(path, f"UPDATE {table.name} SET {column} = {value} WHERE {row}")
    except sqlite3.IntegrityError:
        # The next number is taken: one that is not.
        changed = altered(path, f"UPDATE {table.name} SET {column} = {column} + 1000000 WHERE {row}")
    assert changed == 1


def another(column: str, kind: str) -> str:
    """SQL of a value of the same type that is not the one there."""
    if kind == "INTEGER":
        return f"coalesce({column}, 0) + 1"
    if kind == "BLOB":
        return "x'" + "5a" * 32 + "'"
    return f"coalesce({column}, '') || 'x'"


def delete(path: Path, table: Table, which: str) -> None:
    """Takes out the first or the last row."""
    assert altered(path, f"DELETE FROM {table.name} WHERE ({table.key}) = ({table.end(which)} LIMIT 1)") == 1


def truncate(path: Path, table: Table) -> None:
    """Takes out the later half of the rows."""
    half = (rows_of(path, table) + 1) // 2
    changed = altered(
        path, f"DELETE FROM {table.name} WHERE ({table.key}) IN ({table.end('last')} LIMIT {half})"
    )
    assert changed == half


def empty(path: Path, table: Table) -> None:
    """Takes out every row."""
    assert altered(path, f"DELETE FROM {table.name} WHERE 1") > 0


def swap(path: Path, table: Table) -> None:
    """Has two neighbours that say different things swap their keys."""
    places = [list(table.columns).index(key) for key in table.keys]

    def said(row: list[object]) -> list[object]:
        return [value for place, value in enumerate(row) if place not in places]

    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("PRAGMA foreign_keys = OFF")
    rows = [list(row) for row in sql.execute(f"SELECT * FROM {table.name} ORDER BY {table.key}")]
    at = next(at for at in range(len(rows) - 1) if said(rows[at]) != said(rows[at + 1]))
    one, other = rows[at], rows[at + 1]
    for row in (one, other):
        sql.execute(
            f"DELETE FROM {table.name} WHERE {' AND '.join(f'{key} = ?' for key in table.keys)}",
            [row[place] for place in places],
        )
    for row, keyed in ((one, other), (other, one)):
        swapped = [keyed[place] if place in places else value for place, value in enumerate(row)]
        sql.execute(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(row))})", swapped)
    sql.close()


def insert(path: Path, table: Table) -> None:
    """Puts in a copy of the last row under a key of its own, with other words where words must be unique."""
    values = ", ".join(
        another(column, kind)
        if column in table.keys or (kind == "TEXT" and column in UNIQUE_WORDS)
        else column
        for column, kind in table.columns.items()
    )
    last = f"({table.key}) = ({table.end('last')} LIMIT 1)"
    assert altered(path, f"INSERT INTO {table.name} SELECT {values} FROM {table.name} WHERE {last}") == 1
