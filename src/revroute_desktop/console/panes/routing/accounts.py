"""The accounts tab: balances with their key figures, and the statement of the selected account."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from revroute_desktop.console.books import Books
from revroute_desktop.console.filter_link import FilterLink
from revroute_desktop.console.panes.routing.models import (
    TYPES,
    account_cells,
    day_text,
    money_cell,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Tone
from revroute_desktop.console.widgets.empty import EmptyState
from revroute_desktop.console.widgets.figures import Figure, FigureStrip
from revroute_desktop.console.widgets.inspector import Inspector
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Column, Facts, Ground, Words, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.ledger.account_pages import (
    ACCOUNT_FIELDS,
    StatementRow,
    account_values,
    newest_postings,
)
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.queries import Balance, balances
from revroute_desktop.workspace import Sql
from revroute_desktop.workspace.filters.language import read
from revroute_desktop.workspace.filters.rows import predicate

_FIGURES = (
    ("payee", "Owed to payees"),
    ("partner", "Owed to partners"),
    ("creator", "Owed to creators"),
    ("treasury", "Treasury"),
    ("fees", "Fees"),
    ("reserve", "Held in reserve"),
    ("suspense", "In suspense"),
    ("clearing", "To come from sources"),
)


class AccountsView(ListTab):
    """Widgets only."""

    def __init__(self, look: Look, model: RowsModel, statement: RowsModel) -> None:
        self.figures = FigureStrip(look)
        strip = QWidget()
        strip_layout = QVBoxLayout(strip)
        strip_layout.setContentsMargins(12, 12, 12, 2)
        strip_layout.addWidget(self.figures)
        page = Column(look)
        self.hero = Words(look, role="hero")
        self.about = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.facts = Facts(look)
        for widget in (self.hero, self.about, self.facts):
            page.add(widget)
        lines = Ground(look, panel_colour)
        lines_layout = QVBoxLayout(lines)
        lines_layout.setContentsMargins(1, 0, 0, 0)
        self.statement = DataTable(look, statement, "Statement")
        lines_layout.addWidget(self.statement)
        inspector = Inspector(look, (("Account", page), ("Statement", lines)))
        empty = EmptyState(
            look,
            "Nothing is booked yet",
            "Publish a plan and route what waits: balances appear with the first batch.",
        )
        super().__init__(look, model, "Accounts", inspector, empty, filters=ACCOUNT_FIELDS, above=strip)


class AccountsPresenter(QObject):
    """Fills an `AccountsView`; sums are per currency and never mixed."""

    loaded = Signal()
    selected_says = Signal(str, str)

    def __init__(
        self, books: Books, view: AccountsView, model: RowsModel, statement: RowsModel, parent: QObject
    ) -> None:
        super().__init__(parent)
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

    def show_currency(self, currency: str) -> None:
        """Follow the header; empty for all currencies."""
        self._currency = currency
        self._show()

    def load(self) -> None:
        """Read all balances: a row per account and currency, whatever the number of events."""
        self._books.ask("accounts.rows", balances, self._on_rows)

    def books_changed(self) -> None:
        """Read again."""
        self.load()

    def _on_rows(self, rows: list[Balance]) -> None:
        self._all = rows
        self._show()
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
        self._model.show(
            [account_cells(row, writer) for row in rows], [(row.account, row.currency) for row in rows]
        )
        self._view.show_empty(not rows)
        codes = list(dict.fromkeys(row.currency for row in rows))
        names = len({row.account for row in rows})
        parts: list[tuple[str, bool]] = [(writer.count(names), True), ("accounts in", False)]
        parts.append((", ".join(codes[:6]) or "no currency", True))
        self._view.count.say(tuple(parts), "Credits of liabilities and income are shown as positive")
        self._view.figures.show_figures(self._figures(rows))
        self._view.block.totals.show_rows(self._totals(rows) if not self.filter else ())

    def _figures(self, rows: list[Balance]) -> tuple[Figure, ...]:
        """Figures in the currency of the header, or in the one with the most accounts."""
        if not rows:
            return ()
        code = self._currency or _main_currency(rows)
        writer, figures = self._books.writer, []
        for root, label in _FIGURES:
            mine = [r for r in rows if r.currency == code and r.account.partition(":")[0] == root]
            if mine:
                total = sum(row.own for row in mine)
                count = f"{len(mine)} accounts" if len(mine) > 1 else mine[0].account
                tone = Tone.NEGATIVE if total < 0 else Tone.NORMAL
                figures.append(Figure(label, writer.money(total, code), code, count, tone))
        return tuple(figures)

    def _totals(self, rows: list[Balance]) -> tuple[tuple[Cell, ...], ...]:
        """One line per currency: all postings together are zero, or the books are wrong."""
        writer, lines = self._books.writer, []
        for code in list(dict.fromkeys(row.currency for row in rows))[:4]:
            total = sum(row.debit_positive for row in rows if row.currency == code)
            lines.append(
                (
                    Cell("Debits less credits, all accounts"),
                    EMPTY,
                    Cell(code),
                    money_cell(total, code, writer),
                    EMPTY,
                    EMPTY,
                    EMPTY,
                )
            )
        return tuple(lines)

    def _on_filter(self, text: str) -> None:
        self.filter = text
        self._show()

    def _on_chosen(self, key: object) -> None:
        row = next((r for r in self._all if (r.account, r.currency) == key), None)
        if row is None:
            self.selected_says.emit("", "")
            return
        writer = self._books.writer
        self._view.inspector.head(row.account, TYPES[row.type], Tone.SECOND)
        self._view.hero.say(
            writer.coded(row.available, row.currency), Tone.NEGATIVE if row.available < 0 else Tone.NORMAL
        )
        self._view.about.say("Available: what is posted, less what is still held for it.")
        self._view.facts.show_facts(
            [
                ("Own postings", writer.coded(row.own, row.currency)),
                ("Held for it", writer.coded(row.held, row.currency)),
                ("Posted", writer.coded(row.posted, row.currency)),
                ("Available", writer.coded(row.available, row.currency)),
                ("Type", TYPES[row.type]),
            ]
        )
        self.selected_says.emit(row.account, writer.coded(row.available, row.currency))
        self._books.ask(
            "accounts.statement",
            partial(_statement_of, account=row.account, currency=row.currency),
            self._on_statement,
        )

    def _on_statement(self, found: tuple[str, list[StatementRow]]) -> None:
        code, lines = found
        writer = self._books.writer
        self._statement.show(
            [
                (
                    Cell(day_text(line.day), tone=Tone.SECOND),
                    Cell(TransactionKind(line.kind).words, note=line.event or "", full=line.event or ""),
                    money_cell(line.amount, code, writer),
                    money_cell(line.balance, code, writer),
                )
                for line in lines
            ],
            [line.posting for line in lines],
        )

    def _on_copy(self) -> None:
        key = self._view.table.chosen_key()
        if isinstance(key, tuple):
            self._view.copy(str(key[0]))


def _main_currency(rows: list[Balance]) -> str:
    """Return the currency in which most accounts hold something, among equals the one with larger sums."""
    size: dict[str, tuple[int, int]] = {}
    for row in rows:
        count, total = size.get(row.currency, (0, 0))
        size[row.currency] = count + (row.own != 0), total + abs(row.own)
    return max(size, key=lambda code: size[code])


def _statement_of(sql: Sql, account: str, currency: str) -> tuple[str, list[StatementRow]]:
    return currency, newest_postings(sql, account, currency)
