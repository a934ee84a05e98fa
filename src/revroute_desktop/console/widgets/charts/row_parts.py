"""What forms of rows share: the ground of a row, a bar from zero, the ink of a bar."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from revroute_desktop.console.theme.fonts import metrics
from revroute_desktop.console.theme.paint import strip
from revroute_desktop.console.theme.tokens import Theme

ROW_LEAST, ROW_MOST = 20, 28


def row_height(room: int, rows: int) -> int:
    """Return how high rows are where there is so much room for them."""
    return min(max(room // max(rows, 1), ROW_LEAST), ROW_MOST)


def draw_ground(painter: QPainter, place: QRectF, theme: Theme, *, chosen: bool, pointed: bool) -> None:
    """Draw what lies under a row that is selected or pointed at."""
    rect = place.toRect()
    if chosen:
        painter.fillRect(rect, theme.selection)
        strip(painter, QRect(rect.left(), rect.top(), 2, rect.height()), theme.accent_text)
    elif pointed:
        painter.fillRect(rect, theme.hover)


def elided(text: str, room: float, role: str = "table", weight: int | None = None) -> str:
    """Return a text cut by an ellipsis where it is wider than its room."""
    return metrics(role, weight).elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))


def width_of(text: str, role: str = "table", weight: int | None = None) -> int:
    """Return how wide a text is, in whole pixels."""
    return int(metrics(role, weight).horizontalAdvance(text)) + 1
