"""The figure of what did not happen: zero where that is known, nothing where nobody could know."""

import sqlite3

from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.known import data_span
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.values import Value


def nothing_of(
    sql: sqlite3.Connection,
    metric: Metric,
    currency: str | None,
    span: tuple[int, int],
    other: tuple[int, int] | None,
) -> Figure | None:
    """Return the figure of a metric of which there is nothing in a span (microseconds UTC), beside that of
    another. A sum is zero within the time of which there are data; None where it can't be told: for ratios,
    for what somebody would have to give, in no currency for money, and outside of that time.
    """
    if not metric.nothing_is_zero or (metric.by_currency and currency is None):
        return None
    known = data_span(sql, metric.name)
    if known is None:
        return None
    now, before = (
        Value(0, 1, 0, one is not None and one[0] < known[1] and one[1] > known[0]) for one in (span, other)
    )
    return Figure(currency, "", now, before) if now.enough else None
