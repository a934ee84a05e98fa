"""`TableColumns`: which columns a table or tree shows, in which order and how wide."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QTreeView

from revroute_desktop.console.theme.fonts import metrics
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Column, Form, Holds, fit
from revroute_desktop.console.widgets.delegate import CELL_PAD, face_of
from revroute_desktop.console.widgets.models import CellsModel
from revroute_desktop.console.widgets.tree_model import TreeModel


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person made of a table's columns, by their names: order, which are away or shown, own widths."""

    order: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()


class TableColumns(QObject):
    """Fits the columns of a view into its width and keeps what a person makes of them; then `changed`."""

    changed = Signal()

    def __init__(
        self, view: QTableView | QTreeView, head: QHeaderView, model: CellsModel | TreeModel
    ) -> None:
        super().__init__(view)
        self._view = view
        self.head = head
        self._model = model
        self._fitting = False
        self._laid = Layout()
        self._least = tuple(_least_width(column) for column in model.columns)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionsMovable(True)
        head.sectionMoved.connect(self._on_moved)
        head.sectionResized.connect(self._on_resized)

    @property
    def laid(self) -> Layout:
        """What a person made of the columns."""
        return self._laid

    def lay(self, layout: Layout) -> None:
        """Show the columns as a person left them; names that the table has no more are passed over."""
        self._laid = layout
        self._fitting = True
        names = [column.name for column in self._model.columns]
        wanted = [n for n in layout.order if n in names]
        wanted += [n for n in names if n not in wanted]
        for at, name in enumerate(wanted):
            self.head.moveSection(self.head.visualIndex(names.index(name)), at)
        self._fitting = False
        self.fit()

    def title(self, columns: tuple[Column, ...]) -> None:
        """Give the columns other titles or widths; their number stays."""
        if len(columns) != len(self._model.columns):
            raise ValueError("a table keeps its number of columns")
        self._model.columns = columns
        self._least = tuple(_least_width(column) for column in columns)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        self.fit()

    def order(self) -> tuple[int, ...]:
        """Return the columns as they stand from left to right."""
        return tuple(self.head.logicalIndex(at) for at in range(self.head.count()))

    def wanted(self, at: int) -> bool:
        """Whether a person wants to see a column; a narrow window may still leave it out."""
        column = self._model.columns[at]
        return column.name in self._laid.shown if column.off else column.name not in self._laid.away

    def written(self) -> list[tuple[int, Column]]:
        """Return the columns that copies and exports write: those that are wanted, in their order.

        A narrow window takes none of them away, and the currency goes with every amount.
        """
        columns, order = self._model.columns, self.order()
        amounts = any(columns[at].holds is Holds.MONEY for at in order if self.wanted(at))
        return [(at, columns[at]) for at in order if self.wanted(at) or (amounts and columns[at].coded)]

    def choose(self, at: int, on: bool) -> None:
        """Show a column or not; the last one stays."""
        name, laid = self._model.columns[at].name, self._laid
        if not on and sum(self.wanted(i) for i in range(len(self._model.columns))) == 1:
            return
        away = tuple(n for n in laid.away if n != name)
        shown = tuple(n for n in laid.shown if n != name)
        if self._model.columns[at].off:
            shown += (name,) if on else ()
        elif not on:
            away += (name,)
        self._laid = replace(laid, away=away, shown=shown)
        self.fit()
        self.changed.emit()

    def reset(self) -> None:
        """Show the columns as they were made."""
        self.lay(Layout())
        self.changed.emit()

    def fit(self) -> None:
        """Share the width among the columns that are wanted; a width that a person gave stays."""
        own = dict(self._laid.widths)
        all_columns, room = self._model.columns, self._view.viewport().width()
        shown = [at for at in range(len(all_columns)) if self.wanted(at)]
        columns = [all_columns[at] for at in shown]
        made = tuple(
            replace(column, grow=0, yields=0) if column.name in own else column for column in columns
        )
        least = tuple(
            own.get(column.name, self._least[at]) for at, column in zip(shown, columns, strict=True)
        )
        widths = dict(zip(shown, fit(made, least, room), strict=True))
        over = sum(widths.values()) > room
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if over and own else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self._fitting = True
        for at in range(len(all_columns)):
            width = widths.get(at, 0)
            self.head.setSectionHidden(at, width == 0)
            if width:
                self.head.resizeSection(at, width)
        self._fitting = False
        if policy is not self._view.horizontalScrollBarPolicy():
            self._view.setHorizontalScrollBarPolicy(policy)

    def _on_moved(self, _section: int, _old: int, _new: int) -> None:
        if not self._fitting:
            order = tuple(self._model.columns[at].name for at in self.order())
            self._laid = replace(self._laid, order=order)
            self.changed.emit()

    def _on_resized(self, section: int, _old: int, width: int) -> None:
        if self._fitting or not width:
            return
        widths = {**dict(self._laid.widths), self._model.columns[section].name: width}
        self._laid = replace(self._laid, widths=tuple(widths.items()))
        self.changed.emit()


def _least_width(column: Column) -> int:
    _, measure = face_of(Form.MEDIUM if column.medium else Form.PLAIN, column)
    value = measure.horizontalAdvance(tr(column.sample))
    sign = 14 if column.sort else 0
    return (
        int(max(value, metrics("label").horizontalAdvance(column.heading) + sign))
        + (16 if column.mark else 0)
        + 2 * CELL_PAD
        + 4
    )
