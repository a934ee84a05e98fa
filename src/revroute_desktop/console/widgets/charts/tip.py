"""The small raised box beside a crosshair: when, and the values there, right aligned."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import LEFT, RIGHT, box, words

_ROW, _PAD, _GAP, _SQUARE = 16, 9, 18, 13


class Tip(QWidget):
    """Shown over a chart; it never takes the pointer."""

    def __init__(self, look: Look, chart: QWidget) -> None:
        super().__init__(chart)
        self._look = look
        self._title = ""
        self._rows: tuple[tuple[str, str], ...] = ()
        self._inks: tuple[QColor | None, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(
        self, title: str, rows: tuple[tuple[str, str], ...], inks: tuple[QColor | None, ...] = ()
    ) -> None:
        """Show other words, in a box as large as they need; `inks` are the colours of the first rows."""
        self._title, self._rows, self._inks = title, rows, inks
        self.resize(self.sizeHint())
        self.update()

    def stand(self, x: int, area: QRect) -> None:
        """Stand beside a place, inside of an area."""
        left = x + 8 if x + 8 + self.width() <= area.right() else x - 8 - self.width()
        self.move(QPoint(max(left, area.left()), area.top() + 4))
        self.show()
        self.raise_()

    def stand_by(self, place: QRect, area: QRect) -> None:
        """Stand beside a rectangle, above or below it where there is no room at its sides."""
        middle = place.center()
        if place.right() + 8 + self.width() <= area.right():
            left, top = place.right() + 8, middle.y() - self.height() // 2
        elif place.left() - 8 - self.width() >= area.left():
            left, top = place.left() - 8 - self.width(), middle.y() - self.height() // 2
        else:
            left = middle.x() - self.width() // 2
            below = place.bottom() + 6
            top = below if below + self.height() <= area.bottom() else place.top() - 6 - self.height()
        self.move(
            max(min(left, area.right() - self.width()), area.left()),
            max(min(top, area.bottom() - self.height()), area.top()),
        )
        self.show()
        self.raise_()

    def sizeHint(self) -> QSize:
        name, value = metrics("table"), metrics("table", 600)
        wide = max(
            (name.horizontalAdvance(one) + _GAP + value.horizontalAdvance(two) for one, two in self._rows),
            default=0.0,
        )
        wide += _SQUARE if any(self._inks) else 0
        wide = max(wide, metrics("label").horizontalAdvance(self._title))
        return QSize(int(wide) + 2 * _PAD + 2, _ROW * (len(self._rows) + 1) + 2 * 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        box(painter, self.rect(), 4, theme.raised, theme.line)
        inside = self.rect().adjusted(_PAD, 6, -_PAD, -6)
        line = QRect(inside.left(), inside.top(), inside.width(), _ROW)
        words(painter, line, self._title, theme.text_3, font("label"))
        indent = _SQUARE if any(self._inks) else 0
        for at, (name, value) in enumerate(self._rows):
            line = line.translated(0, _ROW)
            ink = self._inks[at] if at < len(self._inks) else None
            if ink is not None:
                painter.fillRect(QRect(line.left(), line.center().y() - 3, 8, 8), ink)
            words(painter, line.adjusted(indent, 0, 0, 0), name, theme.text_2, font("table"), LEFT)
            words(painter, line, value, theme.text, font("table", 600), RIGHT)
        painter.end()
