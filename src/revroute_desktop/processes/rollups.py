"""Minutes of metrics: a day of them is kept beside the queue, for the machine and for each job."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from revroute_desktop.processes.sampling import HostSample, ProcessSample

MINUTE = 60_000_000
"""Microseconds."""

KEPT_MINUTES = 24 * 60
"""Minutes that are kept."""

PROGRAM = 0
"""Stands for the program itself in the place of a job's number."""


@dataclass(frozen=True, slots=True)
class HostMinute:
    """The machine over one minute (since 1970 UTC): means, with the worst beside where peaks matter."""

    minute: int
    cpu: float | None
    cpu_most: float | None
    memory_used: int
    memory_total: int
    disk_free: int
    write_rate: float | None
    commit_ms: float | None
    turn_ms: float | None


@dataclass(frozen=True, slots=True)
class JobMinute:
    """A job over one minute, or the program itself (PROGRAM); `rate` is units of its progress a second."""

    minute: int
    job: int
    cpu: float
    memory: int
    write_rate: float
    rate: float | None


def host_minute(samples: Sequence[HostSample]) -> HostMinute:
    """The samples of one minute as one row; there is at least one."""
    last = samples[-1]
    cpu = [one.cpu for one in samples if one.cpu is not None]
    return HostMinute(
        minute=last.at // MINUTE,
        cpu=_mean(cpu),
        cpu_most=max(cpu, default=None),
        memory_used=sum(one.memory_used for one in samples) // len(samples),
        memory_total=last.memory_total,
        disk_free=min(one.disk_free for one in samples),
        write_rate=_mean(one.write_rate for one in samples if one.write_rate is not None),
        commit_ms=max((one.commit_ms for one in samples if one.commit_ms is not None), default=None),
        turn_ms=max((one.turn_ms for one in samples if one.turn_ms is not None), default=None),
    )


def job_minutes(
    minute: int, samples: Iterable[ProcessSample], rates: Iterable[tuple[int, float]], own: int
) -> list[JobMinute]:
    """One row for each job that ran in a minute, and one for the program, whose process number is `own`.

    `rates` are numbers of jobs, each with units a second.
    """
    of: dict[int, list[ProcessSample]] = {}
    for one in samples:
        if one.job is not None or one.pid == own:
            of.setdefault(PROGRAM if one.job is None else one.job, []).append(one)
    rated: dict[int, list[float]] = {}
    for job, rate in rates:
        rated.setdefault(job, []).append(rate)
    return [
        JobMinute(
            minute=minute,
            job=job,
            cpu=sum(one.cpu for one in found) / len(found),
            memory=max(one.memory for one in found),
            write_rate=sum(one.write_rate for one in found) / len(found),
            rate=_mean(rated.get(job, ())),
        )
        for job, found in sorted(of.items())
    ]


def write_minutes(sql: sqlite3.Connection, hosts: Sequence[HostMinute], jobs: Sequence[JobMinute]) -> None:
    """Keep minutes, and drop those older than a day, in a desk session."""
    sql.executemany(
        "INSERT OR REPLACE INTO desk_metric_host VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.minute,
                one.cpu,
                one.cpu_most,
                one.memory_used,
                one.memory_total,
                one.disk_free,
                one.write_rate,
                one.commit_ms,
                one.turn_ms,
            )
            for one in hosts
        ],
    )
    sql.executemany(
        "INSERT OR REPLACE INTO desk_metric_job VALUES (?, ?, ?, ?, ?, ?)",
        [(one.minute, one.job, one.cpu, one.memory, one.write_rate, one.rate) for one in jobs],
    )
    newest = max((one.minute for one in hosts), default=None)
    if newest is not None:
        for table in ("desk_metric_host", "desk_metric_job"):
            sql.execute(f"DELETE FROM {table} WHERE minute <= ?", (newest - KEPT_MINUTES,))


def host_minutes(sql: sqlite3.Connection) -> list[HostMinute]:
    """The minutes of the machine, oldest first; minutes in which nothing ran may be missing."""
    return [HostMinute(*row) for row in sql.execute("SELECT * FROM desk_metric_host ORDER BY minute")]


def minutes_of(sql: sqlite3.Connection, job: int) -> list[JobMinute]:
    """The minutes of a job, oldest first."""
    rows = sql.execute("SELECT * FROM desk_metric_job WHERE job = ? ORDER BY minute", (job,))
    return [JobMinute(*row) for row in rows]


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
