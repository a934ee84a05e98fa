"""What is put in order when a workspace is opened: old secrets and addresses go, runs left behind end."""

from contextlib import suppress

from revroute_desktop.traffic.load.runs import close_left_runs
from revroute_desktop.traffic.store import forget_old, has_old
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.problems import Busy


def put_in_order(workspace: Workspace, actor: str) -> None:
    """Delete what traffic keeps for a time alone, and write down the end of runs whose program is gone.

    It costs two short reads where there is nothing to do. Workspaces that can only be read stay as they are,
    and one that another program writes to is left to the next opening. Raises WorkspaceError.
    """
    if workspace.read_only is not None:
        return
    with suppress(Busy):
        now = workspace.clock()
        with workspace.read() as session:
            old = has_old(session.sql, now)
        if old:
            with workspace.desk() as desk:
                forget_old(desk.sql, now)
        close_left_runs(workspace, actor)
