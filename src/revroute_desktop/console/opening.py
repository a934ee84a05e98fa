"""What the console does aside around a workspace: opening one, making one, asking the keyring."""

from pathlib import Path

from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace, create, open_workspace


def opened(path: Path) -> Workspace | str:
    """Open a workspace and mark the jobs that an earlier window left behind; a sentence if it is refused."""
    from revroute_desktop.processes import recover

    try:
        workspace = open_workspace(path)
        if workspace.read_only is None:
            recover(workspace)
    except UserError as fault:
        return str(fault)
    return workspace


def created(path: Path, name: str, zone: str, person: str) -> Workspace | str:
    """Make a workspace; a sentence if it is refused."""
    try:
        return create(path, zone=zone, name=name, actor=person)
    except UserError as fault:
        return str(fault)


def keyring_state() -> tuple[str, str, bool]:
    """Ask the keyring by a round trip; returns its state in a word, a sentence, and whether it is usable."""
    from revroute_desktop.workspace.secrets import KeyringState, find_store

    state, store = find_store()
    word = "ready" if state is KeyringState.USABLE else state.value
    return word, store.description, state is KeyringState.USABLE
