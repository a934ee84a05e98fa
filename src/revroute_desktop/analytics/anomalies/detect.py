"""Figures that are not as their season lets expect, found one by one as they come in.

What is expected of a step is the median of the same step in the newest seasons, or of the newest figures
while there are too few seasons. How far off is too far follows from how far off figures were: several robust
standard deviations, and beyond nearly all that was seen. Both are medians and quantiles, so that an anomaly
does not move them. An episode is told once, at its beginning.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from revroute_desktop.analytics.series import DAY, Series, SeriesError

DEVIATIONS: Final = 8.0
"""Robust standard deviations that a figure must be off at least."""

BEYOND: Final = 1.5
"""Times the 99.5th percentile of what figures were off, beyond which one must lie too."""

SEASONS: Final = 4
"""Newest seasons that make what is expected."""

REMEMBERED: Final = 2_000
"""Newest figures that say how far off is usual."""

_WARM_UP: Final = 60  # figures, and
_WARM_UP_SEASONS: Final = 2.0  # seasons, before anything is told
_SEASONS_LEAST: Final = 3  # before the same step of earlier ones is what is expected
_NEWEST: Final = 36  # figures that stand in for seasons that are not there yet
_LEAST: Final = 12
_RENEWED: Final = 16  # figures after which the bound is reckoned anew
_TO_DEVIATION: Final = 1.4826  # of the median absolute deviation, for a normal distribution
_LENGTH_LEAST: Final = 100


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure and what was expected: between `lower` and `upper`, NaN while nothing is known yet.

    `severity` is how far off it is, in bounds: above 1 it is an anomaly. `begins` tells an episode.
    """

    value: float
    expected: float
    lower: float
    upper: float
    severity: float
    begins: bool


class Detector:
    """Judges a series figure by figure. `season` is its length in steps; an episode is over when a season (or
    `quiet` steps) has passed without a further anomaly.
    """

    def __init__(self, season: int, quiet: int | None = None) -> None:
        if season < 2:
            raise SeriesError(f"A season has 2 steps at least, not {season}.")
        self._season = season
        self._quiet = season if quiet is None else quiet
        self._warm_up = max(_WARM_UP, round(_WARM_UP_SEASONS * season))
        self._values: deque[float] = deque(maxlen=max(SEASONS * season, _NEWEST))
        self._off: deque[float] = deque(maxlen=REMEMBERED)
        self._seen = 0
        self._bound = float("nan")
        self._reckoned = -_RENEWED
        self._last_anomaly = -(1 << 62)

    def judge(self, value: float) -> Judged:
        """Take the next figure in and judge it; NaN, a gap, is never an anomaly."""
        if self._seen == _SEASONS_LEAST * self._season:
            # From here on more is known, and how far off figures were before says nothing.
            self._off.clear()
        expected = self._expected()
        bound = self._current_bound()
        off = abs(value - expected)
        severity = 0.0
        if self._seen >= self._warm_up and np.isfinite(off) and np.isfinite(bound):
            severity = off / bound if bound > 0 else (0.0 if off == 0 else float("inf"))
        begins = severity > 1 and self._seen - self._last_anomaly > self._quiet
        if severity > 1:
            self._last_anomaly = self._seen
        if np.isfinite(off):
            # An anomaly counts as one at the bound: a single one moves nothing, lasting ones widen the bound.
            # Where nothing ever was off there is no bound to count at.
            self._off.append(min(off, bound) if severity > 1 and bound > 0 else off)
        self._values.append(value)
        self._seen += 1
        return Judged(value, expected, expected - bound, expected + bound, severity, begins)

    def _expected(self) -> float:
        seasons = min(SEASONS, self._seen // self._season)
        if self._seen >= _SEASONS_LEAST * self._season:
            near = [self._values[-place * self._season] for place in range(1, seasons + 1)]
        elif self._seen >= _LEAST:
            near = list(self._values)[-_NEWEST:]
        else:
            return float("nan")
        known = [value for value in near if np.isfinite(value)]
        return float(np.median(known)) if known else float("nan")

    def _current_bound(self) -> float:
        if self._seen - self._reckoned >= _RENEWED and len(self._off) >= _WARM_UP:
            off = np.fromiter(self._off, np.float64)
            usual = DEVIATIONS * _TO_DEVIATION * float(np.median(off))
            self._bound = max(usual, BEYOND * float(np.quantile(off, 0.995)))
            self._reckoned = self._seen
        return self._bound


@dataclass(frozen=True, slots=True)
class Anomaly:
    """An episode: when it began and when the last step of it was, microseconds UTC, and its worst figure, the
    one farthest off.
    """

    begun: int
    ended: int
    value: float
    expected: float
    lower: float
    upper: float
    severity: float


def judge_all(series: Series, season: int | None = None) -> list[Judged]:
    """Return what is to be said of each figure of a series, as it came in. Raises SeriesError as
    `find_anomalies` does.
    """
    if series.measured < _LENGTH_LEAST:
        raise SeriesError(
            f"There is not enough data to say what is usual: {series.measured_words}; at least "
            f"{_LENGTH_LEAST} are needed."
        )
    detector = Detector(season or max(2, round(DAY / series.step)))
    return [detector.judge(value) for value in series.values.tolist()]


def find_anomalies(series: Series, season: int | None = None) -> list[Anomaly]:
    """Return the episodes of a series in their order; `season` in steps, a day where it is None.

    Raises SeriesError for a series too short to say what is usual.
    """
    found: list[Anomaly] = []
    for at, judged in zip(series.at.tolist(), judge_all(series, season), strict=True):
        value = judged.value
        if judged.severity <= 1:
            continue
        if judged.begins or _off(judged) > _off(found[-1]):
            begun = at if judged.begins else found.pop().begun
            found.append(
                Anomaly(begun, at, value, judged.expected, judged.lower, judged.upper, judged.severity)
            )
        else:
            last = found[-1]
            found[-1] = Anomaly(
                last.begun, at, last.value, last.expected, last.lower, last.upper, last.severity
            )
    return found


def _off(one: Judged | Anomaly) -> float:
    """Return how far off a figure is, by itself: bounds widen within an episode, and may have been none."""
    return abs(one.value - one.expected)
