"""Imports and followers from a terminal, and as the children of a console."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.traffic.logs import counted, log, write

from revroute_desktop.workspace import create, open_workspace

PROGRAM = [sys.executable, "-m", "revroute_desktop"]


@pytest.fixture
def books(tmp_path: Path) -> Path:
    path = tmp_path / "books.revroute"
    create(path, zone="UTC", name="books", actor="ada").close()
    return path


def test_an_import_says_what_it_counted(books: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 500))
    command = [*PROGRAM, "-w", str(books), "traffic", "import", str(path), "--json"]
    first = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    again = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert (first["lines"], first["hits"], first["malformed"], first["known"]) == (500, 500, 0, 0)
    assert (again["lines"], again["known"]) == (0, 500)
    assert first["files"][0]["format"] == "combined"


def test_an_import_speaks_lines_to_a_console(books: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 500))
    command = [*PROGRAM, "-w", str(books), "--jsonl", "traffic", "import", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[-1]["type"] == "result"
    assert lines[-1]["value"]["hits"] == 500
    assert any(line["type"] == "progress" for line in lines[:-1])


def test_a_follower_ends_when_it_is_asked_to_and_says_what_came(books: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "access.log", log(0, 100))
    process = subprocess.Popen(
        [*PROGRAM, "-w", str(books), "traffic", "follow", str(path), "--json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    with open_workspace(books) as workspace:
        end = time.monotonic() + 30
        while counted(workspace)["hits"] < 100 and time.monotonic() < end:
            time.sleep(0.1)
        with path.open("ab") as file:
            file.write(log(100, 150))
        while counted(workspace)["hits"] < 150 and time.monotonic() < end:
            time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert json.loads(said)["hits"] == 150


def test_a_missing_log_is_one_sentence(books: Path) -> None:
    command = [*PROGRAM, "-w", str(books), "traffic", "import", "none.log"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "There is no file none.log; check the name.\n")
