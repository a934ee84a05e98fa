"""Copies of the file by SQLite's backup API, while it is in use, and a way back."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from revroute_desktop.errors import Cancelled
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import guard, log
from revroute_desktop.workspace.connections import connect, remove
from revroute_desktop.workspace.files import Workspace
from revroute_desktop.workspace.log import Head
from revroute_desktop.workspace.problems import Busy, Damaged, WorkspaceError, plainly_on_disk

_PAGES = 2_048  # a step of some 8 MB between two looks at `cancelled`


def back_up(
    workspace: Workspace,
    target: Path | str,
    *,
    overwrite: bool = False,
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> Head:
    """Copies one state of the workspace to `target` while others read and write; returns the copy's log.

    The copy appears whole or not at all. Raises WorkspaceError, Cancelled.
    """
    target = Path(target)
    if target.exists() and not overwrite:
        raise WorkspaceError(
            f"{target} is there already: name another file, or say that it is to be replaced (--replace)."
        )
    _check_folder(target)
    _refuse_itself(workspace.path, target)
    with plainly_on_disk(target), workspace.read() as session:
        head = log.head(session.sql)
        draft = _draft(target)
        try:
            _copy(session.sql, draft, "backing up", progress, cancelled)
            if overwrite:
                _make_way(target)
            draft.replace(target)
        finally:
            remove(draft)
    return head


def restore(
    source: Path | str,
    target: Path | str,
    *,
    overwrite: bool = False,
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> Head:
    """Makes the workspace `target` from the backup `source` after checking it whole; returns its log.

    An existing file is only replaced when `overwrite` says so and nobody has it open. The machine still
    remembers the newer log, so what is restored opens for reading alone until the rollback is accepted.
    Raises WorkspaceError, Cancelled.
    """
    source, target = Path(source), Path(target)
    if target.exists() and not overwrite:
        raise WorkspaceError(
            f"{target} is there already: restore to another file, or say that it is "
            "to be replaced (--replace)."
        )
    if not source.exists():
        raise WorkspaceError(f"There is no file {source} to restore: check its name.")
    _check_folder(target)
    with plainly_on_disk(source):
        guard.check_header(source)
        _refuse_itself(source, target)
        with guard.noted(guard.file_id(source)), closing(connect(source)) as sql:
            sql.execute("BEGIN")
            head = check_whole(sql, source)
            with plainly_on_disk(target):
                draft = _draft(target)
                try:
                    _copy(sql, draft, "restoring", progress, cancelled)
                    _make_way(target)
                    draft.replace(target)
                finally:
                    remove(draft)
            sql.execute("ROLLBACK")
    return head


def check_whole(sql: sqlite3.Connection, path: Path) -> Head:
    """Reads the whole file: its structure, every page, and the log from its first entry; returns the log.

    Raises Damaged and its like. That the books agree with their log is for `verify` to say.
    """
    guard.check_schema(sql, path)
    guard.check_contents(sql, path)
    (found,) = sql.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Damaged(f"{path} is damaged ({found[:200]}): use another backup.")
    log.check_from(sql, 0)
    return log.head(sql)


def _copy(
    source: sqlite3.Connection,
    target: Path,
    what: str,
    progress: Progress,
    cancelled: StopAsked,
) -> None:
    # The source has a read transaction open, so that every step copies the same state.
    def after_step(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total, what)
        if cancelled():
            raise Cancelled(f"Stopped while {what}: nothing was changed.")

    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy, pages=_PAGES, progress=after_step, sleep=0)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _make_way(target: Path) -> None:
    """Takes away what lies beside an existing file, so that none of it is taken for part of the new."""
    if target.exists():
        try:
            with closing(sqlite3.connect(target, timeout=1.0, isolation_level=None)) as sql:
                # Only who is alone with the file can leave the mode in which others may have it open.
                sql.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise Busy(f"{target} is open in another program: close it there and try again.") from None
        except sqlite3.DatabaseError:
            # A damaged file is what a backup is for.
            pass
    for ending in guard.BESIDE:
        with suppress(FileNotFoundError):
            target.with_name(target.name + ending).unlink()


def _check_folder(target: Path) -> None:
    if not target.parent.is_dir():
        raise WorkspaceError(
            f"{target} cannot be written: there is no folder {target.parent}; make it or name another."
        )


def _refuse_itself(source: Path, target: Path) -> None:
    if target.exists() and target.samefile(source):
        raise WorkspaceError(f"{target} cannot be copied onto itself: name another file.")


def _draft(target: Path) -> Path:
    return target.with_name(f"{target.name}.{os.getpid()}.new")
