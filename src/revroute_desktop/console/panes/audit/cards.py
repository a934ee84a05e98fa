"""The three cards above the log: verify, last checkpoint, signing key."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import ink
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Panel


class _Sign(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._icon, self._tone = "info", Tone.FAINT
        self.setFixedSize(20, 20)
        look.changed.connect(self.update)

    def say(self, icon: str, tone: Tone) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(QPoint(0, 0), self._look.pixmap(self._icon, ink(self._look.theme, self._tone), 20))
        painter.end()


class Card(Panel):
    """A fact about trust: a label, the fact, what it rests on, and one act."""

    acted = Signal()

    def __init__(self, look: Look, label: str, act: str = "") -> None:
        super().__init__(look)
        self._sign = _Sign(look)
        self._fact = Words(look, role="title")
        self._rests = Words(look, role="table", tone=Tone.SECOND, elide=True)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 7, 10, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        self.button = Button(look, act)
        grid.addWidget(self._sign, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(look, label, role="table", tone=Tone.SECOND, elide=True), 0, 1)
        grid.addWidget(self.button, 0, 2)
        grid.addWidget(self._fact, 1, 1, 1, 2)
        # Over the whole width: the fact and what it rests on are longer than their label.
        grid.addWidget(self._rests, 2, 1, 1, 2)
        self.button.setVisible(bool(act))
        self.button.clicked.connect(self._on_act)
        self.add(inside)
        self._share: float | None = None
        self.setFixedHeight(84)

    def say(self, icon: str, tone: Tone, fact: str, rests: str) -> None:
        """Show the fact."""
        self._sign.say(icon, tone)
        self._fact.say(fact)
        self._rests.say(rests)
        self._rests.setToolTip(rests)
        self.setAccessibleName(f"{fact}. {rests}")
        self.show_share(None)

    def show_share(self, share: float | None) -> None:
        """Show how far work is, 0 to 1, as a line at the foot; None takes it away."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._share is None:
            return
        painter = QPainter(self)
        room = self.width() - 12
        painter.fillRect(QRect(6, self.height() - 3, room, 2), self._look.theme.line_hair)
        painter.fillRect(QRect(6, self.height() - 3, int(room * self._share), 2), self._look.theme.accent)
        painter.end()

    def _on_act(self) -> None:
        self.acted.emit()
