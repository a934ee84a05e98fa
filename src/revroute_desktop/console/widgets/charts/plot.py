"""`Chart`: curves over time in the console's look: grid, crosshair, limits, keyboard, the table behind."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.format import duration
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, blend, focus_outline, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import ChartTable
from revroute_desktop.console.widgets.charts.axes import (
    DecadeAxis,
    LengthAxis,
    TimeAxis,
    ValueAxis,
)
from revroute_desktop.console.widgets.charts.series import Series, Write, colour_of, short, whole
from revroute_desktop.console.widgets.charts.sparkline import SOFT
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
        self._y_axis = DecadeAxis(look) if log else ValueAxis(look, write)
        self._x_axis = TimeAxis(look, zone) if zone is not None else LengthAxis(look)
        super().__init__()
        self._title = title
        self._series = tuple(series)
        self._stacked, self._log = stacked, log
        self._write: Write = short if log else write
        self._unit = unit
        self._x: Floats = _EMPTY
        self._values: list[Floats] = [_EMPTY for _ in series]
        self._shown = [True for _ in series]
        self._limits: list[tuple[float, str]] = []
        self._at: int | None = None
        self._empty = ""
        self._keyboard = False
        self.setAccessibleName(title)
        self.setFrameShape(self.Shape.NoFrame)
        # A view box and two axes: the library's whole plot brings menus and buttons that nobody sees.
        grid = pg.GraphicsLayout()
        grid.setContentsMargins(0, 8, _RIGHT, 0)
        grid.setSpacing(0)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self._box.disableAutoRange()
        for axis, row, column in ((self._y_axis, 0, 0), (self._x_axis, 1, 1)):
            axis.linkToView(self._box)
            grid.addItem(axis, row, column)
            # The grid lies behind the curves.
            axis.setZValue(-1000)
        grid.addItem(self._box, 0, 1)
        self.setCentralItem(grid)
        self._curves = []
        for depth, _ in enumerate(self._series):
            curve = pg.PlotDataItem(connect="finite")
            # The lowest area lies over the others, which reach down to zero behind it.
            curve.setZValue(-depth if stacked else depth)
            self._box.addItem(curve)
            curve.setDownsampling(auto=True, method="peak")
            curve.setClipToView(True)
            self._curves.append(curve)
        self._limit_lines: list[pg.InfiniteLine] = []
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.setZValue(1000)
        self._cross.hide()
        self._box.addItem(self._cross, ignoreBounds=True)
        self._tip = Tip(look, self)
        self.table = ChartTable(look, self, self._columns(), self._rows)
        look.changed.connect(self._restyle)
        self._restyle()

    def close(self) -> bool:
        # Not pyqtgraph's, which takes the viewport away from under Qt; the parent deletes it all.
        return QWidget.close(self)

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
        self._box.setXRange(first, last, padding=0)

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
        for curve, top in zip(self._curves, tops, strict=True):
            curve.setData(self._x if len(top) else _EMPTY, top)
        most = max(
            (float(np.nanmax(top)) for top in tops if len(top) and not np.isnan(top).all()), default=0.0
        )
        self._fit(most, tops)
        self._draw_limits()
        if self._at is not None:
            self._point(self._at)
        self.viewport().update()

    def _fit(self, most: float, tops: Sequence[Floats]) -> None:
        box = self._box
        if len(self._x):
            first, last = float(self._x[0]), float(self._x[-1])
            box.setXRange(first, last if last > first else first + 1, padding=0)
        if self._log:
            found = [top[~np.isnan(top)] for top in tops]
            least = min((float(one.min()) for one in found if len(one)), default=0.0)
            box.setYRange(np.floor(least), max(np.ceil(most + 0.05), np.floor(least) + 1), padding=0)
            return
        most = max(most, *(value for value, _ in self._limits), 0.0) if self._limits else most
        step = round_step(most / 4)
        box.setYRange(0, max(np.ceil(most * 1.02 / step) * step, step), padding=0)

    def _draw_limits(self) -> None:
        for line in self._limit_lines:
            self._box.removeItem(line)
        self._limit_lines = []
        for value, ink in self._limits:
            pen = pg.mkPen(getattr(self._look.theme, ink), width=1, style=Qt.PenStyle.DashLine)
            place = float(np.log10(value)) if self._log and value > 0 else value
            line = pg.InfiniteLine(place, angle=0, movable=False, pen=pen)
            line.setZValue(900)
            self._box.addItem(line, ignoreBounds=True)
            self._limit_lines.append(line)

    def _restyle(self) -> None:
        theme = self._look.theme
        self.setBackground(theme.chart_bg)
        for curve, series in zip(self._curves, self._series, strict=True):
            colour = colour_of(series, theme)
            style = Qt.PenStyle.DashLine if series.dashed else Qt.PenStyle.SolidLine
            curve.setPen(pg.mkPen(colour, width=1, style=style))
            if self._stacked:
                curve.setFillLevel(0)
                curve.setFillBrush(blend(colour, theme.chart_bg, SOFT))
        self._cross.setPen(pg.mkPen(theme.chart_crosshair, width=1, style=Qt.PenStyle.DotLine))
        for axis in (self._x_axis, self._y_axis):
            axis.restyle()
        self._draw_limits()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self._empty and not len(self._x)) and not (self._keyboard and self.hasFocus()):
            return
        painter = QPainter(self.viewport())
        theme = self._look.theme
        if self._empty and not len(self._x):
            words(painter, self.viewport().rect(), self._empty, theme.text_3, font("table"), CENTRE)
        if self._keyboard and self.hasFocus():
            focus_outline(painter, self.viewport().rect(), theme.focus, theme.focus_width)
        painter.end()

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

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)
        self._keyboard = True
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)
        self._keyboard = False
        self._leave()
        self.viewport().update()

    def _hover(self, at: QPointF) -> None:
        if not len(self._x):
            return
        place = self._box.mapSceneToView(self.mapToScene(at.toPoint()))
        right = int(np.searchsorted(self._x, place.x()))
        near = min(max(right, 0), len(self._x) - 1)
        if right > 0 and (
            right == len(self._x) or place.x() - self._x[right - 1] < self._x[right] - place.x()
        ):
            near = right - 1
        self._point(near)

    def _point(self, at: int) -> None:
        self._at = at
        x = float(self._x[at])
        self._cross.setPos(x)
        self._cross.show()
        rows = tuple(
            (tr(series.name), self._said(values[at]))
            for series, values, on in zip(self._series, self._values, self._shown, strict=True)
            if on
        )
        self._tip.say(f"{self._x_said(x)}, {self._title}", rows)
        self.setAccessibleDescription(". ".join(f"{name} {value}" for name, value in rows))
        box = self._box
        place = self.mapFromScene(box.mapViewToScene(QPointF(x, 0)))
        area = self.mapFromScene(box.sceneBoundingRect()).boundingRect()
        self._tip.stand(place.x(), QRect(area))

    def _leave(self) -> None:
        self._at = None
        self._cross.hide()
        self._tip.hide()

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

    def _rows(self) -> list[Row]:
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
