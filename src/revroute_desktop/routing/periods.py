"""Periods of caps and tiers: which one a local day lies in, as a number for columns and as a label for people
(B14).
"""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.plans.plan import Period

Int64s = NDArray[np.int64]

_EPOCH = date(1970, 1, 1)
_MONTHS_EACH = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}

REFINES: dict[Period, frozenset[Period]] = {
    Period.DAY: frozenset(Period),
    Period.WEEK: frozenset({Period.WEEK, Period.ALL}),
    Period.MONTH: frozenset({Period.MONTH, Period.QUARTER, Period.YEAR, Period.ALL}),
    Period.QUARTER: frozenset({Period.QUARTER, Period.YEAR, Period.ALL}),
    Period.YEAR: frozenset({Period.YEAR, Period.ALL}),
    Period.ALL: frozenset({Period.ALL}),
}
"""Every period of the kind lies whole within one period of each of these kinds."""


def period_numbers(days: Int64s, period: Period) -> Int64s:
    """Return a number for each local day, the same for days of one period and rising with time."""
    match period:
        case Period.DAY:
            return days
        case Period.WEEK:
            return (days + 3) // 7  # 1970-01-01 was a Thursday; ISO weeks begin on Monday
        case Period.ALL:
            return np.zeros_like(days)
        case _:
            return _by_month(days, _MONTHS_EACH[period])


def period_label(day: int, period: Period) -> str:
    """Return the label of the period that a local day lies in: 2026-03-05, 2026-W10, 2026-03, 2026-Q1, 2026
    or *.
    """
    when = _EPOCH + timedelta(days=day)
    match period:
        case Period.DAY:
            return when.isoformat()
        case Period.WEEK:
            year, week, _ = when.isocalendar()
            return f"{year:04d}-W{week:02d}"
        case Period.MONTH:
            return f"{when.year:04d}-{when.month:02d}"
        case Period.QUARTER:
            return f"{when.year:04d}-Q{(when.month + 2) // 3}"
        case Period.YEAR:
            return f"{when.year:04d}"
        case Period.ALL:
            return "*"


def _by_month(days: Int64s, months_each: int) -> Int64s:
    if not len(days):
        return days
    first, last = int(days.min()), int(days.max())
    if last - first > 4 * len(days) + 1000:  # a few days far apart: no table of all between them
        return days.astype("M8[D]").astype("M8[M]").astype(np.int64) // months_each
    every_day = np.arange(first, last + 1, dtype=np.int64)
    table = every_day.astype("M8[D]").astype("M8[M]").astype(np.int64) // months_each
    return table[days - first]
