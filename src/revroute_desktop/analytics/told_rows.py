"""Small files of what an operator tells: CSV with a header, each row read or refused with its line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.errors import UserError
from revroute_desktop.intake.opening import examine
from revroute_desktop.intake.reader import open_records
from revroute_desktop.intake.records import Layout


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
    """Yield the rows of a CSV file. Raises UserError for a file that is none or lacks a column."""
    facts = examine(path)
    for chunk in open_records(facts, Layout("csv")):
        names = {name.strip().lower(): name for name in chunk.names}
        missing = [name for name in needed if name not in names]
        if missing:
            raise UserError(
                f"{facts.name} has no column {missing[0]!r}; its first line must name {', '.join(needed)}"
                + (f", and may name {', '.join(optional)}." if optional else ".")
            )
        columns = {
            name: chunk.column(names[name]) if name in names else [""] * len(chunk.lines)
            for name in (*needed, *optional)
        }
        for row, line in enumerate(chunk.lines):
            yield ToldRow(line, {name: column[row].strip() for name, column in columns.items()})
        for refused in chunk.refused:
            yield Refused(refused.line, refused.detail)
