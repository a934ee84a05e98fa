"""Proof files: what an auditor needs to see, with no workspace at hand, that something stands in the log.

A proof of a row leads from the row's leaf to the root of its chunk's rows, which stands in the chunk's audit
entry; from the entry to the root of the log, which stands in a checkpoint; and from there to a key that the
auditor trusts. A proof of an entry alone is its second half. A consistency proof shows that the log of an
older checkpoint is the beginning of that of a newer one: that nothing between was altered or taken out.

The file is JSON:

    {"format": "revroute proof", "version": 1, "kind": "inclusion",
     "row": {"leaf": base64, "index": n, "proof": [hex, ...]} or null,
     "entry": {"json": text, "proof": [hex, ...]},
     "checkpoint": note, "key": verifier key}

    {"format": "revroute proof", "version": 1, "kind": "consistency",
     "older": note, "newer": note, "proof": [hex, ...], "keys": [verifier key, ...]}

The keys in the file say with which keys it was made. They are no reason to trust it: whoever checks it brings
the keys.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from revroute_desktop.audit.canonical import FormatError, JsonValue, parse_strict
from revroute_desktop.audit.entries import Entry, decode_entry
from revroute_desktop.audit.merkle import (
    HASH_SIZE,
    ProofError,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from revroute_desktop.audit.notes import (
    Checkpoint,
    NoteError,
    Verifier,
    open_note,
    parse_checkpoint,
    parse_verifier_key,
)
from revroute_desktop.audit.rows import DecodedRow, DecodedTransaction, decode_leaf
from revroute_desktop.errors import UserError

LARGEST_FILE = 64_000_000
"""Bytes; a file beyond it is refused unread."""

_FORMAT = "revroute proof"
_VERSION = 1
_COMMON = ("format", "version", "kind")
_LONGEST_LIST = 128

JsonObject: TypeAlias = Mapping[str, JsonValue]


class ProofFileError(UserError):
    """A file that is no proof file, or a damaged one."""


class TrustedKeyError(UserError):
    """What was given as a verifier key is none."""


@dataclass(frozen=True, slots=True)
class RowProof:
    """A row's leaf, its place among the rows of its chunk, and the hashes from there to their root."""

    leaf: bytes
    index: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Proof of an audit entry, and where `row` is given, of one row that it covers.

    `entry` is the entry's leaf; `entry_proof` leads from it to the root in the signed note `checkpoint`;
    `key` is the verifier key that the note was signed with.
    """

    row: RowProof | None
    entry: bytes
    entry_proof: tuple[bytes, ...]
    checkpoint: str
    key: str


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """Proof that the log of the signed note `older` is the beginning of that of the signed note `newer`."""

    older: str
    newer: str
    proof: tuple[bytes, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedProof:
    """What a proof has proved: the row (or None), its entry, the checkpoint they stand under and who signed
    it."""

    row: DecodedTransaction | DecodedRow | None
    row_index: int | None
    entry: Entry
    checkpoint: Checkpoint
    key_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedConsistency:
    """What a consistency proof has proved, and who signed both of its checkpoints."""

    older: Checkpoint
    newer: Checkpoint
    older_key_names: tuple[str, ...]
    newer_key_names: tuple[str, ...]


def check(proof: Proof, trusted_keys: Sequence[str]) -> CheckedProof:
    """What `proof` proves to somebody who trusts `trusted_keys` (verifier keys as text).

    Raises ProofError for whatever does not hold, TrustedKeyError where a trusted key is none.
    """
    checkpoint, key_names = _trusted_checkpoint(proof.checkpoint, _verifiers(trusted_keys))
    try:
        entry = decode_entry(proof.entry)
    except FormatError as error:
        raise ProofError(f"the audit entry in the proof cannot be read: {error}") from None
    verify_inclusion(entry.seq, checkpoint.size, leaf_hash(proof.entry), proof.entry_proof, checkpoint.root)
    if proof.row is None:
        return CheckedProof(None, None, entry, checkpoint, key_names)
    count, root = _covered_rows(entry)
    verify_inclusion(proof.row.index, count, leaf_hash(proof.row.leaf), proof.row.proof, root)
    try:
        row = decode_leaf(proof.row.leaf)
    except FormatError as error:
        raise ProofError(f"the row in the proof cannot be read: {error}") from None
    return CheckedProof(row, proof.row.index, entry, checkpoint, key_names)


def check_consistency(proof: ConsistencyProof, trusted_keys: Sequence[str]) -> CheckedConsistency:
    """What `proof` proves to somebody who trusts `trusted_keys` (verifier keys as text).

    Raises ProofError for whatever does not hold, TrustedKeyError where a trusted key is none.
    """
    verifiers = _verifiers(trusted_keys)
    older, older_names = _trusted_checkpoint(proof.older, verifiers)
    newer, newer_names = _trusted_checkpoint(proof.newer, verifiers)
    if older.origin != newer.origin:
        raise ProofError(f"the checkpoints are of two different logs, {older.origin} and {newer.origin}")
    verify_consistency(older.size, newer.size, older.root, newer.root, proof.proof)
    return CheckedConsistency(older, newer, older_names, newer_names)


def to_json(proof: Proof | ConsistencyProof) -> str:
    """The text of the proof file."""
    value: dict[str, JsonValue] = {"format": _FORMAT, "version": _VERSION}
    if isinstance(proof, ConsistencyProof):
        value |= {
            "kind": "consistency",
            "older": proof.older,
            "newer": proof.newer,
            "proof": _hexes(proof.proof),
            "keys": list(proof.keys),
        }
    else:
        value |= {
            "kind": "inclusion",
            "row": None if proof.row is None else _row_object(proof.row),
            "entry": {"json": proof.entry.decode(), "proof": _hexes(proof.entry_proof)},
            "checkpoint": proof.checkpoint,
            "key": proof.key,
        }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def from_json(data: bytes, name: str = "the proof file") -> Proof | ConsistencyProof:
    """The proof that a file's bytes hold; `name` is what messages call the file.

    Raises ProofFileError where it is not exactly a proof file. Whether the proof holds is `check`'s to say.
    """
    if len(data) > LARGEST_FILE:
        raise ProofFileError(f"{name} is over {LARGEST_FILE // 1_000_000} MB, which no proof file is.")
    try:
        value = parse_strict(data)
    except FormatError:
        value = None
    if not isinstance(value, dict) or value.get("format") != _FORMAT:
        raise ProofFileError(
            f"{name} is not a proof file, or was cut off or changed on its way: ask for it once more."
        )
    try:
        return _read(value)
    except FormatError as error:
        raise ProofFileError(
            f"{name} is not a proof file, or a damaged one: {error}; ask for it once more."
        ) from None


def _read(value: JsonObject) -> Proof | ConsistencyProof:
    if value.get("version") != _VERSION:
        raise FormatError(f"this program reads version {_VERSION} of the format, the file is of another")
    if value.get("kind") == "consistency":
        fields = _object(value, "the file", *_COMMON, "older", "newer", "proof", "keys")
        return ConsistencyProof(
            older=_text(fields["older"], "older"),
            newer=_text(fields["newer"], "newer"),
            proof=_hashes(fields["proof"]),
            keys=tuple(_text(key, "keys") for key in _list(fields["keys"], "keys")),
        )
    if value.get("kind") != "inclusion":
        raise FormatError("its kind is neither inclusion nor consistency")
    fields = _object(value, "the file", *_COMMON, "row", "entry", "checkpoint", "key")
    entry = _object(fields["entry"], "entry", "json", "proof")
    return Proof(
        row=None if fields["row"] is None else _read_row(fields["row"]),
        entry=_utf8(_text(entry["json"], "json")),
        entry_proof=_hashes(entry["proof"]),
        checkpoint=_text(fields["checkpoint"], "checkpoint"),
        key=_text(fields["key"], "key"),
    )


def _row_object(row: RowProof) -> JsonObject:
    return {"leaf": b64encode(row.leaf).decode(), "index": row.index, "proof": _hexes(row.proof)}


def _read_row(value: JsonValue) -> RowProof:
    row = _object(value, "row", "leaf", "index", "proof")
    index = row["index"]
    if type(index) is not int or index < 0:
        raise FormatError("a row's index is a whole number from 0")
    text = _text(row["leaf"], "leaf")
    try:
        leaf = b64decode(_utf8(text), validate=True)
    except ValueError:
        leaf = b""
    if b64encode(leaf).decode() != text:
        raise FormatError("a row's leaf is base64")
    return RowProof(leaf, index, _hashes(row["proof"]))


def _object(value: JsonValue, what: str, *names: str) -> JsonObject:
    if not isinstance(value, dict) or value.keys() != set(names):
        raise FormatError(f"{what} has to hold {', '.join(names)} and nothing else")
    return value


def _list(value: JsonValue, name: str) -> list[JsonValue]:
    if not isinstance(value, list) or len(value) > _LONGEST_LIST:
        raise FormatError(f"{name} is a list of at most {_LONGEST_LIST}")
    return value


def _text(value: JsonValue, name: str) -> str:
    if not isinstance(value, str):
        raise FormatError(f"{name} is text")
    return value


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise FormatError("it holds text with a lone surrogate") from None


def _hashes(value: JsonValue) -> tuple[bytes, ...]:
    return tuple(_hash(item, "proof") for item in _list(value, "proof"))


def _hash(value: JsonValue, name: str) -> bytes:
    text = _text(value, name)
    try:
        digest = bytes.fromhex(text)
    except ValueError:
        digest = b""
    if len(digest) != HASH_SIZE or digest.hex() != text:
        raise FormatError(f"{name} holds what is not a SHA-256 hash in lower-case hexadecimal")
    return digest


def _hexes(proof: Sequence[bytes]) -> list[str]:
    return [digest.hex() for digest in proof]


def _covered_rows(entry: Entry) -> tuple[int, bytes]:
    """How many rows the entry covers, and their root."""
    rows = entry.payload.get("rows")
    if not isinstance(rows, dict):
        raise ProofError(f"entry {entry.seq} covers no rows")
    count = rows.get("count")
    if type(count) is not int:
        raise ProofError(f"entry {entry.seq} does not say how many rows it covers")
    try:
        return count, _hash(rows.get("root"), "root")
    except FormatError:
        raise ProofError(f"entry {entry.seq} does not name the root of its rows") from None


def _trusted_checkpoint(note: str, verifiers: Sequence[Verifier]) -> tuple[Checkpoint, tuple[str, ...]]:
    try:
        opened = open_note(note, verifiers)
        return parse_checkpoint(opened.text), tuple(verifier.name for verifier in opened.signed_by)
    except NoteError as error:
        raise ProofError(f"the checkpoint in the proof cannot be trusted: {error}") from None


def _verifiers(trusted_keys: Sequence[str]) -> list[Verifier]:
    verifiers = []
    for number, text in enumerate(trusted_keys, 1):
        try:
            verifiers.append(parse_verifier_key(text))
        except NoteError as error:
            # The text itself stays out of the message: somebody may have given the private key by mistake.
            raise TrustedKeyError(
                f"Trusted key number {number} is not a verifier key: {error}; "
                "copy it whole, as name+id+base64."
            ) from None
    return verifiers
