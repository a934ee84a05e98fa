"""What a worker counts while it runs: plain lists and numbers that cost next to nothing to add to."""

import time
from collections import Counter

import numpy as np

from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.load.snapshot import RequestTally, Snapshot

_NOTES = 20


class NameTally:
    """Requests of one name: their latencies in seconds since the last flush, and how many failed."""

    __slots__ = ("failed", "histogram", "latencies")

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.failed = 0
        self.histogram = Histogram()

    def flush(self) -> None:
        """Move what was noted since into the histogram."""
        if self.latencies:
            self.histogram.record(_microseconds(self.latencies))
            self.latencies.clear()


class Tally:
    """All that one worker counts; `take` gives an interval away and begins the next."""

    def __init__(self, names: list[str]) -> None:
        self.names = {name: NameTally() for name in names}
        self.statuses = [0] * 1000
        self.errors: Counter[str] = Counter()
        self.checks: Counter[str] = Counter()
        self.lags: list[float] = []
        self.due = self.begun = self.sent = self.retried = self.opened = 0
        self.bytes_in = self.bytes_out = 0
        self.bytes_ever = 0
        self._lag = Histogram()
        self._notes: list[str] = []
        self._noted: set[str] = set()
        self._cpu = time.process_time()

    def note(self, sentence: str) -> None:
        """Keep a sentence for the operator, once, and only so many."""
        if sentence not in self._noted and len(self._noted) < _NOTES:
            self._noted.add(sentence)
            self._notes.append(sentence)

    def flush(self) -> None:
        """Move what was noted one by one into histograms."""
        for tally in self.names.values():
            tally.flush()
        if self.lags:
            self._lag.record(_microseconds(self.lags))
            self.lags.clear()

    def take(self, second: int, seconds: float, **states: int) -> Snapshot:
        """Return the interval that ends now; `states` are the snapshot's fields that are no counts."""
        self.flush()
        cpu = time.process_time()
        requests = {
            name: RequestTally(tally.histogram.total, tally.failed, tally.histogram)
            for name, tally in self.names.items()
        }
        requests = {name: tally for name, tally in requests.items() if tally.ended}
        ended = sum(tally.ended for tally in requests.values())
        snapshot = Snapshot(
            second=second,
            seconds=seconds,
            due=self.due,
            begun=self.begun,
            sent=self.sent,
            ended=ended,
            failed=sum(tally.failed for tally in requests.values()),
            retried=self.retried,
            opened=self.opened,
            bytes_in=self.bytes_in,
            bytes_out=self.bytes_out,
            statuses={status: count for status, count in enumerate(self.statuses) if count},
            errors=dict(self.errors),
            checks=dict(self.checks),
            requests=requests,
            lag=self._lag,
            cpu=((cpu - self._cpu) / seconds if seconds > 0 else 0.0,),
            notes=tuple(self._notes),
            **states,
        )
        self._begin_anew(list(requests), cpu)
        return snapshot

    def _begin_anew(self, names: list[str], cpu: float) -> None:
        for name in names:
            tally = self.names[name]
            tally.histogram, tally.failed = Histogram(), 0
        self.bytes_ever += self.bytes_in
        self.due = self.begun = self.sent = self.retried = self.opened = 0
        self.bytes_in = self.bytes_out = 0
        self.statuses[:] = [0] * 1000
        self.errors.clear()
        self.checks.clear()
        self._lag = Histogram()
        self._notes = []
        self._cpu = cpu


def _microseconds(seconds: list[float]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.rint(np.array(seconds) * 1e6).astype(np.int64)
