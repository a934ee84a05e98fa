"""The first rows of a file that no profile knows yet: how its bytes are read, its columns and their texts."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.intake import FileFacts, Layout, RecordChunk, examine, open_records
from revroute_desktop.intake.opening import read_blocks
from revroute_desktop.intake.records import first_records
from revroute_desktop.routing.imports.guess_values import is_number, time_format

ROWS: Final = 2000
"""Rows that are looked at."""

_HEAD_LINES: Final = 200
_HEAD_CHARS: Final = 256 * 1024
_DELIMITERS: Final = (",", ";", "\t", "|")
_MOST_SKIPPED: Final = 30
_MOST_EXAMPLES: Final = 5
_LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class SampleColumn:
    """A column: each looked-at row's text, blanks around it taken off."""

    name: str
    texts: tuple[str, ...]

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The texts that are not empty."""
        return tuple(text for text in self.texts if text)

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """The different texts that are not empty, the most frequent first."""
        return tuple(text for text, _ in Counter(self.filled).most_common())

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """The first few different texts."""
        return tuple(dict.fromkeys(self.filled))[:_MOST_EXAMPLES]


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a file; `unread` are those among them that could not be read as records."""

    path: Path
    file: str
    layout: Layout
    columns: tuple[SampleColumn, ...]
    rows: int
    unread: int

    def column(self, name: str) -> SampleColumn | None:
        """Return a column by its name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)


def look_at(path: Path | str, *, layout: Layout | None = None) -> Sample:
    """Return the first rows of a file, read by `layout` or as its bytes suggest.

    Raises UserError for a file that cannot be read or has no rows.
    """
    facts = examine(Path(path), unfold=False)
    chosen = layout or _sniffed(facts)
    with closing(open_records(facts, chosen)) as chunks:
        chunk = next(chunks, None)
    if chunk is None or not (chunk.lines or chunk.refused):
        raise UserError(f"{facts.name} has no rows, so that there is nothing to map.")
    chunk = first_records(chunk, ROWS)
    return Sample(facts.path, facts.name, chosen, _columns(chunk), len(chunk.lines), len(chunk.refused))


def sample_of(
    columns: Mapping[str, Sequence[str]], *, file: str = "rows.csv", layout: Layout | None = None
) -> Sample:
    """Return rows at hand as a sample."""
    made = tuple(SampleColumn(name, tuple(text.strip() for text in texts)) for name, texts in columns.items())
    rows = max((len(column.texts) for column in made), default=0)
    return Sample(Path(file), file, layout or Layout("csv"), made, rows, 0)


def _columns(chunk: RecordChunk) -> tuple[SampleColumn, ...]:
    # A profile cannot name a column without a name, or with one as long as a page.
    names = [name for name in chunk.names if 0 < len(name) <= _LONGEST_NAME]
    return tuple(SampleColumn(name, tuple(text.strip() for text in chunk.column(name))) for name in names)


def _sniffed(facts: FileFacts) -> Layout:
    """Return how the first bytes of a file suggest that it is read."""
    if facts.is_parquet:
        return Layout("parquet")
    with closing(read_blocks(facts)) as blocks:
        head = next(blocks, b"")
    encoding = _encoding(head)
    text = head.decode(encoding, "replace").lstrip("\ufeff")[:_HEAD_CHARS]
    if text.lstrip()[:1] == "{":
        return Layout("jsonl", encoding=encoding)
    lines = text.splitlines()[:_HEAD_LINES]
    delimiter, skipped, width = max(
        (_shape(lines, sign) for sign in _DELIMITERS), key=lambda shape: (shape[2] > 1, shape[3])
    )[:3]
    names = None
    first = next(_rows(lines[skipped:], delimiter), [])
    if any(is_number(cell) or time_format([cell]) for cell in map(str.strip, first) if cell):
        # A first line that holds numbers and dates is no header.
        names = tuple(f"column {at}" for at in range(1, width + 1))
    return Layout("csv", delimiter=delimiter, encoding=encoding, names=names, skip_lines=skipped)


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # The block may end inside a character.
        head[: head.rfind(b"\n") + 1 or len(head)].decode()
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _shape(lines: Sequence[str], delimiter: str) -> tuple[str, int, int, float]:
    """Return a delimiter, lines above the header, columns, and how well the lines agree with that."""
    widths = [len(row) for row in _rows(lines, delimiter)]
    if not widths:
        return delimiter, 0, 0, 0.0
    width, count = max(Counter(widths).items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    skipped = next((at for at, line in enumerate(lines) if _width(line, delimiter) == width), 0)
    return delimiter, min(skipped, _MOST_SKIPPED), width, count / len(widths) + min(width, 50) / 100


def _width(line: str, delimiter: str) -> int:
    return len(next(_rows([line], delimiter), ()))


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """Return the records of some lines; blank ones have none."""
    rows = csv.reader((line + "\n" for line in lines if line.strip()), delimiter=delimiter)
    return islice(_readable(rows), _HEAD_LINES)


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            continue
        if row:
            yield row
