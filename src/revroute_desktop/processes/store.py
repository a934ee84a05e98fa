"""Where a supervisor keeps its queue: in the workspace, or in memory for one that may only be read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.schema import apply_migration, migration_files


class Store:
    """The desk of a workspace as a supervisor uses it, from one thread."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.kept = workspace.read_only is None
        """Whether the queue outlives this process, and jobs have numbers that others know."""
        self._memory: sqlite3.Connection | None = None

    def now(self) -> int:
        """The time in microseconds UTC."""
        return self.workspace.clock()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction; raises WorkspaceError."""
        if self.kept:
            with self.workspace.desk() as desk:
                yield desk.sql
            return
        sql = self._in_memory()
        sql.execute("BEGIN")
        try:
            yield sql
            sql.execute("COMMIT")
        finally:
            if sql.in_transaction:
                sql.execute("ROLLBACK")

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """One state of the queue; raises WorkspaceError."""
        if self.kept:
            with self.workspace.read() as session:
                yield session.sql
        else:
            yield self._in_memory()

    def version(self) -> int:
        """A number that changes when anybody has written to the file."""
        return self.workspace.data_version() if self.kept else 0

    def close(self) -> None:
        """Let go of what was kept in memory."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def _in_memory(self) -> sqlite3.Connection:
        if self._memory is None:
            self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            for file in migration_files():
                apply_migration(self._memory, file)
        return self._memory
