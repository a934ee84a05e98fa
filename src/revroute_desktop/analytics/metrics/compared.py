"""From when on a metric can be compared: a sum of days of which only some are known stands beside nothing."""

import sqlite3
from collections.abc import Sequence

from revroute_desktop.analytics.metrics.model import Metric, Terms
from revroute_desktop.traffic.queries import span as traffic_span
from revroute_desktop.workspace.event_rollups.columns import span as event_span
from revroute_desktop.workspace.zones import local_day, midnight


def compared_from(
    sql: sqlite3.Connection, metric: Metric, zone: str, by: str | None = None, terms: Terms = ()
) -> int | None:
    """Return the midnight (microseconds UTC) from which on a span is compared with: that of the day on which
    the books begin, for what needs logs that on which these begin. None where that does not matter: ratios
    are those of what is known, a level is of one moment, and what is given is told with its days.
    """
    if metric.level or not metric.nothing_is_zero:
        return None
    begun = None if metric.needs_logs else event_span(sql)
    # Where buyers came from is known from logs alone.
    of_logs = metric.needs_logs or (metric.part.reader == "joined" and (by or terms))
    logs = traffic_span(sql) if of_logs else None
    starts = [one[0] for one in (begun, logs) if one is not None]
    return midnight(local_day(max(starts), zone), zone) if starts else None


def comparable(
    spans: Sequence[tuple[int, int]], known: Sequence[bool], since: int | None
) -> tuple[list[tuple[int, int]], list[bool]]:
    """Return the time before and a span, and what is known of them, where nothing that begins earlier than
    `since` is compared with.
    """
    other, span = spans
    if since is None or other[0] >= since:
        return [other, span], list(known)
    return [(other[0], other[0]), span], [False, known[1]]


def coverage(spans: Sequence[tuple[int, int]], covered: Sequence[tuple[int, int]], alone: bool) -> str:
    """Return what there are no logs of, of the time before and of a span; nothing where there are all. A span
    that is `alone` is not compared with what there is before.
    """
    none_before, none_now = (start >= end for start, end in covered)
    compared = spans[0][0] < spans[0][1]
    if none_now:
        return "There are no logs of these days."
    part = covered[1] != spans[1]
    if compared and none_before:
        return f"There are no logs of the period before{', and not of all days of this one' if part else ''}."
    if part:
        return "There are not logs of all these days; only the time of which there are is counted."
    if compared and alone:
        return "There are not logs of all days before, so there is nothing to compare with."
    if compared and covered[0] != spans[0]:
        return "There are not logs of all days before; only the time of which there are is counted."
    return ""
