"""`Booking`: asks for what a person books by hand and books it aside, by the verbs of the ledger."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.jobs.works import release_work
from revroute_desktop.console.panes.routing.booking_dialogs import (
    ADVANCE,
    JOURNAL,
    AccountDialog,
    EntryDialog,
    LockDialog,
    ReleaseDialog,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import Dialog, ReasonDialog
from revroute_desktop.ledger.journal import (
    advance,
    journal_entry,
    open_account,
    opening_balance,
    reverse_transaction,
)
from revroute_desktop.ledger.periods import lock_period, unlock_period


class Booking(QObject):
    """Shows one dialog at a time over `view`. `said` gives what was booked, `started` work for a job."""

    said = Signal(str)
    started = Signal(object)

    def __init__(self, look: Look, books: Books, view: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._books = books
        self._view = view
        self.dialog: Dialog | None = None
        self._transaction = 0

    def ask_entry(self, accounts: tuple[str, ...], currency: str) -> None:
        """Book a journal entry, an opening balance or an advance."""
        dialog = EntryDialog(
            self._look, self._view, accounts, currency, self._books.today, self._books.writer
        )
        self._show(dialog, self._on_entry)

    def ask_account(self) -> None:
        """Open an account."""
        self._show(AccountDialog(self._look, self._view), self._on_account)

    def ask_lock(self) -> None:
        """Lock a period or unlock it."""
        last_month = self._books.today.replace(day=1)
        day = date.fromordinal(last_month.toordinal() - 1)
        self._show(LockDialog(self._look, self._view, day), self._on_lock)

    def ask_release(self) -> None:
        """Release holds as of a day."""
        self._show(ReleaseDialog(self._look, self._view, self._books.today), self._on_release)

    def ask_reversal(self, transaction: int) -> None:
        """Book the mirror of a transaction that was written by hand."""
        self._transaction = transaction
        dialog = ReasonDialog(
            self._look,
            self._view,
            tr("Reverse transaction {transaction}?", transaction=self._books.writer.count(transaction)),
            tr("Its mirror is booked today. Both stay in the books, each naming the other."),
            tr("Reverse"),
            destroys=True,
        )
        self._show(dialog, self._on_reversal)

    def _on_entry(self) -> None:
        dialog = self.dialog
        assert isinstance(dialog, EntryDialog), "the entry was asked for"
        workspace, person = self._books.workspace, self._books.person
        lines, kind = dialog.entry.lines, dialog.kind.currentIndex()
        day, why = dialog.day, dialog.reason
        work: Callable[[], int]
        if kind == JOURNAL:
            work = partial(
                journal_entry, workspace, lines, memo=dialog.memo, day=day, actor=person, reason=why
            )
        elif kind == ADVANCE:
            line = lines[0]
            work = partial(
                advance,
                workspace,
                dialog.payee,
                line.currency,
                line.amount,
                paid_from=dialog.paid_from,
                day=day,
                actor=person,
                reason=why,
            )
        else:
            work = partial(opening_balance, workspace, lines[0], day=day, actor=person, reason=why)
        self._books.write(work, self._on_booked, self._on_refused)

    def _on_reversal(self) -> None:
        dialog = self.dialog
        assert isinstance(dialog, ReasonDialog), "the reversal was asked for"
        work = partial(
            reverse_transaction,
            self._books.workspace,
            self._transaction,
            actor=self._books.person,
            reason=dialog.reason,
        )
        self._books.write(work, self._on_booked, self._on_refused)

    def _on_account(self) -> None:
        dialog = self.dialog
        assert isinstance(dialog, AccountDialog), "the account was asked for"
        code, kind = dialog.asked
        work = partial(open_account, self._books.workspace, code, account_type=kind, actor=self._books.person)
        self._books.write(
            work, partial(self._on_done, tr("Opened account {code}.", code=code)), self._on_refused
        )

    def _on_lock(self) -> None:
        dialog = self.dialog
        assert isinstance(dialog, LockDialog), "the lock was asked for"
        day, workspace, person = dialog.day, self._books.workspace, self._books.person
        work: Callable[[], int | None]
        if dialog.locks and day is not None:
            work = partial(lock_period, workspace, day, actor=person, reason=dialog.reason)
            said = tr("Locked everything to {day}.", day=day.isoformat())
        else:
            work = partial(unlock_period, workspace, day, actor=person, reason=dialog.reason)
            said = (
                tr("The lock stands at {day} now.", day=day.isoformat())
                if day
                else tr("Nothing is locked any more.")
            )
        self._books.write(work, partial(self._on_done, said), self._on_refused)

    def _on_release(self) -> None:
        dialog = self.dialog
        assert isinstance(dialog, ReleaseDialog), "the release was asked for"
        work = release_work(dialog.as_of)
        dialog.accept()
        self.started.emit(work)

    def _on_booked(self, transaction: int) -> None:
        self._on_done(
            tr("Booked transaction {transaction}.", transaction=self._books.writer.count(transaction)), None
        )

    def _on_done(self, said: str, _result: object) -> None:
        # The one that asked may be closed meanwhile, and another one open.
        if self.dialog is not None and self.dialog.waiting:
            self.dialog.accept()
        self.said.emit(said)

    def _on_refused(self, sentence: str) -> None:
        if self.dialog is not None and self.dialog.waiting:
            self.dialog.refuse(sentence)
        else:
            self.said.emit(sentence)

    def _show(self, dialog: Dialog, then: Callable[[], None]) -> None:
        self.dialog = dialog
        dialog.submitted.connect(then)
        dialog.finished.connect(self._on_finished)
        dialog.ask()

    def _on_finished(self, _code: int) -> None:
        self.dialog = None
