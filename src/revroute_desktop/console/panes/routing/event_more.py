"""`EventMore`: the event's history and the row that it came from, and what a person may decide about it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.panes.routing.events_view import EventsView
from revroute_desktop.console.widgets.cells import Cell, Tone
from revroute_desktop.routing import reasons
from revroute_desktop.routing.event_fields import EventState
from revroute_desktop.routing.event_history import HistoryEntry, SourceRow, event_history, source_row
from revroute_desktop.routing.event_pages import EventDetail
from revroute_desktop.workspace import Sql

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.decisions import Decisions


class EventMore(QObject):
    """Fills the two pages, and offers what a person may decide about an open event."""

    said = Signal(str)

    def __init__(self, books: Books, view: EventsView, *, may_write: bool, parent: QObject) -> None:
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
