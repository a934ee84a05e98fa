"""What a document consists of: a letterhead, facts, and sections of blocks. Texts are plain texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """What a text means, beside its words: better, worse, or to be looked at."""

    PLAIN = "plain"
    QUIET = "quiet"
    GOOD = "good"
    BAD = "bad"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a cell: its length and that of the mark before, as parts of the longest (0 to 1)."""

    length: float
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `mono` is for ids and hashes, which may be broken anywhere."""

    text: str
    tone: Tone = Tone.PLAIN
    mono: bool = False
    bar: Bar | None = None


Row = tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `right` for what is counted. `wide` ones take the room that is left and break their lines;
    the first is wide where none is.
    """

    title: str
    right: bool = False
    wide: bool = False
    strong: bool = False
    """The one column that carries the eye."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its totals, which stand in rows of their own at the end, and in `openings` before."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    openings: tuple[Row, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part of a section."""

    text: str
    beside: str = ""
    """Unit and the like, in quiet letters."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Listing:
    """Sentences that stand under each other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose lines stand as they are, such as a command or a signed note."""

    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One key figure: what it is, the figure, how it changed and what lies behind it."""

    label: str
    value: str
    change: str = ""
    tone: Tone = Tone.PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """A strip of key figures."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG of `width` × `height`; `words` say what it shows to whoever does not see it."""

    svg: str
    width: int
    height: int
    words: str
    caption: str = ""


Block = Table | Heading | Text | Listing | Verbatim | Tiles | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `apart` begins a new page where it is printed."""

    title: str
    blocks: tuple[Block, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture file; `mime` is image/png or image/svg+xml."""

    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends a document: name, lines of the address, logo, and the words that it closes with."""

    name: str = ""
    lines: tuple[str, ...] = ()
    logo: Logo | None = None
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document. `facts` are pairs of what and its value, `chip` is a word that nobody may overlook."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    letterhead: Letterhead = field(default_factory=Letterhead)
    chip: str = ""
    recipient: tuple[str, ...] = ()
    """To whom it is sent, where it is sent."""
    foot: str = ""
    """What stands at the foot of every printed page, and at the end of the other."""


def cell_of(cell: str | Cell) -> Cell:
    """Return a cell of which only the text may be given."""
    return Cell(cell) if isinstance(cell, str) else cell


def rows_of(table: Table) -> Sequence[tuple[Row, bool]]:
    """Return all rows in order, and whether each is an opening or total."""
    return [
        *((row, True) for row in table.openings),
        *((row, False) for row in table.rows),
        *((row, True) for row in table.totals),
    ]
