"""Importing logs and following one: which files, in which format, and what that format finds in a line."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from revroute_desktop.console.panes.traffic.words import FORMATS, format_words
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Tone
from revroute_desktop.console.widgets.dialog import WIDE, Dialog
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Note, Words
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.detect import LINES_LOOKED_AT, detect
from revroute_desktop.traffic.formats.tester import Trial, try_format
from revroute_desktop.traffic.reading.sources import find_sources, first_lines

_PAUSE_MS = 300
_TRIED = 5
FIELD_COLUMNS = (
    Column(later("Field"), "$http_x_forwarded_for", grow=1),
    Column(later("Is"), "referrer", grow=1),
    Column(later("Found in the line"), "Mozilla/5.0 (compatible; Googlebot/2.1)", grow=4, mono=True),
)


@dataclass(frozen=True, slots=True)
class LogsAsked:
    """Files, folders or patterns; the format's name, empty to have it told; the zone of times without one."""

    places: tuple[str, ...]
    format: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Looked:
    """What the first lines of the first file are: the format, trials of lines, or a fault.

    Of `lines` that were looked at `fits` are requests in the format, where it was told.
    """

    format: str = ""
    lines: int = 0
    fits: int = 0
    trials: tuple[Trial, ...] = ()
    fault: str = ""


class LogDialog(Dialog):
    """`look_asked`: tell what the files are, as `look_at_logs` does; the answer comes by `show_looked`."""

    look_asked = Signal()

    def __init__(
        self, look: Look, parent: QWidget, zone: str, places: tuple[str, ...] = (), *, follow: bool = False
    ) -> None:
        about = (
            tr("What is in the log and what is appended is counted until you stop it. Nothing counts twice.")
            if follow
            else tr(
                "Files, folders or patterns; plain or compressed. What was counted before is passed over, "
                "whatever the file is called now."
            )
        )
        title = tr("Follow a log") if follow else tr("Import logs")
        super().__init__(look, parent, title, about, title, "import", width=WIDE)
        self._follow = follow
        self.places = QLineEdit("; ".join(places))
        self.places.setPlaceholderText("/var/log/nginx/access.log*")
        choose = Button(look, tr("Choose"), icon="folder")
        choose.clicked.connect(self._on_choose)
        self.field(tr("Log") if follow else tr("Logs"), self.places, choose)
        self.format = QComboBox()
        self.format.setEditable(True)
        self.format.setFrame(False)
        self.format.addItem(tr("told from the first lines"), "")
        for name in FORMATS:
            self.format.addItem(format_words(name), name)
        self.format.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = self.format.lineEdit()
        if edit is not None:
            edit.setAccessibleName(tr("Format"))
        self.field(tr("Format, or one written as nginx:… or goaccess:…"), self.format)
        self.zone = QLineEdit(zone)
        self.field(tr("Zone of times without an offset"), self.zone)
        self.told = Note(look)
        self.line = Words(look, role="code", tone=Tone.SECOND, mono=True, elide=True)
        self.model = RowsModel(FIELD_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Fields of the line"))
        self.table.setFixedHeight(8 * look.row_height + 30)
        self.form.addSpacing(6)
        self.form.addWidget(self.told)
        self.form.addWidget(self.line)
        self.form.addWidget(self.table)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.places.textChanged.connect(self._on_changed)
        self.format.currentTextChanged.connect(self._on_changed)
        self.zone.textChanged.connect(self._on_changed)
        self._on_changed("")
        self.fit()

    @property
    def asked(self) -> LogsAsked:
        """What the form says."""
        places = tuple(part.strip() for part in self.places.text().split(";") if part.strip())
        at = self.format.currentIndex()
        written = self.format.currentText().strip()
        chosen = self.format.itemData(at) if at >= 0 and self.format.itemText(at) == written else written
        return LogsAsked(places, str(chosen or ""), self.zone.text().strip() or "UTC")

    def problem(self) -> str:
        asked = self.asked
        if not asked.places:
            return tr("Say which log.")
        if self._follow and len(asked.places) > 1:
            return tr("One log is followed at a time; import the others.")
        return ""

    def show_looked(self, looked: Looked) -> None:
        """Show what the first lines are."""
        trial = looked.trials[0] if looked.trials else None
        stops = next((one.problem for one in looked.trials if one.problem), "")
        if looked.fault:
            self.told.say(looked.fault, Tone.NEGATIVE)
        elif stops:
            self.told.say(tr("{format}. A line stops: {why}.", format=looked.format, why=stops), Tone.WARNING)
        elif looked.format:
            said = format_words(looked.format)
            if looked.lines:
                said = tr(
                    "{format}: {fits} of the first {lines} lines are requests in it.",
                    one="{format}: the first line is a request in it.",
                    n=looked.lines,
                    format=said,
                    fits=looked.fits,
                    lines=looked.lines,
                )
            self.told.say(said, Tone.POSITIVE)
        else:
            self.told.say("")
        self.line.say(trial.line if trial is not None else "")
        self.model.show(
            [
                (
                    Cell(found.name),
                    Cell(found.column, tone=Tone.SECOND),
                    Cell(found.text, Form.MONO, full=found.text),
                )
                for found in (trial.fields if trial is not None else ())
                if found.text
            ]
        )
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def done(self, result: int) -> None:
        """Close, with nothing left to happen."""
        self._pause.stop()
        super().done(result)

    def _on_choose(self) -> None:
        if self._follow:
            name, _ = QFileDialog.getOpenFileName(self, tr("Follow a log"))
            names = [name] if name else []
        else:
            names, _ = QFileDialog.getOpenFileNames(self, tr("Import logs"))
        if names:
            self.places.setText("; ".join(names))

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        if self.asked.places:
            self.look_asked.emit()
        else:
            self.show_looked(Looked())


def look_at_logs(asked: LogsAsked) -> Looked:
    """Return what the first file of these is. Runs aside: it reads from disk."""
    try:
        sources, passed = find_sources(asked.places[:1], asked.format or None, asked.zone)
        if not sources:
            return Looked(fault=passed[0].reason if passed else tr("There is no log."))
        path: Path = sources[0].path
        lines = [line for line in first_lines(path) if line.strip()][:LINES_LOOKED_AT]
        name, fits = asked.format, 0
        if not name and (guesses := detect(lines)):
            name = guesses[0].name
            fits = round(guesses[0].score * len(lines))
        trials = try_format(name, lines[:_TRIED], asked.zone) if name else ()
    except UserError as error:
        return Looked(fault=str(error))
    # Directives at the beginning of a file have no fields: the first line that has some is shown.
    shown = tuple(sorted(trials, key=lambda one: not one.fields))
    return Looked(name, len(lines) if fits else 0, fits, shown)
