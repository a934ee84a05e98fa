"""Pictures of what looks wrong and what comes next: both tabs of the analytics pane, and their dialogs."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from revroute_desktop.analytics.prices import usual_prices
from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.jobs.works import look_work
from revroute_desktop.console.panes.analytics.anomalies.models import ALL, OPEN
from revroute_desktop.console.panes.analytics.anomalies.rule_dialog import RATIO, THRESHOLD, RuleDialog
from revroute_desktop.console.panes.analytics.anomalies.view import WHAT, WHY
from revroute_desktop.console.panes.analytics.forecast.prices_dialog import PricesDialog
from revroute_desktop.console.panes.analytics.view import ANOMALIES, FORECAST, OVERVIEW, AnalyticsView
from revroute_desktop.console.screenshots.jobs import finish
from revroute_desktop.console.theme.look import Look

Take = Callable[[str, QWidget], None]


def take_ahead(
    books: OpenBooks, jobs: JobList, turn: Callable[[], None], take: Callable[[str], None], name: str
) -> None:
    """Take the Anomalies tab, with what a look found selected and explained, and the Forecast tab."""
    books.panes.show("analytics")
    view = books.panes.view("analytics")
    assert isinstance(view, AnalyticsView), "the analytics pane is built"
    if books.may_write and not any(job.kind == "anomalies" for job in jobs.all):
        finish(books, jobs, turn, look_work())
    view.head.tabs.choose(ANOMALIES)
    page = view.anomalies
    take(f"analytics-anomalies-{name}")
    page.states.choose(ALL)
    if page.model.rowCount():
        page.table.selectRow(0)
        page.beside.open_inspector()
    for at, words in ((WHAT, "what"), (WHY, "why")):
        page.inspector.choose_tab(at)
        take(f"analytics-anomalies-{words}-{name}")
    page.inspector.choose_tab(WHAT)
    if page.checks_model.rowCount():
        page.checks.selectRow(0)
        take(f"analytics-checks-{name}")
    page.beside.close_inspector()
    page.states.choose(OPEN)
    view.head.tabs.choose(FORECAST)
    take(f"analytics-forecast-{name}")
    view.head.tabs.choose(OVERVIEW)


def take_ahead_dialogs(look: Look, window: QWidget, take: Take, name: str) -> None:
    """Take the dialogs of a rule and of prices."""
    rule = RuleDialog(look, window, ("EUR", "USD"))
    rule.mark.setText("100")
    for kind, words in ((THRESHOLD, "threshold"), (RATIO, "ratio")):
        rule.kind.choose(kind)
        rule.show()
        take(f"analytics-rule-{words}-{name}", rule)
    prices = PricesDialog(look, window, usual_prices())
    prices.show()
    take(f"analytics-prices-{name}", prices)
    for dialog in (rule, prices):
        dialog.close()
        dialog.deleteLater()
