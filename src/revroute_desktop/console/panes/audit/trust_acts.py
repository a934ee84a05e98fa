"""`TrustActs`: what a person does for trust in the books, each asked for in a dialog and done aside."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.audit.notes import NoteError, parse_verifier_key
from revroute_desktop.audit.proof_file import to_json
from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.held_keys import HeldKeys
from revroute_desktop.console.books.period import ALL_TIME, Period
from revroute_desktop.console.jobs.runner import Work
from revroute_desktop.console.jobs.works import bundle_work, checkpoint_work, prove_account_work
from revroute_desktop.console.panes.audit.dialogs import (
    ACCOUNT,
    ENTRY,
    TRANSACTION,
    BundleDialog,
    CompareDialog,
    KeyDialog,
    ProveAsked,
    ProveDialog,
    RowsDialog,
    said_of_rows,
)
from revroute_desktop.console.panes.audit.proof_words import Said, said_of_comparison
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import Dialog, ReasonDialog
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.proof.checkpoint import compare_checkpoint, make_checkpoint, read_note
from revroute_desktop.proof.fault_rows import FaultRows
from revroute_desktop.proof.keys import KeyHistory, key_history
from revroute_desktop.proof.prove import prove_entry, prove_event, prove_transaction, write_proof
from revroute_desktop.workspace import Workspace

T = TypeVar("T")


class TrustActs(QObject):
    """Shows one dialog at a time over `view`.

    `said` gives what came of an act, `started` a job to run; `keys_changed` says that another key signs from
    now on, `reopen_asked` that the workspace is to be opened anew.
    """

    said = Signal(str)
    started = Signal(object)
    keys_changed = Signal()
    reopen_asked = Signal()

    def __init__(self, look: Look, books: Books, view: QWidget, parent: QObject, *, may_write: bool) -> None:
        super().__init__(parent)
        self._look = look
        self._books = books
        self._view = view
        self._may_write = may_write
        self.keys = HeldKeys()
        self.period = ALL_TIME
        self.key_state = ""
        self.dialog: Dialog | None = None
        self._act: Callable[[str], None] | None = None
        self._after_key: Callable[[], None] | None = None

    @property
    def acts(self) -> dict[str, Callable[[], None]]:
        """What each action of the registry does here."""
        return {
            "audit.checkpoint": self.checkpoint,
            "audit.compare": self.compare,
            "audit.prove": self.prove,
            "audit.bundle": self.bundle,
            "audit.keys": self.show_keys,
            "audit.rotate": self.rotate,
            "audit.accept": self.accept_rollback,
        }

    def remember_key_file(self, path: Path | None) -> None:
        """Take up the key file of an earlier run; its passphrase is asked for before anything is signed."""
        self.keys.remember(path)
        self.keys_changed.emit()

    def checkpoint(self) -> None:
        """Sign what the log holds: as a job, or here where the person chose a key file."""
        if self.keys.locked is not None:
            self._after_key = self.checkpoint
            self.show_keys()
        elif self.keys.file is None:
            self.started.emit(checkpoint_work())
        else:
            self._books.write(self._sign, self._on_signed)

    def compare(self) -> None:
        """Compare the log with a checkpoint in a file."""
        dialog = CompareDialog(self._look, self._view)
        dialog.submitted.connect(self._on_compare)
        self._show(dialog)

    def prove(self, kind: int = TRANSACTION, name: str = "") -> None:
        """Write a proof of something."""
        folder = self._books.workspace.path.parent
        dialog = ProveDialog(self._look, self._view, folder, self.period.title, kind, name)
        dialog.submitted.connect(self._on_prove)
        self._show(dialog)

    def prove_entry(self, entry: int) -> None:
        """Write a proof of an entry."""
        self.prove(ENTRY, str(entry))

    def bundle(self) -> None:
        """Write an auditor's bundle."""
        folder = self._books.workspace.path.parent
        dialog = BundleDialog(self._look, self._view, folder, self.period.title)
        dialog.submitted.connect(self._on_bundle)
        self._show(dialog)

    def show_keys(self) -> None:
        """Show which keys there are, and choose where the key is kept."""
        self._books.ask("audit.keys", key_history, self._on_history)

    def rotate(self) -> None:
        """Replace the signing key."""
        self._ask_reason(
            tr("Replace the signing key?"),
            tr(
                "A new key is made, and the old one signs that it follows. What the old one signed stays "
                "signed. Tell the new verifier key to those who check your proofs."
            ),
            tr("Replace the key"),
            self._rotate,
        )

    def accept_rollback(self) -> None:
        """Take the file as it is although this machine remembers a newer state."""
        self._ask_reason(
            tr("Accept the rollback?"),
            tr(
                "What this machine remembers beyond this file is given up, and the workspace can be written "
                "again. Your name and the reason stand in the log."
            ),
            tr("Accept the rollback"),
            self._accept,
            destroys=True,
        )

    def show_rows(self, found: FaultRows) -> None:
        """Show the rows to which a fault points."""
        dialog = RowsDialog(self._look, self._view, said_of_rows(found))
        dialog.submitted.connect(dialog.accept)
        self._show(dialog)

    # What dialogs ask

    def _on_compare(self) -> None:
        dialog = self.dialog
        if isinstance(dialog, CompareDialog):
            work = partial(_compared, self._books.workspace, dialog.file.path, dialog.key.text().strip())
            self._books.write(work, partial(self._on_answer, dialog), partial(self._on_refused, dialog))

    def _on_answer(self, dialog: CompareDialog, said: Said) -> None:
        if self.dialog is dialog:
            dialog.show_answer(said)

    def _on_prove(self) -> None:
        if not isinstance(self.dialog, ProveDialog):
            return
        asked = self.dialog.asked
        if asked.kind == ACCOUNT:
            self._after_signing(partial(self._start_prove, asked))
        else:
            keys = self.keys if self._may_write else None
            work = partial(_proved, self._books.workspace, asked, keys, self._books.person)
            self._write_here(work, self._on_proved)

    def _start_prove(self, asked: ProveAsked, *, sign: bool) -> None:
        self._start(prove_account_work(asked.name, _days(self.period), asked.output, sign=sign))

    def _on_proved(self, dialog: Dialog | None, sentence: str) -> None:
        self._close(dialog)
        self.said.emit(sentence)

    def _on_bundle(self) -> None:
        self._after_signing(self._start_bundle)

    def _start_bundle(self, *, sign: bool) -> None:
        if isinstance(self.dialog, BundleDialog):
            asked = self.dialog.asked
            self._start(
                bundle_work(asked.output, asked.account, _days(self.period), asked.transactions, sign=sign)
            )

    def _after_signing(self, then: Callable[..., None]) -> None:
        """Sign with the key file first: no job gets its passphrase; the keyring's key a job finds itself."""
        if not self._may_write:
            then(sign=False)
        elif self.keys.path is None:
            then(sign=True)
        else:
            self._write_here(self._sign, partial(_unsigned, then))

    def _sign(self) -> int:
        made = make_checkpoint(self._books.workspace, self.keys.get(), actor=self._books.person)
        return made.size

    def _on_signed(self, size: int) -> None:
        self.said.emit(
            tr("Signed a checkpoint over {size} entries.", n=size, size=self._books.writer.count(size))
        )

    def _on_history(self, history: KeyHistory) -> None:
        count = self._books.writer.count
        keys = tuple(
            (
                tr("In use")
                if key.retired is None
                else tr("Replaced in entry {entry}", entry=count(key.retired)),
                tr(
                    "{key} (announced in entry {entry}, kept in the {place})",
                    key=key.vkey,
                    entry=count(key.announced),
                    place=key.kept.value,
                ),
            )
            for key in reversed(history.keys)
        )
        newest = history.keys[-1].vkey if history.keys else ""
        dialog = KeyDialog(self._look, self._view, self.key_state, keys, newest, self.keys.path)
        dialog.rotate.setEnabled(bool(keys) and self._may_write)
        dialog.rotate_asked.connect(self.rotate)
        dialog.submitted.connect(self._on_key)
        self._show(dialog)

    def _on_key(self) -> None:
        if not isinstance(self.dialog, KeyDialog):
            return
        asked = self.dialog.asked
        work = self.keys.choose_keyring if asked is None else partial(self.keys.choose_file, *asked)
        self._write_here(work, self._on_key_chosen)

    def _on_key_chosen(self, dialog: Dialog | None, _nothing: object) -> None:
        then, self._after_key = self._after_key, None
        self._close(dialog)
        self.keys_changed.emit()
        if then is not None:
            then()

    def _rotate(self, reason: str) -> None:
        work = partial(_rotated, self._books.workspace, self.keys, self._books.person, reason)
        self._write_here(work, self._on_proved)

    def _accept(self, reason: str) -> None:
        workspace = self._books.workspace
        work = partial(workspace.accept_rollback, actor=self._books.person, reason=reason)
        self._write_here(work, self._on_accepted)

    def _on_accepted(self, dialog: Dialog | None, _nothing: object) -> None:
        self._close(dialog)
        self.said.emit(
            tr("The rollback is accepted and stands in the log; the workspace can be written again.")
        )
        self.reopen_asked.emit()

    # Dialogs

    def _ask_reason(
        self, title: str, about: str, act: str, then: Callable[[str], None], *, destroys: bool = False
    ) -> None:
        dialog = ReasonDialog(self._look, self._view, title, about, act, destroys=destroys)
        self._act = then
        dialog.submitted.connect(self._on_reason)
        self._show(dialog)

    def _on_reason(self) -> None:
        if isinstance(self.dialog, ReasonDialog) and self._act is not None:
            self._act(self.dialog.reason)

    def _start(self, work: Work) -> None:
        self._close(self.dialog)
        self.started.emit(work)

    def _write_here(self, work: Callable[[], T], then: Callable[[Dialog | None, T], None]) -> None:
        """Do what the dialog asks for, aside; the answer is that of this dialog, and touches no later one."""
        dialog = self.dialog
        self._books.write(work, partial(then, dialog), partial(self._on_refused, dialog))

    def _on_refused(self, dialog: Dialog | None, sentence: str) -> None:
        if dialog is not None and self.dialog is dialog:
            dialog.refuse(sentence)

    def _close(self, dialog: Dialog | None) -> None:
        if dialog is not None and self.dialog is dialog:
            dialog.accept()

    def _show(self, dialog: Dialog) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.ask()

    def _on_finished(self, _code: int) -> None:
        self.dialog = None
        self._after_key = None


def _unsigned(then: Callable[..., None], _dialog: Dialog | None, _size: int) -> None:
    then(sign=False)


def _days(period: Period) -> tuple[str, str] | None:
    days = period.days()
    return None if days is None else (day_of(days[0]).isoformat(), day_of(days[1] - 1).isoformat())


def _compared(workspace: Workspace, path: Path, key: str) -> Said:
    try:
        trusted = [parse_verifier_key(key)] if key else None
    except NoteError as fault:
        raise UserError(tr("That is no verifier key: {fault}. Copy it whole.", fault=fault)) from None
    return said_of_comparison(compare_checkpoint(workspace, read_note(path), trusted))


def _proved(workspace: Workspace, asked: ProveAsked, held: HeldKeys | None, person: str) -> str:
    keys = None if held is None else held.get()
    if asked.kind == TRANSACTION:
        proof = prove_transaction(workspace, int(asked.name), keys=keys, actor=person)
    elif asked.kind == ENTRY:
        proof = prove_entry(workspace, int(asked.name), keys=keys, actor=person)
    else:
        proof = prove_event(workspace, asked.name, asked.source or None, keys=keys, actor=person)
    write_proof(to_json(proof), asked.output)
    return tr("Wrote {output}. Whoever has it checks it without your books.", output=asked.output)


def _rotated(workspace: Workspace, held: HeldKeys, person: str, reason: str) -> str:
    new = held.get().rotate(workspace, actor=person, reason=reason)
    return tr("The new key is {key}, announced in entry {entry}.", key=new.vkey, entry=new.announced)
