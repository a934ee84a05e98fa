"""A sparkline: the shape of a figure over time, without axes; and the soft ground of an area."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from revroute_desktop.console.theme.paint import blend

SOFT = 0.3
"""Strength of the ground of an area."""


def draw_sparkline(
    painter: QPainter, place: QRect, values: Sequence[float], colour: QColor, ground: QColor
) -> None:
    """Draw values from left to right over the width of `place`, the least at its foot, on a soft area."""
    if len(values) < 2:
        return
    least, most = min(values), max(values)
    # From zero where zero is near: a flat line high up would look like an empty one.
    least = 0.0 if 0 <= least <= most / 2 else least
    reach = (most - least) or 1.0
    step = place.width() / (len(values) - 1)
    points = [
        QPointF(place.left() + at * step, place.bottom() - (value - least) / reach * (place.height() - 1))
        for at, value in enumerate(values)
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(0, 0, 0, 0)))
    painter.setBrush(blend(colour, ground, SOFT))
    foot = place.bottom() + 1
    painter.drawPolygon(QPolygonF([QPointF(points[0].x(), foot), *points, QPointF(points[-1].x(), foot)]))
    painter.setPen(QPen(colour, 1))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
