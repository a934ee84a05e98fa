"""The analytics pane's presenter: the period for all its tabs, and its acts."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal

from revroute_desktop.analytics.arrangements import names
from revroute_desktop.analytics.comparison import comparison_of
from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.panes.analytics.overview.presenter import OverviewPresenter
from revroute_desktop.console.panes.analytics.view import (
    ANOMALIES,
    FORECAST,
    OVERVIEW,
    REPORTS,
    SQL,
    AnalyticsView,
)
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.tabs import TabsPresenter
from revroute_desktop.console.theme.look import Look

if TYPE_CHECKING:
    from revroute_desktop.console.panes.analytics.reports.presenter import ReportsPresenter

TAB_ACTS = {
    "analytics.anomalies": ANOMALIES,
    "analytics.forecast": FORECAST,
    "analytics.reports": REPORTS,
    "analytics.sql": SQL,
}
"""Acts that show a tab."""


class AnalyticsPresenter(TabsPresenter[AnalyticsView]):
    """Fills an `AnalyticsView`. `acted` gives the id of an action elsewhere, `view_wanted` the saved view in
    which rows stand.
    """

    acted = Signal(str)
    view_wanted = Signal(object)
    rows_wanted = Signal(object)

    def __init__(
        self, look: Look, books: Books, view: AnalyticsView, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(Desk(look, books, may_write, "analytics"), view, parent)
        self._on_made(OVERVIEW)

    @property
    def overview(self) -> OverviewPresenter:
        """The presenter of the first tab."""
        found = self.tabs[OVERVIEW]
        assert isinstance(found, OverviewPresenter), "the first tab is the overview"
        return found

    def act(self, action: str) -> None:
        """Do an act by its id in the registry of actions."""
        if action in TAB_ACTS:
            self._view.head.tabs.choose(TAB_ACTS[action])
            return
        if action == "analytics.report":
            self._view.head.tabs.choose(REPORTS)
            cast("ReportsPresenter", self.tabs[REPORTS]).make_whole()
            return
        self._view.head.tabs.choose(OVERVIEW)
        self.overview.act(action)

    def show_open(self, count: int) -> None:
        """Say how many anomalies are open."""
        self._view.head.tabs.set_count(ANOMALIES, self._desk.books.writer.count(count) if count else "")

    def show_anomaly(self, name: str) -> None:
        """Go to an anomaly, and say why its figure is another."""
        from revroute_desktop.console.panes.analytics.anomalies.presenter import AnomaliesPresenter

        self._view.head.tabs.choose(ANOMALIES)
        found = self.tabs[ANOMALIES]
        assert isinstance(found, AnomaliesPresenter), "that is the tab of anomalies"
        found.show_alert(name, why=True)

    def _make(self, at: int) -> TabPresenter:
        view, desk = self._view, self._desk
        if at == ANOMALIES:
            from revroute_desktop.console.panes.analytics.anomalies.presenter import AnomaliesPresenter

            anomalies = AnomaliesPresenter(desk, view.anomalies, self)
            anomalies.view_wanted.connect(self.view_wanted)
            return anomalies
        if at == FORECAST:
            from revroute_desktop.console.panes.analytics.forecast.presenter import ForecastPresenter

            forecast = ForecastPresenter(desk, view.forecast, self)
            forecast.view_wanted.connect(self.view_wanted)
            return forecast
        if at == REPORTS:
            from revroute_desktop.console.panes.analytics.reports.presenter import ReportsPresenter

            return ReportsPresenter(desk, view.reports, self)
        if at == SQL:
            from revroute_desktop.console.panes.analytics.sql.presenter import SqlPresenter

            return SqlPresenter(desk, view.sql, self)
        overview = OverviewPresenter(desk, view.overview, self)
        overview.rows_wanted.connect(self._on_rows)
        view.overview.import_asked.connect(self._on_import)
        return overview

    def saved(self) -> dict[str, Any]:
        """Return what is remembered: the tab, and what is compared."""
        return {"tab": self._view.tab, "compare": self.overview.comparison.code}

    def restore(self, saved: dict[str, Any]) -> None:
        """Show what was remembered."""
        self.overview.comparison = comparison_of(str(saved.get("compare", "")))
        tab = saved.get("tab")
        if isinstance(tab, int):
            self._view.head.tabs.choose(tab)

    @property
    def arrangements(self) -> tuple[str, ...]:
        """The names of the overview's arrangements."""
        return names(self.overview.kept)

    def show_arrangement(self, name: str) -> None:
        """Show an arrangement of the overview."""
        self._view.head.tabs.choose(OVERVIEW)
        self.overview.show_arrangement(name)

    def _on_rows(self, view: SavedView) -> None:
        """Show the rows within the period of the header, which stays."""
        self.rows_wanted.emit(replace(view, period=self._period.code, currency=self._currency))

    def _on_import(self) -> None:
        self.acted.emit("import.revenue")
