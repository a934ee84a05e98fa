"""`Dialog`: the form of every dialog, and the fields that several have: a file, a day."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.surfaces import Ground, Line, panel_colour

NO_DAY = later("Write the day as 2026-12-01.")
NARROW, NORMAL, WIDE = 440, 640, 880


class Dialog(QDialog):
    """A title that is a verb, fields with labels above, the act at the right and Cancel left of it.

    One that is run by `exec` is accepted by its act. One that is shown by `ask` emits `submitted` instead and
    waits: the presenter does the act aside, then calls `accept`, or `refuse` with the sentence.
    """

    submitted = Signal()

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        about: str,
        act: str,
        icon: str = "",
        *,
        width: int = NORMAL,
        destroys: bool = False,
    ) -> None:
        super().__init__(parent)
        self._waits = False
        self._fitted = False
        self.over = False
        """Whether it was closed: Qt may have taken it away by then, whoever still holds it."""
        self.look = look
        self.setWindowTitle(title)
        self.setFixedWidth(width)
        self.form = QVBoxLayout()
        self.form.setSpacing(4)
        self.fault = Words(look, role="table", tone=Tone.NEGATIVE, wrap=True)
        self.fault.hide()
        self.cancel = Button(look, tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.act = Button(look, act, icon=icon, variant="danger" if destroys else "primary")
        # Enter acts, unless that could not be undone.
        self.act.setDefault(not destroys)
        self.act.clicked.connect(self._on_act)
        inside = Ground(look, panel_colour)
        body = QVBoxLayout(inside)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(10)
        body.addWidget(Words(look, title, role="title"))
        self.about = Words(look, about, role="body", tone=Tone.SECOND, wrap=True)
        body.addWidget(self.about)
        body.addLayout(self.form)
        body.addWidget(self.fault)
        body.addWidget(Line(look))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.act)
        body.addLayout(self.buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside)

    def field(self, label: str, widget: QWidget, *beside: QWidget) -> Words:
        """Put a labelled field below what is there; returns its label."""
        words = Words(self.look, label, role="label", weight=400, tone=Tone.FAINT)
        words.setBuddy(widget)
        widget.setAccessibleName(label)
        widget.setProperty("form", True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(widget, 1)
        for other in beside:
            row.addWidget(other)
        self.form.addSpacing(4)
        self.form.addWidget(words)
        self.form.addLayout(row)
        return words

    def fit(self) -> None:
        """Take the height that its words need at its width, after they have changed."""
        self._fitted = True
        inside = self.layout()
        if inside is not None:
            inside.activate()
            self.setFixedHeight(inside.totalHeightForWidth(self.width()))

    def ask(self) -> None:
        """Show it without holding the window up; it goes away when it is closed."""
        self._waits = True
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.open()

    def done(self, result: int) -> None:
        self.over = True
        super().done(result)

    def accept(self) -> None:
        """Close it: what was asked is done. One that a person closed meanwhile stays closed."""
        if not self.over:
            super().accept()

    @property
    def waiting(self) -> bool:
        """Whether its act is being done aside."""
        return self._waits and not self.act.isEnabled()

    def refuse(self, sentence: str) -> None:
        """Say why the act was refused; what was entered stays. One that a person closed says nothing more."""
        if not self.over:
            self.act.setEnabled(True)
            self._say(sentence)

    def problem(self) -> str:
        """Return what keeps the act from being done, in one sentence, or nothing."""
        raise NotImplementedError

    def _on_act(self) -> None:
        problem = self.problem()
        self._say(problem)
        if problem:
            return
        if not self._waits:
            self.accept()
            return
        self.act.setEnabled(False)
        self.submitted.emit()

    def _say(self, problem: str) -> None:
        self.fault.say(in_window(problem))
        self.fault.setVisible(bool(problem))
        if self._fitted:
            self.fit()


class FileField(QLineEdit):
    """A path, typed or chosen."""

    def __init__(self, look: Look, title: str, filters: str, folder: str = "") -> None:
        super().__init__()
        self._title, self._filters, self._folder = title, filters, folder
        self.choose_button = Button(look, tr("Choose"), icon="folder")
        self.choose_button.clicked.connect(self._on_choose)

    @property
    def path(self) -> Path:
        """The path in the field."""
        return Path(self.text().strip()).expanduser()

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._title, self._folder, self._filters)
        if name:
            self.setText(name)


class TargetField(QLineEdit):
    """A path to write, typed or chosen; follows a suggestion until a person changes it."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._title = title
        self._own = False
        self.choose_button = Button(look, tr("Choose"), icon="folder")
        self.choose_button.clicked.connect(self._on_choose)
        self.textEdited.connect(self._on_edited)

    @property
    def path(self) -> Path:
        """The path in the field."""
        return Path(self.text().strip()).expanduser()

    def suggest(self, path: Path) -> None:
        """Offer a path."""
        if not self._own:
            self.setText(str(path))

    def problem(self) -> str:
        """Return why this path cannot be written, or nothing."""
        if not self.text().strip():
            return tr("Say where to write it.")
        if self.path.exists():
            return tr("{path} is there already. Name another one.", path=self.path)
        return (
            "" if self.path.parent.is_dir() else tr("There is no folder {folder}.", folder=self.path.parent)
        )

    def _on_edited(self, _text: str) -> None:
        self._own = True

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self._title, self.text())
        if name:
            self._own = True
            self.setText(name)


class DayField(QLineEdit):
    """A day, written as 2026-12-01."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())

    @property
    def day(self) -> date | None:
        """The day in the field, or None when it is not one."""
        try:
            return date.fromisoformat(self.text().strip())
        except ValueError:
            return None


class ReasonDialog(Dialog):
    """Asks for nothing but a reason, and says what the act does: count and effect."""

    def __init__(
        self, look: Look, parent: QWidget, title: str, about: str, act: str, *, destroys: bool = False
    ) -> None:
        super().__init__(look, parent, title, about, act, destroys=destroys)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("why, for the log"))
        self.field(tr("Reason"), self._reason)

    @property
    def reason(self) -> str:
        """Why, in the person's words."""
        return self._reason.text().strip()

    def say_reason(self, reason: str) -> None:
        """Fill in a reason."""
        self._reason.setText(reason)

    def problem(self) -> str:
        return "" if self.reason else tr("Say why: the reason goes into the log.")
