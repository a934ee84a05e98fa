"""Workers and supervisors killed at any instant: no job is lost, no effect committed twice, nobody is left.

The seed is part of the test's name: it decides who is killed and when. Each seed kills four processes.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from tests.faults.test_kills import FIRST_SEED
from tests.processes.helpers import row, until

from revroute_desktop.processes import JobState, NewJob, Terms, history, requests
from revroute_desktop.processes.known_files import hold_back_unknown
from revroute_desktop.processes.worker import WORKER
from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import Workspace, create, open_workspace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")

KILLS = 4
SHORT_RUN, LONG_RUN = 40 // KILLS, 1_000 // KILLS
JOBS, CHUNKS = 6, 25
ROOT = Path(__file__).parents[2]
TERMS = Terms(resumes=True, retries=1_000, backoff=0.01, longest_backoff=0.05, fast_limit=1_000)


def supervise(path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("supervise.py")), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    return process


def workers(state: str) -> list[psutil.Process]:
    """The workers that live and keep their state in this test's folder, whoever their parent is."""
    found = []
    for process in psutil.process_iter():
        try:
            if WORKER in process.cmdline() and process.environ().get("REVROUTE_STATE_DIR") == state:
                found.append(process)
        except psutil.Error:
            continue
    return found


def queue_jobs(workspace: Workspace, chance: random.Random) -> None:
    """Queue another set of jobs, some of which need one before."""
    with workspace.desk() as desk:
        before = len(history.jobs(desk.sql))
        for number in range(before, before + JOBS):
            needs = (chance.randrange(1, number + 1),) if number and chance.random() < 0.3 else ()
            new = NewJob(f"kind {number % 3}", ("chunks", str(CHUNKS)), terms=TERMS, needs=needs)
            history.enqueue(desk.sql, new, workspace.clock())


def killed_worker(chance: random.Random, state: str) -> bool:
    """Kill a worker that lives; or have it stand still, as an orphan should its supervisor go too."""
    alive = workers(state)
    if not alive:
        return False
    victim = chance.choice(alive)
    try:
        if chance.random() < 0.2:
            victim.suspend()
            return False
        victim.kill()
    except psutil.NoSuchProcess:
        return False
    print(f"killed worker {victim.pid} of {len(alive)}")
    return True


def kill_and_go_on(seed: int, tmp_path: Path, record: Callable[[str, object], None]) -> None:
    chance, state = random.Random(seed), os.environ["REVROUTE_STATE_DIR"]
    path = tmp_path / "books.revroute"
    with create(path, actor="ada") as workspace:
        hold_back_unknown(workspace)
        queue_jobs(workspace, chance)
    supervisor = supervise(path)
    kills = 0
    while kills < KILLS:
        time.sleep(chance.random() * 0.6)
        if chance.random() < 0.5:
            kills += killed_worker(chance, state)
        if kills < KILLS and supervisor.poll() is None and chance.random() < 0.6:
            supervisor.kill()
            supervisor.communicate()
            kills += 1
            print("killed supervisor")
            supervisor = supervise(path)
        elif supervisor.poll() is not None:
            assert supervisor.communicate() == ("done\n", "")
            with open_workspace(path) as workspace:
                queue_jobs(workspace, chance)
            supervisor = supervise(path)
    record("kills", kills)
    for process in workers(state):
        with suppress(psutil.NoSuchProcess):
            process.resume()
    try:
        said, errors = supervisor.communicate(timeout=120)
    finally:
        supervisor.kill()
    assert (supervisor.returncode, said) == (0, "done\n"), errors
    until(lambda: not workers(state), seconds=10)
    with open_workspace(path) as opened:
        check(opened)


def chunks_of(workspace: Workspace) -> list[tuple[str, int]]:
    with workspace.read() as session:
        return session.sql.execute(
            "SELECT subject, json_extract(payload, '$.chunk') FROM audit_entry WHERE action = 'test.chunk'"
        ).fetchall()


def check(workspace: Workspace) -> None:
    with workspace.read() as session:
        jobs = history.jobs(session.sql)
    chunks = chunks_of(workspace)
    assert jobs and len(jobs) % JOBS == 0
    assert {job.state for job in jobs} == {JobState.DONE}
    # Each chunk of each job is in the books once: none is missing, none is there twice.
    assert sorted(chunks) == sorted(
        (f"job {job}", chunk) for job in range(1, len(jobs) + 1) for chunk in range(CHUNKS)
    )
    assert verify(workspace, processes=1).fault is None


def test_workers_of_a_killed_supervisor_end_after_their_chunk_by_themselves(tmp_path: Path) -> None:
    state = os.environ["REVROUTE_STATE_DIR"]
    path = tmp_path / "books.revroute"
    with create(path, actor="ada") as workspace:
        hold_back_unknown(workspace)
        with workspace.desk() as desk:
            history.enqueue(desk.sql, NewJob("x", ("chunks", "100000"), terms=TERMS), workspace.clock())
        supervisor = supervise(path)
        until(lambda: chunks_of(workspace))
        supervisor.kill()
        supervisor.communicate()
        until(lambda: not workers(state), seconds=20)
        left = chunks_of(workspace)
        time.sleep(0.3)
        assert chunks_of(workspace) == left
        assert sorted(left) == [("job 1", chunk) for chunk in range(len(left))]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_paused_worker_of_a_killed_supervisor_is_not_left_standing(tmp_path: Path) -> None:
    state = os.environ["REVROUTE_STATE_DIR"]
    with create(tmp_path / "books.revroute", actor="ada") as workspace:
        job = requests.add(workspace, NewJob("x", ("chunks", "100000"), terms=TERMS))
        supervisor = supervise(workspace.path)
        until(lambda: chunks_of(workspace))
        requests.pause(workspace, job.id)
        until(lambda: row(workspace, job.id).state is JobState.PAUSED)
        supervisor.kill()
        supervisor.communicate()
        until(lambda: not workers(state), seconds=20)
        assert row(workspace, job.id).state is JobState.PAUSED


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + SHORT_RUN))
def test_killed_supervisors_and_workers_lose_no_job_and_commit_nothing_twice(
    seed: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    kill_and_go_on(seed, tmp_path, record_property)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(FIRST_SEED + SHORT_RUN, FIRST_SEED + SHORT_RUN + LONG_RUN))
def test_a_thousand_kills_of_supervisors_and_workers(
    seed: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    kill_and_go_on(seed, tmp_path, record_property)
