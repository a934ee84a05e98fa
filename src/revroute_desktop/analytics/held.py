"""`Held`: a metric's series by key with their running sums, so that any span of them is summed at once."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.model import Ask, Metric
from revroute_desktop.analytics.metrics.periods import Period, Step, edges
from revroute_desktop.analytics.metrics.values import Value, code_of, read_values
from revroute_desktop.analytics.selection import Term
from revroute_desktop.analytics.series import DAY, Floats
from revroute_desktop.traffic.queries import span as traffic_span

Int64s = NDArray[np.int64]

_SAFE: Final = 2**62
"""Sums up to here are added as 64 bits; larger ones would wrap."""

_HOURS_UP_TO, _DAYS_UP_TO, _WEEKS_UP_TO = 3, 400, 3 * 366
"""Days of a period that is shown by the hour, by the day, by the week."""


@dataclass(frozen=True, eq=False)
class Held:
    """A metric by key and step in one currency (its code, None for what has none): `part[k, i]` /
    `over[k, i]` from `edges[i]` to `edges[i + 1]`, microseconds UTC, and the `rows[k, i]` behind it. Money is
    minor units.
    """

    metric: Metric
    currency: str | None
    edges: Int64s
    keys: tuple[str, ...]
    part: Int64s
    over: Int64s
    rows: Int64s

    @property
    def spans(self) -> int:
        """How many steps."""
        return len(self.edges) - 1

    @property
    def _least(self) -> int:
        """Rows below which a step has no figure: a sum of nothing is 0, but what nobody gave is unknown."""
        metric = self.metric
        return 0 if metric.nothing_is_zero else metric.least

    @property
    def adds(self) -> bool:
        """Whether keys can be put together: not distinct payers, percentiles and concentrations."""
        return self.metric.additive

    @cached_property
    def values(self) -> Floats:
        """The figure of each key and step, NaN where there is not enough data."""
        summed = self.metric.over is None
        with np.errstate(invalid="ignore", divide="ignore"):
            found = self.part.astype(np.float64) if summed else self.part / self.over.astype(np.float64)
        found[self.rows < self._least] = np.nan
        return found

    def places(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return the first step of a span and the one after its last: every step that it touches."""
        first = int(np.searchsorted(self.edges, span[0], side="right")) - 1
        after = int(np.searchsorted(self.edges, span[1], side="left"))
        first = min(max(first, 0), self.spans)
        return first, min(max(after, first), self.spans)

    def sums(self, first: int, after: int) -> tuple[Int64s, Int64s, Int64s]:
        """Return part, over and rows of each key in the steps from `first` up to `after`."""
        if self.metric.level:
            last = max(after - 1, 0)
            return self.part[:, last], self.over[:, last], self.rows[:, last]
        part, over, rows = self._running
        return (
            part[:, after] - part[:, first],
            over[:, after] - over[:, first],
            rows[:, after] - rows[:, first],
        )

    def figures(self, first: int, after: int) -> list[Value]:
        """Return the figure of each key in the steps from `first` up to `after`."""
        parts, overs, counts = (one.tolist() for one in self.sums(first, after))
        if self.metric.over is None:
            return [Value(p, 1, n, n >= self._least) for p, n in zip(parts, counts, strict=True)]
        return [
            Value(p, o, n, o > 0 and n >= self.metric.least)
            for p, o, n in zip(parts, overs, counts, strict=True)
        ]

    @cached_property
    def _running(self) -> tuple[Int64s, Int64s, Int64s]:
        made = []
        for one in (self.part, self.over, self.rows):
            sums = np.zeros((one.shape[0], one.shape[1] + 1), one.dtype)
            np.cumsum(one, axis=1, out=sums[:, 1:])
            made.append(sums)
        return made[0], made[1], made[2]


def hold(
    sql: sqlite3.Connection,
    metric: Metric,
    marks: Sequence[int],
    zone: str,
    *,
    by: str | None = None,
    terms: tuple[Term, ...] = (),
) -> dict[str | None, Held]:
    """Return the series of a metric over the steps between `marks`, by currency.

    Raises UserError for a dimension that the metric can't be told apart by.
    """
    measured, steps = _measured(sql, metric, marks)
    values = read_values(metric, Ask(sql, measured, zone, by, terms)) if steps else {}
    keys: dict[int | None, dict[str, int]] = {}
    for currency, key, _ in values:
        of = keys.setdefault(currency, {})
        of.setdefault(key, len(of))
    made: dict[int | None, tuple[list[list[int]], ...]] = {
        currency: tuple([[0] * (len(marks) - 1) for _ in of] for _ in range(3))
        for currency, of in keys.items()
    }
    for (currency, key, place), value in values.items():
        at = keys[currency][key]
        part, over, rows = made[currency]
        step = steps[place]
        part[at][step], over[at][step], rows[at][step] = value.part, value.over, value.rows
    edges_ = np.array(marks, np.int64)
    found = {}
    for currency, (part, over, rows) in made.items():
        code = code_of(currency)
        found[code] = Held(
            metric, code, edges_, tuple(keys[currency]), _array(part), _array(over), _array(rows)
        )
    return found


def _measured(
    sql: sqlite3.Connection, metric: Metric, marks: Sequence[int]
) -> tuple[tuple[int, ...], list[int]]:
    """Return the edges of what counts of the steps between `marks`, and which step each part belongs to."""
    if not metric.covered:
        return tuple(marks), list(range(len(marks) - 1))
    known = traffic_span(sql)
    if known is None:
        return (), []
    cut = np.unique(np.clip(np.array(marks, np.int64), *known))
    steps = np.searchsorted(np.array(marks, np.int64), cut[:-1], side="right") - 1
    return tuple(cut.tolist()), steps.tolist()


def nothing(metric: Metric, currency: str | None, marks: Sequence[int]) -> Held:
    """Return a series in which nothing happened."""
    empty = np.zeros((1, len(marks) - 1), np.int64)
    return Held(metric, currency, np.array(marks, np.int64), ("",), empty, empty, empty)


def usual_step(period: Period, metric: Metric) -> Step:
    """Return the step that a period is shown by: hours of days, days of months, weeks of years."""
    if period.days <= _HOURS_UP_TO and metric.finest < DAY:
        return Step.HOUR
    if period.days <= _DAYS_UP_TO:
        return Step.DAY
    return Step.WEEK if period.days <= _WEEKS_UP_TO else Step.MONTH


def marks_of(period: Period, step: Step) -> tuple[int, ...]:
    """Return the edges of a period's steps with its own ends: the first and the last step may be short."""
    inside = edges(period.start, period.end, step, period.zone)
    return tuple(sorted({period.start, *inside, period.end}))


def whole_steps(period: Period, step: Step) -> tuple[bool, bool]:
    """Return whether the first and the last step of a period are whole ones."""
    if step is Step.WEEK:
        return not period.first.weekday(), period.last.weekday() == 6
    if step is Step.MONTH:
        return period.first.day == 1, (period.last + timedelta(1)).day == 1
    return True, True


def _array(rows: list[list[int]]) -> Int64s:
    large = sum(sum(map(abs, row)) for row in rows) > _SAFE
    return np.array(rows, object if large else np.int64)
