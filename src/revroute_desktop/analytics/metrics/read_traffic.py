"""Facts of traffic: requests from the rollups, latencies from their histograms."""

from collections import defaultdict
from typing import Final

import numpy as np

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add, slots
from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.meaning.classes import BOT_TITLES, BotClass
from revroute_desktop.traffic.rollups import HOUR, LATENCIES, MINUTE, Dimension

OWN: Final = frozenset({BotClass.OWN_LOAD, BotClass.OWN_ADDRESS})
"""What the operator sends: never counted with what others do."""

PERCENTS: Final = (50, 90, 95, 99)

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
    """
    facts: Facts = {}
    if ask.by is None or ask.by == "class":
        slot, place = slots(ask, "minute", MINUTE)
        for bot, at, hits, pages, errors, failures, size in ask.sql.execute(
            f"SELECT bot, {slot}, SUM(hits), SUM(pages), SUM(errors), SUM(failures), SUM(size)"
            " FROM desk_traffic_minute WHERE minute >= ? AND minute < ? GROUP BY 1, 2",
            (-(-ask.edges[0] // MINUTE), -(-ask.edges[-1] // MINUTE)),
        ):
            key = BOT_TITLES[BotClass(bot)] if ask.by else ""
            _add(facts, key, place(at), BotClass(bot), hits, pages, errors, failures, size)
        return facts
    hours = Ask(ask.sql, tuple(edge // HOUR * HOUR for edge in ask.edges), ask.zone)
    slot, place = slots(hours, "hour", HOUR, HOUR)
    for text, bot, at, hits, pages, errors, failures, size in ask.sql.execute(
        f"SELECT text, bot, {slot}, SUM(hits), SUM(pages), SUM(errors), SUM(failures), SUM(size)"
        " FROM desk_traffic_hour JOIN desk_traffic_term ON desk_traffic_term.id = term"
        " WHERE dimension = ? AND hour >= ? AND hour < ? GROUP BY term, 2, 3",
        (int(DIMENSIONS[ask.by]), hours.edges[0] // HOUR, hours.edges[-1] // HOUR),
    ):
        _add(facts, text, place(at), BotClass(bot), hits, pages, errors, failures, size)
    _add_rest(facts, read_requests(hours))
    return facts


def read_latencies(ask: Ask) -> Facts:
    """Return p50, p90, p95 and p99 of people's requests in microseconds, and how many requests had a time."""
    whole_hours = all(edge % HOUR == 0 for edge in ask.edges)
    table, unit = ("hour", HOUR) if whole_hours else ("minute", MINUTE)
    slot, place = slots(ask, table, unit)
    counts: defaultdict[int, np.ndarray[tuple[int], np.dtype[np.int64]]] = defaultdict(
        lambda: np.zeros(LATENCIES.length, np.int64)
    )
    for bucket, at, hits in ask.sql.execute(
        f"SELECT bucket, {slot}, SUM(hits) FROM desk_traffic_latency_{table}"
        f" WHERE {table} >= ? AND {table} < ? AND bot = 0 GROUP BY 1, 2",
        (-(-ask.edges[0] // unit), -(-ask.edges[-1] // unit)),
    ):
        counts[place(at)][bucket] += hits
    facts: Facts = {}
    for span, known in counts.items():
        values = Histogram(LATENCIES, known).percentiles(PERCENTS)
        facts[None, "", span] = {
            "samples": int(known.sum()),
            **{f"p{percent}": value for percent, value in zip(PERCENTS, values, strict=True)},
        }
    return facts


def _add(
    facts: Facts,
    key: str,
    place: int,
    bot: BotClass,
    hits: int,
    pages: int,
    errors: int,
    failures: int,
    size: int,
) -> None:
    where = (None, key, place)
    if bot in OWN:
        add(facts, where, own_requests=hits)
        return
    add(facts, where, all_requests=hits, all_bytes=size)
    if bot is not BotClass.PEOPLE:
        add(facts, where, bot_requests=hits)
        return
    add(facts, where, requests=hits, pages=pages, errors=errors, failures=failures, bytes=size)


def _add_rest(facts: Facts, whole: Facts) -> None:
    """Add what a dimension says nothing about: the whole less all its texts."""
    known: Facts = {}
    for (_, _, place), measures in facts.items():
        add(known, (None, "", place), **measures)
    for where, measures in whole.items():
        sums = known.get(where, {})
        left = {name: value - sums.get(name, 0) for name, value in measures.items()}
        if any(left.values()):
            add(facts, where, **left)
