"""Looks that repeat: a schedule of the queue that the operator switches on and off."""

import sqlite3
from typing import Final

from revroute_desktop.processes.history import NewJob
from revroute_desktop.processes.schedule_table import add_schedule, remove_schedule, schedules_of
from revroute_desktop.processes.schedules import CatchUp
from revroute_desktop.workspace import Workspace

LOOK: Final = ("anomalies", "--tell")
"""What a look runs."""

FORESEE: Final = ("forecast", "--work")
"""What hands the load of the next day to the queue."""

_HOURLY: Final[dict[tuple[str, ...], tuple[str, str]]] = {
    LOOK: ("analytics.anomalies", "7 * * * *"),
    FORESEE: ("analytics.forecast", "2 * * * *"),
}


def repeats(sql: sqlite3.Connection, words: tuple[str, ...]) -> bool:
    """Whether one of the two is run every hour."""
    return any(one.arguments == words and not one.paused for one in schedules_of(sql))


def repeat(workspace: Workspace, words: tuple[str, ...], *, on: bool) -> None:
    """Have one of the two run every hour from now on, or no more; what is so already stays."""
    with workspace.read() as session:
        known = [one for one in schedules_of(session.sql) if one.arguments == words]
    for one in known:
        if not on or one.paused:
            remove_schedule(workspace, one.name)
    if on and all(one.paused for one in known):
        name, cron = _HOURLY[words]
        new = NewJob(words[0], words, priority=-1)
        add_schedule(workspace, name, cron, new, catch_up=CatchUp.ONCE)
