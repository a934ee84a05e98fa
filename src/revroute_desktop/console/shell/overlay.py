"""`Overlay`: a panel that lies over the window until Esc, a choice, or the focus goes elsewhere."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box


class Overlay(QFrame):
    """A child of the window rather than a window: nothing of the system can lay it elsewhere."""

    def __init__(self, look: Look, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._look = look
        self._before: QWidget | None = None
        self._follows = False
        self.setAccessibleName(name)
        self.hide()
        look.changed.connect(self.update)

    def open_over(self) -> None:
        """Show it; the focus comes back to where it was when it closes."""
        # Asked of the window: the application knows none while another program is in front.
        self._before = self.window().focusWidget()
        self.place()
        self.show()
        self.raise_()
        self._follow(True)

    def place(self) -> None:
        """Take its place in the window."""
        raise NotImplementedError

    def close_over(self) -> None:
        """Hide it and give the focus back."""
        if not self._follows:
            return
        self._follow(False)
        inside = self._holds(self.window().focusWidget())
        self.hide()
        if inside and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, self.rect(), 6, self._look.theme.raised, self._look.theme.line_strong)
        painter.end()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _follow(self, on: bool) -> None:
        if on == self._follows:
            return
        self._follows = on
        app = QApplication.instance()
        assert isinstance(app, QApplication), "widgets have an application"
        if on:
            app.focusChanged.connect(self._on_focus)
        else:
            app.focusChanged.disconnect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # No widget at all has focus while another program is in front: then it stays.
        if new is not None and not self._holds(new):
            self.close_over()
