"""Killed at any instant, the same command again ends where one clean run ends; nothing is there twice.

Each kill has a seed, which is part of the test's name: it decides the step that is killed and when. The seeds
begin at REVROUTE_KILL_SEED, so that another number tries other instants.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.faults.books import Row, contents, first_difference
from tests.faults.revenue import revenue_file

from revroute_desktop.ledger.journal import advance
from revroute_desktop.proof.verify import verify
from revroute_desktop.resources import resource_path
from revroute_desktop.workspace import create, open_workspace
from revroute_desktop.workspace.schema import MIGRATIONS, latest_version

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")

FIRST_SEED = int(os.environ.get("REVROUTE_KILL_SEED", "1"))
SHORT_RUN, LONG_RUN = 40, 1_000
EVENTS = 2_000
WORKER = Path(__file__).with_name("worker.py")
STEPS = ("import", "route", "publish", "migrate")

NEXT_VERSION = """
CREATE TABLE posting_note (id INTEGER PRIMARY KEY REFERENCES posting, text TEXT NOT NULL) STRICT;
INSERT INTO posting_note SELECT id, 'posting ' || id FROM posting;
CREATE INDEX posting_note_text ON posting_note (text);
CREATE INDEX event_kind ON event (kind, occurred_at);
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A step to kill: the file it starts from, its arguments, and what one clean run takes and ends with."""

    start: Path
    arguments: Sequence[str]
    before: float  # seconds from the start of the process to that of the step
    seconds: float
    end: dict[str, list[Row]]


def command(step: str, workspace: Path, arguments: Sequence[str]) -> list[str]:
    return [sys.executable, str(WORKER), step, str(workspace), *arguments]


def run(step: str, workspace: Path, arguments: Sequence[str]) -> None:
    done = subprocess.run(command(step, workspace, arguments), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def verified(path: Path, migrations: Path) -> str | None:
    """What is wrong with a workspace; None where everything holds."""
    with open_workspace(path, migrations=migrations) as opened:
        assert opened.state_note is None
        fault = verify(opened, processes=1).fault
        return None if fault is None else str(fault)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the clean runs happen, with what this machine remembers of them."""
    made = tmp_path_factory.mktemp("clean")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(made / "state"))
        yield made


@pytest.fixture(scope="module")
def migrations(folder: Path) -> Path:
    """The migrations of a later version of the program."""
    later = folder / "migrations"
    shutil.copytree(MIGRATIONS, later)
    (later / f"{latest_version() + 1:04}.sql").write_text(NEXT_VERSION)
    return later


@pytest.fixture(scope="module")
def steps(folder: Path, migrations: Path) -> dict[str, Step]:
    """Every step with one clean run of it, each on top of the one before."""
    revenue = revenue_file(folder, EVENTS)
    path = folder / "books.revroute"
    with create(path, zone="Europe/Berlin", actor="ada") as workspace:
        for payee, currency, amount in (
            ("slow-comet", "EUR", 4_000),
            ("lucky-raven", "USD", 90_000),
            ("amber-fox", "GBP", 2_000),
        ):
            advance(workspace, payee, currency, amount, day=date(2025, 1, 2), actor="ada")
    arguments = {
        "import": (str(revenue),),
        "publish": (str(resource_path("plans", "creator-network.yaml")), "2025-01-01"),
        "route": (),
        "migrate": (str(migrations),),
    }
    found = {step: clean_run(step, path, arguments[step]) for step in arguments}
    counters = [row for row in found["route"].end["d_counter"] if row[-1]]
    assert counters and found["route"].end["d_hold_open"] and found["route"].end["posting_against"]
    assert verified(path, migrations) is None
    return found


def clean_run(step: str, path: Path, arguments: Sequence[str]) -> Step:
    start = path.with_name(f"before-{step}.revroute")
    shutil.copy(path, start)
    shutil.copytree(path.with_name("state"), path.with_name(f"state-before-{step}"))
    began = time.monotonic()
    process = subprocess.Popen(command(step, path, arguments), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    begun = time.monotonic()
    assert process.stdout.readline() == "done\n"
    seconds = time.monotonic() - begun
    process.communicate(timeout=60)
    assert process.returncode == 0
    return Step(start, arguments, begun - began, seconds, contents(path))


def kill_and_repeat(step: str, clean: Step, chance: random.Random, tmp_path: Path, migrations: Path) -> int:
    """Kill a step at an instant, do it again, compare; returns how often it was killed."""
    path = tmp_path / "books.revroute"
    shutil.copy(clean.start, path)
    shutil.copytree(clean.start.with_name(f"state-before-{step}"), tmp_path / "state")
    # One kill in eight hits the start of the program, two in eight the run after a first kill.
    kills = 2 if chance.random() < 0.25 else 1
    for _ in range(kills):
        process = subprocess.Popen(
            command(step, path, clean.arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        if chance.random() < 0.125:
            time.sleep(chance.random() * clean.before)
        else:
            process.stdout.readline()
            time.sleep(chance.random() * clean.seconds)
        process.kill()
        said, errors = process.communicate(timeout=60)
        assert "Traceback" not in errors
        print(f"{step} killed after {said!r}, exit code {process.returncode}")
    run(step, path, clean.arguments)
    difference = first_difference(contents(path), clean.end)
    assert difference is None
    assert verified(path, migrations if step == "migrate" else MIGRATIONS) is None
    for backup in tmp_path.glob("books.version-*.revroute"):
        difference = first_difference(contents(backup), contents(clean.start))
        assert difference is None
    return kills


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + SHORT_RUN))
def test_a_killed_step_done_again_ends_as_one_clean_run(
    seed: int,
    steps: dict[str, Step],
    tmp_path: Path,
    migrations: Path,
    record_property: Callable[[str, object], None],
) -> None:
    step = STEPS[seed % len(STEPS)]
    record_property("kills", kill_and_repeat(step, steps[step], random.Random(seed), tmp_path, migrations))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(FIRST_SEED + SHORT_RUN, FIRST_SEED + SHORT_RUN + LONG_RUN))
def test_a_thousand_kills(
    seed: int,
    steps: dict[str, Step],
    tmp_path: Path,
    migrations: Path,
    record_property: Callable[[str, object], None],
) -> None:
    step = STEPS[seed % len(STEPS)]
    record_property("kills", kill_and_repeat(step, steps[step], random.Random(seed), tmp_path, migrations))
