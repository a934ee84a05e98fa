"""Small drawing helpers that every painted widget shares."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

Align = Qt.AlignmentFlag

LEFT = Align.AlignLeft | Align.AlignVCenter
RIGHT = Align.AlignRight | Align.AlignVCenter
CENTRE = Align.AlignCenter

# Made once: to combine flags costs more than to draw a word.
_FLAGS = {
    LEFT: int(LEFT | Qt.TextFlag.TextSingleLine),
    RIGHT: int(RIGHT | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip),
    CENTRE: int(CENTRE | Qt.TextFlag.TextSingleLine),
}


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Draw a rounded box whose border lies wholly inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if line is not None else 0.0
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def words(
    painter: QPainter, rect: QRect | QRectF, text: str, ink: QColor, face: QFont, align: Align = LEFT
) -> None:
    """Write one line of text. Aligned right it may leave `rect` at the left: numbers are never cut."""
    painter.setFont(face)
    painter.setPen(ink)
    painter.drawText(QRectF(rect), _FLAGS[align], text)


def dot(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """Draw a filled dot."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def focus_outline(painter: QPainter, rect: QRect, colour: QColor, width: int) -> None:
    """Draw the outline of a view that has the focus by keyboard, inside it."""
    inset = width / 2
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(inset, inset, -inset, -inset))


def hairline(painter: QPainter, x1: int, x2: int, y: int, colour: QColor) -> None:
    """Draw a horizontal line of one pixel from x1 up to x2, equally thick at every scale of the screen."""
    strip(painter, QRect(x1, y, x2 - x1, 1), colour)


def strip(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill a thin rectangle; at 125 or 175 % its edges are put on whole pixels of the screen.

    Without that lines of one pixel are one or two of them thick, by chance of where they lie.
    """
    device = painter.deviceTransform()
    across, down = device.m11(), device.m22()
    if across == int(across) and down == int(down):
        painter.fillRect(rect, colour)
        return
    left, top = round(device.dx() + rect.x() * across), round(device.dy() + rect.y() * down)
    wide = max(round(rect.width() * across), 1) if rect.width() > 4 else max(int(rect.width() * across), 1)
    high = max(round(rect.height() * down), 1) if rect.height() > 4 else max(int(rect.height() * down), 1)
    painter.fillRect(
        QRectF((left - device.dx()) / across, (top - device.dy()) / down, wide / across, high / down), colour
    )


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """Return `over` laid on `under` at a strength of `share`, 0 to 1, as an opaque colour."""
    return QColor(
        *(
            round(a * share + b * (1 - share))
            for a, b in zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
        )
    )
