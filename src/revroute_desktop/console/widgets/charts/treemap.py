"""`Treemap`: shares of a whole as areas, largest first."""

from collections.abc import Sequence
from math import isnan

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import blend, strip, words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Column, Row
from revroute_desktop.console.widgets.charts.bars import bar_columns, bar_rows
from revroute_desktop.console.widgets.charts.data import OTHERS, Bar, Bars
from revroute_desktop.console.widgets.charts.painted import PAD, Painted
from revroute_desktop.console.widgets.charts.row_parts import elided
from revroute_desktop.console.widgets.charts.series import ink_of
from revroute_desktop.console.widgets.charts.shares import share_words

_MOST = 40
"""Areas at once; the smallest ones become one."""
_ALWAYS = 8
_LEAST_AREA = 2000
"""Square pixels; a smaller area holds no word."""
_STRENGTH, _STRENGTH_POINTED = 0.28, 0.4
_NOTE = 22
_LEAST_LETTERS = 6
_SMALL = 84


class Treemap(Painted):
    """Fed with `Bars`. Only what is above zero has an area; what is not is said below and in the table."""

    def __init__(self, look: Look, title: str) -> None:
        self._shown: list[tuple[Bar, str]] = []
        self._left_out = 0
        super().__init__(look, title, self._columns, self._rows)

    def nothing(self) -> bool:
        """Whether nothing has an area."""
        return not self._shown and not self._left_out

    def lay_out(self, size: QSize) -> None:
        """Divide the ground by the values."""
        bars: Bars = self._data
        above = sorted((bar for bar in bars.rows if not isnan(bar.value) and bar.value > 0), key=_rank)
        self._left_out = len(bars.rows) - len(above)
        whole = sum(bar.value for bar in above)
        least = whole * _LEAST_AREA / max(size.width() * size.height(), 1)
        kept = [bar for at, bar in enumerate(above[:_MOST]) if at < _ALWAYS or bar.value >= least]
        rest = above[len(kept) :]
        if rest:
            label = tr("{n} more", n=len(rest))
            kept.append(Bar("", label, sum(bar.value for bar in rest), ink=OTHERS))
        self._shown = list(zip(kept, share_words([bar.value for bar in kept]), strict=True))
        note = _NOTE if self._left_out else 0
        ground = QRectF(PAD, PAD - 2, size.width() - 2 * PAD, size.height() - 2 * PAD + 4 - note)
        for bar, place in zip(kept, squarified([bar.value for bar in kept], ground), strict=True):
            self.put(_on_pixels(place), bar.key)

    def draw(self, painter: QPainter) -> None:
        """Draw the areas with what fits of their words."""
        theme = self._look.theme
        for at, ((bar, share), place) in enumerate(zip(self._shown, self._places, strict=True)):
            rect = place.toRect().adjusted(0, 0, -1, -1)
            ink = ink_of(bar.ink, theme)
            pointed = at == self.pointed
            ground = blend(ink, theme.chart_bg, _STRENGTH_POINTED if pointed else _STRENGTH)
            painter.fillRect(rect, self.faded(ground, bar.key))
            strip(painter, QRect(rect.left(), rect.top(), rect.width(), 2), self.faded(ink, bar.key))
            if bar.key and bar.key == self._chosen:
                _outline(painter, rect, self._look)
            self._label(painter, rect, bar, share)
        if self._left_out:
            line = QRectF(PAD, self.height() - _NOTE - 4, self.width() - 2 * PAD, _NOTE)
            said = tr("{n} without a share: zero, below it, or unknown.", n=self._left_out)
            words(painter, line, said, theme.text_3, font("axis"))

    def _label(self, painter: QPainter, rect: QRect, bar: Bar, share: str) -> None:
        theme = self._look.theme
        if rect.width() < 34 or rect.height() < 22:
            return
        small = rect.width() < _SMALL
        role, pad = ("axis", 4) if small else ("table", 7)
        room = rect.width() - 2 * pad
        label = elided(bar.label, room, role, 500)
        if label != bar.label and len(label) < _LEAST_LETTERS:
            return
        name = QRectF(rect.left() + pad, rect.top() + 5, room + 1, 16)
        words(painter, name, label, theme.text, font(role, 500))
        lines = (share, self._data.scale.write(bar.value))
        for at, line in enumerate(lines):
            # Numbers are never cut: what has no room is in the box and in the table.
            if rect.height() >= 42 + 16 * at and elided(line, room, role) == line:
                cell = name.translated(0, 16 + 16 * at)
                words(painter, cell, line, theme.text if at == 0 else theme.text_2, font(role))

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the value of an area and its share."""
        bar, share = self._shown[at]
        return bar.label, ((tr("Now"), self._data.scale.write(bar.value)), (tr("Share"), share))

    def _columns(self) -> tuple[Column, ...]:
        return bar_columns()

    def _rows(self) -> Sequence[Row]:
        return bar_rows(self._data)


def squarified(values: Sequence[float], ground: QRectF) -> list[QRectF]:
    """Divide a rectangle by falling values above zero into rectangles that are as square as can be.

    Rows of rectangles are laid along the shorter side as long as the worst of them does not get longer
    (Bruls, Huizing and van Wijk, 2000).
    """
    made: list[QRectF] = []
    left, whole = QRectF(ground), sum(values)
    start = 0
    while start < len(values) and left.width() > 0 and left.height() > 0 and whole > 0:
        side = min(left.width(), left.height())
        per_value = left.width() * left.height() / whole
        end, row = start + 1, values[start]
        while end < len(values) and _worst(
            values[start : end + 1], row + values[end], side, per_value
        ) <= _worst(values[start:end], row, side, per_value):
            row += values[end]
            end += 1
        made += _row_of(values[start:end], row, left, per_value)
        thick = row * per_value / side
        if left.width() >= left.height():
            left.setLeft(left.left() + thick)
        else:
            left.setTop(left.top() + thick)
        whole -= row
        start = end
    made += [QRectF(left.left(), left.top(), 0, 0) for _ in range(len(values) - len(made))]
    return made


def _worst(values: Sequence[float], row: float, side: float, per_value: float) -> float:
    thick = row * per_value / side
    longest = max(values) * per_value / thick
    shortest = min(values) * per_value / thick
    return max(longest / thick, thick / shortest if shortest else float("inf"))


def _row_of(values: Sequence[float], row: float, left: QRectF, per_value: float) -> list[QRectF]:
    upright = left.width() >= left.height()
    thick = row * per_value / (left.height() if upright else left.width())
    at = 0.0
    made = []
    for value in values:
        long = value * per_value / thick
        made.append(
            QRectF(left.left(), left.top() + at, thick, long)
            if upright
            else QRectF(left.left() + at, left.top(), long, thick)
        )
        at += long
    return made


def _rank(bar: Bar) -> tuple[bool, float]:
    # The rest is last, however much it is.
    return not bar.key, -bar.value


def _on_pixels(place: QRectF) -> QRectF:
    left, top = round(place.left()), round(place.top())
    return QRectF(left, top, round(place.right()) - left, round(place.bottom()) - top)


def _outline(painter: QPainter, rect: QRect, look: Look) -> None:
    ink = look.theme.accent_text
    strip(painter, QRect(rect.left(), rect.top(), rect.width(), 2), ink)
    strip(painter, QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), ink)
    strip(painter, QRect(rect.left(), rect.top(), 2, rect.height()), ink)
    strip(painter, QRect(rect.right() - 1, rect.top(), 2, rect.height()), ink)
