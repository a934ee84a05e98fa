"""The sources tab: every log that was read, what was refused of it and why, and its lines as they stand."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.traffic.lines_view import LinesView
from revroute_desktop.console.panes.traffic.models import FILE_COLUMNS, LINE_COLUMNS, file_cells, line_cells
from revroute_desktop.console.panes.traffic.rules_dialog import RulesDialog
from revroute_desktop.console.panes.traffic.words import format_words
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Facts
from revroute_desktop.console.widgets.surfaces import Column
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.traffic.drill_down import DrillDown, Wanted, drill_down
from revroute_desktop.traffic.queries import FileRow, RefusedRow, files, refused
from revroute_desktop.traffic.revenue_keys import load_join_rules, save_join_rules
from revroute_desktop.traffic.rules_text import read_rules_text, write_rules_text
from revroute_desktop.traffic.settings import load_rules, save_rules
from revroute_desktop.workspace import Sql, Workspace

_REFUSED, _LINES = 1, 2
_MINUTE = 60_000_000


class SourcesView(ListTab):
    """Widgets only. `follow_asked` and `import_asked` open their dialogs, `stop_asked` ends the following."""

    table: DataTable
    import_asked = Signal()
    follow_asked = Signal()
    stop_asked = Signal()
    rules_asked = Signal()

    def __init__(self, look: Look) -> None:
        self.model = RowsModel(FILE_COLUMNS)
        page = Column(look)
        self.facts = Facts(look)
        page.add(self.facts)
        self.refused_model = RowsModel(LINE_COLUMNS)
        self.refused = DataTable(look, self.refused_model, tr("Refused lines"))
        self.lines = LinesView(look)
        inspector = Inspector(
            look, ((tr("File"), page), (tr("Refused"), self.refused), (tr("Newest lines"), self.lines))
        )
        empty = EmptyState(
            look,
            tr("No log was read yet"),
            tr("Import the access logs of your server, or follow the one that it writes."),
            tr("Import logs"),
            "import",
        )
        super().__init__(look, self.model, tr("Sources"), inspector, empty)
        self.model.setParent(self)
        self.refused_model.setParent(self)
        self.save_button.hide()
        self.rules_button = Button(look, tr("Rules"), icon="settings")
        self.follow_button = Button(look, tr("Follow a log"), icon="play")
        self.stop_button = Button(look, tr("Stop following"), icon="stop")
        self.stop_button.hide()
        for button in (self.rules_button, self.stop_button, self.follow_button):
            self.line.addWidget(button)
        self.rules_button.clicked.connect(self.rules_asked)
        self.follow_button.clicked.connect(self.follow_asked)
        self.stop_button.clicked.connect(self.stop_asked)
        empty.acted.connect(self.import_asked)


class SourcesPresenter(TabPresenter):
    """Fills a `SourcesView`."""

    def __init__(self, desk: Desk, view: SourcesView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._rows: dict[int, FileRow] = {}
        self._chosen: FileRow | None = None
        self.dialog: RulesDialog | None = None
        view.chosen.connect(self._on_chosen)
        view.inspector.tab_changed.connect(self._on_tab)
        view.inspector.copied.connect(self._on_copy)
        view.rules_asked.connect(self._on_rules)
        view.follow_button.setEnabled(desk.may_write)
        view.rules_button.setEnabled(desk.may_write)
        TableLink(self.books, view.table, self, tools=view.tools).says.connect(self.selected_says)
        TableLink(self.books, view.refused, self)
        TableLink(self.books, view.lines.table, self)

    def show_following(self, names: tuple[str, ...]) -> None:
        """Offer to stop while a log is followed."""
        self._view.stop_button.setVisible(bool(names))
        self._view.stop_button.setText(
            tr("Stop following {name}", name=names[0]) if len(names) == 1 else tr("Stop following")
        )

    def load(self) -> None:
        self.ask("files", files, self._on_rows)

    def _on_rows(self, rows: tuple[FileRow, ...]) -> None:
        view, writer = self._view, self.books.writer
        self._rows = {row.id: row for row in rows}
        view.model.show([file_cells(row, writer) for row in rows], list(self._rows))
        view.show_empty(not rows)
        what = tr("logs read", one="log read", n=len(rows))
        view.count.say(((writer.count(len(rows)), True), (what, False)))
        total = (
            Cell(tr("All logs")),
            *[EMPTY] * 4,
            Cell(writer.count(sum(row.lines for row in rows))),
            Cell(writer.count(sum(row.known for row in rows))),
            Cell(writer.count(sum(row.refused for row in rows))),
        )
        view.block.totals.show_rows((total,) if len(rows) > 1 else ())
        if self._chosen is not None and self._chosen.id in self._rows:
            self._show_file(self._rows[self._chosen.id])
        self.loaded.emit()

    def _on_chosen(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        self._chosen = row
        if row is None:
            self.selected_says.emit("", "")
            return
        self._show_file(row)
        self._view.lines.clear()
        self._on_tab(self._view.inspector.tab)
        self.selected_says.emit(tr("1 log selected"), "")

    def _show_file(self, row: FileRow) -> None:
        writer, count = self.books.writer, self.books.writer.count
        name = row.path.replace("\\", "/").rpartition("/")[2]
        state = (tr("{count} refused", n=row.refused, count=count(row.refused)), Tone.WARNING)
        whole = (tr("Read whole"), Tone.POSITIVE)
        self._view.inspector.head(name, *(state if row.refused else whole), chip=bool(row.refused))
        facts = [
            (tr("Path"), row.path),
            (tr("Format"), format_words(row.format)),
            (tr("Read"), f"{writer.moment(row.read_at)} {writer.zone.key}"),
            (tr("First request"), writer.moment(row.first_at) if row.first_at else ""),
            (tr("Last request"), writer.moment(row.last_at) if row.last_at else ""),
            (tr("New lines"), count(row.lines)),
            (tr("Requests"), count(row.hits)),
            (tr("Known before"), count(row.known)),
            (tr("Refused"), count(row.refused)),
        ]
        self._view.facts.show_facts([(label, value) for label, value in facts if value])

    def _on_tab(self, at: int) -> None:
        row = self._chosen
        if row is None:
            return
        if at == _REFUSED:
            self.books.ask("traffic.refused", partial(refused, path=row.path), self._on_refused)
        elif at == _LINES and row.last_at is not None:
            self._view.lines.say(tr("Reading the lines back from the log…"))
            question = partial(_newest_lines, path=row.path, last=row.last_at)
            self.books.ask("traffic.lines", question, self._on_lines, slow=True)

    def _on_refused(self, rows: tuple[RefusedRow, ...]) -> None:
        writer = self.books.writer
        self._view.refused_model.show(
            [line_cells(row, writer) for row in rows], [(row.line, row.place) for row in rows]
        )

    def _on_lines(self, found: DrillDown) -> None:
        self._view.lines.show_lines(found, self.books.writer)

    def _on_rules(self) -> None:
        self.books.ask("traffic.rules", _rules_text, self._on_rules_text)

    def _on_rules_text(self, text: str) -> None:
        self.dialog = RulesDialog(self.desk.look, self._view, text)
        self.dialog.submitted.connect(self._on_rules_kept)
        self.dialog.finished.connect(self._on_rules_closed)
        self.dialog.ask()

    def _on_rules_kept(self) -> None:
        if self.dialog is not None:
            work = partial(_keep_rules, self.books.workspace, self.dialog.text)
            self.books.write(work, self._on_rules_written, self.dialog.refuse)

    def _on_rules_written(self, _nothing: None) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.said.emit(tr("The rules hold for logs read from now on."))

    def _on_rules_closed(self, _code: int) -> None:
        self.dialog = None

    def _on_copy(self) -> None:
        if self._chosen is not None:
            self._view.copy(self._chosen.path)


def _newest_lines(sql: Sql, path: str, last: int) -> DrillDown:
    begin = last // _MINUTE * _MINUTE - _MINUTE
    found = drill_down(sql, Wanted(begin, last + 1))
    return DrillDown(tuple(line for line in found.lines if line.path == path), found.problems, found.more)


def _rules_text(sql: Sql) -> str:
    return write_rules_text(load_rules(sql), load_join_rules(sql))


def _keep_rules(workspace: Workspace, text: str) -> None:
    rules, join = read_rules_text(text)
    with workspace.desk() as desk:
        save_rules(desk.sql, rules)
        save_join_rules(desk.sql, join)
