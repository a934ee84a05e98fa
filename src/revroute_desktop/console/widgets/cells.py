"""What a table cell says and how loud: made aside from the main thread, painted by one delegate."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from revroute_desktop.console.format import EN_DASH
from revroute_desktop.console.translate import tr


class Tone(StrEnum):
    """Which ink a cell is written in, by meaning; the value is the ink's name in `Theme`."""

    NORMAL = "text"
    SECOND = "text_2"
    FAINT = "text_3"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    WARNING = "warning"
    INFO = "info"
    ACCENT = "accent_text"


class Form(Enum):
    """How a cell is drawn."""

    PLAIN = auto()
    MONO = auto()
    MEDIUM = auto()
    STRONG = auto()
    DOT = auto()
    CHIP = auto()
    PROGRESS = auto()
    BAR = auto()
    LINK = auto()
    SPARK = auto()


class Holds(Enum):
    """What the cells of a column hold, for copies and exports."""

    TEXT = auto()
    MONEY = auto()
    COUNT = auto()
    TIME = auto()
    NUMBER = auto()
    """A number that may have places behind the point and is no money."""


class Cell(NamedTuple):
    """One cell.

    `full` is the uncut text for tooltip and copy, `note` follows in faint ink, `share` is progress or the
    length of a bar, 0 to 1. `raw` is the value as programs read it, for copies and exports, such as
    -1204.50; without it `full` or `text` is. `values` are drawn as a small chart.
    """

    text: str
    form: Form = Form.PLAIN
    tone: Tone = Tone.NORMAL
    full: str = ""
    note: str = ""
    share: float = 0.0
    raw: str = ""
    values: tuple[float, ...] = ()

    def said(self) -> "Cell":
        """Return a cell of a table of states with its words in the chosen language."""
        return self._replace(text=tr(self.text))


NOT_APPLICABLE = Cell(EN_DASH, tone=Tone.FAINT)
EMPTY = Cell("")

Row = tuple[Cell, ...]

_LEAST_TEXT = 72
_LEAST_ID = 92
_WIDEST = 2000
"""Pixels up to which columns share all of a window's width."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `sample` is a usual value: the column is never narrower than it needs. `grow` is the share of spare width
    that it takes. `yields` says in which order columns leave a narrow window: the highest first, 0 never.
    `mark` leaves room for the dot or the chip of a state. `holds` says what copies and exports write.
    An `off` column is shown only when a person chooses it; a `coded` one, the currency, goes with amounts.
    """

    title: str
    sample: str
    sort: str | None = None
    right: bool = False
    mono: bool = False
    medium: bool = False
    grow: int = 1
    yields: int = 0
    mark: bool = False
    holds: Holds = Holds.TEXT
    off: bool = False
    coded: bool = False

    @property
    def name(self) -> str:
        """The title without what changes with the rows shown: "Amount" of "Amount, EUR"."""
        return self.title.partition(",")[0]

    @property
    def heading(self) -> str:
        """The title in the chosen language, with what changes with the rows shown."""
        said = tr(self.title)
        return said if said != self.title else self.title.replace(self.name, tr(self.name), 1)


def fit(columns: tuple[Column, ...], least: tuple[int, ...], width: int) -> tuple[int, ...]:
    """Return the width of each column inside `width` pixels, 0 for the ones that must leave."""
    shown = [True] * len(columns)
    tight = tuple(_tight(c, w) for c, w in zip(columns, least, strict=True))
    for at in sorted(range(len(columns)), key=lambda i: -columns[i].yields):
        if columns[at].yields == 0:
            break
        # Free text is cut before an amount leaves, but leaves itself before it is cut.
        needed = tight if columns[at].holds is Holds.MONEY else least
        if sum(w for w, s in zip(needed, shown, strict=True) if s) <= width:
            break
        shown[at] = False
    wide = list(least)
    over = sum(w for w, s in zip(least, shown, strict=True) if s) - width
    for at in range(len(columns)):
        if over > 0 and shown[at]:
            # Only free text gives way, by an ellipsis; numbers are never cut.
            given = min(over, wide[at] - tight[at])
            wide[at] -= given
            over -= given
    least = tuple(wide)
    # Beyond that rows are too wide to be read across; what is left stays empty at the right.
    width = min(width, max(_WIDEST, 2 * sum(least)))
    spare = max(0, width - sum(w for w, s in zip(least, shown, strict=True) if s))
    growth = sum(c.grow for c, s in zip(columns, shown, strict=True) if s)
    made = [
        (w + (spare * c.grow // growth if growth else 0)) if s else 0
        for c, w, s in zip(columns, least, shown, strict=True)
    ]
    growers = [i for i, c in enumerate(columns) if shown[i] and c.grow]
    if growers and spare:
        made[growers[-1]] += width - sum(made)
    return tuple(made)


def _tight(column: Column, least: int) -> int:
    """Return how narrow a column may become: only free text is cut, a state never."""
    if column.right or column.mark or not column.grow:
        return least
    return min(least, _LEAST_ID if column.mono else _LEAST_TEXT)
