"""Thresholds: whether a run held what it was asked to hold, as it goes and at its end."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.load.model import Metric, Threshold
from revroute_desktop.traffic.load.snapshot import Snapshot, total

MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one threshold.

    `value` is in the threshold's own unit, None where nothing was measured, which never holds. Of one with a
    window it is the worst value of any full window, and `at` the end of that window in seconds of the run;
    otherwise the value of the whole run, and `at` None.
    """

    threshold: Threshold
    holds: bool
    value: float | None
    at: float | None = None


def measure(threshold: Threshold, span: Snapshot) -> float | None:
    """Return what the threshold watches over a span of the run, None where nothing in it says anything."""
    match threshold.metric:
        case Metric.RATE:
            return _ended(threshold, span) / span.seconds if span.seconds else None
        case Metric.ERRORS:
            ended = _ended(threshold, span)
            return _failed(threshold, span) / ended if ended else None
        case Metric.LAG:
            return span.lag.percentile(99) / MICROSECONDS if span.lag.total else None
        case Metric.LATENCY:
            latency = _latency(threshold, span)
            return latency.percentile(threshold.percentile) / MICROSECONDS if latency.total else None
        case Metric.MEAN:
            latency = _latency(threshold, span)
            return latency.mean / MICROSECONDS if latency.total else None


def holds(threshold: Threshold, value: float) -> bool:
    """Return whether a value is on the right side of the bound."""
    return value > threshold.bound if threshold.above else value < threshold.bound


class Watch:
    """Follows all thresholds of a run, one merged snapshot after the other."""

    def __init__(self, thresholds: Sequence[Threshold]) -> None:
        self._windows = [_Window(threshold) for threshold in thresholds if threshold.window is not None]
        self._whole = [threshold for threshold in thresholds if threshold.window is None]
        self._order = tuple(thresholds)
        self._run = total(())

    def take(self, snapshot: Snapshot) -> Verdict | None:
        """Take the next interval in; returns the verdict that ends the run, None while it may go on."""
        self._run = total((self._run, snapshot))
        for window in self._windows:
            window.take(snapshot)
        broken = (window.verdict for window in self._windows if window.threshold.stops)
        return next((verdict for verdict in broken if verdict.value is not None and not verdict.holds), None)

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return what came of each threshold so far, in the order in which the scenario has them."""
        found = {window.threshold: window.verdict for window in self._windows}
        for threshold in self._whole:
            value = measure(threshold, self._run)
            found[threshold] = Verdict(threshold, value is not None and holds(threshold, value), value)
        return tuple(found[threshold] for threshold in self._order)


class _Window:
    """The last seconds of a run, as long as one threshold looks back, and the worst that they came to."""

    def __init__(self, threshold: Threshold) -> None:
        self.threshold = threshold
        self.verdict = Verdict(threshold, False, None)
        self._span: deque[Snapshot] = deque()
        self._seconds = self._at = 0.0

    def take(self, snapshot: Snapshot) -> None:
        window = self.threshold.window
        assert window is not None
        self._span.append(snapshot)
        self._seconds += snapshot.seconds
        self._at += snapshot.seconds
        while self._seconds - self._span[0].seconds >= window:
            self._seconds -= self._span.popleft().seconds
        if self._seconds < window:
            return
        value = measure(self.threshold, total(self._span))
        if value is None:
            return
        worst = self.verdict.value
        if worst is None or (value < worst if self.threshold.above else value > worst):
            self.verdict = replace(self.verdict, value=value, at=self._at, holds=holds(self.threshold, value))


def _ended(threshold: Threshold, span: Snapshot) -> int:
    if threshold.request is None:
        return span.ended
    tally = span.requests.get(threshold.request)
    return 0 if tally is None else tally.ended


def _failed(threshold: Threshold, span: Snapshot) -> int:
    if threshold.request is None:
        return span.failed
    tally = span.requests.get(threshold.request)
    return 0 if tally is None else tally.failed


def _latency(threshold: Threshold, span: Snapshot) -> Histogram:
    if threshold.request is None:
        return span.latency
    tally = span.requests.get(threshold.request)
    return Histogram() if tally is None else tally.latency
