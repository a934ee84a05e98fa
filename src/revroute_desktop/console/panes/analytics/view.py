"""The analytics pane: its tabs and its two acts. Widgets only."""

from typing import TYPE_CHECKING, cast

from revroute_desktop.console.panes.analytics.overview.view import OverviewView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.tabbed import TabbedView

if TYPE_CHECKING:
    from revroute_desktop.console.books.books import Books
    from revroute_desktop.console.panes.analytics.anomalies.presenter import AnomaliesView
    from revroute_desktop.console.panes.analytics.forecast.presenter import ForecastView
    from revroute_desktop.console.panes.analytics.reports.presenter import ReportsView
    from revroute_desktop.console.panes.analytics.sql.presenter import SqlView

    Page = OverviewView | AnomaliesView | ForecastView | ReportsView | SqlView

TABS = (
    later("Overview"),
    later("Anomalies"),
    later("Forecast"),
    later("Reports"),
    later("SQL"),
)
OVERVIEW, ANOMALIES, FORECAST, REPORTS, SQL = range(len(TABS))


class AnalyticsView(TabbedView["Page"]):
    """Analytics: figures as cards, what looks wrong, what comes next, reports, questions in SQL."""

    def __init__(self, look: Look, books: "Books") -> None:
        self.report_button = Button(look, tr("Make report"), icon="file", variant="primary")
        super().__init__(look, tr("Analytics"), TABS, (self.report_button,))
        self._books = books
        self.report_button.clicked.connect(self._on_report)
        self.page(OVERVIEW)

    @property
    def overview(self) -> OverviewView:
        """The page of the overview."""
        return cast(OverviewView, self.page(OVERVIEW))

    @property
    def anomalies(self) -> "AnomaliesView":
        """The page of what looks wrong."""
        return cast("AnomaliesView", self.page(ANOMALIES))

    @property
    def forecast(self) -> "ForecastView":
        """The page of what comes next."""
        return cast("ForecastView", self.page(FORECAST))

    @property
    def reports(self) -> "ReportsView":
        """The page of reports."""
        return cast("ReportsView", self.page(REPORTS))

    @property
    def sql(self) -> "SqlView":
        """The page of questions in SQL."""
        return cast("SqlView", self.page(SQL))

    def _make(self, at: int) -> "Page":
        look, books = self._look, self._books
        if at == ANOMALIES:
            from revroute_desktop.console.panes.analytics.anomalies.presenter import AnomaliesView

            return AnomaliesView(look, books)
        if at == FORECAST:
            from revroute_desktop.console.panes.analytics.forecast.presenter import ForecastView

            return ForecastView(look, books)
        if at == REPORTS:
            from revroute_desktop.console.panes.analytics.reports.presenter import ReportsView

            return ReportsView(look, books)
        if at == SQL:
            from revroute_desktop.console.panes.analytics.sql.presenter import SqlView

            return SqlView(look, books)
        return OverviewView(look, books)

    def _on_report(self) -> None:
        self.acted.emit("analytics.report")
