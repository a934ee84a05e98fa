"""What the pages of the profile wizard are made of: rows with a column to choose and its texts beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.surfaces import Column
from revroute_desktop.routing.imports.sample import Sample, SampleColumn

NO_COLUMN = later("not in the file")
LABEL_WIDTH, FIELD_WIDTH = 156, 216


class Choice(QComboBox):
    """A list to choose from; the wheel scrolls the form, and chooses only where the cursor is."""

    picked = Signal()

    def __init__(self, name: str, items: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("form", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.offer(items)
        self.activated.connect(self._on_activated)

    @property
    def chosen(self) -> str:
        """What the chosen item stands for."""
        return str(self.currentData() or "")

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer other items, each the words that are shown and what they stand for."""
        self.clear()
        for words, value in items:
            self.addItem(words, value)

    def choose(self, value: str) -> None:
        """Choose an item by what it stands for, the first where there is none."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_activated(self, _at: int) -> None:
        self.picked.emit()


class Samples(Words):
    """The first few texts of a column, cut to the width; the tooltip has them whole."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, role="table", tone=Tone.FAINT, mono=True, elide=True)

    def show_column(self, column: SampleColumn | None) -> None:
        """Show the texts of a column, or nothing."""
        texts = column.examples if column is not None else ()
        self.say("   ".join(text.replace("\n", " ") for text in texts))
        self.setToolTip("\n".join(texts))
        self.setAccessibleName(tr("Samples: {texts}", texts=", ".join(texts)) if texts else tr("No samples"))


class ColumnField(QWidget):
    """Which column a field comes from; `picked` when a person has chosen another."""

    picked = Signal()

    def __init__(self, look: Look, name: str, *, required: bool = False) -> None:
        super().__init__()
        self._sample: Sample | None = None
        self.label = Words(look, name, role="table", tone=Tone.NORMAL if required else Tone.SECOND)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.choice = Choice(tr("Column of: {field}", field=name))
        self.choice.setFixedWidth(FIELD_WIDTH)
        self.samples = Samples(look)
        self.label.setBuddy(self.choice)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.label)
        self.row.addWidget(self.choice)
        self.row.addWidget(self.samples, 1)
        self.choice.picked.connect(self._on_picked)

    @property
    def column(self) -> SampleColumn | None:
        """The chosen column."""
        return self._sample.column(self.choice.chosen) if self._sample is not None else None

    @property
    def name(self) -> str:
        """The chosen column's name, "" for none."""
        return self.choice.chosen

    def show_sample(self, sample: Sample, columns: QStandardItemModel, chosen: str) -> None:
        """Offer the columns of a file, as `column_items` lists them."""
        self._sample = sample
        self.choice.setModel(columns)
        self.choice.choose(chosen)
        self.samples.show_column(self.column)

    def _on_picked(self) -> None:
        self.samples.show_column(self.column)
        self.picked.emit()


class ConstantField(ColumnField):
    """A column, or one text that holds for every row and is written beside it."""

    def __init__(self, look: Look, name: str, hint: str, *, required: bool = False) -> None:
        super().__init__(look, name, required=required)
        self.constant = QLineEdit()
        self.constant.setProperty("form", True)
        self.constant.setFixedWidth(FIELD_WIDTH)
        self.constant.setPlaceholderText(hint)
        self.constant.setAccessibleName(tr("{field} of every row", field=name))
        self.row.insertWidget(2, self.constant)
        self.constant.textEdited.connect(self._on_text)
        self.choice.picked.connect(self._show)

    def show_given(self, sample: Sample, columns: QStandardItemModel, column: str, constant: str) -> None:
        """Offer the columns of a file, and show what is given."""
        self.constant.setText(constant)
        self.show_sample(sample, columns, column)
        self._show()

    def _show(self) -> None:
        self.constant.setVisible(not self.name)

    def _on_text(self, _text: str) -> None:
        self.picked.emit()


def column_items(sample: Sample, parent: QObject) -> QStandardItemModel:
    """Return the columns of a file as all fields offer them: a list each would take too long to fill."""
    model = QStandardItemModel(parent)
    for words, name in ((tr(NO_COLUMN), ""), *((name, name) for name in sample.names)):
        item = QStandardItem(words)
        item.setData(name, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model


def beside(look: Look, label: str, *widgets: QWidget) -> QWidget:
    """Return a row below a field that says more about it."""
    row = QWidget()
    layout = QGridLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(8)
    words = Words(look, label, role="table", tone=Tone.FAINT, elide=True)
    words.setFixedWidth(LABEL_WIDTH)
    words.setToolTip(label)
    layout.addWidget(words, 0, 0)
    for at, widget in enumerate(widgets, 1):
        layout.addWidget(widget, 0, at)
    layout.setColumnMinimumWidth(0, LABEL_WIDTH)
    layout.setColumnStretch(len(widgets) + 1, 1)
    return row


class Page(Column):
    """A scrolling page of the wizard; `edited` when a person has changed something."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, pad=4, gap=8)
        self.look = look

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What a person can reach with Tab, in the order of reading."""
        raise NotImplementedError

    def _on_edited(self, *_changed: object) -> None:
        self.edited.emit()


def edit_field(name: str, hint: str) -> QLineEdit:
    """Return a field of the form for a text."""
    made = QLineEdit()
    made.setProperty("form", True)
    made.setFixedWidth(FIELD_WIDTH)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made
