"""Small files of what an operator tells: CSV with a header, each row read or refused with its line."""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.intake.opening import FileFacts, examine, read_blocks
from revroute_desktop.intake.reader import open_records
from revroute_desktop.intake.records import Layout

_MARKS_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS: Final = (",", ";", "\t")
_NO_TEXT: Final = "The line is no text in UTF-8; save the file as CSV in UTF-8."


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that says nothing that can be used: its line (1-based) and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row by column, in lower case, with its line; an optional column that the file lacks is ""."""

    line: int
    texts: Mapping[str, str]


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, hex. Raises UserError for a file that can't be read."""
    return examine(path).hash.hex()


def told_rows(path: Path, needed: Sequence[str], optional: Sequence[str] = ()) -> Iterator[ToldRow | Refused]:
    """Yield the rows of a CSV file, in UTF-8 or UTF-16, its columns separated by commas, semicolons or tabs.

    Raises UserError for a file that is none or lacks a column.
    """
    facts = examine(path)
    columns_needed = ", ".join(needed)
    if facts.is_parquet:
        raise UserError(f"{facts.name} is a Parquet file; write a CSV with the columns {columns_needed}.")
    for chunk in open_records(facts, _layout(facts)):
        names = {name.strip().lower(): name for name in chunk.names}
        missing = [name for name in needed if name not in names]
        if missing:
            raise UserError(
                f"{facts.name} has no column {missing[0]!r}; its first line must name {columns_needed}"
                + (f", and may name {', '.join(optional)}." if optional else ".")
            )
        columns = {
            name: chunk.column(names[name]) if name in names else [""] * len(chunk.lines)
            for name in (*needed, *optional)
        }
        for row, line in enumerate(chunk.lines):
            yield ToldRow(line, {name: column[row].strip() for name, column in columns.items()})
        for refused in chunk.refused:
            no_text = refused.reason == "encoding"
            yield Refused(refused.line, _NO_TEXT if no_text else refused.detail)


def _layout(facts: FileFacts) -> Layout:
    """Return how a file is read, by its beginning. Raises UserError where that is no text."""
    with closing(read_blocks(facts)) as blocks:
        head = next(blocks, b"")
    encoding = "utf-16" if head.startswith(_MARKS_16) else "utf-8"
    if encoding == "utf-8" and b"\x00" in head:
        raise UserError(f"{facts.name} is no text in UTF-8; save it as CSV in UTF-8.")
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    first = text.lstrip("\ufeff").partition("\n")[0]
    return Layout("csv", delimiter=max(_DELIMITERS, key=first.count), encoding=encoding)
