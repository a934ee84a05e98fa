"""Simulations that were run, kept on the desk with their results: nothing of the books depends on them."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.rows import Cell
from revroute_desktop.workspace.zones import midnight

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


SIMULATION_FIELDS = Table(
    "simulations",
    (
        Field("plan", Type.TEXT, "Name of the plan, or part of it", "plan:creator"),
        Field("at", Type.TIME, "When it was run", "at:2026-03"),
        Field("from", Type.TIME, "First day of its events", "from:2026-Q1"),
        Field("to", Type.TIME, "Last day of its events", "to<2026-07"),
        Field("events", Type.NUMBER, "Events that were tried", "events>1000"),
        Field("changed", Type.NUMBER, "Events that would be split otherwise", "changed:0"),
        Field("undecided", Type.NUMBER, "Events that it could not decide", "undecided>0"),
    ),
    text=("plan",),
)


def simulation_values(kept: KeptSimulation, zone: str) -> dict[str, Cell]:
    """Return what a filter over `SIMULATION_FIELDS` compares; days begin in `zone`."""
    return {
        "plan": kept.plan,
        "at": kept.at,
        "from": _start(kept.first, zone),
        "to": _start(kept.last, zone),
        **{name: int(kept.result[name]) for name in ("events", "changed", "undecided")},
    }


def _start(day: str, zone: str) -> int:
    return midnight((date.fromisoformat(day) - date(1970, 1, 1)).days, zone)


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
