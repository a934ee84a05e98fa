"""The traffic pane: its tabs and its two acts. Widgets only."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.console.panes.traffic.overview_view import OverviewView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button

if TYPE_CHECKING:
    from revroute_desktop.console.panes.traffic.bots import BotsView
    from revroute_desktop.console.panes.traffic.revenue import RevenueView
    from revroute_desktop.console.panes.traffic.runs import RunsView
    from revroute_desktop.console.panes.traffic.sources import SourcesView
    from revroute_desktop.console.panes.traffic.visits import VisitsView

    Page = OverviewView | VisitsView | BotsView | SourcesView | RevenueView | RunsView

TABS = (
    later("Overview"),
    later("Visits"),
    later("Bots"),
    later("Sources"),
    later("Revenue"),
    later("Load runs"),
)
OVERVIEW, VISITS, BOTS, SOURCES, REVENUE, RUNS = range(len(TABS))


class TrafficView(QWidget):
    """One page a tab, made when it is first asked for: `made` gives its index.

    `acted` gives the id of an action of the registry.
    """

    acted = Signal(str)
    made = Signal(int)
    tab_changed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._made: dict[int, Page] = {}
        self._pages = QStackedWidget()
        self.import_button = Button(look, tr("Import logs"), icon="import")
        self.run_button = Button(look, tr("New load run"), icon="play", variant="primary")
        self.head = PaneHead(look, tr("Traffic"), TABS, (self.import_button, self.run_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.head.tabs.changed.connect(self._on_tab)
        self.import_button.clicked.connect(self._on_import)
        self.run_button.clicked.connect(self._on_run)
        self.page(OVERVIEW)

    def page(self, at: int) -> "Page":
        """Return the page of a tab, made if need be."""
        if at not in self._made:
            self._made[at] = page = self._make(at)
            self._pages.addWidget(page)
            self.made.emit(at)
        return self._made[at]

    @property
    def pages(self) -> "tuple[Page, ...]":
        """All pages, in the order of their tabs."""
        return tuple(self.page(at) for at in range(len(TABS)))

    @property
    def overview(self) -> OverviewView:
        """The page of the overview."""
        return cast(OverviewView, self.page(OVERVIEW))

    @property
    def visits(self) -> "VisitsView":
        """The page of the visits."""
        return cast("VisitsView", self.page(VISITS))

    @property
    def bots(self) -> "BotsView":
        """The page of the bots."""
        return cast("BotsView", self.page(BOTS))

    @property
    def sources(self) -> "SourcesView":
        """The page of the logs."""
        return cast("SourcesView", self.page(SOURCES))

    @property
    def revenue(self) -> "RevenueView":
        """The page of revenue by origin."""
        return cast("RevenueView", self.page(REVENUE))

    @property
    def runs(self) -> "RunsView":
        """The page of the load runs."""
        return cast("RunsView", self.page(RUNS))

    @property
    def tab(self) -> int:
        """Index of the tab shown."""
        return self.head.tabs.current

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the tab shown, or into its table."""
        self.page(self.tab).focus_filter()

    def _make(self, at: int) -> "Page":
        """Make a page; what it needs is imported then: the first one must not wait for the others."""
        look = self._look
        if at == VISITS:
            from revroute_desktop.console.panes.traffic.visits import VisitsView

            return VisitsView(look)
        if at == BOTS:
            from revroute_desktop.console.panes.traffic.bots import BotsView

            return BotsView(look)
        if at == SOURCES:
            from revroute_desktop.console.panes.traffic.sources import SourcesView

            sources = SourcesView(look)
            sources.import_asked.connect(self._on_import)
            sources.follow_asked.connect(self._on_follow)
            return sources
        if at == REVENUE:
            from revroute_desktop.console.panes.traffic.revenue import RevenueView

            return RevenueView(look)
        if at == RUNS:
            from revroute_desktop.console.panes.traffic.runs import RunsView

            runs = RunsView(look)
            runs.run.empty.acted.connect(self._on_run)
            return runs
        overview = OverviewView(look)
        overview.empty.acted.connect(self._on_import)
        overview.rules_asked.connect(self._on_rules)
        return overview

    def _on_tab(self, at: int) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self._pages.isAncestorOf(focused)
        page = self.page(at)
        self._pages.setCurrentWidget(page)
        if inside:
            page.focus_filter()
        self.tab_changed.emit(at)

    def _on_import(self) -> None:
        self.acted.emit("traffic.import")

    def _on_follow(self) -> None:
        self.acted.emit("traffic.follow")

    def _on_run(self) -> None:
        self.acted.emit("traffic.run")

    def _on_rules(self) -> None:
        self.head.tabs.choose(SOURCES)
        self.sources.rules_button.click()
