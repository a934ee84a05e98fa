"""`Decisions`: what a person decides about refused rows and open events, each asked for and done aside."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.panes.routing.mend_dialog import MendDialog
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import Dialog, ReasonDialog
from revroute_desktop.console.widgets.models import Ids
from revroute_desktop.routing.imports.mending import MendCheck, MendForm, check_mend, mend_form
from revroute_desktop.routing.imports.quarantine import RetryResult, dismiss, mend, retry
from revroute_desktop.routing.open_events import AT_ONCE_MAX, release_event, retry_events


class Decisions(QObject):
    """Shows one dialog at a time over `view` and does what it asks for. `said` gives what came of it."""

    said = Signal(str)

    def __init__(self, look: Look, books: Books, view: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._books = books
        self._view = view
        self.dialog: Dialog | None = None
        self._row = 0
        self._act: Callable[[str], None] | None = None

    def ask_reason(
        self, title: str, about: str, act: str, then: Callable[[str], None], *, destroys: bool = False
    ) -> None:
        """Ask for a reason, then call `then` with it."""
        dialog = ReasonDialog(self._look, self._view, title, about, act, destroys=destroys)
        self._act = then
        dialog.submitted.connect(self._on_reason)
        self._show(dialog)

    def write(self, work: Callable[[], object], said: str) -> None:
        """Do a short write while the dialog waits; it stays open when the books refuse."""
        self._books.write(work, partial(self._on_written, said), self._on_refused)

    def mend(self, row: int) -> None:
        """Mend a refused row in a form."""
        self._books.ask("quarantine.form", partial(mend_form, number=row), self._on_form)

    def retry(self, row: int) -> None:
        """Try a refused row again, as it is."""
        self.ask_reason(
            tr("Retry this row?"),
            tr("It is held against its profile and the books once more, as it is."),
            tr("Retry"),
            partial(self._retry, row),
        )

    def dismiss(self, row: int) -> None:
        """Settle a refused row without making it an event."""
        self.ask_reason(
            tr("Dismiss this row?"),
            tr("It will not become an event. The row, your name and the reason stay in the books."),
            tr("Dismiss"),
            partial(self._dismiss, row),
            destroys=True,
        )

    def release_event(self, event: int, name: str) -> None:
        """Let a waiting reversal go on without its original."""
        self.ask_reason(
            tr("Release {name}?", name=name),
            tr(
                "It goes on without the original that it names: the next route posts it by the "
                "plan's table for "
                "negative events, unless the original has come by then."
            ),
            tr("Release"),
            partial(self._release_event, event, name),
        )

    def retry_event(self, event: int, name: str) -> None:
        """Put an event that a route quarantined back to waiting."""
        self.ask_reason(
            tr("Retry {name}?", name=name),
            tr("It waits again, and the next route decides it anew."),
            tr("Retry"),
            partial(self._retry_events, (event,)),
        )

    def retry_all_events(self, keys: Ids) -> None:
        """Put all of these quarantined events back to waiting; keys are those of the quarantine's table."""
        events = tuple(int(key) // 2 for key in keys[:AT_ONCE_MAX] if key % 2)
        self.ask_reason(
            tr(
                "Retry {count} events?",
                one="Retry {count} event?",
                n=len(events),
                count=self._books.writer.count(len(events)),
            ),
            tr("They wait again, and the next route decides each anew."),
            tr("Retry"),
            partial(self._retry_events, events),
        )

    def _retry(self, row: int, why: str) -> None:
        work = partial(retry, self._books.workspace, ids=[row], actor=self._books.person, reason=why)
        self._books.write(work, self._on_retried, self._on_refused)

    def _dismiss(self, row: int, why: str) -> None:
        work = partial(dismiss, self._books.workspace, [row], actor=self._books.person, reason=why)
        self.write(work, tr("Dismissed 1 row."))

    def _release_event(self, event: int, name: str, why: str) -> None:
        work = partial(release_event, self._books.workspace, event, actor=self._books.person, reason=why)
        self.write(work, tr("{name} goes on with the next route.", name=name))

    def _retry_events(self, events: tuple[int, ...], why: str) -> None:
        work = partial(retry_events, self._books.workspace, events, actor=self._books.person, reason=why)
        said = tr(
            "{count} events wait for the next route.",
            one="{count} event waits for the next route.",
            n=len(events),
            count=self._books.writer.count(len(events)),
        )
        self.write(work, said)

    def _on_form(self, form: MendForm) -> None:
        dialog = MendDialog(self._look, self._view, form, self._books.writer)
        self._row = form.row.id
        dialog.edited.connect(self._on_edited)
        dialog.submitted.connect(self._on_mend)
        self._show(dialog)
        self._on_edited()

    def _on_edited(self) -> None:
        if isinstance(self.dialog, MendDialog):
            question = partial(check_mend, number=self._row, corrections=self.dialog.corrections)
            self._books.ask("quarantine.mend", question, self._on_check, priority=2)

    def _on_check(self, check: MendCheck) -> None:
        if isinstance(self.dialog, MendDialog):
            self.dialog.show_check(check)

    def _on_mend(self) -> None:
        if isinstance(self.dialog, MendDialog):
            work = partial(
                mend,
                self._books.workspace,
                self._row,
                self.dialog.corrections,
                actor=self._books.person,
                reason=self.dialog.reason,
            )
            self.write(work, tr("Mended: the row is an event now and waits for the next route."))

    def _on_reason(self) -> None:
        if isinstance(self.dialog, ReasonDialog) and self._act is not None:
            self._act(self.dialog.reason)

    def _on_retried(self, found: RetryResult) -> None:
        if found.refused:
            self._on_refused(tr("Still refused: {detail}", detail=found.refused[0][1]))
        else:
            self._on_written(tr("The row is an event now and waits for the next route."), found)

    def _on_written(self, said: str, _result: object) -> None:
        # The one that asked may be closed meanwhile, and another one open.
        if self.dialog is not None and self.dialog.waiting:
            self.dialog.accept()
        self.said.emit(said)

    def _on_refused(self, sentence: str) -> None:
        if self.dialog is not None and self.dialog.waiting:
            self.dialog.refuse(sentence)
        else:
            self.said.emit(sentence)

    def close_dialog(self) -> None:
        """Put the dialog away: its act is done or has been started."""
        if self.dialog is not None:
            self.dialog.accept()

    def _show(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.ask()

    def _on_finished(self, _code: int) -> None:
        self.dialog = None
