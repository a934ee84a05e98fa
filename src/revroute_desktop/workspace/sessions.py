"""What `workspace.read` and `workspace.desk` hand out."""

import sqlite3
from typing import TYPE_CHECKING, TypeAlias

from revroute_desktop.workspace.connections import Handle

if TYPE_CHECKING:
    from sqlalchemy import Connection as CoreConnection

Sql: TypeAlias = sqlite3.Connection
"""What queries read from, for those who hand it on without knowing SQLite (the console)."""


class Session:
    """Reads one unchanging state of the file."""

    def __init__(self, handle: Handle) -> None:
        self.sql: sqlite3.Connection = handle.sql
        self._handle = handle

    @property
    def connection(self) -> "CoreConnection":
        """SQLAlchemy Core on the same connection."""
        return self._handle.core


class DeskSession(Session):
    """Reads everything and writes the desk's tables, never the books (B25)."""


def keep_to_the_desk(sql: sqlite3.Connection) -> None:
    """Has SQLite deny this connection every write but to rows of tables whose names begin with desk_."""
    sql.set_authorizer(_authorize)


_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_ROW_WRITES = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})
_TRANSACTIONS = frozenset({sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT})
_READING_PRAGMAS = frozenset({"data_version", "read_uncommitted"})  # SQLAlchemy asks for the second


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    if action in _READS or action in _TRANSACTIONS:
        return sqlite3.SQLITE_OK
    if action in _ROW_WRITES and first is not None and first.startswith("desk_"):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second != "load_extension":
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _READING_PRAGMAS and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
