"""Two pages of the event's inspector: its history in the log, and the row that it came from."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from revroute_desktop.console.books import Books
from revroute_desktop.console.panes.routing.raw_text import indented
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Column as Page
from revroute_desktop.console.widgets.parts import Facts, Ground, Note, Panel, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing import reasons
from revroute_desktop.routing.event_fields import EventState
from revroute_desktop.routing.event_history import HistoryEntry, SourceRow, event_history, source_row
from revroute_desktop.routing.event_pages import EventDetail
from revroute_desktop.workspace import Sql

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.decisions import Decisions
    from revroute_desktop.console.panes.routing.events_view import EventsView

HISTORY_COLUMNS = (
    Column(later("Entry"), "48,213", right=True, grow=0, yields=1, holds=Holds.COUNT),
    Column(later("What"), "Routed event, transaction 48,213", grow=3),
    Column(later("When"), later("28 May 2026, 14:43"), grow=0, holds=Holds.TIME),
    Column(later("By"), "desk-1", grow=0, yields=2),
)
_NOT_KEPT = later(
    "The books keep what was mapped from the row, not the row itself. It stands in the file of this hash."
)


class HistoryPage(Ground):
    """The entries of the log that concern the event."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, panel_colour)
        self.model = RowsModel(HISTORY_COLUMNS, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 6, 0, 0)
        layout.addWidget(DataTable(look, self.model, tr("History of the event in the log")))


class RawPage(Page):
    """File and line of the event, and its row where it was kept."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.note = Note(look)
        self.facts = Facts(look)
        self.raw = CodeView(look, tr("The row as it came"), "json")
        self.raw.setMinimumHeight(220)
        self.frame = Panel(look)
        self.frame.add_inset(self.raw)
        for widget in (self.note, self.facts, self.frame):
            self.add(widget)

    def show_row(self, row: SourceRow, line: str) -> None:
        """Show where the event came from."""
        self.note.say("" if row.raw is not None else tr(_NOT_KEPT), Tone.INFO)
        self.facts.show_facts(
            [
                (tr("File"), row.file_name),
                (tr("Line"), line),
                ("SHA-256", row.file_hash),
                (tr("Profile"), row.profile),
            ]
        )
        self.frame.setVisible(row.raw is not None)
        self.raw.show_code(indented(row.raw or ""))


class EventMore(QObject):
    """Fills the two pages, and offers what a person may decide about an open event."""

    said = Signal(str)

    def __init__(self, books: Books, view: "EventsView", *, may_write: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._may_write = may_write
        self._detail: EventDetail | None = None
        self._decisions: Decisions | None = None
        view.event_page.release_button.clicked.connect(self._on_release)
        view.event_page.retry_button.clicked.connect(self._on_retry)

    @property
    def decisions(self) -> "Decisions":
        """What asks and does; made when first needed."""
        if self._decisions is None:
            from revroute_desktop.console.panes.routing.decisions import Decisions

            self._decisions = Decisions(self._view.look, self._books, self._view, self)
            self._decisions.said.connect(self.said)
        return self._decisions

    def show_event(self, detail: EventDetail) -> None:
        """Show the pages of an event, and the acts that fit its state."""
        self._detail = detail
        row = detail.row
        lacks = row.state == EventState.WAITING and row.reason == reasons.NO_ORIGINAL
        self._view.event_page.show_acts(
            release=self._may_write and lacks,
            retry=self._may_write and row.state == EventState.QUARANTINED,
        )
        self._books.ask("events.more", partial(_more_of, event=row.id), self._on_more)

    def _on_more(self, found: tuple[list[HistoryEntry], SourceRow]) -> None:
        history, row = found
        writer, now = self._books.writer, self._books.now
        self._view.history_page.model.show(
            [
                (
                    Cell(writer.count(entry.seq), tone=Tone.SECOND, raw=str(entry.seq)),
                    Cell(entry.what, full=f"{entry.what}. {entry.reason}", note=entry.reason),
                    Cell(writer.short_moment(entry.at, now), tone=Tone.SECOND, raw=writer.stamp(entry.at)),
                    Cell(entry.actor, tone=Tone.SECOND),
                )
                for entry in history
            ],
            [entry.seq for entry in history],
        )
        self._view.raw_page.show_row(row, writer.count(row.line))

    def _on_release(self) -> None:
        if self._detail is not None:
            self.decisions.release_event(self._detail.row.id, self._detail.row.external_id)

    def _on_retry(self) -> None:
        if self._detail is not None:
            self.decisions.retry_event(self._detail.row.id, self._detail.row.external_id)


def _more_of(sql: Sql, event: int) -> tuple[list[HistoryEntry], SourceRow]:
    return event_history(sql, event), source_row(sql, event)
