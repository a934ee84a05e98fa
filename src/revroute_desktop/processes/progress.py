"""How fast work goes, and how long it will take still."""

from collections import deque
from dataclasses import dataclass

_WINDOW = 15.0  # seconds over which the rate is taken
_LEAST_SPAN = 0.5  # seconds below which a rate is noise


@dataclass(frozen=True, slots=True)
class _Sample:
    at: float
    done: int


class Pace:
    """The rate of work over the last seconds; `now` is in seconds of any clock that only rises."""

    def __init__(self) -> None:
        self._samples: deque[_Sample] = deque()
        self._what = ""
        self._total: int | None = None

    def update(self, done: int, total: int | None, what: str, now: float) -> None:
        """Takes in one report of progress; another `what`, or less done than before, begins anew."""
        if what != self._what or (self._samples and done < self._samples[-1].done):
            self._samples.clear()
        self._what, self._total = what, total
        self._samples.append(_Sample(now, done))
        while len(self._samples) > 2 and now - self._samples[1].at >= _WINDOW:
            self._samples.popleft()

    def rate(self) -> float | None:
        """Units a second; None while too little is known."""
        if len(self._samples) < 2:
            return None
        first, last = self._samples[0], self._samples[-1]
        span = last.at - first.at
        return (last.done - first.done) / span if span >= _LEAST_SPAN else None

    def seconds_left(self, now: float) -> float | None:
        """How long the rest takes at this rate; None while that is not known."""
        rate = self.rate()
        if self._total is None or not rate:
            return None
        last = self._samples[-1]
        left = (self._total - last.done) / rate - (now - last.at)
        return max(0.0, left)
