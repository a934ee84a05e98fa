"""The profile wizard: a file's columns, what they become, and the first events as an import makes them."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.import_preview import PreviewPanel
from revroute_desktop.console.panes.routing.profile_fields import FieldsPage
from revroute_desktop.console.panes.routing.profile_pages import AttributesPage, FilePage, KindsPage
from revroute_desktop.console.panes.routing.profile_rows import FIELD_WIDTH, Choice
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.dialog import Dialog, FileField, TargetField
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.tabs import Tabs
from revroute_desktop.intake import Layout
from revroute_desktop.routing.imports.preview import Preview
from revroute_desktop.routing.imports.profile_draft import ProfileDraft, missing
from revroute_desktop.routing.imports.sample import Sample

DATA_FILES = later("Exports (*.csv *.jsonl *.ndjson *.parquet *.gz *.xz *.zst);;All files (*)")
IN_WORKSPACE, AS_FILE = "workspace", "file"
_PAGES = (later("Columns"), later("Kinds"), later("Attributes"), later("File"))
_WIDTH = 1040
_PAGE_HEIGHT, _TABLE_HEIGHT = 204, 104
_LEAST_HEIGHT, _MOST_MORE = 720, 240
_PAUSE_MS = 250


class ProfileDialog(Dialog):
    """`file_chosen` asks for the columns of a file, `layout_edited` for them read in another way.

    The answer comes by `show_draft`; `edited` is emitted 250 ms after a change, and the preview that it asks
    for comes by `show_preview` or `say_preview`.
    """

    file_chosen = Signal()
    layout_edited = Signal()
    edited = Signal()

    def __init__(self, look: Look, parent: QWidget, writer: Writer, file: Path | None = None) -> None:
        super().__init__(
            look,
            parent,
            tr("Map the columns of a file"),
            tr("Say once which column is what; the profile reads every later export of the same form."),
            tr("Save and go on"),
            "import",
            width=_WIDTH,
        )
        self._sample: Sample | None = None
        self._draft: ProfileDraft | None = None
        self.file = FileField(look, tr("Map the columns of a file"), tr(DATA_FILES))
        self.file.setText(str(file) if file is not None else "")
        self.field(
            tr("File: CSV, JSON Lines or Parquet, plain or gz, xz, zst"), self.file, self.file.choose_button
        )
        self.tabs = Tabs(look, _PAGES, height=32, name=tr("Steps of the profile"))
        self.fields, self.kinds = FieldsPage(look, writer.zone.key), KindsPage(look)
        self.attributes, self.read = AttributesPage(look), FilePage(look)
        self.pages = QStackedWidget()
        # Made for a window of 720; a higher one gives its room to the form and the rows.
        room = max(min(parent.height() - _LEAST_HEIGHT, _MOST_MORE), 0)
        self.pages.setFixedHeight(_PAGE_HEIGHT + room * 2 // 3)
        for page in (self.fields, self.kinds, self.attributes, self.read):
            self.pages.addWidget(page)
            page.edited.connect(self._on_edited)
        self.pages.setEnabled(False)
        frame = Panel(look)
        frame.add(self.tabs)
        frame.add_inset(self.pages)
        self.form.addSpacing(6)
        self.form.addWidget(frame)
        self.panel = PreviewPanel(look, writer, self, _TABLE_HEIGHT + room // 3)
        self.form.addSpacing(4)
        self.form.addWidget(self.panel)
        self.name = QLineEdit()
        self.kept = Choice(
            tr("Where the profile is kept"),
            [(tr("kept in this workspace"), IN_WORKSPACE), (tr("kept as a file"), AS_FILE)],
        )
        self.kept.setFixedWidth(FIELD_WIDTH)
        self.path = TargetField(look, tr("Profile file"))
        self.path.setProperty("form", True)
        self.path.setAccessibleName(tr("Profile file"))
        where = QWidget()
        where.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.name.setMaximumWidth(300)
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.path, 1)
        row.addWidget(self.path.choose_button)
        self.field(tr("Name of the profile: small letters, digits, hyphens"), self.name, where)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.edited)
        self._file_pause = QTimer(self)
        self._file_pause.setSingleShot(True)
        self._file_pause.setInterval(_PAUSE_MS)
        self._file_pause.timeout.connect(self.file_chosen)
        self.file.textChanged.connect(self._on_file)
        self.file.returnPressed.connect(self._on_file_entered)
        self.tabs.changed.connect(self.pages.setCurrentIndex)
        self.fields.kind_picked.connect(self._on_kind)
        self.read.layout_edited.connect(self.layout_edited)
        self.name.textEdited.connect(self._on_name)
        self.kept.picked.connect(self._show_path)
        self._show_path()
        self.say_preview(tr("Choose a file: its columns and first rows are shown here."))
        self._order_tabs()

    @property
    def draft(self) -> ProfileDraft | None:
        """What was entered, None before a file was read."""
        if self._draft is None:
            return None
        draft = self._draft
        for page in (self.fields, self.kinds, self.attributes, self.read):
            draft = page.entered(draft)
        return replace(draft, name=self.name.text().strip())

    @property
    def layout_entered(self) -> Layout:
        """How the file is to be read."""
        return self.read.layout_entered

    def show_draft(self, sample: Sample, draft: ProfileDraft) -> None:
        """Show the columns of a file and what they most likely are."""
        self._sample, self._draft = sample, draft
        self._say("")
        self.pages.setEnabled(True)
        for page in (self.fields, self.kinds, self.attributes, self.read):
            page.show_draft(sample, draft)
        self.name.setText(draft.name)
        self._order_tabs()
        self._suggest_path()
        self.edited.emit()

    def say_no_file(self, sentence: str) -> None:
        """Say why a file has no columns to map."""
        self._sample = self._draft = None
        self.pages.setEnabled(False)
        self.say_preview(sentence, fault=True)

    def say_preview(self, sentence: str, *, fault: bool = False) -> None:
        """Say why there is no preview."""
        self.panel.say(sentence, fault=fault)

    def show_preview(self, found: Preview) -> None:
        """Show what the first rows would become."""
        self.panel.show_preview(found)

    def problem(self) -> str:
        draft = self.draft
        if draft is None:
            return tr("Choose the file whose columns are to be mapped.")
        if lacks := missing(draft):
            return lacks[0]
        if self.kept.chosen == AS_FILE and self.path.path.suffix not in (".yaml", ".yml"):
            return tr("Name a file that ends in .yaml for the profile.")
        return ""

    def done(self, code: int) -> None:
        self._pause.stop()
        self._file_pause.stop()
        super().done(code)

    def _order_tabs(self) -> None:
        """Let Tab go as one reads: file, pages, rows, name, the acts."""
        order: list[QWidget] = [self.file, self.file.choose_button, self.tabs]
        for page in (self.fields, self.kinds, self.attributes, self.read):
            order += page.controls
        order += [self.panel.table, self.name, self.kept, self.path, self.path.choose_button]
        order += [self.cancel, self.act]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _on_file(self, _text: str) -> None:
        self._file_pause.start()

    def _on_file_entered(self) -> None:
        self._file_pause.stop()
        self.file_chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the path reads the file; only elsewhere it means the act.
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (entered and self.focusWidget() is self.file):
            super().keyPressEvent(event)

    def _on_edited(self) -> None:
        self._pause.start()

    def _on_name(self, _text: str) -> None:
        self._suggest_path()
        self._pause.start()

    def _on_kind(self) -> None:
        if self._sample is not None:
            self.kinds.show_column(self._sample, self.fields.kind.name)
            self._order_tabs()

    def _suggest_path(self) -> None:
        if self._sample is not None:
            self.path.suggest(self._sample.path.parent / f"{self.name.text().strip() or 'own'}.yaml")

    def _show_path(self) -> None:
        as_file = self.kept.chosen == AS_FILE
        for widget in (self.path, self.path.choose_button):
            widget.setVisible(as_file)
