"""`TabsPresenter`: what a pane's presenter does for all its tabs: showing, hiding, the header's period."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.period import ALL_TIME, Period
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.widgets.tabbed import TabbedView

V = TypeVar("V", bound=TabbedView[Any])


class TabsPresenter(QObject, Generic[V]):
    """Has one `TabPresenter` for each page that the view has made. Whoever inherits says how each is made,
    and takes up the page that the view made first (`_on_made`) as soon as it can.

    `said` gives what came of an act, `started` a job to run, `selected_says` words about the selection.
    """

    said = Signal(str)
    started = Signal(object)
    selected_says = Signal(str, str)

    def __init__(self, desk: Desk, view: V, parent: QObject) -> None:
        super().__init__(parent)
        self.tabs: dict[int, TabPresenter] = {}
        self._desk = desk
        self._view = view
        self._active = False
        self._period, self._currency = ALL_TIME, ""
        view.made.connect(self._on_made)
        view.tab_changed.connect(self._on_tab)

    def activate(self, active: bool) -> None:
        """The pane is shown or hidden."""
        self._active = active
        self.tabs[self._view.tab].activate(active)

    def books_changed(self) -> None:
        """The file has changed."""
        for tab in self.tabs.values():
            tab.books_changed()

    def show_period(self, period: Period, currency: str) -> None:
        """Show another period and currency."""
        self._period, self._currency = period, currency
        for tab in self.tabs.values():
            tab.show_period(period.instants(self._desk.books.zone), currency)

    def _make(self, at: int) -> TabPresenter:
        """Make what fills the page of a tab, and import what it needs only now."""
        raise NotImplementedError

    def _on_made(self, at: int) -> None:
        self.tabs[at] = tab = self._make(at)
        tab.said.connect(self.said)
        tab.started.connect(self.started)
        tab.selected_says.connect(self.selected_says)
        tab.show_period(self._period.instants(self._desk.books.zone), self._currency)

    def _on_tab(self, at: int) -> None:
        for other, tab in self.tabs.items():
            if other != at:
                tab.activate(False)
        self.selected_says.emit("", "")
        self.tabs[at].activate(self._active)
