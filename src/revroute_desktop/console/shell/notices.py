"""Notices: what was said, and a toast for what the person started and has since left."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import ink
from revroute_desktop.console.widgets.parts import Words

_KEPT = 30
_TOAST_MS = 6_000
_SIGN, _EDGE, _ABOVE_STATUS, _WIDEST = 36, 16, 42, 480
"""Pixels: left of a toast's words, around it, below it, and of its longest line."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence and when it was said (microseconds UTC).

    `act` is the word on its button, "" for none, and `does` what the button does: a kind and a name that the
    console knows.
    """

    text: str
    at: int
    tone: Tone = Tone.SECOND
    act: str = ""
    does: tuple[str, str] = ("", "")


class Notices(QObject):
    """All that was said since the window opened, newest first."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said: list[Notice] = []
        self.unseen = 0

    @property
    def said(self) -> tuple[Notice, ...]:
        """The notices, newest first."""
        return tuple(self._said)

    def say(self, notice: Notice) -> None:
        """Keep one notice."""
        self._said.insert(0, notice)
        del self._said[_KEPT:]
        self.unseen += 1
        self.changed.emit()

    def see(self) -> None:
        """A person has looked at the list."""
        self.unseen = 0
        self.changed.emit()

    def clear(self) -> None:
        """Forget all of them."""
        self._said.clear()
        self.see()


class Toast(QFrame):
    """A notice at the bottom right that goes away after 6 seconds, or when it is clicked."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._tone = Tone.POSITIVE
        self._words = Words(look, role="body", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SIGN, 10, _EDGE, 10)
        layout.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOAST_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()
        look.changed.connect(self.update)

    def say(self, text: str, tone: Tone) -> None:
        """Show a sentence for 6 seconds."""
        self._tone = tone
        self._words.say(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """Take as much room as the sentence needs, in lines of which none is too long to be read."""
        parent = self.parentWidget()
        assert parent is not None, "a toast stands in a window"
        most = min(_WIDEST, parent.width() - 2 * _EDGE - _SIGN - _EDGE)
        needed = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2
        self._words.setFixedWidth(min(needed, most))
        self._words.setFixedHeight(self._words.heightForWidth(self._words.width()))
        self.adjustSize()
        self.move(parent.width() - self.width() - _EDGE, parent.height() - self.height() - _ABOVE_STATUS)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        box(painter, self.rect(), 6, theme.raised, theme.line_strong)
        sign = "check" if self._tone is Tone.POSITIVE else "warning"
        place = QPoint(12, (self.height() - 16) // 2)
        painter.drawPixmap(place, self._look.pixmap(sign, ink(theme, self._tone), 16))
        painter.end()
