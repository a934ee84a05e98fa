"""The tab of load runs: all that are kept, the chosen one as it goes or went, two side by side, reports."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.traffic.models import (
    COMPARE_COLUMNS,
    RUN_COLUMNS,
    difference_cells,
    run_cells,
)
from revroute_desktop.console.panes.traffic.report_file import write_report
from revroute_desktop.console.panes.traffic.run_reader import RunReader, RunShown
from revroute_desktop.console.panes.traffic.run_view import RunView
from revroute_desktop.console.table_link import TableLink, link_rest
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.traffic.load.compare import Difference, compare
from revroute_desktop.traffic.load.runs import LoadRun, RunState, load_runs, seconds_of
from revroute_desktop.workspace import Sql

_REPORTS = later("PDF (*.pdf);;HTML (*.html);;JSON (*.json);;CSV (*.csv)")


class CompareDialog(Dialog):
    """Two runs side by side."""

    def __init__(
        self, look: Look, parent: QWidget, first: int, second: int, found: tuple[Difference, ...]
    ) -> None:
        super().__init__(
            look,
            parent,
            tr("Runs {first} and {second}", first=first, second=second),
            tr("What each came to, and by how much the second differs."),
            tr("Close"),
            width=WIDE,
        )
        self.cancel.hide()
        self.model = RowsModel(COMPARE_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Two runs side by side"))
        self.model.show([difference_cells(one) for one in found])
        self.table.setFixedHeight(look.row_height * len(found) + 32)
        self.form.addWidget(self.table)

    def problem(self) -> str:
        return ""


class RunsView(TabPage):
    """Widgets only: the list at the left, the chosen run at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model = RowsModel(RUN_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Load runs"))
        self.compare_button = Button(look, tr("Compare two"))
        self.panel = Panel(look, tr("Load runs"), " ")
        self.panel.tools.addWidget(self.compare_button)
        self.panel.add(self.table, 1)
        self.run = RunView(look, tr("Load run"))
        layout = QHBoxLayout()
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(self.panel, 9)
        layout.addWidget(self.run, 11)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(layout)

    def focus_filter(self) -> None:
        """The list has no filter: go to it."""
        self.table.setFocus()


class RunsPresenter(TabPresenter):
    """Fills a `RunsView`. `stop_asked` gives the name of the run that is to end."""

    stop_asked = Signal()
    new_asked = Signal()

    def __init__(self, desk: Desk, view: RunsView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._runs: dict[int, LoadRun] = {}
        self._shown: int | None = None
        self._reader = RunReader()
        self._stoppable = False
        self.dialog: CompareDialog | None = None
        view.table.chosen.connect(self._on_chosen)
        view.table.marked.connect(self._on_marked)
        view.compare_button.clicked.connect(self._on_compare)
        view.compare_button.setEnabled(False)
        view.run.stop_asked.connect(self.stop_asked)
        view.run.report_asked.connect(self._on_report)
        view.run.empty.acted.connect(self.new_asked)
        TableLink(self.books, view.table, self).says.connect(self.selected_says)
        link_rest(self.books, view, self)

    def show_stoppable(self, stoppable: bool) -> None:
        """Say whether a run goes on in a job of this window."""
        self._stoppable = stoppable

    def load(self) -> None:
        self.ask("runs", load_runs, self._on_runs)

    def _on_runs(self, runs: list[LoadRun]) -> None:
        view, writer = self._view, self.books.writer
        new = {run.id for run in runs} - set(self._runs) if self._runs else set()
        self._runs = {run.id: run for run in runs}
        view.model.show([run_cells(run, writer) for run in runs], list(self._runs))
        running = sum(run.state is RunState.RUNNING for run in runs)
        view.panel.say_title(
            tr("Load runs"),
            tr("{count} running", count=running) if running else tr("{count} kept", count=len(runs)),
        )
        if self._shown not in self._runs or new:
            # A run that has just begun is what one wants to see.
            self._shown = runs[0].id if runs else None
            if self._shown is not None:
                view.table.choose(self._shown)
        if self._shown is None:
            view.run.show_run(None, self.books.now)
        else:
            self._ask_run()
        self.loaded.emit()

    def _ask_run(self) -> None:
        if self._shown is not None:
            self.ask("runs.shown", partial(self._reader.read, number=self._shown), self._on_run)

    def _on_run(self, shown: RunShown) -> None:
        if shown.run.id != self._shown:
            self._ask_run()
            return
        running = shown.run.state is RunState.RUNNING
        self._view.run.show_run(shown, self.books.now, stoppable=running and self._stoppable)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self._shown:
            self._shown = key
            self._asked.pop("runs.shown", None)
            self._ask_run()

    def _on_marked(self) -> None:
        self._view.compare_button.setEnabled(self._view.table.selected_count() == 2)

    def _on_compare(self) -> None:
        keys = sorted(key for key in self._view.table.selected_keys() if isinstance(key, int))
        if len(keys) == 2:
            first, second = keys
            question = partial(_compared, first=first, second=second)
            self.books.ask("traffic.compare", question, partial(self._on_compared, first, second))

    def _on_compared(self, first: int, second: int, found: tuple[Difference, ...]) -> None:
        self.dialog = CompareDialog(self.desk.look, self._view, first, second, found)
        self.dialog.submitted.connect(self.dialog.accept)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.ask()

    def _on_closed(self, _code: int) -> None:
        self.dialog = None

    def _on_report(self) -> None:
        if self._shown is None:
            return
        start = str(Path.home() / f"load-run-{self._shown}.pdf")
        name, kind = QFileDialog.getSaveFileName(
            self._view.window(), tr("Export this run"), start, tr(_REPORTS)
        )
        if name:
            path = Path(name)
            suffix = kind.partition("*")[2].rstrip(")") or ".pdf"
            self.report_to(path if path.suffix else path.with_suffix(suffix))

    def report_to(self, path: Path) -> None:
        """Write the run that is shown into a file whose suffix says how."""
        if self._shown is not None:
            question = partial(write_report, number=self._shown, path=path)
            self.books.ask("traffic.report", question, self._on_written, slow=True)

    def _on_written(self, path: Path) -> None:
        self.said.emit(tr("Wrote {name}.", name=path.name))


def _compared(sql: Sql, first: int, second: int) -> tuple[Difference, ...]:
    return compare(seconds_of(sql, first), seconds_of(sql, second))
