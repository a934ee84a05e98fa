"""What the Anomalies tab reads, and what its chart is fed with."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from revroute_desktop.analytics.anomalies.alerts import Alert, alerts, looked_at
from revroute_desktop.analytics.anomalies.course import Course
from revroute_desktop.analytics.anomalies.desk import KeptRule, kept_rules
from revroute_desktop.analytics.anomalies.schedule import LOOK, repeats
from revroute_desktop.analytics.checks import Check, run_checks
from revroute_desktop.analytics.metrics.periods import period
from revroute_desktop.analytics.period_of_books import has_data, newest_day, period_of
from revroute_desktop.console.panes.analytics.anomalies.models import alert_title, rule_scale
from revroute_desktop.console.panes.analytics.words import period_words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.data import Curve, Curves, Limit
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.routing.event_pages import event_currencies
from revroute_desktop.workspace import Sql

_RINGS_MOST = 12
"""Figures that are circled each; of a longer stretch its first and its worst."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the tab lists."""

    alerts: tuple[Alert, ...]
    rules: tuple[KeptRule, ...]
    repeats: bool
    currencies: tuple[str, ...]
    looked_at: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks came to, of which days: the first and the one after the last, since 1970."""

    checks: tuple[Check, ...]
    days: tuple[int, int]
    words: str


def read_listed(sql: Sql) -> Listed:
    """Return what the tab lists. Runs aside."""
    return Listed(
        alerts(sql), kept_rules(sql), repeats(sql, LOOK), tuple(event_currencies(sql)), looked_at(sql)
    )


def read_checks(sql: Sql, span: tuple[int, int] | None, zone: str, now: int) -> Checked:
    """Return what the checks of a period came to, nothing where there is no data. Runs aside."""
    if not has_data(sql):
        return Checked((), (0, 0), "")
    # All time has no time before it to compare with.
    newest = period(None, None, zone, newest_day(sql, zone, now))
    looked_at = newest if span is None else period_of(sql, span, zone) or newest
    days = day_number(looked_at.first), day_number(looked_at.last) + 1
    return Checked(run_checks(sql, looked_at, now), days, period_words(looked_at))


def curves_of(alert: Alert, course: Course, zone: ZoneInfo) -> Curves:
    """Return what the chart of an alert is fed with: figures, expected range, what was off, a rule's mark."""
    scale = rule_scale(alert)
    known = not bool(np.isnan(course.upper).all())
    limits = (Limit(course.mark, tr("the rule"), "warning"),) if course.mark is not None else ()
    odd = course.odd
    if len(odd) > _RINGS_MOST:
        worst = max(odd, key=lambda at: abs(course.values[at] - np.nan_to_num(course.upper[at])))
        odd = tuple(sorted({odd[0], worst}))
    curve = Curve(alert_title(alert), course.values, odd=odd)
    return Curves(
        np.array(course.edges, np.int64),
        (curve,),
        scale,
        limits=limits,
        expected=(course.lower, course.upper) if known else None,
        zone=zone,
    )
