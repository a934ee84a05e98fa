"""The supervisor: a thousand jobs through two workers, that do nothing, and that list from the workspace."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.benchmarks.figures import record
from tests.processes.helpers import PROGRAM

from revroute_desktop.processes import JobState, NewJob, Supervisor, history
from revroute_desktop.processes.known_files import hold_back_unknown
from revroute_desktop.processes.store import Store
from revroute_desktop.workspace import create

JOBS = 1_000
WORKERS = 2
BAR_SECONDS = 10.0


@pytest.mark.parametrize(
    ("name", "command", "arguments"),
    [("jobs: no-op", PROGRAM, ("noop",)), ("jobs: account list", None, ("account", "list"))],
)
def test_a_thousand_jobs_through_two_workers(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    command: list[str] | None,
    arguments: tuple[str, ...],
) -> None:
    commits = 0
    write = Store.write

    @contextmanager
    def counted(store: Store) -> Iterator[object]:
        nonlocal commits
        commits += 1
        with write(store) as sql:
            yield sql

    monkeypatch.setattr(Store, "write", counted)
    with create(tmp_path / "books.revroute", actor="ada") as workspace:
        hold_back_unknown(workspace)
        with workspace.desk() as desk:
            for number in range(JOBS):
                # Two kinds, each with its slot, so that both workers have work.
                history.enqueue(desk.sql, NewJob(f"list {number % WORKERS}", arguments), workspace.clock())
        begun = time.perf_counter()
        supervisor = Supervisor(workspace, workers=WORKERS, command=command)
        while not supervisor.idle:
            time.sleep(0.01)
        seconds = time.perf_counter() - begun
        supervisor.close()
        with workspace.read() as session:
            ended = history.jobs(session.sql, JOBS)
        assert [job.state for job in ended] == [JobState.DONE] * JOBS
        assert {job.attempt for job in ended} == {1}
    record(
        name,
        jobs=JOBS,
        workers=WORKERS,
        seconds=seconds,
        jobs_per_second=JOBS / seconds,
        commits_a_job=commits / JOBS,
    )
    if command is PROGRAM:
        assert seconds < BAR_SECONDS
