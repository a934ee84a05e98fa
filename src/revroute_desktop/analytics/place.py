"""Where a workspace lies: its size, the room beside it, and the workers that its queue has."""

import shutil

from revroute_desktop.analytics.needs import Place
from revroute_desktop.processes.kinds import ALL, WORKERS, kind_settings
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.guard import BESIDE


def place_of(workspace: Workspace) -> Place:
    """Return where a workspace lies; the disk says so, and the queue's settings."""
    path = workspace.path
    files = [path, *(path.with_name(path.name + ending) for ending in BESIDE)]
    size = sum(file.stat().st_size for file in files if file.exists())
    with workspace.read() as session:
        workers = kind_settings(session.sql).slots.get(ALL, WORKERS)
    return Place(size, shutil.disk_usage(path.parent).free, workers)
