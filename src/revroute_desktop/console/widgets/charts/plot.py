"""`Chart`: curves over time in the console's look: grid, crosshair, limits, keyboard, the table behind."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.format import duration
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, blend, focus_outline, hairline, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import ChartTable
from revroute_desktop.console.widgets.charts.axes import (
    Axis,
    DecadeAxis,
    LengthAxis,
    TimeAxis,
    ValueAxis,
)
from revroute_desktop.console.widgets.charts.form import BY_KEYBOARD
from revroute_desktop.console.widgets.charts.series import Series, Write, colour_of, short, whole
from revroute_desktop.console.widgets.charts.sparkline import SOFT
from revroute_desktop.console.widgets.charts.strokes import (
    DASH_CROSSHAIR,
    DASH_LIMIT,
    Frame,
    dashed,
    draw_line,
    fill_between,
    line_pen,
)
from revroute_desktop.console.widgets.charts.ticks import round_step
from revroute_desktop.console.widgets.charts.tip import Tip

Floats = NDArray[np.float64]

_TEN_STEPS = 10
_RIGHT = 14
"""Room for half of the last mark of time."""
_EMPTY: Floats = np.empty(0)

pg.setConfigOptions(antialias=False, useOpenGL=False)


class Chart(pg.GraphicsView):  # type: ignore[misc]
    """Curves over a common x: instants in a zone, or seconds since a beginning where `zone` is None.

    `stacked` puts areas on each other; `log` takes milliseconds over decades; NaN leaves a gap. Arrows move
    the crosshair, with Shift by ten; T shows the figures as a table. `title` heads the tip and names the
    chart.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        series: Sequence[Series],
        *,
        zone: ZoneInfo | None = None,
        stacked: bool = False,
        log: bool = False,
        write: Write = whole,
        unit: str = "",
    ) -> None:
        self._look = look
        self._zone = zone
        self._write: Write = short if log else write
        self._y_axis = self._make_y_axis(log)
        self._x_axis = self._make_x_axis()
        super().__init__()
        self._title = title
        self._series = tuple(series)
        self._stacked, self._log = stacked, log
        self._unit = unit
        self._ranges = (0.0, 1.0, 0.0, 1.0)
        self._x: Floats = _EMPTY
        self._values: list[Floats] = [_EMPTY for _ in series]
        self._shown = [True for _ in series]
        self._limits: list[tuple[float, str]] = []
        self._at: int | None = None
        self._empty = ""
        self._keyboard = False
        self._crosses = True
        self.setAccessibleName(title)
        self.setFrameShape(self.Shape.NoFrame)
        # No ground of its own: it is that of the panel, whose corners are round.
        self.setBackground(None)
        self.viewport().setAutoFillBackground(False)
        # The chart takes the focus by Tab, not what it is painted on as well; `ChartTable` lets it.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The ground holds what is brushed; a kept picture of it would show the one before.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        # A view box and two axes: the library's whole plot brings menus and buttons that nobody sees.
        grid = self._grid = pg.GraphicsLayout()
        grid.setContentsMargins(0, 8, _RIGHT, 0)
        grid.setSpacing(0)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self._box.disableAutoRange()
        for axis, row, column in ((self._y_axis, 0, 0), (self._x_axis, 1, 1)):
            axis.linkToView(self._box)
            grid.addItem(axis, row, column)
        grid.addItem(self._box, 0, 1)
        self.setCentralItem(grid)
        self._tip = Tip(look, self)
        self._make_table()
        look.changed.connect(self._restyle)
        self._restyle()

    def close(self) -> bool:
        # Not pyqtgraph's, which takes the viewport away from under Qt; the parent deletes it all.
        return QWidget.close(self)

    def _make_x_axis(self) -> Axis:
        return TimeAxis(self._look, self._zone) if self._zone is not None else LengthAxis(self._look)

    def _make_y_axis(self, log: bool) -> Axis:
        return DecadeAxis(self._look) if log else ValueAxis(self._look, self._write)

    def _make_table(self) -> None:
        self.table = ChartTable(self._look, self, self._columns(), self._rows)

    # What is shown

    def show_values(self, x: Floats, values: Sequence[Floats | NDArray[np.int64]]) -> None:
        """Show other values: one array a series, each as long as `x`, which rises."""
        self._x, self._values = x, [np.asarray(one, np.float64) for one in values]
        if self._at is not None and self._at >= len(x):
            self._leave()
        self._draw()

    def show_only(self, shown: Sequence[bool]) -> None:
        """Show these series and hide the others; a stack closes up."""
        self._shown = list(shown)
        self._draw()

    def show_limits(self, limits: Sequence[tuple[float, str]]) -> None:
        """Show dashed limits: a value and the name of an ink, amber for a warning, red for a fail."""
        self._limits = list(limits)
        self._draw()

    def say_title(self, title: str) -> None:
        """Call it otherwise: what heads the tip, and its name."""
        self._title = title
        self.setAccessibleName(title)

    def say_empty(self, sentence: str) -> None:
        """Say in the middle why there is nothing."""
        self._empty = sentence
        self.viewport().update()

    def set_span(self, first: float, last: float) -> None:
        """Show this span of x, whatever there are values for."""
        self._show_range(x=(first, last))
        self.viewport().update()

    # Drawing

    def _tops(self) -> list[Floats]:
        """The values as they are drawn: summed from below where they are stacked, as logarithms where so."""
        if not self._stacked:
            values = [one if on else _EMPTY for one, on in zip(self._values, self._shown, strict=True)]
            return [_logged(one) for one in values] if self._log else values
        tops: list[Floats] = []
        below = np.zeros(len(self._x))
        for one, on in zip(self._values, self._shown, strict=True):
            below = below + np.nan_to_num(one) if on else below
            tops.append(below if on else _EMPTY)
        return tops

    def _draw(self) -> None:
        tops = self._tops()
        most = max(
            (float(np.nanmax(top)) for top in tops if len(top) and not np.isnan(top).all()), default=0.0
        )
        self._fit(most, tops)
        if self._at is not None:
            self._point(self._at)
        self.viewport().update()

    def _fit(self, most: float, tops: Sequence[Floats]) -> None:
        if len(self._x):
            first, last = float(self._x[0]), float(self._x[-1])
            self._show_range(x=(first, last if last > first else first + 1))
        if self._log:
            found = [top[~np.isnan(top)] for top in tops]
            least = min((float(one.min()) for one in found if len(one)), default=0.0)
            self._show_range(y=(np.floor(least), max(np.ceil(most + 0.05), np.floor(least) + 1)))
            return
        most = max(most, *(value for value, _ in self._limits), 0.0) if self._limits else most
        step = round_step(most / 4)
        self._show_range(y=(0.0, max(np.ceil(most * 1.02 / step) * step, step)))

    def _show_range(
        self, *, x: tuple[float, float] | None = None, y: tuple[float, float] | None = None
    ) -> None:
        """Show these ranges of x and of y; None leaves one as it is."""
        if x is not None:
            self._box.setXRange(*x, padding=0)
        if y is not None:
            self._box.setYRange(*y, padding=0)
        self._ranges = (*(x or self._ranges[:2]), *(y or self._ranges[2:]))

    def _frame(self) -> Frame:
        area = self._box.sceneBoundingRect()
        return Frame(area.toRect(), *self._ranges)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the ground and the grid, which lies behind everything."""
        super().drawBackground(painter, rect)
        self._draw_grid(painter, self._frame())

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Draw curves, limits and the crosshair over the items of the scene."""
        frame = self._frame()
        self._draw_curves(painter, frame)
        theme = self._look.theme
        for value, ink in self._limits:
            place = float(np.log10(value)) if self._log and value > 0 else value
            self._draw_limit(painter, frame, place, getattr(theme, ink))
        self._draw_cross(painter, frame)

    def _draw_grid(self, painter: QPainter, frame: Frame) -> None:
        theme, area = self._look.theme, frame.area
        for mark in self._y_axis.marks(frame.y_low, frame.y_high, area.height()):
            below = mark == 0 and frame.y_low < 0
            colour = theme.line_strong if below and not self._log else theme.chart_grid
            hairline(painter, area.left(), area.right() + 1, round(frame.y_of(mark)) - 1, colour)

    def _draw_curves(self, painter: QPainter, frame: Frame) -> None:
        theme = self._look.theme
        below = np.zeros(len(self._x))
        for series, top in zip(self._series, self._tops(), strict=True):
            if not len(top):
                continue
            colour = colour_of(series, theme)
            if self._stacked:
                fill_between(painter, frame, self._x, below, top, blend(colour, theme.chart_bg, SOFT))
                below = top
            dash = DASH_LIMIT if series.dashed else ()
            draw_line(painter, frame, self._x, top, line_pen(colour, len(self._x), dash))

    def _draw_limit(self, painter: QPainter, frame: Frame, place: float, ink: QColor) -> None:
        if frame.y_low <= place <= frame.y_high:
            y = round(frame.y_of(place)) - 0.5
            painter.setPen(dashed(QPen(ink, 1), DASH_LIMIT))
            painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right() + 1, y))

    def _draw_cross(self, painter: QPainter, frame: Frame) -> None:
        if self._at is None or not self._crosses:
            return
        x = round(frame.x_of(float(self._x[self._at]))) + 0.5
        painter.setPen(dashed(QPen(self._look.theme.chart_crosshair, 1), DASH_CROSSHAIR))
        painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom() + 1))

    def _restyle(self) -> None:
        for axis in (self._x_axis, self._y_axis):
            axis.restyle()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self._empty and not len(self._x)) and not (self._keyboard and self.hasFocus()):
            return
        painter = QPainter(self.viewport())
        theme = self._look.theme
        if self._empty and not len(self._x):
            self._draw_empty(painter)
        if self._keyboard and self.hasFocus():
            focus_outline(painter, self.viewport().rect(), theme.focus, theme.focus_width)
        painter.end()

    def _draw_empty(self, painter: QPainter) -> None:
        """Say why there is nothing."""
        words(painter, self.viewport().rect(), self._empty, self._look.theme.text_3, font("table"), CENTRE)

    # Crosshair

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._keyboard = False
            self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not len(self._x):
            # Not to pyqtgraph, which would take keys that move between controls.
            event.ignore()
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step *= _TEN_STEPS
        last = len(self._x) - 1
        self._keyboard = True
        self._point(last if self._at is None else min(max(self._at + step, 0), last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard = event.reason() in BY_KEYBOARD
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keyboard = False
        self._leave()
        self.viewport().update()

    def _hover(self, at: QPointF) -> None:
        if not len(self._x):
            return
        x = self._x_at(at)
        right = int(np.searchsorted(self._x, x))
        near = min(max(right, 0), len(self._x) - 1)
        if right > 0 and (right == len(self._x) or x - self._x[right - 1] < self._x[right] - x):
            near = right - 1
        self._point(near)

    def _x_at(self, at: QPointF) -> float:
        frame = self._frame()
        share = (at.x() - frame.area.left()) / max(frame.area.width(), 1)
        return frame.x_low + share * (frame.x_high - frame.x_low)

    def _point(self, at: int) -> None:
        self._at = at
        x = float(self._x[at])
        rows = tuple(
            (tr(series.name), self._said(values[at]))
            for series, values, on in zip(self._series, self._values, self._shown, strict=True)
            if on
        )
        self._tip.say(f"{self._x_said(x)}, {self._title}", rows)
        self.setAccessibleDescription(". ".join(f"{name} {value}" for name, value in rows))
        self._stand_tip(x)

    def _stand_tip(self, x: float) -> None:
        frame = self._frame()
        self._tip.stand(round(frame.x_of(x)), frame.area)
        self.viewport().update()

    def _leave(self) -> None:
        self._at = None
        self._tip.hide()
        self.viewport().update()

    # Words and figures

    def _said(self, value: float) -> str:
        if np.isnan(value):
            return "–"
        return f"{self._write(value)} {self._unit}" if self._unit else self._write(value)

    def _x_said(self, x: float) -> str:
        if self._zone is None:
            return duration(x)
        when = datetime.fromtimestamp(x, self._zone)
        long = len(self._x) > 1 and self._x[-1] - self._x[0] > 86_400
        return f"{when:%Y-%m-%d %H:%M}" if long else f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(later("Time"), "2026-10-28 14:43", grow=1),
            *(Column(one.name, "1,234,567", right=True, holds=Holds.COUNT) for one in self._series),
        )

    def _rows(self) -> Sequence[Row]:
        return [
            (
                Cell(self._x_said(x)),
                *(Cell(self._said(one[at]), raw=_plain(one[at])) for one in self._values),
            )
            for at, x in enumerate(self._x.tolist())
        ]


def _logged(values: Floats) -> Floats:
    return np.log10(np.maximum(values, 0.001))


def _plain(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.6g}"
