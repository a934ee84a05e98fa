"""A week's hours: a metric by weekday and hour of the books' zone."""

import sqlite3
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.metrics.catalogue import check_terms, metric_named
from revroute_desktop.analytics.metrics.known import known_span
from revroute_desktop.analytics.metrics.model import Ask, Metric, Terms
from revroute_desktop.analytics.metrics.periods import Period, Step, edges
from revroute_desktop.analytics.metrics.values import code_of, read_values
from revroute_desktop.analytics.series import HOUR
from revroute_desktop.errors import UserError
from revroute_desktop.workspace.zones import DAY, local_times

DAYS: Final = 7
HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class WeekHours:
    """A metric of a period in one currency: `cells[weekday][hour]`, Monday first. Of a sum that is the
    mean of all such hours of which anything is known, None where there is none; a ratio is the ratio of their
    sums, None where there are too few rows.
    """

    metric: Metric
    currency: str | None
    cells: tuple[tuple[Fraction | None, ...], ...]


def week_hours(
    sql: sqlite3.Connection, name: str, period: Period, *, now: int, terms: Terms = ()
) -> tuple[WeekHours, ...]:
    """Return a metric by weekday and hour, by currency; hours that are not over by `now` (microseconds UTC),
    and those without logs where the metric needs them, count nowhere.

    Raises UserError for a metric that is known by the day, or is a state or a percentile, which hours don't
    add up to.
    """
    metric = metric_named(name)
    check_terms(metric, terms)
    if metric.finest > HOUR or metric.level or not metric.additive:
        raise UserError(f"{metric.title} ({metric.name}) can't be told by hours of the week.")
    start, end = known_span(sql, metric, (period.start, min(period.end, now)))
    marks = edges(start, end, Step.HOUR, period.zone)
    if len(marks) < 2:
        return ()
    local = local_times(np.array(marks[:-1], np.int64), period.zone)
    # The first of January 1970 was a Thursday.
    weekday, hour = (local // DAY + 3) % DAYS, local % DAY // HOUR
    hours = np.zeros((DAYS, HOURS), np.int64)
    np.add.at(hours, (weekday, hour), 1)
    sums: dict[int | None, list[list[list[int]]]] = {}
    for (currency, _, place), value in read_values(metric, Ask(sql, marks, period.zone, None, terms)).items():
        cells = sums.setdefault(currency, [[[0, 0, 0] for _ in range(HOURS)] for _ in range(DAYS)])
        cell = cells[int(weekday[place])][int(hour[place])]
        cell[0] += value.part
        cell[1] += value.over if metric.over is not None else 0
        cell[2] += value.rows
    order = currency_order(sql)
    return tuple(
        WeekHours(
            metric,
            code_of(currency),
            tuple(
                tuple(
                    _figure(metric, (cell[0], cell[1], cell[2]), count)
                    for cell, count in zip(day, counts, strict=True)
                )
                for day, counts in zip(cells, hours.tolist(), strict=True)
            ),
        )
        for currency, cells in sorted(sums.items(), key=lambda one: order(code_of(one[0])))
    )


def _figure(metric: Metric, sums: tuple[int, int, int], hours: int) -> Fraction | None:
    part, over, rows = sums
    if metric.over is None:
        return Fraction(part, hours) if hours else None
    return Fraction(part, over) if over > 0 and rows >= metric.least else None
