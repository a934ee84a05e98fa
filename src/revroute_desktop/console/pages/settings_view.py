"""The settings page: appearance, and the shortcut editor. Widgets only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from revroute_desktop.console.language import CHOICES as LANGUAGES
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import CHOICES, Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Form, Row, Tone
from revroute_desktop.console.widgets.cells import Column as TableColumn
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button, Note, Words
from revroute_desktop.console.widgets.surfaces import Column, Line, Panel
from revroute_desktop.console.widgets.table import DataTable

TABS = (later("Appearance"), later("Shortcuts"))
APPEARANCE, SHORTCUTS = range(2)
_CHOICE_WORDS = {"system": later("As the system"), "light": later("Light"), "dark": later("Dark")}
_LANGUAGE_WORDS = {"system": later("As the system"), "en": "English", "de": "Deutsch"}
_DENSITY_WORDS = {
    "compact": later("Compact, 24 px"),
    "usual": later("Usual, 27 px"),
    "roomy": later("Roomy, 34 px"),
}
_LABEL = 150
_EDIT = 220

KEY_COLUMNS = (
    TableColumn(later("Action"), "Verify with replay and more", grow=3),
    TableColumn(later("Menu"), "Work", grow=1),
    TableColumn(later("Keys"), "Ctrl+Shift+V", grow=1, medium=True),
    TableColumn(later("Usual keys"), "Ctrl+Shift+V", grow=1),
)


class SettingsView(QWidget):
    """What is chosen goes out at once; there is nothing to save."""

    theme_chosen = Signal(str)
    contrast_chosen = Signal(bool)
    density_chosen = Signal(str)
    language_chosen = Signal(str)
    action_chosen = Signal(object)
    keys_typed = Signal(str)
    keys_given = Signal(str)
    keys_taken = Signal()
    keys_usual = Signal()
    all_usual = Signal()
    left = Signal()

    def __init__(self, look: Look, densities: tuple[str, ...]) -> None:
        super().__init__()
        self._densities = densities
        back = Button(look, tr("Back"), icon="chevron-left")
        back.clicked.connect(self.left)
        self.head = PaneHead(look, tr("Settings"), TABS, (back,))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._appearance(look))
        self._pages.addWidget(self._shortcuts(look))
        self.head.tabs.changed.connect(self._pages.setCurrentIndex)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)

    def show_appearance(self, theme: str, density: str, language: str, *, contrast: bool) -> None:
        """Show what is chosen."""
        self.theme.setCurrentIndex(CHOICES.index(theme) if theme in CHOICES else 0)
        self.density.setCurrentIndex(self._densities.index(density) if density in self._densities else 1)
        self.language.setCurrentIndex(LANGUAGES.index(language) if language in LANGUAGES else 0)
        before = self.contrast.blockSignals(True)
        self.contrast.setChecked(contrast)
        self.contrast.blockSignals(before)

    def show_keys(self, rows: list[tuple[str, Row]]) -> None:
        """List the actions with their keys."""
        self.model.show([row for _, row in rows], [name for name, _ in rows])

    def show_action(self, title: str, keys: str, *, usual: bool) -> None:
        """Put one action into the editor; no title empties it."""
        for control in (self.edit, self.give, self.take, self.usual):
            control.setEnabled(bool(title))
        self._of.say(title or tr("Choose an action in the list."))
        self._name_edit(tr("Keys of {title}", title=title) if title else tr("Keys"))
        before = self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(keys))
        self.edit.blockSignals(before)
        self.take.setEnabled(bool(title) and bool(keys))
        self.usual.setEnabled(bool(title) and not usual)
        self.give.setEnabled(False)
        self.say_conflict("", may_give=False)

    def say_conflict(self, sentence: str, *, may_give: bool, act: str = "") -> None:
        """Say whom the typed keys belong to."""
        self._conflict.say(sentence, Tone.WARNING)
        self.give.setText(act or tr("Set"))
        self.give.setAccessibleName(self.give.text())
        self.give.setEnabled(may_give)

    def focus_filter(self) -> None:
        """Go to the first control."""
        (self.table if self.head.tabs.current == SHORTCUTS else self.theme).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _name_edit(self, name: str) -> None:
        """Name the field; the line inside it, which has the focus, is named too."""
        for widget in (self.edit, *self.edit.findChildren(QLineEdit)):
            widget.setAccessibleName(name)

    def _appearance(self, look: Look) -> QWidget:
        self.theme = QComboBox()
        self.theme.addItems([tr(_CHOICE_WORDS[choice]) for choice in CHOICES])
        self.theme.activated.connect(self._on_theme)
        self.contrast = QCheckBox(tr("High contrast"))
        self.contrast.setAccessibleName(tr("High contrast"))
        self.contrast.setFont(font("body"))
        self.contrast.toggled.connect(self.contrast_chosen)
        self.density = QComboBox()
        self.density.addItems([tr(_DENSITY_WORDS[density]) for density in self._densities])
        self.density.activated.connect(self._on_density)
        self.language = QComboBox()
        self.language.addItems([tr(_LANGUAGE_WORDS[language]) for language in LANGUAGES])
        self.language.activated.connect(self._on_language)
        panel = Panel(look, tr("Appearance"), tr("holds for all workspaces"))
        for label, control, about in (
            (tr("Theme"), self.theme, tr("Follows the system while it runs, or stays.")),
            ("", self.contrast, tr("Stronger inks and lines, and a wider ring around what has focus.")),
            (tr("Rows of tables"), self.density, tr("For all tables at once.")),
            (tr("Language"), self.language, tr("Words, numbers and dates; from the next start on.")),
        ):
            panel.add(_row(look, label, control, about))
        panel.add(QWidget())
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 14, 16, 14)
        panel.setMaximumWidth(760)
        layout.addWidget(panel)
        layout.addStretch(1)
        return page

    def _shortcuts(self, look: Look) -> QWidget:
        self.model = RowsModel(KEY_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Shortcuts"))
        self.table.chosen.connect(self.action_chosen)
        self.table.opened.connect(self._on_opened)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setFixedWidth(_EDIT)
        self.edit.keySequenceChanged.connect(self._on_typed)
        self._of = Words(look, role="control")
        self._conflict = Note(look)
        self.give = Button(look, tr("Set"), variant="primary")
        self.take = Button(look, tr("Remove keys"))
        self.usual = Button(look, tr("Usual keys"))
        all_usual = Button(look, tr("Reset all"), icon="refresh", variant="bare")
        self.give.clicked.connect(self._on_give)
        self.take.clicked.connect(self.keys_taken)
        self.usual.clicked.connect(self.keys_usual)
        all_usual.clicked.connect(self.all_usual)
        panel = Panel(look, tr("Shortcuts"), tr("kept for this person on this machine"))
        panel.tools.addWidget(all_usual)
        panel.add(self.table, 1)
        panel.add(Line(look))
        editor = Column(look, pad=12, gap=8)
        editor.add(self._of)
        editor.add_row(self.edit, self.give, self.take, self.usual)
        editor.add(self._conflict)
        editor.setFixedHeight(148)
        panel.add(editor)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 14, 16, 14)
        panel.setMaximumWidth(900)
        layout.addWidget(panel, 1)
        self.show_action("", "", usual=True)
        return page

    def _on_theme(self, at: int) -> None:
        self.theme_chosen.emit(CHOICES[at])

    def _on_density(self, at: int) -> None:
        self.density_chosen.emit(self._densities[at])

    def _on_language(self, at: int) -> None:
        self.language_chosen.emit(LANGUAGES[at])

    def _on_opened(self, _key: object) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, keys: QKeySequence) -> None:
        self.keys_typed.emit(keys.toString(QKeySequence.SequenceFormat.PortableText))

    def _on_give(self) -> None:
        self.keys_given.emit(self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText))


def key_cells(title: str, menu: str, keys: str, usual: str) -> Row:
    """Return one row of the shortcut table; changed keys are marked."""
    changed = keys != usual
    return (
        Cell(title),
        Cell(menu, tone=Tone.SECOND),
        Cell(
            keys or tr("none"),
            Form.MEDIUM if changed else Form.PLAIN,
            Tone.ACCENT if changed else Tone.NORMAL,
        )
        if keys or changed
        else Cell("–", tone=Tone.FAINT),
        Cell(usual or "–", tone=Tone.SECOND if usual else Tone.FAINT),
    )


def _row(look: Look, label: str, control: QWidget, about: str) -> QWidget:
    words = Words(look, label, role="control")
    words.setFixedWidth(_LABEL)
    if label:
        words.setBuddy(control)
        control.setAccessibleName(label)
        control.setProperty("form", True)
        control.setFixedWidth(_EDIT)
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(12, 8, 12, 4)
    layout.setSpacing(12)
    layout.addWidget(words)
    layout.addWidget(control)
    layout.addWidget(Words(look, about, role="table", tone=Tone.FAINT, elide=True), 1)
    return row
