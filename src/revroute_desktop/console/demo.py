"""The demo workspace, made by the same program in a child process."""

import subprocess
from pathlib import Path

from revroute_desktop.console.translate import tr
from revroute_desktop.errors import UserError
from revroute_desktop.processes.process import program
from revroute_desktop.workspace import Workspace, open_workspace
from revroute_desktop.workspace.memory import state_folder


def demo_path() -> Path:
    """Return where the demo workspace of this person is."""
    return state_folder() / "demo.revroute"


def demo_workspace() -> Workspace | str:
    """Make the demo workspace unless it is there, and open it; returns a sentence where that fails."""
    path = demo_path()
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            made = subprocess.run(
                [*program(), "demo", str(path)], capture_output=True, text=True, check=False
            )
            if made.returncode:
                return made.stderr.strip() or tr("The demo workspace could not be made.")
        return open_workspace(path)
    except (UserError, OSError) as fault:
        return str(fault)
