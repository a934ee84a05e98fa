"""Checkpoints: signed statements of what the log held, made, listed and compared with the log."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from revroute_desktop.audit.notes import (
    LARGEST_NOTE,
    Checkpoint,
    NoteError,
    OpenedNote,
    UnknownSignerError,
    Verifier,
    format_checkpoint,
    open_note,
    parse_checkpoint,
    sign_note,
)
from revroute_desktop.errors import UserError
from revroute_desktop.proof.keys import Kept, key_history, origin_of
from revroute_desktop.proof.signing import SigningKeys
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.log import Head, head
from revroute_desktop.workspace.memory import remember_checkpoint, state_folder

IN_MEMORY = "signing key kept in memory for one run"
"""The extension line of a checkpoint whose key nobody will have again."""


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A signed note over the first `size` entries, made `at` (microseconds UTC)."""

    size: int
    key_name: str
    note: str
    at: int


class Standing(StrEnum):
    """How the log stands to a checkpoint."""

    CONSISTENT = "consistent"
    ROLLED_BACK = "rolled back"
    FORKED = "forked"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A checkpoint next to the log, which has `size` entries; `words` says what it means."""

    standing: Standing
    checkpoint: Checkpoint
    size: int
    words: str


def make_checkpoint(workspace: Workspace, keys: SigningKeys, *, actor: str) -> StoredCheckpoint:
    """Sign what the log holds now, keep the note in the workspace and remember it outside.

    The key is made and announced where there is none yet. Where the log has not grown since the last
    checkpoint, that one is returned. Raises UserError.
    """
    signer = keys.signer(workspace, actor=actor)
    with workspace.read() as session:
        now = head(session.sql)
    extensions = (IN_MEMORY,) if keys.kept is Kept.MEMORY else ()
    text = format_checkpoint(Checkpoint(origin_of(workspace.uuid), now.size, now.root, extensions))
    made = StoredCheckpoint(now.size, signer.name, sign_note(text, [signer]), workspace.clock())
    with workspace.desk() as desk:
        desk.sql.execute(
            "INSERT INTO desk_checkpoint (size, key_name, note, at) VALUES (?, ?, ?, ?) ON CONFLICT DO "
            "NOTHING",
            (made.size, made.key_name, made.note, made.at),
        )
        stored = next(each for each in stored_checkpoints(desk.sql) if each.size == made.size)
    _remember(workspace, now, stored.note)
    return stored


def stored_checkpoints(sql: sqlite3.Connection) -> list[StoredCheckpoint]:
    """The checkpoints of the workspace, by size."""
    rows = sql.execute("SELECT size, key_name, note, at FROM desk_checkpoint ORDER BY size, key_name")
    return [StoredCheckpoint(*row) for row in rows]


def read_note(path: Path | str) -> str:
    """The text of a note in a file; raises UserError where it cannot be one."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_NOTE + 1)
        return data.decode()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UserError(f"{path} is no checkpoint: it is not text.") from None


def compare_checkpoint(workspace: Workspace, note: str, trusted: list[Verifier] | None = None) -> Comparison:
    """Compare a checkpoint that somebody kept with the log; `trusted` keys count beside those of the log.

    Raises UserError where the note is none, is of another log, or no known key has signed it.
    """
    with workspace.read() as session:
        now = head(session.sql)
        note = _note_alone(note, origin_of(workspace.uuid))
        opened = _opened(note, [*key_history(session.sql).verifiers, *(trusted or [])])
        checkpoint = _parsed(opened, workspace)
        if checkpoint.size > now.size:
            standing = Standing.ROLLED_BACK
        elif head(session.sql, checkpoint.size).root == checkpoint.root:
            standing = Standing.CONSISTENT
        else:
            standing = Standing.FORKED
    return Comparison(standing, checkpoint, now.size, _words(standing, checkpoint.size, now.size))


def _note_alone(text: str, origin: str) -> str:
    """The note in what `audit checkpoint` printed, which has a sentence before it.

    Raises UserError where the text holds several.
    """
    lines = text.split("\n")
    begins = [number for number, line in enumerate(lines) if line == origin]
    if len(begins) > 1:
        raise UserError(
            "The file holds more than one checkpoint: keep each in a file of its own, as "
            "`revroute audit checkpoint -o FILE` writes it."
        )
    if not begins or begins == [0]:
        return text
    return "\n".join(lines[begins[0] :]).rstrip("\n") + "\n"


def _opened(note: str, verifiers: list[Verifier]) -> OpenedNote:
    try:
        return open_note(note, verifiers)
    except UnknownSignerError as error:
        raise UserError(
            f"The checkpoint cannot be compared: {error}. If the key was announced after this copy of the "
            "file was made, give it with --key."
        ) from None
    except NoteError as error:
        raise UserError(f"The checkpoint cannot be trusted: {error}.") from None


def _parsed(opened: OpenedNote, workspace: Workspace) -> Checkpoint:
    try:
        checkpoint = parse_checkpoint(opened.text)
    except NoteError as error:
        raise UserError(f"The note is no checkpoint: {error}.") from None
    if checkpoint.origin != origin_of(workspace.uuid):
        raise UserError(
            f"The checkpoint is of the log {checkpoint.origin}, but this workspace's is "
            f"{origin_of(workspace.uuid)}."
        )
    return checkpoint


def _words(standing: Standing, signed: int, size: int) -> str:
    if standing is Standing.ROLLED_BACK:
        return f"The log was rolled back or cut off: it has {_entries(size)}, but {signed} were signed."
    if standing is Standing.FORKED:
        return f"The log was rewritten: its first {signed} entries are not those that were signed."
    if signed == size:
        return f"The log is exactly what was signed: {_entries(size)}."
    newer = "1 newer one" if size - signed == 1 else f"{size - signed} newer ones"
    return f"The log holds the {_entries(signed)} that {_were(signed)} signed, unchanged, and {newer}."


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _remember(workspace: Workspace, now: Head, note: str) -> None:
    try:
        remember_checkpoint(workspace.uuid, now, note)
    except OSError as error:
        raise UserError(
            f"The checkpoint is made, but this machine cannot remember it in {state_folder()} "
            f"({error.strerror}): make that folder writable and make the checkpoint again."
        ) from error
