"""The traffic pane: its tabs and its two acts. Widgets only."""

from typing import TYPE_CHECKING, cast

from revroute_desktop.console.panes.traffic.overview_view import OverviewView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.tabbed import TabbedView

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


class TrafficView(TabbedView["Page"]):
    """Traffic: what its logs say, who visited, and runs of load."""

    def __init__(self, look: Look) -> None:
        self.import_button = Button(look, tr("Import logs"), icon="import")
        self.run_button = Button(look, tr("New load run"), icon="play", variant="primary")
        super().__init__(look, tr("Traffic"), TABS, (self.import_button, self.run_button))
        self.import_button.clicked.connect(self._on_import)
        self.run_button.clicked.connect(self._on_run)
        self.page(OVERVIEW)

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

    def _make(self, at: int) -> "Page":
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

    def _on_import(self) -> None:
        self.acted.emit("traffic.import")

    def _on_follow(self) -> None:
        self.acted.emit("traffic.follow")

    def _on_run(self) -> None:
        self.acted.emit("traffic.run")

    def _on_rules(self) -> None:
        self.head.tabs.choose(SOURCES)
        self.sources.rules_button.click()
