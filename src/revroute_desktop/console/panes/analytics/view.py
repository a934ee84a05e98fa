"""The analytics pane: its tabs and its two acts. Widgets only."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.console.panes.analytics.overview_view import OverviewView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button

if TYPE_CHECKING:
    from revroute_desktop.console.books import Books
    from revroute_desktop.console.panes.analytics.anomalies import AnomaliesView
    from revroute_desktop.console.panes.analytics.forecast import ForecastView
    from revroute_desktop.console.panes.analytics.reports import ReportsView
    from revroute_desktop.console.panes.analytics.sql import SqlView

    Page = OverviewView | AnomaliesView | ForecastView | ReportsView | SqlView

TABS = (
    later("Overview"),
    later("Anomalies"),
    later("Forecast"),
    later("Reports"),
    later("SQL"),
)
OVERVIEW, ANOMALIES, FORECAST, REPORTS, SQL = range(len(TABS))


class AnalyticsView(QWidget):
    """One page a tab, made when it is first asked for: `made` gives its index.

    `acted` gives the id of an action of the registry.
    """

    acted = Signal(str)
    made = Signal(int)
    tab_changed = Signal(int)

    def __init__(self, look: Look, books: "Books") -> None:
        super().__init__()
        self._look = look
        self._books = books
        self._made: dict[int, Page] = {}
        self._pages = QStackedWidget()
        self.report_button = Button(look, tr("Make report"), icon="file", variant="primary")
        self.head = PaneHead(look, tr("Analytics"), TABS, (self.report_button,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.head.tabs.changed.connect(self._on_tab)
        self.report_button.clicked.connect(self._on_report)
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

    @property
    def tab(self) -> int:
        """Index of the tab shown."""
        return self.head.tabs.current

    def focus_filter(self) -> None:
        """Put the cursor into what the tab shown begins with."""
        self.page(self.tab).focus_filter()

    def _make(self, at: int) -> "Page":
        """Make a page; what it needs is imported then: the first one must not wait for the others."""
        look, books = self._look, self._books
        if at == ANOMALIES:
            from revroute_desktop.console.panes.analytics.anomalies import AnomaliesView

            return AnomaliesView(look, books)
        if at == FORECAST:
            from revroute_desktop.console.panes.analytics.forecast import ForecastView

            return ForecastView(look, books)
        if at == REPORTS:
            from revroute_desktop.console.panes.analytics.reports import ReportsView

            return ReportsView(look, books)
        if at == SQL:
            from revroute_desktop.console.panes.analytics.sql import SqlView

            return SqlView(look, books)
        return OverviewView(look, books)

    def _on_tab(self, at: int) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self._pages.isAncestorOf(focused)
        page = self.page(at)
        self._pages.setCurrentWidget(page)
        if inside:
            page.focus_filter()
        self.tab_changed.emit(at)

    def _on_report(self) -> None:
        self.acted.emit("analytics.report")
