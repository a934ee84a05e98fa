"""Of what time a metric can know anything: of traffic while there are logs, of the books since they began."""

import sqlite3
from collections.abc import Sequence

from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.series import HOUR
from revroute_desktop.traffic.queries import span as traffic_span
from revroute_desktop.workspace.event_rollups.columns import span as event_span


def data_span(sql: sqlite3.Connection, name: str) -> tuple[int, int] | None:
    """Return from when to when (microseconds UTC) there is anything that a metric could be made of."""
    metric = metric_named(name)
    if metric.needs_logs:
        return traffic_span(sql)
    found = event_span(sql)
    return None if found is None else (found[0], found[1] + 1)


def known_of_logs(sql: sqlite3.Connection, metric: Metric, span: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a span (microseconds UTC) of which there are logs; all of it for what needs none."""
    return covered_by_logs(sql, [span])[0] if metric.needs_logs else span


def known_span(sql: sqlite3.Connection, metric: Metric, span: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a span (microseconds UTC) of which a metric can know anything: of traffic while
    there are logs, of the books from the hour in which they begin.
    """
    span = known_of_logs(sql, metric, span)
    books = books_span(sql, metric)
    return span if books is None else (max(span[0], books[0] - HOUR + 1), span[1])


def books_span(sql: sqlite3.Connection, metric: Metric) -> tuple[int, int] | None:
    """Return from when to when (microseconds UTC) the books tell of a metric; None where there is nothing in
    them, and for what does not come from them alone.
    """
    return None if metric.given or metric.needs_logs else data_span(sql, metric.name)


def measured_span(sql: sqlite3.Connection, metric: Metric, period: Period) -> tuple[int, int]:
    """Return the time of a period that counts for a metric, microseconds UTC."""
    span = (period.start, period.end)
    return covered_by_logs(sql, [span])[0] if metric.covered else span


def covered_by_logs(sql: sqlite3.Connection, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans as far as there is traffic."""
    known = traffic_span(sql)
    if known is None:
        return [(start, start) for start, _ in spans]
    cut = [(max(start, known[0]), min(end, known[1])) for start, end in spans]
    return [(start, max(start, end)) for start, end in cut]
