"""The dialog that imports revenue: which file, read how, and what its first rows would become."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.import_preview import PreviewPanel
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.dialog import WIDE, Dialog, FileField
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.routing.imports.kept_profiles import KEPT
from revroute_desktop.routing.imports.preview import Preview

_PAUSE_MS = 300
_TABLE_HEIGHT = 250
_DATA_FILES = later("Exports (*.csv *.jsonl *.ndjson *.parquet *.gz *.xz *.zst);;All files (*)")
_PROFILES = later("Profiles (*.yaml *.yml)")
_NOTHING = later("Choose a file: its first rows are shown here as the profile reads them.")


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """A file, its profile (a ready one's name or a file's path), and the source if the file names none."""

    file: Path
    profile: str
    source: str


class ImportDialog(Dialog):
    """`preview_asked` is emitted 300 ms after anything was changed; the answer comes by `show_preview`.

    `map_asked` asks for the columns of the file to be mapped: no profile reads it, or none that is right.
    """

    preview_asked = Signal()
    map_asked = Signal()

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
        self._file = FileField(look, tr("Import revenue"), tr(_DATA_FILES))
        self._file.setText(str(file) if file is not None else "")
        self.profile = QComboBox()
        for name in profiles:
            self.profile.addItem(name, name)
        self._own = False
        self._told = ""
        own = Button(look, tr("Own profile"), icon="folder")
        own.clicked.connect(self._on_own)
        self.map_button = Button(look, tr("Map columns"), icon="columns")
        self.map_button.clicked.connect(self.map_asked)
        self._source = QLineEdit()
        self._source.setPlaceholderText(tr("only if the profile does not name one"))
        self.field(
            tr("File: CSV, JSON Lines or Parquet, plain or gz, xz, zst"), self._file, self._file.choose_button
        )
        self.field(tr("Profile: how its columns are read"), self.profile, own, self.map_button)
        self.field(tr("Source"), self._source)
        self.panel = PreviewPanel(look, writer, self, _TABLE_HEIGHT)
        self.model = self.panel.model
        self.form.addSpacing(10)
        self.form.addWidget(self.panel)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.preview_asked)
        self._file.textChanged.connect(self._on_file)
        self._source.textChanged.connect(self._on_changed)
        self.profile.currentTextChanged.connect(self._on_changed)
        self.profile.activated.connect(self._on_profile)
        self.say_preview(tr(_NOTHING))

    @property
    def asked(self) -> ImportAsked:
        """What was entered."""
        return ImportAsked(self._file.path, str(self.profile.currentData()), self._source.text().strip())

    def add_profile(self, path: Path) -> None:
        """Offer a profile of the person's own, and choose it."""
        self._own = True
        self.profile.addItem(path.name, str(path))
        self.profile.setCurrentIndex(self.profile.count() - 1)

    def offer_kept(self, names: tuple[str, ...], chosen: str = "") -> None:
        """Offer the profiles that the workspace keeps, and choose one by what an import calls it."""
        for name in names:
            self.profile.addItem(tr("{name} (kept here)", name=name), f"{KEPT}{name}")
        if chosen:
            self._own = True
            self.profile.setCurrentIndex(max(self.profile.findData(chosen), 0))

    def show_fitting(self, file: Path, fitting: tuple[str, ...]) -> None:
        """Choose the profile that reads a file, unless the person has chosen; say so where none does."""
        if file != self._file.path:
            return
        self._told = "" if fitting else tr("No profile knows the columns of this file: map them.")
        if fitting and not self._own:
            self.profile.setCurrentIndex(max(self.profile.findData(fitting[0]), 0))
        if self._told and not self._own:
            self.say_preview(self._told, fault=True)
            self.map_button.setFocus()

    def say_preview(self, sentence: str, *, fault: bool = False) -> None:
        """Say why there is no preview."""
        self.panel.say(self._told if fault and self._told and not self._own else sentence, fault=fault)

    def show_preview(self, found: Preview) -> None:
        """Show what the first rows would become."""
        self.panel.show_preview(found)

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

    def _on_file(self, _text: str) -> None:
        self._told = ""
        self._pause.start()

    def _on_profile(self, _at: int) -> None:
        self._own = True

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _on_own(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Own profile"), "", tr(_PROFILES))
        if name:
            self.add_profile(Path(name))
