"""Notes on the time axis: `NoteDialog` writes one, `NotesDialog` lists them all."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from revroute_desktop.analytics.annotations import WORD_MOST, Annotation
from revroute_desktop.console.format import Writer
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds
from revroute_desktop.console.widgets.dialog import NARROW, NO_DAY, NORMAL, DayField, Dialog
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.table import DataTable

_COLUMNS = (
    Column(later("Day"), "28 Oct 2026", grow=0, holds=Holds.TIME),
    Column(later("Note"), "campaign autumn-drop begins", grow=2),
)
_TABLE_HIGH = 240


class NoteDialog(Dialog):
    """A day and a word. `removed` asks for the note that is changed to go away."""

    removed = Signal()

    def __init__(self, look: Look, parent: QWidget, day: date, note: Annotation | None = None) -> None:
        super().__init__(
            look,
            parent,
            tr("Write on the time axis") if note is None else tr("Change the note"),
            tr(
                "A campaign, a deploy, a holiday: what explains a figure later. It stands on every time axis."
            ),
            tr("Write note") if note is None else tr("Change note"),
            width=NARROW,
        )
        self.note = note
        self.day = DayField(day)
        self.word = QLineEdit(note.subject if note is not None else "")
        self.word.setMaxLength(WORD_MOST)
        self.field(tr("Day"), self.day)
        self.field(tr("Note"), self.word)
        if note is not None:
            remove = Button(look, tr("Remove note"), variant="danger")
            remove.clicked.connect(self.removed)
            self.buttons.insertWidget(0, remove)
        self.word.setFocus()

    def problem(self) -> str:
        """Return what is missing."""
        if self.day.day is None:
            return tr(NO_DAY)
        return "" if self.word.text().strip() else tr("Write a word or two.")


class NotesDialog(Dialog):
    """All notes. `chosen` gives the number of one that is to be changed, 0 for a new one."""

    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget, notes: tuple[Annotation, ...], writer: Writer) -> None:
        super().__init__(
            look,
            parent,
            tr("Notes on the time axis"),
            tr("Plans, imports, load runs and restatements stand there by themselves, from the audit log."),
            tr("Write a note…"),
            width=NORMAL,
        )
        self.cancel.setText(tr("Close"))
        self.model = RowsModel(_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Notes on the time axis"))
        self.table.setFixedHeight(_TABLE_HIGH)
        rows = [(Cell(writer.date(note.at), raw=writer.stamp(note.at)), Cell(note.subject)) for note in notes]
        self.model.show(rows, [note.note for note in notes])
        self.form.addWidget(self.table)
        change = Button(look, tr("Change note…"))
        change.clicked.connect(self._on_change)
        self.buttons.insertWidget(0, change)
        self.table.activated.connect(self._on_activated)

    def problem(self) -> str:
        """Nothing can be wrong with a list."""
        return ""

    def _on_activated(self, _index: object) -> None:
        self._on_change()

    def _on_change(self) -> None:
        key = self.table.chosen_key()
        if isinstance(key, int):
            self.chosen.emit(key)
