"""`DistributionChart`: how often values occur, as bars between their edges, with marked values."""

from collections.abc import Sequence
from functools import cache
from math import isfinite

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPen

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, strip, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import MadeRows
from revroute_desktop.console.widgets.charts.data import Distribution, Floats
from revroute_desktop.console.widgets.charts.painted import Painted
from revroute_desktop.console.widgets.charts.plane import Axis, Plane, logged, plane_of
from revroute_desktop.console.widgets.charts.row_parts import width_of
from revroute_desktop.console.widgets.charts.shares import share_word, share_words, shares_of
from revroute_desktop.console.widgets.charts.strokes import DASH_LIMIT, dashed, fill_bar
from revroute_desktop.console.widgets.charts.ticks import round_range
from revroute_desktop.console.widgets.charts.zoom import Zoom

_LEAST_BAR = 3
"""Pixels; narrower ones are drawn together."""
_MARK_HEIGHT = 15
_LEAST_BINS = 4


class DistributionChart(Painted):
    """Fed with `Distribution`. The logarithmic scale is that of the counts."""

    can_zoom = True
    can_log = True

    def __init__(self, look: Look, title: str) -> None:
        self._zoom = Zoom.of(0.0, 1.0)
        self._plane: Plane | None = None
        self._edges: Floats = np.empty(0)
        self._counts: Floats = np.empty(0)
        super().__init__(look, title, _COLUMNS, self._rows)

    def nothing(self) -> bool:
        """Whether nothing was counted."""
        return not np.nansum(self._given.counts) > 0

    @property
    def _given(self) -> Distribution:
        data: Distribution = self._data
        return data

    def zoom(self, factor: float) -> None:
        """Show fewer values, larger, around the bar that is pointed at."""
        at = self.place_of(self._at).center() if self._at is not None else None
        self._show(self._zoom.by(factor, None if at is None else self._value_at(at.x())))

    def zoom_at(self, factor: float, at: QPointF) -> None:
        """Show fewer values, larger; the one at a pixel stays there."""
        self._show(self._zoom.by(factor, self._value_at(at.x())))

    def zoom_all(self) -> None:
        """Show all values."""
        self._show(self._zoom.whole())

    def move_by(self, share: float) -> None:
        """Show higher values, or lower ones."""
        self._show(self._zoom.moved(share * (self._zoom.high - self._zoom.low)))

    def _show(self, zoom: Zoom) -> None:
        self._zoom = zoom
        self.feed()

    def lay_out(self, size: QSize) -> None:
        """Put a bar for each bin, or for as many together as have room."""
        given = self._given
        if not len(given.counts):
            return
        first, last = float(given.edges[0]), float(given.edges[-1])
        self._zoom = self._zoom.over(first, last, (last - first) / len(given.counts) * _LEAST_BINS)
        inside = (given.edges[1:] > self._zoom.low) & (given.edges[:-1] < self._zoom.high)
        at = np.flatnonzero(inside)
        if not len(at):
            return
        together = max(int(np.ceil(len(at) * _LEAST_BAR / max(size.width() - 62, 1))), 1)
        starts = at[::together]
        self._edges = np.append(given.edges[starts], given.edges[at[-1] + 1])
        self._counts = np.add.reduceat(np.nan_to_num(given.counts[at[0] : at[-1] + 1]), starts - starts[0])
        most = float(self._counts.max())
        top = _MARK_HEIGHT * len(given.marks)
        scale = given.count_scale
        if self._is_log:
            high = max(float(np.nanmax(logged(self._counts, scale), initial=0.0)), 0.0)
            y = Axis(scale, float(np.log10(0.5)), max(float(np.ceil(high)), 1.0), log=True)
        else:
            y = Axis(scale, *round_range(scale, 0.0, most, size.height() - top - 30))
        x = Axis(given.scale, self._zoom.low, self._zoom.high)
        plane = plane_of(size.width(), size.height() - top, x, y)
        self._plane = plane = Plane(plane.area.translated(0, top), plane.x, plane.y)
        area = plane.area
        places = y.place(self._counts)
        for n in range(len(self._counts)):
            left = max(round(plane.x_of(self._edges[n])), area.left())
            right = min(round(plane.x_of(self._edges[n + 1])), area.right() + 1)
            self.put(QRectF(left, area.top(), max(right - left, 1), area.height()), "")
        self._tops = [plane.y_of(float(p)) if isfinite(p) else area.bottom() + 1.0 for p in places]

    def draw(self, painter: QPainter) -> None:
        """Draw axes, bars, and the marked values with their words on top."""
        plane = self._plane
        if plane is None:
            return
        theme, area = self._look.theme, plane.area
        for at, place in enumerate(self._places):
            if at == self.pointed:
                painter.fillRect(place, theme.hover)
        plane.draw(painter, theme)
        ink = theme.categorical[0]
        for place, top, count in zip(self._places, self._tops, self._counts, strict=True):
            if not count:
                continue
            gap = 1 if place.width() >= _LEAST_BAR else 0
            # What occurred at all is never drawn as nothing.
            y, foot = min(top, area.bottom()), area.bottom() + 1
            fill_bar(painter, place.left(), y, place.right() - gap, foot, ink)
        hair = theme.line_strong if theme.scheme == "light" else theme.line
        strip(painter, QRect(area.left(), area.bottom() + 1, area.width(), 1), hair)
        for line, mark in enumerate(self._given.marks):
            if self._zoom.low <= mark.value <= self._zoom.high:
                self._mark(painter, plane, line, mark.value, mark.word)

    def _mark(self, painter: QPainter, plane: Plane, line: int, value: float, word: str) -> None:
        theme, area = self._look.theme, plane.area
        x = round(plane.x_of(value))
        top = 6 + line * _MARK_HEIGHT
        painter.setPen(dashed(QPen(theme.text, 1), DASH_LIMIT))
        painter.drawLine(QPointF(x + 0.5, top + 2), QPointF(x + 0.5, area.bottom()))
        said = f"{word} {self._given.scale.write(value)}"
        wide = width_of(said, "axis")
        if x + 6 + wide <= self.width() - 4:
            words(painter, QRectF(x + 6, top, wide, 14), said, theme.text_2, font("axis"))
        elif x - 6 - wide >= 0:
            words(painter, QRectF(x - 6 - wide, top, wide, 14), said, theme.text_2, font("axis"), RIGHT)

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return how many lie between two values, and their share."""
        scale = self._given.scale
        low, high = scale.write(float(self._edges[at])), scale.write(float(self._edges[at + 1]))
        whole = float(np.nansum(self._given.counts))
        count = float(self._counts[at])
        marks = tuple(
            (mark.word, scale.write(mark.value))
            for mark in self._given.marks
            if self._edges[at] <= mark.value < self._edges[at + 1]
        )
        return tr("{begin} to {end}", begin=low, end=high), (
            (tr("Count"), self._given.count_scale.write(count)),
            (tr("Share"), share_words([count, whole - count])[0]),
            *marks,
        )

    def _value_at(self, x: float) -> float:
        if self._plane is None:
            return self._zoom.low
        area = self._plane.area
        return self._zoom.low + (x - area.left()) / area.width() * (self._zoom.high - self._zoom.low)

    def _rows(self) -> Sequence[Row]:
        if self._data is None:
            return ()
        given, scale = self._given, self._given.scale
        counts = np.nan_to_num(given.counts)

        @cache
        def shares() -> list[int | None]:
            return shares_of(counts.tolist())

        def row(at: int) -> Row:
            low, high, count = float(given.edges[at]), float(given.edges[at + 1]), float(counts[at])
            return (
                Cell(scale.write(low), raw=scale.raw(low)),
                Cell(scale.write(high), raw=scale.raw(high)),
                Cell(given.count_scale.write(count), raw=given.count_scale.raw(count)),
                Cell(share_word(shares()[at])),
            )

        return MadeRows(len(counts), row)


_COLUMNS = (
    Column(later("From"), "12,345.00", right=True, holds=Holds.MONEY),
    Column(later("To"), "12,345.00", right=True, holds=Holds.MONEY),
    Column(later("Count"), "1,234,567", right=True, holds=Holds.COUNT),
    Column(later("Share"), "100.0 %", right=True),
)
