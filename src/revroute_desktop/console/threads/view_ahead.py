"""`ViewAhead`: the first pane's view, made while the file is checked aside."""

from PySide6.QtCore import QObject, QTimer

from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.theme.look import Look

_AFTER_WINDOW_MS = 10


class ViewAhead(QObject):
    """Makes the view in a turn of its own, so that making it and filling it do not fall into one."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._view: RoutingView | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_WINDOW_MS)
        self._timer.timeout.connect(self._make)

    def begin(self) -> None:
        """Make it soon, once the window has had its turn."""
        self._timer.start()

    def take(self) -> RoutingView:
        """Hand the view out; it is made now if it is not yet."""
        self._timer.stop()
        view, self._view = self._view or RoutingView(self._look), None
        return view

    def drop(self) -> None:
        """Nothing is opened: let go of the view."""
        self._timer.stop()
        if self._view is not None:
            self._view.deleteLater()
            self._view = None

    def _make(self) -> None:
        if self._view is None:
            self._view = RoutingView(self._look)
