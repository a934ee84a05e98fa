"""Outcomes of a file held against the books: what is new, what is there already, and what conflicts (B22)."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NamedTuple

from revroute_desktop.routing.imports.mapping import MappedEvent
from revroute_desktop.routing.imports.outcomes import Outcome, Refusal
from revroute_desktop.routing.imports.profile import Field

_FIELDS_OF_ROW: Final = {
    Field.OCCURRED_AT: "occurred_at",
    Field.KIND: "kind",
    Field.AMOUNT: "amount",
    Field.CURRENCY: "currency",
    Field.PAYER: "payer",
    Field.NOTE: "note",
    Field.CAMPAIGN: "campaign",
    Field.COUNTRY: "country",
    Field.PRODUCT: "product",
    Field.ORIGINAL: "original",
}
_IN_A_QUERY: Final = 500


class Known(NamedTuple):
    """An event that is there already: its id and import, where it is in the books, and the fields it maps.

    A personal text that was erased can no longer be compared, so its field counts as not mapped.
    """

    row: MappedEvent
    mapped: Field
    event: int | None = None
    import_id: int | None = None


class NewRefusal(NamedTuple):
    """A row for the quarantine; for a conflict `rival` is the source and id of the event it conflicts with.

    `event` is that event, None while it is not written yet.
    """

    refusal: Refusal
    fingerprint: bytes
    event: int | None = None
    rival: tuple[str, str] | None = None


@dataclass(slots=True)
class Verdicts:
    """What a window of outcomes comes to.

    `standing` are the events of the window that are this import's once it is written, each at its first row;
    `there` are those of other imports that its rows repeat, by number. The counts in `ours` are of what this
    same import wrote before it was interrupted. `log_size` tells which state of the books this was judged by.
    """

    log_size: int
    events: list[MappedEvent] = field(default_factory=list)
    refused: list[NewRefusal] = field(default_factory=list)
    conflicts: list[NewRefusal] = field(default_factory=list)
    standing: list[MappedEvent] = field(default_factory=list)
    there: dict[int, MappedEvent] = field(default_factory=dict)
    duplicates: int = 0
    refused_before: int = 0
    our_events: int = 0
    our_refused: int = 0
    our_conflicts: int = 0

    @property
    def anything_new(self) -> bool:
        """Whether there is something to write."""
        return bool(self.events or self.refused or self.conflicts)


@dataclass(slots=True)
class Window:
    """Outcomes that are judged and written together, with the fingerprints of the refusals among them."""

    outcomes: Sequence[Outcome]
    fingerprints: Sequence[bytes]


class Fingerprints:
    """Names refused rows, so that the same row of the same source is refused once.

    A row that stands in one file twice is two rows: the nth of them has a name of its own.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen: dict[bytes, int] = {}

    def window(self, outcomes: Sequence[Outcome]) -> Window:
        """Return the outcomes with the fingerprints of the refusals among them."""
        names: list[bytes] = []
        for outcome in outcomes:
            if isinstance(outcome, Refusal):
                name = self.of(outcome.raw)
                count = self._seen.get(name, 0)
                self._seen[name] = count + 1
                names.append(name if not count else self.of(outcome.raw, count))
        return Window(outcomes, names)

    def of(self, raw: str, repeat: int = 0) -> bytes:
        """Return the name of a row, whatever is refused about it."""
        text = json.dumps([self._source, raw, repeat], ensure_ascii=False)
        return sha256(text.encode("utf-8", "surrogatepass")).digest()


def judge(
    sql: sqlite3.Connection,
    window: Window,
    mapped: Field,
    fingerprints: Fingerprints,
    raws: Callable[[Sequence[MappedEvent]], list[str]],
    import_id: int | None,
) -> Verdicts:
    """Hold a window against the books.

    `mapped` are the fields that the file's profile maps, `raws` gives rows of conflicting events whole, and
    `import_id` is this import's own where it goes on after an interruption.
    """
    (size,) = sql.execute("SELECT COALESCE(MAX(seq) + 1, 0) FROM audit_entry").fetchone()
    verdicts = Verdicts(size)
    rows = [outcome for outcome in window.outcomes if isinstance(outcome, MappedEvent)]
    known = {(found.row.source, found.row.external_id): found for found in known_events(sql, rows)}
    conflicts: list[tuple[MappedEvent, str, str, int | None]] = []
    for row in rows:
        key = (row.source, row.external_id)
        there = known.get(key)
        if there is None:
            verdicts.events.append(row)
            verdicts.standing.append(row)
            known[key] = Known(row, mapped)
            continue
        difference = _difference(row, there, mapped)
        if difference is not None:
            conflicts.append((row, *difference, there.event))
            continue
        ours = there.import_id is not None and there.import_id == import_id
        if ours and there.row.line == row.line:
            verdicts.our_events += 1
            verdicts.standing.append(row)
            continue
        verdicts.duplicates += 1
        if there.event is not None and not ours:
            verdicts.there[there.event] = row
    refusals = [outcome for outcome in window.outcomes if isinstance(outcome, Refusal)]
    new = [NewRefusal(item, name) for item, name in zip(refusals, window.fingerprints, strict=True)]
    for (row, reason, detail, event), raw in zip(
        conflicts, raws([item[0] for item in conflicts]) if conflicts else (), strict=True
    ):
        refusal = Refusal(row.line, reason, detail, raw)
        new.append(NewRefusal(refusal, fingerprints.of(raw), event, (row.source, row.external_id)))
    _sort_out(sql, new, import_id, verdicts)
    return verdicts


def in_books(
    sql: sqlite3.Connection, rows: Sequence[MappedEvent], mapped: Field
) -> dict[tuple[str, str], str | None]:
    """Return, by source and id, which of these rows the books have: None where they say the same, else the
    sentence that tells how they conflict. `mapped` are the fields that the rows' profile maps.
    """
    known = {(found.row.source, found.row.external_id): found for found in known_events(sql, rows)}
    found: dict[tuple[str, str], str | None] = {}
    for row in rows:
        there = known.get((row.source, row.external_id))
        if there is not None:
            difference = _difference(row, there, mapped)
            found[row.source, row.external_id] = None if difference is None else difference[1]
    return found


def known_events(sql: sqlite3.Connection, rows: Sequence[MappedEvent]) -> Iterator[Known]:
    """Yield the events of the books that have the sources and ids of these rows."""
    ids: dict[str, list[str]] = {}
    for row in rows:
        ids.setdefault(row.source, []).append(row.external_id)
    for source, names in ids.items():
        for found in sql.execute(_KNOWN, (json.dumps(names), source)):
            event, import_id, mapped, *values = found
            *values, payer_erased, note_erased = values
            fields = Field(mapped)
            if payer_erased:
                fields &= ~Field.PAYER
            if note_erased:
                fields &= ~Field.NOTE
            yield Known(MappedEvent(*values), fields, event, import_id)


_KNOWN: Final = """
SELECT e.id, e.import, i.mapped,
  e.line, s.code, e.external_id, e.occurred_at, e.kind, e.currency, e.amount, payer.text, note.text,
  campaign.text, country.text, product.text, a.json, e.original, e.residue,
  e.payer IS NOT NULL AND payer.id IS NULL, e.note IS NOT NULL AND note.id IS NULL
FROM json_each(?1) AS wanted
CROSS JOIN source s ON s.code = ?2
CROSS JOIN d_event_identity d ON d.source = s.id AND d.external_id = wanted.value
CROSS JOIN event e ON e.id = d.event
JOIN import i ON i.id = e.import
LEFT JOIN sealed_text payer ON payer.id = e.payer
LEFT JOIN sealed_text note ON note.id = e.note
LEFT JOIN term campaign ON campaign.id = e.campaign
LEFT JOIN term country ON country.id = e.country
LEFT JOIN term product ON product.id = e.product
LEFT JOIN attribute_set a ON a.id = e.attributes
"""


def _difference(row: MappedEvent, there: Known, mapped: Field) -> tuple[str, str] | None:
    """Return code and sentence of how a row differs from an event, in the fields that both profiles map."""
    if row[3:14] == there.row[3:14] and mapped == there.mapped:
        return None
    both = mapped & there.mapped
    names = [
        name
        for field, name in _FIELDS_OF_ROW.items()
        if field & both and getattr(row, name) != getattr(there.row, name)
    ]
    where = "an event of the books" if there.event is not None else f"line {there.row.line} of the same file"
    if names:
        # The values themselves stay out of the sentence, since some are personal.
        listed = ", ".join(name.replace("occurred_at", "time") for name in names)
        return "conflict", f"It has the source and id of {where}, but another {listed}."
    if both & Field.ATTRIBUTES and row.attributes != there.row.attributes:
        return "conflict-attributes", f"It has the source and id of {where}, but other attributes."
    return None


def _sort_out(
    sql: sqlite3.Connection, refusals: Iterable[NewRefusal], import_id: int | None, verdicts: Verdicts
) -> None:
    """Tell refusals and conflicts that are new from those that are in quarantine already."""
    wanted = list(refusals)
    before = _refused_by(sql, [item.fingerprint for item in wanted])
    for item in wanted:
        is_conflict = item.rival is not None
        if item.fingerprint not in before:
            (verdicts.conflicts if is_conflict else verdicts.refused).append(item)
            before[item.fingerprint] = -1
        elif before[item.fingerprint] == import_id:
            verdicts.our_conflicts += is_conflict
            verdicts.our_refused += not is_conflict
        else:
            verdicts.refused_before += 1


def _refused_by(sql: sqlite3.Connection, names: Sequence[bytes]) -> dict[bytes, int]:
    """Return which rows are in quarantine already, with their imports; undone imports do not count."""
    found: dict[bytes, int] = {}
    for start in range(0, len(names), _IN_A_QUERY):
        batch = names[start : start + _IN_A_QUERY]
        marks = ", ".join("?" * len(batch))
        found.update(
            sql.execute(
                f"SELECT fingerprint, import FROM quarantine WHERE fingerprint IN ({marks}) "
                "AND import NOT IN (SELECT import FROM import_undo)",
                batch,
            )
        )
    return found
