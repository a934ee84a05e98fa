"""Requests over time in bins of one width, people, bots and own load apart: what a chart shows."""

import sqlite3
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.rollups import HOUR, LATENCIES, MINUTE

Int64s = NDArray[np.int64]

_DAY: Final = 24 * HOUR
_WIDTHS: Final = ((6 * HOUR, MINUTE), (3 * _DAY, 10 * MINUTE), (92 * _DAY, HOUR))
_OWN: Final = (int(BotClass.OWN_LOAD), int(BotClass.OWN_ADDRESS))


@dataclass(frozen=True, slots=True)
class Bins:
    """Requests in bins of `width` microseconds, without gaps; `at` is where each begins.

    `errors` are those of people; `p95` is the latency of people's requests in milliseconds, NaN where no log
    had times. The operator's own addresses are in none.
    """

    width: int
    at: Int64s
    people: Int64s
    bots: Int64s
    own_load: Int64s
    errors: Int64s
    p95: NDArray[np.float64]


def width_for(start: int, end: int) -> int:
    """Return the width of bins in which a span is best looked at: a minute, ten, an hour or a day."""
    return next((width for most, width in _WIDTHS if end - start <= most), _DAY)


def bins(sql: sqlite3.Connection, start: int, end: int, width: int) -> Bins:
    """Return the bins of a span that begins with one; `width` is whole minutes."""
    count = max(0, -(-(end - start) // width))
    sums = np.zeros((4, count), np.int64)
    rows = sql.execute(
        "SELECT (minute - ?1) / ?2 AS bin, sum(iif(bot = 0, hits, 0)),"
        " sum(iif(bot = 0 OR bot IN (?5, ?6), 0, hits)), sum(iif(bot = ?5, hits, 0)),"
        " sum(iif(bot = 0, errors, 0)) FROM desk_traffic_minute WHERE minute >= ?3 AND minute < ?4"
        " GROUP BY bin",
        (start // MINUTE, width // MINUTE, start // MINUTE, -(-end // MINUTE), *_OWN),
    )
    for at, *found in rows:
        sums[:, at] = found
    people, bots_, own_load, errors = sums
    at = start + width * np.arange(count, dtype=np.int64)
    return Bins(width, at, people, bots_, own_load, errors, _latencies(sql, start, end, width, count))


def _latencies(sql: sqlite3.Connection, start: int, end: int, width: int, count: int) -> NDArray[np.float64]:
    table, column, unit = (
        ("desk_traffic_latency_hour", "hour", HOUR)
        if width >= HOUR and not start % HOUR
        else ("desk_traffic_latency_minute", "minute", MINUTE)
    )
    found = np.full(count, np.nan)
    rows = sql.execute(
        f"SELECT ({column} - ?) / ? AS bin, bucket, sum(hits) FROM {table}"
        f" WHERE {column} >= ? AND {column} < ? AND bot = 0 GROUP BY bin, bucket ORDER BY bin",
        (start // unit, width // unit, start // unit, -(-end // unit)),
    ).fetchall()
    if not rows:
        return found
    columns = np.array(rows, np.int64)
    for part in np.split(columns, np.flatnonzero(np.diff(columns[:, 0])) + 1):
        counts = np.zeros(LATENCIES.length, np.int64)
        counts[part[:, 1]] = part[:, 2]
        found[part[0, 0]] = Histogram(LATENCIES, counts).percentile(95) / 1000
    return found
