"""Killed at any instant, an import or a follower that is started again ends where one clean run ends.

Each kill has a seed in the test's name. The seeds begin at REVROUTE_KILL_SEED.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.traffic.logs import counted, log, state, write

from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import create, open_workspace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")

FIRST_SEED = int(os.environ.get("REVROUTE_KILL_SEED", "1"))
WORKER = Path(__file__).with_name("kill_worker.py")
LINES = 15_000
KILLS = 5


def seeds(count: int) -> list[object]:
    """The first seed for every run of the tests, so many in all for the long runs."""
    more = (pytest.param(FIRST_SEED + more, marks=pytest.mark.soak) for more in range(1, count))
    return [FIRST_SEED, *more]


def start(step: str, workspace: Path, log_file: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, str(WORKER), step, str(workspace), str(log_file)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def end(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    process.stdout.close()
    process.wait(60)


def clean_state(folder: Path, log_file: Path) -> dict[str, list[tuple[object, ...]]]:
    with create(folder / "clean.revroute", zone="UTC", name="clean", actor="ada") as workspace:
        import_logs(workspace, [log_file], actor="ada")
        return state(workspace)


@pytest.mark.parametrize("seed", seeds(40))
def test_a_killed_import_goes_on_and_counts_each_line_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    log_file = write(tmp_path / "access.log", log(0, LINES))
    path = tmp_path / "books.revroute"
    create(path, zone="UTC", name="books", actor="ada").close()
    for _ in range(KILLS):
        process = start("import", path, log_file)
        time.sleep(chance.uniform(0, 0.6))
        process.kill()
        end(process)
        with open_workspace(path) as workspace:
            counted(workspace)
    process = start("import", path, log_file)
    assert process.wait(120) == 0
    end(process)
    with open_workspace(path) as workspace:
        assert counted(workspace)["hits"] == LINES
        assert state(workspace) == clean_state(tmp_path, log_file)
        with workspace.read() as session:
            assert session.sql.execute(
                "SELECT count(*) FROM desk_traffic_file WHERE unrecorded IS NOT NULL"
            ).fetchone() == (0,)


@pytest.mark.parametrize("seed", seeds(20))
def test_a_killed_follower_goes_on_and_counts_each_line_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    log_file = write(tmp_path / "access.log", log(0, 10))
    path = tmp_path / "books.revroute"
    create(path, zone="UTC", name="books", actor="ada").close()
    written = 10
    for _ in range(KILLS):
        process = start("follow", path, log_file)
        until = time.monotonic() + chance.uniform(0.3, 1.5)
        while time.monotonic() < until:
            with log_file.open("ab") as file:
                file.write(log(written, written + 97))
            written += 97
            time.sleep(0.02)
        process.kill()
        end(process)
        with open_workspace(path) as workspace:
            counted(workspace)
    process = start("import", path, log_file)
    assert process.wait(120) == 0
    end(process)
    with open_workspace(path) as workspace:
        assert counted(workspace)["hits"] == written
        assert state(workspace) == clean_state(tmp_path, log_file)
