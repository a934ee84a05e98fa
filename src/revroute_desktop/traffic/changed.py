"""Which days' visits and logged ids changed, and when: what was joined by them is then joined anew."""

import sqlite3
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.visits import DAY, Visits

Int64s = NDArray[np.int64]

_HOUR: Final = 3_600_000_000
_ORIGIN: Final = ("source", "campaign", "landing")


def mark_visits(sql: sqlite3.Connection, before: Visits, after: Visits) -> None:
    """Mark the days on which people's visits come from elsewhere than before, begin in another hour, are new
    or are no more.
    """
    was, is_now = (np.flatnonzero(visits.bot == BotClass.PEOPLE) for visits in (before, after))
    was = was[np.argsort(before.id[was])]
    same = np.zeros(len(is_now), np.bool_)
    stays = np.zeros(len(was), np.bool_)
    if len(was):
        places = np.minimum(np.searchsorted(before.id[was], after.id[is_now]), len(was) - 1)
        theirs = was[places]
        same = before.id[theirs] == after.id[is_now]
        same &= before.begun[theirs] // _HOUR == after.begun[is_now] // _HOUR
        for name in _ORIGIN:
            same &= getattr(before, name)[theirs] == getattr(after, name)[is_now]
        stays[places[same]] = True
    begun = np.concatenate((before.begun[was[~stays]], after.begun[is_now[~same]]))
    _mark(sql, "visits", np.unique(begun // DAY))


def mark_keys(sql: sqlite3.Connection, times: Iterable[int]) -> None:
    """Mark the days on which an id was logged; times are microseconds UTC."""
    _mark(sql, "keys", np.unique(np.array([at // DAY for at in times], np.int64)))


def _mark(sql: sqlite3.Connection, column: str, days: Int64s) -> None:
    # The commit at hand is the step after the one that is written down.
    sql.executemany(
        "INSERT INTO desk_traffic_changed (day, visits, keys) VALUES (?, 0, 0) ON CONFLICT (day) DO NOTHING",
        ((day,) for day in days.tolist()),
    )
    sql.executemany(
        f"UPDATE desk_traffic_changed SET {column} = (SELECT steps + 1 FROM desk_traffic_state)"
        " WHERE day = ?",
        ((day,) for day in days.tolist()),
    )
