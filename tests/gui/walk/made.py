"""The modest workspace that the walk of `make test` goes through."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.benchmarks.generator import SIX_STEPS, YEAR, ZONE, write_csv
from tests.gui.walk.feed import write_arrivals

from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import create, open_workspace

ROOT = Path(__file__).parents[3]
_FIRST_ODD = 90_000
_STACKS_SAID = 3


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk found, as its process printed it."""

    figures: dict[str, Any]

    @property
    def faults(self) -> str:
        """Everything that should not be: stalls with what the main thread did, warnings, what is left."""
        found = [f"Qt said: {warning}" for warning in self.figures["warnings"]]
        found += [f"left behind: {one}" for one in self.figures["left"]]
        for stall in self.figures["stalls"]:
            found += [f"STALL {stall['turn']}", *stall["stacks"][:_STACKS_SAID]]
        return "\n".join(found)

    @property
    def stalled(self) -> set[str]:
        """The steps of the walk at which a turn was too long."""
        return {stall["step"] for stall in self.figures["stalls"]}

    def with_stalls_at(self, steps: set[str]) -> "Walked":
        """Return the same without the stalls at other steps."""
        kept = [stall for stall in self.figures["stalls"] if stall["step"] in steps]
        return Walked({**self.figures, "stalls": kept})


def modest(folder: Path, events: int) -> Path:
    """Make a routed workspace of so many events, with rows in quarantine and in conflict."""
    file, path = folder / "events.csv", folder / "walk.revroute"
    write_csv(file, events)
    with create(path, zone=ZONE, name="walk", actor="walker") as workspace:
        import_revenue(workspace, file, "generic", actor="walker")
        publish_plan(workspace, SIX_STEPS, effective=date(YEAR, 1, 1), actor="walker")
    add_odd_rows(path, folder)
    return path


def add_odd_rows(path: Path, folder: Path) -> None:
    """Import files of which some rows are refused, and route what waits."""
    with open_workspace(path) as workspace:
        for file in write_arrivals(folder / "odd", _FIRST_ODD, 4, 200):
            import_revenue(workspace, file, "generic", actor="walker")
        route(workspace, actor="walker")


def walk_through(
    path: Path, arrivals: Path, state: Path, *, walks: int = 1, display: list[str] | None = None, **env: str
) -> Walked:
    """Walk through a workspace in a process of its own; `display` is the command that gives it a screen."""
    command = [sys.executable, "-m", "tests.gui.walk", str(path), "--arrivals", str(arrivals)]
    pictures = ["--pictures", str(ROOT / "build" / "walk" / (env.get("QT_QPA_PLATFORM") or "xcb"))]
    run = subprocess.run(
        [*(display or []), *command, "--walks", str(walks), *pictures],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "REVROUTE_STATE_DIR": str(state), **env},
        check=False,
    )
    try:
        return Walked(json.loads(run.stdout))
    except json.JSONDecodeError:
        raise AssertionError(f"the walk ended with {run.returncode}:\n{run.stderr[-4000:]}") from None
