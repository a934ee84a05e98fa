"""The course of a metric around an alert: figures, the range that was expected, what was off."""

import sqlite3
from dataclasses import dataclass
from typing import Final

import numpy as np

from revroute_desktop.analytics.anomalies.alerts import Alert
from revroute_desktop.analytics.anomalies.detect import judge_all
from revroute_desktop.analytics.anomalies.rules import read_rule, values_of
from revroute_desktop.analytics.anomalies.watch import SEASONS
from revroute_desktop.analytics.history import history, series_of_line
from revroute_desktop.analytics.metrics.bounds import bounds_of
from revroute_desktop.analytics.metrics.lines import Line
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import Floats, SeriesError

_BEFORE: Final = {Step.HOUR: 24 * 7, Step.DAY: 56, Step.WEEK: 52, Step.MONTH: 24}
_AFTER: Final = {Step.HOUR: 48, Step.DAY: 14, Step.WEEK: 8, Step.MONTH: 6}


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Figures of the steps between `edges` (microseconds UTC) and what was expected of each, NaN where
    nothing was known. `odd` are the places of the alert's steps that were off; `mark` is what a rule compares
    with, and `is_ratio` whether that is a ratio of two metrics.
    """

    edges: tuple[int, ...]
    values: Floats
    lower: Floats
    upper: Floats
    odd: tuple[int, ...]
    mark: float | None = None
    is_ratio: bool = False


def course_of(sql: sqlite3.Connection, alert: Alert, zone: str, now: int) -> Course | None:
    """Return the course around an alert; None where its figures are not there any more."""
    rule = read_rule(alert.rule) if alert.rule is not None else None
    to_now = rule is not None and rule.missing > 0
    known = history(sql, alert.metric.name, alert.step, zone, now, to_now=to_now)
    line = next((one for one in known if one.currency == alert.currency), None)
    if line is None or not line.edges[0] <= alert.begun < line.edges[-1]:
        return None
    first, last = (int(np.searchsorted(line.edges, at)) for at in (alert.begun, alert.ended))
    low = max(0, first - _BEFORE[alert.step])
    # Of what goes on for long, its beginning is what one looks for.
    high = min(len(line.exact), min(last, first + _AFTER[alert.step]) + _AFTER[alert.step])
    within = slice(low, high)
    edges = line.edges[low : high + 1]
    nothing = np.full(high - low, np.nan)
    if rule is None:
        return _judged(line, alert, within, edges, first - low, last - low)
    other: Line | None = None
    if rule.other is not None:
        others = history(sql, rule.other.name, rule.step, zone, now)
        other = others[0] if others else None
    values = values_of(rule, line, other)[within]
    odd = tuple(range(first - low, min(last, high) - low))
    mark = None if rule.missing else float(rule.mark)
    shown = np.nan_to_num(values) if rule.missing else values
    return Course(edges, shown, nothing, nothing, odd, mark, rule.other is not None)


def _judged(line: Line, alert: Alert, within: slice, edges: tuple[int, ...], first: int, last: int) -> Course:
    try:
        judged = judge_all(series_of_line(line, alert.step), SEASONS[alert.step])[within]
    except SeriesError:
        judged = []
    values = line.values[within]
    if not judged:
        nothing = np.full(len(values), np.nan)
        return Course(edges, values, nothing, nothing, tuple(range(first, min(last, len(values)))))
    bounds = bounds_of(alert.metric)
    lower, upper = (
        np.clip(np.array(some), *bounds)
        for some in ([one.lower for one in judged], [one.upper for one in judged])
    )
    odd = tuple(at for at in range(first, min(last, len(judged))) if judged[at].severity > 1)
    return Course(edges, values, lower, upper, odd)
