"""The reports tab: one click makes one, the list opens and checks them, schedules and the template."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.analytics_tab import AnalyticsTab
from tests.gui.conftest import Desk

from revroute_desktop.analytics.reports.template import template_of
from revroute_desktop.console.books.period import day_range
from revroute_desktop.console.jobs.jobs import JobState
from revroute_desktop.console.panes.analytics.reports.presenter import ReportsPresenter, ReportsView
from revroute_desktop.console.panes.analytics.reports.view import PAYEE
from revroute_desktop.console.panes.analytics.view import REPORTS
from revroute_desktop.processes.schedule_table import schedules_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


class Page(AnalyticsTab):
    """The tab as a person has it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, REPORTS)
        self.books.chosen.show(day_range(date(2026, 10, 1), date(2026, 10, 31)), "")
        self.view, self.presenter = self.whole.reports, self.filled_by(ReportsPresenter)
        self.rest()

    def rest(self) -> None:
        self.desk.rest()
        self.desk.qtbot.wait(60)
        self.desk.rest()

    def made(self, count: int) -> None:
        """Wait until so many reports are listed."""
        self.desk.qtbot.waitUntil(lambda: self.view.made.rowCount() == count, timeout=60_000)
        self.desk.qtbot.waitUntil(lambda: not self.desk.jobs.running, timeout=60_000)
        self.rest()


@pytest.fixture
def page(desk: Desk) -> Page:
    return Page(desk)


def cells(view: ReportsView) -> list[list[str]]:
    columns = range(view.made.columnCount())
    return [[view.made.index(row, at).data() for at in columns] for row in range(view.made.rowCount())]


@pytest.mark.longest
def test_one_click_makes_the_report_of_the_headers_days(page: Page) -> None:
    QAbstractItemModelTester(page.view.made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.whole.report_button.click()
    page.made(1)
    (row,) = cells(page.view)
    assert row[1] == "Whole business" and row[2] == "October 2026" and row[3].endswith(".pdf")
    file = page.presenter.folder / row[3]
    assert file.read_bytes().startswith(b"%PDF") and file.parent.name == "northlight reports"
    job = page.desk.jobs.all[0]
    assert job.state is JobState.DONE and job.goes_to == ("analytics", REPORTS) and str(file) in job.result
    page.view.table.selectRow(0)
    page.view.verify_button.click()
    page.rest()
    assert cells(page.view)[0][6] == "Unaltered"
    file.write_bytes(file.read_bytes() + b" ")
    page.view.verify_button.click()
    page.rest()
    assert cells(page.view)[0][6] == "Altered"
    file.unlink()
    page.presenter.books_changed()
    page.rest()
    assert not page.view.open_button.isEnabled()


def test_a_statement_goes_where_it_is_told(page: Page, tmp_path: Path) -> None:
    page.presenter.choose_folder(tmp_path / "sent")
    page.rest()
    page.view.what.choose(PAYEE)
    page.view.make_button.click()
    assert "Name the account" in page.view.fault.text()
    page.view.payee.setText("payee:neon-kitten")
    page.view.form_of.choose(0)
    page.view.make_button.click()
    page.made(1)
    (file,) = (tmp_path / "sent").iterdir()
    assert "Statement of payee:neon-kitten" in file.read_text("utf-8")
    assert cells(page.view)[0][1] == "payee:neon-kitten"


def test_an_unknown_account_is_told_by_its_job(page: Page) -> None:
    page.view.what.choose(PAYEE)
    page.view.payee.setText("payee:nobody")
    page.view.make_button.click()
    page.desk.qtbot.waitUntil(
        lambda: bool(page.desk.jobs.all) and page.desk.jobs.all[0].state is JobState.FAILED, timeout=60_000
    )
    assert "Nothing was ever booked" in page.desk.jobs.all[0].result


def test_a_schedule_is_made_paused_and_removed(page: Page) -> None:
    page.view.new_button.click()
    dialog = page.presenter.schedule_dialog
    assert dialog is not None
    dialog.act.click()
    assert "name" in dialog.fault.text()
    dialog.name.setText("Month to the board")
    dialog.times.setCurrentIndex(2)
    assert dialog.period.currentData() == "last-month"
    dialog.act.click()
    page.rest()
    with page.books.workspace.read() as session:
        (one,) = schedules_of(session.sql)
    assert one.kind == "report" and one.cron == "0 7 1 * *"
    assert one.arguments[:3] == ("report", "--period", "last-month") and "--pdf" in one.arguments
    assert page.presenter.folder.is_dir()
    page.view.schedule_table.selectRow(0)
    page.view.pause_button.click()
    page.rest()
    assert page.view.schedules.index(0, 1).data() == "Paused"
    page.view.remove_button.click()
    page.rest()
    assert page.view.schedules.rowCount() == 0


def test_the_template_is_kept_and_seen_as_one_types(page: Page, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    )
    page.view.template_button.click()
    page.rest()
    dialog = page.presenter.template_dialog
    assert dialog is not None
    before = dialog.picture.grab().toImage()
    dialog.name.setText("Northlight GmbH")
    dialog.address.setPlainText("Street 1\n\nBerlin")
    dialog.logo.setText(str(logo))
    dialog.checks["forecast"].setChecked(False)
    page.desk.qtbot.wait(400)
    page.rest()
    assert dialog.picture.grab().toImage() != before
    dialog.logo.setText(str(tmp_path / "nothing.png"))
    page.desk.qtbot.wait(400)
    assert "cannot be read" in dialog.fault.text()
    dialog.logo.setText(str(logo))
    dialog.act.click()
    page.rest()
    with page.books.workspace.read() as session:
        kept = template_of(session.sql)
    assert kept.name == "Northlight GmbH" and kept.lines == ("Street 1", "Berlin")
    assert kept.logo is not None and "forecast" not in kept.sections
