"""Routed workspaces for the figures that read, kept as long as the code stays that made them."""

from pathlib import Path

from tests.benchmarks.generator import KEPT, fingerprint, forget, waiting

from revroute_desktop.routing.route import route
from revroute_desktop.workspace import open_workspace


def routed(count: int) -> Path:
    """Return a workspace of so many routed events; not to be written to."""
    rooms = fingerprint("money", "audit", "workspace", "ledger", "routing")
    path = KEPT / f"{rooms}-{count}-routed.revroute"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        forget(f"*-{count}-routed.*")
        part = waiting(count, path.with_suffix(".part"))
        workspace = open_workspace(part)
        route(workspace, actor="bench")
        workspace.close()
        part.rename(path)
    return path
