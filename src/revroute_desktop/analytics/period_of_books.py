"""The period that a console or a report looks at: whole days, or all days of which there is data."""

import sqlite3
from datetime import date

from revroute_desktop.analytics.metrics.known import data_span
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day


def period_of(sql: sqlite3.Connection, span: tuple[int, int] | None, zone: str) -> Period | None:
    """Return the days that two instants (microseconds UTC) enclose; where there are none, all days from the
    first revenue event or request to the last. None while there are neither.
    """
    if span is None:
        known = [one for one in (data_span(sql, "events"), data_span(sql, "requests")) if one is not None]
        if not known:
            return None
        span = min(start for start, _ in known), max(end for _, end in known)
    return Period(day_of(local_day(span[0], zone)), day_of(local_day(span[1] - 1, zone)), zone)


def newest_day(sql: sqlite3.Connection, zone: str, now: int, metric: str | None = None) -> date:
    """Return the day of the newest event or request of what a metric is made of, or of any; today where there
    is nothing. Not the newest booked day: what is held is booked long after what brought it in.
    """
    names = ("events", "requests") if metric is None else (metric,)
    ends = [span[1] - 1 for name in names if (span := data_span(sql, name)) is not None]
    return day_of(local_day(max(ends, default=now), zone))


def newest(sql: sqlite3.Connection) -> tuple[int, ...]:
    """Return what changes with everything that cards show: entries of the log, among them those of costs and
    rates, commits of traffic, and load runs. What else the desk writes changes no figure.
    """
    row = sql.execute(
        "SELECT (SELECT COALESCE(MAX(seq), -1) FROM audit_entry),"
        " (SELECT COALESCE(MAX(steps), 0) FROM desk_traffic_state),"
        " (SELECT COALESCE(MAX(id), 0) FROM desk_load_run)"
    ).fetchone()
    return tuple(int(value) for value in row)


def has_data(sql: sqlite3.Connection) -> bool:
    """Whether there is anything to measure."""
    return any(data_span(sql, name) is not None for name in ("events", "requests"))
