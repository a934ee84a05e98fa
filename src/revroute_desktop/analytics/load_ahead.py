"""The work of the next day for the queue: from the forecast of events and log lines per hour to slots."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from revroute_desktop.analytics.forecast.desk import holiday_country
from revroute_desktop.analytics.history import MetricForecast, forecast_metric
from revroute_desktop.analytics.measured_rates import Rate, import_rate, routing_rate
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import HOUR, SeriesError
from revroute_desktop.processes.kinds import BOOKS
from revroute_desktop.processes.steering_table import foresee
from revroute_desktop.processes.tuning import Expected
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import load_zone

HOURS: Final = 24
"""Hours that are looked ahead."""

FULL: Final = 0.5
"""Share of an hour that work may take in one slot; the rest is for what is not steady within the hour."""

_LANES: Final = ((BOOKS, "events", "events"), ("traffic import", "all_requests", "log lines"))
_STEPS: Final = 2 * HOURS  # the newest figures may be some hours old
_MOST: Final = 64


@dataclass(frozen=True, slots=True)
class LoadAhead:
    """What was handed to the queue, and a sentence for each lane that nothing could be foreseen of."""

    expected: tuple[Expected, ...]
    unknown: tuple[str, ...]


def load_ahead(sql: sqlite3.Connection, zone: str, now: int) -> LoadAhead:
    """Return the slots that each lane needs in the next HOURS, at the upper end of the forecast's range."""
    rates = {BOOKS: routing_rate(sql), "traffic import": import_rate(sql)}
    country = holiday_country(sql)
    found: list[Expected] = []
    unknown: list[str] = []
    for lane, metric, what in _LANES:
        rate = rates[lane]
        if rate is None:
            unknown.append(f"How fast {what} are worked on was not timed yet.")
            continue
        try:
            (ahead,) = forecast_metric(sql, metric, _STEPS, Step.HOUR, zone, now, country=country)
        except SeriesError as error:
            unknown.append(str(error))
            continue
        if ahead.at[-1] + HOUR <= now:
            unknown.append(f"The newest {what} are too old to say what comes next.")
            continue
        found += _spans(lane, what, ahead, rate, zone, now)
    return LoadAhead(tuple(found), tuple(unknown))


def foresee_load(workspace: Workspace) -> LoadAhead:
    """Forecast the load of the next hours and hand it to the queue, in place of what was foreseen before."""
    now = workspace.clock()
    with workspace.read() as session:
        found = load_ahead(session.sql, workspace.zone, now)
    foresee(workspace, found.expected)
    return found


def _spans(lane: str, what: str, ahead: MetricForecast, rate: Rate, zone: str, now: int) -> list[Expected]:
    """Return the spans of hours that need the same slots, more than one, each with its reason."""
    bears = rate.per_second * 3600 * FULL
    upper = ahead.forecast.upper.tolist()
    hours = [
        (at, high, min(_MOST, int(-(-max(high, 0.0) // bears))))
        for at, high in zip(ahead.at, upper, strict=True)
        if now < at + HOUR and at < now + HOURS * HOUR
    ]
    found = []
    for slots, span in groupby(hours, key=lambda hour: hour[2]):
        if slots < 2:
            continue
        within = list(span)
        begun, ended = within[0][0], within[-1][0] + HOUR
        most = max(high for _, high, _ in within)
        times = f"from {_clock(begun, zone)} to {_clock(ended, zone)}"
        why = f"forecast of up to {most:,.0f} {what} an hour {times}"
        found.append(Expected(lane, begun, ended, slots, why))
    return found


def _clock(at: int, zone: str) -> str:
    return f"{datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(load_zone(zone)):%H:%M}"
