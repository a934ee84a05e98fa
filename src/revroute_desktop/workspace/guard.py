"""Checks of a file before it is trusted: foreign, damaged, hostile and newer ones are refused."""

import os
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revroute_desktop.workspace import log
from revroute_desktop.workspace.connections import LARGEST_VALUE
from revroute_desktop.workspace.problems import Damaged, WorkspaceError
from revroute_desktop.workspace.schema import (
    APPLICATION_ID,
    MIGRATIONS,
    expected_fingerprint,
    fingerprint,
    latest_version,
)
from revroute_desktop.workspace.zones import load_zone

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ROWS_LOOKED_AT = 500

BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a workspace."""

FileId = tuple[int, int]

# POSIX locks belong to the process: closing any handle on a file drops the locks that SQLite holds on it. So
# a file that this process has open in SQLite is never opened by other means.
_open_files: Counter[FileId] = Counter()
_open_files_lock = threading.Lock()


def file_id(path: Path) -> FileId:
    """What names the file itself, whatever its path; raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino


def note_open(file: FileId) -> None:
    """Says that this process opens the file in SQLite."""
    with _open_files_lock:
        _open_files[file] += 1


def note_closed(file: FileId) -> None:
    """Says that all connections of one workspace are closed."""
    with _open_files_lock:
        _open_files[file] -= 1


@contextmanager
def noted(file: FileId) -> Iterator[None]:
    """The file is open in SQLite for this while."""
    note_open(file)
    try:
        yield
    finally:
        note_closed(file)


def check_header(path: Path, folder: Path = MIGRATIONS) -> None:
    """Looks at the header before SQLite does; raises WorkspaceError or OSError.

    Where this process has the file open already, it has been looked at.
    """
    with _open_files_lock:
        if _open_files[file_id(path)]:
            return
        if not path.is_file():
            raise WorkspaceError(f"{path} is not a file: name a workspace file.")
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
            size = os.fstat(file.fileno()).st_size
    if not header.startswith(_MAGIC[: len(header)]) or not header:
        raise WorkspaceError(f"{path} is not a RevRoute workspace: name a .revroute file.")
    if len(header) < _HEADER_SIZE:
        raise _too_short(path)
    if _number(header, 68) != APPLICATION_ID:
        raise WorkspaceError(
            f"{path} is a database of another program, not a RevRoute workspace: name a .revroute file."
        )
    version = _number(header, 60)
    if version > latest_version(folder):
        raise WorkspaceError(
            f"{path} was written by a newer version of this program (file version {version}, this program "
            f"knows {latest_version(folder)}): update the program to open it."
        )
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    if page_size < 512 or page_size & (page_size - 1) or version < 1:
        raise Damaged(f"{path} has a damaged header: restore it from a backup with `revroute restore`.")
    # While pages wait in the -wal file, the main file may be behind its own header.
    wal = path.with_name(path.name + "-wal")
    if (not wal.exists() or wal.stat().st_size == 0) and size < _number(header, 28) * page_size:
        raise _too_short(path)


def is_workspace_part(path: Path) -> bool:
    """Whether a path is that of a workspace of this program, or of a file that SQLite keeps beside one.

    Looks at the header alone, so that damaged workspaces and those of newer versions count too.
    """
    for ending in BESIDE:
        if path.name.endswith(ending) and _has_header(path.with_name(path.name.removesuffix(ending))):
            return True
    return _has_header(path)


def _has_header(path: Path) -> bool:
    with _open_files_lock:
        try:
            if _open_files[file_id(path)]:
                return True
            if not path.is_file():
                return False
            with path.open("rb") as file:
                header = file.read(_HEADER_SIZE)
        except OSError:
            # Where it is there and cannot be read, writing says what is wrong.
            return False
    return len(header) == _HEADER_SIZE and header.startswith(_MAGIC) and _number(header, 68) == APPLICATION_ID


def check_schema(sql: sqlite3.Connection, path: Path, folder: Path = MIGRATIONS) -> int:
    """Raises WorkspaceError unless the schema is exactly that of the file's version, which is returned."""
    (application,) = sql.execute("PRAGMA application_id").fetchone()
    (version,) = sql.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or not 1 <= version <= latest_version(folder):
        raise Damaged(f"{path} has a damaged header: restore it from a backup with `revroute restore`.")
    found, expected = fingerprint(sql), expected_fingerprint(version, folder)
    if found != expected:
        kind, name, *_ = min(found ^ expected)
        raise Damaged(
            f"{path} has another structure than this program makes (the {kind} {name[:60]!r} is not as it "
            "should be): do not trust it; restore a backup."
        )
    return int(version)


def check_contents(sql: sqlite3.Connection, path: Path) -> None:
    """Raises WorkspaceError for values that this program never writes, or a log that contradicts itself.

    Looks at whole tables where they are small and at both ends of the others, so that it costs milliseconds;
    what lies between is refused when it is read, and by verify.
    """
    _check_sizes(sql, path)
    rows = sql.execute("SELECT id, uuid, zone FROM workspace").fetchall()
    if len(rows) != 1 or not _UUID.fullmatch(rows[0][1]):
        raise Damaged(f"{path} does not say which workspace it is: restore a backup.")
    load_zone(rows[0][2])
    if log.log_size(sql) == 0:
        raise Damaged(f"{path} has no audit log: restore a backup.")
    log.check_tail(sql)


def _check_sizes(sql: sqlite3.Connection, path: Path) -> None:
    # A row that is larger than the limit fails by itself as soon as a column of it is read whole.
    tables = [name for (name,) in sql.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        columns = sql.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table,)).fetchall()
        large = [name for name, kind, _ in columns if kind in ("TEXT", "BLOB")]
        keys = [name for name, _, place in sorted(columns, key=lambda column: column[2]) if place]
        if not large:
            continue
        size = " + ".join(f"coalesce(length(CAST({name} AS BLOB)), 0)" for name in large)
        for direction in ("", " DESC"):
            order = ", ".join(f"{key}{direction}" for key in keys)
            try:
                (most,) = sql.execute(
                    f"SELECT max({size}) FROM"
                    f" (SELECT * FROM {table} ORDER BY {order} LIMIT {_ROWS_LOOKED_AT})"
                ).fetchone()
            except sqlite3.DataError:
                most = LARGEST_VALUE
            if most is not None and most >= LARGEST_VALUE:
                raise Damaged(
                    f"{path} holds a row in {table} larger than any that this program writes: do not trust "
                    "it; restore a backup."
                )


def _too_short(path: Path) -> Damaged:
    return Damaged(f"{path} ends too early and is damaged: restore it from a backup with `revroute restore`.")


def _number(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + 4], "big")
