"""The routing pane's presenter: which tab is fresh, what waits, and one presenter a tab."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.period import ALL_TIME, Period, period_of
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.panes.routing.events_presenter import EventsPresenter
from revroute_desktop.console.panes.routing.simulations import SimulationsPresenter
from revroute_desktop.console.panes.routing.view import (
    ACCOUNTS,
    CONFLICTS,
    EVENTS,
    IMPORTS,
    PLANS,
    QUARANTINE,
    TABS,
    RoutingView,
)
from revroute_desktop.console.table_link import layout_of, layout_saved
from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.routing.event_pages import SORTS, open_counts
from revroute_desktop.routing.imports.quarantine_pages import conflict_count, refused_count
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.filters.language import impersonal

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.accounts import AccountsPresenter
    from revroute_desktop.console.panes.routing.conflicts import ConflictsPresenter
    from revroute_desktop.console.panes.routing.imports import ImportsPresenter
    from revroute_desktop.console.panes.routing.plans import PlansPresenter
    from revroute_desktop.console.panes.routing.quarantine import QuarantinePresenter

    TabPresenter = (
        EventsPresenter
        | QuarantinePresenter
        | ConflictsPresenter
        | ImportsPresenter
        | AccountsPresenter
        | PlansPresenter
        | SimulationsPresenter
    )


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What waits for a person: events without a route, things in quarantine, and the conflicts among them."""

    waiting: int
    quarantined: int
    has_plan: bool
    conflicts: int = 0


class RoutingPresenter(QObject):
    """Fills the routing pane. `open_work` gives what waits; `selected_says` words for the status bar.

    `started` gives work for a job, `said` the outcome of a short write in a sentence.
    """

    open_work = Signal(object)
    selected_says = Signal(str, str)
    loaded = Signal()
    save_asked = Signal()
    started = Signal(object)
    said = Signal(str)

    def __init__(self, books: Books, view: RoutingView, *, may_write: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._may_write = may_write
        self._tabs: dict[int, TabPresenter] = {}
        self._stale = set(range(len(TABS)))
        self._read: set[int] = set()
        self._span: tuple[Period, str] = (ALL_TIME, "")
        self._active = False
        self._work = OpenWork(0, 0, False)
        self._ready = True
        view.tab_changed.connect(self._on_tab)
        view.waiting_asked.connect(self._on_waiting_asked)
        view.made.connect(self._on_made)
        self._on_made(EVENTS)

    @property
    def events(self) -> EventsPresenter:
        """What fills the tab of the events."""
        return cast("EventsPresenter", self._tab(EVENTS))

    @property
    def quarantine(self) -> "QuarantinePresenter":
        """What fills the tab of what was refused."""
        return cast("QuarantinePresenter", self._tab(QUARANTINE))

    @property
    def conflicts(self) -> "ConflictsPresenter":
        """What fills the tab of the conflicts."""
        return cast("ConflictsPresenter", self._tab(CONFLICTS))

    @property
    def imports(self) -> "ImportsPresenter":
        """What fills the tab of the imports."""
        return cast("ImportsPresenter", self._tab(IMPORTS))

    @property
    def accounts(self) -> "AccountsPresenter":
        """What fills the tab of the accounts."""
        return cast("AccountsPresenter", self._tab(ACCOUNTS))

    @property
    def plans(self) -> "PlansPresenter":
        """What fills the tab of the plans."""
        return cast("PlansPresenter", self._tab(PLANS))

    def _tab(self, at: int) -> "TabPresenter":
        """Return what fills a tab; it comes with the tab's page."""
        self._view.page(at)
        return self._tabs[at]

    def _on_made(self, at: int) -> None:
        page = self._view.page(at)
        page.save_button.clicked.connect(self.save_asked)
        self._tabs[at] = self._make(at)

    def _make(self, at: int) -> "TabPresenter":
        """Make what fills a tab."""
        books, view, may_write = self._books, self._view, self._may_write
        made: TabPresenter
        if at == EVENTS:
            made = EventsPresenter(books, view.events, view.events_model, may_write=may_write, parent=self)
            made.more.said.connect(self.said)
            made.selected_says.connect(self.selected_says)
            made.loaded.connect(self.loaded)
        elif at == QUARANTINE:
            from revroute_desktop.console.panes.routing.quarantine import QuarantinePresenter

            model = view.quarantine_model
            made = QuarantinePresenter(books, view.quarantine, model, may_write=may_write, parent=self)
            made.started.connect(self.started)
            made.said.connect(self.said)
        elif at == CONFLICTS:
            from revroute_desktop.console.panes.routing.conflicts import ConflictsPresenter

            model = view.conflicts_model
            made = ConflictsPresenter(books, view.conflicts, model, may_write=may_write, parent=self)
            made.said.connect(self.said)
        elif at == IMPORTS:
            from revroute_desktop.console.panes.routing.imports import ImportsPresenter

            imports = view.imports_model
            made = ImportsPresenter(books, view.imports, imports, may_write=may_write, parent=self)
            made.started.connect(self.started)
        elif at == ACCOUNTS:
            from revroute_desktop.console.panes.routing.accounts import AccountsPresenter

            made = AccountsPresenter(
                books,
                view.accounts,
                view.accounts_model,
                view.statement_model,
                may_write=may_write,
                parent=self,
            )
            made.show_period(*self._span)
            made.started.connect(self.started)
            made.said.connect(self.said)
            made.selected_says.connect(self.selected_says)
        elif at == PLANS:
            from revroute_desktop.console.panes.routing.plans import PlansPresenter

            made = PlansPresenter(books, view.plans, view.plans_model, may_write=may_write, parent=self)
            made.started.connect(self.started)
            made.said.connect(self.said)
        else:
            made = SimulationsPresenter(books, view.simulations, view.simulations_model, self)
        return made

    def show_period(self, period: Period, currency: str) -> None:
        """Follow the header: events and statements by period and currency, accounts by currency."""
        changed = (period, currency) != (self.events.state.period, self.events.state.currency)
        self._span = period, currency
        if ACCOUNTS in self._tabs:
            self.accounts.show_period(period, currency)
        if changed or EVENTS not in self._read:
            self._stale.discard(EVENTS)
            self._read.add(EVENTS)
            self.events.show_period(period, currency)

    def show_base(self) -> None:
        """Another currency stands before the others."""
        self.events.show_base()

    def activate(self, active: bool) -> None:
        """The pane is shown or hidden; hidden panes read nothing."""
        self._active = active
        if active:
            self._freshen()
            self._ask_open()

    def books_changed(self) -> None:
        """The books have grown."""
        self._stale = set(range(len(TABS)))
        if self._active:
            self._freshen()
        self._ask_open()

    def saved(self) -> dict[str, Any]:
        """Return what is to be remembered; a draft that is being typed is saved too."""
        if PLANS in self._tabs:
            self.plans.keep()
        state = self.events.state
        return {
            "tab": self._view.tab,
            "filter": impersonal(state.filter, EVENT_FIELDS),
            "sort": state.sort,
            "descending": state.descending,
            "period": state.period.code,
            "currency": state.currency,
            "inspector": self._view.events.beside.inspector_width,
        }

    def restore(self, saved: dict[str, Any]) -> tuple[Period, str]:
        """Take up what was remembered; returns period and currency for the header."""
        state = self.events.state
        text = str(saved.get("filter", ""))
        if self._view.events.filter is not None:
            self._view.events.filter.set_text(text)
            text = self._view.events.filter.text
        self.events.state = replace(
            state,
            filter=text,
            sort=str(saved.get("sort", state.sort)),
            descending=bool(saved.get("descending", state.descending)),
        )
        if isinstance(saved.get("inspector"), int):
            self._view.events.beside.set_inspector_width(saved["inspector"])
        if isinstance(saved.get("tab"), int):
            self._view.head.tabs.choose(saved["tab"])
        return period_of(str(saved.get("period", "all"))), str(saved.get("currency", ""))

    def view_shown(self) -> SavedView:
        """Return what the tab shows, as a view without a name."""
        page, state = self._view.page(self._view.tab), self.events.state
        text = impersonal(page.filter.text, page.filter.table) if page.filter is not None else ""
        return SavedView(
            name="",
            tab=TABS[self._view.tab],
            filter=text,
            sort=state.sort,
            descending=state.descending,
            period=state.period.code,
            currency=state.currency,
            columns=layout_saved(page.table.columns.laid),
        )

    def show_view(self, view: SavedView) -> tuple[Period, str]:
        """Show a saved view; returns the period and currency that belong to it."""
        if view.tab in TABS:
            at = TABS.index(view.tab)
            self._view.head.tabs.choose(at)
            page = self._view.page(at)
            page.table.columns.lay(layout_of(view.columns))
            page.table.columns.changed.emit()
            if page is self._view.events and view.sort in SORTS:
                self.events.state = replace(self.events.state, sort=view.sort, descending=view.descending)
            if page.filter is not None:
                page.filter.set_text(view.filter)
                page.filter.filtered.emit(page.filter.text)
        return period_of(view.period), view.currency

    def _on_tab(self, _at: int) -> None:
        self.selected_says.emit("", "")
        if self._active:
            self._freshen()

    def _freshen(self) -> None:
        at = self._view.tab
        if at not in self._stale:
            return
        self._stale.discard(at)
        if at in self._read:
            self._tab(at).books_changed()
        else:
            self._read.add(at)
            self._tab(at).load()

    def _ask_open(self) -> None:
        self._books.ask("routing.open", _open_work, self._on_open, priority=1)

    def _on_open(self, work: OpenWork) -> None:
        writer = self._books.writer
        for tab, number in ((QUARANTINE, work.quarantined - work.conflicts), (CONFLICTS, work.conflicts)):
            self._view.head.tabs.set_count(tab, writer.count(number) if number else "")
        self._work = work
        self._show_waiting()
        self.open_work.emit(work)
        if work.waiting and work.has_plan:
            question = partial(_anything_to_route, book_zone=self._books.zone.key)
            self._books.ask("routing.ready", question, self._on_ready, slow=True)

    def _on_ready(self, ready: bool) -> None:
        self._ready = ready
        self._show_waiting()

    def _show_waiting(self) -> None:
        work = self._work
        self._view.show_waiting(
            work.waiting,
            self._books.writer.count(work.waiting),
            has_plan=work.has_plan,
            ready=self._ready,
            may_write=self._may_write,
        )

    def _on_waiting_asked(self) -> None:
        """Show what waits."""
        self._view.head.tabs.choose(EVENTS)
        page = self._view.events
        if page.filter is not None:
            page.filter.set_text("state:waiting")
            page.filter.filtered.emit(page.filter.text)


def _anything_to_route(sql: Sql, book_zone: str) -> bool:
    # Imported aside: the first pane must not wait for the engine.
    from revroute_desktop.routing.route import anything_to_route

    return anything_to_route(sql, book_zone)


def _open_work(sql: Sql) -> OpenWork:
    waiting, quarantined = open_counts(sql)
    plan = sql.execute("SELECT EXISTS (SELECT 1 FROM plan_version)").fetchone()[0]
    return OpenWork(waiting, quarantined + refused_count(sql), bool(plan), conflict_count(sql))
