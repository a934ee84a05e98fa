"""`Segments`: one of a few words in a row; `Switch`: on or off, at once."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, box, dot, words

_HEIGHT, _PAD = 28, 10
_SWITCH_WIDE, _SWITCH_HIGH, _GAP = 28, 16, 8


class Segments(QWidget):
    """Words in a frame, of which one is chosen; arrows move between them. `changed` gives its index."""

    changed = Signal(int)

    def __init__(self, look: Look, titles: tuple[str, ...], name: str) -> None:
        super().__init__()
        self._look = look
        self._titles = titles
        self._current = 0
        self.setAccessibleName(name)
        self.setAccessibleDescription(titles[0])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def current(self) -> int:
        """Index of the word that is chosen."""
        return self._current

    def choose(self, at: int) -> None:
        """Choose a word."""
        if at != self._current and 0 <= at < len(self._titles):
            self._current = at
            self.setAccessibleDescription(self._titles[at])
            self.update()
            self.changed.emit(at)

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width(title) for title in self._titles), _HEIGHT)

    def _width(self, title: str) -> int:
        return int(metrics("table", 500).horizontalAdvance(title)) + 2 * _PAD

    def _places(self) -> list[QRect]:
        left, found = 0, []
        for title in self._titles:
            wide = self._width(title)
            found.append(QRect(left, 0, wide, _HEIGHT))
            left += wide
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        box(painter, self.rect(), 5, theme.panel, theme.line)
        for at, (place, title) in enumerate(zip(self._places(), self._titles, strict=True)):
            chosen = at == self._current
            if chosen:
                box(painter, place, 5, theme.selection, theme.line)
            elif at and at - 1 != self._current:
                painter.fillRect(QRect(place.left(), 6, 1, _HEIGHT - 12), theme.line)
            face = font("table", 500 if chosen else 400)
            words(painter, place, title, theme.text if chosen else theme.text_2, face, CENTRE)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = next((i for i, p in enumerate(self._places()) if p.contains(event.position().toPoint())), None)
        if at is not None:
            self.choose(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.choose((self._current + step) % len(self._titles))


class Switch(QAbstractButton):
    """A word and a switch that is on or off."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self._look = look
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        wide = int(metrics("table").horizontalAdvance(self.text())) + _GAP + _SWITCH_WIDE + 2
        return QSize(wide, _HEIGHT - 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        ink = theme.text_2 if self.isEnabled() else theme.text_disabled
        words(painter, self.rect(), self.text(), ink, font("table"))
        place = QRect(
            self.width() - _SWITCH_WIDE - 1, (self.height() - _SWITCH_HIGH) // 2, _SWITCH_WIDE, _SWITCH_HIGH
        )
        on = self.isChecked()
        fill = theme.accent if on and self.isEnabled() else theme.neutral_soft
        box(painter, place, _SWITCH_HIGH / 2, fill, None if on else theme.line_strong)
        x = place.right() - 7 if on else place.left() + 8
        dot(painter, QPointF(x, place.center().y() + 0.5), 5, theme.on_accent if on else theme.line_strong)
        painter.end()
