"""What was filtered out and why: classes, names and single bots with their figures."""

import sqlite3
from dataclasses import dataclass

from revroute_desktop.traffic.bots.words import Figures, explain
from revroute_desktop.traffic.meaning.classes import BOT_TITLES, BotClass
from revroute_desktop.traffic.rollups import Dimension

_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class FilteredOut:
    """One name under which requests were kept apart from people's: its class, requests, bytes and visits."""

    bot: BotClass
    name: str
    hits: int
    size: int
    visits: int

    @property
    def title(self) -> str:
        """The class in words."""
        return BOT_TITLES[self.bot]


@dataclass(frozen=True, slots=True)
class OneBot:
    """One visitor of a day that is a bot, with the sentence that says why."""

    visitor: int
    bot: BotClass
    name: str
    agent: str
    first_at: int
    last_at: int
    figures: Figures
    why: str


def filtered_out(sql: sqlite3.Connection, start: int, end: int) -> tuple[FilteredOut, ...]:
    """Return what was kept apart in whole hours from `start` to before `end` (microseconds UTC), the most
    requests first.
    """
    people = int(BotClass.PEOPLE)
    # Visits are looked through once, not once for each name.
    rows = sql.execute(
        "SELECT found.bot, text, hits, size, coalesce(visits, 0)"
        " FROM (SELECT bot, term, sum(hits) AS hits, sum(size) AS size FROM desk_traffic_hour"
        "   WHERE dimension = ? AND hour >= ? AND hour < ? AND bot <> ? GROUP BY bot, term) AS found"
        " LEFT JOIN (SELECT bot, verdict, count(*) AS visits FROM desk_traffic_visit"
        "   WHERE ended >= ? AND begun < ? AND bot <> ? GROUP BY bot, verdict) AS seen"
        "   ON seen.bot = found.bot AND seen.verdict = found.term"
        " JOIN desk_traffic_term ON desk_traffic_term.id = term ORDER BY hits DESC, text",
        (int(Dimension.VERDICT), start // _HOUR, -(-end // _HOUR), people, start, end, people),
    )
    return tuple(
        FilteredOut(BotClass(bot), text, hits, size, visits) for bot, text, hits, size, visits in rows
    )


def bots_of(
    sql: sqlite3.Connection, start: int, end: int, *, name: str | None = None, most: int = 100
) -> tuple[OneBot, ...]:
    """Return single bots seen from `start` to before `end`, those with most requests first."""
    rows = sql.execute(
        "SELECT visitor, bot, verdict.text, agent.text, first_at, last_at, hits, pages, assets, errors,"
        " robots, peak, late FROM desk_traffic_bot JOIN desk_traffic_term AS verdict ON verdict.id = verdict"
        " JOIN desk_traffic_term AS agent ON agent.id = desk_traffic_bot.agent"
        " WHERE last_at >= ? AND first_at < ? AND (? IS NULL OR verdict.text = ?)"
        " ORDER BY hits DESC, visitor LIMIT ?",
        (start, end, name, name, most),
    )
    found = []
    for visitor, bot, verdict, agent, first_at, last_at, *numbers in rows:
        figures = Figures(*numbers)
        kind = BotClass(bot)
        found.append(
            OneBot(visitor, kind, verdict, agent, first_at, last_at, figures, explain(kind, verdict, figures))
        )
    return tuple(found)
