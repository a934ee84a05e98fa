"""The quarantine tab: what was refused and why, with the row itself."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.format import Writer
from revroute_desktop.console.jobs.works import dismiss_all_work, retry_all_work
from revroute_desktop.console.panes.routing.models import quarantine_cells, sentence
from revroute_desktop.console.panes.routing.raw_text import indented
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Row, Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import Ids, PagedModel
from revroute_desktop.console.widgets.parts import Button, Facts, Note, Words
from revroute_desktop.console.widgets.surfaces import Column, Ground, Panel, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.imports.quarantine_pages import (
    QUARANTINE_FIELDS,
    ROUTE,
    QuarantineRow,
    quarantine_ids,
    quarantine_page,
    reason_counts,
)
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.filters.language import read

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.decisions import Decisions

_AT_ONCE_MAX = 10_000
"""Rows that one job retries or dismisses: the verbs take no more, since they are one unit of work (B13)."""


class QuarantineView(ListTab):
    """Widgets only."""

    table: DataTable

    def __init__(self, look: Look, model: PagedModel) -> None:
        self.look = look
        page = Column(look)
        self.what = Words(look, role="title", wrap=True)
        self.note = Note(look)
        self.facts = Facts(look)
        self.raw = CodeView(look, tr("The row as it came"), "json")
        self.raw.setMinimumHeight(160)
        self.frame = Panel(look)
        self.frame.add_inset(self.raw)
        for widget in (self.what, self.note, self.facts, self.frame):
            page.add(widget)
        self.mend_button = Button(look, tr("Mend"))
        self.retry_button = Button(look, tr("Retry"), icon="refresh")
        self.dismiss_button = Button(look, tr("Dismiss"), icon="close", variant="danger")
        self.acts = page.add_row(self.mend_button, self.retry_button, self.dismiss_button)
        self.reasons = QComboBox()
        self.reasons.setFont(font("control"))
        self.reasons.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.reasons.setAccessibleName(tr("Reason"))
        self.retry_all = Button(look, tr("Retry all"), icon="refresh")
        self.dismiss_all = Button(look, tr("Dismiss all"), icon="close", variant="danger")
        bulk = Ground(look, panel_colour, lines="b")
        bulk_layout = QHBoxLayout(bulk)
        bulk_layout.setContentsMargins(12, 8, 12, 9)
        bulk_layout.setSpacing(8)
        bulk_layout.addWidget(Words(look, tr("Refused for"), role="table", tone=Tone.FAINT))
        bulk_layout.addWidget(self.reasons)
        bulk_layout.addStretch(1)
        bulk_layout.addWidget(self.retry_all)
        bulk_layout.addWidget(self.dismiss_all)
        inspector = Inspector(look, ((tr("Row"), page),))
        empty = EmptyState(
            look,
            tr("Nothing is in quarantine"),
            tr(
                "A row that can't be accepted stands here whole, with file, line and reason, "
                "until you decide."
            ),
            tr("Import revenue"),
            "import",
        )
        super().__init__(
            look,
            model,
            tr("Quarantine"),
            inspector,
            empty,
            filters=QUARANTINE_FIELDS,
            above=bulk,
        )

    def show_row(self, row: QuarantineRow, writer: Writer, *, may_write: bool) -> None:
        """Explain one row in the inspector, with what a person can do about it."""
        self.acts.setVisible(may_write)
        self.mend_button.setVisible(row.quarantine is not None and row.raw is not None)
        self.dismiss_button.setVisible(row.quarantine is not None)
        tone = Tone.WARNING if row.reason.startswith("conflict") else Tone.NEGATIVE
        self.inspector.head(tr("Line {line}", line=writer.count(row.line)), row.reason, tone)
        self.what.say(sentence(row.detail))
        if row.conflict is not None:
            self.note.say(
                tr("The books hold {conflict} with other content.", conflict=row.conflict), Tone.WARNING
            )
        elif row.event is not None:
            self.note.say(tr("This event came in, but its route refused it."), Tone.WARNING)
        else:
            self.note.say("")
        facts = [(tr("File"), row.file_name), (tr("Line"), writer.count(row.line))]
        if row.event is not None:
            facts.append((tr("Event"), row.raw or ""))
        elif row.raw is None:
            facts.append((tr("Row"), tr("erased; its commitment is kept")))
        self.facts.show_facts(facts)
        self.frame.setVisible(row.event is None and row.raw is not None)
        self.raw.show_code(indented(row.raw or ""))

    def show_reasons(self, reasons: list[tuple[str, int]], chosen: str, writer: Writer) -> None:
        """Offer the reasons with their counts, `chosen` again if it is still there."""
        self.reasons.blockSignals(True)
        self.reasons.clear()
        self.reasons.addItem(tr("any reason"), "")
        for reason, count in reasons:
            self.reasons.addItem(f"{reason}, {writer.count(count)}", reason)
        self.reasons.setCurrentIndex(max(self.reasons.findData(chosen), 0))
        self.reasons.blockSignals(False)

    def show_bulk(self, reason: str, count: str, *, filtered: bool, may_write: bool) -> None:
        """Say what the acts on all rows of a reason would do, or why they are off."""
        on = bool(reason) and may_write and not filtered
        tip = ""
        if not may_write:
            tip = tr("These books are read-only.")
        elif not reason:
            tip = tr("Choose a reason first.")
        elif filtered:
            tip = tr("Clear the filter: this acts on all rows of the reason, not only on those in sight.")
        for button, verb in ((self.retry_all, tr("Retry all")), (self.dismiss_all, tr("Dismiss all"))):
            button.setText(f"{verb} {count}" if on else verb)
            button.setEnabled(on)
            button.setToolTip(tip)
        if on and reason == ROUTE:
            self.dismiss_all.setEnabled(False)
            self.dismiss_all.setToolTip(
                tr("These are events of the books: retry them, or undo their import.")
            )


class QuarantinePresenter(QObject):
    """Fills a `QuarantineView`. `started` gives work for a job, `said` the outcome of a decision."""

    started = Signal(object)
    said = Signal(str)

    def __init__(
        self, books: Books, view: QuarantineView, model: PagedModel, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._may_write = may_write
        self._row: QuarantineRow | None = None
        self._books = books
        self._view = view
        self._model = model
        self._reasons: dict[str, int] = {}
        self._decisions: Decisions | None = None
        self.filter = ""
        self.reason = ""
        view.mend_button.clicked.connect(self._on_mend)
        view.retry_button.clicked.connect(self._on_retry)
        view.dismiss_button.clicked.connect(self._on_dismiss)
        view.retry_all.clicked.connect(self._on_retry_all)
        view.dismiss_all.clicked.connect(self._on_dismiss_all)
        view.reasons.activated.connect(self._on_reason)
        model.page_wanted.connect(self._on_page_wanted)
        view.chosen.connect(self._on_chosen)
        view.newer_asked.connect(self.load)
        view.inspector.copied.connect(self._on_copy)
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)
            FilterLink(books, view.filter, QUARANTINE_FIELDS, self)
        rows_of = partial(_cells_of, writer=books.writer)
        TableLink(books, view.table, self, rows_of=rows_of, ids_of=self._order, tools=view.tools)

    @property
    def decisions(self) -> "Decisions":
        """What asks and does; made when first needed."""
        if self._decisions is None:
            from revroute_desktop.console.panes.routing.decisions import Decisions

            self._decisions = Decisions(self._view.look, self._books, self._view, self)
            self._decisions.said.connect(self.said)
        return self._decisions

    def load(self) -> None:
        """Read what is in quarantine."""
        self._books.ask("quarantine.ids", self._order(), self._on_ids, slow=True)
        self._books.ask("quarantine.reasons", reason_counts, self._on_reasons)

    def _order(self) -> partial[Ids]:
        """Return the question for all that is filtered."""
        return partial(
            quarantine_ids,
            terms=read(self.filter, QUARANTINE_FIELDS),
            zone=self._books.zone.key,
            reason=self.reason,
        )

    def books_changed(self) -> None:
        """Read again; the ids say whether anything moved."""
        self.load()

    def _on_ids(self, ids: Ids) -> None:
        if ids.tolist() != self._model.ids.tolist():
            self._model.show(ids)
        self._view.show_empty(not len(ids))
        if self.filter and not len(ids):
            self._view.empty.say(tr("Nothing matches"), tr("Change the filter to see what is in quarantine."))
        writer = self._books.writer
        what = tr("rows wait for a person", one="row waits for a person", n=len(ids))
        self._view.count.say(((writer.count(len(ids)), True), (what, False)))

    def _on_reasons(self, reasons: list[tuple[str, int]]) -> None:
        self._reasons = dict(reasons)
        if self.reason and self.reason not in self._reasons:
            # All of them are settled: what is left is shown.
            self.reason = ""
            self.load()
            return
        writer = self._books.writer
        self._view.show_reasons(reasons, self.reason, writer)
        count = writer.count(self._reasons.get(self.reason, 0))
        self._view.show_bulk(self.reason, count, filtered=bool(self.filter), may_write=self._may_write)

    def _on_reason(self, at: int) -> None:
        self.reason = str(self._view.reasons.itemData(at))
        self.load()

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self.load()

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        then = partial(self._model.put_page, self._model.version, page)
        question = partial(_cells_of, ids=ids, writer=self._books.writer)
        self._books.ask(f"quarantine.page.{page}", question, then, priority=2)

    def _on_chosen(self, key: object) -> None:
        # Until the new row is there nothing is done to the one before it.
        self._row = None
        if isinstance(key, int):
            self._books.ask("quarantine.detail", partial(_row_of, key=key), self._on_row, priority=1)

    def _on_row(self, row: QuarantineRow | None) -> None:
        self._row = row
        if row is not None:
            self._view.show_row(row, self._books.writer, may_write=self._may_write)

    def _on_mend(self) -> None:
        if self._row is not None and self._row.quarantine is not None:
            self.decisions.mend(self._row.quarantine)

    def _on_retry(self) -> None:
        row = self._row
        if row is not None and row.quarantine is not None:
            self.decisions.retry(row.quarantine)
        elif row is not None and row.event is not None:
            self.decisions.retry_event(row.event, row.raw or "")

    def _on_dismiss(self) -> None:
        if self._row is not None and self._row.quarantine is not None:
            self.decisions.dismiss(self._row.quarantine)

    def _on_retry_all(self) -> None:
        if self.reason == ROUTE:
            self.decisions.retry_all_events(self._model.ids)
            return
        self.decisions.ask_reason(
            tr("Retry all rows refused for {reason}?", reason=self.reason),
            tr(
                "{count} rows are each held against its profile and the books once more, as it is.",
                one="{count} row is held against its profile and the books once more, as it is.",
                n=self._of_reason,
                count=self._count_words(),
            ),
            tr("Retry"),
            self._start_retry,
        )

    def _on_dismiss_all(self) -> None:
        self.decisions.ask_reason(
            tr("Dismiss all rows refused for {reason}?", reason=self.reason),
            tr(
                "{count} rows are each settled without becoming an event; row, name and reason stay.",
                one="{count} row is settled without becoming an event; row, name and reason stay.",
                n=self._of_reason,
                count=self._count_words(),
            ),
            tr("Dismiss"),
            self._start_dismiss,
            destroys=True,
        )

    def _start_retry(self, why: str) -> None:
        self.decisions.close_dialog()
        self.started.emit(retry_all_work(self.reason, why))

    def _start_dismiss(self, why: str) -> None:
        self.decisions.close_dialog()
        self.started.emit(dismiss_all_work(self.reason, why))

    @property
    def _of_reason(self) -> int:
        return self._reasons.get(self.reason, 0)

    def _count_words(self) -> str:
        count = self._books.writer.count(self._of_reason)
        if self._of_reason <= _AT_ONCE_MAX:
            return count
        return tr("The first {most} of {count}", most=self._books.writer.count(_AT_ONCE_MAX), count=count)

    def _on_copy(self) -> None:
        self._view.copy(self._view.raw.toPlainText())


def _cells_of(sql: Sql, ids: Ids, writer: Writer) -> list[Row]:
    return [quarantine_cells(row, writer) for row in quarantine_page(sql, ids)]


def _row_of(sql: Sql, key: int) -> QuarantineRow | None:
    rows = quarantine_page(sql, np.array([key], np.int64))
    return rows[0] if rows else None
