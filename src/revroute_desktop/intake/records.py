"""Records of an outside file: chunks of columns of text, whatever the format was."""

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from revroute_desktop.errors import UserError

Format = Literal["csv", "jsonl", "parquet"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the bytes of a file are to be read as records.

    `names` names the columns of a CSV without a header line; with a header it is None. `skip_lines` leading
    lines (titles that some exports put above the header) are passed over.
    """

    format: Format
    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    names: tuple[str, ...] | None = None
    skip_lines: int = 0


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that could not be read: its 1-based line, a short code, a sentence, and its text.

    Bytes that are not text are shown as `\\xNN` in `raw`.
    """

    line: int
    reason: str
    detail: str
    raw: str


class RecordChunk(Protocol):
    """Some records of a file in their order, with those between them that could not be read."""

    @property
    def lines(self) -> Sequence[int]:
        """The 1-based line each record begins on (for Parquet its row number)."""

    @property
    def refused(self) -> Sequence[RefusedRecord]:
        """The records that could not be read."""

    @property
    def names(self) -> Sequence[str]:
        """The names of the columns; for JSON Lines those that these records have."""

    def has(self, name: str) -> bool:
        """Whether `column` knows a name."""

    def column(self, name: str) -> Sequence[str]:
        """Each record's text in a column; empty where it has none. Raises UserError for an unknown column."""

    def record(self, index: int) -> Mapping[str, str]:
        """One record whole, by column name."""


@dataclass(frozen=True, slots=True)
class ColumnChunk:
    """Records of CSV or Parquet; every one has every column. `file` names the file in messages."""

    file: str
    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    refused: Sequence[RefusedRecord]

    @property
    def names(self) -> Sequence[str]:
        """See `RecordChunk`."""
        return list(self.columns)

    def has(self, name: str) -> bool:
        """See `RecordChunk`."""
        return name in self.columns

    def column(self, name: str) -> Sequence[str]:
        """See `RecordChunk`."""
        try:
            return self.columns[name]
        except KeyError:
            raise unknown_column(self.file, name, list(self.columns)) from None

    def record(self, index: int) -> dict[str, str]:
        """See `RecordChunk`."""
        return {name: values[index] for name, values in self.columns.items()}


@dataclass(frozen=True, slots=True)
class ObjectChunk:
    """Records of JSON Lines; each has the fields that it names."""

    lines: Sequence[int]
    objects: Sequence[Mapping[str, str]]
    refused: Sequence[RefusedRecord]

    @property
    def names(self) -> Sequence[str]:
        """See `RecordChunk`."""
        return list(dict.fromkeys(name for item in self.objects for name in item))

    def has(self, name: str) -> bool:
        """See `RecordChunk`; no name is unknown here."""
        return True

    def column(self, name: str) -> list[str]:
        """See `RecordChunk`."""
        return [item.get(name, "") for item in self.objects]

    def record(self, index: int) -> Mapping[str, str]:
        """See `RecordChunk`."""
        return self.objects[index]


At = Callable[[int], None]


def unknown_column(file: str, name: str, names: Sequence[str]) -> UserError:
    """Return the error for a column that a profile asks for and a file does not have."""
    shown = ", ".join(repr(known[:40]) for known in names[:12]) + (", …" if len(names) > 12 else "")
    return UserError(
        f"{file} has no column {name!r}; it has {shown}. "
        f"Choose the profile that fits this file, or change its columns.{_other_delimiter(names)}"
    )


def _other_delimiter(names: Sequence[str]) -> str:
    """Return the hint for a header that seems to have another sign between its columns than was read."""
    for sign, words in ((";", "semicolons"), ("\t", "tabs")):
        if len(names) == 1 and sign in names[0]:
            return (
                f" The file looks separated by {words}: set `delimiter` in a profile of your own "
                "(see docs/profiles.md)."
            )
    return ""


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return column names with blanks around them dropped and repeated ones numbered: "Name", "Name (2)"."""
    used: set[str] = set()
    result: list[str] = []
    for position, name in enumerate(names, 1):
        base = name.strip() or f"column {position}"
        unique, count = base, 1
        while unique in used:
            count += 1
            unique = f"{base} ({count})"
        used.add(unique)
        result.append(unique)
    return tuple(result)


def record_json(record: Mapping[str, str]) -> str:
    """Return a record as one line of JSON, the form in which a refused one is kept."""
    return json.dumps(dict(record), ensure_ascii=False, separators=(",", ":"))


def first_records(chunk: RecordChunk, count: int) -> RecordChunk:
    """Return a chunk cut to its first records, refused ones among them included."""
    lines = sorted([*chunk.lines, *(record.line for record in chunk.refused)])[:count]
    last = lines[-1] if lines else 0
    kept = bisect_right(chunk.lines, last)
    refused = [record for record in chunk.refused if record.line <= last]
    if isinstance(chunk, ObjectChunk):
        return ObjectChunk(chunk.lines[:kept], chunk.objects[:kept], refused)
    assert isinstance(chunk, ColumnChunk), "chunks are of columns or of objects"
    columns = {name: values[:kept] for name, values in chunk.columns.items()}
    return ColumnChunk(chunk.file, chunk.lines[:kept], columns, refused)
