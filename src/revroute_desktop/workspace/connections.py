"""Connections to the file, each set up the same way, with SQLAlchemy on top where it is asked for."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from revroute_desktop.workspace.problems import Damaged

if TYPE_CHECKING:
    from sqlalchemy import Connection as CoreConnection
    from sqlalchemy import Engine

LARGEST_VALUE = 16 * 1024 * 1024
"""Bytes of the largest text, blob or row that the program writes or is willing to read."""

_LARGEST_STATEMENT = 1_000_000
_WAL_PAGES = 8_000  # some 32 MB before the log of pages is folded back into the file


class FileConnection(sqlite3.Connection):
    """A connection whose transactions begin and end by SQL alone.

    SQLAlchemy calls `commit` and `rollback` on its own when it hands a connection back. The transaction is
    not its to end, so neither does anything; `write`, `read` and `desk` say BEGIN, COMMIT and ROLLBACK.
    """

    def commit(self) -> None:
        """Does nothing."""

    def rollback(self) -> None:
        """Does nothing."""


class Handle:
    """One connection to the file, with SQLAlchemy's view of it made when it is first asked for."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self.sql = sql
        self._engine: Engine | None = None
        self._core: CoreConnection | None = None

    @property
    def core(self) -> "CoreConnection":
        """SQLAlchemy Core on the same connection (importing it takes a quarter of a second)."""
        if self._core is None:
            if self._engine is None:
                from sqlalchemy import create_engine
                from sqlalchemy.pool import StaticPool

                self._engine = create_engine(
                    "sqlite://", creator=lambda: self.sql, poolclass=StaticPool, pool_reset_on_return=None
                )
            self._core = self._engine.connect()
        return self._core

    def end_session(self) -> None:
        """Lets go of SQLAlchemy's connection, whose idea of a transaction ends with the session."""
        if self._core is not None:
            self._core.close()
            self._core = None

    def close(self) -> None:
        """Closes the connection."""
        self.end_session()
        if self._engine is not None:
            self._engine.dispose()
        self.sql.close()


def connect(
    path: Path, *, wait: float = 10.0, writing: bool = False, immutable: bool = False, mode: str = "rw"
) -> sqlite3.Connection:
    """Opens an existing file; `wait` seconds is how long a lock is waited for.

    A connection that is not `writing` refuses to write. `mode` "ro" and `immutable` are for a file that the
    operating system lets nobody write. Raises sqlite3.Error, and Damaged where SQLite's own words about the
    file quote bytes of it that are no text.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
    sql = sqlite3.connect(
        uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False, factory=FileConnection
    )
    try:
        _set_up(sql, writing)
    except UnicodeDecodeError:
        sql.close()
        raise Damaged(f"{path} is damaged: restore it from a backup with `revroute restore`.") from None
    except BaseException:
        sql.close()
        raise
    return sql


def connect_new(path: Path) -> sqlite3.Connection:
    """Makes an empty file with the settings that stay in it, and opens it for writing."""
    sql = sqlite3.connect(path, isolation_level=None, factory=FileConnection)
    try:
        sql.execute("PRAGMA journal_mode = WAL")
        _set_up(sql, writing=True)
    except BaseException:
        sql.close()
        raise
    return sql


def remove(path: Path) -> None:
    """Takes a file that nobody has open away, with all that SQLite left beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _set_up(sql: sqlite3.Connection, writing: bool) -> None:
    # Limits first: they hold while SQLite reads the schema, which may be an attacker's.
    sql.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    sql.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LARGEST_STATEMENT)
    sql.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    sql.execute("PRAGMA trusted_schema = OFF")
    sql.execute("PRAGMA cell_size_check = ON")
    sql.execute("PRAGMA foreign_keys = ON")
    sql.execute("PRAGMA synchronous = FULL")
    sql.execute("PRAGMA secure_delete = ON")
    sql.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
    # A window reads by several, each with a cache of its own; the system keeps the file in memory anyway.
    sql.execute(f"PRAGMA cache_size = -{65_536 if writing else 6_144}")
    if not writing:
        sql.execute("PRAGMA query_only = ON")
