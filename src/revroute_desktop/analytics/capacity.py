"""How long today's capacity lasts: the work that is forecast, against what was borne and what is there."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import numpy as np

from revroute_desktop.analytics.days_ahead import (
    Ahead,
    DayPeak,
    Horizon,
    busiest_hours,
    events_by_day,
    peaks_of_requests,
)
from revroute_desktop.analytics.measured_rates import import_rate, postings_of_event, routing_rate
from revroute_desktop.analytics.needs import (
    Kind,
    Need,
    Place,
    need_of,
    need_of_disk,
    need_of_hours,
    need_of_workers,
)
from revroute_desktop.analytics.prices import Cost, PriceTable, costs, kept_prices, read_prices
from revroute_desktop.analytics.series import SeriesError
from revroute_desktop.traffic.load.runs import LoadRun, RunState, load_runs, seconds_of

BORNE_SECONDS: Final = 10
"""Seconds on end over which a run's rate counts as borne."""

MONTH: Final = 30
"""Days of the month whose costs are told."""

_RUNS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Borne:
    """The load run that bore most of those that passed their thresholds: its best rate over BORNE_SECONDS."""

    run: LoadRun
    per_second: float


@dataclass(frozen=True, slots=True)
class Capacity:
    """`busiest` is the busiest minute until now, requests a second; `peaks` those that are expected,
    `passed_on` the first day whose upper end passes what was borne, None where none does or nothing was
    measured. `events` is what revenue events a day are expected to come to. All lack what too little is known
    of, which `notes` say. `costs` are of MONTH days at the upper end, by the workspace's price table, each
    event writing so many `writes`.
    """

    borne: Borne | None
    busiest: float
    peaks: tuple[DayPeak, ...]
    passed_on: date | None
    method: str
    errors: dict[str, float]
    events: tuple[DayPeak, ...]
    needs: tuple[Need, ...]
    table: PriceTable
    costs: tuple[Cost, ...]
    writes: Fraction
    notes: tuple[str, ...]


def capacity(
    sql: sqlite3.Connection,
    zone: str,
    now: int,
    days: int = 90,
    *,
    place: Place | None = None,
    country: str | None = None,
) -> Capacity:
    """Forecast what work is coming and compare it with what was borne and what is there.

    The peak of requests is that of a minute, so that what a day's mean hides is seen; own load is not in it.
    `place` is where the workspace lies, `country` whose holidays count. Raises SeriesError where there are
    too few days of traffic and too few of events.
    """
    horizon = Horizon(days, zone, now, country)
    notes: list[str] = []
    events = events_by_day(sql, horizon)
    peaks: Ahead | None = None
    try:
        peaks = peaks_of_requests(sql, horizon)
    except SeriesError as error:
        if events is None:
            raise
        notes.append(str(error))
    borne = _most_borne(sql)
    if borne is None:
        notes.append(
            "No load run has passed its thresholds yet: `revroute traffic run` measures what is borne."
        )
    for ahead, what in ((peaks, "traffic"), (events, "events")):
        if ahead is not None:
            notes += _notes(ahead, what, days)
    busy = {
        kind: ahead
        for kind, name in ((Kind.EVENTS, "events"), (Kind.LINES, "all_requests"))
        if (ahead := busiest_hours(sql, name, horizon)) is not None
    }
    needs = _needs(sql, peaks, borne, busy, events, place)
    table = read_prices(kept_prices(sql))
    writes = 1 + postings_of_event(sql)
    return Capacity(
        borne=borne,
        busiest=float(np.nanmax(peaks.values)) if peaks is not None else 0.0,
        peaks=peaks.days if peaks is not None else (),
        passed_on=next((one.passed_on for one in needs if one.kind is Kind.REQUESTS), None),
        method=peaks.forecast.method if peaks is not None else "",
        errors={one.method: one.error for one in peaks.forecast.errors} if peaks is not None else {},
        events=events.days if events is not None else (),
        needs=needs,
        table=table,
        costs=_costs(table, events, busy.get(Kind.EVENTS), writes),
        writes=writes,
        notes=tuple(notes),
    )


def _notes(ahead: Ahead, what: str, days: int) -> list[str]:
    found = []
    if len(ahead.days) < days:
        count = len(ahead.values)
        found.append(f"There are {count} days of {what}, so only {len(ahead.days)} are looked ahead.")
    if ahead.forecast.note:
        found.append(ahead.forecast.note)
    return found


def _needs(
    sql: sqlite3.Connection,
    peaks: Ahead | None,
    borne: Borne | None,
    busy: dict[Kind, Ahead],
    events: Ahead | None,
    place: Place | None,
) -> tuple[Need, ...]:
    rates = {Kind.EVENTS: routing_rate(sql), Kind.LINES: import_rate(sql)}
    found: list[Need] = []
    if peaks is not None and borne is not None:
        about = f"load run {borne.run.id} bore it over {BORNE_SECONDS} seconds"
        found.append(need_of(Kind.REQUESTS, peaks, borne.per_second, about))
    elif peaks is not None:
        found.append(need_of(Kind.REQUESTS, peaks, None, "no load run has passed its thresholds"))
    found += [need_of_hours(kind, ahead, rates[kind]) for kind, ahead in busy.items()]
    if place is None:
        return tuple(found)
    workers = need_of_workers(busy, rates, place.workers)
    if workers is not None:
        found.append(workers)
    (count,) = sql.execute("SELECT MAX(id) FROM event").fetchone()
    if events is not None and count:
        found.append(need_of_disk(events, count, place))
    return tuple(found)


def _costs(
    table: PriceTable, events: Ahead | None, hours: Ahead | None, writes: Fraction
) -> tuple[Cost, ...]:
    if events is None:
        return ()
    known = events.days[:MONTH]
    month = sum(one.upper for one in known) * MONTH / len(known)
    busiest = max((one.upper for one in hours.days[:MONTH]), default=0.0) if hours is not None else 0.0
    return costs(table, month, busiest, writes)


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
