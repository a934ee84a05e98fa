"""What is remembered in the file beside the books: choices and marks, by a key, as JSON."""

import json
from typing import Any

from revroute_desktop.workspace.files import Workspace
from revroute_desktop.workspace.sessions import Sql

DEMO = "demo"
"""Key of the mark that a workspace is the demo: made up, to try the program with."""


def setting(sql: Sql, key: str) -> Any:
    """Return what is remembered under a key, None where nothing is."""
    row = sql.execute("SELECT value FROM desk_setting WHERE key = ?", (key,)).fetchone()
    return None if row is None else json.loads(row[0])


def remember_setting(workspace: Workspace, key: str, value: object) -> None:
    """Remember a value, which JSON can hold, under a key."""
    with workspace.desk() as desk:
        put_setting(desk.sql, key, value)


def put_setting(sql: Sql, key: str, value: object) -> None:
    """Remember a value within a session of the desk that writes other things too."""
    sql.execute(
        "INSERT INTO desk_setting (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, json.dumps(value, ensure_ascii=False)),
    )


def is_demo(sql: Sql) -> bool:
    """Whether the workspace is the demo, or was copied from it."""
    return setting(sql, DEMO) is True
