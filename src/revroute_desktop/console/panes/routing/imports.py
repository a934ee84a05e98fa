"""The imports tab: every file that came in."""

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books import Books
from revroute_desktop.console.panes.routing.models import import_cells, size_text
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Column, Facts, Note
from revroute_desktop.routing.imports.pages import ImportRow, imports


class ImportsView(ListTab):
    """Widgets only."""

    def __init__(self, look: Look, model: RowsModel) -> None:
        page = Column(look)
        self.note = Note(look)
        self.facts = Facts(look)
        page.add(self.note)
        page.add(self.facts)
        inspector = Inspector(look, (("Import", page),))
        empty = EmptyState(
            look,
            "Nothing was imported yet",
            "Bring in an export: CSV, JSON Lines or Parquet, plain or compressed.",
            "Import revenue",
            "import",
        )
        super().__init__(look, model, "Imports", inspector, empty)


class ImportsPresenter(QObject):
    """Fills an `ImportsView`."""

    loaded = Signal()

    def __init__(self, books: Books, view: ImportsView, model: RowsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._model = model
        self._rows: dict[int, ImportRow] = {}
        view.chosen.connect(self._on_chosen)
        view.inspector.copied.connect(self._on_copy)

    def load(self) -> None:
        """Read all imports."""
        self._books.ask("imports.rows", imports, self._on_rows)

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    def _on_rows(self, rows: list[ImportRow]) -> None:
        writer, now = self._books.writer, self._books.now
        self._rows = {row.id: row for row in rows}
        self._model.show([import_cells(row, writer, now) for row in rows], [row.id for row in rows])
        self._view.show_empty(not rows)
        files = "file" if len(rows) == 1 else "files"
        self._view.count.say(((writer.count(len(rows)), True), (f"{files} imported", False)))
        sums = [
            sum(row.rows_read for row in rows),
            sum(row.events for row in rows),
            sum(r.refused for r in rows),
        ]
        total = (
            Cell("All imports"),
            *[EMPTY] * 4,
            *(Cell(writer.count(number)) for number in sums),
            EMPTY,
            EMPTY,
        )
        self._view.block.totals.show_rows((total,) if len(rows) > 1 else ())
        self.loaded.emit()

    def _on_chosen(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return
        writer = self._books.writer
        if row.undone is not None:
            self._view.inspector.head(row.file_name, "Undone", Tone.SECOND)
            self._view.note.say(f"Everything from this file was reversed: {row.undone}", Tone.INFO)
        elif row.complete:
            self._view.inspector.head(row.file_name, "Complete", Tone.POSITIVE, chip=False)
            self._view.note.say("")
        else:
            self._view.inspector.head(row.file_name, "Unfinished", Tone.WARNING)
            self._view.note.say(
                "This import was interrupted. Import the same file again to go on.", Tone.WARNING
            )
        self._view.facts.show_facts(
            [
                ("File", row.file_name),
                ("Size", f"{size_text(row.size)}"),
                ("SHA-256", row.file_hash),
                ("Profile", row.profile),
                ("Source", row.source or "named in each row"),
                ("Started", f"{writer.moment(row.at)} {writer.zone.key}"),
                ("By", row.actor),
                ("Rows", writer.count(row.rows_read)),
                ("Events", writer.count(row.events)),
                ("Refused", writer.count(row.refused)),
                ("First entry", writer.count(row.entry)),
            ]
        )

    def _on_copy(self) -> None:
        key = self._view.table.chosen_key()
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is not None:
            self._view.copy(f"{row.file_name}\t{row.file_hash}")
