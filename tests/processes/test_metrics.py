"""Metrics: what is sampled, what is kept of it, and what it costs."""

import os
import sqlite3
import statistics
import time
from pathlib import Path

from tests.processes.helpers import PROGRAM, ended, until

from revroute_desktop.processes import Supervisor
from revroute_desktop.processes.live import Live
from revroute_desktop.processes.overview import Overview
from revroute_desktop.processes.rollups import (
    KEPT_MINUTES,
    MINUTE,
    HostMinute,
    host_minute,
    host_minutes,
    job_minutes,
    minutes_of,
    write_minutes,
)
from revroute_desktop.processes.rollups import PROGRAM as OWN
from revroute_desktop.processes.sampler import Sampler
from revroute_desktop.processes.sampling import HostSample, ProcessSample
from revroute_desktop.workspace import Workspace


def host(at: int, cpu: float, commit_ms: float | None = None) -> HostSample:
    return HostSample(at, cpu, 4_000, 10_000, 7_000, 100.0, commit_ms, None)


def test_a_sample_takes_less_than_five_milliseconds(tmp_path: Path) -> None:
    sampler = Sampler(tmp_path)
    took = []
    for _ in range(20):
        begun = time.thread_time()
        sampler.host(0)
        sampler.processes(0, {os.getpid(): 7})
        took.append((time.thread_time() - begun) * 1000)
    assert statistics.median(took) < 5


def test_a_sample_tells_of_the_machine_and_of_this_process(tmp_path: Path) -> None:
    sampler = Sampler(tmp_path)
    sampler.processes(0, {})
    until_at = time.thread_time() + 0.2
    while time.thread_time() < until_at:
        pass
    machine, [own] = sampler.host(5), sampler.processes(5, {})
    assert machine.at == 5 and 0 < machine.memory < 1 and machine.disk_free > 0
    assert own.pid == os.getpid() and own.job is None
    assert own.cpu > 0.05 and own.memory > 10 * 1024**2 and own.threads >= 1


def test_a_process_that_is_gone_is_left_out(tmp_path: Path) -> None:
    found = Sampler(tmp_path).processes(0, {2**22 + 1: None})
    assert [sample.pid for sample in found] == [os.getpid()]


def test_a_minute_keeps_the_mean_and_the_worst() -> None:
    made = host_minute([host(0, 0.2, 3.0), host(1, 0.6), host(2, 0.4, 9.0)])
    assert (made.minute, made.cpu_most, made.commit_ms, made.turn_ms) == (0, 0.6, 9.0, None)
    assert made.cpu is not None and abs(made.cpu - 0.4) < 1e-9


def test_minutes_are_kept_for_each_job_and_for_the_program() -> None:
    def sample(pid: int, job: int | None, cpu: float) -> ProcessSample:
        return ProcessSample(0, pid, job, cpu, 1_000, 0.0, 10.0, 1)

    samples = [sample(1, None, 0.1), sample(2, 9, 1.0), sample(2, 9, 0.5), sample(3, None, 0.9)]
    own, job = job_minutes(0, samples, [(9, 100.0), (9, 300.0)], own=1)
    assert (own.job, own.cpu, own.rate) == (OWN, 0.1, None)
    assert (job.job, job.cpu, job.rate) == (9, 0.75, 200.0)


def test_a_day_of_minutes_is_kept(workspace: Workspace) -> None:
    minutes = [HostMinute(at, 0.5, 0.9, 1, 2, 3, None, None, None) for at in range(10, 13 + KEPT_MINUTES)]
    with workspace.desk() as desk:
        write_minutes(desk.sql, minutes, [])
    with workspace.read() as session:
        kept = host_minutes(session.sql)
    assert len(kept) == KEPT_MINUTES and kept[-1] == minutes[-1]


def test_the_longest_turn_of_the_window_stands_in_the_sample(tmp_path: Path) -> None:
    live = Live(tmp_path, lambda: time.time_ns() // 1000, dict, dict, every=0.05)
    try:
        live.turned(12.0)
        live.turned(31.0)
        live.committed(4.0)
        until(lambda: live.newest() is not None)
        first = live.metrics().host[0]
        assert (first.turn_ms, first.commit_ms) == (31.0, 4.0)
        until(lambda: len(live.metrics().host) > 1)
        assert live.metrics().host[1].turn_ms == 0.0
    finally:
        live.close()


def test_a_minute_that_is_over_waits_to_be_written(tmp_path: Path) -> None:
    clock = iter(range(0, 10**12, MINUTE // 3))
    live = Live(tmp_path, clock.__next__, dict, dict, every=0.02)
    try:
        until(lambda: live.minutes_due() >= 2)
        hosts, jobs = live.take_minutes()
        assert [one.minute for one in hosts[:2]] == [0, 1]
        assert {one.job for one in jobs} == {OWN}
        assert live.minutes_due() < 2
    finally:
        live.close()


def test_an_overview_tells_of_a_job_while_it_runs_and_after_it(workspace: Workspace) -> None:
    seen: list[Overview] = []
    supervisor = Supervisor(workspace, command=PROGRAM, on_overview=seen.append)
    try:
        job = supervisor.start("count", ("count",))
        until(lambda: any(job.number in one.metrics.rates for one in seen))
        running = next(one for one in reversed(seen) if job.number in one.metrics.rates)
        [(pid, number)] = [(pid, found) for pid, found in running.workers.items() if found is not None]
        assert number == job.number and running.numbers[pid] == 1
        assert running.progress[number].total == 10_000
        samples = running.metrics.processes[pid]
        assert samples[-1].job == number and samples[-1].memory > 0
        assert running.leader == os.getpid()
        supervisor.cancel(job)
        ended(job)
        until(lambda: seen[-1].runs and seen[-1].runs[-1].ended_at is not None)
        run = seen[-1].runs[-1]
        assert (run.job, run.worker, run.state) == (number, 1, "cancelled")
        assert seen[-1].jobs[0].state.value == "cancelled"
    finally:
        supervisor.close()


def test_nothing_of_a_job_is_kept_that_nobody_asked_for(workspace: Workspace) -> None:
    with workspace.read() as session:
        assert minutes_of(session.sql, 1) == []


def _rows(sql: sqlite3.Connection, table: str) -> int:
    return int(sql.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_an_idle_workspace_is_not_written(workspace: Workspace) -> None:
    supervisor = Supervisor(workspace, command=PROGRAM)
    try:
        version = workspace.data_version()
        until(lambda: len(supervisor.metrics().host) >= 2)
        assert workspace.data_version() == version
    finally:
        supervisor.close()
    with workspace.read() as session:
        assert _rows(session.sql, "desk_metric_host") == 0
