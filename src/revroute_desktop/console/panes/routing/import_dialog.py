"""The dialog that imports revenue: which file, read how, and what its first rows would become."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from revroute_desktop.console.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.dialog import WIDE, Dialog, FileField
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Panel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.routing.imports.preview import Preview, PreviewRow
from revroute_desktop.routing.kinds import Kind

_PAUSE_MS = 300
_TABLE_HEIGHT = 250
_DATA_FILES = later("Exports (*.csv *.jsonl *.ndjson *.parquet *.gz *.xz *.zst);;All files (*)")
_PROFILES = later("Profiles (*.yaml *.yml)")
_NOTHING = later("Choose a file: its first rows are shown here as the profile reads them.")

PREVIEW_COLUMNS = (
    Column(later("Line"), "541,909", right=True, grow=0),
    Column(later("Outcome"), "Passed over", grow=0, mark=True),
    Column(later("External id"), "ch_3Qm7TzKcd", mono=True, grow=1),
    Column(later("Kind"), "subscription", grow=0),
    Column(later("Occurred"), "28 May 2026, 14:43:42", grow=0),
    Column(later("Amount"), "−12,345.60 EUR", right=True, medium=True, grow=0),
    Column(later("Source, or what is wrong"), "amount 1.204,50 does not fit the profile", grow=4),
)


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """A file, its profile (a ready one's name or a file's path), and the source if the file names none."""

    file: Path
    profile: str
    source: str


class ImportDialog(Dialog):
    """`preview_asked` is emitted 300 ms after anything was changed; the answer comes by `show_preview`."""

    preview_asked = Signal()

    def __init__(
        self, look: Look, parent: QWidget, profiles: tuple[str, ...], writer: Writer, file: Path | None = None
    ) -> None:
        super().__init__(
            look,
            parent,
            tr("Import revenue"),
            tr("Rows that can't be accepted go to quarantine whole. The same file twice changes nothing."),
            tr("Import"),
            "import",
            width=WIDE,
        )
        self._writer = writer
        self._file = FileField(look, tr("Import revenue"), tr(_DATA_FILES))
        self._file.setText(str(file) if file is not None else "")
        self.profile = QComboBox()
        for name in profiles:
            self.profile.addItem(name, name)
        own = Button(look, tr("Own profile"), icon="folder")
        own.clicked.connect(self._on_own)
        self._source = QLineEdit()
        self._source.setPlaceholderText(tr("only if the profile does not name one"))
        self.field(
            tr("File: CSV, JSON Lines or Parquet, plain or gz, xz, zst"), self._file, self._file.choose_button
        )
        self.field(tr("Profile: how its columns are read"), self.profile, own)
        self.field(tr("Source"), self._source)
        self.model = RowsModel(PREVIEW_COLUMNS, self)
        table = DataTable(look, self.model, tr("First rows under this profile"))
        table.setFixedHeight(_TABLE_HEIGHT)
        self.panel = Panel(look, tr("First rows"))
        self.panel.add_inset(table)
        self.form.addSpacing(10)
        self.form.addWidget(self.panel)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.preview_asked)
        self._file.textChanged.connect(self._on_changed)
        self._source.textChanged.connect(self._on_changed)
        self.profile.currentTextChanged.connect(self._on_changed)
        self.say_preview(tr(_NOTHING))

    @property
    def asked(self) -> ImportAsked:
        """What was entered."""
        return ImportAsked(self._file.path, str(self.profile.currentData()), self._source.text().strip())

    def add_profile(self, path: Path) -> None:
        """Offer a profile of the person's own, and choose it."""
        self.profile.addItem(path.name, str(path))
        self.profile.setCurrentIndex(self.profile.count() - 1)

    def say_preview(self, sentence: str, *, fault: bool = False) -> None:
        """Say why there is no preview."""
        self.model.show([])
        self.panel.note.say(sentence, Tone.NEGATIVE if fault else Tone.FAINT)

    def show_preview(self, found: Preview) -> None:
        """Show what the first rows would become."""
        events = sum(row.event is not None for row in found.rows)
        refused = sum(row.refusal is not None for row in found.rows)
        passed = len(found.rows) - events - refused
        parts = [tr("{n} of {count} become events", n=events, count=len(found.rows))]
        if refused:
            parts.append(tr("{n} go to quarantine", n=refused))
        if passed:
            parts.append(tr("{n} are passed over", n=passed))
        self.panel.note.say("; ".join(parts), Tone.NEGATIVE if refused and not events else Tone.FAINT)
        self.model.show([_preview_cells(row, self._writer) for row in found.rows])

    def problem(self) -> str:
        if not self._file.text().strip():
            return tr("Choose the file to import.")
        return (
            ""
            if self._file.path.is_file()
            else tr("There is no file {path}. Choose another.", path=self._file.path)
        )

    def done(self, code: int) -> None:
        self._pause.stop()
        super().done(code)

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _on_own(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Own profile"), "", tr(_PROFILES))
        if name:
            self.add_profile(Path(name))


def _preview_cells(row: PreviewRow, writer: Writer) -> Row:
    line = Cell(writer.count(row.line), tone=Tone.SECOND)
    if row.event is not None:
        event = row.event
        return (
            line,
            Cell(tr("Event"), Form.DOT, Tone.POSITIVE),
            Cell(event.external_id, Form.MONO, full=event.external_id),
            Cell(Kind(event.kind).word),
            Cell(writer.moment(event.occurred_at), tone=Tone.SECOND),
            Cell(
                writer.coded(event.amount, code_of(event.currency)),
                Form.MEDIUM,
                Tone.NEGATIVE if event.amount < 0 else Tone.NORMAL,
            ),
            Cell(event.source, tone=Tone.SECOND),
        )
    if row.refusal is not None:
        state = Cell(tr("Refused"), Form.CHIP, Tone.NEGATIVE)
        why = Cell(row.refusal.detail, full=row.refusal.detail)
    else:
        state = Cell(tr("Passed over"), Form.CHIP, Tone.SECOND)
        why = Cell(tr("The profile passes over rows like this one."), tone=Tone.SECOND)
    return line, state, *[NOT_APPLICABLE] * 4, why
