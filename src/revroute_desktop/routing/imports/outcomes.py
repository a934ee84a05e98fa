"""A file's rows as outcomes under a profile: events and refusals in the order of the file."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from revroute_desktop.errors import UserError
from revroute_desktop.intake import FileFacts, RecordChunk, open_records
from revroute_desktop.intake.records import record_json
from revroute_desktop.routing.imports.grouping import GroupKey, Groups
from revroute_desktop.routing.imports.mapping import (
    MappedEvent,
    RefusedRow,
    drafts_of,
    finish,
    read_keys,
    read_rows,
)
from revroute_desktop.routing.imports.profile import Field, Profile

RAW_CHARS_MAX: Final = 4_000_000
"""Characters of a refused row, or group of rows, that are kept; a group beyond it is cut at a row."""

NOTHING_MAPPED: Final = Field(0)
_HELD_CHARS_MAX: Final = 256_000_000


class Refusal(NamedTuple):
    """A row, or group of rows, that cannot become an event: first line, short code, sentence, all of it.

    `raw` is one JSON object a row, by column name; of a row that could not be read at all it is the text.
    """

    line: int
    reason: str
    detail: str
    raw: str


Outcome = MappedEvent | Refusal


@dataclass(slots=True)
class Tally:
    """What was read so far: records, those that the profile passed over, and the fields that it maps."""

    lines: int = 0
    filtered: int = 0
    mapped: Field = NOTHING_MAPPED


class FileRows(Protocol):
    """The outcomes of one file."""

    tally: Tally

    def __iter__(self) -> Iterator[list[Outcome]]:
        """Yield the outcomes in the order of their lines, some at a time."""

    def raws(self, events: Sequence[MappedEvent]) -> list[str]:
        """Return the rows of recent events whole, as `Refusal.raw` has them."""

    def forget_before(self, line: int) -> None:
        """Let go of what `raws` needs for events before a line."""


def file_rows(facts: FileFacts, profile: Profile, at: Callable[[int], None]) -> FileRows:
    """Return the outcomes of a file, which is read when they are iterated over.

    `at` is told how many bytes of the file have been read. Iterating raises UserError when the file cannot be
    read or lacks a column.
    """
    return _GroupedRows(facts, profile, at) if profile.grouped else _SingleRows(facts, profile, at)


def outcomes_of(profile: Profile, chunk: RecordChunk, tally: Tally) -> list[Outcome]:
    """Return the outcomes of a chunk whose rows are events each, and count them."""
    rows = read_rows(profile, chunk)
    places, drafts = drafts_of(rows)
    events, refused = finish(drafts, profile.amount)
    tally.lines += len(chunk.lines) + len(chunk.refused)
    tally.filtered += len(chunk.lines) - len(places)
    tally.mapped = rows.mapped
    if not refused and not chunk.refused:
        return list(events)
    outcomes: list[Outcome] = [
        *events,
        *(Refusal(item.line, item.reason, item.detail, item.raw) for item in chunk.refused),
    ]
    for row in refused:
        raw = record_json(chunk.record(places[row.place]))
        outcomes.append(Refusal(row.line, row.fault.reason, row.fault.detail, raw))
    outcomes.sort(key=lambda outcome: outcome.line)
    return outcomes


class _SingleRows:
    """A file in which each row is an event."""

    def __init__(self, facts: FileFacts, profile: Profile, at: Callable[[int], None]) -> None:
        self.tally = Tally()
        self._facts, self._profile, self._at = facts, profile, at
        self._chunks: deque[RecordChunk] = deque()

    def __iter__(self) -> Iterator[list[Outcome]]:
        for chunk in _records(self._facts, self._profile, self._at):
            self._chunks.append(chunk)
            yield outcomes_of(self._profile, chunk, self.tally)

    def raws(self, events: Sequence[MappedEvent]) -> list[str]:
        return [record_json(self._record(event.line)) for event in events]

    def forget_before(self, line: int) -> None:
        while self._chunks and (not self._chunks[0].lines or self._chunks[0].lines[-1] < line):
            self._chunks.popleft()

    def _record(self, line: int) -> dict[str, str]:
        for chunk in self._chunks:
            place = bisect_left(chunk.lines, line)
            if place < len(chunk.lines) and chunk.lines[place] == line:
                return dict(chunk.record(place))
        raise KeyError(f"line {line} was let go of")


class _GroupedRows:
    """A file in which all rows of one id are an event.

    Rows of groups that are likely to be refused are held while the file is read; where that guess failed, and
    for conflicts, the file is read a second time.
    """

    def __init__(self, facts: FileFacts, profile: Profile, at: Callable[[int], None]) -> None:
        self.tally = Tally()
        self._facts, self._profile, self._at = facts, profile, at

    def __iter__(self) -> Iterator[list[Outcome]]:
        groups = Groups()
        outcomes: list[Outcome] = []
        held: dict[int, list[str]] = {}
        chars = 0
        for chunk in _records(self._facts, self._profile, self._at):
            rows = read_rows(self._profile, chunk)
            suspects = groups.add(rows)
            self.tally.lines += len(chunk.lines) + len(chunk.refused)
            self.tally.filtered += 0 if rows.kept is None else int((~rows.kept).sum())
            self.tally.mapped = rows.mapped
            refused = [Refusal(item.line, item.reason, item.detail, item.raw) for item in chunk.refused]
            refused += [
                Refusal(chunk.lines[row], fault.reason, fault.detail, record_json(chunk.record(row)))
                for row, fault in suspects.keyless
            ]
            outcomes += refused
            chars += sum(len(refusal.raw) for refusal in refused)
            _check_held(self._facts, chars)
            if chars < _HELD_CHARS_MAX // 4:
                for place, members in suspects.groups.items():
                    raws = [record_json(chunk.record(row)) for row in members]
                    held.setdefault(place, []).extend(raws)
                    chars += sum(map(len, raws))
        events, refusals = finish(groups.drafts(), self._profile.amount)
        outcomes += events
        outcomes += self._refusals(groups, refusals, held)
        outcomes.sort(key=lambda outcome: outcome.line)
        yield outcomes

    def raws(self, events: Sequence[MappedEvent]) -> list[str]:
        return self._read_again([(event.source, event.external_id) for event in events])

    def forget_before(self, line: int) -> None:
        """Nothing is held."""

    def _refusals(
        self, groups: Groups, refused: Sequence[RefusedRow], held: dict[int, list[str]]
    ) -> Iterator[Refusal]:
        keys = groups.keys()
        missing = [row.place for row in refused if len(held.get(row.place, ())) != groups.rows_of(row.place)]
        read = dict(zip(missing, self._read_again([keys[place] for place in missing]), strict=True))
        for row in refused:
            raw = read[row.place] if row.place in read else "\n".join(_up_to_most(held[row.place]))
            yield Refusal(row.line, row.fault.reason, row.fault.detail, raw)

    def _read_again(self, keys: Sequence[GroupKey]) -> list[str]:
        """Return the rows of some groups."""
        raws: dict[GroupKey, list[str]] = {key: [] for key in keys}
        chars = 0
        for chunk in _records(self._facts, self._profile, self._at) if keys else ():
            for place, key in _rows_among(self._profile, chunk, raws):
                raw = record_json(chunk.record(place))
                raws[key].append(raw)
                chars += len(raw)
                _check_held(self._facts, chars)
        return ["\n".join(_up_to_most(raws[key])) for key in keys]


def _up_to_most(raws: Sequence[str]) -> Iterator[str]:
    """Yield rows as long as they fit into one refusal; the first always does."""
    chars = 0
    for place, raw in enumerate(raws):
        chars += len(raw) + 1
        if place and chars > RAW_CHARS_MAX:
            return
        yield raw


def _rows_among(
    profile: Profile, chunk: RecordChunk, keys: Container[GroupKey]
) -> Iterator[tuple[int, GroupKey]]:
    """Yield the places of the rows that belong to one of the groups, with it."""
    kept, source, external_id = read_keys(profile, chunk)
    for place, key in enumerate(zip(source.expanded(), external_id.expanded(), strict=True)):
        if key in keys and (kept is None or kept[place]):
            yield place, (str(key[0]), str(key[1]))


def _records(facts: FileFacts, profile: Profile, at: Callable[[int], None]) -> Iterator[RecordChunk]:
    return open_records(facts, profile.layout_for(facts.name, facts.is_parquet), at=at)


def _check_held(facts: FileFacts, chars: int) -> None:
    if chars > _HELD_CHARS_MAX:
        raise UserError(
            f"Over {_HELD_CHARS_MAX // 1_000_000} million characters of {facts.name} would be refused; "
            "the profile most likely does not fit this file. Look at a preview first."
        )
