"""`ScatterChart`: things by two of their values; ten thousand are drawn as fast as ten."""

from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import blend, words
from revroute_desktop.console.translate import later
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import MadeRows
from revroute_desktop.console.widgets.charts.data import Floats, Points, Scale
from revroute_desktop.console.widgets.charts.painted import Painted
from revroute_desktop.console.widgets.charts.plane import Axis, Plane, plane_of
from revroute_desktop.console.widgets.charts.row_parts import width_of
from revroute_desktop.console.widgets.charts.ticks import round_range
from revroute_desktop.console.widgets.charts.zoom import Zoom

_NEAR = 12.0
"""Pixels from the pointer within which a point is meant."""
_FEW = 1500
"""Up to so many points are round; more are squares, which are drawn at once."""
_NAMED = 40
"""Up to so many points bear their names, where these fit beside each other."""
_RADIUS = 3.5
_DEEPEST = 200.0
_WIDEST = 1 << 16


class ScatterChart(Painted):
    """Fed with `Points`. Left and right go to the next point along the lower axis. The logarithmic scale is
    that of both axes.
    """

    can_zoom = True
    can_log = True

    def __init__(self, look: Look, title: str) -> None:
        self._zooms = (Zoom.of(0.0, 1.0), Zoom.of(0.0, 1.0))
        self._plane: Plane | None = None
        self._order = np.empty(0, np.int64)
        self._px: Floats = np.empty((0, 2))
        self._drag: QPointF | None = None
        super().__init__(look, title, self._columns, self._rows)

    def nothing(self) -> bool:
        """Whether no point has a place."""
        return not len(self._order)

    @property
    def _points(self) -> Points:
        data: Points = self._data
        return data

    def zoom(self, factor: float) -> None:
        """Show a part around the point that is pointed at, or around the middle."""
        middle = self._px[self._at] if self._at is not None else None
        self._zoom_at(factor, None if middle is None else QPointF(float(middle[0]), float(middle[1])))

    def zoom_all(self) -> None:
        """Show all points."""
        self._zooms = (self._zooms[0].whole(), self._zooms[1].whole())
        self.feed()

    def show_log(self, on: bool) -> None:
        """Take logarithmic axes, or the usual ones."""
        # A part of one scale is not a part of the other.
        self._zooms = (self._zooms[0].whole(), self._zooms[1].whole())
        super().show_log(on)

    def zoom_at(self, factor: float, at: QPointF) -> None:
        """Show a part; what is at a pixel stays there."""
        self._zoom_at(factor, at)

    def move_by(self, share: float) -> None:
        """Show what is to the right, or to the left."""
        x, y = self._zooms
        self._zooms = (x.moved(share * (x.high - x.low)), y)
        self.feed()

    def _zoom_at(self, factor: float, at: QPointF | None) -> None:
        x, y = self._zooms
        if at is None or self._plane is None:
            self._zooms = (x.by(factor), y.by(factor))
        else:
            area = self._plane.area
            along = x.low + (at.x() - area.left()) / area.width() * (x.high - x.low)
            up = y.low + (area.bottom() + 1 - at.y()) / area.height() * (y.high - y.low)
            self._zooms = (x.by(factor, along), y.by(factor, up))
        self.feed()

    def lay_out(self, size: QSize) -> None:
        """Put the axes, and every point that has a place where it belongs."""
        points = self._points
        log = self._is_log
        bare = Axis(points.x_scale, 0, 1, log), Axis(points.y_scale, 0, 1, log)
        xs, ys = bare[0].place(np.asarray(points.x, float)), bare[1].place(np.asarray(points.y, float))
        known = np.flatnonzero(np.isfinite(xs) & np.isfinite(ys))
        if not len(known):
            self._order, self._px, self._plane = known, np.empty((0, 2)), None
            return
        ranges = (_range(xs[known], points.x_scale, size.width(), log),)
        ranges += (_range(ys[known], points.y_scale, size.height(), log),)  # type: ignore[assignment]
        self._zooms = tuple(  # type: ignore[assignment]
            zoom.over(low, high, (high - low) / _DEEPEST)
            for zoom, (low, high) in zip(self._zooms, ranges, strict=True)
        )
        x, y = self._zooms
        self._plane = plane = plane_of(
            size.width(),
            size.height(),
            Axis(points.x_scale, x.low, x.high, log, points.x_name),
            Axis(points.y_scale, y.low, y.high, log, points.y_name),
        )
        inside = known[(xs[known] >= x.low) & (xs[known] <= x.high)]
        inside = inside[(ys[inside] >= y.low) & (ys[inside] <= y.high)]
        self._order = inside[np.argsort(xs[inside], kind="stable")]
        area = plane.area
        across = area.left() + (xs[self._order] - x.low) / (x.high - x.low) * area.width()
        down = area.bottom() + 1 - (ys[self._order] - y.low) / (y.high - y.low) * area.height()
        self._px = np.stack([across, down], axis=1)

    def count(self) -> int:
        """Return how many points are shown."""
        return len(self._px)

    def place_of(self, at: int) -> QRectF:
        """Return the square around a point."""
        x, y = self._px[at].tolist()
        return QRectF(x - 4, y - 4, 8, 8)

    def key_of(self, at: int) -> str:
        """Return the key of a point, its label where it has none."""
        points = self._points
        return (points.keys or points.labels)[int(self._order[at])]

    def draw(self, painter: QPainter) -> None:
        """Draw the axes and the points; the chosen one and the one pointed at lie on top."""
        if self._plane is None:
            return
        theme = self._look.theme
        self._plane.draw(painter, theme, upright=True)
        ink = theme.categorical[0]
        ink = blend(ink, theme.chart_bg, 0.35) if self._chosen else ink
        painter.save()
        if len(self._px) <= _FEW:
            soft = QColor(ink)
            soft.setAlphaF(0.55)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, 1))
            painter.setBrush(soft)
            for x, y in self._px.tolist():
                painter.drawEllipse(QPointF(x, y), _RADIUS, _RADIUS)
            for at, place in self._names():
                said = self._points.labels[int(self._order[at])]
                words(painter, place, said, theme.text_3, font("axis"))
        else:
            # Points on the same pixel are drawn once.
            pixels = self._px.round().astype(np.int64)
            rows, columns = np.divmod(np.unique(pixels[:, 1] * _WIDEST + pixels[:, 0]), _WIDEST)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(ink, theme.chart_bg, 0.75))
            painter.drawRects(
                [QRect(x - 1, y - 1, 3, 3) for x, y in zip(columns.tolist(), rows.tolist(), strict=True)]
            )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in self._loud():
            painter.setPen(QPen(theme.text, 1.5))
            painter.setBrush(theme.accent_text)
            painter.drawEllipse(QPointF(*self._px[at].tolist()), _RADIUS + 1, _RADIUS + 1)
        painter.restore()

    def _names(self) -> Iterator[tuple[int, QRectF]]:
        """Yield the points that are named, and where: what is high or far to the right first, and no name
        over another point or name.
        """
        if self._plane is None or len(self._px) > _NAMED:
            return
        area = QRectF(self._plane.area)
        taken = [self.place_of(at) for at in range(len(self._px))]
        reach = self._px[:, 0] / area.right() - self._px[:, 1] / area.bottom()
        for at in np.argsort(-reach, kind="stable").tolist():
            x, y = self._px[at].tolist()
            wide = width_of(self._points.labels[int(self._order[at])], "axis")
            beside = (QRectF(x + 7, y - 8, wide, 16), QRectF(x - 7 - wide, y - 8, wide, 16))
            for place in beside:
                if area.contains(place) and not any(place.intersects(one) for one in taken):
                    taken.append(place)
                    yield at, place
                    break

    def _loud(self) -> list[int]:
        loud: list[int] = []
        if self._chosen:
            points = self._points
            keys = points.keys or points.labels
            chosen = {at for at, key in enumerate(keys) if key == self._chosen}
            loud = [at for at, n in enumerate(self._order.tolist()) if n in chosen]
        return loud if self.pointed is None else [*loud, self.pointed]

    def place_at(self, at: QPointF) -> int | None:
        """Return the nearest point, when it is near."""
        if not len(self._px):
            return None
        away = np.hypot(self._px[:, 0] - at.x(), self._px[:, 1] - at.y())
        nearest = int(away.argmin())
        return nearest if away[nearest] <= _NEAR else None

    def next_place(self, way: tuple[int, int]) -> int | None:
        """Return the next point to the right or the left; up and down go by ten."""
        if self._at is None:
            return 0 if self.count() else None
        step = way[0] or -10 * way[1]
        return min(max(self._at + step, 0), self.count() - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and self._zooms[0].zoomed
        ):
            self._drag = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self.place_at(event.position()) is not None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None or self._plane is None:
            super().mouseMoveEvent(event)
            return
        by = event.position() - self._drag
        self._drag = event.position()
        x, y = self._zooms
        area = self._plane.area
        self._zooms = (
            x.moved(-by.x() / area.width() * (x.high - x.low)),
            y.moved(by.y() / area.height() * (y.high - y.low)),
        )
        self.feed()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag = None

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return what a point is, and both of its values."""
        points, n = self._points, int(self._order[at])
        return points.labels[n], (
            (points.x_name or "x", points.x_scale.write(float(points.x[n]))),
            (points.y_name or "y", points.y_scale.write(float(points.y[n]))),
        )

    def _columns(self) -> tuple[Column, ...]:
        points: Points | None = self._data
        names = (points.x_name, points.y_name) if points is not None else ("", "")
        return (
            Column(later("Name"), "payee:neon-kitten", medium=True, grow=2),
            *(Column(name or "–", "12,345,678.90", right=True, holds=Holds.MONEY) for name in names),
        )

    def _rows(self) -> Sequence[Row]:
        points: Points | None = self._data
        if points is None:
            return ()

        def row(at: int) -> Row:
            x, y = float(points.x[at]), float(points.y[at])
            return (
                Cell(points.labels[at]),
                Cell(points.x_scale.write(x), raw=points.x_scale.raw(x)),
                Cell(points.y_scale.write(y), raw=points.y_scale.raw(y)),
            )

        return MadeRows(len(points.labels), row)


def _range(places: Floats, scale: Scale, room: int, log: bool) -> tuple[float, float]:
    low, high = float(places.min()), float(places.max())
    if log:
        return float(np.floor(low)), max(float(np.ceil(high)), float(np.floor(low)) + 1)
    low, high = round_range(scale, low, high, room)
    return (low, high) if isfinite(low) and high > low else (0.0, 1.0)
