"""When journeys begin: the load curve of the stages, its integral, and the arrivals that follow it.

Pure: seconds since the start of the run, float64.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.load.model import Arrivals, Scenario, Stage

Seconds = NDArray[np.float64]

CHUNK = 8_192
"""Arrivals that are worked out at a time."""


class Curve:
    """Stages as one function of time: its height (a second, or users) and what it sums to."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        lengths = np.array([stage.seconds for stage in stages])
        self._low = np.array([stage.start for stage in stages])
        self._high = np.array([stage.end for stage in stages])
        self._begins = np.concatenate(([0.0], np.cumsum(lengths)))
        self._lengths = lengths
        self._slopes = (self._high - self._low) / lengths
        self._sums = np.concatenate(([0.0], np.cumsum((self._low + self._high) / 2 * lengths)))

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return float(self._begins[-1])

    @property
    def total(self) -> float:
        """What it sums to over all its time: the journeys that are expected."""
        return float(self._sums[-1])

    @property
    def peak(self) -> float:
        """Its greatest height."""
        return float(max(self._low.max(), self._high.max()))

    def height(self, at: float) -> float:
        """Return the height at a time; a jump counts from its instant on, after the end it is 0."""
        if not 0 <= at < self.seconds:
            return 0.0
        stage = int(np.searchsorted(self._begins, at, side="right")) - 1
        return float(self._low[stage] + self._slopes[stage] * (at - self._begins[stage]))

    def reached(self, at: float) -> float:
        """Return the integral from the start to a time."""
        bounded = min(max(at, 0.0), self.seconds)
        stage = min(int(np.searchsorted(self._begins, bounded, side="right")) - 1, len(self._lengths) - 1)
        within = bounded - self._begins[stage]
        return float(self._sums[stage] + (self._low[stage] + self._slopes[stage] * within / 2) * within)

    def times(self, sums: NDArray[np.float64]) -> Seconds:
        """Return when the integral reaches each sum; sums lie between 0 and `total`, both without."""
        stage = np.searchsorted(self._sums, sums, side="left") - 1
        rest = sums - self._sums[stage]
        low, slope = self._low[stage], self._slopes[stage]
        root = np.sqrt(np.maximum(low * low + 2 * slope * rest, 0.0))
        # This form of the quadratic's answer loses no digits and holds for a level stage too.
        within = np.minimum(2 * rest / (low + root), self._lengths[stage])
        found: Seconds = self._begins[stage] + within
        return found


def peak_rate(scenario: Scenario) -> float:
    """Return the requests a second that a scenario of arrivals comes to at its peak, on the mean."""
    weights = sum(journey.weight for journey in scenario.journeys)
    requests = sum(journey.weight * len(journey.requests) for journey in scenario.journeys) / weights
    return Curve(scenario.stages).peak * requests


def arrivals(
    curve: Curve, kind: Arrivals, seed: int, worker: int = 0, workers: int = 1, chunk: int = CHUNK
) -> Iterator[Seconds]:
    """Yield, in order and in chunks, when the journeys of one worker begin.

    The workers of a run share one sequence in turn, so that together they ask the same whatever their number.
    Evenly spaced arrivals stay within half a journey of the curve's integral at every instant.
    """
    random = np.random.default_rng(seed)
    number = 0
    reached = 0.0
    while True:
        if kind is Arrivals.CONSTANT:
            sums = np.arange(number, number + chunk, dtype=np.float64) + 0.5
        else:
            sums = reached + np.cumsum(random.exponential(1.0, chunk))
            reached = float(sums[-1])
        inside: Seconds = sums[sums < curve.total]
        own = inside[(worker - number) % workers :: workers]
        if len(own):
            yield curve.times(own)
        if len(inside) < chunk:
            return
        number += chunk
