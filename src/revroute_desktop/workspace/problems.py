"""What can go wrong between the program and its file, each told in one sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revroute_desktop.errors import UserError


class WorkspaceError(UserError):
    """A workspace that cannot be opened, read or written as things stand."""


class Busy(WorkspaceError):
    """Another program holds the file for longer than was waited."""


class Damaged(WorkspaceError):
    """The file is not what a workspace of this program can be."""


class ReadOnly(WorkspaceError):
    """The workspace was opened for reading alone."""


class StaleAttempt(WorkspaceError):
    """The job's attempt is no longer the one that counts (B26)."""


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Tells what SQLite says of `path` as a WorkspaceError.

    Only what lies with the file or the machine; a wrong statement or a broken constraint is a bug and stays
    as it is.
    """
    try:
        yield
    except Exception as error:
        # SQLAlchemy wraps what the driver raised.
        cause = error if isinstance(error, sqlite3.Error) else getattr(error, "orig", None)
        problem = explain(cause, path)
        if problem is None:
            raise
        raise problem from error


@contextmanager
def plainly_on_disk(path: Path) -> Iterator[None]:
    """As `plainly`, for steps in which the file system too speaks of `path` alone."""
    try:
        with plainly(path):
            yield
    except OSError as error:
        problem = explain(error, path)
        assert problem is not None, "every error of the file system has a sentence"
        raise problem from error


def explain(error: object, path: Path) -> WorkspaceError | None:
    """The sentence for an error of SQLite or the file system; None where it is a bug of the program."""
    name = getattr(error, "sqlite_errorname", "") if isinstance(error, sqlite3.Error) else ""
    if isinstance(error, sqlite3.DataError) and "too big" in str(error):
        name = "SQLITE_TOOBIG"
    if isinstance(error, sqlite3.OperationalError) and "decode to UTF-8" in str(error):
        name = "SQLITE_CORRUPT"
    for begin, kind, sentence in _SENTENCES:
        if name.startswith(begin):
            return kind(sentence.format(path=path))
    if isinstance(error, FileNotFoundError):
        return WorkspaceError(f"There is no file {path}: check the name or make it with `revroute init`.")
    if isinstance(error, IsADirectoryError):
        return WorkspaceError(f"{path} is a folder: name a workspace file.")
    if isinstance(error, OSError):
        said = error.strerror or type(error).__name__
        return WorkspaceError(f"{path} cannot be used: {said}. Check the disk and the file's permissions.")
    return None


_SENTENCES: tuple[tuple[str, type[WorkspaceError], str], ...] = (
    (
        "SQLITE_FULL",
        WorkspaceError,
        "The disk that holds {path} is full: nothing of this step was written; free some space and try "
        "again.",
    ),
    (
        "SQLITE_IOERR_WRITE",
        WorkspaceError,
        "The disk that holds {path} takes no more data: nothing of this step was written; free some space or "
        "check the disk and try again.",
    ),
    (
        "SQLITE_IOERR_SHORT_READ",
        Damaged,
        "{path} ends too early and is damaged: restore it from a backup with `revroute restore`.",
    ),
    (
        "SQLITE_IOERR",
        WorkspaceError,
        "The disk that holds {path} reports an error: nothing of this step was written; check the disk and "
        "try again.",
    ),
    (
        "SQLITE_READONLY",
        ReadOnly,
        "{path} can only be read: make the file and its folder writable.",
    ),
    (
        "SQLITE_BUSY",
        Busy,
        "Another program is using {path}: wait until it has finished or close it, then try again.",
    ),
    (
        "SQLITE_LOCKED",
        Busy,
        "Another program is using {path}: wait until it has finished or close it, then try again.",
    ),
    (
        "SQLITE_CORRUPT",
        Damaged,
        "{path} is damaged: restore it from a backup with `revroute restore`.",
    ),
    (
        "SQLITE_NOTADB",
        Damaged,
        "{path} is not a workspace of this program or is damaged: name another file or restore a backup.",
    ),
    (
        "SQLITE_CANTOPEN",
        WorkspaceError,
        "{path} cannot be opened: check that it is there and that you may read it and write beside it.",
    ),
    (
        "SQLITE_PERM",
        WorkspaceError,
        "{path} cannot be opened: check its permissions.",
    ),
    (
        "SQLITE_TOOBIG",
        Damaged,
        "{path} holds a value larger than any that this program writes: do not trust it; restore a backup.",
    ),
    (
        "SQLITE_NOMEM",
        WorkspaceError,
        "There is not enough memory to read {path}: close other programs and try again.",
    ),
)
