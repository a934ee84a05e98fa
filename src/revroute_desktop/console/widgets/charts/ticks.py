"""Where the marks of an axis stand: four to six round values in the unit that people read."""

from math import ceil, floor, log10

from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.console.widgets.charts.data import Scale

MARKS_MOST = 6
_ROOM = 34
"""Pixels from mark to mark upwards at least."""
_SECOND, _MINUTE, _HOUR = 1_000_000, 60_000_000, 3_600_000_000


def round_step(least: float) -> float:
    """Return the least of 1, 2, 5, 10, 20 … that is not below a number."""
    if least <= 0:
        return 1.0
    power = 10.0 ** floor(log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9))


def step_of(scale: Scale, least: float, most: float) -> float:
    """Return the round step of a scale that is not below a number; `most` says how large values are."""
    base = _base(scale, most)
    step = round_step(least / base) * base
    return max(step, 1.0) if scale.unit is Unit.COUNT else step


def value_marks(scale: Scale, low: float, high: float, room: float, apart: float = _ROOM) -> list[float]:
    """Return the marks between two values in so many pixels."""
    count = max(2, min(MARKS_MOST - 1, room / apart))
    step = step_of(scale, (high - low) / count, max(abs(low), abs(high)))
    return [at * step for at in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def round_range(scale: Scale, low: float, high: float, room: float) -> tuple[float, float]:
    """Return the range of an axis that holds zero and both values and ends in round ones."""
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return 0.0, step_of(scale, 0.0, 0.0)
    count = max(2, min(MARKS_MOST - 2, room / _ROOM))
    step = step_of(scale, (high - low) / count, max(-low, high))
    # A little room above the highest value, so that its line is not cut.
    top = ceil(high * 1.02 / step - 1e-9) * step if high > 0 else 0.0
    foot = floor(low * 1.02 / step + 1e-9) * step if low < 0 else 0.0
    return foot, top


def decades(low: float, high: float, room: float) -> list[float]:
    """Return the marks between two logarithms to the base ten: 1, 10, and 2 and 5 where there is room."""
    span = max(high - low, 0.1)
    factors = (1, 2, 5) if room / span > 60 else (1,)
    found = (log10(factor) + decade for decade in range(floor(low), ceil(high) + 1) for factor in factors)
    marks = [value for value in found if low - 1e-9 <= value <= high + 1e-9]
    return marks[:: ceil(len(marks) / max(2, room / 20))] if marks else marks


def _base(scale: Scale, most: float) -> float:
    if scale.unit is Unit.BYTES:
        return float(next((size for size in (2**40, 2**30, 2**20, 2**10) if most >= size), 1))
    if scale.unit is Unit.DURATION:
        return float(next((size for size in (_HOUR, _MINUTE, _SECOND) if most >= 2 * size), 1000))
    return scale.base
