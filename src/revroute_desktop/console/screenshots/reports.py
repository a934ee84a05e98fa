"""Pictures of reports and of questions in SQL: both tabs of the analytics pane, and their dialogs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from revroute_desktop.analytics.reports.sample import sample_document
from revroute_desktop.analytics.reports.template import Template
from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.jobs.works import report_work
from revroute_desktop.console.panes.analytics.reports.dialogs import ReportScheduleDialog, TemplateDialog
from revroute_desktop.console.panes.analytics.reports.view import PAYEE, WHOLE
from revroute_desktop.console.panes.analytics.sql.presenter import KeepDialog
from revroute_desktop.console.panes.analytics.view import OVERVIEW, REPORTS, SQL, AnalyticsView
from revroute_desktop.console.screenshots.jobs import finish
from revroute_desktop.console.theme.look import Look
from revroute_desktop.paper.pdf import page_picture

_ACCOUNT = "payee:neon-kitten"
_ASKED = (
    "SELECT kind, currency, COUNT(*) AS events, SUM(amount) AS amount\nFROM events\n"
    "GROUP BY 1, 2\nORDER BY events DESC"
)
_WRONG = "SELECT kind, amuont\nFROM events"


def take_reports(
    books: OpenBooks, jobs: JobList, turn: Callable[[], None], take: Callable[[str], None], name: str
) -> None:
    """Take the Reports tab with a report that was made, and the SQL tab with an answer and with a fault."""
    books.panes.show("analytics")
    view = books.panes.view("analytics")
    assert isinstance(view, AnalyticsView), "the analytics pane is built"
    view.head.tabs.choose(REPORTS)
    if books.may_write and not any(job.kind == "report" for job in jobs.all):
        take(f"analytics-reports-empty-{name}")
        finish(books, jobs, turn, report_work(books.workspace.path.parent, None, "", pdf=True))
    page = view.reports
    page.what.choose(PAYEE)
    page.payee.setText(_ACCOUNT)
    if page.made.rowCount():
        page.table.selectRow(0)
    take(f"analytics-reports-{name}")
    page.what.choose(WHOLE)
    view.head.tabs.choose(SQL)
    take(f"analytics-sql-empty-{name}")
    asked = view.sql
    for words, question in (("answer", _ASKED), ("fault", _WRONG)):
        asked.show_question(question)
        asked.run_asked.emit()
        take(f"analytics-sql-{words}-{name}")
    view.head.tabs.choose(OVERVIEW)


def take_report_dialogs(look: Look, window: QWidget, take: Callable[[str, QWidget], None], name: str) -> None:
    """Take the dialogs of the template, of a schedule and of a question that is kept."""
    made = Template("Northlight GmbH", ("Torstraße 12", "10119 Berlin"), closing="books@northlight.example")
    template = TemplateDialog(look, window, made)
    template.show_page(page_picture(sample_document(made, "northlight"), template.picture.width() * 2))
    schedule = ReportScheduleDialog(look, window, Path("/books/northlight reports"), (_ACCOUNT,))
    keep = KeepDialog(look, window, "")
    for words, dialog in (("template", template), ("schedule", schedule), ("question", keep)):
        dialog.show()
        take(f"analytics-{words}-{name}", dialog)
        dialog.close()
        dialog.deleteLater()
