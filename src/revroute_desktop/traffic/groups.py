"""People's requests and visits by country or device: what the tables of the overview show."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.queries import Counts, top
from revroute_desktop.traffic.rollups import Dimension

_COLUMNS: Final = {Dimension.COUNTRY: "country", Dimension.DEVICE: "device"}


@dataclass(frozen=True, slots=True)
class Group:
    """What people of one country or on one device asked for; `text` is "" where it is not known."""

    text: str
    visits: int
    counts: Counts


def groups(
    sql: sqlite3.Connection, dimension: Dimension, start: int, end: int, most: int = 200
) -> tuple[Group, ...]:
    """Return countries or devices, most requests first: requests to the hour, visits that ended within."""
    visits = dict(
        sql.execute(
            f"SELECT text, count(*) FROM desk_traffic_visit JOIN desk_traffic_term AS term"
            f" ON term.id = {_COLUMNS[dimension]} WHERE ended >= ? AND ended < ? AND bot = ? GROUP BY text",
            (start, end, int(BotClass.PEOPLE)),
        ).fetchall()
    )
    found = top(sql, dimension, start, end, most=most)
    return tuple(Group(each.text, visits.get(each.text, 0), each.counts) for each in found)
