"""Distributions: order values, and latencies, in bins that widen by equal factors."""

import sqlite3
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.metrics.event_scan import Pieces, scan
from revroute_desktop.analytics.metrics.model import Ask, Unit
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.read_traffic import latency_counts
from revroute_desktop.analytics.metrics.values import code_of
from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.rollups import LATENCIES
from revroute_desktop.workspace.event_rollups.columns import Field
from revroute_desktop.workspace.event_rollups.keep import EARNING

Int64s = NDArray[np.int64]

FEWEST: Final = 20
"""Values below which nothing is told."""
_A_DECADE: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many values fall between two edges, from the first to below the second: minor units of `currency`
    (its code), or microseconds. `marks` are the 50th, 90th and 99th percentile; without `enough` there are
    neither counts nor marks.
    """

    unit: Unit
    currency: str | None
    edges: tuple[int, ...]
    counts: tuple[int, ...]
    marks: tuple[tuple[int, int], ...]
    values: int

    @property
    def enough(self) -> bool:
        """Whether there are enough values to tell."""
        return self.values >= FEWEST


PERCENTS: Final = (50, 90, 99)


def order_values(sql: sqlite3.Connection, period: Period) -> tuple[Spread, ...]:
    """Return the amounts of the events that earn, by currency, in bins of 1, 2, 5 and their tenfolds."""
    pieces = Pieces(np.array([period.start]), np.array([period.end]), np.zeros(1, np.int64))
    found: dict[int, list[Int64s]] = {}
    for one in scan(sql, pieces, {Field.KIND: frozenset(EARNING)}, (Field.CURRENCY, Field.AMOUNT)):
        currency, amount = one.column(Field.CURRENCY), one.column(Field.AMOUNT)
        for code in np.unique(currency).tolist():
            found.setdefault(code, []).append(amount[currency == code])
    order = currency_order(sql)
    return tuple(
        _spread(Unit.MONEY, code_of(code), np.concatenate(amounts))
        for code, amounts in sorted(found.items(), key=lambda one: order(code_of(one[0])))
    )


def latencies(sql: sqlite3.Connection, period: Period) -> Spread:
    """Return the times of people's requests, in the same bins of microseconds."""
    counts = latency_counts(Ask(sql, (period.start, period.end), period.zone)).get(0)
    if counts is None or int(counts.sum()) < FEWEST:
        return Spread(Unit.DURATION, None, (), (), (), 0 if counts is None else int(counts.sum()))
    lows, used = LATENCIES.lows, np.flatnonzero(counts)
    edges = _edges(int(lows[used[0]]), int(lows[used[-1]]))
    place = np.searchsorted(edges, lows[used], side="right") - 1
    sums = np.bincount(place, weights=counts[used], minlength=len(edges) - 1).astype(np.int64)
    marks = Histogram(LATENCIES, counts).percentiles(PERCENTS)
    return Spread(
        Unit.DURATION,
        None,
        tuple(edges.tolist()),
        tuple(sums.tolist()),
        tuple(zip(PERCENTS, marks, strict=True)),
        int(counts.sum()),
    )


def _spread(unit: Unit, currency: str | None, values: Int64s) -> Spread:
    if len(values) < FEWEST:
        return Spread(unit, currency, (), (), (), len(values))
    edges = _edges(int(values.min()), int(values.max()))
    counts = np.bincount(np.searchsorted(edges, values, side="right") - 1, minlength=len(edges) - 1)
    ordered = np.sort(values)
    # The smallest value that as many percent do not exceed.
    marks = [(percent, int(ordered[-(-len(ordered) * percent // 100) - 1])) for percent in PERCENTS]
    return Spread(unit, currency, tuple(edges.tolist()), tuple(counts.tolist()), tuple(marks), len(values))


def _edges(least: int, most: int) -> Int64s:
    """Return the edges of bins that hold all from `least` to `most`; what is below 1 is in a bin from 0."""
    steps = sorted(
        factor * 10**power for power in range(19) for factor in _A_DECADE if factor * 10**power < 2**62
    )
    found = [0, *steps]
    first = max(place for place, edge in enumerate(found) if edge <= max(least, 0))
    last = min(place for place, edge in enumerate(found) if edge > most)
    return np.array(found[first : last + 1], np.int64)
