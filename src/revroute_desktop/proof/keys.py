"""The signing keys of a workspace as its log knows them: announced, rotated, never silently replaced.

A key is named like the log, `revroute/<uuid of the workspace>`, and announced by an entry before anything is
signed with it:

    key.create   {"vkey": verifier key, "kept": keyring | memory | file}
    key.rotate   {"old": verifier key, "new": verifier key, "kept": ..., "note": the new key signed by the old
    one}

The note of a rotation is the signed note of `rotation_text`.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from revroute_desktop.audit.entries import Entry
from revroute_desktop.audit.notes import (
    NoteError,
    Verifier,
    format_verifier_key,
    open_note,
    parse_verifier_key,
)
from revroute_desktop.errors import UserError
from revroute_desktop.proof.faults import FaultFound, found
from revroute_desktop.workspace.log import read_entry

CREATE, ROTATE = "key.create", "key.rotate"


class Kept(StrEnum):
    """Where the private half of a key is."""

    KEYRING = "keyring"
    MEMORY = "memory"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key that the log has announced in entry `announced`; `retired` is the entry of its rotation, if it
    had one.
    """

    verifier: Verifier
    kept: Kept
    announced: int
    retired: int | None = None

    @property
    def vkey(self) -> str:
        """The key as text, `name+id+base64`."""
        return format_verifier_key(self.verifier)


@dataclass(frozen=True, slots=True)
class KeyHistory:
    """Every key of a log, in the order of their announcement."""

    keys: tuple[KnownKey, ...]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "KeyHistory":
        """The history that these entries of keys tell; raises FaultFound where one is malformed or not borne
        out.
        """
        keys: list[KnownKey] = []
        for entry in entries:
            if entry.action == CREATE:
                keys.append(_created(entry))
            else:
                old, new = _rotated(entry)
                at = next((number for number, key in enumerate(keys) if key.verifier == old), None)
                if at is None or keys[at].retired is not None:
                    raise _fault(entry, "replaces a key that was not in use")
                keys[at] = KnownKey(old, keys[at].kept, keys[at].announced, entry.seq)
                keys.append(new)
        return cls(tuple(keys))

    @property
    def verifiers(self) -> list[Verifier]:
        """All keys, retired ones too: what they signed stays signed."""
        return [key.verifier for key in self.keys]

    def find(self, verifier: Verifier) -> KnownKey | None:
        """The key as the log knows it."""
        return next((key for key in self.keys if key.verifier == verifier), None)

    def could_sign(self, verifier: Verifier, size: int) -> bool:
        """Whether a key was in use when the log had `size` entries: after its announcement, before its
        rotation.
        """
        key = self.find(verifier)
        return key is not None and key.announced < size and (key.retired is None or size <= key.retired)


class KeysUnclear(UserError):
    """The log does not tell its keys' history as it should."""


def key_history(sql: sqlite3.Connection) -> KeyHistory:
    """The keys that the log has announced; raises KeysUnclear where its entries of keys are not borne out."""
    seqs = sql.execute(
        "SELECT seq FROM audit_entry WHERE action IN (?, ?) ORDER BY seq", (CREATE, ROTATE)
    ).fetchall()
    try:
        return KeyHistory.of(read_entry(sql, seq) for (seq,) in seqs)
    except FaultFound as exception:
        raise KeysUnclear(f"{exception.fault.what}: run `revroute verify`.") from None


def origin_of(uuid: str) -> str:
    """The name of a workspace's log and keys."""
    return f"revroute/{uuid}"


def is_key_entry(entry: Entry) -> bool:
    """Whether an entry announces or rotates a key."""
    return entry.action in {CREATE, ROTATE}


def rotation_text(old: Verifier, new: Verifier) -> str:
    """What the old key signs to pass on to the new one."""
    return f"revroute key rotation\n{format_verifier_key(old)}\n{format_verifier_key(new)}\n"


def _created(entry: Entry) -> KnownKey:
    return KnownKey(_verifier(entry, "vkey"), _kept(entry), entry.seq)


def _rotated(entry: Entry) -> tuple[Verifier, KnownKey]:
    old, new = _verifier(entry, "old"), _verifier(entry, "new")
    note = entry.payload.get("note")
    try:
        text = open_note(note, [old]).text if isinstance(note, str) else ""
    except NoteError as error:
        raise _fault(entry, f"names a new key that the old one did not sign: {error}") from None
    if text != rotation_text(old, new):
        raise _fault(entry, "names a new key that the old one did not sign")
    return old, KnownKey(new, _kept(entry), entry.seq)


def _verifier(entry: Entry, name: str) -> Verifier:
    text = entry.payload.get(name)
    try:
        return parse_verifier_key(text if isinstance(text, str) else "")
    except NoteError as error:
        raise _fault(entry, f"holds a bad key: {error}") from None


def _kept(entry: Entry) -> Kept:
    try:
        return Kept(str(entry.payload.get("kept")))
    except ValueError:
        raise _fault(entry, "does not say where the key is kept") from None


def _fault(entry: Entry, what: str) -> FaultFound:
    return found("keys", f"Entry {entry.seq}, {entry.action}, {what}", f"audit_entry {entry.seq}")
