"""The imports tab: every file that came in."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.panes.routing.models import import_cells, size_text
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Facts, Note
from revroute_desktop.console.widgets.surfaces import Column
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.imports.pages import IMPORT_FIELDS, ImportRow, import_values, imports
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.filters.language import read
from revroute_desktop.workspace.filters.rows import predicate

if TYPE_CHECKING:
    from revroute_desktop.console.widgets.dialog import ReasonDialog
    from revroute_desktop.routing.imports.undo_import import UndoEffect


class ImportsView(ListTab):
    """Widgets only."""

    table: DataTable

    def __init__(self, look: Look, model: RowsModel) -> None:
        self.look = look
        page = Column(look)
        self.note = Note(look)
        self.facts = Facts(look)
        page.add(self.note)
        page.add(self.facts)
        self.undo_button = Button(look, tr("Undo this import"), variant="danger")
        self.acts = page.add_row(self.undo_button)
        inspector = Inspector(look, ((tr("Import"), page),))
        empty = EmptyState(
            look,
            tr("Nothing was imported yet"),
            tr("Bring in an export: CSV, JSON Lines or Parquet, plain or compressed."),
            tr("Import revenue"),
            "import",
        )
        super().__init__(look, model, tr("Imports"), inspector, empty, filters=IMPORT_FIELDS)


class ImportsPresenter(QObject):
    """Fills an `ImportsView`. `started` gives work for a job."""

    loaded = Signal()
    started = Signal(object)

    def __init__(
        self, books: Books, view: ImportsView, model: RowsModel, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._may_write = may_write
        self._asked: tuple[ImportRow, ReasonDialog] | None = None
        self._books = books
        self._view = view
        self._model = model
        self._rows: dict[int, ImportRow] = {}
        self.filter = ""
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)
            FilterLink(books, view.filter, IMPORT_FIELDS, self)
        view.chosen.connect(self._on_chosen)
        view.inspector.copied.connect(self._on_copy)
        TableLink(books, view.table, self, tools=view.tools)
        view.undo_button.clicked.connect(self._on_undo)

    def load(self) -> None:
        """Read all imports."""
        self._books.ask("imports.rows", imports, self._on_rows)

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self._show()

    def _on_rows(self, rows: list[ImportRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._show()
        self.loaded.emit()

    def _show(self) -> None:
        """Show what the filter leaves."""
        writer, now = self._books.writer, self._books.now
        passes = predicate(read(self.filter, IMPORT_FIELDS), IMPORT_FIELDS, self._books.zone.key)
        rows = [row for row in self._rows.values() if passes(import_values(row))]
        self._model.show([import_cells(row, writer, now) for row in rows], [row.id for row in rows])
        self._view.show_empty(not rows, filtered=bool(self._rows))
        what = tr("files imported", one="file imported", n=len(rows))
        self._view.count.say(((writer.count(len(rows)), True), (what, False)))
        sums = [
            sum(row.rows_read for row in rows),
            sum(row.events for row in rows),
            sum(r.refused for r in rows),
        ]
        total = (
            Cell(tr("These imports") if self.filter else tr("All imports")),
            *[EMPTY] * 4,
            *(Cell(writer.count(number)) for number in sums),
            EMPTY,
            EMPTY,
        )
        self._view.block.totals.show_rows((total,) if len(rows) > 1 else ())

    def _on_chosen(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return
        writer = self._books.writer
        if row.undone is not None:
            self._view.inspector.head(row.file_name, tr("Undone"), Tone.SECOND)
            self._view.note.say(
                tr("Everything from this file was reversed: {undone}", undone=row.undone), Tone.INFO
            )
        elif row.complete:
            self._view.inspector.head(row.file_name, tr("Complete"), Tone.POSITIVE, chip=False)
            self._view.note.say("")
        else:
            self._view.inspector.head(row.file_name, tr("Unfinished"), Tone.WARNING)
            self._view.note.say(
                tr("This import was interrupted. Import the same file again to go on."), Tone.WARNING
            )
        self._view.acts.setVisible(self._may_write and row.undone is None)
        self._view.facts.show_facts(
            [
                (tr("File"), row.file_name),
                (tr("Size"), f"{size_text(row.size)}"),
                ("SHA-256", row.file_hash),
                (tr("Profile"), row.profile),
                (tr("Source"), row.source or tr("named in each row")),
                (tr("Started"), f"{writer.moment(row.at)} {writer.zone.key}"),
                (tr("By"), row.actor),
                (tr("Rows"), writer.count(row.rows_read)),
                (tr("Events"), writer.count(row.events)),
                (tr("Still refused"), writer.count(row.refused)),
                (tr("First entry"), writer.count(row.entry)),
            ]
        )

    def _chosen(self) -> ImportRow | None:
        key = self._view.table.chosen_key()
        return self._rows.get(key) if isinstance(key, int) else None

    def _on_undo(self) -> None:
        row = self._chosen()
        if row is not None:
            question = partial(_effect_of, import_id=row.id)
            self._books.ask("imports.undo", question, partial(self._on_effect, row))

    def _on_effect(self, row: ImportRow, effect: "UndoEffect") -> None:
        from revroute_desktop.console.widgets.dialog import ReasonDialog

        count = self._books.writer.count
        about = tr(
            "{events} events will be undone; the postings of {routed} that are routed are "
            "reversed on the first open day; refused rows that close: {refused}. Nothing is "
            "deleted, and the same file can be imported again.",
            events=count(effect.events),
            routed=count(effect.routed),
            refused=count(effect.refused),
        )
        dialog = ReasonDialog(
            self._view.look,
            self._view,
            tr("Undo the import of {file}?", file=row.file_name),
            about,
            tr("Undo {events} events", events=count(effect.events)),
            destroys=True,
        )
        if effect.hindrance:
            dialog.refuse(effect.hindrance)
            dialog.act.setEnabled(False)
        self._asked = (row, dialog)
        dialog.submitted.connect(self._on_undo_asked)
        dialog.finished.connect(self._on_finished)
        dialog.ask()

    def _on_undo_asked(self) -> None:
        if self._asked is None:
            return
        from revroute_desktop.console.jobs.works import undo_work

        row, dialog = self._asked
        work = undo_work(row.id, row.file_name, dialog.reason)
        dialog.accept()
        self.started.emit(work)

    def _on_finished(self, _code: int) -> None:
        self._asked = None

    def _on_copy(self) -> None:
        row = self._chosen()
        if row is not None:
            self._view.copy(f"{row.file_name}\t{row.file_hash}")


def _effect_of(sql: Sql, import_id: int) -> "UndoEffect":
    from revroute_desktop.routing.imports.undo_import import undo_effect

    return undo_effect(sql, import_id)
