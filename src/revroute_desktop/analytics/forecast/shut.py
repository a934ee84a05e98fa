"""Steps at which nothing ever happens: the day on which a shop is shut, its nights, its holidays."""

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.series import Floats

Bools = NDArray[np.bool_]

_LEAST = 4  # seasons in a row without anything; fewer are too few to say it of any step
_BY_CHANCE = 0.001  # so seldom would as many figures in a row be zero if they were like the others
_SEASONS_MOST = 26  # newest seasons that are looked at: what was long ago says little of now


def shut_ahead(
    values: Floats, seasons: tuple[int, ...], horizon: int, holidays: Bools | None = None
) -> Bools:
    """Return of each of the `horizon` steps after `values` whether nothing is to be expected at it.

    That is so where a place in a season (or all `holidays`, a mark for each step of past and future) had
    nothing but zeros for so long that chance alone would hardly make them, with what the others are like: an
    hour of the week beside the same hour of other days, a day beside other days.
    """
    shut = np.zeros(horizon, np.bool_)
    ahead = np.arange(horizon)
    for number, season in enumerate(seasons):
        rows = min(len(values) // season, _SEASONS_MOST)
        if rows < _LEAST:
            continue
        zero = values[-rows * season :].reshape(rows, season) == 0
        # How many in a row, seen from the newest.
        run = np.where(zero.all(axis=0), rows, np.argmin(zero[::-1], axis=0))
        within = seasons[number - 1] if number and season % seasons[number - 1] == 0 else 1
        own = zero.sum(axis=0).reshape(-1, within)
        others = ((own.sum(axis=0) - own) / (rows * (len(own) - 1))).ravel()
        # Of many places one is easily empty by chance.
        places = (run >= _LEAST) & (others**run < _BY_CHANCE / season)
        # Where every place is, it is no place of the season but the series that has ended.
        if not places.all():
            shut |= places[ahead % season]
    if holidays is not None:
        past, future = holidays[: len(values)], holidays[len(values) : len(values) + horizon]
        on, off = values[past], values[~past]
        if len(on) >= _LEAST and len(off) and not on.any() and np.mean(off == 0) ** len(on) < _BY_CHANCE:
            shut |= future
    return shut
