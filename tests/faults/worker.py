"""One step of a workspace in a process that a test kills: `worker.py STEP WORKSPACE ARGUMENT...`.

It says `begun` just before the step and `done` after it. Chunks are small, so that a short run has many.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import open_workspace

CHUNK = 250


def import_file(workspace: Path, file: str) -> None:
    with open_workspace(workspace) as opened:
        import_revenue(opened, Path(file), "generic", actor="ada", chunk_size=CHUNK)


def route_all(workspace: Path) -> None:
    with open_workspace(workspace) as opened:
        route(opened, actor="ada", chunk_size=CHUNK)


def publish(workspace: Path, file: str, effective: str) -> None:
    with open_workspace(workspace) as opened:
        text = Path(file).read_text("utf-8")
        publish_plan(opened, text, effective=date.fromisoformat(effective), actor="ada")


def migrate(workspace: Path, folder: str) -> None:
    open_workspace(workspace, migrations=Path(folder)).close()


STEPS: dict[str, Callable[..., None]] = {
    "import": import_file,
    "route": route_all,
    "publish": publish,
    "migrate": migrate,
}

if __name__ == "__main__":
    print("begun", flush=True)
    STEPS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
    print("done", flush=True)
