"""Five minutes of metrics in memory, sampled once a second on a thread of their own."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from revroute_desktop.processes.rollups import MINUTE, HostMinute, JobMinute, host_minute, job_minutes
from revroute_desktop.processes.sampling import HostSample, ProcessSample

EVERY = 1.0
"""Seconds between two samples."""

KEPT = 300
"""Samples that are kept: five minutes."""

_COMMITS = 60.0  # seconds over which the percentile of commits is taken
_UNWRITTEN = 60  # minutes that wait for the desk at most


@dataclass(frozen=True, slots=True)
class Metrics:
    """What was sampled over the last five minutes, oldest first: the machine, processes by number, and
    units a second by job, each with its time (microseconds UTC).
    """

    host: tuple[HostSample, ...] = ()
    processes: Mapping[int, tuple[ProcessSample, ...]] = field(default_factory=dict)
    rates: Mapping[int, tuple[tuple[int, float], ...]] = field(default_factory=dict)


class Live:
    """Samples until it is closed. Methods may be called on any thread.

    `workers` gives the workers with their jobs, `rates` how fast each job goes; both are called on the thread
    that samples.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], int],
        workers: Callable[[], Mapping[int, int | None]],
        rates: Callable[[], Mapping[int, float]],
        *,
        every: float = EVERY,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._workers = workers
        self._rates_now = rates
        self._every = every
        self._lock = threading.Lock()
        self._host: deque[HostSample] = deque(maxlen=KEPT)
        self._processes: dict[int, deque[ProcessSample]] = {}
        self._rates: dict[int, deque[tuple[int, float]]] = {}
        self._commits: deque[tuple[float, float]] = deque(maxlen=1_000)
        self._turn = 0.0
        self._turns = False
        self._hosts_due: deque[HostMinute] = deque(maxlen=_UNWRITTEN)
        self._jobs_due: deque[JobMinute] = deque(maxlen=_UNWRITTEN * 20)
        self.longest_ms = 0.0
        """The longest time that one sample took."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="metrics", daemon=True)
        self._thread.start()

    def committed(self, milliseconds: float) -> None:
        """The supervisor has committed, which took so long."""
        with self._lock:
            self._commits.append((time.monotonic(), milliseconds))

    def turned(self, milliseconds: float) -> None:
        """A turn of the window took so long; the longest of each second is kept."""
        with self._lock:
            self._turns = True
            self._turn = max(self._turn, milliseconds)

    def metrics(self) -> Metrics:
        """What was sampled over the last five minutes."""
        with self._lock:
            return Metrics(
                tuple(self._host),
                {pid: tuple(samples) for pid, samples in self._processes.items()},
                {job: tuple(rates) for job, rates in self._rates.items()},
            )

    def newest(self) -> HostSample | None:
        """The newest sample of the machine."""
        with self._lock:
            return self._host[-1] if self._host else None

    def minutes_due(self) -> int:
        """How many minutes wait to be written."""
        with self._lock:
            return len(self._hosts_due)

    def take_minutes(self) -> tuple[list[HostMinute], list[JobMinute]]:
        """The minutes that are over and not written yet."""
        with self._lock:
            taken = list(self._hosts_due), list(self._jobs_due)
            self._hosts_due.clear()
            self._jobs_due.clear()
        return taken

    def close(self) -> None:
        """Sample no more."""
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        sampler = None
        while not self._stop.wait(self._every):
            if sampler is None:
                from revroute_desktop.processes.sampler import Sampler

                sampler = Sampler(self._folder)
            begun = time.perf_counter()
            at = self._clock()
            host, processes = sampler.host(at), sampler.processes(at, self._workers())
            self._keep(host, processes, self._rates_now())
            self.longest_ms = max(self.longest_ms, (time.perf_counter() - begun) * 1000)

    def _keep(self, host: HostSample, processes: list[ProcessSample], rates: Mapping[int, float]) -> None:
        with self._lock:
            turn, self._turn = self._turn, 0.0
            host = replace(host, commit_ms=self._commit_ms(), turn_ms=turn if self._turns else None)
            if self._host and self._host[-1].at // MINUTE != host.at // MINUTE:
                self._close_minute(self._host[-1].at // MINUTE)
            self._host.append(host)
            for one in processes:
                self._processes.setdefault(one.pid, deque(maxlen=KEPT)).append(one)
            for job, rate in rates.items():
                self._rates.setdefault(job, deque(maxlen=KEPT)).append((host.at, rate))
            oldest = host.at - int(KEPT * self._every * 1_000_000)
            self._processes = {pid: kept for pid, kept in self._processes.items() if kept[-1].at > oldest}
            self._rates = {job: kept for job, kept in self._rates.items() if kept[-1][0] > oldest}

    def _close_minute(self, minute: int) -> None:
        self._hosts_due.append(host_minute([one for one in self._host if one.at // MINUTE == minute]))
        samples = [one for kept in self._processes.values() for one in kept if one.at // MINUTE == minute]
        rates = [
            (job, rate) for job, kept in self._rates.items() for at, rate in kept if at // MINUTE == minute
        ]
        self._jobs_due += job_minutes(minute, samples, rates, os.getpid())

    def _commit_ms(self) -> float | None:
        since = time.monotonic() - _COMMITS
        found = sorted(took for at, took in self._commits if at > since)
        return found[min(len(found) - 1, len(found) * 95 // 100)] if found else None
