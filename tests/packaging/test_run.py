"""`make run` after set-up: which commands it gives the program, told from a program that only notes them."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTES_ITS_ARGUMENTS = """\
import sys
from pathlib import Path
root = Path(__file__).parents[{depth}]
with (root / "log").open("a") as log:
    print({name!r}, *(argument.removeprefix(f"{{root}}/") for argument in sys.argv[1:]), file=log)
if sys.argv[1] == "demo":
    Path(sys.argv[2]).touch()
if {name!r} == "screenshots":
    Path(sys.argv[1]).mkdir(exist_ok=True)
    (Path(sys.argv[1]) / "routing-light.png").touch()
sys.exit((root / "fails").exists())
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout with the real run script and a stand-in for the program."""

    root: Path

    def run(self, **environment: str) -> tuple[int, list[str]]:
        """Give `make run`'s second command; returns its exit code and the commands it gave."""
        inherited = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
        command = [sys.executable, str(self.root / "packaging" / "run.py")]
        source = {"PYTHONPATH": str(self.root / "src")}
        code = subprocess.run(command, env=inherited | source | environment, check=False).returncode
        log = self.root / "log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return code, lines


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path.resolve()
    (root / "packaging").mkdir()
    shutil.copy(ROOT / "packaging" / "run.py", root / "packaging")
    package = root / "src" / "revroute_desktop"
    pictures = package / "console" / "screenshots"
    pictures.mkdir(parents=True)
    (root / "resources").mkdir()
    for path, name in (
        (package / "__main__.py", "revroute"),
        (pictures / "panes.py", "screenshots"),
    ):
        path.write_text(NOTES_ITS_ARGUMENTS.format(name=name, depth=len(path.relative_to(root).parents) - 1))
    (package / "__init__.py").touch()
    (pictures.parent / "__init__.py").touch()
    (pictures / "__init__.py").touch()
    return Checkout(root)


DEMO = "revroute demo build/demo.revroute"
SUMMARY = "revroute summary -w build/demo.revroute"
PICTURES = "screenshots build/screenshots build/demo.revroute"
headless = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux runs without a display"
)


@headless
def test_without_a_display_the_demo_is_summed_up_and_drawn_once(checkout: Checkout) -> None:
    assert checkout.run() == (0, [DEMO, SUMMARY, PICTURES])
    assert checkout.run() == (0, [SUMMARY])


@headless
def test_the_panes_are_drawn_again_when_the_workspace_or_the_program_changed(checkout: Checkout) -> None:
    checkout.run()
    for name in ("build/demo.revroute", "src/revroute_desktop/__init__.py"):
        changed = checkout.root / name
        later = (checkout.root / "build" / "screenshots" / ".made").stat().st_mtime + 1
        os.utime(changed, (later, later))
        assert checkout.run() == (0, [SUMMARY, PICTURES])
        os.utime(changed, (0, 0))


@headless
def test_with_a_display_the_console_opens_on_the_demo(checkout: Checkout) -> None:
    assert checkout.run(DISPLAY=":7") == (0, [DEMO, "revroute -w build/demo.revroute"])
    assert checkout.run(WAYLAND_DISPLAY="wayland-0") == (0, ["revroute -w build/demo.revroute"])


def test_a_demo_that_was_not_finished_is_taken_up_again(checkout: Checkout) -> None:
    fails = checkout.root / "fails"
    fails.touch()
    assert checkout.run() == (1, [DEMO])
    fails.unlink()
    assert checkout.run()[1][0] == DEMO
