"""The private halves of signing keys: made on first need, kept where the person chose, announced in the log.

A key lies in the store under a name with the workspace's uuid. During a rotation the new one waits under a
second name until the log has announced it, so that a crash at any instant loses no key that the log knows.
"""

import secrets
from pathlib import Path

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.audit.notes import (
    NoteError,
    Signer,
    format_private_key,
    format_verifier_key,
    generate_key,
    parse_private_key,
    sign_note,
)
from revroute_desktop.errors import UserError
from revroute_desktop.proof.keys import (
    CREATE,
    ROTATE,
    Kept,
    KeyHistory,
    KnownKey,
    key_history,
    origin_of,
    rotation_text,
)
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.secret_file import SecretFile
from revroute_desktop.workspace.secrets import KeyringState, SecretStore, find_store


class SigningKeys:
    """The signing keys of workspaces in one store; `kept` says which kind of store it is."""

    def __init__(self, store: SecretStore, kept: Kept, state: KeyringState | None = None) -> None:
        self._store = store
        self.kept = kept
        self.state = state
        """What the keyring is like, where it was asked."""

    @property
    def description(self) -> str:
        """Where the keys are kept and why there: a sentence for a person."""
        return self._store.description

    def signer(self, workspace: Workspace, *, actor: str) -> Signer:
        """The key that signs for a workspace now; made and announced in the log where there is none yet.

        Raises UserError where the store or the workspace refuses.
        """
        with workspace.read() as session:
            history = key_history(session.sql)
        signer = self._stored(workspace, history)
        if signer is None:
            signer = self._make(workspace, _current_name(workspace))
        known = history.find(signer.verifier)
        if known is None:
            payload: dict[str, JsonValue] = {
                "vkey": format_verifier_key(signer.verifier),
                "kept": str(self.kept),
            }
            with workspace.write(actor, CREATE, signer.verifier.key_id.hex()) as unit:
                unit.record(payload)
        return signer

    def rotate(self, workspace: Workspace, *, actor: str, reason: str) -> KnownKey:
        """Replaces the key by a new one, which the old one signs; the log tells of it.

        What the old key signed stays signed. Raises UserError where there is no key in this store to replace.
        """
        with workspace.read() as session:
            history = key_history(session.sql)
        old = self._stored(workspace, history)
        if old is None or history.find(old.verifier) is None:
            raise UserError(
                "There is no signing key here to replace. The next checkpoint makes one and announces it "
                "in the log."
            )
        new = self._make(workspace, _next_name(workspace))
        payload: dict[str, JsonValue] = {
            "old": format_verifier_key(old.verifier),
            "new": format_verifier_key(new.verifier),
            "kept": str(self.kept),
            "note": sign_note(rotation_text(old.verifier, new.verifier), [old]),
        }
        with workspace.write(actor, ROTATE, new.verifier.key_id.hex(), reason) as unit:
            announced = unit.seq
            unit.record(payload)
        self._promote(workspace, new)
        return KnownKey(new.verifier, self.kept, announced)

    def _stored(self, workspace: Workspace, history: KeyHistory) -> Signer | None:
        """The key in the store, unless the log has retired it."""
        current = self._read(_current_name(workspace))
        known = None if current is None else history.find(current.verifier)
        if known is None or known.retired is None:
            return current
        # The run that rotated was cut short after the log had announced the new key.
        waiting = self._read(_next_name(workspace))
        if waiting is None or history.find(waiting.verifier) is None:
            return None
        self._promote(workspace, waiting)
        return waiting

    def _make(self, workspace: Workspace, name: str) -> Signer:
        signer = generate_key(origin_of(workspace.uuid), secrets.token_bytes(32))
        # Kept before it is announced: a key that the log knows and nobody has would be of no use.
        self._store.set(name, format_private_key(signer))
        return signer

    def _promote(self, workspace: Workspace, signer: Signer) -> None:
        self._store.set(_current_name(workspace), format_private_key(signer))
        self._store.delete(_next_name(workspace))

    def _read(self, name: str) -> Signer | None:
        text = self._store.get(name)
        if text is None:
            return None
        try:
            return parse_private_key(text)
        except NoteError:
            raise UserError(
                f"What is kept as {name!r} is not a signing key: {self.description} Delete that entry "
                "there; a new key is then made and announced in the log."
            ) from None


def keyring_keys() -> SigningKeys:
    """Keys in the system's keyring where that is usable; else in memory for this run, and `description` says
    why.
    """
    state, store = find_store()
    return SigningKeys(store, Kept.KEYRING if store.lasting else Kept.MEMORY, state)


def file_keys(path: Path, passphrase: str) -> SigningKeys:
    """Keys in a passphrase-protected file, for who chooses it; raises UserError for a wrong passphrase."""
    return SigningKeys(SecretFile(path, passphrase), Kept.FILE)


def _current_name(workspace: Workspace) -> str:
    return f"signing key of {workspace.uuid}"


def _next_name(workspace: Workspace) -> str:
    return f"next signing key of {workspace.uuid}"
