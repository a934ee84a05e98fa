"""A card of the machine: a figure, its last minutes as an area, and the mark at which an alert begins."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, blend, box, focus_outline, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import ChartTable
from revroute_desktop.console.widgets.charts.sparkline import SOFT

_HEIGHT = 110
_TOP = 52
_PAD = 12
_COLUMNS = (
    Column(later("Time"), "28 Oct 2026, 14:43:42", grow=1, holds=Holds.TIME),
    Column(later("Value"), "7.3 of 16.0 GiB", right=True, grow=1),
)

Points = Sequence[tuple[int, float | None]]
"""Instants (microseconds UTC) and values; None leaves a gap."""


class LoadCard(QWidget):
    """`write` writes a value for people, `moment` an instant; `most` is the top of the scale, 0 to follow."""

    def __init__(
        self,
        look: Look,
        title: str,
        ink: int,
        write: Callable[[float], str],
        moment: Callable[[int], str],
        most: float = 0.0,
    ) -> None:
        super().__init__()
        self._look = look
        self._title = title
        self._ink = ink
        self._write, self._moment = write, moment
        self._most = most
        self._value, self._note = "", ""
        self._points: Points = ()
        self._mark: float | None = None
        self._alert = False
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.table = ChartTable(look, self, _COLUMNS, self._rows)
        look.changed.connect(self.update)

    def say(self, title: str, value: str, note: str, *, alert: bool) -> None:
        """Show title, figure and what is said about it; `alert` where one is on."""
        self._title, self._value, self._note, self._alert = title, value, note, alert
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{value}. {note}")
        self.update()

    def show_points(self, points: Points, mark: float | None, most: float | None = None) -> None:
        """Show the values over time, and the mark of the alert."""
        self._points, self._mark = points, mark
        self._most = self._most if most is None else most
        self.update()

    @property
    def points(self) -> Points:
        """The values that are shown."""
        return self._points

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        box(painter, self.rect(), 6, theme.panel, theme.negative if self._alert else theme.line)
        wide = self.width() - 2 * _PAD
        value_wide = int(metrics("title").horizontalAdvance(self._value)) + 10
        room = QRect(_PAD, 10, max(0, wide - value_wide), 18)
        title = metrics("table").elidedText(self._title, Qt.TextElideMode.ElideRight, room.width())
        words(painter, room, title, theme.text_2, font("table"))
        ink = theme.negative if self._alert else theme.text
        words(painter, QRect(_PAD, 9, wide, 20), self._value, ink, font("title"), RIGHT)
        note = metrics("axis").elidedText(self._note, Qt.TextElideMode.ElideRight, wide)
        words(painter, QRect(_PAD, 29, wide, 16), note, theme.text_3, font("axis"))
        self._paint_area(painter, QRect(_PAD, _TOP, wide, self.height() - _TOP - 10))
        if self.hasFocus():
            focus_outline(painter, self.rect(), theme.focus, theme.focus_width)
        painter.end()

    def _paint_area(self, painter: QPainter, place: QRect) -> None:
        theme = self._look.theme
        known = [value for _, value in self._points if value is not None]
        most = self._most or max([*known, (self._mark or 0.0)], default=0.0) * 1.1 or 1.0

        def height(value: float) -> float:
            return place.bottom() - min(value / most, 1.0) * (place.height() - 1)

        colour = theme.categorical[self._ink]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for run in _runs(self._points):
            first, last = self._points[0][0], self._points[-1][0]
            span = max(last - first, 1)
            line = [
                QPointF(place.left() + (at - first) / span * place.width(), height(value))
                for at, value in run
            ]
            foot = place.bottom() + 1
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(colour, theme.panel, SOFT))
            painter.drawPolygon(QPolygonF([QPointF(line[0].x(), foot), *line, QPointF(line[-1].x(), foot)]))
            painter.setPen(QPen(colour, 1))
            painter.drawPolyline(QPolygonF(line))
        painter.restore()
        if self._mark is not None and self._mark <= most:
            painter.setPen(QPen(theme.warning, 1, Qt.PenStyle.DotLine))
            y = int(height(self._mark))
            painter.drawLine(place.left(), y, place.right(), y)

    def _rows(self) -> list[Row]:
        return [
            (Cell(self._moment(at)), Cell("–" if value is None else self._write(value)))
            for at, value in reversed(self._points)
        ]


def said_alert(mark: str, seconds: float, *, below: bool) -> str:
    """Say when an alert begins."""
    if below:
        return tr("alert under {mark}", mark=mark)
    if seconds:
        return tr("alert over {mark} for {seconds} s", mark=mark, seconds=f"{seconds:g}")
    return tr("never over {mark}", mark=mark)


def _runs(points: Points) -> list[list[tuple[int, float]]]:
    """The stretches without a gap that have more than one value."""
    found: list[list[tuple[int, float]]] = [[]]
    for at, value in points:
        if value is None:
            found.append([])
        else:
            found[-1].append((at, value))
    return [run for run in found if len(run) > 1]
