"""Between a table and the books: copies, exports, columns, and the sums of what is selected."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.jobs.exports import Columns, Export
from revroute_desktop.console.table_text import FORMS, written
from revroute_desktop.console.translate import later, tr, within
from revroute_desktop.console.widgets.cells import Row
from revroute_desktop.console.widgets.columns import Layout
from revroute_desktop.console.widgets.models import Ids, PagedModel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.table_tools import Tools
from revroute_desktop.console.widgets.tree import DataTree
from revroute_desktop.workspace import Sql

_FILES = later("CSV (*.csv);;JSON (*.json);;JSON Lines (*.jsonl);;Parquet (*.parquet)")
_QUICK = 2_000
_COPIED_MOST = 100_000

_LINKED = "linked"

RowsOf = Callable[[Sql, Ids], list[Row]]
SumsOf = Callable[[Sql, Ids], str]
IdsOf = Callable[[Sql], Ids]


class TableLink(QObject):
    """Does what every table can; `says` gives words about several selected rows.

    `rows_of` makes the cells of ids, `ids_of` says which are filtered and how sorted; a table that holds its
    rows needs neither. Sums of the selection come by `sums_of`, or by `says_keys` from what is held.
    """

    says = Signal(str, str)

    def __init__(
        self,
        books: Books,
        table: DataTable | DataTree,
        parent: QObject,
        *,
        rows_of: RowsOf | None = None,
        ids_of: Callable[[], IdsOf] | None = None,
        sums_of: SumsOf | None = None,
        says_keys: Callable[[list[object]], str] | None = None,
        tools: Tools | None = None,
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._table = table
        self._name = table.objectName()
        self._rows_of = rows_of
        self._ids_of = ids_of
        self._sums_of = sums_of
        self._says_keys = says_keys
        self._tools = tools
        table.setProperty(_LINKED, True)
        if isinstance(table, DataTable):
            table.copy_asked.connect(self._on_copy)
        table.menu_asked.connect(self._on_menu)
        table.marked.connect(self._on_marked)
        table.columns.changed.connect(self._on_layout)
        if tools is not None:
            tools.columns.clicked.connect(self._on_columns)
            tools.export.clicked.connect(self.export)
        saved = books.layouts.get(self._name)
        if isinstance(saved, dict):
            table.columns.lay(layout_of(saved))

    # Copies

    def _on_copy(self, form: str) -> None:
        """Fetch the selected rows of a table that does not hold them, and put them on the clipboard."""
        count = self._table.selected_count()
        if not count or self._rows_of is None:
            return
        if count > _COPIED_MOST:
            self.says.emit(
                tr("{count} selected, too many to copy:", count=self._books.writer.count(count)),
                tr("export them"),
            )
            return
        question = partial(
            _written,
            ids=self._selected_ids(),
            rows_of=self._rows_of,
            columns=self._table.columns.written(),
            form=form,
        )
        self._books.ask(f"copy.{self._name}", question, _to_clipboard)

    def _selected_ids(self) -> Ids:
        model = self._table.cells_model
        if isinstance(self._table, DataTable) and isinstance(model, PagedModel) and model.boundary is None:
            # Slices of the array: a million selected rows cost no more than one.
            parts = [model.ids[first : last + 1] for first, last in self._table.selected_rows()]
            return np.concatenate(parts) if parts else np.empty(0, np.int64)
        return np.array(self._table.selected_keys(), np.int64)

    # Selection

    def _on_marked(self) -> None:
        count = self._table.selected_count()
        if count < 2:
            return
        text = tr("{count} selected", count=self._books.writer.count(count))
        if self._says_keys is not None:
            self.says.emit(f"{text},", self._says_keys(self._table.selected_keys()))
            return
        if self._sums_of is None or self._rows_of is None:
            self.says.emit(text, "")
            return
        ids = self._selected_ids()
        then = partial(self._on_sums, f"{text},")
        question = partial(_summed, sums_of=self._sums_of, ids=ids)
        self._books.ask(f"selection.{self._name}", question, then, slow=len(ids) > _QUICK)

    def _on_sums(self, text: str, sums: str) -> None:
        if self._table.selected_count() > 1:
            self.says.emit(text, sums)

    # Menu

    def menu(self) -> QMenu:
        """Return the table's menu: copies, selection, columns, export."""
        menu = QMenu(self._table)
        some = self._table.selected_count() > 0
        for form, title in zip(FORMS, (tr("Copy"), tr("Copy as CSV"), tr("Copy as JSON")), strict=True):
            action = menu.addAction(title, partial(self._table.copy, form))
            action.setEnabled(some)
        menu.addAction(tr("Select all"), self._table.selectAll)
        menu.addSeparator()
        self.fill_columns(menu.addMenu(tr("Columns")))
        menu.addAction(tr("Export these rows…"), self.export)
        return menu

    def fill_columns(self, menu: QMenu) -> None:
        """Put the columns into a menu, each to be shown or not."""
        for at in self._table.columns.order():
            action = menu.addAction(tr(self._table.cells_model.columns[at].name))
            action.setCheckable(True)
            action.setChecked(self._table.columns.wanted(at))
            action.toggled.connect(partial(self._table.columns.choose, at))
        menu.addSeparator()
        menu.addAction(tr("Columns as they were"), self._table.columns.reset)

    def _on_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_columns(self) -> None:
        if self._tools is None:
            return
        menu = QMenu(self._table)
        self.fill_columns(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._tools.columns
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # Columns

    def _on_layout(self) -> None:
        self._books.layouts[self._name] = layout_saved(self._table.columns.laid)

    # Export

    def export(self) -> None:
        """Ask for a file and write what is filtered, as it is sorted, into it."""
        start = str(Path.home() / f"{self._books.workspace.name}-{self._name}.csv")
        name, kind = QFileDialog.getSaveFileName(
            self._table.window(), tr("Export these rows"), start, tr(_FILES)
        )
        if name:
            path = Path(name)
            suffix = kind.partition("*")[2].rstrip(")") or ".csv"
            self.export_to(path if path.suffix else path.with_suffix(suffix))

    def export_to(self, path: Path) -> None:
        """Write what is filtered, as it is sorted, into a file whose suffix says how."""
        model = self._table.cells_model
        if isinstance(model, PagedModel):
            ids_of = self._ids_of() if self._ids_of is not None else partial(_known, model.ids)
            rows_of = self._rows_of
        else:
            held = self._table.held_rows()
            ids_of = partial(_known, np.arange(len(held)))
            rows_of = partial(_held, held)
        if rows_of is not None and self._books.exports is not None:
            title = tr("Export {table} to {name}", table=within(self._table.accessibleName()), name=path.name)
            self._books.exports.start(Export(title, path, self._table.columns.written(), ids_of, rows_of))


def link_rest(books: Books, view: QWidget, parent: QObject) -> None:
    """Have every table of a view that is not linked yet do what all tables can: copies, columns, exports."""
    for table in view.findChildren(DataTable):
        if not table.property(_LINKED) and not isinstance(table.cells_model, PagedModel):
            TableLink(books, table, parent)


def layout_saved(laid: Layout) -> dict[str, Any]:
    """Return what a person made of columns as it is remembered."""
    return {
        "order": list(laid.order),
        "away": list(laid.away),
        "shown": list(laid.shown),
        "widths": dict(laid.widths),
    }


def layout_of(saved: dict[str, Any]) -> Layout:
    """Return the columns as they were remembered; what can't be read is as it was made."""
    try:
        return Layout(
            order=tuple(map(str, saved.get("order", ()))),
            away=tuple(map(str, saved.get("away", ()))),
            shown=tuple(map(str, saved.get("shown", ()))),
            widths=tuple((str(k), max(int(v), 24)) for k, v in dict(saved.get("widths", {})).items()),
        )
    except (TypeError, ValueError):
        return Layout()


def _known(ids: Ids, _sql: Sql) -> Ids:
    return ids


def _held(rows: list[Row], _sql: Sql, ids: Ids) -> list[Row]:
    return [rows[at] for at in ids.tolist()]


def _summed(sql: Sql, *, sums_of: SumsOf, ids: Ids) -> str:
    return sums_of(sql, ids)


def _written(sql: Sql, *, ids: Ids, rows_of: RowsOf, columns: Columns, form: str) -> str:
    return written(rows_of(sql, ids), columns, form)


def _to_clipboard(text: str) -> None:
    QApplication.clipboard().setText(text)
