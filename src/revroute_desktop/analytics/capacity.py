"""How long today's capacity lasts: peaks of requests as forecast, against what a load run has borne."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from revroute_desktop.analytics.forecast.forecast import Forecast, forecast
from revroute_desktop.analytics.history import following, history, series_of_line
from revroute_desktop.analytics.metrics.periods import Step, edges
from revroute_desktop.analytics.series import Series, SeriesError, usual_seasons
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.traffic.load.runs import LoadRun, RunState, load_runs, seconds_of
from revroute_desktop.traffic.queries import span as traffic_span
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace.zones import local_day

BORNE_SECONDS: Final = 10
"""Seconds on end over which a run's rate counts as borne."""

_RUNS: Final = 1_000
_OWN: Final = "11, 12"  # classes of the operator's own load and addresses


@dataclass(frozen=True, slots=True)
class Borne:
    """The load run that bore most of those that passed their thresholds: its best rate over BORNE_SECONDS."""

    run: LoadRun
    per_second: float


@dataclass(frozen=True, slots=True)
class DayPeak:
    """A day that is expected: requests a second in its busiest minute, with the range."""

    day: date
    per_second: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Capacity:
    """`busiest` is the busiest minute until now, requests a second; `passed_on` the first day whose upper end
    of the range passes what was borne, None where none does or nothing was measured. `events` is what revenue
    events a day are expected to come to, empty where too few are known.
    """

    borne: Borne | None
    busiest: float
    peaks: tuple[DayPeak, ...]
    passed_on: date | None
    method: str
    errors: dict[str, float]
    events: tuple[DayPeak, ...]
    notes: tuple[str, ...]


def capacity(sql: sqlite3.Connection, zone: str, now: int, days: int = 90) -> Capacity:
    """Forecast the daily peak of requests and compare it with what was borne.

    The peak is that of a minute, so that what a day's mean hides is seen; own load is not in it. Raises
    SeriesError where there are too few days of traffic.
    """
    peaks = _daily_peaks(sql, zone, now)
    horizon = min(days, len(peaks.values))
    expected = forecast(peaks, horizon, usual_seasons(Step.DAY.length))
    notes = []
    if horizon < days:
        notes.append(f"There are {len(peaks.values)} days of traffic, so only {horizon} are looked ahead.")
    if expected.note:
        notes.append(expected.note)
    found = _days(expected, peaks.end, zone)
    borne = _most_borne(sql)
    passed = None
    if borne is None:
        notes.append(
            "No load run has passed its thresholds yet: `revroute traffic run` measures what is borne."
        )
    else:
        passed = next((one.day for one in found if one.upper > borne.per_second), None)
    events = _events(sql, zone, now, horizon)
    return Capacity(
        borne=borne,
        busiest=float(np.nanmax(peaks.values)),
        peaks=found,
        passed_on=passed,
        method=expected.method,
        errors={one.method: one.error for one in expected.errors},
        events=events,
        notes=tuple(notes),
    )


def _daily_peaks(sql: sqlite3.Connection, zone: str, now: int) -> Series:
    """Return the busiest minute of each whole day of traffic, in requests a second."""
    known = traffic_span(sql)
    marks = edges(known[0], min(known[1], now), Step.DAY, zone) if known else ()
    if len(marks) < 2:
        raise SeriesError("There is not enough data for capacity: import at least two weeks of logs.")
    rows = sql.execute(
        f"SELECT minute, SUM(hits) FROM desk_traffic_minute WHERE minute >= ? AND minute < ?"
        f" AND bot NOT IN ({_OWN}) GROUP BY minute ORDER BY minute",
        (marks[0] // MINUTE, marks[-1] // MINUTE),
    ).fetchall()
    table = np.array(rows, np.int64).reshape(len(rows), 2)
    places = np.searchsorted(table[:, 0] * MINUTE, np.array(marks, np.int64))
    values = [float(table[a:b, 1].max()) / 60 if a < b else 0.0 for a, b in pairwise(places.tolist())]
    return Series(marks[0], Step.DAY.length, np.array(values))


def _most_borne(sql: sqlite3.Connection) -> Borne | None:
    best: Borne | None = None
    for run in load_runs(sql, _RUNS):
        if run.state is not RunState.PASSED:
            continue
        rate = _rate(sql, run)
        if rate > 0 and (best is None or rate > best.per_second):
            best = Borne(run, rate)
    return best


def _rate(sql: sqlite3.Connection, run: LoadRun) -> float:
    """Return the best mean rate of requests that went well over BORNE_SECONDS, or over the whole of a shorter
    run.
    """
    seconds = [one for one in seconds_of(sql, run.id) if one.seconds > 0]
    if not seconds:
        return 0.0
    well = np.cumsum([0, *(one.ended - one.failed for one in seconds)])
    time = np.cumsum([0.0, *(one.seconds for one in seconds)])
    width = min(BORNE_SECONDS, len(seconds))
    return float(((well[width:] - well[:-width]) / (time[width:] - time[:-width])).max())


def _events(sql: sqlite3.Connection, zone: str, now: int, horizon: int) -> tuple[DayPeak, ...]:
    for line in history(sql, "events", Step.DAY, zone, now):
        series = series_of_line(line, Step.DAY)
        try:
            expected = forecast(series, min(horizon, len(series.values)), usual_seasons(Step.DAY.length))
        except SeriesError:
            return ()
        return _days(expected, line.edges[-1], zone)
    return ()


def _days(expected: Forecast, end: int, zone: str) -> tuple[DayPeak, ...]:
    # A series of days takes them for equally long; the calendar goes on from the day in which it ends.
    begin = end + Step.DAY.length // 4
    starts = following(begin, len(expected.values), Step.DAY, zone)
    rows = zip(
        starts, expected.values.tolist(), expected.lower.tolist(), expected.upper.tolist(), strict=True
    )
    return tuple(
        DayPeak(day_of(local_day(at, zone)), max(value, 0.0), max(low, 0.0), max(high, 0.0))
        for at, value, low, high in rows
    )
