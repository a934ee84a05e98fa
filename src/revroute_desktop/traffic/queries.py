"""What the tables of traffic say: by minute and hour, visits, latencies, files and refused lines.

Times are microseconds UTC; a span is from `start` up to, not including, `end`.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.rollups import HOUR, LATENCIES, MINUTE, Dimension

Int64s = NDArray[np.int64]

_PEOPLE: Final = (int(BotClass.PEOPLE),)


@dataclass(frozen=True, slots=True)
class Counts:
    """Requests, pages, answers with 400 and more, with 500 and more, and bytes."""

    hits: int = 0
    pages: int = 0
    errors: int = 0
    failures: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """Requests by minute and class of bot, as columns in order of time; `at` is the minute's beginning."""

    at: Int64s
    bot: Int64s
    hits: Int64s
    pages: Int64s
    errors: Int64s
    failures: Int64s
    size: Int64s


@dataclass(frozen=True, slots=True)
class TermCounts:
    """What one text of a dimension has."""

    text: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class VisitTotals:
    """Visits that began in a span: how many, of one page, their pages, and their mean length in seconds."""

    visits: int
    single_page: int
    pages: int
    mean_seconds: float


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit. `landing` and `exit` are "" where no page was seen, other texts where nothing is known."""

    id: int
    begun: int
    ended: int
    hits: int
    pages: int
    size: int
    landing: str
    exit: str
    source: str
    campaign: str
    country: str
    device: str
    bot: BotClass
    verdict: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """What was read of a log file, in all."""

    id: int
    path: str
    format: str
    read_at: int
    lines: int
    hits: int
    refused: int
    known: int
    first_at: int | None
    last_at: int | None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A line that is no request of its format."""

    path: str
    line: int
    place: int
    reason: str
    text: str


def span(sql: sqlite3.Connection) -> tuple[int, int] | None:
    """Return from the first to behind the last minute that has requests; None where there are none."""
    # Each on its own is found at an end of the index; asked together SQLite goes through all rows.
    first, last = sql.execute(
        "SELECT (SELECT min(minute) FROM desk_traffic_minute), (SELECT max(minute) FROM desk_traffic_minute)"
    ).fetchone()
    return None if first is None else (first * MINUTE, (last + 1) * MINUTE)


def minutes(sql: sqlite3.Connection, start: int, end: int) -> Minutes:
    """Return the requests of each minute by class."""
    rows = sql.execute(
        "SELECT minute, bot, hits, pages, errors, failures, size FROM desk_traffic_minute"
        " WHERE minute >= ? AND minute < ? ORDER BY minute, bot",
        (start // MINUTE, -(-end // MINUTE)),
    ).fetchall()
    table = np.array(rows, np.int64).reshape(len(rows), 7)
    return Minutes(table[:, 0] * MINUTE, *(table[:, column] for column in range(1, 7)))


def by_class(sql: sqlite3.Connection, start: int, end: int) -> dict[BotClass, Counts]:
    """Return what each class has, to the minute."""
    rows = sql.execute(
        "SELECT bot, sum(hits), sum(pages), sum(errors), sum(failures), sum(size) FROM desk_traffic_minute"
        " WHERE minute >= ? AND minute < ? GROUP BY bot",
        (start // MINUTE, -(-end // MINUTE)),
    )
    return {BotClass(bot): Counts(*sums) for bot, *sums in rows}


def top(
    sql: sqlite3.Connection,
    dimension: Dimension,
    start: int,
    end: int,
    *,
    bots: Sequence[int] = _PEOPLE,
    most: int = 20,
) -> tuple[TermCounts, ...]:
    """Return the texts of a dimension with most requests, to the hour; `bots` are the classes that count."""
    marks = ", ".join("?" * len(bots))
    rows = sql.execute(
        "SELECT text, sum(hits) AS total, sum(pages), sum(errors), sum(failures), sum(size)"
        " FROM desk_traffic_hour JOIN desk_traffic_term ON desk_traffic_term.id = term"
        f" WHERE dimension = ? AND hour >= ? AND hour < ? AND bot IN ({marks})"
        " GROUP BY term ORDER BY total DESC, text LIMIT ?",
        (int(dimension), start // HOUR, -(-end // HOUR), *bots, most),
    )
    return tuple(TermCounts(text, Counts(*sums)) for text, *sums in rows)


def hours(
    sql: sqlite3.Connection,
    dimension: Dimension,
    text: str,
    start: int,
    end: int,
    *,
    bots: Sequence[int] = _PEOPLE,
) -> tuple[tuple[int, Counts], ...]:
    """Return what one text of a dimension has in each hour, with the hour's beginning."""
    marks = ", ".join("?" * len(bots))
    rows = sql.execute(
        "SELECT hour, sum(hits), sum(pages), sum(errors), sum(failures), sum(size) FROM desk_traffic_hour"
        " WHERE dimension = ? AND hour >= ? AND hour < ?"
        " AND term = (SELECT id FROM desk_traffic_term WHERE text = ?)"
        f" AND bot IN ({marks}) GROUP BY hour ORDER BY hour",
        (int(dimension), start // HOUR, -(-end // HOUR), text, *bots),
    )
    return tuple((hour * HOUR, Counts(*sums)) for hour, *sums in rows)


def latency(
    sql: sqlite3.Connection,
    start: int,
    end: int,
    *,
    percents: Sequence[float] = (50, 90, 95, 99),
    bots: Sequence[int] = _PEOPLE,
) -> dict[float, int]:
    """Return latencies in microseconds by percent, to the minute; empty where no log had times."""
    marks = ", ".join("?" * len(bots))
    rows = sql.execute(
        "SELECT bucket, sum(hits) FROM desk_traffic_latency_minute WHERE minute >= ? AND minute < ?"
        f" AND bot IN ({marks}) GROUP BY bucket",
        (start // MINUTE, -(-end // MINUTE), *bots),
    ).fetchall()
    return dict(zip(percents, _histogram(rows).percentiles(percents), strict=True)) if rows else {}


def latency_by_minute(
    sql: sqlite3.Connection, start: int, end: int, percent: float, *, bots: Sequence[int] = _PEOPLE
) -> tuple[tuple[int, int], ...]:
    """Return one percentile of each minute that has latencies, with the minute's beginning."""
    marks = ", ".join("?" * len(bots))
    rows = sql.execute(
        "SELECT minute, bucket, sum(hits) FROM desk_traffic_latency_minute WHERE minute >= ? AND minute < ?"
        f" AND bot IN ({marks}) GROUP BY minute, bucket ORDER BY minute",
        (start // MINUTE, -(-end // MINUTE), *bots),
    ).fetchall()
    by_minute: dict[int, list[tuple[int, int]]] = {}
    for minute, bucket, hits in rows:
        by_minute.setdefault(minute, []).append((bucket, hits))
    return tuple(
        (minute * MINUTE, _histogram(buckets).percentile(percent)) for minute, buckets in by_minute.items()
    )


def visit_totals(
    sql: sqlite3.Connection, start: int, end: int, *, bots: Sequence[int] = _PEOPLE
) -> VisitTotals:
    """Return the sums of the visits that ended in a span."""
    marks = ", ".join("?" * len(bots))
    count, single, pages, mean = sql.execute(
        "SELECT count(*), coalesce(sum(pages = 1), 0), coalesce(sum(pages), 0), avg(ended - begun)"
        f" FROM desk_traffic_visit WHERE ended >= ? AND ended < ? AND bot IN ({marks})",
        (start, end, *bots),
    ).fetchone()
    return VisitTotals(count, single, pages, (mean or 0.0) / 1e6)


def newest_visits(
    sql: sqlite3.Connection,
    start: int,
    end: int,
    *,
    bots: Sequence[int] = _PEOPLE,
    most: int = 100,
) -> tuple[VisitRow, ...]:
    """Return the visits that ended in a span, the last seen first."""
    marks = ", ".join("?" * len(bots))
    rows = sql.execute(
        "SELECT visit.id, begun, ended, hits, pages, size, landing.text, leave.text, source.text,"
        " campaign.text, country.text, device.text, bot, verdict.text FROM desk_traffic_visit AS visit"
        " JOIN desk_traffic_term AS landing ON landing.id = landing"
        " JOIN desk_traffic_term AS leave ON leave.id = exit"
        " JOIN desk_traffic_term AS source ON source.id = source"
        " JOIN desk_traffic_term AS campaign ON campaign.id = campaign"
        " JOIN desk_traffic_term AS country ON country.id = country"
        " JOIN desk_traffic_term AS device ON device.id = device"
        " JOIN desk_traffic_term AS verdict ON verdict.id = verdict"
        f" WHERE ended >= ? AND ended < ? AND bot IN ({marks}) ORDER BY ended DESC, visit.id DESC LIMIT ?",
        (start, end, *bots, most),
    )
    return tuple(VisitRow(*(*row[:12], BotClass(row[12]), *row[13:])) for row in rows)


def files(sql: sqlite3.Connection) -> tuple[FileRow, ...]:
    """Return the log files that were read, the newest reading first."""
    rows = sql.execute(
        "SELECT id, path, format, read_at, lines, hits, refused, known, first_at, last_at"
        " FROM desk_traffic_file ORDER BY read_at DESC, id"
    )
    return tuple(FileRow(*row) for row in rows)


def refused(sql: sqlite3.Connection, *, path: str | None = None, most: int = 200) -> tuple[RefusedRow, ...]:
    """Return refused lines of all files, or of one, the newest first."""
    rows = sql.execute(
        "SELECT path, line, place, reason, text FROM desk_traffic_refused"
        " JOIN desk_traffic_file ON desk_traffic_file.id = file WHERE ? IS NULL OR path = ?"
        " ORDER BY desk_traffic_refused.id DESC LIMIT ?",
        (path, path, most),
    )
    return tuple(RefusedRow(*row) for row in rows)


def _histogram(rows: Sequence[tuple[int, int]]) -> Histogram:
    counts = np.zeros(LATENCIES.length, np.int64)
    for bucket, hits in rows:
        counts[bucket] += hits
    return Histogram(LATENCIES, counts)
