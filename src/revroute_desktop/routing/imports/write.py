"""Writes what is new of an import: events, refusals and what they point at, in a unit of work."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from revroute_desktop.audit.rows import text_row_leaf
from revroute_desktop.audit.sealed import LEAST_SALT, commitment
from revroute_desktop.ledger.accounts import ensure_accounts
from revroute_desktop.routing.imports.check import NewRefusal
from revroute_desktop.routing.imports.mapping import MappedEvent
from revroute_desktop.routing.imports.profile import Field
from revroute_desktop.workspace import Unit
from revroute_desktop.workspace.event_rollups.keep import note_events

Salts = Callable[[int], bytes]
"""Returns so many random bytes; `os.urandom` but in tests."""

PAYER, NOTE, RAW = 1, 2, 3
"""Kinds of sealed text."""

_EVENT_COLUMNS: Final = (
    "id", "source", "external_id", "occurred_at", "kind", "currency", "amount", "payer", "note", "campaign",
    "country", "product", "attributes", "original", "residue", "content", "import", "line",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seal:
    """One row of `sealed`."""

    id: int
    commitment: bytes


def source_ids(unit: Unit, codes: Iterable[str]) -> dict[str, int]:
    """Return the ids of sources by code; new ones are made with their clearing accounts."""
    wanted = sorted(set(codes))
    known = dict(unit.sql.execute("SELECT code, id FROM source"))
    new = [code for code in wanted if code not in known]
    accounts = ensure_accounts(unit, [f"clearing:{code}" for code in new])
    for code in new:
        known[code] = unit.insert("source", code=code, clearing=accounts[f"clearing:{code}"])
    return {code: known[code] for code in wanted}


def write_events(
    unit: Unit, import_id: int, events: Sequence[MappedEvent], mapped: Field, salts: Salts
) -> int | None:
    """Write events of an import, waiting to be routed, and return the id of the first; None for no events."""
    if not events:
        return None
    sql = unit.sql
    sources = source_ids(unit, (event.source for event in events))
    terms = _vocabulary(unit, "term", "text", [value for event in events for value in event[9:12]])
    sets = _vocabulary(unit, "attribute_set", "json", [event.attributes for event in events])
    payers = _sealed_payers(unit, [event.payer for event in events], salts)
    notes = iter(seal(unit, NOTE, [event.note for event in events if event.note is not None], salts))
    (first,) = sql.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM event").fetchone()
    core = int(mapped & ~(Field.PAYER | Field.NOTE | Field.ATTRIBUTES))
    rows: list[tuple[int | str | bytes | None, ...]] = []
    leaves: list[bytes] = []
    for number, event in enumerate(events, first):
        payer = payers[event.payer] if event.payer is not None else None
        note = next(notes) if event.note is not None else None
        content = content_hash(event, core)
        fixed = (event.external_id, event.occurred_at, event.kind, event.currency, event.amount)
        rest = (event.original, event.residue, content, import_id, event.line)
        rows.append(
            (
                number,
                sources[event.source],
                *fixed,
                payer.id if payer else None,
                note.id if note else None,
                terms.get(event.campaign),
                terms.get(event.country),
                terms.get(event.product),
                sets.get(event.attributes),
                *rest,
            )
        )
        # The leaf has the words in place of the numbers that point at them, as `workspace/books.py` reads it.
        leaf = (
            number,
            event.source,
            *fixed,
            payer.commitment if payer else None,
            note.commitment if note else None,
            event.campaign,
            event.country,
            event.product,
            event.attributes,
            *rest,
        )
        leaves.append(text_row_leaf("event", leaf))
    unit.insert_many("event", _EVENT_COLUMNS, rows, leaves)
    sql.executemany(
        "INSERT INTO d_event_identity (source, external_id, event) VALUES (?, ?, ?)",
        [(row[1], row[2], row[0]) for row in rows],
    )
    sql.executemany("INSERT INTO d_event_state (event, state) VALUES (?, 0)", [(row[0],) for row in rows])
    note_events(sql, first, len(rows))
    return int(first)


def write_refusals(unit: Unit, import_id: int, refusals: Sequence[NewRefusal], salts: Salts) -> None:
    """Put rows into quarantine. A conflict within one file finds its rival among the events just written."""
    seals = seal(unit, RAW, [item.refusal.raw for item in refusals], salts)
    rows = [
        (
            import_id,
            item.refusal.line,
            item.refusal.reason,
            item.refusal.detail,
            sealed.id,
            item.fingerprint,
            item.event if item.event is not None else _event_named(unit.sql, item.rival),
            unit.seq,
        )
        for item, sealed in zip(refusals, seals, strict=True)
    ]
    columns = ("import", "line", "reason", "detail", "raw", "fingerprint", "event", "entry")
    unit.insert_many("quarantine", columns, rows)


def seal(unit: Unit, kind: int, texts: Sequence[str], salts: Salts) -> list[Seal]:
    """Seal texts, each with a salt of its own (B24)."""
    salted = [(salts(LEAST_SALT), text) for text in texts]
    commitments = [commitment(salt, text) for salt, text in salted]
    first = unit.insert_many("sealed", ("commitment",), [(item,) for item in commitments])
    rows = [(number, kind, salt, text) for number, (salt, text) in enumerate(salted, first)]
    unit.insert_many("sealed_text", ("id", "kind", "salt", "text"), rows)
    return [Seal(number, item) for number, item in enumerate(commitments, first)]


def content_hash(event: MappedEvent, core: int) -> bytes:
    """Return the SHA-256 of an event's mapped core fields (B22).

    `core` are the bits of these fields. Payer and note are left out: a hash without salt would let anyone who
    guesses an erased payer make sure.
    """
    fields = (
        str(core),
        event.source,
        event.external_id,
        str(event.occurred_at),
        str(event.kind),
        str(event.currency),
        str(event.amount),
        event.campaign or "",
        event.country or "",
        event.product or "",
        event.original or "",
    )
    # No field holds a control character, so that the separator is unambiguous.
    return sha256("\x1f".join(fields).encode()).digest()


def _vocabulary(unit: Unit, table: str, column: str, texts: Sequence[str | None]) -> dict[str | None, int]:
    """Return the ids of shared texts, having added those that are new."""
    wanted = [text for text in dict.fromkeys(texts) if text is not None]
    if not wanted:
        return {}
    found: dict[str | None, int] = dict(
        unit.sql.execute(
            f"SELECT t.{column}, t.id FROM json_each(?) AS w CROSS JOIN {table} t ON t.{column} = w.value",
            (json.dumps(wanted),),
        )
    )
    new = [text for text in wanted if text not in found]
    first = unit.insert_many(table, (column,), [(text,) for text in new])
    found.update({text: number for number, text in enumerate(new, first)})
    return found


def _sealed_payers(unit: Unit, payers: Sequence[str | None], salts: Salts) -> dict[str, Seal]:
    """Return the seal of each payer: the one that the books have, unless it was erased, or a new one."""
    wanted = [payer for payer in dict.fromkeys(payers) if payer is not None]
    if not wanted:
        return {}
    found = {
        text: Seal(number, bound)
        for text, number, bound in unit.sql.execute(
            "SELECT t.text, t.id, s.commitment FROM json_each(?) AS w "
            "CROSS JOIN sealed_text t ON t.text = w.value AND t.kind = 1 JOIN sealed s ON s.id = t.id",
            (json.dumps(wanted),),
        )
    }
    new = [payer for payer in wanted if payer not in found]
    found.update(zip(new, seal(unit, PAYER, new, salts), strict=True))
    return found


def _event_named(sql: sqlite3.Connection, key: tuple[str, str] | None) -> int | None:
    if key is None:
        return None
    row = sql.execute(
        "SELECT d.event FROM d_event_identity d JOIN source s ON s.id = d.source "
        "WHERE s.code = ? AND d.external_id = ?",
        key,
    ).fetchone()
    return int(row[0]) if row else None
