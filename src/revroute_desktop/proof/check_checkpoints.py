"""Checks of the log against what was signed, and against what this machine remembers of it."""

import sqlite3

from revroute_desktop.audit.notes import (
    Checkpoint,
    NoteError,
    UnknownSignerError,
    open_note,
    parse_checkpoint,
)
from revroute_desktop.proof.check_log import CheckedLog
from revroute_desktop.proof.faults import found
from revroute_desktop.proof.keys import origin_of
from revroute_desktop.workspace.memory import Remembered

NEWER_FILE = (
    "Find the newest file of this workspace, or restore the newest backup that verifies with `revroute "
    "restore`; if the older state is the right one, accept the rollback with a reason."
)


def check_checkpoints(
    sql: sqlite3.Connection, uuid: str, log: CheckedLog, remembered: Remembered | None
) -> int:
    """Checks every stored checkpoint and the remembered state; returns how many notes were checked.

    Raises FaultFound.
    """
    checked = 0
    for size, name, note in sql.execute(
        "SELECT size, key_name, note FROM desk_checkpoint ORDER BY size, key_name"
    ):
        where = f"desk_checkpoint of {size} entries by {name}"
        checkpoint = check_note(note, uuid, log, where)
        if checkpoint.size != size:
            raise found(
                "checkpoint",
                f"A checkpoint is filed under {size} entries but signed for {checkpoint.size}",
                where,
            )
        checked += 1
    if remembered is not None:
        _check_remembered(remembered, uuid, log)
        checked += remembered.checkpoint is not None
    return checked


def check_note(note: str, uuid: str, log: CheckedLog, where: str) -> Checkpoint:
    """The checkpoint in a signed note, once a key of the log has signed it and the log bears it out.

    Raises FaultFound; `where` says where the note comes from.
    """
    origin = origin_of(uuid)
    try:
        opened = open_note(note, log.keys.verifiers)
        checkpoint = parse_checkpoint(opened.text)
    except UnknownSignerError:
        raise found(
            "checkpoint", "A checkpoint is signed with a key that the log never announced", where
        ) from None
    except NoteError as error:
        raise found("checkpoint", f"A checkpoint cannot be trusted: {error}", where) from None
    if checkpoint.origin != origin:
        raise found(
            "checkpoint", f"A checkpoint is of another log, {checkpoint.origin}, not of {origin}", where
        )
    if checkpoint.size > log.size:
        raise found(
            "checkpoint",
            f"The log was rolled back or cut off: it has {log.size} entries, but a checkpoint was signed "
            f"over {checkpoint.size}",
            where,
            NEWER_FILE,
        )
    if log.root(checkpoint.size) != checkpoint.root:
        raise found(
            "checkpoint",
            f"The log was rewritten: its first {checkpoint.size} entries are not those that a checkpoint "
            "was signed over",
            where,
        )
    if not any(log.keys.could_sign(verifier, checkpoint.size) for verifier in opened.signed_by):
        raise found(
            "checkpoint",
            f"A checkpoint over {checkpoint.size} entries is signed with a key that was not in use then",
            where,
        )
    return checkpoint


def _check_remembered(remembered: Remembered, uuid: str, log: CheckedLog) -> None:
    head = remembered.head
    where = "what this machine remembers of the log"
    if head.size > log.size:
        raise found(
            "memory",
            f"The log was rolled back or cut off: it has {log.size} entries, but had {head.size} on this "
            "machine",
            where,
            NEWER_FILE,
        )
    if log.root(head.size) != head.root:
        raise found(
            "memory",
            f"The log was rewritten: its first {head.size} entries are not those that this machine has seen",
            where,
        )
    if remembered.checkpoint is not None:
        check_note(remembered.checkpoint, uuid, log, "the checkpoint that this machine remembers")
