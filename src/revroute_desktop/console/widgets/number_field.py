"""`NumberField`: a whole number within bounds, typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberField(QLineEdit):
    """Arrow keys count up and down; what is no number counts as the nearest bound to 0."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__("0" if least <= 0 <= most else str(least))
        self._least, self._most = least, most
        self.setValidator(QIntValidator(least, most, self))

    @property
    def value(self) -> int:
        """The number."""
        try:
            found = int(self.text())
        except ValueError:
            found = 0
        return max(self._least, min(self._most, found))

    def put(self, value: int) -> None:
        """Show a number."""
        if value != self.value or not self.text():
            self.setText(str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.put(max(self._least, min(self._most, self.value + step)))
