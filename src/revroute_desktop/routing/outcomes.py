"""A file's rows as outcomes under a profile: events and refusals in the order of the file."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

import numpy as np

from revroute_desktop.errors import UserError
from revroute_desktop.intake import FileFacts, RecordChunk, open_records
from revroute_desktop.intake.records import record_json
from revroute_desktop.routing.grouping import GroupKey, Groups
from revroute_desktop.routing.mapping import MappedEvent, drafts_of, finish, read_keys, read_rows
from revroute_desktop.routing.profile import Field, Profile

RAW_CHARS_MAX: Final = 4_000_000
"""Characters of a refused row, or group of rows, that are kept; a group beyond it is cut at a row."""

_HELD_CHARS_MAX: Final = 256_000_000


class Refusal(NamedTuple):
    """A row, or group of rows, that cannot become an event: first line, short code, sentence, and the row whole.

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
    mapped: Field = Field(0)


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


def grouped_outcomes(
    groups: Groups, profile: Profile
) -> tuple[list[MappedEvent], list[tuple[GroupKey, Refusal]]]:
    """Return the events of groups, and the refusals, still without their rows, with their groups."""
    events, refused = finish(groups.drafts(), profile.amount)
    keys = groups.keys()
    return events, [
        (keys[row.place], Refusal(row.line, row.fault.reason, row.fault.detail, "")) for row in refused
    ]


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
    """A file in which all rows of one id are an event. Rows of refused groups are read in a second pass."""

    def __init__(self, facts: FileFacts, profile: Profile, at: Callable[[int], None]) -> None:
        self.tally = Tally()
        self._facts, self._profile, self._at = facts, profile, at

    def __iter__(self) -> Iterator[list[Outcome]]:
        groups = Groups()
        unread: list[Outcome] = []
        held = 0
        for chunk in _records(self._facts, self._profile, self._at):
            rows = read_rows(self._profile, chunk)
            groups.add(rows)
            self.tally.lines += len(chunk.lines) + len(chunk.refused)
            self.tally.filtered += 0 if rows.kept is None else int((~rows.kept).sum())
            self.tally.mapped = rows.mapped
            unread.extend(Refusal(item.line, item.reason, item.detail, item.raw) for item in chunk.refused)
            held += sum(len(item.raw) for item in chunk.refused)
            _check_held(self._facts, held)
        events, refused = grouped_outcomes(groups, self._profile)
        outcomes: list[Outcome] = [*events, *unread]
        if refused or groups.loose:
            loose = dict(groups.loose)
            raws, loose_raws = self._read_again({key for key, _ in refused}, set(loose))
            outcomes.extend(refusal._replace(raw=raws[key]) for key, refusal in refused)
            outcomes.extend(
                Refusal(line, fault.reason, fault.detail, loose_raws[line]) for line, fault in loose.items()
            )
        outcomes.sort(key=lambda outcome: outcome.line)
        yield outcomes

    def raws(self, events: Sequence[MappedEvent]) -> list[str]:
        keys = [(event.source, event.external_id) for event in events]
        raws, _ = self._read_again(set(keys), set())
        return [raws[key] for key in keys]

    def forget_before(self, line: int) -> None:
        """Nothing is held."""

    def _read_again(self, keys: set[GroupKey], lines: set[int]) -> tuple[dict[GroupKey, str], dict[int, str]]:
        """Return the rows of some groups, and some single rows by their line."""
        raws: dict[GroupKey, str] = {}
        singles: dict[int, str] = {}
        held = 0
        for chunk in _records(self._facts, self._profile, self._at):
            for place, key in _rows_among(self._profile, chunk, keys, lines):
                raw = record_json(chunk.record(place))
                if key is None:
                    singles[chunk.lines[place]] = raw
                elif key not in raws:
                    raws[key] = raw
                elif len(raws[key]) + len(raw) < RAW_CHARS_MAX:
                    raws[key] += "\n" + raw
                held += len(raw)
                _check_held(self._facts, held)
        return raws, singles


def _rows_among(
    profile: Profile, chunk: RecordChunk, keys: set[GroupKey], lines: set[int]
) -> Iterator[tuple[int, GroupKey | None]]:
    """Yield the places of the rows that belong to one of the groups, with it, or are on one of the lines."""
    kept, source, external_id = read_keys(profile, chunk)
    ids = {name for _, name in keys}
    codes = [code for code, name in enumerate(external_id.values) if name in ids]
    wanted = np.isin(external_id.codes, codes)
    if lines:
        wanted |= np.isin(np.asarray(chunk.lines), list(lines))
    if kept is not None:
        wanted &= kept
    for place in np.flatnonzero(wanted).tolist():
        key = (source.values[source.codes[place]], external_id.values[external_id.codes[place]])
        if chunk.lines[place] in lines:
            yield place, None
        elif key in keys:
            yield place, (str(key[0]), str(key[1]))


def _records(facts: FileFacts, profile: Profile, at: Callable[[int], None]) -> Iterator[RecordChunk]:
    return open_records(facts, profile.layout_for(facts.name, facts.is_parquet), at=at)


def _check_held(facts: FileFacts, chars: int) -> None:
    if chars > _HELD_CHARS_MAX:
        raise UserError(
            f"Over {_HELD_CHARS_MAX // 1_000_000} million characters of {facts.name} would be refused; "
            "the profile most likely does not fit this file. Look at a preview first."
        )
