"""Audit entries and their bytes: what the log's Merkle tree is built over."""

from collections.abc import Mapping
from dataclasses import dataclass

from revroute_desktop.audit.canonical import FormatError, JsonValue, canonical_json, parse_canonical

_TEXTS = ("actor", "action", "subject", "reason")
_KEYS = {"seq", "at", *_TEXTS, "payload"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of the books: who did what to what, when and why.

    `seq` is the number of its leaf in the log, counted from 0; `at` is in microseconds UTC; `subject` names
    what was changed; `reason` is the person's own words, empty where none were asked for; `payload` is a JSON
    object with the particulars of the action. A chunk of rows is covered by `"rows": {"count": n, "root":
    hex}` in it.
    """

    seq: int
    at: int
    actor: str
    action: str
    subject: str
    reason: str
    payload: Mapping[str, JsonValue]


def encode_entry(entry: Entry) -> bytes:
    """The entry's leaf in the log: a canonical JSON object of its seven fields.

    Raises TypeError or ValueError as `canonical_json` does.
    """
    return canonical_json(
        {
            "seq": entry.seq,
            "at": entry.at,
            "actor": entry.actor,
            "action": entry.action,
            "subject": entry.subject,
            "reason": entry.reason,
            "payload": entry.payload,
        }
    )


def decode_entry(data: bytes) -> Entry:
    """The entry that `encode_entry` wrote as `data`; raises FormatError for anything else."""
    fields = parse_canonical(data)
    if not isinstance(fields, dict) or fields.keys() != _KEYS:
        raise FormatError(f"an audit entry is a JSON object of {', '.join(sorted(_KEYS))}")
    seq, at, payload = fields["seq"], fields["at"], fields["payload"]
    if type(seq) is not int or type(at) is not int:
        raise FormatError("an audit entry's seq and at are whole numbers")
    if not isinstance(payload, dict):
        raise FormatError("an audit entry's payload is a JSON object")
    texts = {name: fields[name] for name in _TEXTS}
    if not all(isinstance(text, str) for text in texts.values()):
        raise FormatError(f"an audit entry's {', '.join(_TEXTS)} are text")
    return Entry(seq=seq, at=at, payload=payload, **texts)
