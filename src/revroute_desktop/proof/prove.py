"""Proof files: that a transaction, an event or an entry stands in the books, for somebody without the
workspace.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from revroute_desktop.audit.entries import encode_entry
from revroute_desktop.audit.merkle import (
    ProofError,
    consistency_from_nodes,
    inclusion_from_nodes,
    perfect_nodes,
    root_of,
)
from revroute_desktop.audit.notes import format_verifier_key, open_note
from revroute_desktop.audit.proof_file import (
    LARGEST_FILE,
    CheckedConsistency,
    CheckedProof,
    ConsistencyProof,
    Proof,
    RowProof,
    check,
    check_consistency,
    from_json,
)
from revroute_desktop.audit.rows import leaf_hashes
from revroute_desktop.errors import UserError
from revroute_desktop.proof.checkpoint import StoredCheckpoint, make_checkpoint, stored_checkpoints
from revroute_desktop.proof.keys import key_history
from revroute_desktop.proof.signing import SigningKeys
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.books import TRANSACTIONS, leaves_of
from revroute_desktop.workspace.books_transactions import transactions_of
from revroute_desktop.workspace.log import log_size, read_entry, stored_nodes

Checked: TypeAlias = CheckedProof | CheckedConsistency


class ProofRefused(UserError):
    """A proof file that does not prove what it claims."""


def prove_entry(workspace: Workspace, seq: int, *, keys: SigningKeys | None = None, actor: str = "") -> Proof:
    """Proof that entry number `seq` stands in the log, under the newest checkpoint.

    Where no checkpoint covers the entry yet, one is signed by `keys`, in the name of `actor`. Raises
    UserError where there is no such entry, or no checkpoint covers it and none may be made.
    """
    with workspace.read() as session:
        if not 0 <= seq < log_size(session.sql):
            raise UserError(
                f"The log has no entry {seq}: its entries are numbered 0 to {log_size(session.sql) - 1}."
            )
    return _prove(workspace, seq, None, keys, actor)


def prove_transaction(
    workspace: Workspace, txn: int, *, keys: SigningKeys | None = None, actor: str = ""
) -> Proof:
    """Proof that a transaction with all its postings stands in the books; see `prove_entry`."""
    with workspace.read() as session:
        row = session.sql.execute("SELECT entry FROM txn WHERE id = ?", (txn,)).fetchone()
        if row is None:
            raise UserError(f"There is no transaction {txn} in the books.")
        (entry,) = row
        ids = transactions_of(session.sql, entry).transactions.id
        proof = row_proofs(session.sql, entry, TRANSACTIONS, [int(np.searchsorted(ids, txn))])[0]
    return _prove(workspace, entry, proof, keys, actor)


def prove_event(
    workspace: Workspace,
    external_id: str,
    source: str | None = None,
    *,
    keys: SigningKeys | None = None,
    actor: str = "",
) -> Proof:
    """Proof that an event stands in the books as it was imported; see `prove_entry`.

    Raises UserError where there is no such event, or several sources have one of that name and none is given.
    """
    with workspace.read() as session:
        event = _event(session.sql, external_id, source)
        row = session.sql.execute(
            "SELECT entry, first_event FROM import_chunk WHERE first_event <= ?1 AND ?1 < first_event + "
            "events",
            (event,),
        ).fetchone()
        if row is None:
            raise UserError(f"No entry of the log covers event {external_id}: run `revroute verify`.")
        entry, first = row
        proof = row_proofs(session.sql, entry, "event", [event - first])[0]
    return _prove(workspace, entry, proof, keys, actor)


def prove_consistency(workspace: Workspace, older_size: int, newer_size: int) -> ConsistencyProof:
    """Proof that the log under the checkpoint of `older_size` entries is the beginning of that under the
    newer one.

    Raises UserError where either checkpoint is not stored.
    """
    with workspace.read() as session:
        notes = {stored.size: stored for stored in stored_checkpoints(session.sql)}
        for size in (older_size, newer_size):
            if size not in notes:
                raise UserError(
                    f"There is no checkpoint over {size} entries; `revroute audit checkpoints` lists those "
                    "there are."
                )
        if not 0 < older_size <= newer_size:
            raise UserError("The older checkpoint must cover fewer entries than the newer one.")
        path = consistency_from_nodes(older_size, newer_size, stored_nodes(session.sql))
        keys = [_signing_key(session.sql, notes[size]) for size in (older_size, newer_size)]
    return ConsistencyProof(
        notes[older_size].note, notes[newer_size].note, tuple(path), tuple(dict.fromkeys(keys))
    )


def write_proof(text: str, path: Path) -> None:
    """Write a proof file's text; raises UserError where it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(f"The proof cannot be written to {path}: {error.strerror}.") from None


def check_file(path: Path | str, trusted_keys: Sequence[str] | None = None) -> Checked:
    """What the proof file at `path` proves; needs no workspace.

    With no `trusted_keys` the keys in the file itself are taken, which shows only that the file is whole:
    whoever wants to know that it comes from the right workspace gives the keys. Raises UserError.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    proof = from_json(data, str(path))
    try:
        if isinstance(proof, ConsistencyProof):
            return check_consistency(proof, proof.keys if trusted_keys is None else trusted_keys)
        return check(proof, [proof.key] if trusted_keys is None else trusted_keys)
    except ProofError as error:
        raise ProofRefused(f"{path} proves nothing: {error}.") from None


def _event(sql: sqlite3.Connection, external_id: str, source: str | None) -> int:
    rows = sql.execute(
        "SELECT d.event, s.code FROM source s JOIN d_event_identity d ON d.source = s.id"
        " WHERE d.external_id = ?1 AND (?2 IS NULL OR s.code = ?2) ORDER BY s.code",
        (external_id, source),
    ).fetchall()
    if not rows:
        of_source = "" if source is None else f" of source {source}"
        raise UserError(f"There is no event {external_id!r}{of_source}.")
    if len(rows) > 1:
        codes = ", ".join(code for _, code in rows)
        raise UserError(f"Several sources have an event {external_id!r}: say which of {codes}.")
    return int(rows[0][0])


def row_proofs(sql: sqlite3.Connection, entry: int, table: str, places: Sequence[int]) -> list[RowProof]:
    """Proofs of rows number `places` of those of `table` that an entry covers; raises UserError where one is
    not covered.
    """
    leaves: list[bytes] = []
    first, count = 0, 0
    for name, own in leaves_of(sql, entry):
        if name == table:
            first, count = len(leaves), len(own)
        leaves += own
    hashes = leaf_hashes(leaves)
    covered = read_entry(sql, entry).payload.get("rows")
    whole = covered == {"count": len(hashes), "root": root_of(hashes).hex()}
    if not whole or any(place >= count for place in places):
        raise UserError(
            f"The rows of entry {entry} are not those that the log covers: run `revroute verify`."
        )
    nodes = perfect_nodes(hashes)
    indexes = [first + place for place in places]
    return [
        RowProof(leaves[index], index, tuple(inclusion_from_nodes(index, len(hashes), nodes)))
        for index in indexes
    ]


def covering_checkpoint(
    workspace: Workspace, seq: int, keys: SigningKeys | None, actor: str
) -> StoredCheckpoint:
    """The newest checkpoint, which covers entry `seq`; signed by `keys` where none does yet.

    Raises UserError where none does and none may be made.
    """
    with workspace.read() as session:
        covering = [stored for stored in stored_checkpoints(session.sql) if stored.size > seq]
    if covering:
        return covering[-1]
    if keys is None:
        raise UserError(f"No checkpoint covers entry {seq} yet: make one with `revroute audit checkpoint`.")
    return make_checkpoint(workspace, keys, actor=actor)


def assemble(sql: sqlite3.Connection, seq: int, row: RowProof | None, newest: StoredCheckpoint) -> Proof:
    """Proof of an entry, and of a row under it, under a checkpoint that covers it."""
    return Proof(
        row=row,
        entry=encode_entry(read_entry(sql, seq)),
        entry_proof=tuple(inclusion_from_nodes(seq, newest.size, stored_nodes(sql))),
        checkpoint=newest.note,
        key=_signing_key(sql, newest),
    )


def _prove(
    workspace: Workspace, seq: int, row: RowProof | None, keys: SigningKeys | None, actor: str
) -> Proof:
    newest = covering_checkpoint(workspace, seq, keys, actor)
    with workspace.read() as session:
        return assemble(session.sql, seq, row, newest)


def _signing_key(sql: sqlite3.Connection, stored: StoredCheckpoint) -> str:
    """The verifier key of the log that signed a stored checkpoint; raises UserError where none did."""
    opened = open_note(stored.note, key_history(sql).verifiers)
    return format_verifier_key(opened.signed_by[0])
