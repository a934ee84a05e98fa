"""Ramps: the sequential one for amounts, the diverging one for differences, and its legend."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, words
from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.widgets.charts.row_parts import width_of

_CELL = 9
_GAP = 6


def shade(value: float, least: float, most: float, theme: Theme) -> QColor:
    """Return the colour of a known value between the least and the most; below zero on the diverging ramp."""
    if least < 0:
        ramp = theme.diverging
        reach = max(-least, most) or 1.0
        return ramp[round((value / reach + 1) / 2 * (len(ramp) - 1))]
    ramp = theme.sequential
    if value <= 0 or most <= 0:
        return ramp[0]
    # Step 0 is nothing: the least amount above it is told from it.
    return ramp[min(1 + int(value / most * (len(ramp) - 1)), len(ramp) - 1)]


def ink_on(ground: QColor, theme: Theme) -> QColor:
    """Return the ink that can be read on a shade."""
    dark = (ground.red() * 299 + ground.green() * 587 + ground.blue() * 114) / 1000 < 140
    return QColor("#FFFFFF") if dark else QColor("#15201B")


class RampLegend(QWidget):
    """The ends of a ramp in words, and its steps between them."""

    def __init__(self, look: Look, ends: Callable[[], tuple[str, str, bool]]) -> None:
        super().__init__()
        self._look = look
        self._ends = ends
        look.changed.connect(self.update)
        self.follow()

    def follow(self, _data: object = None) -> None:
        """Show the ends as they are now: least, most, and whether the ramp diverges."""
        self._least, self._most, self._diverging = self._ends()
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(f"{self._least} – {self._most}")
        self.update()

    def sizeHint(self) -> QSize:
        steps = len(self._ramp()) * _CELL
        return QSize(width_of(self._least, "axis") + width_of(self._most, "axis") + steps + 2 * _GAP + 2, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        left = width_of(self._least, "axis") + _GAP
        words(painter, QRectF(0, 0, left - _GAP, self.height()), self._least, theme.text_3, font("axis"))
        for step, colour in enumerate(self._ramp()):
            painter.fillRect(QRect(left + step * _CELL, self.height() // 2 - 5, _CELL, 10), colour)
        words(
            painter, QRectF(0, 0, self.width(), self.height()), self._most, theme.text_3, font("axis"), RIGHT
        )
        painter.end()

    def _ramp(self) -> tuple[QColor, ...]:
        return self._look.theme.diverging if self._diverging else self._look.theme.sequential
