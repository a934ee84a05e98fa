"""Visits as a table: ids by filter and sort, and pages of visits with the revenue that a key joins."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.queries import VisitRow
from revroute_desktop.traffic.revenue import KEY_REACH
from revroute_desktop.workspace.filters.compile import condition
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.language import Term
from revroute_desktop.workspace.id_pages import Ids, as_json, read_ids

_UNDONE: Final = 5  # d_event_state
_SEEN: Final = "SELECT text FROM desk_traffic_term WHERE id IN (SELECT DISTINCT {} FROM desk_traffic_visit)"


def _text_of(column: str) -> str:
    # The empty text is what is not known: no pattern finds it, and `-campaign:*` finds visits without one.
    return f"v.{column} IN (SELECT id FROM desk_traffic_term WHERE text <> '' AND {{}})"


def _seen(column: str) -> str:
    return f"{_SEEN.format(column)} AND text <> '' ORDER BY text LIMIT 500"


VISIT_FIELDS = Table(
    "visits",
    (
        Field("at", Type.TIME, "When it began", "at:2026-06-28", "v.begun"),
        Field("seen", Type.TIME, "When it was seen last", "seen>2026-06-28", "v.ended"),
        Field("landing", Type.TEXT, "Where it began", "landing:/shop", "text", inside=_text_of("landing")),
        Field("exit", Type.TEXT, "Where it ended", "exit:/thanks", "text", inside=_text_of("exit")),
        Field(
            "source",
            Type.WORD,
            "Where it came from",
            "source:google",
            "text",
            inside=_text_of("source"),
            values=_seen("source"),
        ),
        Field(
            "campaign",
            Type.WORD,
            "Its campaign",
            "campaign:summer*",
            "text",
            inside=_text_of("campaign"),
            values=_seen("campaign"),
        ),
        Field(
            "country",
            Type.WORD,
            "Its country",
            "country:DE",
            "text",
            inside=_text_of("country"),
            values=_seen("country"),
        ),
        Field(
            "device",
            Type.WORD,
            "On what",
            "device:phone",
            "text",
            inside=_text_of("device"),
            values=_seen("device"),
        ),
        Field("pages", Type.NUMBER, "How many pages", "pages>5", "v.pages"),
        Field("seconds", Type.NUMBER, "How long, in seconds", "seconds<10", "(v.ended - v.begun) / 1000000"),
        Field(
            "who",
            Type.WORD,
            "People, or which class of bot",
            "who:people",
            "v.bot",
            codes=tuple((bot.name.lower().replace("_", "-"), int(bot)) for bot in BotClass),
        ),
    ),
    text=("landing", "source", "campaign"),
)

SORTS: Final = {
    "seen": "v.ended",
    "begun": "v.begun",
    "pages": "v.pages",
    "time": "v.ended - v.begun",
    "landing": "(SELECT text FROM desk_traffic_term WHERE id = v.landing)",
    "source": "(SELECT text FROM desk_traffic_term WHERE id = v.source)",
}


@dataclass(frozen=True, slots=True)
class VisitShown:
    """A visit with its revenue: minor units by ISO number of the currency, of events whose id stood in it."""

    visit: VisitRow
    visitor: int
    revenue: tuple[tuple[int, int], ...]


def visit_ids(
    sql: sqlite3.Connection,
    span: tuple[int, int] | None,
    terms: tuple[Term, ...] = (),
    zone: str = "UTC",
    sort: str = "seen",
    *,
    descending: bool = True,
    most: int | None = None,
) -> Ids:
    """Return the ids of the visits that ended in a span and that a filter leaves, the first `most`; without
    one that says who, people's alone.
    """
    where = condition(terms, VISIT_FIELDS, zone)
    if not any(term.name == "who" and term.on for term in terms):
        where = where.also("v.bot = 0")
    if span is not None:
        where = where.also("v.ended >= ? AND v.ended < ?", *span)
    way = "DESC" if descending else "ASC"
    return read_ids(
        sql,
        f"SELECT v.id FROM desk_traffic_visit AS v{where.where} ORDER BY {SORTS[sort]} {way}, v.id {way}"
        f" LIMIT {-1 if most is None else most}",
        where.parameters,
    )


def visit_page(sql: sqlite3.Connection, ids: Ids) -> list[VisitShown]:
    """Return these visits, in the order of `ids`."""
    wanted = as_json(ids)
    revenue: dict[int, list[tuple[int, int]]] = {}
    for visit, currency, amount in sql.execute(
        "SELECT v.id, e.currency, sum(e.amount) FROM json_each(?) AS wanted"
        " CROSS JOIN desk_traffic_visit AS v ON v.id = wanted.value"
        " CROSS JOIN desk_traffic_key AS key ON key.at BETWEEN v.begun AND v.ended"
        "   AND key.visitor = v.visitor"
        " CROSS JOIN source CROSS JOIN d_event_identity AS found"
        "   ON found.source = source.id AND found.external_id = key.value"
        " CROSS JOIN event AS e ON e.id = found.event"
        "   AND e.occurred_at BETWEEN key.at - ? AND key.at + ?"
        " JOIN d_event_state AS s ON s.event = e.id AND s.state <> ? GROUP BY v.id, e.currency",
        (wanted, KEY_REACH, KEY_REACH, _UNDONE),
    ):
        revenue.setdefault(visit, []).append((currency, amount))
    rows = sql.execute(
        "SELECT v.visitor, v.id, begun, ended, hits, pages, size, landing.text, leave.text, source.text,"
        " campaign.text, country.text, device.text, bot, verdict.text FROM json_each(?) AS wanted"
        " CROSS JOIN desk_traffic_visit AS v ON v.id = wanted.value"
        " JOIN desk_traffic_term AS landing ON landing.id = landing"
        " JOIN desk_traffic_term AS leave ON leave.id = exit"
        " JOIN desk_traffic_term AS source ON source.id = source"
        " JOIN desk_traffic_term AS campaign ON campaign.id = campaign"
        " JOIN desk_traffic_term AS country ON country.id = country"
        " JOIN desk_traffic_term AS device ON device.id = device"
        " JOIN desk_traffic_term AS verdict ON verdict.id = verdict",
        (wanted,),
    )
    found = {
        row[1]: VisitShown(
            VisitRow(*(*row[1:13], BotClass(row[13]), *row[14:])), row[0], tuple(revenue.get(row[1], ()))
        )
        for row in rows
    }
    return [found[number] for number in ids.tolist() if number in found]
