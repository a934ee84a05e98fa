"""A tab of the Analytics pane as a person has it: its view, what fills it, and the desk around it."""

from collections.abc import Callable
from typing import TypeVar

from tests.gui.conftest import Desk

from revroute_desktop.console.panes.analytics.presenter import AnalyticsPresenter
from revroute_desktop.console.panes.analytics.view import AnalyticsView
from revroute_desktop.workspace import Workspace

Presenter = TypeVar("Presenter")

WAIT = 25_000


class AnalyticsTab:
    """Opens one tab of the pane; `whole` is the view of all of it, `head` what stands above each tab."""

    def __init__(self, desk: Desk, tab: int) -> None:
        self.desk = desk
        books = desk.console.books
        assert books is not None
        self.books = books
        books.panes.show_tab("analytics", tab)
        view = books.panes.view("analytics")
        assert isinstance(view, AnalyticsView)
        self.whole, self.head = view, view.head
        presenter = books.made.presenters["analytics"]
        assert isinstance(presenter, AnalyticsPresenter)
        self._filled_by = presenter.tabs[tab]
        desk.rest()

    def filled_by(self, kind: type[Presenter]) -> Presenter:
        """What fills the tab."""
        assert isinstance(self._filled_by, kind)
        return self._filled_by

    @property
    def workspace(self) -> Workspace:
        return self.books.workspace

    def wait(self, done: Callable[[], object]) -> None:
        self.desk.qtbot.waitUntil(lambda: bool(done()), timeout=WAIT)
