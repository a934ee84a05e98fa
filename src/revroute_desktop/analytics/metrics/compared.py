"""From when on a metric can be compared: a sum of days of which only some are known stands beside nothing."""

import sqlite3

from revroute_desktop.analytics.metrics.metrics_of_traffic import OF_LOGS
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
    if metric.over is not None or metric.least > 1 or metric.given or metric.level:
        return None
    begun = None if metric.name in OF_LOGS else event_span(sql)
    # Where buyers came from is known from logs alone.
    of_logs = metric.name in OF_LOGS or (metric.part.reader == "joined" and (by or terms))
    logs = traffic_span(sql) if of_logs else None
    starts = [one[0] for one in (begun, logs) if one is not None]
    return midnight(local_day(max(starts), zone), zone) if starts else None
