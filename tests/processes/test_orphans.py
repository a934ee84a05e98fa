"""Workers that a supervisor left behind are ended, and never anything else that has their number by now."""

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.processes.helpers import until

from revroute_desktop.processes import JobRecord, NewJob, history
from revroute_desktop.processes.groups import ProcessId, identify, is_alive, kill_group
from revroute_desktop.processes.orphans import Orphans
from revroute_desktop.workspace import Workspace

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="groups without their leader are seen on Linux"
)


@pytest.fixture
def left_group() -> Iterator[tuple[ProcessId, ProcessId]]:
    """A leader that has ended, and a child of its that lives on in its group."""
    script = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'],"
        " stdout=subprocess.DEVNULL)\n"
        "print(child.pid, flush=True); sys.stdin.read()"
    )
    leader = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert leader.stdout is not None
    child = identify(int(leader.stdout.readline()))
    begun = identify(leader.pid)
    assert child is not None and begun is not None
    leader.communicate(timeout=30)
    yield begun, child
    kill_group(leader.pid)
    until(lambda: not is_alive(child))


def running(workspace: Workspace, worker: ProcessId) -> JobRecord:
    with workspace.desk() as desk:
        job = history.enqueue(desk.sql, NewJob("x", ("noop",)), workspace.clock())
        begun = history.begin_attempt(desk.sql, job.id, worker, workspace.clock())
    assert begun is not None
    return begun


def test_what_a_dead_worker_had_started_is_ended(
    workspace: Workspace, left_group: tuple[ProcessId, ProcessId]
) -> None:
    leader, child = left_group
    orphans = Orphans()
    job = running(workspace, leader)
    orphans.find([job])
    assert orphans.gone() == [job.id]
    until(lambda: not is_alive(child))


@pytest.mark.parametrize("since", ["", "deadbeef:1"])
def test_a_group_of_that_number_is_left_alone_after_the_machine_was_started_anew(
    workspace: Workspace, left_group: tuple[ProcessId, ProcessId], since: str
) -> None:
    leader, child = left_group
    orphans = Orphans()
    job = running(workspace, ProcessId(leader.pid, since))
    orphans.find([job])
    assert orphans.gone() == [job.id]
    assert is_alive(child)


def test_numbers_that_mean_everybody_are_never_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[tuple[int, signal.Signals]] = []
    monkeypatch.setattr("os.killpg", lambda leader, number: killed.append((leader, number)))
    for leader in (-1, 0, 1):
        kill_group(leader)
    assert killed == []
