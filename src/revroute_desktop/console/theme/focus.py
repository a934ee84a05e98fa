"""The ring around whatever has focus by keyboard."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QWidget,
)

# These show focus themselves: fields by their border, tables by the outline of a cell.
_OWN_FOCUS = (QLineEdit, QComboBox, QAbstractItemView, QAbstractScrollArea)


class FocusRing(QObject):
    """Moves one focus frame to the focused widget, only when the focus came by a key."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._on_focus)

    def close(self) -> None:
        """Stop following the focus."""
        self._app.focusChanged.disconnect(self._on_focus)
        self._drop()

    def _drop(self) -> None:
        if self._frame is not None:
            self._frame.setWidget(None)  # type: ignore[arg-type]
            self._frame.deleteLater()
            self._frame = None

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        if new is None or isinstance(new, _OWN_FOCUS):
            return
        if new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self._frame = QFocusFrame(new.parentWidget() or new)
            self._frame.setWidget(new)
