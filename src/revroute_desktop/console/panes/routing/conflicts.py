"""The conflicts tab: rows that have the id of an event of the books, each beside the event that stands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import STATES, quarantine_cells, sentence
from revroute_desktop.console.table_link import TableLink, link_rest
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import WIDEST, Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import Ids, PagedModel, RowsModel
from revroute_desktop.console.widgets.parts import Button, Note, Words
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.imports.quarantine_pages import CONFLICT_FIELDS, conflict_ids, quarantine_page
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.filters.language import read

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.decisions import Decisions
    from revroute_desktop.routing.imports.mending import Conflict, ConflictField

COMPARE_COLUMNS = (
    Column(later("Field"), "external id", grow=1),
    Column(later("In the books"), "2026-10-28 14:43:42 UTC", grow=3),
    Column(later("New row"), "2026-10-28 14:43:42 UTC", grow=3, mark=True),
)


class ConflictsView(ListTab):
    """Widgets only."""

    table: DataTable

    def __init__(self, look: Look, model: PagedModel) -> None:
        self.look = look
        page = Ground(look, panel_colour)
        self.what = Words(look, role="title", wrap=True)
        self.note = Note(look)
        self.fields_model = RowsModel(COMPARE_COLUMNS, page)
        self.fields = DataTable(look, self.fields_model, tr("The event of the books beside the new row"))
        self.mend_button = Button(look, tr("Give the row another id"))
        self.dismiss_button = Button(look, tr("Dismiss the new row"), icon="close", variant="danger")
        top = QWidget()
        top_layout = QVBoxLayout(top)
        top_layout.setContentsMargins(14, 14, 14, 8)
        top_layout.setSpacing(10)
        top_layout.addWidget(self.what)
        top_layout.addWidget(self.note)
        self.acts = QWidget()
        acts_layout = QHBoxLayout(self.acts)
        acts_layout.setContentsMargins(14, 10, 14, 14)
        acts_layout.setSpacing(8)
        acts_layout.addWidget(self.mend_button)
        acts_layout.addWidget(self.dismiss_button)
        acts_layout.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self.fields, 1)
        layout.addWidget(self.acts)
        empty = EmptyState(
            look,
            tr("Nothing conflicts"),
            tr(
                "A row with the source and id of an event that is in the books, but other "
                "content, stands here."
            ),
            tr("Import revenue"),
            "import",
        )
        inspector = Inspector(look, ((tr("Side by side"), page),))
        super().__init__(look, model, tr("Conflicts"), inspector, empty, filters=CONFLICT_FIELDS)
        self.beside.set_inspector_width(WIDEST)

    def show_conflict(self, found: "Conflict", writer: Writer, *, may_write: bool) -> None:
        """Show the event that stands beside the new row, with the fields marked that differ."""
        state = STATES[found.standing.row.state].said()
        self.inspector.head(found.standing.row.external_id, state.text, state.tone)
        self.what.say(sentence(found.row.detail))
        differing = sum(field.differs for field in found.fields)
        if not found.readable:
            self.note.say(tr("The new row cannot be read under its profile any more."), Tone.WARNING)
        else:
            said = tr(
                "{n} fields differ. The new row is line {line} of {file}; the books keep what they hold.",
                one="{n} field differs. The new row is line {line} of {file}; the books keep what they hold.",
                n=differing,
                line=writer.count(found.row.line),
                file=found.row.file_name,
            )
            self.note.say(said, Tone.WARNING)
        self.fields_model.show([_field_cells(field) for field in found.fields])
        self.acts.setVisible(may_write)
        self.mend_button.setEnabled(found.readable)


class ConflictsPresenter(QObject):
    """Fills a `ConflictsView`; decisions are those of the quarantine, `said` gives their outcome."""

    said = Signal(str)

    def __init__(
        self,
        books: Books,
        view: ConflictsView,
        model: PagedModel,
        *,
        may_write: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._model = model
        self._may_write = may_write
        self._decisions: Decisions | None = None
        self._row: int | None = None
        self.filter = ""
        model.page_wanted.connect(self._on_page_wanted)
        view.chosen.connect(self._on_chosen)
        view.newer_asked.connect(self.load)
        view.inspector.copied.connect(self._on_copy)
        rows_of = partial(_cells_of, writer=books.writer)
        TableLink(books, view.table, self, rows_of=rows_of, ids_of=self._order, tools=view.tools)
        link_rest(books, view, self)
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)
            FilterLink(books, view.filter, CONFLICT_FIELDS, self)
        view.mend_button.clicked.connect(self._on_mend)
        view.dismiss_button.clicked.connect(self._on_dismiss)

    @property
    def decisions(self) -> "Decisions":
        """What asks and does; made when first needed."""
        if self._decisions is None:
            from revroute_desktop.console.panes.routing.decisions import Decisions

            self._decisions = Decisions(self._view.look, self._books, self._view, self)
            self._decisions.said.connect(self.said)
        return self._decisions

    def load(self) -> None:
        """Read the conflicts that nobody has settled."""
        self._books.ask("conflicts.ids", self._order(), self._on_ids)

    def _order(self) -> partial[Ids]:
        """Return the question for all that is filtered."""
        return partial(conflict_ids, terms=read(self.filter, CONFLICT_FIELDS), zone=self._books.zone.key)

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self.load()

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    def _on_ids(self, ids: Ids) -> None:
        if ids.tolist() != self._model.ids.tolist():
            self._model.show(ids)
        self._view.show_empty(not len(ids), filtered=bool(self.filter))
        writer = self._books.writer
        what = tr("rows conflict with the books", one="row conflicts with the books", n=len(ids))
        self._view.count.say(((writer.count(len(ids)), True), (what, False)))

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        then = partial(self._model.put_page, self._model.version, page)
        question = partial(_cells_of, ids=ids, writer=self._books.writer)
        self._books.ask(f"conflicts.page.{page}", question, then, priority=2)

    def _on_chosen(self, key: object) -> None:
        self._row = key // 2 if isinstance(key, int) else None
        if self._row is not None:
            self._books.ask("conflicts.detail", partial(_conflict_of, number=self._row), self._on_conflict)

    def _on_conflict(self, found: "Conflict | None") -> None:
        if found is not None:
            self._view.show_conflict(found, self._books.writer, may_write=self._may_write)

    def _on_mend(self) -> None:
        if self._row is not None:
            self.decisions.mend(self._row)

    def _on_dismiss(self) -> None:
        if self._row is not None:
            self.decisions.dismiss(self._row)

    def _on_copy(self) -> None:
        rows = (self._view.fields_model.cells(at) for at in range(self._view.fields_model.rowCount()))
        self._view.copy("\n".join("\t".join(cell.full or cell.text for cell in row or ()) for row in rows))


def _field_cells(field: "ConflictField") -> Row:
    new = Cell(field.new, full=field.new) if field.new else NOT_APPLICABLE
    standing = Cell(field.standing, full=field.standing) if field.standing else NOT_APPLICABLE
    if not field.differs:
        return Cell(field.name, tone=Tone.FAINT), standing._replace(tone=Tone.SECOND), _quiet(new)
    return (
        Cell(field.name, Form.MEDIUM),
        standing._replace(form=Form.MEDIUM),
        Cell(field.new or tr("nothing"), Form.CHIP, Tone.WARNING, full=field.new),
    )


def _quiet(cell: Cell) -> Cell:
    return cell._replace(tone=Tone.SECOND)


def _conflict_of(sql: Sql, number: int) -> "Conflict | None":
    from revroute_desktop.routing.imports.mending import conflict

    return conflict(sql, number)


def _cells_of(sql: Sql, ids: Ids, writer: Writer) -> list[Row]:
    return [quarantine_cells(row, writer) for row in quarantine_page(sql, ids)]
