"""Curves as strokes on pixels: thinned to what a screen can show, broken where a value is unknown."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from revroute_desktop.console.widgets.charts.data import Floats

SHORT_SERIES = 400
"""Below so many points a line is smooth and a little wider. Qt takes some 20 µs for each point of a smooth
one: three curves of a thousand points would hold the window up for 60 ms.
"""
DASH_FORECAST = (4.0, 3.0)
DASH_LIMIT = (3.0, 3.0)
DASH_CROSSHAIR = (2.0, 2.0)
_BUCKETS_PER_PIXEL = 2
_PIECE = 8
"""Points drawn at a time: how long Qt takes for a figure grows with the square of its edges in a row."""
_PIXELS_PER_CORNER = 2
"""An area with more corners than that is filled by columns."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of a chart in pixels and the ranges of x and y that it shows."""

    area: QRect
    x_low: float
    x_high: float
    y_low: float
    y_high: float

    def across(self, x: Floats) -> Floats:
        """Return the pixels of places from left to right."""
        return self.area.left() + (x - self.x_low) / (self.x_high - self.x_low) * self.area.width()

    def down(self, y: Floats) -> Floats:
        """Return the pixels of values."""
        reach = (self.y_high - self.y_low) or 1.0
        return self.area.bottom() + 1 - (y - self.y_low) / reach * self.area.height()

    def x_of(self, x: float) -> float:
        """Return the pixel of one place."""
        return float(self.across(np.float64(x)))  # type: ignore[arg-type]

    def y_of(self, y: float) -> float:
        """Return the pixel of one value."""
        return float(self.down(np.float64(y)))  # type: ignore[arg-type]

    def cut(self, x: Floats, *curves: Floats) -> tuple[Floats, ...]:
        """Return the part of curves that lies within, their ends at its edges where a line passes them."""
        if x[-1] < self.x_low or x[0] > self.x_high:
            return (x[:0], *(curve[:0] for curve in curves))
        first = max(int(np.searchsorted(x, self.x_low)) - 1, 0)
        last = min(int(np.searchsorted(x, self.x_high, "right")) + 1, len(x))
        part = x[first:last]
        ends = np.clip(part, self.x_low, self.x_high)
        cut = []
        for curve in curves:
            values = curve[first:last].copy()
            if len(part) > 1:
                for at, beside in ((0, 1), (len(part) - 1, len(part) - 2)):
                    if ends[at] != part[at]:
                        share = (ends[at] - part[at]) / (part[beside] - part[at])
                        values[at] += (curve[first + beside] - values[at]) * share
            cut.append(values)
        return (ends, *cut)


def thinned(x: Floats, low: Floats, high: Floats, width: int) -> tuple[Floats, Floats, Floats]:
    """Return x with the least of `low` and the most of `high` for each half pixel of a width."""
    together = len(x) // max(width * _BUCKETS_PER_PIXEL, 1)
    if together < 2:
        return x, low, high
    starts = np.arange(0, len(x), together)
    return x[starts], np.fmin.reduceat(low, starts), np.fmax.reduceat(high, starts)


def strokes(frame: Frame, x: Floats, y: Floats, most: int | None = None) -> Iterator[QPolygonF]:
    """Give the unbroken parts of a curve in pixels, each of `most` points."""
    x, y = frame.cut(x, y)
    at, low, high = thinned(x, y, y, frame.area.width())
    if low is not high:
        at = np.repeat(at, 2)
        y = np.column_stack([high, low]).ravel()
    else:
        y = low
    across, down = frame.across(at), frame.down(y)
    for first, last in runs(~np.isnan(down)):
        for begin, end in pieces(first, last, most):
            yield polygon(across[begin:end], down[begin:end])


def draw_line(painter: QPainter, frame: Frame, x: Floats, y: Floats, pen: QPen) -> None:
    """Draw a curve; a value alone between unknown ones is a dot."""
    if not len(x):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(x) < SHORT_SERIES)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Where dashes stand depends on all that comes before.
    for part in strokes(frame, x, y, _PIECE if pen.style() == Qt.PenStyle.SolidLine else None):
        if part.size() == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            painter.drawEllipse(part.first(), 2.5, 2.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(pen)
            painter.drawPolyline(part)
    painter.restore()


def fill_between(
    painter: QPainter, frame: Frame, x: Floats, low: Floats, high: Floats, fill: QColor | QBrush
) -> None:
    """Fill what lies between two curves, where both are known."""
    if not len(x):
        return
    x, low, high = frame.cut(x, low, high)
    if not len(x):
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    if len(x) > max(frame.area.width() // _PIXELS_PER_CORNER, SHORT_SERIES):
        painter.drawRects(_columns(frame, x, np.minimum(low, high), np.maximum(low, high)))
        painter.restore()
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(x) < SHORT_SERIES)
    across, foot, top = frame.across(x), frame.down(low), frame.down(high)
    scale, moved = painter.deviceTransform().m11(), painter.deviceTransform().dx()
    for first, last in runs(~np.isnan(foot) & ~np.isnan(top)):
        if last - first == 1:
            painter.drawRect(QRectF(across[first] - 1.5, top[first], 3, foot[first] - top[first]))
            continue
        for begin, end in pieces(first, last, _PIECE):
            piece = across[begin:end].copy()
            # On whole pixels of the screen no seam is seen between two pieces.
            piece[[0, -1]] = ((piece[[0, -1]] * scale + moved).round() - moved) / scale
            around = np.concatenate([piece, piece[::-1]])
            painter.drawPolygon(polygon(around, np.concatenate([top[begin:end], foot[begin:end][::-1]])))
    painter.restore()


def _columns(frame: Frame, x: Floats, low: Floats, high: Floats) -> list[QRect]:
    """Return what lies between two curves by columns: Qt takes long to fill one polygon of many corners."""
    x, low, high = thinned(x, low, high, max(frame.area.width() // _BUCKETS_PER_PIXEL, 1))
    lefts = frame.across(x).round().astype(np.int64)
    rights = np.append(lefts[1:], frame.area.right() + 1)
    known = np.flatnonzero(~np.isnan(low) & ~np.isnan(high) & (rights > lefts))
    tops = frame.down(high[known]).round().astype(np.int64)
    feet = frame.down(low[known]).round().astype(np.int64)
    return [
        QRect(left, top, right - left, max(foot - top, 1))
        for left, right, top, foot in zip(
            lefts[known].tolist(), rights[known].tolist(), tops.tolist(), feet.tolist(), strict=True
        )
    ]


def line_pen(colour: QColor, points: int, dash: tuple[float, ...] = ()) -> QPen:
    """Return the pen of a curve of so many points."""
    return dashed(QPen(colour, 1.5 if points < SHORT_SERIES else 1.0), dash)


def dashed(pen: QPen, dash: tuple[float, ...]) -> QPen:
    """Return a pen with dashes of so many pixels, whatever its width."""
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern([length / pen.widthF() for length in dash])
    return pen


def fill_bar(painter: QPainter, left: float, top: float, right: float, foot: float, colour: QColor) -> None:
    """Fill a bar whose four edges lie on whole pixels of the screen, one wide and high at least.

    Bars that share an edge share it at every scale: no gap, and one common foot.
    """
    device = painter.deviceTransform()
    across, down, x, y = device.m11(), device.m22(), device.dx(), device.dy()
    x1, x2 = round(left * across + x), round(right * across + x)
    y1, y2 = round(top * down + y), round(foot * down + y)
    wide, high = max(x2 - x1, 1) / across, max(y2 - y1, 1) / down
    painter.fillRect(QRectF((x1 - x) / across, (y1 - y) / down, wide, high), colour)


def runs(known: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return begin and end of each unbroken run of what is known."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def pieces(first: int, last: int, most: int | None) -> Iterator[tuple[int, int]]:
    """Give begin and end of pieces of a run, each beginning with the last point of the one before it."""
    if most is None or last - first <= most:
        yield first, last
        return
    for begin in range(first, last - 1, most - 1):
        yield begin, min(begin + most, last)


def polygon(across: Floats, down: Floats) -> QPolygonF:
    """Return points as Qt takes them."""
    return QPolygonF([QPointF(x, y) for x, y in zip(across.tolist(), down.tolist(), strict=True)])
