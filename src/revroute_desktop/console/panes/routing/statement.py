"""The statement of one account: the newest postings of the header's period with the balance after each."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.period import Period
from revroute_desktop.console.panes.routing.models import day_cell, money_cell, statement_columns
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import EMPTY, Cell, Tone
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.totals import TableBlock
from revroute_desktop.ledger.account_pages import StatementPage, StatementRow, newest_postings
from revroute_desktop.ledger.kinds import MANUAL, TransactionKind


class StatementView(Ground):
    """Widgets only."""

    def __init__(self, look: Look, model: RowsModel) -> None:
        super().__init__(look, panel_colour)
        self.words = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.words.setContentsMargins(14, 10, 14, 8)
        self.table = DataTable(look, model, tr("Statement"))
        self.block = TableBlock(look, self.table)
        self.reverse_button = Button(look, tr("Reverse this transaction"), variant="danger")
        self.acts = QWidget()
        acts_layout = QHBoxLayout(self.acts)
        acts_layout.setContentsMargins(14, 8, 14, 12)
        acts_layout.addWidget(self.reverse_button)
        acts_layout.addStretch(1)
        self.acts.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addWidget(self.block, 1)
        layout.addWidget(self.acts)


class StatementPresenter(QObject):
    """Fills a `StatementView`. `reverse_asked` gives a transaction that was written by hand."""

    reverse_asked = Signal(int)

    def __init__(
        self, books: Books, view: StatementView, model: RowsModel, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._model = model
        self._may_write = may_write
        self._rows: dict[int, StatementRow] = {}
        self._chosen: StatementRow | None = None
        view.table.chosen.connect(self._on_chosen)
        view.reverse_button.clicked.connect(self._on_reverse)

    def show_account(self, account: str, currency: str, period: Period) -> None:
        """Read the postings of an account that are booked in a period."""
        question = partial(newest_postings, account=account, currency=currency, days=period.days())
        self._books.ask("accounts.statement", question, partial(self._on_page, period))

    def show_none(self, sentence: str) -> None:
        """Say why there is no statement."""
        self._books.ask("accounts.statement", _nothing, _drop)
        self._view.words.say(sentence)
        self._model.show([])
        self._view.block.totals.show_rows(())
        self._view.acts.hide()

    def _on_page(self, period: Period, page: StatementPage) -> None:
        writer, code = self._books.writer, page.currency
        self._rows = {row.posting: row for row in page.rows}
        self._chosen = None
        self._view.acts.hide()
        shown = len(page.rows)
        counted = tr("{count} postings", one="{count} posting", n=page.count, count=writer.count(page.count))
        if shown < page.count:
            counted = tr("The newest {shown} of {counted}", shown=writer.count(shown), counted=counted)
        before = (
            ""
            if period.is_all
            else tr(" Balance before: {balance}.", balance=writer.coded(page.opening, code))
        )
        days = tr("all time") if period.is_all else period.title
        self._view.words.say(f"{counted}, {days}.{before}")
        self._view.table.columns.title(
            statement_columns(
                _widest([writer.money(row.amount, code) for row in page.rows]),
                _widest([writer.money(row.balance, code) for row in page.rows]),
            )
        )
        self._model.show(
            [
                (
                    day_cell(row.day),
                    _what(row),
                    money_cell(row.amount, code, writer),
                    money_cell(row.balance, code, writer),
                )
                for row in page.rows
            ],
            list(self._rows),
        )
        closing = (Cell(tr("Balance")), EMPTY, EMPTY, Cell(writer.money(page.closing, code)))
        self._view.block.totals.show_rows((closing,) if page.rows else ())

    def _on_chosen(self, key: object) -> None:
        self._chosen = self._rows.get(key) if isinstance(key, int) else None
        by_hand = self._chosen is not None and TransactionKind(self._chosen.kind) in MANUAL
        self._view.acts.setVisible(by_hand and self._may_write)

    def _on_reverse(self) -> None:
        if self._chosen is not None:
            self.reverse_asked.emit(self._chosen.transaction)


def _what(row: StatementRow) -> Cell:
    kind, about = tr(TransactionKind(row.kind).words), row.event or row.memo
    return Cell(kind, note=about, full=f"{kind}, {about}" if about else kind)


def _widest(texts: list[str]) -> str:
    return max(texts, key=len, default="")


def _nothing(_sql: object) -> None:
    """Ask nothing: what was asked before in the lane is dropped."""


def _drop(_nothing: None) -> None:
    """Take no notice of the answer."""
