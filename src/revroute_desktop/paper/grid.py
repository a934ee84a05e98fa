"""Tables on paper: widths that fit, heads that come again on each page, rows that are never cut."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from revroute_desktop.documents.inks import inks
from revroute_desktop.documents.model import Bar, Cell, Column, Row, Table, Tone, cell_of, rows_of
from revroute_desktop.documents.text import printable
from revroute_desktop.paper.letters import PT, Face, Paragraph, width_of
from revroute_desktop.paper.strips import Draw, Strip

_PAD: Final = 5 * PT
_BAR: Final = 70 * PT
_SIZES: Final = (8.0, 7.5, 7.0, 6.5, 6.0)
_LONGEST: Final = 600
"""Signs of a cell: a row has to fit on a page."""
_NARROWEST: Final = 46 * PT


def grid(table: Table, width: float) -> list[Strip]:
    """Return a table as strips of a width."""
    size, widths = _fitted(table, width)
    places = [sum(widths[:number]) for number in range(len(widths))]
    head = _head(table.columns, places, widths, width)
    strips = [head]
    rows = rows_of(table)
    totals_from = len(rows) - len(table.totals)
    for number, (row, total) in enumerate(rows):
        # A total never stands alone on a page, and neither does a head or a table's last row.
        keep = number + 1 >= totals_from and number + 1 < len(rows)
        strips.append(_row(row, table.columns, places, widths, width, size, total, head, keep or number < 2))
    last = strips[-1]
    strips[-1] = Strip(last.height, last.draw, last.before, False, last.head)
    if table.caption:
        note = Paragraph(printable(table.caption), Face(7), width, inks().text_3)
        strips.append(Strip(note.height, lambda p, y: note.draw(p, 0, y), before=3 * PT))
    return strips


def _fitted(table: Table, width: float) -> tuple[float, list[float]]:
    """Return the size of the letters and the widths of the columns."""
    for size in _SIZES:
        natural = [_natural(table, place, size) for place in range(len(table.columns))]
        widths = _shared(table.columns, natural, width)
        if widths is not None:
            return size, widths
    return _SIZES[-1], [width / len(table.columns)] * len(table.columns)


def _natural(table: Table, place: int, size: float) -> float:
    column = table.columns[place]
    heads = [width_of(word, Face(7, 500)) for word in column.title.split()] or [0.0]
    widest = width_of(column.title, Face(7, 500)) if not column.wide else max(heads)
    # Of equally many signs one is as wide as the other, nearly; measuring all would take seconds.
    texts: dict[tuple[int, bool, bool], str] = {}
    for row, total in rows_of(table):
        cell = cell_of(row[place])
        key = (len(cell.text), total, cell.mono)
        texts.setdefault(key, cell.text)
        if cell.bar is not None:
            widest = max(widest, _BAR)
    for (_, total, mono), text in texts.items():
        face = Face(size * (0.92 if mono else 1), 600 if total or column.strong else 400, mono)
        widest = max(widest, width_of(printable(text)[:_LONGEST], face) * 1.03)
    return widest + 2 * _PAD


def _shared(columns: Sequence[Column], natural: Sequence[float], width: float) -> list[float] | None:
    """Return widths that fill the page; None where even texts that break their lines leave too little."""
    soft = [place for place, column in enumerate(columns) if column.wide] or [0]
    if sum(natural) > width and not any(columns[place].wide for place in soft):
        soft = [place for place, column in enumerate(columns) if not column.right]
    fixed = sum(value for place, value in enumerate(natural) if place not in soft)
    left = width - fixed
    if sum(natural) <= width:
        spare = (width - sum(natural)) / len(soft)
        return [value + (spare if place in soft else 0) for place, value in enumerate(natural)]
    if not soft or left < _NARROWEST * len(soft):
        return None
    # The wide ones share what is left, none more than it needs.
    widths = list(natural)
    open_ones, room = sorted(soft, key=lambda place: natural[place]), left
    while open_ones:
        place = open_ones.pop(0)
        widths[place] = min(natural[place], room / (len(open_ones) + 1))
        room -= widths[place]
    return widths


def _head(columns: Sequence[Column], places: Sequence[float], widths: Sequence[float], width: float) -> Strip:
    ink = inks()
    cells = [
        Paragraph(printable(column.title), Face(7, 500), each - 2 * _PAD, ink.text_3, right=column.right)
        for column, each in zip(columns, widths, strict=True)
    ]
    high = max(cell.height for cell in cells)
    height = high + 8 * PT

    def draw(painter: QPainter, y: float) -> None:
        painter.fillRect(QRectF(0, y, width, height), QColor(ink.sunken))
        for cell, place in zip(cells, places, strict=True):
            cell.draw(painter, place + _PAD, y + 4 * PT + high - cell.height)
        _rule(painter, y + height, width, ink.line)

    return Strip(height, draw, keep=True)


def _row(
    row: Row,
    columns: Sequence[Column],
    places: Sequence[float],
    widths: Sequence[float],
    width: float,
    size: float,
    total: bool,
    head: Strip,
    keep: bool,
) -> Strip:
    cells = [cell_of(cell) for cell in row]
    texts = [
        _text(cell, column, each - 2 * _PAD, size, total)
        for cell, column, each in zip(cells, columns, widths, strict=True)
    ]
    height = max(text.height for text in texts) + 6 * PT
    draw = _row_drawn(cells, texts, places, width, height, total)
    return Strip(height, draw, keep=keep, head=head)


def _row_drawn(
    cells: Sequence[Cell],
    texts: Sequence[Paragraph],
    places: Sequence[float],
    width: float,
    height: float,
    total: bool,
) -> Draw:
    ink = inks()

    def draw(painter: QPainter, y: float) -> None:
        if total:
            painter.fillRect(QRectF(0, y, width, height), QColor(ink.sunken))
        for cell, text, place in zip(cells, texts, places, strict=True):
            text.draw(painter, place + _PAD, y + 3 * PT)
            if cell.bar is not None:
                _bar(painter, cell.bar, place + _PAD, y + height / 2)
        _rule(painter, y + height, width, ink.line_hair)

    return draw


def _text(cell: Cell, column: Column, width: float, size: float, total: bool) -> Paragraph:
    weight = 600 if total else 500 if column.strong else 400
    face = Face(size * (0.92 if cell.mono else 1), min(weight, 500) if cell.mono else weight, cell.mono)
    # Letters of both families stand on one line.
    leading = 1.3 / (0.92 if cell.mono else 1)
    return Paragraph(
        printable(cell.text)[:_LONGEST],
        face,
        width,
        colour_of(cell.tone),
        right=column.right,
        leading=leading,
    )


def _bar(painter: QPainter, bar: Bar, x: float, middle: float) -> None:
    ink = inks()
    room = _BAR - PT
    painter.fillRect(
        QRectF(x, middle - 3 * PT, max(bar.length * room, 0.6 * PT), 6 * PT), QColor(ink.categories[0])
    )
    if bar.mark is not None:
        painter.fillRect(
            QRectF(x + bar.mark * room - 0.6 * PT, middle - 4.5 * PT, 1.2 * PT, 9 * PT), QColor(ink.text)
        )


def _rule(painter: QPainter, y: float, width: float, colour: str) -> None:
    painter.setPen(QPen(QColor(colour), 0.5 * PT))
    painter.drawLine(QLineF(0, y, width, y))


def colour_of(tone: Tone) -> str:
    """Return the colour of a text's tone."""
    ink = inks()
    return {
        Tone.PLAIN: ink.text,
        Tone.QUIET: ink.text_3,
        Tone.GOOD: ink.positive,
        Tone.BAD: ink.negative,
        Tone.LOOK: ink.warning,
    }[tone]
