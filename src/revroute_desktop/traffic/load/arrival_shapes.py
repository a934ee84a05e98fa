"""When visits began, as the curve of a load: the busiest day or hours of a span, or its mean week.

Pure. Instants are microseconds UTC; days and weeks are those of a zone.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.rollups import HOUR, MINUTE
from revroute_desktop.workspace.zones import local_days, midnight, midnights

Int64s = NDArray[np.int64]

HOURS_MAX: Final = 168
_BY_MINUTE: Final = 3  # hours up to which the curve is one of minutes
_DAYS_OF_WEEK: Final = 7
_MONDAY: Final = 3  # 1970-01-01 was a Thursday
_EPOCH: Final = date(1970, 1, 1)


class ShapeKind(StrEnum):
    """Which stretch of the traffic a curve follows."""

    DAY = "the busiest day"
    HOURS = "the busiest hours"
    WEEK = "the mean week"


@dataclass(frozen=True, slots=True)
class Shape:
    """Visits a second in equal steps of `step` real seconds, the span that they are from, and its name."""

    kind: ShapeKind
    start: int
    end: int
    step: float
    heights: tuple[float, ...]
    label: str

    @property
    def seconds(self) -> float:
        """How long it lasted in reality."""
        return self.step * len(self.heights)


def shape_of(begun: Int64s, kind: ShapeKind, zone: str, hours: int = 1) -> Shape:
    """Return the curve of visits that began at these instants, of which there is at least one."""
    match kind:
        case ShapeKind.DAY:
            return _busiest_day(begun, zone)
        case ShapeKind.HOURS:
            return _busiest_hours(begun, hours)
        case ShapeKind.WEEK:
            return _mean_week(begun, zone)


def _busiest_day(begun: Int64s, zone: str) -> Shape:
    days, counts = np.unique(local_days(begun, zone), return_counts=True)
    day = int(days[np.argmax(counts)])
    start, end = midnight(day, zone), midnight(day + 1, zone)
    label = f"{_EPOCH + timedelta(days=day)} ({zone}), the busiest of {len(days)} days with visits"
    return Shape(ShapeKind.DAY, start, end, 3600.0, _heights(begun, start, end, HOUR), label)


def _busiest_hours(begun: Int64s, hours: int) -> Shape:
    if not 1 <= hours <= HOURS_MAX:
        raise UserError(f"A curve has from 1 to {HOURS_MAX} hours, not {hours}; take a day or a week.")
    of = begun // HOUR
    first = int(of.min())
    counts = np.bincount(of - first, minlength=int(of.max()) - first + 1)
    sums = np.concatenate(([0], np.cumsum(np.concatenate((counts, np.zeros(hours - 1, np.int64))))))
    best = first + int(np.argmax(sums[hours:] - sums[:-hours]))
    start, end = best * HOUR, (best + hours) * HOUR
    step = MINUTE if hours <= _BY_MINUTE else HOUR
    at = np.datetime64(start, "us").astype("datetime64[m]")
    label = f"{hours} h from {at} UTC on, the busiest"
    return Shape(ShapeKind.HOURS, start, end, step / 1e6, _heights(begun, start, end, step), label)


def _heights(begun: Int64s, start: int, end: int, step: int) -> tuple[float, ...]:
    inside = begun[(begun >= start) & (begun < end)]
    counts = np.bincount((inside - start) // step, minlength=-(-(end - start) // step))
    return tuple((counts / (step / 1e6)).tolist())


def _mean_week(begun: Int64s, zone: str) -> Shape:
    days = local_days(begun, zone)
    first, last = int(days.min()), int(days.max())
    if last - first + 1 < _DAYS_OF_WEEK:
        raise UserError(
            "A mean week needs seven days of traffic or more; take the busiest day, or a longer time."
        )
    # The second hour of a day that has 25 is counted with the one before.
    hour = np.minimum((begun - midnights(days, zone)) // HOUR, 23)
    counts = np.bincount((days + _MONDAY) % _DAYS_OF_WEEK * 24 + hour, minlength=_DAYS_OF_WEEK * 24)
    weekdays = np.bincount((np.arange(first, last + 1) + _MONDAY) % _DAYS_OF_WEEK, minlength=_DAYS_OF_WEEK)
    heights = counts / np.repeat(weekdays, 24) / 3600
    label = f"each hour of the week from Monday on ({zone}), the mean of {last - first + 1} days"
    start, end = midnight(first, zone), midnight(last + 1, zone)
    return Shape(ShapeKind.WEEK, start, end, 3600.0, tuple(heights.tolist()), label)
