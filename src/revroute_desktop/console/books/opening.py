"""What the console does aside around a workspace: opening one, making one, asking the keyring."""

from pathlib import Path

from revroute_desktop.console.translate import tr
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace, create, open_workspace


def opened(path: Path) -> Workspace | str:
    """Open a workspace; a sentence if it is refused."""
    try:
        return open_workspace(path)
    except UserError as fault:
        return str(fault)


def created(path: Path, name: str, zone: str, person: str) -> Workspace | str:
    """Make a workspace; a sentence if it is refused."""
    try:
        return create(path, zone=zone, name=name, actor=person)
    except UserError as fault:
        return str(fault)


def keyring_state() -> tuple[str, str, bool]:
    """Ask the keyring by a round trip; returns its state in a word, a sentence, and whether it is usable."""
    from revroute_desktop.workspace.secrets import KeyringState, find_store

    words = {
        KeyringState.USABLE: tr("ready", "the keyring"),
        KeyringState.LOCKED: tr("locked", "the keyring"),
        KeyringState.ABSENT: tr("absent", "the keyring"),
        KeyringState.INSECURE: tr("insecure", "the keyring"),
    }
    state, store = find_store()
    return words[state], store.description, state is KeyringState.USABLE
