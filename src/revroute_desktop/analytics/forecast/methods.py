"""The methods by which a series is forecast, each a function from its past to its future."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from revroute_desktop.analytics.forecast.regression import regression
from revroute_desktop.analytics.series import Floats

Forecaster = Callable[[Floats, tuple[int, ...], int], Floats]
"""From figures without gaps, the seasons in steps and a horizon to the figures that follow."""


@dataclass(frozen=True, slots=True)
class Method:
    """A method by its name; `least` figures are needed for it, given the seasons."""

    name: str
    forecast: Forecaster
    least: Callable[[tuple[int, ...]], int]


def last_value(values: Floats, seasons: tuple[int, ...], horizon: int) -> Floats:
    """Return the last figure again and again."""
    return np.repeat(values[-1:], horizon)


def last_season(values: Floats, seasons: tuple[int, ...], horizon: int) -> Floats:
    """Return the last whole season of the first kind again and again (seasonal naive)."""
    season = seasons[0]
    return np.resize(values[-season:], horizon)


def usual_season(values: Floats, seasons: tuple[int, ...], horizon: int) -> Floats:
    """Return the median of the same step in the last four longest seasons, moved to the newest level."""
    season = seasons[-1]
    rows = min(4, len(values) // season)
    recent = values[-rows * season :].reshape(rows, season)
    shape = np.median(recent, axis=0)
    level = float(np.median(values[-season:]) - np.median(shape))
    return np.resize(shape, horizon) + level


METHODS = (
    Method("last value", last_value, lambda seasons: 1),
    Method("last season", last_season, lambda seasons: seasons[0] if seasons else 1 << 60),
    Method("usual season", usual_season, lambda seasons: 2 * seasons[-1] if seasons else 1 << 60),
    Method("regression", regression, lambda seasons: 20),
)
"""From plain to strong."""
