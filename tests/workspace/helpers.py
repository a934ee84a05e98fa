"""What several tests of the workspace need."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from revroute_desktop.workspace import Workspace


def open_accounts(workspace: Workspace, *codes: str) -> None:
    """One unit of work for each account."""
    for code in codes:
        with workspace.write("ada", "account.open", code) as unit:
            unit.insert("account", code=code, type=1)
            unit.record({"code": code})


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as anybody may open it, without this program's rules; leaves no -wal file behind."""
    sql = sqlite3.connect(path, isolation_level=None)
    try:
        yield sql
    finally:
        sql.close()
