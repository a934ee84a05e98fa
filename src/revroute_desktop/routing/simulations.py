"""Simulations that were run, kept on the desk with their results: nothing of the books depends on them."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from revroute_desktop.workspace import Workspace

KEPT_MAX = 50


@dataclass(frozen=True, slots=True)
class KeptSimulation:
    """One simulation: when it was run (microseconds UTC), of which plan, over which days, and its result.

    `result` is what the command gives as JSON.
    """

    id: int
    at: int
    plan: str
    first: str
    last: str
    result: dict[str, Any]


def keep_simulation(
    workspace: Workspace, plan: str, first: str, last: str, result: dict[str, object]
) -> None:
    """Keep the result of a simulation over the days from `first` to `last`; the oldest of more than 50 go."""
    with workspace.desk() as desk:
        desk.sql.execute(
            "INSERT INTO desk_simulation (at, plan, arguments, result) VALUES (?, ?, ?, ?)",
            (
                workspace.clock(),
                plan,
                json.dumps({"from": first, "to": last}),
                json.dumps(result, ensure_ascii=False),
            ),
        )
        desk.sql.execute(
            "DELETE FROM desk_simulation WHERE id NOT IN "
            "(SELECT id FROM desk_simulation ORDER BY id DESC LIMIT ?)",
            (KEPT_MAX,),
        )


def kept_simulations(sql: sqlite3.Connection) -> list[KeptSimulation]:
    """Return the simulations that are kept, newest first."""
    rows = sql.execute("SELECT id, at, plan, arguments, result FROM desk_simulation ORDER BY id DESC")
    made = []
    for number, at, plan, arguments, result in rows:
        days = json.loads(arguments)
        made.append(KeptSimulation(number, at, plan, days["from"], days["to"], json.loads(result)))
    return made
