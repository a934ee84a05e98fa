"""Axes: four to six round marks, no ticks, no frame; times in the books' zone, latencies by decades."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil, floor
from zoneinfo import ZoneInfo

import pyqtgraph as pg
from PySide6.QtCore import QRectF

from revroute_desktop.console.format import duration, month_words
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.series import Write, whole
from revroute_desktop.console.widgets.charts.ticks import MARKS_MOST as _MARKS_MOST
from revroute_desktop.console.widgets.charts.ticks import decades, round_step

_HOUR, _DAY = 3600, 86_400
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800)
_LOCAL_STEPS = (_HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR)
_LONGEST_WEEKS = 14
_DAY_STEPS = (1, 2, 3, 4, 7, 14, 30, 61, 91, 182, 365)

Marks = list[tuple[float, list[float]]]


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis in the look of the console; subclasses say where its marks are and what stands there."""

    def __init__(self, look: Look, side: str, size: int) -> None:
        super().__init__(side, pen=None, maxTickLength=0, showValues=True)
        self._look = look
        self.setStyle(tickFont=font("axis"), tickLength=0, tickTextOffset=6, hideOverlappingLabels=False)
        # The grid is drawn by the chart; a tick of no length would still be a dot.
        self.setStyle(tickAlpha=0)
        self.enableAutoSIPrefix(False)
        if side == "left":
            self.setWidth(size)
        else:
            self.setHeight(size)
        self.restyle()

    def restyle(self) -> None:
        """Take the inks of the theme."""
        self.setPen(None)
        self.setTextPen(pg.mkPen(self._look.theme.chart_axis))

    def boundingRect(self) -> QRectF:
        # The words of the first and the last mark stand half outside of the axis.
        room: QRectF = super().boundingRect()
        return room.adjusted(0, -10, 0, 10) if self.orientation == "left" else room.adjusted(-24, 0, 24, 0)

    def marks(self, least: float, most: float, room: float) -> list[float]:
        """Return where the marks stand."""
        raise NotImplementedError

    def said(self, value: float) -> str:
        """Return what stands at a mark."""
        raise NotImplementedError

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Marks:  # noqa: N803 - its signature
        least, most = sorted((minVal, maxVal))
        return [(1.0, self.marks(least, most, size))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        del scale, spacing
        return [self.said(value) for value in values]


class ValueAxis(Axis):
    """Values from zero on."""

    def __init__(self, look: Look, write: Write = whole, *, width: int = 46) -> None:
        super().__init__(look, "left", width)
        self._write = write

    def marks(self, least: float, most: float, room: float) -> list[float]:
        step = round_step((most - least) / max(2, min(_MARKS_MOST - 1, room / 34)))
        return [at * step for at in range(ceil(least / step - 1e-9), floor(most / step + 1e-9) + 1)]

    def said(self, value: float) -> str:
        return self._write(value)


class DecadeAxis(Axis):
    """Logarithms to the base ten of milliseconds: 1, 2, 5, 10 … "1 s"."""

    def __init__(self, look: Look, *, width: int = 46) -> None:
        super().__init__(look, "left", width)

    def marks(self, least: float, most: float, room: float) -> list[float]:
        return decades(least, most, room)

    def said(self, value: float) -> str:
        milliseconds = 10**value
        if milliseconds >= 999:
            return f"{milliseconds / 1000:.0f} s"
        return f"{milliseconds:.0f}" if milliseconds >= 0.99 else f"{milliseconds:.3g}"


class TimeAxis(Axis):
    """Instants, seconds since 1970 UTC, written in a zone: 08:55, or 28 Oct where a day begins."""

    def __init__(self, look: Look, zone: ZoneInfo) -> None:
        super().__init__(look, "bottom", 20)
        self._zone = zone
        self._step = 60

    def marks(self, least: float, most: float, room: float) -> list[float]:
        wanted = (most - least) / max(2, min(_MARKS_MOST, room / 80))
        step = next((step for step in (*_STEPS, *_LOCAL_STEPS) if step >= wanted), 0)
        self._step = step or _DAY
        if 0 < step < _HOUR:
            return [float(at * step) for at in range(ceil(least / step), floor(most / step) + 1)]
        days = 1 if step else next((n for n in _DAY_STEPS if n * _DAY >= wanted), _DAY_STEPS[-1])
        if days > _LONGEST_WEEKS:
            return self._of_months(least, most, days)
        return self._local(least, most, step, days)

    def _of_months(self, least: float, most: float, days: int) -> list[float]:
        """Marks at the first midnight of months, so many days apart."""
        begin = datetime.fromtimestamp(least, self._zone)
        months = max(round(days / 30.4), 1)
        at = begin.year * 12 + begin.month - 1
        at += -at % months
        found: list[float] = []
        while (mark := datetime(at // 12, at % 12 + 1, 1, tzinfo=self._zone).timestamp()) <= most:
            if mark >= least:
                found.append(mark)
            at += months
        return found

    def _local(self, least: float, most: float, step: int, days: int) -> list[float]:
        """Marks that stand at round hours, or midnights, of the zone, also beside a change of its clock."""
        begin = datetime.fromtimestamp(least, self._zone)
        day = begin.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        day -= timedelta(days=day.toordinal() % days)
        found: list[float] = []
        while (at := day.replace(tzinfo=self._zone).timestamp()) <= most:
            if at >= least:
                found.append(at)
            day += timedelta(seconds=step) if step else timedelta(days=days)
        return found

    def said(self, value: float) -> str:
        when = datetime.fromtimestamp(value, self._zone)
        if self._step >= _DAY or (self._step >= _HOUR and not (when.hour or when.minute)):
            return tr("{day} {month}", day=when.day, month=month_words(when.month))
        return f"{when:%H:%M}" if self._step >= 60 else f"{when:%H:%M:%S}"


class LengthAxis(Axis):
    """Seconds since something began: 0:30."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "bottom", 20)

    def marks(self, least: float, most: float, room: float) -> list[float]:
        wanted = (most - least) / max(2, min(_MARKS_MOST, room / 70))
        step = next((step for step in (*_STEPS, *_LOCAL_STEPS, _DAY) if step >= wanted), _DAY)
        return [float(at * step) for at in range(ceil(least / step), floor(most / step) + 1)]

    def said(self, value: float) -> str:
        return duration(value)
