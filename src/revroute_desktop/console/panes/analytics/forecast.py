"""The tab of what comes next: forecasts and capacity."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from revroute_desktop.console.books import Books
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.empty import EmptyState


class ForecastView(QWidget):
    """The page."""

    def __init__(self, look: Look, books: Books) -> None:
        super().__init__()
        self.look = look
        self.books = books
        self.empty = EmptyState(
            look, tr("There is no forecast yet"), tr("What comes next, and what it needs, stands here.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)

    def focus_filter(self) -> None:
        """Go to where the page begins."""
        self.empty.setFocus(Qt.FocusReason.ShortcutFocusReason)


class ForecastPresenter(TabPresenter):
    """Fills a `ForecastView`."""

    def __init__(self, desk: Desk, view: ForecastView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view

    def load(self) -> None:
        self.loaded.emit()
