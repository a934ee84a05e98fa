"""`Plane`: two axes of values with a grid, for the forms that are not over time."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.paint import CENTRE, LEFT, RIGHT, hairline, strip, words
from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.widgets.charts.data import Floats, Scale
from revroute_desktop.console.widgets.charts.row_parts import width_of
from revroute_desktop.console.widgets.charts.ticks import ROOM_UP, decades, value_marks

_FOOT, _TOP, _RIGHT, _NAME = 20, 10, 22, 16
_GAP = 6
_APART = 80


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: the range that is shown, of logarithms to the base ten where `log`."""

    scale: Scale
    low: float
    high: float
    log: bool = False
    name: str = ""

    def marks(self, room: float, apart: float = ROOM_UP) -> list[float]:
        """Return where marks stand, as places on the axis."""
        if self.log:
            return decades(self.low, self.high, room)
        return value_marks(self.scale, self.low, self.high, room, apart)

    def said(self, place: float) -> str:
        """Return what stands at a place."""
        return self.scale.write_short(10**place * self.scale.base if self.log else place)

    def place(self, values: Floats) -> Floats:
        """Return the places of values; what has no logarithm has none."""
        return logged(values, self.scale) if self.log else values


@dataclass(frozen=True, slots=True)
class Plane:
    """The area of a chart in pixels, and its axes."""

    area: QRect
    x: Axis
    y: Axis

    def x_of(self, place: float) -> float:
        """Return the pixel of a place of the lower axis."""
        return self.area.left() + (place - self.x.low) / (self.x.high - self.x.low) * self.area.width()

    def y_of(self, place: float) -> float:
        """Return the pixel of a place of the upright axis."""
        reach = self.y.high - self.y.low
        return self.area.bottom() + 1 - (place - self.y.low) / reach * self.area.height()

    def point(self, x: float, y: float) -> QPointF:
        """Return the pixel of a place."""
        return QPointF(self.x_of(x), self.y_of(y))

    def draw(self, painter: QPainter, theme: Theme, *, upright: bool = False) -> None:
        """Draw the grid and what stands at the axes; `upright` draws a grid from left to right too."""
        face, ink = font("axis"), theme.chart_axis
        area = self.area
        for mark in self.y.marks(area.height()):
            y = round(self.y_of(mark)) - 1
            colour = (
                theme.line_strong if mark == 0 and self.y.low < 0 and not self.y.log else theme.chart_grid
            )
            hairline(painter, area.left(), area.right() + 1, y, colour)
            place = QRectF(0, y - 8, area.left() - _GAP, 16)
            words(painter, place, self.y.said(mark), ink, face, RIGHT)
        for mark in self.x.marks(area.width(), _APART):
            x = round(self.x_of(mark))
            if upright:
                strip(painter, QRect(x, area.top(), 1, area.height()), theme.chart_grid)
            said = self.x.said(mark)
            half = width_of(said, "axis") / 2
            # The last one may stand at the very edge.
            right = min(x + half, area.right() + _RIGHT)
            place = QRectF(right - 2 * half, area.bottom() + 3, 2 * half, 16)
            words(painter, place, said, ink, face, CENTRE)
        if self.y.name:
            words(painter, QRectF(12, 2, area.right(), 16), self.y.name, theme.text_3, face, LEFT)
        if self.x.name:
            place = QRectF(area.left(), area.bottom() + 18, area.width(), 16)
            words(painter, place, self.x.name, theme.text_3, face, RIGHT)


def plane_of(width: int, height: int, x: Axis, y: Axis) -> Plane:
    """Return the plane of a widget's size, with room for the words of its axes."""
    top = _TOP + (_NAME if y.name else 0)
    foot = _FOOT + (_NAME if x.name else 0)
    room = max(height - top - foot, 10)
    left = max((width_of(y.said(mark), "axis") for mark in y.marks(room)), default=0) + _GAP + 8
    left = max(left, 46)
    return Plane(QRect(left, top, max(width - left - _RIGHT, 10), room), x, y)


def logged(values: Floats, scale: Scale) -> Floats:
    """Return logarithms to the base ten of values as they are read; NaN for zero and below."""
    read = np.asarray(values, np.float64) / scale.base
    found: Floats = np.log10(read, out=np.full(read.shape, np.nan), where=read > 0)
    return found
