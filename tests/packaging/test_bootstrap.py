"""Set-up does each of its parts once, again when what it was made from changes, and else nothing at all."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stands a shell script in for Python")


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copy of the set-up files whose environment has a Python that only notes what it is told to do."""

    root: Path

    @property
    def stamp(self) -> dict[str, str]:
        stamp: dict[str, str] = json.loads((self.root / ".venv" / "setup.json").read_text("utf-8"))
        return stamp

    def steps(self) -> list[str]:
        """What the environment's Python was told since the last call, a line each."""
        log = self.root / "log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    def prepare(self, mode: str = "run") -> subprocess.CompletedProcess[str]:
        environment = {
            name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "CI"
        }
        return subprocess.run(
            [sys.executable, self.root / "packaging" / "bootstrap.py", mode],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def python_says(self, code: int) -> None:
        python = self.root / ".venv" / "bin" / "python"
        python.write_text(f'#!/bin/sh\necho "$@" >> {self.root}/log\nexit {code}\n', "utf-8")
        python.chmod(0o755)

    def change(self, name: str) -> None:
        with (self.root / name).open("a", encoding="utf-8") as file:
            file.write("\n# changed\n")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path.resolve() / "checkout"
    shutil.copytree(ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / ".venv" / "bin").mkdir(parents=True)
    stamp = {"python": "{}.{} {}".format(*sys.version_info[:2], root)}
    (root / ".venv" / "setup.json").write_text(json.dumps(stamp), "utf-8")
    copy = Checkout(root)
    copy.python_says(0)
    return copy


def test_packages_are_installed_by_hash_from_wheels_and_the_program_without_an_index(
    checkout: Checkout,
) -> None:
    assert checkout.prepare().returncode == 0
    packages, program = checkout.steps()
    assert "--require-hashes --only-binary=:all:" in packages
    assert packages.endswith("requirements-build.txt")
    assert "--no-index --no-build-isolation --no-deps --editable" in program


def test_a_second_set_up_does_nothing_and_says_nothing(checkout: Checkout) -> None:
    checkout.prepare()
    checkout.steps()
    again = checkout.prepare()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert checkout.steps() == []


def test_set_up_for_tests_covers_running(checkout: Checkout) -> None:
    checkout.prepare("test")
    assert len(checkout.steps()) == 2
    assert checkout.prepare("run").returncode == 0
    assert checkout.steps() == []


def test_only_what_changed_is_done_again(checkout: Checkout) -> None:
    checkout.prepare()
    checkout.steps()
    checkout.change("packaging/requirements.txt")
    checkout.prepare()
    [packages] = checkout.steps()
    assert "--require-hashes" in packages
    checkout.change("pyproject.toml")
    checkout.prepare()
    [program] = checkout.steps()
    assert "--editable" in program


def test_a_step_that_failed_is_said_and_tried_again(checkout: Checkout) -> None:
    checkout.python_says(1)
    failed = checkout.prepare()
    assert failed.returncode == 1
    assert "give the same command again" in failed.stderr
    assert set(checkout.stamp) == {"python"}
    checkout.steps()
    checkout.python_says(0)
    assert checkout.prepare().returncode == 0
    assert len(checkout.steps()) == 2


def test_an_unknown_mode_is_refused_with_the_usage(checkout: Checkout) -> None:
    refused = checkout.prepare("fly")
    assert refused.returncode == 2
    assert "run|test" in refused.stderr
