"""The overview's presenter."""

from PySide6.QtCore import QObject

from revroute_desktop.console.panes.analytics.overview_view import OverviewView
from revroute_desktop.console.panes.tab import Desk, TabPresenter


class OverviewPresenter(TabPresenter):
    """Fills an `OverviewView`."""

    def __init__(self, desk: Desk, view: OverviewView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view

    def load(self) -> None:
        self.loaded.emit()
