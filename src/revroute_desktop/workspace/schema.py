"""The tables of each version of the file: migrations as numbered SQL, and the fingerprint they leave."""

import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

APPLICATION_ID = 0x52565254  # "RVRT"
"""Stands in the header of every workspace file."""

MIGRATIONS = Path(__file__).parent / "migrations"

Fingerprint = frozenset[tuple[str, str, str, str]]
"""Type, name, table and normalised SQL of everything in a schema."""

_TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|\s+|\w+|.", re.DOTALL)


def latest_version(folder: Path = MIGRATIONS) -> int:
    """The version that the newest migration leads to."""
    return len(migration_files(folder))


def migration_files(folder: Path = MIGRATIONS) -> list[Path]:
    """The migrations in order; raises RuntimeError where a number is missing."""
    files = sorted(folder.glob("[0-9][0-9][0-9][0-9].sql"))
    if [int(file.stem) for file in files] != list(range(1, len(files) + 1)):
        raise RuntimeError("the migrations are not numbered from 0001 on without a gap")
    return files


def apply_migration(sql: sqlite3.Connection, file: Path) -> None:
    """Runs one migration statement by statement within the transaction that is open."""
    for statement in statements(file.read_text(encoding="utf-8")):
        sql.execute(statement)
    sql.execute(f"PRAGMA user_version = {int(file.stem)}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script (`executescript` would commit before it begins)."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if ";" in line and sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
    if normalised(gathered):
        yield gathered


def fingerprint(sql: sqlite3.Connection) -> Fingerprint:
    """What the schema of an open file comes to."""
    rows = sql.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset((kind, name, table, normalised(text)) for kind, name, table, text in rows)


@lru_cache
def expected_fingerprint(version: int, folder: Path = MIGRATIONS) -> Fingerprint:
    """What the schema of a file of that version must come to."""
    sql = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for file in migration_files(folder)[:version]:
            apply_migration(sql, file)
        return fingerprint(sql)
    finally:
        sql.close()


@lru_cache(maxsize=256)
def normalised(text: str) -> str:
    """SQL without its comments and with single spaces, so that only what it says is compared."""
    tokens = (match[0] for match in _TOKEN.finditer(text))
    kept = (token for token in tokens if not token.startswith(("--", "/*")) and not token.isspace())
    return " ".join(kept)


@lru_cache
def table_columns(table: str) -> tuple[str, ...]:
    """The columns of a table of the newest version, in order; raises KeyError for an unknown table."""
    found = _columns_of_latest()
    return found[table]


@lru_cache
def _columns_of_latest() -> dict[str, tuple[str, ...]]:
    sql = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for file in migration_files():
            apply_migration(sql, file)
        tables = [name for (name,) in sql.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: tuple(name for (name,) in sql.execute("SELECT name FROM pragma_table_info(?)", (table,)))
            for table in tables
        }
    finally:
        sql.close()
