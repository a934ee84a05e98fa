"""Bounds of a worker process, which it takes on itself at its start, and the marks at which it is recycled.

What the system does not permit is said and left out: a job without its bound is better than no job. On Linux
memory and CPU share are bounded by a cgroup (v2) where this program may make one, memory by a resource limit
otherwise. The job object of Windows could not be tried and is untested.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from revroute_desktop.errors import UserError

CGROUPS = Path("/sys/fs/cgroup")
OWN_CGROUP = Path("/proc/self/cgroup")
LEAST_MEMORY = 256 * 1024**2
"""Bytes without which a worker cannot begin."""

LEAST_FILES = 64
"""Open files without which a worker cannot begin."""

_CPU_PERIOD = 100_000  # microseconds, as cpu.max counts


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a worker and its children; None sets none.

    `memory` in bytes, `cpu_percent` of one processor (250 is two and a half), `cpu_seconds` of one job,
    `nice` 0 to 19, `processors` by number, `files` open at once. A worker is recycled after `jobs_each` jobs
    or when it holds more than `memory_mark` bytes at the end of one.
    """

    memory: int | None = None
    cpu_percent: int | None = None
    cpu_seconds: int | None = None
    nice: int = 0
    processors: tuple[int, ...] = ()
    files: int | None = None
    jobs_each: int = 500
    memory_mark: int = 1024**3

    def __post_init__(self) -> None:
        for name in ("memory", "cpu_percent", "cpu_seconds", "files"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise UserError(f"The limit {name} is more than 0, not {value}.")
        if not 0 <= self.nice <= 19:
            raise UserError(f"nice is 0 to 19, not {self.nice}.")
        if self.jobs_each < 1 or self.memory_mark < 1:
            raise UserError("A worker runs at least one job, and its memory mark is above 0.")
        if any(number < 0 for number in self.processors):
            raise UserError("Processors are numbered from 0.")


def check_usable(limits: Limits) -> None:
    """Raise UserError for bounds under which no worker of this program on this machine could begin."""
    if limits.memory is not None and limits.memory < LEAST_MEMORY:
        raise UserError(f"A worker needs at least {LEAST_MEMORY // 1024**2}M of memory; give more.")
    if limits.files is not None and limits.files < LEAST_FILES:
        raise UserError(f"A worker needs at least {LEAST_FILES} open files; give more.")
    there = os.cpu_count() or 1
    if any(number >= there for number in limits.processors):
        raise UserError(
            f"This machine has {there} processors, numbered 0 to {there - 1}; there is no "
            f"{max(limits.processors)}."
        )


def limits_as_json(limits: Limits) -> str:
    """The limits as the desk and a worker's command line keep them: what differs from the usual."""
    usual = asdict(Limits())
    return json.dumps({name: value for name, value in asdict(limits).items() if value != usual[name]})


def limits_from_json(text: str) -> Limits:
    """The reverse of `limits_as_json`; names of later versions are passed over. Raises UserError."""
    known = asdict(Limits())
    given = {name: value for name, value in json.loads(text).items() if name in known}
    if "processors" in given:
        given["processors"] = tuple(given["processors"])
    return Limits(**given)


def apply_limits(limits: Limits, *, cgroups: Path = CGROUPS, own: Path = OWN_CGROUP) -> list[str]:
    """Bound this process and all that it will start; returns a sentence for each bound that is not there."""
    if sys.platform == "win32":
        return _join_job_object(limits)
    missing: list[str] = []
    in_group = False
    if limits.memory is not None or limits.cpu_percent is not None:
        in_group = _join_cgroup(limits, _homes(cgroups, own))
        if limits.cpu_percent is not None and not in_group:
            missing.append("The CPU share is not bounded: this system does not let the program make cgroups.")
    if limits.memory is not None and not in_group and not _limit_memory(limits.memory):
        missing.append("Memory is not bounded: this system does not let the program set the limit.")
    if limits.files is not None and not _set_soft("RLIMIT_NOFILE", limits.files):
        missing.append("Open files are not bounded: this system does not let the program set the limit.")
    if limits.nice:
        try:
            os.nice(max(0, limits.nice - os.nice(0)))
        except OSError:
            missing.append("The worker runs at its usual priority: this system refuses another.")
    if limits.processors and not _keep_to(limits.processors):
        missing.append("The worker may use every processor: this system cannot keep it to some.")
    return missing


def allow_cpu_seconds(seconds: int) -> None:
    """Let this process use so much more CPU time than it has used so far; then the system ends it."""
    if sys.platform == "win32":
        return
    used = sum(os.times()[:2])
    # One more, since the limit counts whole seconds.
    _set_soft("RLIMIT_CPU", int(used) + seconds + 1)


def cgroup_name(pid: int) -> str:
    """The name of the cgroup of a worker."""
    return f"revroute-worker-{pid}"


def remove_cgroup(pid: int, *, cgroups: Path = CGROUPS) -> None:
    """Take away the cgroup of a worker that has ended, if it had one."""
    for home in _homes(cgroups, OWN_CGROUP):
        with suppress(OSError):
            (home / cgroup_name(pid)).rmdir()


def _join_cgroup(limits: Limits, homes: list[Path]) -> bool:
    for home in homes:
        group = home / cgroup_name(os.getpid())
        try:
            group.mkdir(exist_ok=True)
            if limits.memory is not None:
                (group / "memory.max").write_text(str(limits.memory))
            if limits.cpu_percent is not None:
                quota = limits.cpu_percent * _CPU_PERIOD // 100
                (group / "cpu.max").write_text(f"{quota} {_CPU_PERIOD}")
            (group / "cgroup.procs").write_text(str(os.getpid()))
        except OSError:
            with suppress(OSError):
                group.rmdir()
        else:
            return True
    return False


def _homes(cgroups: Path, own: Path) -> list[Path]:
    """Where a cgroup of our own may be made, where the system has version 2 alone.

    First beside this process's own, since a cgroup that holds processes cannot bound groups within it.
    """
    if not (cgroups / "cgroup.controllers").exists():
        return []
    try:
        [line] = own.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
    number, _, path = line.split(":", 2)
    place = cgroups / path.lstrip("/")
    if number != "0":
        return []
    return [place] if place == cgroups else [place.parent, place]


def _limit_memory(size: int) -> bool:
    # On Linux RLIMIT_DATA counts what is held privately and leaves out files that are mapped, as SQLite does.
    return _set_soft("RLIMIT_DATA" if sys.platform == "linux" else "RLIMIT_AS", size)


def _set_soft(name: str, value: int) -> bool:
    import resource

    which = getattr(resource, name, None)
    if which is None:
        return False
    _, hard = resource.getrlimit(which)
    bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (bounded, hard))
    except (OSError, ValueError):
        return False
    return True


def _keep_to(processors: tuple[int, ...]) -> bool:
    if not hasattr(os, "sched_setaffinity"):
        return False
    try:
        os.sched_setaffinity(0, processors)
    except (OSError, ValueError):
        return False
    return True


def _join_job_object(limits: Limits) -> list[str]:
    """Windows: a job object bounds memory and ends the children with the worker. Untested."""
    from revroute_desktop.processes.job_objects import join_job_object

    missing = [] if join_job_object(limits.memory) else ["The worker is not bounded: Windows refused it."]
    if limits.nice or limits.processors:
        import psutil

        process = psutil.Process()
        try:
            if limits.nice:
                process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
            if limits.processors:
                process.cpu_affinity(list(limits.processors))
        except (psutil.Error, OSError, ValueError):
            missing.append("The worker runs at its usual priority on every processor: Windows refused.")
    if limits.cpu_percent is not None or limits.cpu_seconds is not None or limits.files is not None:
        missing.append("CPU and open files are not bounded on Windows.")
    return missing
