"""An answer of the SQL page as a table: its columns by what they hold, its cells made page by page."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event

import numpy as np

from revroute_desktop.analytics.sql_page.ask import QuestionFault, ask
from revroute_desktop.analytics.sql_page.place import Place
from revroute_desktop.console.format import grouped
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Holds, Row
from revroute_desktop.console.widgets.models import Ids
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Sql, Workspace

_LARGE = 10_000
_SAMPLE = 200  # rows by which the width of a column is reckoned
_WIDEST = 42  # signs of a sample
_SHOWN = 400  # signs of a cell that are painted; copies and exports have all


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question: columns and rows, or the sentence of its fault and where it lies."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    cut: bool
    seconds: float
    grouped: tuple[bool, ...] = ()
    """Which columns' numbers are large enough to be written in groups."""
    fault: str = ""
    place: Place | None = None


def answered(
    workspace: Workspace, question: str, rows: int, seconds: float, stops: Sequence[Event]
) -> Answer:
    """Ask a question and return what came of it, its fault too; any of `stops` ends it. Runs aside."""

    def stopped() -> bool:
        return any(stop.is_set() for stop in stops)

    begun = time.monotonic()
    try:
        found = ask(workspace.path, question, rows=rows, seconds=seconds, stopped=stopped)
    except QuestionFault as fault:
        return Answer((), (), False, time.monotonic() - begun, fault=str(fault), place=fault.place)
    except UserError as fault:
        return Answer((), (), False, time.monotonic() - begun, fault=str(fault))
    columns = tuple(
        _column(name, [row[at] for row in found.rows]) for at, name in enumerate(_apart(found.columns))
    )
    large = tuple(_is_large([row[at] for row in found.rows]) for at in range(len(columns)))
    return Answer(columns, found.rows, found.cut, time.monotonic() - begun, large)


def page_of(answer: Answer, ids: Ids) -> list[Row]:
    """Return the cells of some rows."""
    return [tuple(map(_cell, answer.rows[at], answer.columns, answer.grouped)) for at in ids.tolist()]


def rows_of(answer: Answer, _sql: Sql, ids: Ids) -> list[Row]:
    """Return the cells of some rows, for copies and exports."""
    return page_of(answer, ids)


def ids_of(ids: Ids, _sql: Sql) -> Ids:
    """Return the rows in the order in which they stand."""
    return ids


def order(answer: Answer, column: int, *, descending: bool) -> Ids:
    """Return the rows sorted by a column: nothing first, then numbers, then texts. Runs aside."""
    places = sorted(range(len(answer.rows)), key=partial(_rank, answer, column), reverse=descending)
    return np.array(places, np.int64)


def _rank(answer: Answer, column: int, at: int) -> tuple[int, float, str]:
    value = answer.rows[at][column]
    if value is None:
        return 0, 0.0, ""
    return (1, float(value), "") if isinstance(value, int | float) else (2, 0.0, _text(value))


def _apart(names: Sequence[str]) -> list[str]:
    """Return the names of columns, no two of them alike."""
    made: list[str] = []
    for name in names:
        # What stands behind a comma of a title is its unit.
        plain = " ".join(name.replace(",", " ").split()) or "column"
        number, tried = 1, plain
        while tried in made:
            number += 1
            tried = f"{plain} {number}"
        made.append(tried)
    return made


def _column(name: str, values: Sequence[object]) -> Column:
    known = [value for value in values if value is not None]
    whole = bool(known) and all(isinstance(value, int) for value in known)
    number = bool(known) and all(isinstance(value, int | float) for value in known)
    large = _is_large(known)
    texts = [_shown(value, large) for value in known[:_SAMPLE]]
    sample = max(texts, key=len, default="")[:_WIDEST]
    return Column(
        name,
        sample or "x" * 8,
        sort=name,
        right=number,
        grow=0 if number else 1,
        holds=Holds.COUNT if whole else Holds.NUMBER if number else Holds.TEXT,
    )


def _is_large(values: Sequence[object]) -> bool:
    """Whether numbers are written in groups: years and the like are not."""
    return any(isinstance(value, int | float) and abs(value) >= _LARGE for value in values)


def _cell(value: object, column: Column, large: bool) -> Cell:
    if value is None:
        return NOT_APPLICABLE
    text, shown = _text(value), _shown(value, large)
    if column.right:
        return Cell(shown, raw=text)
    return Cell(shown, Form.PLAIN, full=text if text != shown else "")


def _shown(value: object, large: bool) -> str:
    if isinstance(value, int):
        text = grouped(value) if large else str(value)
        return text.replace("-", "\u2212")
    if isinstance(value, float):
        return f"{value:,.6g}".replace("-", "\u2212")
    text = _text(value)
    flat = " ".join(text.split("\n"))
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}\u2026"


def _text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
