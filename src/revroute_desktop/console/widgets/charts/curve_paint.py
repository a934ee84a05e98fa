"""How curves are painted: lines that turn into forecasts, areas, bars, bands, rings at what looks wrong."""

from dataclasses import dataclass
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.paint import Align, blend, strip, words
from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.widgets.charts.data import Floats, Mark
from revroute_desktop.console.widgets.charts.row_parts import elided, width_of
from revroute_desktop.console.widgets.charts.series import BAND
from revroute_desktop.console.widgets.charts.strokes import (
    DASH_CROSSHAIR,
    DASH_FORECAST,
    Frame,
    dashed,
    draw_line,
    fill_bar,
    fill_between,
    line_pen,
)

AREA = 0.14
STACK = 0.4
_OPEN = 0.5
_RING = 5.5
_LEAST_BAR = 3.0
_WORD_MOST = 130
_ROW = 14
_ROWS_MOST = 2
_LABEL_ROW = 14


@dataclass(frozen=True, slots=True)
class Layer:
    """One curve as it is drawn: foot and top as places on the axis, its colour as it is now."""

    foot: Floats
    top: Floats
    colour: QColor
    dashed: bool = False


def draw_lines(
    painter: QPainter, frame: Frame, x: Floats, layer: Layer, join: int | None, open_at: int | None
) -> None:
    """Draw a curve: whole up to what is not over, dashed where it is a forecast."""
    count = len(x)
    usual = DASH_FORECAST if layer.dashed else ()
    past = count if join is None else join
    if open_at is not None and 0 < open_at < past:
        dotted = line_pen(layer.colour, count, DASH_CROSSHAIR)
        draw_line(painter, frame, x[open_at - 1 : past], layer.top[open_at - 1 : past], dotted)
        _ring(painter, frame, float(x[open_at]), float(layer.top[open_at]), 3.0, layer.colour, None)
        past = open_at
    draw_line(painter, frame, x[:past], layer.top[:past], line_pen(layer.colour, count, usual))
    if join is not None:
        start = max(join - 1, 0)
        pen = line_pen(layer.colour, count, DASH_FORECAST)
        draw_line(painter, frame, x[start:], layer.top[start:], pen)


def draw_area(
    painter: QPainter, frame: Frame, x: Floats, layer: Layer, strength: float, ground: QColor
) -> None:
    """Fill below a curve, or between it and the one that it stands on."""
    foot = np.where(np.isnan(layer.foot), frame.y_low, layer.foot)
    fill_between(painter, frame, x, foot, layer.top, blend(layer.colour, ground, strength))


def draw_band(painter: QPainter, frame: Frame, x: Floats, low: Floats, high: Floats, colour: QColor) -> None:
    """Fill an interval; it joins the line where the line is known before it."""
    soft = QColor(colour)
    soft.setAlphaF(BAND)
    fill_between(painter, frame, x, low, high, soft)


def draw_bars(
    painter: QPainter,
    frame: Frame,
    edges: Floats,
    layers: list[Layer],
    ground: QColor,
    *,
    beside: bool,
    join: int | None,
    open_at: int | None,
) -> None:
    """Draw a bar for each span and layer, on each other or beside each other; many are drawn together."""
    first = max(int(np.searchsorted(edges, frame.x_low, "right")) - 1, 0)
    last = min(int(np.searchsorted(edges, frame.x_high)), len(edges) - 1)
    if last <= first:
        return
    wide = frame.area.width() / (last - first)
    together = max(int(_LEAST_BAR / wide), 1) if wide < _LEAST_BAR else 1
    starts = np.arange(first, last, together)
    lefts = np.clip(frame.across(edges[starts]), frame.area.left(), frame.area.right() + 1)
    rights = np.append(lefts[1:], min(frame.x_of(float(edges[last])), frame.area.right() + 1))
    floor_y = frame.area.bottom() + 1
    for at, layer in enumerate(layers):
        # Together a span is as high as the highest in it: nothing that is there is hidden.
        tops = np.fmax.reduceat(layer.top, starts - 0) if together > 1 else layer.top[starts]
        feet = np.fmin.reduceat(layer.foot, starts - 0) if together > 1 else layer.foot[starts]
        for left, right, top, foot, span in zip(
            lefts.tolist(), rights.tolist(), tops.tolist(), feet.tolist(), starts.tolist(), strict=True
        ):
            if np.isnan(top):
                continue
            gap = 0.0 if right - left < _LEAST_BAR + 1 else max((right - left) * 0.18, 1.0)
            x1, x2 = left + gap / 2, right - gap / 2
            if beside and len(layers) > 1:
                step = (x2 - x1) / len(layers)
                x1, x2 = x1 + at * step, x1 + (at + 1) * step
            y1 = frame.y_of(top)
            y2 = floor_y if np.isnan(foot) else frame.y_of(foot)
            y1, y2 = min(y1, y2), max(y1, y2)
            colour = layer.colour
            if join is not None and span >= join:
                top_pixel = round(y1)
                rect = QRect(round(x1), top_pixel, round(x2) - round(x1), max(round(y2) - top_pixel, 1))
                painter.fillRect(rect, blend(colour, ground, BAND))
                painter.setPen(dashed(QPen(colour, 1), DASH_FORECAST))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
                continue
            shown = blend(colour, ground, _OPEN) if span == open_at else colour
            fill_bar(painter, x1, y1, x2, y2, shown)


def draw_rings(
    painter: QPainter, frame: Frame, x: Floats, top: Floats, odd: tuple[int, ...], theme: Theme
) -> None:
    """Circle the values that look wrong; where rings would touch, one is around them all."""
    known = [at for at in odd if at < len(x) and not np.isnan(top[at])]
    places = [(frame.x_of(float(x[at])), frame.y_of(float(top[at]))) for at in known]
    groups: list[list[tuple[float, float]]] = []
    for at, place in zip(known, places, strict=True):
        if not frame.x_low <= x[at] <= frame.x_high:
            continue
        near = groups and hypot(place[0] - groups[-1][-1][0], place[1] - groups[-1][-1][1]) <= 2 * _RING
        if near:
            groups[-1].append(place)
        else:
            groups.append([place])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.negative, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for group in groups:
        xs, ys = [one for one, _ in group], [one for _, one in group]
        around = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        painter.drawRoundedRect(around.adjusted(-_RING, -_RING, _RING, _RING), _RING, _RING)
    painter.restore()


def draw_dot(painter: QPainter, frame: Frame, x: float, y: float, colour: QColor, ground: QColor) -> None:
    """Draw the dot where the crosshair meets a curve."""
    if not np.isnan(y):
        _ring(painter, frame, x, y, 3.5, ground, colour)


def _ring(
    painter: QPainter, frame: Frame, x: float, y: float, radius: float, ink: QColor, fill: QColor | None
) -> None:
    if np.isnan(y):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(frame.x_of(x), frame.y_of(y)), radius, radius)
    painter.restore()


def draw_join(painter: QPainter, frame: Frame, at: float, word: str, theme: Theme, *, veiled: bool) -> None:
    """Draw where a forecast begins, with the word at its foot; `veiled` keeps what lies below it off."""
    if not frame.x_low < at < frame.x_high:
        return
    area, x = frame.area, round(frame.x_of(at))
    strip(painter, QRect(x, area.top(), 1, area.height()), theme.line_strong)
    wide = width_of(word, "axis")
    left = x + 6 if x + 6 + wide <= area.right() else x - 6 - wide
    place = QRectF(left, area.bottom() - 17, wide + 2, 14)
    if veiled:
        veil = QColor(theme.chart_bg)
        veil.setAlphaF(0.7)
        painter.fillRect(place.adjusted(-2, 0, 2, 0), veil)
    words(painter, place, word, theme.text_2, font("axis"))


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """An annotation as it is drawn: pixel of its line, row of its word (None: no room), pixel of the word."""

    mark: Mark
    x: int
    row: int | None
    left: int
    text: str


def place_marks(marks: tuple[Mark, ...], frame: Frame) -> list[PlacedMark]:
    """Return where annotations stand: their words in two rows at most, where they do not touch."""
    area = frame.area
    taken = [float("-inf")] * _ROWS_MOST
    placed = []
    for mark in sorted(marks, key=lambda one: one.at):
        at = mark.at / 1_000_000
        if not frame.x_low <= at <= frame.x_high:
            continue
        x = round(frame.x_of(at))
        text = elided(mark.word, _WORD_MOST, "axis")
        wide = width_of(text, "axis")
        left = x + 7 if x + 7 + wide <= area.right() + 8 else x - 7 - wide
        rows = range(_ROWS_MOST) if left >= 0 else ()
        row = next((row for row in rows if min(left, x) > taken[row] + 6), None)
        if row is not None:
            taken[row] = max(left + wide, x + 4)
        placed.append(PlacedMark(mark, x, row, left, text))
    return placed


def marks_height(placed: list[PlacedMark]) -> int:
    """Return how much room the words of annotations need above the curves."""
    rows = [mark.row + 1 for mark in placed if mark.row is not None]
    return max(rows, default=1) * _ROW + 2 if placed else 0


def draw_marks(painter: QPainter, frame: Frame, placed: list[PlacedMark], theme: Theme) -> None:
    """Draw a triangle, a dotted line and a word for each annotation."""
    top = frame.area.top() - marks_height(placed)
    for one in placed:
        row_top = top + (one.row or 0) * _ROW
        painter.setPen(dashed(QPen(theme.line_strong, 1), (1.0, 2.0)))
        painter.drawLine(QPointF(one.x + 0.5, row_top + 8), QPointF(one.x + 0.5, frame.area.bottom()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.text_2)
        middle = one.x + 0.5
        painter.drawPolygon(
            [QPointF(middle - 4, row_top + 3), QPointF(middle + 4, row_top + 3), QPointF(middle, row_top + 9)]
        )
        painter.restore()
        if one.row is not None:
            place = QRectF(one.left, row_top - 1, width_of(one.text, "axis") + 2, _ROW)
            words(painter, place, one.text, theme.text_2, font("axis"))


def draw_labels(painter: QPainter, frame: Frame, ends: list[tuple[str, float, QColor]], theme: Theme) -> None:
    """Write the names of curves at their right ends, apart from each other."""
    area = frame.area
    lowest = area.bottom() + 1 - _LABEL_ROW / 2
    ys = []
    before = float(area.top() - _LABEL_ROW)
    for _, y, _ in sorted(ends, key=lambda end: end[1]):
        before = max(y, before + _LABEL_ROW)
        ys.append(before)
    for at in range(len(ys) - 1, -1, -1):
        ys[at] = min(ys[at], lowest)
        lowest = ys[at] - _LABEL_ROW
    for (name, _, colour), y in zip(sorted(ends, key=lambda end: end[1]), ys, strict=True):
        place = QRectF(area.right() + 8, y - 7, 200, 14)
        strip(painter, QRect(area.right() + 5, round(y) - 3, 2, 7), colour)
        words(painter, place.translated(3, 0), name, theme.text_2, font("axis"), _LEFT)


_LEFT = Align.AlignLeft | Align.AlignVCenter
