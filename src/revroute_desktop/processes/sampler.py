"""Samples this machine and the program's own processes, as the system tells of them.

Imported when the first sample is due: the library that asks the system takes its time to load.
"""

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from revroute_desktop.processes.sampling import HostSample, ProcessSample

_HELPERS_EVERY = 5.0
"""Seconds between two searches for what workers have started: the search looks at every process."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a process has used since its start; rates are made of two of these."""

    at: float
    cpu: float
    read: int
    written: int


class Sampler:
    """Samples for one thread. `folder` is where the workspace lies: the disk whose room counts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: dict[int, psutil.Process] = {}
        self._before: dict[int, _Counted] = {}
        self._helpers: dict[int, tuple[int, ...]] = {}
        self._helpers_at = 0.0
        self._written: tuple[float, int] | None = None
        # The first share since the start of the machine says nothing about now.
        psutil.cpu_percent()

    def host(self, at: int) -> HostSample:
        """The machine now."""
        memory = psutil.virtual_memory()
        return HostSample(
            at=at,
            cpu=psutil.cpu_percent() / 100,
            memory_used=memory.total - memory.available,
            memory_total=memory.total,
            disk_free=_disk_free(self._folder),
            write_rate=self._write_rate(),
        )

    def processes(self, at: int, workers: Mapping[int, int | None]) -> list[ProcessSample]:
        """This process and its workers, each worker by its number with the job that it runs.

        A process that has ended meanwhile is left out.
        """
        own = os.getpid()
        now = time.monotonic()
        if workers and (now > self._helpers_at + _HELPERS_EVERY or set(workers) - set(self._helpers)):
            self._helpers_at = now
            self._helpers = _helpers_of(workers)
        found = [
            self._sample(at, pid, workers.get(pid), self._helpers.get(pid, ())) for pid in (own, *workers)
        ]
        alive = {own, *workers, *(helper for helpers in self._helpers.values() for helper in helpers)}
        for gone in set(self._processes) - alive:
            del self._processes[gone]
            self._before.pop(gone, None)
        return [sample for sample in found if sample is not None]

    def _sample(self, at: int, pid: int, job: int | None, helpers: Iterable[int]) -> ProcessSample | None:
        parts = [part for each in (pid, *helpers) if (part := self._one(each)) is not None]
        if not parts:
            return None
        cpu, memory, read, written, threads = (sum(values) for values in zip(*parts, strict=True))
        return ProcessSample(at, pid, job, cpu, int(memory), read, written, int(threads))

    def _one(self, pid: int) -> tuple[float, float, float, float, float] | None:
        """CPU, memory, read and written a second, threads; None for a process that has ended."""
        try:
            process = self._processes.get(pid) or psutil.Process(pid)
            with process.oneshot():
                times, memory, threads = process.cpu_times(), process.memory_info().rss, process.num_threads()
            read, written = _io_of(process)
        except psutil.Error:
            return None
        self._processes[pid] = process
        counted = _Counted(time.monotonic(), times.user + times.system, read, written)
        before = self._before.get(pid)
        self._before[pid] = counted
        if before is None or counted.at <= before.at:
            return 0.0, memory, 0.0, 0.0, threads
        span = counted.at - before.at
        return (
            max(0.0, (counted.cpu - before.cpu) / span),
            memory,
            max(0.0, (counted.read - before.read) / span),
            max(0.0, (counted.written - before.written) / span),
            threads,
        )

    def _write_rate(self) -> float | None:
        try:
            counters = psutil.disk_io_counters()
        except (RuntimeError, OSError):
            return None
        if counters is None:
            return None
        now, before = (time.monotonic(), counters.write_bytes), self._written
        self._written = now
        if before is None or now[0] <= before[0]:
            return None
        return float(max(0.0, (now[1] - before[1]) / (now[0] - before[0])))


def _disk_free(folder: Path) -> int:
    with suppress(OSError):
        return int(psutil.disk_usage(str(folder)).free)
    return 0


def _io_of(process: psutil.Process) -> tuple[int, int]:
    """Bytes that a process has read and written; macOS does not tell."""
    if not hasattr(process, "io_counters"):
        return 0, 0
    try:
        counters = process.io_counters()
    except psutil.AccessDenied:
        return 0, 0
    return counters.read_bytes, counters.write_bytes


def _helpers_of(workers: Mapping[int, int | None]) -> dict[int, tuple[int, ...]]:
    """What each worker has started: where there are process groups, its group."""
    found: dict[int, list[int]] = {pid: [] for pid in workers}
    for pid in workers:
        try:
            children = psutil.Process(pid).children(recursive=True) if os.name == "nt" else []
        except psutil.Error:
            children = []
        found[pid] += [child.pid for child in children]
    if os.name != "nt":
        for child in psutil.Process().children(recursive=True):
            try:
                group = os.getpgid(child.pid)
            except OSError:
                continue
            if group in found and child.pid != group:
                found[group].append(child.pid)
    return {pid: tuple(helpers) for pid, helpers in found.items()}
