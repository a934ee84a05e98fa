"""`LogPresenter`: the entries of the audit log as a table, and the one that is chosen beside it."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.views import LOG, SavedView
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.audit.models import EntryShown, entry_shown, log_cells
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.table_link import TableLink, layout_of, layout_saved
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Row, Tone
from revroute_desktop.console.widgets.models import Ids
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.audit_pages import LOG_FIELDS, CheckpointRow, log_ids, log_page
from revroute_desktop.workspace.filters.language import read


class LogPresenter(QObject):
    """Fills table and inspector of an `AuditView`. `filtered`: other entries are wanted.

    `checkpoint` is the newest one, None while there is none: what it covers is marked.
    """

    filtered = Signal()
    selected_says = Signal(str, str)

    def __init__(self, books: Books, view: AuditView, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._filter = ""
        self._payload = ""
        self.checkpoint: CheckpointRow | None = None
        self.chosen: int | None = None
        """Number of the entry that is chosen, None while none is."""
        view.model.page_wanted.connect(self._on_page_wanted)
        view.filter.filtered.connect(self._on_filter)
        view.chosen.connect(self._on_chosen)
        view.inspector.copied.connect(self._on_copy)
        FilterLink(books, view.filter, LOG_FIELDS, self)
        rows_of = partial(_cells_of, writer=books.writer)
        link = TableLink(books, view.table, self, rows_of=rows_of, ids_of=self._order, tools=view.tools)
        link.says.connect(self.selected_says)

    def load(self) -> None:
        """Read which entries are shown."""
        self._books.ask("audit.ids", self._order(), self._on_ids, slow=True)

    def show_entry(self, number: int) -> None:
        """Show one entry alone."""
        self._view.filter.set_text(f"entry:{number}")
        self._on_filter(f"entry:{number}")

    def view_shown(self) -> SavedView:
        """Return what the log shows, as a view without a name."""
        columns = layout_saved(self._view.table.columns.laid)
        return SavedView(name="", tab=LOG, filter=self._view.filter.text, columns=columns)

    def show_view(self, view: SavedView) -> None:
        """Show a saved view."""
        self._view.table.columns.lay(layout_of(view.columns))
        self._view.table.columns.changed.emit()
        self._view.filter.set_text(view.filter)
        self._view.filter.filtered.emit(self._view.filter.text)

    def _order(self) -> partial[Ids]:
        """Return the question for all entries that are filtered."""
        return partial(log_ids, terms=read(self._filter, LOG_FIELDS), zone=self._books.zone.key)

    def _on_filter(self, text: str) -> None:
        self._filter = text
        self.filtered.emit()

    def _on_ids(self, ids: Ids) -> None:
        self._view.model.show(ids, boundary=self._boundary(ids))
        writer = self._books.writer
        entries = tr("entries", one="entry", n=len(ids))
        self._view.count.say(
            ((writer.count(len(ids)), True), (entries, False)), tr("Counted from 0, newest first")
        )

    def _boundary(self, ids: Ids) -> tuple[int, str] | None:
        """Return below which row all is covered, and the words that stand there; None in a filtered log."""
        if self.checkpoint is None or self._filter:
            return None
        covered = self.checkpoint.size
        above = int((ids >= covered).sum())
        if not 0 < above < len(ids):
            return None
        writer = self._books.writer
        return above, tr(
            "Checkpoint {covered}, signed {signed}. Every entry below is covered; "
            "the {above} above are not yet.",
            one="Checkpoint {covered}, signed {signed}. Every entry below is covered; "
            "the one above is not yet.",
            n=above,
            covered=writer.count(covered),
            signed=writer.short_moment(self.checkpoint.at, self._books.now),
            above=writer.count(above),
        )

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        then = partial(self._view.model.put_page, self._view.model.version, page)
        question = partial(_cells_of, ids=ids, writer=self._books.writer)
        self._books.ask(f"audit.page.{page}", question, then, priority=2)

    def _on_chosen(self, key: object) -> None:
        self.chosen = key if isinstance(key, int) else None
        self._view.coverage.show_chosen(self.chosen)
        if self.chosen is None:
            self.selected_says.emit("", "")
            return
        question = partial(_entry_of, seq=self.chosen, writer=self._books.writer)
        self._books.ask("audit.detail", question, self._on_entry, priority=1)

    def _on_entry(self, found: EntryShown | None) -> None:
        if found is None:
            return
        row, view = found.row, self._view
        writer = self._books.writer
        covered = self.checkpoint is not None and row.seq < self.checkpoint.size
        state, tone = (tr("Covered"), Tone.POSITIVE) if covered else (tr("Not covered yet"), Tone.WARNING)
        view.inspector.head(tr("Entry {number}", number=writer.count(row.seq)), state, tone)
        view.what.say(f"{row.actor}: {row.action} {row.subject}")
        view.says.say(found.says)
        facts = [
            (tr("Time"), f"{writer.moment(row.at)} {writer.zone.key}"),
            (tr("Actor"), row.actor),
            (tr("Action"), row.action),
            (tr("Subject"), row.subject),
            (tr("Reason"), row.reason),
            (tr("Leaf hash"), row.leaf),
        ]
        view.facts.show_facts([(label, value) for label, value in facts if value])
        view.readable.show_facts(found.facts)
        self._payload = row.payload
        view.payload.show_code(found.raw)
        view.note.say(
            ""
            if covered
            else tr("This entry is newer than the last checkpoint. Sign a new one to prove it to others.")
        )
        self.selected_says.emit(tr("1 entry selected"), "")

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._payload)


def _cells_of(sql: Sql, ids: Ids, writer: Writer) -> list[Row]:
    return [log_cells(row, writer) for row in log_page(sql, ids)]


def _entry_of(sql: Sql, seq: int, writer: Writer) -> EntryShown | None:
    rows = log_page(sql, np.array([seq], np.int64))
    return entry_shown(rows[0], writer) if rows else None
