"""What the events tab shows: a frozen state, and the questions that follow from it."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books, code_of
from revroute_desktop.console.books.currencies import in_order
from revroute_desktop.console.books.period import ALL_TIME, Period
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.event_more import EventMore
from revroute_desktop.console.panes.routing.event_words import (
    event_about,
    event_facts,
    event_note,
    posting_rows,
    posting_totals,
)
from revroute_desktop.console.panes.routing.events_view import NO_EVENTS, EventsView
from revroute_desktop.console.panes.routing.explain_words import (
    NOT_ROUTED,
    StepWords,
    explained_steps,
    why_from_postings,
)
from revroute_desktop.console.panes.routing.models import STATES, event_cells, event_columns
from revroute_desktop.console.table_link import TableLink, link_rest
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Form, Row
from revroute_desktop.console.widgets.models import PAGE_ROWS, Ids, PagedModel
from revroute_desktop.console.widgets.why import Why
from revroute_desktop.money.currencies import currency as currency_of
from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.routing.event_pages import (
    SORTS,
    EventDetail,
    EventFilter,
    EventSums,
    PostingRow,
    event_detail,
    event_ids,
    event_page,
    event_sums,
    postings_of,
    sums_of_events,
)
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.filters.language import read

_FIRST = 256
_SUMS = 6
_SUMMED = 8_192


@dataclass(frozen=True, slots=True)
class EventsState:
    """Filter, sort and selection: also what is remembered as a view."""

    filter: str = ""
    sort: str = "arrival"
    descending: bool = True
    period: Period = ALL_TIME
    currency: str = ""
    selected: int | None = None


class EventsPresenter(QObject):
    """Fills an `EventsView` from the books. `selected_says` gives words about the selection."""

    selected_says = Signal(str, str)
    loaded = Signal()

    def __init__(
        self, books: Books, view: EventsView, model: PagedModel, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._model = model
        self._sums: EventSums | None = None
        self._code = ""
        self.state = EventsState()
        self.more = EventMore(books, view, may_write=may_write, parent=self)
        model.page_wanted.connect(self._on_page_wanted)
        view.table.sort_asked.connect(self._on_sort)
        view.chosen.connect(self._on_chosen)
        view.newer_asked.connect(self.load)
        view.inspector.copied.connect(self._on_copy)
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)
            FilterLink(books, view.filter, EVENT_FIELDS, self)
        self.link = TableLink(
            books,
            view.table,
            self,
            rows_of=partial(_cells_of, writer=books.writer, coded=False),
            ids_of=self._order,
            sums_of=self._sums_of,
            tools=view.tools,
        )
        self.link.says.connect(self.selected_says)
        link_rest(books, view, self)

    def show_period(self, period: Period, currency: str) -> None:
        """Follow the header."""
        self.state = replace(self.state, period=period, currency=currency)
        self._show_code(currency)
        self.load()

    def load(self) -> None:
        """Read ids and sums: the first screen at once, the whole table after it."""
        wanted = self._wanted()
        self._view.show_newer("")
        self._view.count.set_loading(True)
        self._view.table.show_sort(self.state.sort, descending=self.state.descending)
        order = self._order()
        first = partial(_first_screen, order=order, writer=self._books.writer, coded=not self._code)
        self._books.ask("events.first", first, partial(self._on_first, order, self._code), priority=3)
        self._books.ask("events.sums", partial(event_sums, wanted=wanted), self._on_sums, slow=True)

    def books_changed(self) -> None:
        """The books have grown: refresh what is in sight, and offer what is new without moving anything."""
        if not len(self._model.ids):
            self.load()
            return
        self._model.refresh()
        if self.state.selected is not None:
            self._ask_detail(self.state.selected)
        wanted = self._wanted()
        self._books.ask("events.sums", partial(event_sums, wanted=wanted), self._on_sums, slow=True)

    def _show_code(self, code: str) -> None:
        if code != self._code:
            self._code = code
            self._view.table.columns.title(event_columns(code))
            self._model.refresh()

    def _order(self) -> partial[Ids]:
        """Return the question for all ids as they are filtered and sorted."""
        return partial(
            event_ids, wanted=self._wanted(), sort=self.state.sort, descending=self.state.descending
        )

    def _wanted(self) -> EventFilter:
        code = self.state.currency
        return EventFilter(
            span=self.state.period.instants(self._books.zone),
            currency=currency_of(code).numeric if code else None,
            terms=read(self.state.filter, EVENT_FIELDS),
            zone=self._books.zone.key,
        )

    def _on_first(self, order: partial[Ids], code: str, screen: tuple[Ids, list[Row]]) -> None:
        ids, rows = screen
        if not np.array_equal(self._model.ids[: len(ids)], ids):
            # Other rows than before: the first screen of them, while the rest is sorted.
            self._model.show(ids, partial=len(ids) >= _FIRST)
            self._view.table.scrollToTop()
        if code == self._code:
            self._model.put_page(self._model.version, 0, rows)
        self.loaded.emit()
        if len(ids) < _FIRST:
            self._on_ids(ids)
        else:
            self._books.ask("events.ids", order, self._on_ids, slow=True)

    def _on_ids(self, ids: Ids) -> None:
        if self._model.partial or not np.array_equal(self._model.ids, ids):
            self._model.show(ids)
        self._view.count.set_loading(False)
        self._view.show_empty(not len(ids))
        filtered = self.state.filter or not self.state.period.is_all or self.state.currency
        if not len(ids) and filtered:
            self._view.empty.say(
                tr("No events match"),
                tr("Change the filter, or choose another period or currency in the header."),
            )
        elif not len(ids):
            self._view.empty.say(
                tr("No events yet"),
                tr(NO_EVENTS),
                tr("Import revenue"),
            )
        self._say_count()
        self.loaded.emit()

    def _on_sums(self, sums: EventSums) -> None:
        self._sums = sums
        if not self.state.currency:
            # The code stands in the head where all rows share it.
            self._show_code(code_of(next(iter(sums.sums))) if len(sums.sums) == 1 else "")
        shown = len(self._model.ids)
        self._say_count()
        if not self._view.count.loading and sums.count > shown:
            self._view.show_newer(self._books.writer.count(sums.count - shown))

    def _say_count(self) -> None:
        sums = self._sums
        if sums is None:
            return
        writer = self._books.writer
        parts: list[tuple[str, bool]] = [
            (writer.count(sums.count), True),
            (tr("events", one="event", n=sums.count), False),
        ]
        if sums.sums:
            parts.append((tr("Sum"), False))
        parts += [
            (writer.coded(amount, code_of(number)), True)
            for number, amount in _ordered(sums.sums, self._first)[:_SUMS]
        ]
        if len(sums.sums) > _SUMS:
            more = len(sums.sums) - _SUMS
            parts.append(
                (
                    tr("and {n} more currencies", one="and {n} more currency", n=more),
                    False,
                )
            )
        if sums.undone:
            parts += [(tr("without"), False), (writer.count(sums.undone), True), (tr("undone"), False)]
        self._view.count.say(tuple(parts), tr("Credits to destinations are shown as positive"))

    def show_base(self) -> None:
        """Another currency stands before the others."""
        self._say_count()

    def _sums_of(self, sql: Sql, ids: Ids) -> str:
        return _sums_in_words(sql, ids, self._books.writer, self._first)

    @property
    def _first(self) -> str:
        return self.state.currency or self._books.base

    def _on_page_wanted(self, page: int, ids: Ids) -> None:
        question = partial(_cells_of, ids=ids, writer=self._books.writer, coded=not self._code)
        then = partial(self._model.put_page, self._model.version, page)
        self._books.ask(f"events.page.{page}", question, then, priority=2)

    def _on_sort(self, key: str, descending: bool) -> None:
        if key in SORTS:
            self.state = replace(self.state, sort=key, descending=descending)
            self.load()

    def _on_filter(self, text: str) -> None:
        self.state = replace(self.state, filter=text)
        self.load()

    def _on_chosen(self, key: object) -> None:
        selected = key if isinstance(key, int) else None
        self.state = replace(self.state, selected=selected)
        if selected is None:
            self.selected_says.emit("", "")
        else:
            self._ask_detail(selected)

    def _ask_detail(self, event: int) -> None:
        self._books.ask("events.detail", partial(_detail_of, event=event), self._on_detail, priority=1)

    def _on_detail(self, found: tuple[EventDetail, list[PostingRow]]) -> None:
        detail, postings = found
        self.more.show_event(detail)
        row, writer = detail.row, self._books.writer
        code = code_of(row.currency)
        state = STATES[row.state].said()
        self._view.inspector.head(row.external_id, state.text, state.tone, chip=state.form is Form.CHIP)
        amount = writer.coded(row.amount, code)
        self._view.event_page.show_event(
            amount, event_about(detail, writer), event_note(detail), event_facts(detail, writer)
        )
        sentence = tr("Nothing is booked for this event yet.")
        if detail.transaction is not None:
            sentence = tr(
                "Transaction {transaction}. Debits and credits are equal.",
                transaction=writer.count(detail.transaction),
            )
        self._view.postings_page.show_postings(
            sentence, posting_rows(postings, writer), posting_totals(postings, writer)
        )
        if self._view.table.selected_count() == 1 and self._view.table.chosen_key() == row.id:
            self.selected_says.emit(tr("1 selected,"), amount)
        if detail.transaction is None:
            self._view.why_page.show_none(tr(NOT_ROUTED))
            return
        # At once from the postings; then with what a replay of the chunk knows of each step.
        self._show_why(why_from_postings(detail, postings, writer, {}))
        work = partial(explained_steps, self._books.workspace, detail, writer)
        self._books.call("events.why", work, partial(self._on_steps, detail, postings), slow=True)

    def _on_steps(self, detail: EventDetail, postings: list[PostingRow], steps: dict[str, StepWords]) -> None:
        if steps and detail.row.id == self.state.selected:
            self._show_why(why_from_postings(detail, postings, self._books.writer, steps))

    def _show_why(self, why: Why | str) -> None:
        if isinstance(why, str):
            self._view.why_page.show_none(why)
        else:
            self._view.why_page.show_why(why)

    def _on_copy(self) -> None:
        self._view.table.copy("tsv")


def _first_screen(sql: Sql, order: partial[Ids], writer: Writer, coded: bool) -> tuple[Ids, list[Row]]:
    ids = order(sql, most=_FIRST)
    return ids, _cells_of(sql, ids[:PAGE_ROWS], writer, coded)


def _cells_of(sql: Sql, ids: Ids, writer: Writer, coded: bool) -> list[Row]:
    return [event_cells(row, writer, coded=coded) for row in event_page(sql, ids)]


def _sums_in_words(sql: Sql, ids: Ids, writer: Writer, first: str) -> str:
    sums: dict[int, int] = {}
    # In pieces: the list of a million ids as one text would hold up the window's own thread.
    for at in range(0, len(ids), _SUMMED):
        for number, amount in sums_of_events(sql, ids[at : at + _SUMMED]).sums.items():
            sums[number] = sums.get(number, 0) + amount
    shown = _ordered(sums, first)[:_SUMS]
    return ", ".join(writer.coded(amount, code_of(number)) for number, amount in shown)


def _ordered(sums: dict[int, int], first: str) -> list[tuple[int, int]]:
    """Return (currency number, sum) in the order of currencies."""
    by_code = {code_of(number): (number, amount) for number, amount in sums.items()}
    return [by_code[code] for code in in_order(by_code, first)]


def _detail_of(sql: Sql, event: int) -> tuple[EventDetail, list[PostingRow]]:
    detail = event_detail(sql, event)
    return detail, postings_of(sql, detail.transaction) if detail.transaction is not None else []
