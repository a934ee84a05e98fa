"""A new load run: the scenario as form or text, checked as it changes, the target, and the proof that it is
one's own.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from revroute_desktop.console.format import duration
from revroute_desktop.console.panes.traffic.draw_dialog import DrawDialog, DrawnText
from revroute_desktop.console.panes.traffic.scenario_fields import ScenarioFields, beyond_words
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.code_editor import CodeEditor
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.parts import Button, Note, Words
from revroute_desktop.console.widgets.segments import Segments
from revroute_desktop.console.widgets.surfaces import Column, Panel
from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.traffic.load.model import Scenario, Target
from revroute_desktop.traffic.load.scenario_faults import ScenarioError
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.load.scenario_form import beyond_form, form_of, form_text
from revroute_desktop.traffic.load.target.origin import read_origin
from revroute_desktop.traffic.load.target.ownership import record_name, token_for

_PAUSE_MS = 300
_LINES_HEIGHT = 212
_FORM, _OFF, _TEXT = range(3)
_EXAMPLES = ("smoke", "ramp", "spike", "soak", "journey")
_WORDS = (
    *("format:", "scenario:", "target:", "load:", "model:", "open", "closed", "stages:", "journeys:"),
    *("journey:", "requests:", "weight:", "think:", "check:", "capture:", "thresholds:", "limits:"),
    *("arrivals:", "poisson", "constant", "data:", "seed:", "status:", "within:", "headers:", "timeouts:"),
)


@dataclass(frozen=True, slots=True)
class RunAsked:
    """A scenario's text, the folder that its data stand in, the target, and why it is run."""

    text: str
    folder: Path
    target: str
    reason: str


class RunDialog(Dialog):
    """`verify_asked`: show that the target is one's own; the answer comes by `show_verified`.

    `draw_asked` gives a target and what to draw for it; the answer comes by `show_drawn`. Form and text are
    one document, the text: the form writes it, and follows it.
    """

    verify_asked = Signal()
    draw_asked = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget, uuid: str) -> None:
        super().__init__(
            look,
            parent,
            tr("New load run"),
            tr(
                "Only a service of your own is put under load: this machine, or a target that has proved it, "
                "before the run and every minute during it."
            ),
            tr("Run"),
            "play",
            width=WIDE,
        )
        self._uuid = uuid
        self._folder = resource_path("load")
        self._written = self._drawn = ""
        self._known: tuple[tuple[str, Path], Scenario | list[tuple[int, str]]] | None = None
        self.drawing: DrawDialog | None = None
        self.pick = QComboBox()
        for name in _EXAMPLES:
            if resource_path("load", f"{name}.yaml").is_file():
                self.pick.addItem(
                    tr("Example: {name}", name=name), str(resource_path("load", f"{name}.yaml"))
                )
        choose = Button(look, tr("Choose a file"), icon="folder")
        choose.clicked.connect(self._on_choose)
        self.draw_button = Button(look, tr("Draw from traffic…"), icon="traffic")
        self.draw_button.clicked.connect(self._on_draw)
        self.ways = Segments(look, (tr("Form"), tr("Text")), tr("Scenario as form or text"))
        self.field(tr("Scenario"), self.pick, choose, self.draw_button, self.ways)
        self.editor = CodeEditor(look, tr("Scenario, as text"))
        self.editor.setReadOnly(False)
        self.editor.set_words(_WORDS)
        self.fields = ScenarioFields(look)
        self.off = Note(look, " ", Tone.INFO)
        off = Column(look, pad=10)
        off.add(self.off)
        self.pages = QStackedWidget()
        for page in (self.fields, off, self.editor):
            self.pages.addWidget(page)
        self.pages.setFixedHeight(_LINES_HEIGHT)
        frame = Panel(look)
        frame.add_inset(self.pages)
        self.form.addSpacing(4)
        self.form.addWidget(frame)
        self.checked = Note(look)
        self.form.addWidget(self.checked)
        self.target = QLineEdit()
        self.target.setPlaceholderText("https://staging.example")
        self.verify_button = Button(look, tr("Verify"), icon="shield")
        self.verify_button.clicked.connect(self._on_verify)
        self.field(tr("Target"), self.target, self.verify_button)
        self.proof = Words(look, role="code", mono=True, selectable=True)
        self.form.addSpacing(4)
        self.form.addWidget(self.proof)
        self.verified = Note(look)
        self.form.addWidget(self.verified)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("why, for the audit log"))
        self.field(tr("Reason"), self.reason)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._check)
        self.pick.currentIndexChanged.connect(self._on_picked)
        self.editor.textChanged.connect(self._on_typed)
        self.fields.changed.connect(self._write)
        self.ways.changed.connect(self._on_way)
        self.target.textChanged.connect(self._on_target)
        self.target.textEdited.connect(self._write)
        self._on_picked(0)
        self.fit()

    @property
    def asked(self) -> RunAsked:
        """What the form says."""
        return RunAsked(
            self.editor.toPlainText(), self._folder, self.target.text().strip(), self.reason.text().strip()
        )

    def target_or_none(self) -> Target | None:
        """Return the target, or None where it is not written as one."""
        try:
            return read_origin(self.target.text().strip())
        except UserError:
            return None

    def problem(self) -> str:
        # The files that it names may have changed meanwhile.
        self._known = None
        self._check()
        if not isinstance(self._read(), Scenario):
            return tr("Mend the scenario first.")
        try:
            read_origin(self.target.text().strip())
        except UserError as error:
            return str(error)
        return ""

    def open_file(self, path: Path) -> None:
        """Show the scenario of a file; one that can't be read is said so."""
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.checked.say(tr("{path} cannot be read: {error}", path=path, error=error), Tone.NEGATIVE)
            return
        self._folder = path.parent
        self._show_text(text)

    def show_drawn(self, drawn: DrawnText) -> None:
        """Show the scenario that was drawn, or why there is none."""
        if self.drawing is None:
            return
        if drawn.fault:
            self.drawing.refuse(drawn.fault)
            return
        self.drawing.accept()
        self._drawn = drawn.text
        if self.pick.findData("") < 0:
            self.pick.addItem(tr("Drawn from traffic"), "")
        self.pick.setCurrentIndex(self.pick.findData(""))
        self._show_text(drawn.text)

    def show_verified(self, sentence: str, *, owned: bool) -> None:
        """Show what came of a verification."""
        self.verify_button.setEnabled(True)
        self.verified.say(sentence, Tone.POSITIVE if owned else Tone.NEGATIVE)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def done(self, result: int) -> None:
        """Close, with nothing left to happen."""
        self._pause.stop()
        super().done(result)

    def _read(self) -> Scenario | list[tuple[int, str]]:
        """Return the scenario that the text says, or its faults by line; each text is read once."""
        asked = (self.editor.toPlainText(), self._folder)
        if self._known is None or self._known[0] != asked:
            self._known = (asked, _read_scenario(*asked))
        return self._known[1]

    def _show_text(self, text: str) -> None:
        self.editor.show_code(text)
        self._take_target(text)
        if self.isVisible():
            self._check()
        else:
            # In a turn of its own: the dialog is made in this one.
            self._pause.start(0)

    def _write(self) -> None:
        """Write what the form says into the text, while the form is what is seen."""
        if self.pages.currentIndex() != _FORM:
            return
        target = self.target.text().strip() if self.target_or_none() is not None else ""
        form = self.fields.form_for(target)
        if form is not None:
            self._written = form_text(form)
            self.editor.show_code(self._written)

    def _on_way(self, _at: int) -> None:
        self._written = ""
        self._check()

    def _follow(self) -> None:
        """Show the text as a form where that is wanted and can be, but never over what is being typed."""
        text = self.editor.toPlainText()
        if self.ways.current:
            self.pages.setCurrentIndex(_TEXT)
            return
        if text == self._written:
            return
        scenario = self._read()
        if not isinstance(scenario, Scenario):
            self.off.say(tr("The form is off: mend the text first. Nothing of it is lost."))
            self.pages.setCurrentIndex(_OFF)
            return
        form, beyond = form_of(scenario), beyond_form(scenario)
        if form is not None:
            self._written = text
            self.fields.show_form(form)
            self.pages.setCurrentIndex(_FORM)
        elif beyond is not None:
            self.off.say(beyond_words(beyond))
            self.pages.setCurrentIndex(_OFF)

    def _check(self) -> None:
        self._follow()
        found = self._read()
        self.editor.mark_lines([] if isinstance(found, Scenario) else [line for line, _ in found])
        if isinstance(found, Scenario):
            said = tr(
                "{name}: {length} long, {journeys} journeys, {thresholds} thresholds.",
                name=found.name,
                length=duration(found.seconds),
                journeys=len(found.journeys),
                thresholds=len(found.thresholds),
            )
            self.checked.say(said, Tone.POSITIVE)
            return
        line, text = found[0]
        more = tr(" And {count} more.", count=len(found) - 1) if len(found) > 1 else ""
        by_line = line and self.pages.currentIndex() != _FORM
        said = tr("Line {line}: {text}", line=line, text=text) if by_line else text
        self.checked.say(f"{said}{more}", Tone.NEGATIVE)

    def _on_typed(self) -> None:
        self._pause.start(_PAUSE_MS)

    def _take_target(self, text: str) -> None:
        line = next((line for line in text.splitlines() if line.startswith("target:")), "")
        self.target.setText(line.partition(":")[2].strip().strip("\"'"))

    def _on_picked(self, at: int) -> None:
        path = self.pick.itemData(at)
        if path:
            self.open_file(Path(path))
        elif self._drawn:
            self._show_text(self._drawn)

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a scenario"), "", tr("Scenarios (*.yaml *.yml)")
        )
        if name:
            self.pick.addItem(Path(name).name, name)
            self.pick.setCurrentIndex(self.pick.count() - 1)

    def _on_draw(self) -> None:
        try:
            read_origin(self.target.text().strip())
        except UserError as error:
            self.refuse(str(error))
            return
        self.refuse("")
        self.drawing = DrawDialog(self.look, self)
        self.drawing.submitted.connect(self._on_draw_asked)
        self.drawing.finished.connect(self._on_drawing_closed)
        self.drawing.ask()

    def _on_draw_asked(self) -> None:
        target = self.target_or_none()
        if self.drawing is not None and target is not None:
            self.draw_asked.emit(target, self.drawing.asked)

    def _on_drawing_closed(self, _code: int) -> None:
        self.drawing = None

    def _on_target(self, _text: str) -> None:
        self.verified.say("")
        target = self.target_or_none()
        self.verify_button.setEnabled(target is not None)
        if target is None:
            self.proof.say("")
            return
        token = token_for(self._uuid, target)
        lines = [
            tr("Publish the file {path}", path=token.path),
            tr("which holds {text}", text=token.text),
        ]
        if target.tls:
            # Without a certificate a record proves nothing about the machine.
            lines += [tr("or at {name} the TXT record", name=record_name(target)), token.record]
        self.proof.say("\n".join(lines))
        if self.isVisible():
            self.fit()

    def _on_verify(self) -> None:
        self.verify_button.setEnabled(False)
        self.verified.say(tr("Asking the target…"), Tone.INFO)
        self.verify_asked.emit()


def _read_scenario(text: str, folder: Path) -> Scenario | list[tuple[int, str]]:
    try:
        return parse_scenario(text, folder=folder)
    except ScenarioError as error:
        return [(fault.line, fault.text) for fault in error.faults]
    except UserError as error:
        return [(0, str(error))]
