"""The first rows of a file under a profile, before anything is imported."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.intake import FileFacts, RecordChunk, examine, open_records
from revroute_desktop.intake.records import first_records
from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.imports.grouping import Groups
from revroute_desktop.routing.imports.mapping import MappedEvent, finish, read_rows
from revroute_desktop.routing.imports.outcomes import NOTHING_MAPPED, Refusal, Tally, outcomes_of
from revroute_desktop.routing.imports.profile import Field, Profile
from revroute_desktop.routing.imports.profile_reader import load_profile
from revroute_desktop.routing.kinds import Kind


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of a preview: an event, a refusal, or neither where the profile passes the row over.

    `record` is the row by column name; of a group it is the group's first row, and of a row that could not be
    read it is empty.
    """

    line: int
    record: Mapping[str, str]
    event: MappedEvent | None = None
    refusal: Refusal | None = None

    def to_json(self) -> dict[str, JsonValue]:
        """Return the row as `--json` prints it."""
        event: dict[str, JsonValue] | None = None
        if self.event is not None:
            unit = currency_by_numeric(self.event.currency)
            event = {
                **self.event._asdict(),
                "kind": Kind(self.event.kind).word,
                "currency": unit.code,
                "amount": format_amount(self.event.amount, unit),
            }
        refusal = self.refusal
        return {
            "line": self.line,
            "record": dict(self.record),
            "event": event,
            "refused": {"reason": refusal.reason, "detail": refusal.detail} if refusal else None,
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file. `lines` are the records that were looked at, `mapped` the fields that the
    profile finds in the file.

    Where rows are `grouped`, each shown is a group; it shows what its rows among these records come to, which
    may be less than in the whole file.
    """

    file: str
    profile: str
    columns: tuple[str, ...]
    lines: int
    grouped: bool
    mapped: Field
    rows: tuple[PreviewRow, ...]


def preview(
    path: Path | str, profile: str | Path | Profile, *, source: str | None = None, rows: int = 20
) -> Preview:
    """Return what the first rows of a file would become under a profile; nothing is written.

    Raises UserError for a file or profile that cannot be read.
    """
    if not isinstance(profile, Profile):
        profile = load_profile(profile, source=source)
    facts = examine(Path(path), unfold=False)
    chunk = _first_chunk(facts, profile, rows if not profile.grouped else None)
    if chunk is None:
        return Preview(facts.name, profile.name, (), 0, profile.grouped, NOTHING_MAPPED, ())
    mapped = read_rows(profile, chunk).mapped
    found = _grouped(profile, chunk) if profile.grouped else _single(profile, chunk)
    shown = tuple(sorted(found, key=lambda row: row.line)[:rows])
    lines = len(chunk.lines) + len(chunk.refused)
    return Preview(facts.name, profile.name, tuple(chunk.names), lines, profile.grouped, mapped, shown)


def _first_chunk(facts: FileFacts, profile: Profile, rows: int | None) -> RecordChunk | None:
    layout = profile.layout_for(facts.name, facts.is_parquet)
    with closing(open_records(facts, layout)) as chunks:
        chunk = next(chunks, None)
        return chunk if chunk is None or rows is None else first_records(chunk, rows)


def _single(profile: Profile, chunk: RecordChunk) -> Iterator[PreviewRow]:
    outcomes = {outcome.line: outcome for outcome in outcomes_of(profile, chunk, Tally())}
    for place, line in enumerate(chunk.lines):
        yield _row(line, chunk.record(place), outcomes.pop(line, None))
    for line, outcome in outcomes.items():
        yield _row(line, {}, outcome)


def _grouped(profile: Profile, chunk: RecordChunk) -> Iterator[PreviewRow]:
    groups = Groups()
    suspects = groups.add(read_rows(profile, chunk))
    events, refused = finish(groups.drafts(), profile.amount)
    records = dict(zip(chunk.lines, range(len(chunk.lines)), strict=True))
    for event in events:
        yield _row(event.line, chunk.record(records[event.line]), event)
    for row in refused:
        refusal = Refusal(row.line, row.fault.reason, row.fault.detail, "")
        yield _row(row.line, chunk.record(records[row.line]), refusal)
    for place, fault in suspects.keyless:
        line = chunk.lines[place]
        yield _row(line, chunk.record(place), Refusal(line, fault.reason, fault.detail, ""))
    for item in chunk.refused:
        yield _row(item.line, {}, Refusal(item.line, item.reason, item.detail, item.raw))


def _row(line: int, record: Mapping[str, str], outcome: MappedEvent | Refusal | None) -> PreviewRow:
    if isinstance(outcome, Refusal):
        return PreviewRow(line, record, refusal=outcome)
    return PreviewRow(line, record, event=outcome)
