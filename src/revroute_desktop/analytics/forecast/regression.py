"""Forecasts by regression on the series' own past, the strong method of this program.

A figure is a weighted sum of those some steps before it: the newest, and those a season ago. The weights come
from ridge regression (Hoerl and Kennard 1970) over the whole history; two of them, one on the figures and one
on their changes, are averaged, since the first knows the level and the second follows where it drifts.
"""

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.series import Floats

NEWEST = 8
"""So many of the newest figures are looked at always."""

ON_LEVELS = 0.1
ON_CHANGES = 1.0
"""How strongly weights are held near zero, for standardised figures."""

_SEASON_WHOLE = 26  # a season up to this long is looked at in all its steps
_ROOM = 0.5  # of the range ever seen, by which a forecast may leave it


def regression(values: Floats, seasons: tuple[int, ...], horizon: int) -> Floats:
    """Return the next `horizon` figures; `values` has no gaps, `seasons` are lengths in steps.

    Whatever the weights say, a forecast leaves the range ever seen by half of it at most, and is not below
    zero where nothing ever was.
    """
    levels = _extended(values, seasons, horizon, ON_LEVELS)
    changes = _extended(np.diff(values), seasons, horizon, ON_CHANGES)
    both = (levels + values[-1] + np.cumsum(changes)) / 2
    low, high = float(values.min()), float(values.max())
    room = _ROOM * (high - low)
    floor = max(low - room, 0.0) if low >= 0 else low - room
    return np.asarray(np.clip(both, floor, high + room), np.float64)


def lags_of(seasons: tuple[int, ...], length: int) -> NDArray[np.int64]:
    """Return how many steps back is looked, so that `length` figures are enough to weigh each of them."""
    lags = set(range(1, NEWEST + 1))
    for place, season in enumerate(seasons):
        lags |= {season - 1, season, season + 1}
        if place == 0 and season <= _SEASON_WHOLE:
            lags |= set(range(1, season + 2))
        if place > 0:
            lags |= {season - 2, *(season - seasons[0] + off for off in (-1, 0, 1))}
    found = sorted(lag for lag in lags if lag >= 1)
    while len(found) > 1 and length - found[-1] < 3 * len(found) + 5:
        found.pop()
    return np.array(found, np.int64)


def _extended(values: Floats, seasons: tuple[int, ...], horizon: int, ridge: float) -> Floats:
    """Return the figures that follow; each forecast is looked back at by those after it."""
    count = len(values)
    mean, spread = float(values.mean()), float(values.std()) or 1.0
    known = (values - mean) / spread
    lags = lags_of(seasons, count)
    weights, constant = _weights(known, lags, ridge)
    whole = np.concatenate((known, np.zeros(horizon)))
    for place in range(count, count + horizon):
        whole[place] = whole[place - lags] @ weights + constant
    found: Floats = whole[count:] * spread + mean
    return found


def _weights(known: Floats, lags: NDArray[np.int64], ridge: float) -> tuple[Floats, float]:
    places = np.arange(lags[-1], len(known))
    if not len(places):
        return np.zeros(len(lags)), 0.0
    before = np.concatenate((known[places[:, None] - lags], np.ones((len(places), 1))), axis=1)
    squares = before.T @ before
    squares[np.arange(len(lags)), np.arange(len(lags))] += ridge
    weights = np.asarray(np.linalg.solve(squares, before.T @ known[places]), np.float64)
    return weights[:-1], float(weights[-1])
