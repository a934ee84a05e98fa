"""Facts of traffic: requests from the rollups, latencies from their histograms."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import CannotTell, asked_dimensions
from revroute_desktop.analytics.metrics.traffic_terms import texts_of
from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.meaning.classes import BOT_TITLES, BotClass
from revroute_desktop.traffic.rollups import HOUR, LATENCIES, MINUTE, Dimension
from revroute_desktop.workspace.zones import local_days, midnight

Int64s = NDArray[np.int64]

Counted = dict[tuple[str, int, int], list[int]]
"""By text of the dimension, class and place: the sums of the columns that are wanted, requests first."""

_WHOLE: Final = f"dimension = {int(Dimension.WHOLE)}"

OWN: Final = frozenset({BotClass.OWN_LOAD, BotClass.OWN_ADDRESS})
"""What the operator sends: never counted with what others do."""

PERCENTS: Final = (50, 90, 95, 99)

_OF_PEOPLE: Final = {
    "requests": "hits",
    "pages": "pages",
    "errors": "errors",
    "failures": "failures",
    "bytes": "size",
}
_OF_BOTS: Final = {"bot_requests": "hits"}
_OF_OWN: Final = {"own_requests": "hits"}
_OF_OTHERS: Final = {"all_requests": "hits", "all_bytes": "size"}
"""What people and bots have in common. Measures, and the columns that they are the sums of."""
_COLUMN_OF: Final = {**_OF_PEOPLE, **_OF_BOTS, **_OF_OWN, **_OF_OTHERS}
_COLUMNS: Final = tuple(_OF_PEOPLE.values())

DIMENSIONS: Final = {
    "path": Dimension.GROUP,
    "status": Dimension.STATUS,
    "method": Dimension.METHOD,
    "referrer": Dimension.SOURCE,
    "campaign": Dimension.CAMPAIGN,
    "country": Dimension.COUNTRY,
    "device": Dimension.DEVICE,
    "verdict": Dimension.VERDICT,
}
"""Dimensions of requests that are counted by the hour."""


def read_requests(ask: Ask) -> Facts:
    """Return requests, pages, errors, failures and bytes of people, bot_requests, own_requests, and of all
    but the operator's own: all_requests and all_bytes. By the minute; by a dimension to the whole hour.

    Requests are summed by one dimension at a time, beside the class of their senders; raises UserError for
    terms of more.
    """
    asked = [name for name in asked_dimensions(ask, (*DIMENSIONS, "class"), "Requests") if name != "class"]
    if len(asked) > 1:
        raise CannotTell(
            f"Requests are summed by one dimension at a time: by {asked[0]} or by {asked[1]}, never by both."
        )
    counted = _whole(ask)
    if asked:
        texts = {key for name, key in ask.terms if name != "class"}
        counted = _by_dimension(ask, DIMENSIONS[asked[0]], texts)
    facts: Facts = {}
    wanted = {key for name, key in ask.terms if name == "class"}
    columns = _columns(ask)
    for (text, bot, place), sums in counted.items():
        title = BOT_TITLES[BotClass(bot)]
        if wanted <= {title} and any(sums):
            key = title if ask.by == "class" else text if ask.by else ""
            _add(facts, key, place, BotClass(bot), dict(zip(columns, sums, strict=True)))
    return facts


def _columns(ask: Ask) -> tuple[str, ...]:
    """Return the columns that the wanted measures are made of: each costs as much as finding the rows."""
    wanted = _COLUMN_OF if ask.measures is None else ask.measures
    needed = {"hits", *(_COLUMN_OF[name] for name in wanted if name in _COLUMN_OF)}
    return tuple(column for column in _COLUMNS if column in needed)


def _whole(ask: Ask) -> Counted:
    days = whole_days(ask)
    if days is not None:
        return _counted(ask, "desk_traffic_day", "day", days, _WHOLE)
    if all(edge % HOUR == 0 for edge in ask.edges):
        return _counted(ask, "desk_traffic_hour", "hour", [edge // HOUR for edge in ask.edges], _WHOLE)
    minutes = [-(-edge // MINUTE) for edge in ask.edges]
    return _counted(ask, "desk_traffic_minute", "minute", minutes, None)


def _by_dimension(ask: Ask, dimension: Dimension, texts: set[str]) -> Counted:
    """Return the counts of each text, or of `texts` alone where there are any; "" is what has none."""
    if len(texts) > 1:
        return {}
    rest = not texts or texts == {""}
    condition, values = f"dimension = {int(dimension)}", []
    if not rest:
        condition += " AND term = (SELECT id FROM desk_traffic_term WHERE text = ?)"
        values = [*texts]
    days = whole_days(ask)
    hours = [edge // HOUR for edge in ask.edges]
    whole: Counted = {}
    if days is not None:
        found = _counted(ask, "desk_traffic_day", "day", days, condition, values)
    else:
        found = _counted(ask, "desk_traffic_hour", "hour", hours, condition, values)
    if rest and days is not None and all(edge % HOUR == 0 for edge in ask.edges):
        whole = _counted(ask, "desk_traffic_day", "day", days, _WHOLE)
    elif rest:
        # What has no text is the whole of the same hours without the others: a day that begins within an hour
        # has other hours than minutes.
        whole = _counted(ask, "desk_traffic_hour", "hour", hours, _WHOLE)
    for (_, bot, place), sums in [*found.items()]:
        if rest:
            known = whole.setdefault(("", bot, place), [0] * len(sums))
            whole["", bot, place] = [one - other for one, other in zip(known, sums, strict=True)]
    return whole if texts == {""} else {**found, **whole}


def _counted(
    ask: Ask,
    table: str,
    at: str,
    edges: Sequence[int],
    condition: str | None,
    values: Sequence[str] = (),
) -> Counted:
    """Return the sums of each text, class and place of the rows of a table between edges, in its own unit."""
    spans = len(edges) - 1
    slot = at if spans > 2 else f"{at} >= {edges[1]}" if spans == 2 else "0"
    term = "term" if condition not in (None, _WHOLE) else "0"
    # In the order of the table of days SQLite adds up as it goes; the place of a single span would have it
    # sort.
    groups = "1, 2, 3" if spans > 1 else "1, 2"
    sums_of = ", ".join(f"SUM({column})" for column in _columns(ask))
    rows = ask.sql.execute(
        f"SELECT {term}, bot, {slot}, {sums_of}"
        f" FROM {table} WHERE {condition or 1} AND {at} >= ? AND {at} < ? GROUP BY {groups}",
        (*values, edges[0], edges[-1]),
    ).fetchall()
    places = [row[2] for row in rows]
    if spans > 2:
        places = (np.searchsorted(np.array(edges), np.array(places, np.int64), side="right") - 1).tolist()
    texts = texts_of(ask.sql, np.array(sorted({row[0] for row in rows}), np.int64))
    found: Counted = {}
    for (number, bot, _, *sums), place in zip(rows, places, strict=True):
        where = texts[number], bot, place
        known = found.get(where)
        found[where] = sums if known is None else [one + more for one, more in zip(known, sums, strict=True)]
    return found


def whole_days(ask: Ask) -> list[int] | None:
    """Return the days that begin at the edges, where all begin one of the books' zone; else None."""
    (zone,) = ask.sql.execute("SELECT zone FROM workspace").fetchone()
    if zone != ask.zone:
        return None
    days: list[int] = local_days(np.array(ask.edges, np.int64), zone).tolist()
    begin = all(midnight(day, zone) == edge for day, edge in zip(days, ask.edges, strict=True))
    return days if begin else None


def read_latencies(ask: Ask) -> Facts:
    """Return p50, p90, p95 and p99 of people's requests in microseconds, and how many requests had a time.

    Raises UserError for terms: latencies are not told apart.
    """
    asked_dimensions(ask, (), "Latencies")
    facts: Facts = {}
    for place, known in latency_counts(ask).items():
        values = Histogram(LATENCIES, known).percentiles(PERCENTS)
        facts[None, "", place] = {
            "samples": int(known.sum()),
            **{f"p{percent}": value for percent, value in zip(PERCENTS, values, strict=True)},
        }
    return facts


def latency_counts(ask: Ask) -> dict[int, Int64s]:
    """Return how many of people's requests fell into each bucket of `rollups.LATENCIES`, by place."""
    days = whole_days(ask)
    if days is not None:
        table, edges = "day", days
    elif all(edge % HOUR == 0 for edge in ask.edges):
        table, edges = "hour", [edge // HOUR for edge in ask.edges]
    else:
        table, edges = "minute", [-(-edge // MINUTE) for edge in ask.edges]
    slot = table if ask.spans > 2 else f"{table} >= {edges[1]}" if ask.spans == 2 else "0"
    marks = np.array(edges)
    counts: defaultdict[int, Int64s] = defaultdict(lambda: np.zeros(LATENCIES.length, np.int64))
    for bucket, at, hits in ask.sql.execute(
        f"SELECT bucket, {slot}, SUM(hits) FROM desk_traffic_latency_{table}"
        f" WHERE {table} >= ? AND {table} < ? AND bot = 0 GROUP BY 1, 2",
        (edges[0], edges[-1]),
    ):
        place = at if ask.spans <= 2 else int(np.searchsorted(marks, at, side="right")) - 1
        counts[place][bucket] += hits
    return dict(counts)


def _add(facts: Facts, key: str, place: int, bot: BotClass, sums: Mapping[str, int]) -> None:
    named = _OF_OWN if bot in OWN else _OF_OTHERS | (_OF_PEOPLE if bot is BotClass.PEOPLE else _OF_BOTS)
    measures = {name: sums[column] for name, column in named.items() if column in sums}
    add(facts, (None, key, place), **measures)
