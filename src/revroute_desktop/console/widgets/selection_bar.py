"""`SelectionBar`: what is selected as chips with a cross each; `SelectionChip` is one of them."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box, words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words

_HEIGHT, _PAD, _GAP, _CROSS, _WIDEST = 24, 8, 5, 18, 420

SPAN = ""
"""Name of the chip of a span of time; others are called by their dimension."""


class SelectionChip(QAbstractButton):
    """A label and what is selected under it. A click, Delete or Backspace takes it away."""

    def __init__(self, look: Look, name: str, label: str, value: str) -> None:
        super().__init__()
        self._look = look
        self._label, self._value = label, value
        self.setObjectName(f"selection.{name}")
        self.name = name
        self.setText(f"{label} {value}")
        self.setAccessibleName(tr("Selected: {what}. Press to let go.", what=self.text()))
        self.setToolTip(tr("{what}: a click lets go of it", what=self.text()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        wide = metrics("table").horizontalAdvance(self._label)
        wide += metrics("table", 600).horizontalAdvance(self._value)
        return QSize(min(int(wide) + 2 * _PAD + _GAP + _CROSS, _WIDEST), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        box(painter, self.rect(), 3, theme.accent_soft)
        if self.hasFocus():
            box(painter, self.rect(), 3, None, theme.focus, 2)
        area = self.rect().adjusted(_PAD, 0, -_CROSS, 0)
        words(painter, area, self._label, theme.accent_text, font("table"))
        after = int(metrics("table").horizontalAdvance(self._label)) + _GAP
        area = area.adjusted(after, 0, 0, 0)
        value = metrics("table", 600).elidedText(self._value, Qt.TextElideMode.ElideRight, area.width())
        words(painter, area, value, theme.text, font("table", 600))
        cross = QPoint(self.width() - _CROSS + 3, 7)
        painter.drawPixmap(cross, self._look.pixmap("close", theme.accent_text, 10))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class SelectionBar(QWidget):
    """`removed` gives the name of a chip whose selection is let go."""

    removed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chips: list[SelectionChip] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.note = Words(look, role="table", tone=Tone.FAINT, elide=True)
        self._layout.addWidget(self.note, 1)
        self.setAccessibleName(tr("Selection"))

    @property
    def chips(self) -> tuple[SelectionChip, ...]:
        """The chips in their order."""
        return tuple(self._chips)

    def show_chips(self, chips: tuple[tuple[str, str, str], ...], note: str) -> None:
        """Show chips by name, label and value, and a sentence behind them."""
        if [(c.name, c.text()) for c in self._chips] != [(n, f"{label} {v}") for n, label, v in chips]:
            for old in self._chips:
                self._layout.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._chips = [SelectionChip(self._look, *one) for one in chips]
            for at, chip in enumerate(self._chips):
                chip.clicked.connect(self._on_clicked)
                self._layout.insertWidget(at, chip)
        self.note.say(note)
        self.note.setToolTip(note)

    def _on_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, SelectionChip):
            self.removed.emit(chip.name)
