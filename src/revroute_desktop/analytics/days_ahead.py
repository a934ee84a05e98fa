"""Work by the day as it is expected: the busiest minute and hour of each day, and its events."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from revroute_desktop.analytics.forecast.forecast import Forecast, forecast
from revroute_desktop.analytics.forecast.holidays import holiday_columns
from revroute_desktop.analytics.history import following, history, series_of_line
from revroute_desktop.analytics.metrics.periods import Step, edges
from revroute_desktop.analytics.series import Floats, Series, SeriesError, usual_seasons
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.traffic.queries import span as traffic_span
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace.zones import local_day

_OWN: Final = "11, 12"  # classes of the operator's own load and addresses
_LATELY: Final = 28


@dataclass(frozen=True, slots=True)
class DayPeak:
    """A day that is expected, with the range: requests a second in its busiest minute, or events and lines in
    its busiest hour, or its events.
    """

    day: date
    per_second: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """A series by the day, and the days that are expected, one or more."""

    values: Floats
    days: tuple[DayPeak, ...]
    forecast: Forecast

    @property
    def newest(self) -> float:
        """The highest of the newest four weeks."""
        return float(np.nanmax(self.values[-_LATELY:]))

    @property
    def expected(self) -> float:
        """The highest that is forecast."""
        return max(one.per_second for one in self.days)

    @property
    def upper(self) -> float:
        """The highest of the range."""
        return max(one.upper for one in self.days)

    def passing(self, mark: float) -> date | None:
        """Return the first day whose upper end passes a mark."""
        return next((one.day for one in self.days if one.upper > mark), None)


@dataclass(frozen=True, slots=True)
class Horizon:
    """What is asked: how many days ahead, in which zone, from when on, and whose holidays count."""

    days: int
    zone: str
    now: int
    country: str | None = None


def peaks_of_requests(sql: sqlite3.Connection, horizon: Horizon) -> Ahead:
    """Forecast the busiest minute of each day, in requests a second. Raises SeriesError."""
    known = traffic_span(sql)
    marks = edges(known[0], min(known[1], horizon.now), Step.DAY, horizon.zone) if known else ()
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
    return _ahead(Series(marks[0], Step.DAY.length, np.array(values)), horizon)


def busiest_hours(sql: sqlite3.Connection, name: str, horizon: Horizon) -> Ahead | None:
    """Forecast the busiest hour of each day in a count; None where too little is known."""
    for line in history(sql, name, Step.HOUR, horizon.zone, horizon.now):
        marks = edges(line.edges[0], line.edges[-1], Step.DAY, horizon.zone)
        if len(marks) < 2:
            return None
        places = np.searchsorted(np.array(line.edges), np.array(marks)).tolist()
        values = line.values
        most = np.array([np.nanmax(values[a:b]) for a, b in pairwise(places)])
        return _or_none(Series(marks[0], Step.DAY.length, most), horizon)
    return None


def events_by_day(sql: sqlite3.Connection, horizon: Horizon) -> Ahead | None:
    """Forecast the events of each day; None where too little is known."""
    for line in history(sql, "events", Step.DAY, horizon.zone, horizon.now):
        return _or_none(series_of_line(line, Step.DAY), horizon)
    return None


def _or_none(series: Series, horizon: Horizon) -> Ahead | None:
    try:
        return _ahead(series, horizon)
    except SeriesError:
        return None


def _ahead(series: Series, horizon: Horizon) -> Ahead:
    """Forecast as many days as there is history for, those of the horizon at most."""
    count, zone = min(horizon.days, len(series.values)), horizon.zone
    # A series of days takes them for equally long; the calendar goes on from the day in which it ends.
    at = following(series.end + Step.DAY.length // 4, count + 1, Step.DAY, zone)
    columns = None
    if horizon.country is not None:
        begun = following(series.start + Step.DAY.length // 4, len(series.values), Step.DAY, zone)
        columns = holiday_columns((*begun, *at), Step.DAY.length, zone, horizon.country)
    expected = forecast(series, count, usual_seasons(Step.DAY.length), holidays=columns)
    figures = (expected.values.tolist(), expected.lower.tolist(), expected.upper.tolist())
    found = tuple(
        DayPeak(day_of(local_day(begin, zone)), max(value, 0.0), max(low, 0.0), max(high, 0.0))
        for begin, value, low, high in zip(at[:-1], *figures, strict=True)
    )
    return Ahead(series.values, found, expected)
