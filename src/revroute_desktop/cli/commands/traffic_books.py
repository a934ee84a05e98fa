"""How commands of traffic open the workspace: put in order first."""

from collections.abc import Iterator
from contextlib import contextmanager

from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.traffic.housekeeping import put_in_order
from revroute_desktop.workspace import Workspace


@contextmanager
def traffic_workspace(terminal: Terminal) -> Iterator[Workspace]:
    """Open the workspace that `-w` names, without old secrets and with the end of runs left behind."""
    with terminal.workspace() as workspace:
        put_in_order(workspace, terminal.actor)
        yield workspace
