"""The status bar: whether the books hold, what is verified, signed and selected; jobs, keyring, network."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import words
from revroute_desktop.console.theme.style import draw_progress
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import ink
from revroute_desktop.console.widgets.surfaces import Ground, rail_colour

_HEIGHT = 26


@dataclass(frozen=True, slots=True)
class Saying:
    """What one item says: words, strong words after them, a sign before them, progress from 0 to 1."""

    text: str
    strong: str = ""
    icon: str = ""
    tone: Tone = Tone.SECOND
    share: float | None = None
    tip: str = ""


class StatusItem(QAbstractButton):
    """One fact; a button that leads to where it is explained."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._saying = Saying("")
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(_HEIGHT - 1)
        self.hide()
        look.changed.connect(self.update)

    @property
    def saying(self) -> Saying:
        """What it says."""
        return self._saying

    def say(self, saying: Saying) -> None:
        """Say something else; nothing hides the item."""
        if saying == self._saying:
            return
        self._saying = saying
        self.setText(f"{saying.text} {saying.strong}".strip())
        self.setAccessibleName(self.text())
        self.setToolTip(saying.tip or self.text())
        self.setVisible(bool(saying.text or saying.strong))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = metrics("table").horizontalAdvance(self._saying.text) + 22
        if self._saying.icon:
            width += 19
        if self._saying.share is not None:
            width += 78
        if self._saying.strong:
            width += metrics("table", 600).horizontalAdvance(self._saying.strong) + 5
        return QSize(int(width), _HEIGHT - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        saying = self._saying
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.hover)
        if self.objectName() not in {_LEFT[0], _RIGHT[0]}:
            painter.fillRect(QRect(0, 6, 1, _HEIGHT - 13), theme.line)
        x = 10
        if saying.share is not None:
            draw_progress(painter, QRect(x, 11, 70, 4), self._look, saying.share)
            x += 78
        if saying.icon:
            colour = theme.positive if saying.icon == "check" else ink(theme, saying.tone)
            painter.drawPixmap(QPoint(x, 5), self._look.pixmap(saying.icon, colour, 14))
            x += 19
        measure = metrics("table")
        width = int(measure.horizontalAdvance(saying.text))
        area = QRect(x, 0, self.width() - x - 4, self.height())
        text = measure.elidedText(saying.text, Qt.TextElideMode.ElideRight, area.width())
        words(painter, area, text, ink(theme, saying.tone), font("table"))
        if saying.strong:
            area = area.adjusted(width + 5, 0, 0, 0)
            strong = metrics("table", 600).elidedText(
                saying.strong, Qt.TextElideMode.ElideRight, max(area.width(), 0)
            )
            words(painter, area, strong, theme.text, font("table", 600))
        painter.end()


_LEFT = ("balanced", "verified", "checkpoint", "selection")
_RIGHT = ("jobs", "keyring", "network")


class StatusBar(Ground):
    """`asked` gives the name of the item that was clicked."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, rail_colour, lines="t")
        self._items = {name: StatusItem(look, name) for name in (*_LEFT, *_RIGHT)}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 1, 4, 0)
        layout.setSpacing(0)
        for name in _LEFT:
            layout.addWidget(self._items[name])
        layout.addWidget(QWidget(), 1)
        for name in _RIGHT:
            layout.addWidget(self._items[name])
        for item in self._items.values():
            item.clicked.connect(self._on_clicked)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(tr("Status"))

    def say(self, name: str, saying: Saying) -> None:
        """Let one item say something."""
        self._items[name].say(saying)

    def saying(self, name: str) -> Saying:
        """Return what one item says."""
        return self._items[name].saying

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(sender.objectName())
