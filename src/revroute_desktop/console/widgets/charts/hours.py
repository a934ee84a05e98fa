"""`HourChart`: values by weekday and hour as a map of shades."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLocale, QRectF, QSize
from PySide6.QtGui import QPainter, QPen

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, Align, words
from revroute_desktop.console.translate import later
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import MadeRows
from revroute_desktop.console.widgets.charts.data import HourGrid
from revroute_desktop.console.widgets.charts.painted import PAD, Painted
from revroute_desktop.console.widgets.charts.ramp import RampLegend, shade
from revroute_desktop.console.widgets.charts.row_parts import width_of

_FOOT = 20
_HOURS_MARKED = 6
_LEFT = Align.AlignLeft | Align.AlignVCenter


def hour_key(day: int, hour: int) -> str:
    """Return the key of a cell as it is picked: "0 14" is Monday from 14:00 to 15:00."""
    return f"{day} {hour}"


class HourChart(Painted):
    """Fed with `HourGrid`; `picked` gives `hour_key`. Below zero the shades are those of differences."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title, _columns(), self._rows)
        self._reach = (0.0, 0.0)

    def nothing(self) -> bool:
        """Whether no cell is known."""
        return bool(np.isnan(self._grid.cells).all())

    @property
    def _grid(self) -> HourGrid:
        data: HourGrid = self._data
        return data

    def make_legend(self) -> RampLegend:
        """Return a new legend of the shades."""
        legend = RampLegend(self._look, self._ends)
        self.fed.connect(legend.follow)
        return legend

    def lay_out(self, size: QSize) -> None:
        """Divide the ground into 7 × 24 cells on whole pixels."""
        cells = self._grid.cells
        known = cells[~np.isnan(cells)]
        self._reach = (min(float(known.min()), 0.0), float(known.max())) if len(known) else (0.0, 0.0)
        left = PAD + max(width_of(day_word(day), "axis") for day in range(7)) + 8
        xs = np.linspace(left, size.width() - PAD, 25).round()
        ys = np.linspace(8, size.height() - _FOOT - 4, 8).round()
        for day in range(7):
            for hour in range(24):
                x, y = float(xs[hour]), float(ys[day])
                place = QRectF(x, y, float(xs[hour + 1]) - x, float(ys[day + 1]) - y)
                self.put(place, hour_key(day, hour))

    def draw(self, painter: QPainter) -> None:
        """Draw the cells, and days and hours beside them."""
        theme = self._look.theme
        cells = self._grid.cells
        for at, place in enumerate(self._places):
            value = float(cells[at // 24, at % 24])
            rect = place.toRect().adjusted(0, 0, -1, -1)
            if not np.isnan(value):
                colour = shade(value, *self._reach, theme)
                painter.fillRect(rect, self.faded(colour, self._keys[at]))
            if at == self.pointed or self._keys[at] == self._chosen:
                painter.setPen(QPen(theme.text, 1))
                painter.drawRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5))
        for day in range(7):
            row = self._places[day * 24]
            place = QRectF(PAD, row.y(), row.x() - PAD - 6, row.height())
            words(painter, place, day_word(day), theme.chart_axis, font("axis"), _LEFT)
        foot = self._places[-1].bottom()
        for hour in range(0, 24, _HOURS_MARKED):
            x = self._places[hour].x()
            place = QRectF(x - 12, foot + 2, self._places[hour].width() + 24, _FOOT - 4)
            words(painter, place, f"{hour:02d}", theme.chart_axis, font("axis"), CENTRE)

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the value of an hour."""
        day, hour = divmod(at, 24)
        return f"{day_word(day)}, {hour:02d}:00", ((self._title, self._write(day, hour)),)

    def _write(self, day: int, hour: int) -> str:
        return self._grid.scale.write(float(self._grid.cells[day, hour]))

    def _ends(self) -> tuple[str, str, bool]:
        if self._data is None:
            return "", "", False
        least, most = self._reach
        low = -max(-least, most) if least < 0 else 0.0
        scale = self._grid.scale
        return scale.write_short(low), scale.write_short(max(-low, most)), least < 0

    def _rows(self) -> Sequence[Row]:
        if self._data is None:
            return ()
        scale, cells = self._grid.scale, self._grid.cells

        def row(day: int) -> Row:
            values = cells[day].tolist()
            return (
                Cell(day_word(day)),
                *(Cell(scale.write(value), raw=scale.raw(value)) for value in values),
            )

        return MadeRows(7, row)


def day_word(day: int) -> str:
    """Return the short name of a weekday, 0 being Monday."""
    return QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat).removesuffix(".")


def _columns() -> tuple[Column, ...]:
    return (
        Column(later("Day"), "Mon", medium=True),
        *(Column(f"{hour:02d}", "1,234", right=True, holds=Holds.MONEY) for hour in range(24)),
    )
