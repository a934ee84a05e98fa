"""The quarantine tab: what was refused and why, with the row itself."""

import json
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books import Books
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import quarantine_cells, sentence
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Row, Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import Ids, PagedModel
from revroute_desktop.console.widgets.parts import Button, Column, Facts, Note, Panel, Words
from revroute_desktop.routing.imports.quarantine_pages import QuarantineRow, quarantine_ids, quarantine_page
from revroute_desktop.workspace import Sql


class QuarantineView(ListTab):
    """Widgets only."""

    def __init__(self, look: Look, model: PagedModel) -> None:
        page = Column(look)
        self.what = Words(look, role="title", wrap=True)
        self.note = Note(look)
        self.facts = Facts(look)
        self.raw = CodeView(look, "The row as it came", "json")
        self.raw.setMinimumHeight(160)
        self.frame = Panel(look)
        self.frame.add_inset(self.raw)
        for widget in (self.what, self.note, self.facts, self.frame):
            page.add(widget)
        self.retry_button = Button(look, "Retry", icon="refresh")
        self.dismiss_button = Button(look, "Dismiss", icon="close", variant="danger")
        self.acts = page.add_row(self.retry_button, self.dismiss_button)
        inspector = Inspector(look, (("Row", page),))
        empty = EmptyState(
            look,
            "Nothing is in quarantine",
            "A row that can't be accepted stands here whole, with file, line and reason, until you decide.",
        )
        super().__init__(
            look,
            model,
            "Quarantine",
            inspector,
            empty,
            filter_hint="Part of a file name, a reason or a sentence",
        )

    def show_row(self, row: QuarantineRow, writer: Writer, *, may_write: bool) -> None:
        """Explain one row in the inspector, with what a person can do about it."""
        self.acts.setVisible(row.quarantine is not None and may_write)
        tone = Tone.WARNING if row.reason.startswith("conflict") else Tone.NEGATIVE
        self.inspector.head(f"Line {writer.count(row.line)}", row.reason, tone)
        self.what.say(sentence(row.detail))
        if row.conflict is not None:
            self.note.say(f"The books hold {row.conflict} with other content.", Tone.WARNING)
        elif row.event is not None:
            self.note.say("This event came in, but its route refused it.", Tone.WARNING)
        else:
            self.note.say("")
        facts = [("File", row.file_name), ("Line", writer.count(row.line))]
        if row.event is not None:
            facts.append(("Event", row.raw or ""))
        elif row.raw is None:
            facts.append(("Row", "erased; its commitment is kept"))
        self.facts.show_facts(facts)
        self.frame.setVisible(row.event is None and row.raw is not None)
        self.raw.show_code(_indented(row.raw or ""))


class QuarantinePresenter(QObject):
    """Fills a `QuarantineView`. `retry_asked` and `dismiss_asked` give the number of a refused row."""

    retry_asked = Signal(int)
    dismiss_asked = Signal(int)

    def __init__(
        self, books: Books, view: QuarantineView, model: PagedModel, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._may_write = may_write
        self._row: QuarantineRow | None = None
        view.retry_button.clicked.connect(self._on_retry)
        view.dismiss_button.clicked.connect(self._on_dismiss)
        self._books = books
        self._view = view
        self._model = model
        self.filter = ""
        model.page_wanted.connect(self._on_page_wanted)
        view.chosen.connect(self._on_chosen)
        view.newer_asked.connect(self.load)
        view.inspector.copied.connect(self._on_copy)
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)

    def load(self) -> None:
        """Read what is in quarantine."""
        self._books.ask("quarantine.ids", partial(quarantine_ids, text=self.filter), self._on_ids, slow=True)

    def books_changed(self) -> None:
        """Read again; the ids say whether anything moved."""
        self.load()

    def _on_ids(self, ids: Ids) -> None:
        if ids.tolist() != self._model.ids.tolist():
            self._model.show(ids)
        self._view.show_empty(not len(ids))
        if self.filter and not len(ids):
            self._view.empty.say("Nothing matches", "Change the filter to see what is in quarantine.")
        writer = self._books.writer
        what = "row waits" if len(ids) == 1 else "rows wait"
        self._view.count.say(((writer.count(len(ids)), True), (f"{what} for a person", False)))

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self.load()

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        then = partial(self._model.put_page, self._model.version, page)
        question = partial(_cells_of, ids=ids, writer=self._books.writer)
        self._books.ask(f"quarantine.page.{page}", question, then, priority=2)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int):
            self._books.ask("quarantine.detail", partial(_row_of, key=key), self._on_row, priority=1)

    def _on_row(self, row: QuarantineRow | None) -> None:
        self._row = row
        if row is not None:
            self._view.show_row(row, self._books.writer, may_write=self._may_write)

    def _on_retry(self) -> None:
        if self._row is not None and self._row.quarantine is not None:
            self.retry_asked.emit(self._row.quarantine)

    def _on_dismiss(self) -> None:
        if self._row is not None and self._row.quarantine is not None:
            self.dismiss_asked.emit(self._row.quarantine)

    def _on_copy(self) -> None:
        self._view.copy(self._view.raw.toPlainText())


def _indented(raw: str) -> str:
    """Return a row that is kept as a JSON object with a line for each of its columns."""
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=2)
    except ValueError:
        return raw


def _cells_of(sql: Sql, ids: Ids, writer: Writer) -> list[Row]:
    return [quarantine_cells(row, writer) for row in quarantine_page(sql, ids)]


def _row_of(sql: Sql, key: int) -> QuarantineRow | None:
    rows = quarantine_page(sql, np.array([key], np.int64))
    return rows[0] if rows else None
