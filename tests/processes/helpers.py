"""What the tests of jobs share: the program that workers run, and waiting."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from revroute_desktop.processes import Job, JobRecord, JobView, history
from revroute_desktop.processes.worker import WORKER
from revroute_desktop.workspace import Workspace

PROGRAM = [sys.executable, str(Path(__file__).parent / "program.py")]
WAIT = 60.0


def until(done: Callable[[], object], seconds: float = WAIT) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ended(job: Job) -> JobView:
    assert job.wait(WAIT)
    return job.view


def row(workspace: Workspace, id: int) -> JobRecord:
    with workspace.read() as session:
        return history.job(session.sql, id)


def workers_of(pid: int | None = None) -> list[psutil.Process]:
    """The workers that a process (this one) has started and that have not ended."""
    found = []
    for child in psutil.Process(pid).children():
        try:
            if WORKER in child.cmdline() and child.status() != psutil.STATUS_ZOMBIE:
                found.append(child)
        except psutil.Error:
            continue
    return found
