"""A series made ready for forecasting: gaps filled, single outliers drawn in."""

import numpy as np

from revroute_desktop.analytics.series import Floats

OUTLIER = 15.0
"""Robust standard deviations from what its season lets expect, beyond which a figure is drawn in."""

_TO_DEVIATION = 1.4826  # of the median absolute deviation, for a normal distribution
_MEAN_TO_DEVIATION = 1.2533  # of the mean absolute deviation
_OUTLIERS_MAX = 0.02  # more than this share are no outliers but what the series is like


def without_gaps(values: Floats, season: int) -> Floats:
    """Return the figures with each gap filled: by the same step one season before or after, moved to the
    level around the gap, else by a straight line between its neighbours.
    """
    known = np.isfinite(values)
    if known.all():
        return values.copy()
    places = np.arange(len(values))
    line = np.interp(places, places[known], values[known])
    if season < 2 or len(values) < 2 * season:
        return line
    filled = line.copy()
    shape = line - _smooth(line, season)
    for place in places[~known]:
        other = next(
            (near for near in (place - season, place + season) if 0 <= near < len(values) and known[near]),
            None,
        )
        if other is not None:
            filled[place] = line[place] - shape[place] + shape[other]
    return filled


def drawn_in(values: Floats, season: int) -> tuple[Floats, int]:
    """Return the figures with single outliers drawn in to the bound, and how many there were.

    An outlier is far from the median of its neighbours, and of the same step in the seasons around it.
    """
    expected = around(values, season)
    off = values - expected
    away = np.abs(off - np.median(off))
    # Where most figures are exactly as expected, the median says nothing about the others.
    bound = OUTLIER * (_TO_DEVIATION * float(np.median(away)) or _MEAN_TO_DEVIATION * float(away.mean()))
    outliers = np.abs(off) > bound
    if bound == 0 or not outliers.any() or outliers.mean() > _OUTLIERS_MAX:
        return values, 0
    bounded = values.copy()
    bounded[outliers] = expected[outliers] + np.sign(off[outliers]) * bound
    return bounded, int(outliers.sum())


def around(values: Floats, season: int) -> Floats:
    """Return what its neighbours let expect of each figure: their median, and that of the same step in the
    seasons around it.
    """
    steps = [1, 2] if season < 2 or len(values) < 3 * season else [season, 2 * season, 1]
    count = len(values)
    places = np.arange(count)
    near = []
    for step in (sign * step for step in steps for sign in (-1, 1)):
        other = places + step
        # Beyond the ends the same step on the other side stands in.
        other = np.where((other < 0) | (other >= count), places - step, other)
        near.append(values[np.clip(other, 0, count - 1)])
    return np.asarray(np.median(np.stack(near), axis=0), np.float64)


def _smooth(values: Floats, season: int) -> Floats:
    """Return the moving mean over one season, as wide as there is room at the ends."""
    sums = np.concatenate(([0.0], np.cumsum(values)))
    places = np.arange(len(values))
    low = np.maximum(places - season // 2, 0)
    high = np.minimum(low + season, len(values))
    return np.asarray((sums[high] - sums[low]) / (high - low), np.float64)
