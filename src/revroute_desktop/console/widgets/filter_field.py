"""`FilterField`: one line that filters a table; a fault stands below it and the last good result stays."""

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words

_PAUSE_MS = 300


class _Edit(QLineEdit):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(QPoint(9, 8), self._look.pixmap("filter", self._look.theme.text_2, 14))
        painter.end()


class FilterField(QWidget):
    """`filtered` is emitted with the text after a pause of 300 ms, and at once on Enter."""

    filtered = Signal(str)

    def __init__(self, look: Look, hint: str) -> None:
        super().__init__()
        self._look = look
        self._edit = _Edit(look)
        self._edit.setFixedHeight(30)
        self._edit.setFont(font("table"))
        self._edit.setPlaceholderText(hint)
        self._edit.setTextMargins(20, 0, 0, 0)
        self._edit.setAccessibleName("Filter")
        self._fault = Words(look, role="table", tone=Tone.NEGATIVE)
        self._fault.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.returnPressed.connect(self._send)
        self._clear = QAction(look.icon("close"), "Clear the filter", self._edit)
        self._clear.triggered.connect(self.clear)
        self._edit.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        look.changed.connect(self._tint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._edit)
        layout.addWidget(self._fault)
        self.setFocusProxy(self._edit)

    @property
    def text(self) -> str:
        """What is typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Show a text without filtering by it."""
        self._edit.setText(text)
        self._clear.setVisible(bool(text))

    def clear(self) -> None:
        """Empty the field and filter by nothing."""
        self.set_text("")
        self._send()

    def show_fault(self, fault: str) -> None:
        """Say what is wrong under the field; empty when nothing is."""
        self._edit.setProperty("fault", bool(fault))
        self._edit.update()
        self._fault.say(fault)
        self._fault.setVisible(bool(fault))

    def _tint(self) -> None:
        self._clear.setIcon(self._look.icon("close"))

    def _on_edited(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _send(self) -> None:
        self._pause.stop()
        self.filtered.emit(self._edit.text())
