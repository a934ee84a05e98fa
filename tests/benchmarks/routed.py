"""Routed workspaces for the figures that read, kept like those that wait."""

from pathlib import Path

from tests.benchmarks.generator import copy_of, imported, opened

from revroute_desktop.routing.route import route


def routed(count: int) -> Path:
    """Return a workspace of so many routed events; not to be written to."""
    waiting = imported(count)
    path = waiting.with_name(f"routed-{waiting.name}")
    if not path.exists():
        part = copy_of(waiting, path.with_suffix(".part"))
        workspace = opened(part)
        route(workspace, actor="bench")
        workspace.close()
        part.rename(path)
    return path
