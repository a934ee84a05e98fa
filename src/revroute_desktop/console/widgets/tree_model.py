"""`TreeModel`: rows below rows, made when they are first opened."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal

from revroute_desktop.console.widgets.cells import Cell, Column, Row
from revroute_desktop.console.widgets.models import LEFT, RIGHT, Index, cell_data, head_data

_Role = Qt.ItemDataRole


class Node(Protocol):
    """One row and what lies below it."""

    @property
    def key(self) -> object:
        """What the row stands for."""

    @property
    def accounts(self) -> int:
        """How many rows without any below them the row leads to; 0 for such a row itself."""

    def below(self) -> "Sequence[Node]":
        """Return the rows below, made now."""

    def leads_to(self, key: object) -> bool:
        """Whether a key is the row's or that of one below it."""


class _Item:
    """A row that is shown: its place, and what lies below it once that was asked for."""

    __slots__ = ("above", "at", "below", "cells", "node", "number")

    def __init__(self, number: int, node: Node, above: "_Item | None", at: int) -> None:
        self.number = number
        self.node = node
        self.above = above
        self.at = at
        self.below: list[_Item] | None = None
        self.cells: Row | None = None


class TreeModel(QAbstractItemModel):
    """A tree over nodes; `cells_of` makes the cells of one when they are first painted.

    `shown` comes after the reset is over: whoever opens rows then has new ones made.
    """

    shown = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self._items: dict[int, _Item] = {}
        self._tops: list[_Item] = []
        self._next = 1
        self._resetting = False
        self._cells_of: Callable[[Any], Row] = _no_cells

    def show(self, tops: Sequence[Node], cells_of: Callable[[Any], Row]) -> None:
        """Show another tree."""
        self.beginResetModel()
        self._items.clear()
        self._cells_of = cells_of
        self._tops = self._made(tops, None)
        self._resetting = True
        self.endResetModel()
        self._resetting = False
        self.shown.emit()

    def node(self, index: Index) -> Any:
        """Return the node of a row, None for none."""
        item = self._item(index)
        return None if item is None else item.node

    def key(self, index: Index) -> object:
        """Return what a row stands for, None for none."""
        item = self._item(index)
        return None if item is None else item.node.key

    def find(self, key: object) -> QModelIndex:
        """Return the row of a key, an invalid index where there is none; makes the rows on the way to it."""
        items, above = self._tops, QModelIndex()
        while True:
            item = next((one for one in items if one.node.key == key), None)
            if item is not None:
                return self.index(item.at, 0, above)
            item = next((one for one in items if one.node.leads_to(key)), None)
            if item is None:
                return QModelIndex()
            above = self.index(item.at, 0, above)
            self.fetchMore(above)
            items = item.below or []

    def cell(self, index: Index) -> Cell | None:
        """Return one cell, None for none."""
        cells = self.row(index)
        return None if cells is None else cells[index.column()]

    def row(self, index: Index) -> Row | None:
        """Return the cells of a row, None for none."""
        item = self._item(index)
        if item is None:
            return None
        if item.cells is None:
            item.cells = self._cells_of(item.node)
        return item.cells

    def leaves(self) -> list[Row]:
        """Return the cells of all rows that have none below them, from the top."""
        made: list[Row] = []
        for top in self._tops:
            self._gather(top.node, made)
        return made

    def _gather(self, node: Node, made: list[Row]) -> None:
        if not node.accounts:
            made.append(self._cells_of(node))
        for one in node.below() if node.accounts else ():
            self._gather(one, made)

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        items = self._below(parent)
        if 0 <= row < len(items) and 0 <= column < len(self.columns):
            return self.createIndex(row, column, items[row].number)
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008 - Qt's signature
        item = self._item(index)
        if item is None or item.above is None:
            return QModelIndex()
        return self.createIndex(item.above.at, 0, item.above.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.column() > 0 else len(self._below(parent))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.columns)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        if not parent.isValid():
            return bool(self._tops)
        item = self._item(parent)
        return item is not None and parent.column() == 0 and item.node.accounts > 0

    def canFetchMore(self, parent: Index) -> bool:
        item = self._item(parent)
        return item is not None and item.node.accounts > 0 and item.below is None

    def fetchMore(self, parent: Index) -> None:
        item = self._item(parent)
        # No rows may come in the midst of a reset; whoever asks for them there gets them when he asks again.
        if self._resetting or item is None or item.below is not None or not item.node.accounts:
            return
        made = self._made(item.node.below(), item)
        self.beginInsertRows(self.createIndex(item.at, 0, item.number), 0, len(made) - 1)
        item.below = made
        self.endInsertRows()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        return head_data(self.columns, section, orientation, role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.TextAlignmentRole:
            return RIGHT if self.columns[index.column()].right else LEFT
        return cell_data(self.cell(index), role)

    def _made(self, nodes: Sequence[Node], above: _Item | None) -> list[_Item]:
        made = [_Item(self._next + at, node, above, at) for at, node in enumerate(nodes)]
        # Numbers are never used again: an index of an older tree finds nothing.
        self._next += len(made)
        self._items.update((item.number, item) for item in made)
        return made

    def _item(self, index: Index) -> _Item | None:
        return self._items.get(index.internalId()) if index.isValid() else None

    def _below(self, parent: Index) -> list[_Item]:
        if not parent.isValid():
            return self._tops
        item = self._item(parent)
        return [] if item is None or item.below is None else item.below


def _no_cells(_node: object) -> Row:
    return ()
