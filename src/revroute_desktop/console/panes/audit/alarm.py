"""`Alarm`: a card that stands above the log when something does not hold: what, where, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Button, Note, Words
from revroute_desktop.console.widgets.surfaces import Panel


class Alarm(Panel):
    """Hidden while all is well. `acted` is its first button, `seconded` the other one."""

    acted = Signal()
    seconded = Signal()

    def __init__(self, look: Look, act: str, other: str = "") -> None:
        super().__init__(look)
        self._note = Note(look, tone=Tone.NEGATIVE)
        self._advice = Words(look, role="body", wrap=True, selectable=True)
        self.act = Button(look, act)
        self.other = Button(look, other)
        self.other.setVisible(bool(other))
        self.act.clicked.connect(self._on_act)
        self.other.clicked.connect(self._on_other)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.act)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self._advice)
        column.addLayout(buttons)
        self.add(inside)
        self.hide()

    def say(self, what: str, advice: str) -> None:
        """Show what does not hold and what to do; nothing hides the card."""
        self._note.say(what)
        self._advice.say(advice)
        self.setAccessibleName(what)
        self.setVisible(bool(what))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self.layout()
        if inside is not None and not self.isHidden():
            inside.activate()
            self.setFixedHeight(inside.totalHeightForWidth(self.width()))

    def _on_act(self) -> None:
        self.acted.emit()

    def _on_other(self) -> None:
        self.seconded.emit()
