"""Dialogs of trust: compare a checkpoint, prove, check a proof, write a bundle, choose the signing key."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from revroute_desktop.console.panes.audit.proof_words import Said
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.dialog import WIDE, Dialog, FileField, TargetField
from revroute_desktop.console.widgets.parts import Button, Facts, Note
from revroute_desktop.proof.fault_rows import FaultRows

PROOFS = later("Proofs (*.json);;All files (*)")
NOTES = later("Checkpoints (*.txt *.note);;All files (*)")
TRANSACTION, EVENT, ENTRY, ACCOUNT = range(4)
_KINDS = (
    later("A transaction with its postings"),
    later("An event"),
    later("An entry of the log"),
    later("An account in the period"),
)
_HINTS = (
    later("its number, 48211"),
    later("its external id, ch_3Qm7TzKcd9"),
    later("its number, 1048"),
    "payee:neon-kitten",
)
_NAMES = ("transaction", "event", "entry", "account")
_WHICH = (
    later("Say which transaction."),
    later("Say which event."),
    later("Say which entry."),
    later("Say which account."),
)


class AnswerDialog(Dialog):
    """A dialog that answers in place: a sentence and facts below its fields; it stays open."""

    def __init__(self, look: Look, parent: QWidget, title: str, about: str, act: str, icon: str) -> None:
        super().__init__(look, parent, title, about, act, icon)
        self.cancel.setText(tr("Close"))
        self._answer = Note(look)
        self._facts = Facts(look, 150)

    def place_answer(self) -> None:
        """Put the answer below the fields."""
        self.form.addSpacing(6)
        self.form.addWidget(self._answer)
        self.form.addWidget(self._facts)
        self._facts.hide()

    def show_answer(self, said: Said) -> None:
        """Show what was found."""
        self.refuse("")
        self._answer.say(said.sentence, said.tone)
        self._facts.show_facts(list(said.facts))
        self._facts.setVisible(bool(said.facts))
        self.fit()

    @property
    def answer(self) -> str:
        """The sentence that is shown, or nothing."""
        return self._answer.text


class CompareDialog(AnswerDialog):
    """Compare the log with a checkpoint that somebody kept."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            look,
            parent,
            tr("Compare with a checkpoint"),
            tr("A checkpoint that was kept elsewhere shows whether the log was cut off or rewritten since."),
            tr("Compare"),
            "flag",
        )
        self.file = FileField(look, tr("Compare with a checkpoint"), tr(NOTES))
        self.field(tr("File with the signed note"), self.file, self.file.choose_button)
        self.key = QLineEdit()
        self.key.setPlaceholderText(tr("only if this log does not know the key: name+id+base64"))
        self.field(tr("Verifier key"), self.key)
        self.place_answer()

    def problem(self) -> str:
        if not self.file.text().strip():
            return tr("Choose the file with the checkpoint.")
        return (
            ""
            if self.file.path.is_file()
            else tr("There is no file {path}. Choose another.", path=self.file.path)
        )


class CheckDialog(AnswerDialog):
    """Check a proof file; a file may be dropped on it. Needs no workspace."""

    def __init__(self, look: Look, parent: QWidget, file: Path | None = None) -> None:
        super().__init__(
            look,
            parent,
            tr("Check a proof file"),
            tr("Says what the file proves, and under whose signature. Drop a file here, or choose it."),
            tr("Check"),
            "shield",
        )
        self.setAcceptDrops(True)
        self.file = FileField(look, tr("Check a proof file"), tr(PROOFS))
        self.file.setAcceptDrops(False)
        self.file.setText(str(file) if file is not None else "")
        self.key = QLineEdit()
        self.key.setPlaceholderText(tr("name+id+base64, had from the company by another way"))
        self.field(tr("Proof file"), self.file, self.file.choose_button)
        self.field(tr("Verifier key that you trust"), self.key)
        self.place_answer()

    def problem(self) -> str:
        if not self.file.text().strip():
            return tr("Choose the proof file.")
        return (
            ""
            if self.file.path.is_file()
            else tr("There is no file {path}. Choose another.", path=self.file.path)
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.file.setText(paths[0])
            event.acceptProposedAction()
            self.act.click()


@dataclass(frozen=True, slots=True)
class ProveAsked:
    """What to prove (one of the kinds), its number, id or code, its source, and where to write the proof."""

    kind: int
    name: str
    source: str
    output: Path


class ProveDialog(Dialog):
    """Write a proof that somebody can check without the workspace."""

    def __init__(
        self, look: Look, parent: QWidget, folder: Path, period: str, kind: int = TRANSACTION, name: str = ""
    ) -> None:
        super().__init__(
            look,
            parent,
            tr("Write a proof"),
            tr(
                "A file that shows to somebody without the books that something stands in them, under a "
                "signature. A new checkpoint is signed where none covers it yet."
            ),
            tr("Write"),
            "export",
        )
        self._folder = folder
        self.kind = QComboBox()
        self.kind.addItems([*(tr(kind) for kind in _KINDS[:ACCOUNT]), f"{tr(_KINDS[ACCOUNT])} ({period})"])
        self.name = QLineEdit(name)
        self.source = QLineEdit()
        self.source.setPlaceholderText(tr("of an event, where several sources have that id"))
        self.target = TargetField(look, tr("Write a proof"))
        self.field(tr("What to prove"), self.kind)
        self.field(tr("Which one"), self.name)
        self.field(tr("Source"), self.source)
        self.field(
            tr("Write to (an account: a new folder, or a name that ends in .zip)"),
            self.target,
            self.target.choose_button,
        )
        self.kind.currentIndexChanged.connect(self._on_changed)
        self.name.textChanged.connect(self._on_changed)
        self.kind.setCurrentIndex(kind)
        self._on_changed()

    @property
    def asked(self) -> ProveAsked:
        """What was entered."""
        return ProveAsked(
            self.kind.currentIndex(), self.name.text().strip(), self.source.text().strip(), self.target.path
        )

    def problem(self) -> str:
        asked = self.asked
        if not asked.name:
            return tr(_WHICH[asked.kind])
        number = asked.name.isascii() and asked.name.isdigit() and len(asked.name) < 19
        if asked.kind in {TRANSACTION, ENTRY} and not number:
            return tr(
                "{name} is not a number. Write it as {example}.",
                name=asked.name,
                example=_HINTS[asked.kind].split()[-1],
            )
        return self.target.problem()

    def _on_changed(self, _value: object = None) -> None:
        kind = self.kind.currentIndex()
        self.name.setPlaceholderText(tr(_HINTS[kind]))
        self.source.setEnabled(kind == EVENT)
        self.target.suggest(self._folder / _file_name(kind, self.name.text().strip()))


@dataclass(frozen=True, slots=True)
class BundleAsked:
    """Where to write a bundle, and of what it holds proofs."""

    output: Path
    account: str
    transactions: tuple[int, ...]


class BundleDialog(Dialog):
    """Write the auditor's bundle."""

    def __init__(self, look: Look, parent: QWidget, folder: Path, period: str) -> None:
        super().__init__(
            look,
            parent,
            tr("Make an auditor's bundle"),
            tr(
                "The log, its checkpoints and keys, every plan version, the journal, a page of "
                "explanation, and "
                "a script that checks all of it with Python alone."
            ),
            tr("Make the bundle"),
            "export",
        )
        self.target = TargetField(look, tr("Make an auditor's bundle"))
        self.target.suggest(_free(folder / "auditors-bundle"))
        self.account = QLineEdit()
        self.account.setPlaceholderText(tr("payee:neon-kitten, or nothing"))
        self.transactions = QLineEdit()
        self.transactions.setPlaceholderText(tr("48211, 48215, or nothing"))
        self.field(
            tr("Write to: a new folder, or a name that ends in .zip"), self.target, self.target.choose_button
        )
        self.field(tr("Prove each transaction of this account too: {period}", period=period), self.account)
        self.field(tr("Prove these transactions too"), self.transactions)

    @property
    def asked(self) -> BundleAsked:
        """What was entered."""
        numbers = self.transactions.text().replace(",", " ").split()
        return BundleAsked(self.target.path, self.account.text().strip(), tuple(map(int, numbers)))

    def problem(self) -> str:
        for part in self.transactions.text().replace(",", " ").split():
            if not (part.isascii() and part.isdigit() and len(part) < 19):
                return tr("{part} is not the number of a transaction. Write them as 48211, 48215.", part=part)
        return self.target.problem()


class KeyDialog(Dialog):
    """Where the signing key is kept, which keys the log knows, and the way to a new one."""

    rotate_asked = Signal()

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        state: str,
        keys: tuple[tuple[str, str], ...],
        vkey: str,
        file: Path | None,
    ) -> None:
        super().__init__(look, parent, tr("Signing key"), state, tr("Use it"), "key", width=WIDE)
        facts = Facts(look, 210)
        facts.show_facts(
            list(keys) or [(tr("Keys", "for signing"), tr("None yet: the first checkpoint makes one."))]
        )
        self.form.addWidget(facts)
        self.kept = QComboBox()
        self.kept.addItems([tr("The system's keyring"), tr("A key file under a passphrase")])
        self.file = TargetField(look, tr("Key file"))
        self.file.setText("" if file is None else str(file))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(tr("8 characters or more; nobody can find it again"))
        self.rotate = Button(look, tr("Replace the key…"), icon="refresh")
        self.rotate.setEnabled(bool(keys))
        self.rotate.clicked.connect(self._on_rotate)
        self._vkey = vkey
        self.copy = Button(look, tr("Copy the verifier key"), icon="copy")
        self.copy.setEnabled(bool(vkey))
        self.copy.clicked.connect(self._on_copy)
        self.field(tr("Sign with the key in"), self.kept, self.copy, self.rotate)
        self.field(tr("Key file, made when it is not there"), self.file, self.file.choose_button)
        self.field(tr("Passphrase"), self.passphrase)
        self.kept.currentIndexChanged.connect(self._on_kept)
        self.kept.setCurrentIndex(0 if file is None else 1)
        self._on_kept(self.kept.currentIndex())
        self.fit()

    @property
    def asked(self) -> tuple[Path, str] | None:
        """The key file and its passphrase, or None for the keyring."""
        return (self.file.path, self.passphrase.text()) if self.kept.currentIndex() else None

    def problem(self) -> str:
        if not self.kept.currentIndex():
            return ""
        if not self.file.text().strip():
            return tr("Name the key file.")
        return "" if self.passphrase.text() else tr("Give the passphrase of the key file.")

    def _on_kept(self, at: int) -> None:
        for widget in (self.file, self.file.choose_button, self.passphrase):
            widget.setEnabled(bool(at))

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._vkey)

    def _on_rotate(self) -> None:
        self.reject()
        self.rotate_asked.emit()


class RowsDialog(AnswerDialog):
    """The rows to which a fault points."""

    def __init__(self, look: Look, parent: QWidget, said: Said) -> None:
        super().__init__(
            look, parent, tr("What lies at the fault"), tr("As it lies in the file."), tr("Close"), "check"
        )
        self.cancel.hide()
        self.place_answer()
        self.show_answer(said)

    def problem(self) -> str:
        return ""


def said_of_rows(found: FaultRows) -> Said:
    """Return what lies at the place of a fault as facts."""
    facts = tuple((name, "–" if value is None else str(value)) for row in found.rows for name, value in row)
    entry = (
        ""
        if found.entry is None
        else tr(" The log now shows entry {entry}, which covers it.", entry=found.entry)
    )
    nothing = "" if facts else tr(" Nothing lies there any more.")
    return Said(
        tr("The place is {place}.{nothing}{entry}", place=found.place, nothing=nothing, entry=entry),
        Tone.WARNING,
        facts,
    )


def _file_name(kind: int, name: str) -> str:
    safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in name)[:60]
    if kind == ACCOUNT:
        return f"proofs-{safe or 'account'}.zip"
    return f"proof-{_NAMES[kind]}-{safe or 'n'}.json"


def _free(path: Path) -> Path:
    """Return the path, with a number where it is taken."""
    made, number = path, 2
    while made.exists():
        made, number = path.with_name(f"{path.name}-{number}"), number + 1
    return made
