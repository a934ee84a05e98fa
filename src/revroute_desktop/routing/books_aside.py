"""What the books hold for the events of a simulation, read by a process of its own meanwhile."""

import sqlite3
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.books_side import read_books_side
from revroute_desktop.routing.engine.totals import Totals
from revroute_desktop.workspace import Workspace, WorkspaceError, open_workspace

Int64s = NDArray[np.int64]

_WORTH_A_PROCESS = 100_000
"""Events from which on a process of its own is started, which takes half a second."""


class BooksAside:
    """Reads what the books hold for events while the candidate plan runs on them.

    Two threads would not do: SQLite guards its memory with one lock for all connections of a process.
    """

    def __init__(self, workspace: Workspace, sql: sqlite3.Connection) -> None:
        self._path, self._sql = workspace.path, sql
        self._head = _head(sql)
        self._ids = np.zeros(0, np.int64)
        self._context = get_context("spawn")
        self._answer, self._theirs = self._context.Pipe(duplex=False)
        self._process: BaseProcess | None = None
        self._found: Totals | None = None

    def __enter__(self) -> "BooksAside":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join()
        self._answer.close()
        self._theirs.close()

    def begin(self, ids: Int64s) -> None:
        """Begin to read what the books hold for these events."""
        self._ids = ids
        if len(ids) < _WORTH_A_PROCESS:
            return
        self._process = self._context.Process(
            target=_read_for, args=(self._path, self._head, ids, self._theirs), daemon=True
        )
        self._process.start()
        self._theirs.close()

    @property
    def totals(self) -> Totals:
        """What was read; waits for it."""
        if self._found is None:
            self._found = self._received() or read_books_side(self._sql, self._ids)
        return self._found

    def _received(self) -> Totals | None:
        """Return what the process found; None where it found nothing, or ended from outside."""
        if self._process is None:
            return None
        try:
            found: Totals | None = self._answer.recv()
        except EOFError:
            return None
        return found


def _read_for(path: Path, head: int, ids: Int64s, answer: Connection) -> None:
    """Answer what the books hold; None where they moved on since the simulation began."""
    found = None
    try:
        workspace = open_workspace(path)
    except WorkspaceError:
        answer.send(None)
        return
    with workspace.read() as session:
        if _head(session.sql) == head:
            found = read_books_side(session.sql, ids)
    workspace.close()
    answer.send(found)


def _head(sql: sqlite3.Connection) -> int:
    """Return the number of the newest entry of the log."""
    (newest,) = sql.execute("SELECT MAX(seq) FROM audit_entry").fetchone()
    return int(newest)
