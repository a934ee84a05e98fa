"""`BarsChart`: ranked bars from zero, each with a line for the period before; what has no room is one row."""

from collections.abc import Sequence
from functools import cache
from math import isnan

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen

from revroute_desktop.console.format import EN_DASH
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, strip, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import MadeRows
from revroute_desktop.console.widgets.charts.data import OTHERS, Bar, Bars
from revroute_desktop.console.widgets.charts.painted import PAD, Painted
from revroute_desktop.console.widgets.charts.row_parts import (
    ROW_LEAST,
    draw_ground,
    elided,
    row_height,
    width_of,
)
from revroute_desktop.console.widgets.charts.series import ink_of
from revroute_desktop.console.widgets.charts.shares import share_word, shares_of

_FOOT = 22
_BAR, _LINE = 10, 14
_GAP = 10
_LONGEST_REST = 1.5
_CUT = 16
_LEAST_BAR = 60
"""Narrower than this a bar says nothing: the shares give way, then the labels."""


class BarsChart(Painted):
    """Fed with `Bars`. Below zero bars go to the left. The picture has what fits, the table has all rows."""

    def __init__(self, look: Look, title: str) -> None:
        self._shown: list[tuple[Bar, str]] = []
        super().__init__(look, title, self._columns, self._rows)
        self._bar_area = QRect()
        self._foot = ""

    def nothing(self) -> bool:
        """Whether there is no row."""
        return not self._bars.rows

    @property
    def _bars(self) -> Bars:
        data: Bars = self._data
        return data

    def lay_out(self, size: QSize) -> None:
        """Choose the rows that fit and put them under each other."""
        bars = self._bars
        shares = shares_of([bar.value for bar in bars.rows]) if bars.scale.adds else []
        shares = [] if None in shares else shares
        self._foot = self._foot_words()
        foot = _FOOT if self._foot and size.height() >= 3 * ROW_LEAST + _FOOT else 0
        room = size.height() - foot - 8
        count = max(room // ROW_LEAST, 1)
        self._shown = _fitting(bars, shares, count)
        high = row_height(room, len(self._shown))
        for at, (bar, _) in enumerate(self._shown):
            self.put(QRectF(0, 4 + at * high, size.width(), high), bar.key)
        self._divide(size.width())

    def _divide(self, width: int) -> None:
        """Divide the width: label, bar, value, and the share where there is room for it."""
        scale = self._bars.scale
        self._value_width = max((width_of(scale.write(bar.value)) for bar, _ in self._shown), default=0)
        self._share_width = max((width_of(share) for _, share in self._shown if share), default=0)
        label = max((width_of(bar.label) for bar, _ in self._shown), default=0)
        room = width - 2 * PAD - self._value_width - 2 * _GAP
        if self._share_width and room - label - self._share_width - _GAP < 2 * _LEAST_BAR:
            self._share_width = 0
        if self._share_width:
            room -= self._share_width + _GAP
        self._label_width = min(label, max(room - _LEAST_BAR, room * 2 // 5))
        left = PAD + self._label_width + _GAP
        self._bar_area = QRect(left, 0, max(room - self._label_width, 1), 0)

    def draw(self, painter: QPainter) -> None:
        """Draw the rows, and what the line and the sum are."""
        theme, scale = self._look.theme, self._bars.scale
        least, most = self._reach()
        reach = (most - least) or 1.0
        area = self._bar_area

        def x_of(value: float) -> int:
            return area.left() + round((value - least) / reach * (area.width() - 1))

        zero = x_of(0)
        for at, ((bar, share), place) in enumerate(zip(self._shown, self._places, strict=True)):
            chosen = bool(bar.key) and bar.key == self._chosen
            draw_ground(painter, place, theme, chosen=chosen, pointed=at == self.pointed)
            row = place.toRect()
            middle = row.center().y()
            label = elided(bar.label, self._label_width)
            ink = theme.text if bar.key else theme.text_2
            words(
                painter, QRectF(PAD, row.y(), self._label_width + 2, row.height()), label, ink, font("table")
            )
            if not isnan(bar.value):
                end = x_of(min(bar.value, most))
                colour = self.faded(ink_of(bar.ink, theme), bar.key)
                wide = max(abs(end - zero), 1 if bar.value else 0)
                strip(painter, QRect(min(zero, end), middle - _BAR // 2, wide, _BAR), colour)
                if bar.value > most:
                    _break(painter, QRect(end - _CUT, middle - _BAR // 2, 4, _BAR), theme.chart_bg)
            if bar.before is not None and bar.before <= most:
                x = x_of(bar.before)
                strip(painter, QRect(x - 1, middle - _LINE // 2, 2, _LINE), theme.text)
            right = self.width() - PAD
            if self._share_width:
                cell = QRectF(right - self._share_width, row.y(), self._share_width, row.height())
                words(painter, cell, share, theme.text_3, font("table"), RIGHT)
                right -= self._share_width + _GAP
            cell = QRectF(right - self._value_width, row.y(), self._value_width, row.height())
            unknown = isnan(bar.value)
            tone = theme.text_3 if unknown else theme.negative if bar.value < 0 else theme.text
            words(painter, cell, scale.write(bar.value), tone, font("table"), RIGHT)
        if least < 0 and self._places:
            top, foot = self._places[0].toRect().top(), self._places[-1].toRect().bottom()
            strip(painter, QRect(zero, top, 1, foot - top + 1), theme.line_strong)
        if self._foot and self._places and self._places[-1].bottom() + _FOOT <= self.height():
            line = QRectF(PAD, self._places[-1].bottom() + 2, self.width() - 2 * PAD, _FOOT - 4)
            said = elided(self._foot, line.width(), "axis")
            words(painter, line, said, theme.text_3, font("axis"))

    def _reach(self) -> tuple[float, float]:
        """Return the least and the most that the bars show: a rest that dwarfs all others is cut short."""
        least, most = [0.0], [0.0]
        for bar, _ in self._shown:
            values = [value for value in (bar.value, bar.before) if value is not None and not isnan(value)]
            least += values
            most += values if bar.key else []
        named = max(most)
        rest = max(least)
        return min(least), named * _LONGEST_REST if 0 < named * _LONGEST_REST < rest else max(named, rest)

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return a row's value, its share, and the value before with the change."""
        bar, share = self._shown[at]
        scale = self._bars.scale
        rows = [(tr("Now"), scale.write(bar.value))]
        if share and share != EN_DASH:
            rows.append((tr("Share"), share))
        if bar.before is not None:
            rows.append((self._bars.before_word or tr("Before"), scale.write(bar.before)))
            rows.append((tr("Change"), scale.write(bar.value - bar.before, plus=True)))
        return bar.label, tuple(rows)

    def _foot_words(self) -> str:
        bars = self._bars
        parts = []
        if bars.before_word and any(bar.before is not None for bar in bars.rows):
            parts.append(tr("Line: {period}.", period=bars.before_word))
        if bars.scale.adds and len(bars.rows) > 1:
            total = sum(bar.value for bar in bars.rows if not isnan(bar.value))
            parts.append(tr("Sum {total}", total=bars.scale.write(total)))
        return " ".join(parts)

    def _columns(self) -> tuple[Column, ...]:
        return bar_columns()

    def _rows(self) -> Sequence[Row]:
        return bar_rows(self._data)


def _break(painter: QPainter, place: QRect, ground: QColor) -> None:
    """Draw a slanted gap through a bar that is longer than it is drawn."""
    left, right = place.left(), place.right()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ground, 2.5))
    for by in (0, 5):
        painter.drawLine(QPointF(left + by, place.bottom() + 2), QPointF(right + by, place.top() - 1))
    painter.restore()


def bar_columns() -> tuple[Column, ...]:
    """Return the columns of the table behind a ranking."""
    return (
        Column(later("Name"), "payee:neon-kitten", medium=True, grow=2),
        Column(later("Value"), "−12,345,678.90", right=True, grow=1, holds=Holds.MONEY),
        Column(later("Share"), "100.0 %", right=True, grow=1),
        Column(later("Before"), "−12,345,678.90", right=True, grow=1, holds=Holds.MONEY),
    )


def bar_rows(bars: Bars | None) -> Sequence[Row]:
    """Return all rows of a ranking for its table."""
    if bars is None:
        return ()
    scale = bars.scale

    @cache
    def shares() -> list[int | None]:
        return shares_of([bar.value for bar in bars.rows]) if scale.adds else [None] * len(bars.rows)

    def row(at: int) -> Row:
        bar = bars.rows[at]
        before = EN_DASH if bar.before is None else scale.write(bar.before)
        return (
            Cell(bar.label),
            Cell(scale.write(bar.value), raw=scale.raw(bar.value)),
            Cell(share_word(shares()[at])),
            Cell(before, raw="" if bar.before is None else scale.raw(bar.before)),
        )

    return MadeRows(len(bars.rows), row)


def _fitting(bars: Bars, shares: list[int | None], count: int) -> list[tuple[Bar, str]]:
    """Return as many rows as fit; the others are one row that sums them up, where sums say something."""
    fits = len(bars.rows) <= count
    first = bars.rows if fits else bars.rows[: count - 1]
    kept = [(bar, share_word(shares[at]) if shares else "") for at, bar in enumerate(first)]
    if fits:
        return kept
    rest = bars.rows[count - 1 :]
    label = tr("{n} more", n=len(rest))
    if not bars.scale.adds:
        return [*kept, (Bar("", label, float("nan"), ink=OTHERS), "")]
    total = sum(bar.value for bar in rest if not isnan(bar.value))
    known = [bar.before for bar in rest if bar.before is not None and not isnan(bar.before)]
    before = sum(known) if known else None
    # What its rows have, so that all that is shown makes a hundred.
    known_shares = [share for share in shares[count - 1 :] if share is not None]
    share = share_word(sum(known_shares)) if known_shares else ""
    return [*kept, (Bar("", label, total, before, OTHERS), share)]
