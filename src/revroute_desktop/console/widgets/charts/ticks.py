"""Where the marks of an axis stand: four to six round values in the unit that people read."""

from collections.abc import Iterator
from math import ceil, floor, log10

from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.console.widgets.charts.data import Scale

MARKS_MOST = 6
_FACTORS = (1, 2, 2.5, 3, 4, 5)
_NOTHING = 1e-12
_WHOLE = 1.02
"""The end of an axis of shares that reach 100 %, with room for the line there."""
ROOM_UP = 30
"""Pixels from mark to mark upwards at least."""
_SECOND, _MINUTE, _HOUR = 1_000_000, 60_000_000, 3_600_000_000


def round_step(least: float) -> float:
    """Return the least of 1, 2, 5, 10, 20 … that is not below a number."""
    if least <= 0:
        return 1.0
    power = 10.0 ** floor(log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9))


def steps_from(scale: Scale, least: float, most: float) -> Iterator[float]:
    """Give the round steps that are not below a number, rising; `most` says how large the values are."""
    base = _base(scale, most)
    power = 10.0 ** floor(log10(least / base)) if least > 0 else 1.0
    while True:
        for factor in _FACTORS:
            step = power * factor * base
            # Nothing is counted by halves.
            countable = scale.unit is not Unit.COUNT or step.is_integer()
            if step >= least * (1 - 1e-9) and countable:
                yield step
        power *= 10


def value_marks(scale: Scale, low: float, high: float, room: float, apart: float = ROOM_UP) -> list[float]:
    """Return the marks between two values in so many pixels."""
    spans = _spans(room, apart)
    if scale.unit is Unit.SHARE and (low, high) == (0.0, _WHOLE):
        # All of it bears a mark.
        step = 0.25 if spans >= 4 else 0.5
    else:
        step = next(steps_from(scale, (high - low) / spans, max(abs(low), abs(high))))
    return [at * step for at in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def round_range(scale: Scale, low: float, high: float, room: float) -> tuple[float, float]:
    """Return the range of an axis that holds zero and both values and ends in round ones."""
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low < _NOTHING:
        return 0.0, next(steps_from(scale, 0.0, 0.0))
    spans = _spans(room, ROOM_UP)
    for step in steps_from(scale, (high - low) / spans, max(-low, high)):
        # A little room beyond the farthest value, so that its line is not cut.
        foot, top = floor(low * 1.02 / step + 1e-9), ceil(high * 1.02 / step - 1e-9)
        if top - foot <= spans and scale.unit is Unit.SHARE and foot == 0 and high <= 1 < top * step:
            # No share is above 100 %.
            return 0.0, _WHOLE
        if top - foot <= spans:
            # What is next to nothing has an axis of one step.
            return foot * step, max(top, foot + 1) * step
    raise AssertionError("steps rise without end")


def decades(low: float, high: float, room: float) -> list[float]:
    """Return the marks between two logarithms to the base ten: 1, 10, and 2 and 5 where there is room."""
    per_decade = room / max(high - low, 0.1)
    factors = (1, 2, 5) if per_decade > 60 else (1,)
    every = ceil(18 / per_decade) if per_decade < 18 else 1
    rows = (decade for decade in range(floor(low), ceil(high) + 1) if decade % every == 0)
    found = (log10(factor) + decade for decade in rows for factor in factors)
    return [value for value in found if low - 1e-9 <= value <= high + 1e-9]


def _spans(room: float, apart: float) -> int:
    """Return how many spans between marks have room: five at most, two at least."""
    return max(2, min(MARKS_MOST - 1, int(room / apart)))


def _base(scale: Scale, most: float) -> float:
    if scale.unit is Unit.BYTES:
        return float(next((size for size in (2**40, 2**30, 2**20, 2**10) if most >= size), 1))
    if scale.unit is Unit.DURATION:
        return float(next((size for size in (_HOUR, _MINUTE, _SECOND) if most >= 2 * size), 1000))
    return scale.base
