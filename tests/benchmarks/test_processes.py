"""The supervisor: a thousand jobs that do nothing, through two workers of the program itself."""

import os
import time
from pathlib import Path

import pytest
from tests.benchmarks.figures import record

from revroute_desktop.processes import JobState, NewJob, Supervisor, history
from revroute_desktop.processes.known_files import hold_back_unknown
from revroute_desktop.workspace import create

JOBS = 1_000
WORKERS = 2
SECONDS = 10.0


def _syncs(pid: int) -> int:
    """How often a process has written to the disk so far, as far as the system tells (Linux alone)."""
    path = Path(f"/proc/{pid}/io")
    if not path.exists():
        return 0
    [line] = (line for line in path.read_text().splitlines() if line.startswith("syscw:"))
    return int(line.split()[1])


@pytest.mark.parametrize("command", ["account list"])
def test_a_thousand_no_op_jobs_through_two_workers(tmp_path: Path, command: str) -> None:
    with create(tmp_path / "books.revroute", actor="ada") as workspace:
        arguments = tuple(command.split())
        hold_back_unknown(workspace)
        with workspace.desk() as desk:
            for number in range(JOBS):
                # Two kinds, each with its slot, so that both workers have work.
                history.enqueue(desk.sql, NewJob(f"list {number % WORKERS}", arguments), workspace.clock())
        begun = time.perf_counter()
        supervisor = Supervisor(workspace, workers=WORKERS)
        while not supervisor.idle:
            time.sleep(0.01)
        seconds = time.perf_counter() - begun
        supervisor.close()
        with workspace.read() as session:
            ended = history.jobs(session.sql, JOBS)
        assert [job.state for job in ended] == [JobState.DONE] * JOBS
        assert {job.attempt for job in ended} == {1}
    record(
        "jobs",
        jobs=JOBS,
        workers=WORKERS,
        seconds=seconds,
        jobs_per_second=JOBS / seconds,
        writes_a_job=_syncs(os.getpid()) / JOBS,
        bar_seconds=SECONDS,
    )
    assert seconds < SECONDS
