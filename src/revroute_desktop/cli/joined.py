"""After an import: revenue is joined to traffic anew, so that figures need not."""

from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.traffic.joined_days import refresh_joined
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.problems import Busy


def join_anew(terminal: Terminal, workspace: Workspace) -> int:
    """Join the days whose events or visits changed; return how many. Whoever is stopped here loses nothing,
    and where another program writes the next import or question does it.
    """
    try:
        return refresh_joined(workspace, progress=terminal.progress, cancelled=terminal.cancelled)
    except Busy:
        return 0
