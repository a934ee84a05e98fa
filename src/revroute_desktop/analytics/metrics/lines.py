"""Metrics over time: a line for each currency, in whole steps."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.model import Ask, Metric, Terms
from revroute_desktop.analytics.metrics.periods import Step, edges
from revroute_desktop.analytics.metrics.values import code_of, read_values
from revroute_desktop.analytics.series import Floats
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.queries import span as traffic_span


@dataclass(frozen=True, slots=True)
class Line:
    """A metric over time in one currency; `exact[i]` is that of the step from `edges[i]` to the next, None
    where nothing is known. Money is in minor units. `parts` are the steps that are not whole: their place,
    and from when to when (microseconds UTC) there is something of them.
    """

    metric: Metric
    currency: str | None
    edges: tuple[int, ...]
    exact: tuple[Fraction | None, ...]
    parts: tuple[tuple[int, int, int], ...] = ()

    @property
    def values(self) -> Floats:
        """The figures as numbers, NaN where nothing is known."""
        return np.array([np.nan if one is None else float(one) for one in self.exact])


def lines(
    sql: sqlite3.Connection,
    name: str,
    start: int,
    end: int,
    step: Step,
    zone: str,
    *,
    terms: Terms = (),
    to_end: bool = False,
) -> tuple[Line, ...]:
    """Return a metric over time, by currency, that of most events first: the whole steps from `start` to
    `end` (microseconds UTC), narrowed to `terms`.

    Sums are 0 where nothing happened; ratios without enough rows are None. Metrics of traffic end with the
    logs, but with `to_end` go on with nothing. Raises UserError for a step that is finer than what is kept.
    """
    metric = metric_named(name)
    check_step(metric, step)
    if metric.needs_logs:
        known = traffic_span(sql)
        start, last = (max(start, known[0]), known[1]) if known else (end, end)
        end = end if to_end else min(end, last)
    marks = edges(start, end, step, zone)
    return lines_between(sql, metric, marks, zone, terms) if len(marks) > 1 else ()


def check_step(metric: Metric, step: Step) -> None:
    """Raise UserError for a step that is finer than what is kept of a metric."""
    if step.length < metric.finest:
        raise UserError(
            f"{metric.title} ({metric.name}) is known by the day; ask with --step day, week or month."
        )


def lines_between(
    sql: sqlite3.Connection, metric: Metric, marks: tuple[int, ...], zone: str, terms: Terms
) -> tuple[Line, ...]:
    """Return a metric between instants (microseconds UTC, rising), by currency, that of most events first."""
    found: defaultdict[int | None, list[Fraction | None]] = defaultdict(
        lambda: _empty(metric, len(marks) - 1)
    )
    for (currency, _, place), value in read_values(metric, Ask(sql, marks, zone, None, terms)).items():
        found[currency][place] = value.exact
    order = currency_order(sql)
    ordered = sorted(found, key=lambda number: order(code_of(number)))
    return tuple(
        Line(metric, code_of(currency), marks, tuple(_carried(metric, found[currency])))
        for currency in ordered
    )


def _empty(metric: Metric, count: int) -> list[Fraction | None]:
    return [Fraction(0) if metric.nothing_is_zero and not metric.level else None] * count


def _carried(metric: Metric, values: list[Fraction | None]) -> list[Fraction | None]:
    """Return a level's values with 0 before the first that is known."""
    if not metric.level:
        return values
    first = next((place for place, value in enumerate(values) if value is not None), len(values))
    return [Fraction(0)] * first + values[first:]
