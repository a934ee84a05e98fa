"""`RowFields`: a short list whose rows are typed, each cell a field, rows added and taken away by buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Button, Words


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column: its title, an example for who types there, how much room it takes, words to choose from."""

    title: str
    example: str = ""
    grow: int = 1
    choices: tuple[str, ...] = ()


class RowFields(QWidget):
    """`changed`: a person typed, added or took away. `check` gives what is wrong with a row, or nothing."""

    changed = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        columns: Sequence[FieldColumn],
        fresh: tuple[str, ...],
        most: int,
        check: Callable[[tuple[str, ...]], str] | None = None,
    ) -> None:
        super().__init__()
        self._look, self._title, self._columns = look, title, tuple(columns)
        self._fresh, self._most, self._check = fresh, most, check
        self._cells: list[list[QLineEdit | QComboBox]] = []
        self._faults: list[Words] = []
        self.add_button = Button(look, "", icon="plus", variant="bare", name=tr("Add to {list}", list=title))
        self.add_button.clicked.connect(self._on_add)
        head = QHBoxLayout()
        head.addWidget(Words(look, title, role="heading"), 1)
        head.addWidget(self.add_button)
        self._body = QWidget()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(2)
        self._outer.addLayout(head)
        self._outer.addWidget(self._body)
        self._outer.addStretch(1)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What stands in the rows, without space around it."""
        return tuple(tuple(_text(cell).strip() for cell in cells) for cells in self._cells)

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these rows; none of them is typed, so nothing is said."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for at, column in enumerate(self._columns):
            grid.addWidget(Words(self._look, column.title, role="label", weight=400, tone=Tone.FAINT), 0, at)
            grid.setColumnStretch(at, column.grow)
        self._cells, self._faults = [], []
        for number, row in enumerate(rows, start=1):
            cells = [
                self._cell(column, text, number) for column, text in zip(self._columns, row, strict=True)
            ]
            for at, cell in enumerate(cells):
                grid.addWidget(cell, 2 * number, at)
            take = Button(
                self._look,
                "",
                icon="close",
                variant="bare",
                name=tr("Take row {number} from {list}", number=number, list=self._title),
            )
            take.clicked.connect(lambda _checked=False, at=number - 1: self.take_away(at))
            grid.addWidget(take, 2 * number, len(cells))
            fault = Words(self._look, role="label", weight=400, tone=Tone.NEGATIVE, wrap=True)
            grid.addWidget(fault, 2 * number + 1, 0, 1, len(cells) + 1)
            self._cells.append(cells)
            self._faults.append(fault)
        self._outer.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        self.add_button.setEnabled(len(rows) < self._most)
        self._judge()

    def cell(self, row: int, column: int) -> QLineEdit | QComboBox:
        """Return the field of a row, both counted from 0."""
        return self._cells[row][column]

    def fault(self, row: int) -> str:
        """Return what is said of a row, counted from 0."""
        return self._faults[row].text()

    def take_away(self, at: int) -> None:
        """Take a row away, counted from 0."""
        self._put([row for place, row in enumerate(self.rows) if place != at])
        self.add_button.setFocus()

    def _on_add(self) -> None:
        self._put([*self.rows, self._fresh])
        self._cells[-1][0].setFocus()

    def _put(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.show_rows(rows)
        self.changed.emit()

    def _on_typed(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        for row, fault in zip(self.rows, self._faults, strict=True):
            said = self._check(row) if self._check is not None else ""
            fault.say(said)
            fault.setVisible(bool(said))

    def _cell(self, column: FieldColumn, text: str, number: int) -> QLineEdit | QComboBox:
        cell: QLineEdit | QComboBox
        if column.choices:
            cell = QComboBox()
            cell.addItems(list(column.choices))
            cell.setCurrentText(text)
            cell.currentTextChanged.connect(self._on_typed)
        else:
            cell = QLineEdit(text)
            cell.setPlaceholderText(column.example)
            cell.textEdited.connect(self._on_typed)
        cell.setProperty("form", True)
        cell.setAccessibleName(
            tr("{list}, row {number}: {field}", list=self._title, number=number, field=column.title)
        )
        return cell


def _text(cell: QLineEdit | QComboBox) -> str:
    return cell.text() if isinstance(cell, QLineEdit) else cell.currentText()
