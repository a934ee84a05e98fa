"""A new load run: the scenario as text with a live check, the target, and the proof that it is one's own."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from revroute_desktop.console.format import duration
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.code_editor import CodeEditor
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.parts import Button, Note, Panel, Words
from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.scenario_faults import ScenarioError
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.load.target.origin import read_origin
from revroute_desktop.traffic.load.target.ownership import record_name, token_for

_PAUSE_MS = 300
_LINES_HEIGHT = 212
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
    """`verify_asked`: show that the target is one's own; the answer comes by `show_verified`."""

    verify_asked = Signal()

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
        self.pick = QComboBox()
        for name in _EXAMPLES:
            if resource_path("load", f"{name}.yaml").is_file():
                self.pick.addItem(
                    tr("Example: {name}", name=name), str(resource_path("load", f"{name}.yaml"))
                )
        choose = Button(look, tr("Choose a file"), icon="folder")
        choose.clicked.connect(self._on_choose)
        self.field(tr("Scenario"), self.pick, choose)
        self.editor = CodeEditor(look, tr("Scenario, as text"))
        self.editor.setReadOnly(False)
        self.editor.setFixedHeight(_LINES_HEIGHT)
        self.editor.set_words(_WORDS)
        frame = Panel(look)
        frame.add_inset(self.editor)
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
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self.pick.currentIndexChanged.connect(self._on_picked)
        self.editor.textChanged.connect(self._pause.start)
        self.target.textChanged.connect(self._on_target)
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
        self._check()
        if self._faulty():
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
        self.editor.show_code(text)
        self._take_target(text)
        self._check()

    def show_verified(self, sentence: str, *, owned: bool) -> None:
        """Show what came of a verification."""
        self.verify_button.setEnabled(True)
        self.verified.say(sentence, Tone.POSITIVE if owned else Tone.NEGATIVE)
        self.fit()

    def done(self, result: int) -> None:
        """Close, with nothing left to happen."""
        self._pause.stop()
        super().done(result)

    def _faulty(self) -> bool:
        return bool(self._faults())

    def _faults(self) -> list[tuple[int, str]]:
        try:
            parse_scenario(self.editor.toPlainText(), folder=self._folder)
        except ScenarioError as error:
            return [(fault.line, fault.text) for fault in error.faults]
        except UserError as error:
            return [(0, str(error))]
        return []

    def _check(self) -> None:
        faults = self._faults()
        self.editor.mark_lines([line for line, _ in faults])
        if not faults:
            scenario = parse_scenario(self.editor.toPlainText(), folder=self._folder)
            said = tr(
                "{name}: {length} long, {journeys} journeys, {thresholds} thresholds.",
                name=scenario.name,
                length=duration(scenario.seconds),
                journeys=len(scenario.journeys),
                thresholds=len(scenario.thresholds),
            )
            self.checked.say(said, Tone.POSITIVE)
            return
        line, text = faults[0]
        more = tr(" And {count} more.", count=len(faults) - 1) if len(faults) > 1 else ""
        said = tr("Line {line}: {text}", line=line, text=text) if line else text
        self.checked.say(f"{said}{more}", Tone.NEGATIVE)

    def _take_target(self, text: str) -> None:
        line = next((line for line in text.splitlines() if line.startswith("target:")), "")
        self.target.setText(line.partition(":")[2].strip().strip("\"'"))

    def _on_picked(self, at: int) -> None:
        path = self.pick.itemData(at)
        if path:
            self.open_file(Path(path))

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a scenario"), "", tr("Scenarios (*.yaml *.yml)")
        )
        if name:
            self.pick.addItem(Path(name).name, name)
            self.pick.setCurrentIndex(self.pick.count() - 1)

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

    def _on_verify(self) -> None:
        self.verify_button.setEnabled(False)
        self.verified.say(tr("Asking the target…"), Tone.INFO)
        self.verify_asked.emit()
