"""The dialog that mends a refused row: its columns as fields, beside the row as it came."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.raw_text import indented
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.code import CodeView
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.surfaces import Ground, Panel, panel_colour
from revroute_desktop.routing.imports.mending import MendCheck, MendForm
from revroute_desktop.routing.kinds import Kind

_PAUSE_MS = 300
_HEIGHT = 380


class _Field(QWidget):
    """One column: label, value, and the fault that lies in it."""

    def __init__(self, look: Look, name: str, field: str, value: str) -> None:
        super().__init__()
        self.name = name
        self.before = value
        label = Words(
            look,
            tr("{name}, read as {field}", name=name, field=field) if field else name,
            role="label",
            weight=400,
        )
        label.say(label.text(), Tone.FAINT)
        self.edit = QLineEdit(value)
        self.edit.setProperty("form", True)
        self.edit.setAccessibleName(name)
        label.setBuddy(self.edit)
        self.fault = Words(look, role="label", weight=400, tone=Tone.NEGATIVE, wrap=True)
        self.fault.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (label, self.edit, self.fault):
            layout.addWidget(widget)

    def say_fault(self, sentence: str) -> None:
        """Say below the field what is wrong with it."""
        self.fault.say(sentence)
        self.fault.setVisible(bool(sentence))


class MendDialog(Dialog):
    """`edited` is emitted 300 ms after a field was changed; `check` is answered by `show_check`."""

    edited = Signal()

    def __init__(self, look: Look, parent: QWidget, form: MendForm, writer: Writer) -> None:
        rows = (
            tr(" It is a group of {n} rows: a correction holds for each.", n=form.rows)
            if form.rows > 1
            else ""
        )
        super().__init__(
            look,
            parent,
            tr(
                "Mend line {line} of {file}",
                line=writer.count(form.row.line),
                file=form.row.file_name,
            ),
            tr(
                "Read by the profile {profile}. The row as it came stays in the books.{rows}",
                profile=form.profile,
                rows=rows,
            ),
            tr("Make it an event"),
            width=WIDE,
        )
        self._writer = writer
        self._ready = False
        self._checked = False
        self._waits_for_check = False
        self.fields = [_Field(look, c.name, c.field, c.value) for c in form.columns]
        inside = Ground(look, panel_colour)
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 12, 2)
        column.setSpacing(8)
        for field in self.fields:
            column.addWidget(field)
            field.edit.textEdited.connect(self._on_edited)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setFixedHeight(_HEIGHT)
        raw = CodeView(look, tr("The row as it came"), "json")
        raw.show_code(indented(form.row.raw or ""))
        frame = Panel(look, tr("As it came"))
        frame.add_inset(raw)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(scroll, 1)
        both.addWidget(frame, 1)
        self.form.addLayout(both)
        self.outcome = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.form.addSpacing(6)
        self.form.addWidget(self.outcome)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("why, for the log"))
        self.field(tr("Reason"), self._reason)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.edited)

    @property
    def corrections(self) -> dict[str, str]:
        """The columns that were changed, with their new values."""
        return {f.name: f.edit.text() for f in self.fields if f.edit.text() != f.before}

    @property
    def reason(self) -> str:
        """Why, in the person's words."""
        return self._reason.text().strip()

    def show_check(self, check: MendCheck) -> None:
        """Say what the row would become, or what is wrong and in which columns."""
        if self._pause.isActive():
            # What was checked is not what stands in the fields any more.
            return
        event = check.event
        self._ready, self._checked = event is not None, True
        for field in self.fields:
            field.say_fault(check.detail if field.name in check.columns else "")
        if event is None:
            named = any(field.name in check.columns for field in self.fields)
            self.outcome.say(
                tr("Still refused.") if named else tr("Still refused: {detail}", detail=check.detail),
                Tone.NEGATIVE,
            )
            self._go_on()
            return
        amount = self._writer.coded(event.amount, code_of(event.currency))
        kind = Kind(event.kind).word.replace("_", " ")
        when = self._writer.moment(event.occurred_at)
        self.outcome.say(
            tr(
                "Becomes a {kind} of {amount} from {source}, {external_id}, {when}.",
                kind=kind,
                amount=amount,
                source=event.source,
                external_id=event.external_id,
                when=when,
            ),
            Tone.POSITIVE,
        )
        self._go_on()

    def _go_on(self) -> None:
        """Do the act that waited for the check; else take back what was said of an older state."""
        if self._waits_for_check:
            self._waits_for_check = False
            self.act.setEnabled(True)
            super()._on_act()
        elif self._ready:
            self._say("")

    def _on_act(self) -> None:
        if self._checked:
            super()._on_act()
            return
        self._waits_for_check = True
        self.act.setEnabled(False)
        self._say("")
        self.outcome.say(tr("Being checked…"), Tone.SECOND)
        if self._pause.isActive():
            self._pause.stop()
            self.edited.emit()

    def problem(self) -> str:
        if not self._ready:
            return tr("The row is still refused. Correct the fields that are marked.")
        return "" if self.reason else tr("Say why: the reason goes into the log.")

    def done(self, code: int) -> None:
        self._pause.stop()
        super().done(code)

    def _on_edited(self, _text: str) -> None:
        self._ready = self._checked = self._waits_for_check = False
        self.act.setEnabled(True)
        # A fault that was said of another text is no longer known to hold.
        for field in self.fields:
            if field.edit is self.sender():
                field.say_fault("")
        self._say("")
        self._pause.start()
