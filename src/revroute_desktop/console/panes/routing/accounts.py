"""The accounts tab: balances with their key figures, and the statement of the selected account."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.currencies import in_order
from revroute_desktop.console.books.period import ALL_TIME, Period
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.panes.routing.account_words import (
    account_figures,
    account_totals,
    main_currency,
    tree_cells,
)
from revroute_desktop.console.panes.routing.models import TYPES, day_text
from revroute_desktop.console.panes.routing.statement import StatementPresenter, StatementView
from revroute_desktop.console.table_link import TableLink, link_rest
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.figures import FigureStrip
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Facts, Words
from revroute_desktop.console.widgets.surfaces import Column
from revroute_desktop.console.widgets.tree import DataTree
from revroute_desktop.console.widgets.tree_model import TreeModel
from revroute_desktop.ledger.account_pages import (
    ACCOUNT_FIELDS,
    account_values,
)
from revroute_desktop.ledger.account_tree import TreeRow, account_tree
from revroute_desktop.ledger.periods import lock_day
from revroute_desktop.ledger.queries import Balance, balances
from revroute_desktop.workspace.filters.language import read
from revroute_desktop.workspace.filters.rows import predicate

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.booking import Booking


_NOTHING = later("Publish a plan and route what waits: balances appear with the first batch.")
_OPENED_MOST = 100
"""Accounts up to which the tree is open from the start, or as far as a filter finds some."""


class AccountsView(ListTab):
    """Widgets only."""

    table: DataTree

    def __init__(self, look: Look, model: TreeModel, statement: RowsModel) -> None:
        self.figures = FigureStrip(look)
        strip = QWidget()
        strip_layout = QVBoxLayout(strip)
        strip_layout.setContentsMargins(12, 12, 12, 2)
        holder = QWidget()
        holder_layout = QVBoxLayout(holder)
        holder_layout.setContentsMargins(12, 10, 12, 0)
        holder_layout.addWidget(self.figures)
        strip_layout.addWidget(holder)
        self.look = look
        bar = QWidget()
        bar_layout = QHBoxLayout(bar)
        bar_layout.setContentsMargins(12, 8, 12, 0)
        bar_layout.setSpacing(8)
        self.lock = Words(look, role="table", tone=Tone.FAINT)
        self.lock_button = Button(look, tr("Lock or unlock"), icon="lock")
        self.release_button = Button(look, tr("Release holds"))
        self.account_button = Button(look, tr("Open account"), icon="plus")
        self.entry_button = Button(look, tr("New entry"), icon="plus")
        bar_layout.addWidget(self.lock)
        bar_layout.addStretch(1)
        self.acts = (self.lock_button, self.release_button, self.account_button, self.entry_button)
        for button in self.acts:
            bar_layout.addWidget(button)
        strip_layout.insertWidget(0, bar)
        strip_layout.setContentsMargins(0, 0, 0, 2)
        page = Column(look)
        self.hero = Words(look, role="hero")
        self.about = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.facts = Facts(look)
        for widget in (self.hero, self.about, self.facts):
            page.add(widget)
        self.statement_page = StatementView(look, statement)
        self.statement = self.statement_page.table
        inspector = Inspector(look, ((tr("Account"), page), (tr("Statement"), self.statement_page)))
        empty = EmptyState(
            look,
            tr("Nothing is booked yet"),
            tr(_NOTHING),
            tr("Publish a plan"),
            "plus",
        )
        super().__init__(look, model, tr("Accounts"), inspector, empty, filters=ACCOUNT_FIELDS, above=strip)

    def say_empty(self, *, booked: bool) -> None:
        """Say what would be here, or that nothing is what a filter asks for."""
        if not booked:
            self.empty.say(tr("Nothing is booked yet"), tr(_NOTHING), tr("Publish a plan"))
        else:
            self.empty.say(
                tr("No accounts match"), tr("Change the filter, or choose another currency in the header.")
            )

    def show_lock(self, sentence: str, *, may_write: bool) -> None:
        """Say up to which day the books are locked, and offer what may be done."""
        self.lock.say(sentence)
        for button in self.acts:
            button.setVisible(may_write)


class AccountsPresenter(QObject):
    """Fills an `AccountsView`; sums are per currency and never mixed.

    `started` gives work for a job, `said` the outcome of what was booked.
    """

    loaded = Signal()
    selected_says = Signal(str, str)
    started = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        books: Books,
        view: AccountsView,
        model: TreeModel,
        statement: RowsModel,
        *,
        may_write: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._may_write = may_write
        self._opened = False
        self._period = ALL_TIME
        self._booking: Booking | None = None
        self.statement = StatementPresenter(
            books, view.statement_page, statement, may_write=may_write, parent=self
        )
        self.statement.reverse_asked.connect(self._on_reverse)
        view.entry_button.clicked.connect(self._on_entry)
        view.account_button.clicked.connect(self._on_account)
        view.lock_button.clicked.connect(self._on_lock)
        view.release_button.clicked.connect(self._on_release)
        self._books = books
        self._view = view
        self._model = model
        self._statement = statement
        self._all: list[Balance] = []
        self._currency = ""
        self.filter = ""
        view.chosen.connect(self._on_chosen)
        view.inspector.copied.connect(self._on_copy)
        if view.filter is not None:
            view.filter.filtered.connect(self._on_filter)
            FilterLink(books, view.filter, ACCOUNT_FIELDS, self)
        link = TableLink(books, view.table, self, says_keys=self._sums_of, tools=view.tools)
        link.says.connect(self.selected_says)
        link_rest(books, view, self)

    @property
    def booking(self) -> "Booking":
        """What asks for entries and books them; made when first needed."""
        if self._booking is None:
            from revroute_desktop.console.panes.routing.booking import Booking

            self._booking = Booking(self._view.look, self._books, self._view, self)
            self._booking.said.connect(self.said)
            self._booking.started.connect(self.started)
        return self._booking

    def show_period(self, period: Period, currency: str) -> None:
        """Follow the header: balances by currency (empty for all), statements by period too."""
        self._currency = currency
        self._period = period
        self._show()
        self._on_chosen(self._view.table.chosen_key())

    def load(self) -> None:
        """Read all balances: a row per account and currency, whatever the number of events."""
        self._books.ask("accounts.rows", balances, self._on_rows)
        self._books.ask("accounts.lock", lock_day, self._on_lock_day)

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    def _on_rows(self, rows: list[Balance]) -> None:
        self._all = rows
        self._show()
        if self._view.table.chosen_key() is not None:
            self._on_chosen(self._view.table.chosen_key())
        self.loaded.emit()

    def _shown(self) -> list[Balance]:
        passes = predicate(read(self.filter, ACCOUNT_FIELDS), ACCOUNT_FIELDS, self._books.zone.key)
        return [
            row
            for row in self._all
            if (not self._currency or row.currency == self._currency) and passes(account_values(row))
        ]

    def _show(self) -> None:
        writer = self._books.writer
        rows = self._shown()
        first = self._currency or main_currency(self._all)
        self._model.show(account_tree(rows, first), partial(tree_cells, writer=writer))
        self._view.show_empty(not rows)
        self._view.say_empty(booked=bool(self._all))
        codes = in_order((row.currency for row in rows), first)
        names = len({row.account for row in rows})
        parts: list[tuple[str, bool]] = [
            (writer.count(names), True),
            (tr("accounts in", one="account in", n=names), False),
        ]
        parts.append((", ".join(codes[:6]) or tr("no currency"), True))
        self._view.count.say(tuple(parts), tr("Credits of liabilities and income are shown as positive"))
        self._view.figures.show_figures(account_figures(rows, codes, writer))
        self._view.figures.setVisible(bool(rows))
        self._view.block.totals.show_rows(account_totals(rows, codes, writer) if not self.filter else ())
        if self.filter and names <= _OPENED_MOST:
            # A filter shows all that it finds.
            self._view.table.open_all(deep=True)
        elif rows and not self._opened:
            self._opened = True
            if names <= _OPENED_MOST:
                self._view.table.open_all(deep=False)

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self._show()

    def _on_lock_day(self, day: int | None) -> None:
        sentence = (
            tr("No day is locked")
            if day is None
            else tr("Locked to {day}, this day included", day=day_text(day))
        )
        self._view.show_lock(sentence, may_write=self._may_write)

    def _on_chosen(self, key: object) -> None:
        code, currency = (str(key[0]), str(key[1])) if isinstance(key, tuple) else ("", "")
        row = self._model.node(self._model.find(key))
        if not isinstance(row, TreeRow):
            self.selected_says.emit("", "")
            return
        writer = self._books.writer
        group = tr("{n} accounts", one="{n} account", n=row.accounts) if row.accounts else tr(TYPES[row.type])
        self._view.inspector.head(code, group, Tone.SECOND)
        self._view.hero.say(
            writer.coded(row.available, currency), Tone.NEGATIVE if row.available < 0 else Tone.NORMAL
        )
        self._view.about.say(tr("Available: what is posted, less what is still held for it."))
        self._view.facts.show_facts(
            [
                (tr("Own postings"), writer.coded(row.own, currency)),
                (tr("Held for it"), writer.coded(row.held, currency)),
                (tr("Posted"), writer.coded(row.posted, currency)),
                (tr("Available"), writer.coded(row.available, currency)),
                (tr("Type"), tr(TYPES[row.type])),
            ]
        )
        self.selected_says.emit(code, writer.coded(row.available, currency))
        if row.accounts:
            self.statement.show_none(tr("This is a group: choose one of its accounts to see its statement."))
        else:
            self.statement.show_account(code, currency, self._period)

    def _sums_of(self, keys: list[object]) -> str:
        """Return what the selected accounts have available, per currency; one in its group counts once."""
        named = [(str(k[0]), str(k[1]), bool(k[2])) for k in keys if isinstance(k, tuple)]
        groups = {(code, currency) for code, currency, group in named if group}
        single = {(code, currency) for code, currency, group in named if not group}
        sums: dict[str, int] = {}
        for row in self._shown():
            above = {(row.account[:at], row.currency) for at, c in enumerate(row.account) if c == ":"}
            if (row.account, row.currency) in single or above & groups:
                sums[row.currency] = sums.get(row.currency, 0) + row.available
        codes = in_order(sums, self._currency or main_currency(self._all))
        return ", ".join(self._books.writer.coded(sums[code], code) for code in codes)

    def _on_entry(self) -> None:
        accounts = sorted({row.account for row in self._all})
        self.booking.ask_entry(tuple(accounts), self._currency or main_currency(self._all))

    def _on_account(self) -> None:
        self.booking.ask_account()

    def _on_lock(self) -> None:
        self.booking.ask_lock()

    def _on_release(self) -> None:
        self.booking.ask_release()

    def _on_reverse(self, transaction: int) -> None:
        self.booking.ask_reversal(transaction)

    def _on_copy(self) -> None:
        key = self._view.table.chosen_key()
        if isinstance(key, tuple):
            self._view.copy(str(key[0]))
