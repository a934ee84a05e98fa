"""The ring around whatever has focus by keyboard."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QTableView,
    QTreeView,
    QWidget,
)

# These show focus themselves: fields by their border, tables by the outline of a row or their own.
_OWN_FOCUS = (QLineEdit, QComboBox, QTableView, QTreeView)


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


def focus_by_key(widget: QWidget) -> None:
    """Give the focus to a widget as Tab does, so that it is seen; for keys that jump.

    Qt forgets that a key was pressed while it sets the focus, and tells so only afterwards.
    """
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    app = QApplication.instance()
    if isinstance(app, QApplication) and widget.hasFocus():
        app.focusChanged.emit(None, widget)
