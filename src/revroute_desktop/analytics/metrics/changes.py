"""How much a figure changed: the one rule by which the window, the terminal and reports tell it."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.model import Metric, Unit

_MANY: Final = 10
"""A figure that grew by this many times itself is told as a multiple: beyond it percent say little."""


class By(Enum):
    """What a change is told in."""

    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it is told: `value` is in percent or percentage points, rounded to a tenth, or how many
    times as much it is now; 0 for what is new. `better` is 1 where that is for the better, -1 for the worse,
    0 where that can't be said.
    """

    by: By
    value: Fraction
    better: int


def change_of(metric: Metric, figure: Figure) -> Change | None:
    """Return how much a figure changed: a share by percentage points, others by percent; None where nothing
    can be said.
    """
    was, now = figure.before.exact, figure.now.exact
    if was is None or now is None:
        return None
    if metric.unit is Unit.SHARE:
        return _moved(metric, By.POINTS, now - was)
    if figure.change is None:
        return Change(By.NEW, Fraction(0), 0) if now else None
    if was < 0 <= now:
        # Percent of what was below zero would say how far, but not of what.
        return None
    if figure.change >= _MANY and was > 0:
        return Change(By.TIMES, Fraction(round(now / was)), metric.better)
    return _moved(metric, By.PERCENT, figure.change)


def _moved(metric: Metric, by: By, share: Fraction) -> Change:
    value = round(share * 100, 1)
    return Change(by, value, metric.better * ((value > 0) - (value < 0)))
