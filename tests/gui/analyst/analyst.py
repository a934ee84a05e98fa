"""`Analyst`: what an analyst does with the pane, by its widgets, taking a picture after every step."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.documents.test_in_browser import CHROMIUM, browse
from tests.gui.conftest import Desk

from revroute_desktop.analytics.cards import Form
from revroute_desktop.analytics.comparison import Against, Comparison
from revroute_desktop.console.books.period import Period
from revroute_desktop.console.panes.analytics.cards.view import CardView
from revroute_desktop.console.panes.analytics.overview.presenter import OverviewPresenter
from revroute_desktop.console.panes.analytics.view import ANOMALIES, FORECAST, REPORTS, AnalyticsView
from revroute_desktop.console.widgets.dialog import ReasonDialog

PDFTOPPM = shutil.which("pdftoppm")


class Analyst:
    """One walk over one workspace. Every step leaves a picture in `folder`."""

    def __init__(self, desk: Desk, period: Period, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        books = desk.console.books
        assert books is not None
        self.books = books
        desk.window.resize(1600, 1000)
        books.chosen.show(period, "")
        books.panes.show("analytics")
        view = books.panes.view("analytics")
        assert isinstance(view, AnalyticsView) and books.made.analytics is not None
        self.view = view
        self.overview: OverviewPresenter = books.made.analytics.overview
        self.pictures: list[Path] = []
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is asked for any more."""
        for _ in range(2):
            self.desk.qtbot.waitUntil(lambda: not self.desk.reads.busy, timeout=60_000)
            self.desk.qtbot.wait(250)
        self.desk.qtbot.waitUntil(lambda: not self.desk.reads.busy, timeout=60_000)

    def until(self, there: Callable[[], object], seconds: int = 90) -> None:
        """Wait for something."""
        self.desk.qtbot.waitUntil(lambda: bool(there()), timeout=1000 * seconds)

    def take(self, name: str) -> None:
        """Take a picture of the window."""
        path = self.folder / f"{len(self.pictures):02d}-{name}.png"
        assert self.desk.window.grab().save(str(path))
        self.pictures.append(path)

    def card(self, metric: str, form: Form) -> CardView:
        """Return a card of the overview."""
        return next(
            one for one in self.view.overview.grid.cards if (one.card.metric, one.card.form) == (metric, form)
        )

    def figure(self) -> str:
        """Return the first key figure."""
        return self.view.overview.figures._figures[0].value.text

    def opens(self) -> None:
        """The month stands there: figures and every card."""
        self.until(lambda: self.figure() != "–")
        assert all(one.card.id in self.overview.answers for one in self.view.overview.grid.cards)
        self.take("open")

    def compares(self) -> None:
        """With the same days of last year, and back with the period before."""
        self.overview.compare_with(Comparison(Against.YEAR))
        self.settle()
        self.take("last-year")
        self.overview.compare_with(Comparison(Against.BEFORE))
        self.settle()
        answer = self.overview.answers["c0"]
        assert answer.whole is not None and answer.whole.before.exact is not None

    def brushes(self) -> None:
        """A week in the curve, by keys; every card follows."""
        before = self.figure()
        chart = self.card("net", Form.LINE).chart
        chart.setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(26):
            QTest.keyClick(chart, Qt.Key.Key_Left)
        for _ in range(6):
            QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(chart, Qt.Key.Key_Return)
        self.until(lambda: self.overview.selection.span is not None)
        self.settle()
        assert len(self.view.overview.selection.chips) == 1
        self.until(lambda: self.figure() != before)
        self.take("brushed")

    def asks_why(self) -> None:
        """Why net revenue changed in that week; the contributions are the change."""
        self.overview.ask_why("net", "kind")
        self.settle()
        page = self.view.overview.why
        assert self.view.overview.beside.is_open and "exactly" in page.sum.text()
        assert page.sentences[0].text()
        self.take("why")
        self.view.overview.inspector.closed.emit()
        self.overview.clear_selection()
        self.settle()
        assert self.overview.selection.is_empty

    def forecasts(self) -> None:
        """What comes next."""
        self.view.head.tabs.choose(FORECAST)
        self.settle()
        page = self.view.forecast
        page.metrics.setCurrentIndex(page.metrics.findData("sales"))
        page.steps.choose(1)
        page.changed.emit()
        self.until(lambda: page.chart.data is not None and page.chart.data.join_at is not None)
        self.settle()
        self.take("forecast")

    def acknowledges(self) -> bool:
        """Look for anomalies, and acknowledge the first with a reason; False where nothing looks wrong."""
        self.view.head.tabs.choose(ANOMALIES)
        self.settle()
        page = self.view.anomalies
        page.look_asked.emit()
        self.desk.qtbot.wait(300)
        self.until(lambda: not self.desk.jobs.running)
        self.settle()
        if not page.model.rowCount():
            # What looked wrong is past: the whole list holds it.
            page.states.choose(3)
            self.settle()
            self.take("anomalies")
            return False
        page.table.selectRow(0)
        self.settle()
        self.take("anomaly")
        open_before = page.model.rowCount()
        page.seen_button.click()
        dialog = next(w for w in self.desk.window.findChildren(ReasonDialog) if w.isVisible())
        dialog.say_reason("known: the sale")
        dialog.act.click()
        self.until(lambda: page.model.rowCount() < open_before)
        self.settle()
        self.take("acknowledged")
        return True

    def reports(self) -> tuple[Path, Path]:
        """Make the report of the period as PDF and as HTML, and open both."""
        self.view.head.tabs.choose(REPORTS)
        self.settle()
        page = self.view.reports
        found = []
        for at, suffix in ((1, ".pdf"), (0, ".html")):
            page.form_of.choose(at)
            count = page.made.rowCount()
            page.make_button.click()
            self.until(lambda count=count: page.made.rowCount() > count)
            self.until(lambda: not self.desk.jobs.running)
            self.settle()
            found.append(next(p for p in self._made() if p.suffix == suffix))
        self.take("report")
        return found[0], found[1]

    def _made(self) -> list[Path]:
        folder = self.books.made.analytics.tabs[REPORTS].folder
        return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)


def pictures_of_pdf(pdf: Path, folder: Path) -> list[Path]:
    """Return a PDF's pages as pictures; empty where there is no program for it."""
    if PDFTOPPM is None:
        return []
    subprocess.run([PDFTOPPM, "-r", "60", "-png", str(pdf), str(folder / "report")], check=True, timeout=60)
    return sorted(folder.glob("report*.png"))


def picture_of_page(page: Path, folder: Path) -> Path | None:
    """Return a page as a browser without a window shows it; None where there is no browser."""
    if CHROMIUM is None:
        return None
    picture = folder / "page.png"
    browse(folder, page.read_text("utf-8"), "--window-size=1000,1400", f"--screenshot={picture}")
    return picture
