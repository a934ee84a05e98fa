"""Table models: `RowsModel` holds its rows, `PagedModel` holds row ids and fetches pages of rows aside."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from revroute_desktop.console.widgets.cells import EMPTY, Cell, Column, Row

Index = QModelIndex | QPersistentModelIndex
Ids = np.ndarray[tuple[int], np.dtype[np.int64]]

PAGE_ROWS = 64
_CACHED_PAGES = 48

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Role = Qt.ItemDataRole
_WORDS = frozenset({_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole})
NO_IDS: Ids = np.empty(0, np.int64)


def head_data(columns: Sequence[Column], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """Return what a model with these columns says of one head."""
    if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(columns):
        return None
    if role == _Role.DisplayRole:
        return columns[section].heading
    if role == _Role.TextAlignmentRole:
        return RIGHT if columns[section].right else LEFT
    return None


def cell_data(cell: Cell | None, role: int) -> Any:
    """Return what a model says of a cell; the tooltip is the uncut text."""
    if cell is None or role not in _WORDS:
        return None
    if role == _Role.ToolTipRole:
        return cell.full or None
    return f"{cell.text} {cell.note}" if cell.note else cell.text


class CellsModel(QAbstractTableModel):
    """The common part: columns, and cells as text, alignment and tooltip."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)

    def cells(self, row: int) -> Row | None:
        """Return the cells of a row, or None while they are being fetched."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        return head_data(self.columns, section, orientation, role)

    def cell(self, index: Index) -> Cell | None:
        """Return one cell, or None while it is being fetched."""
        row = self.cells(index.row())
        return None if row is None else row[index.column()]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.TextAlignmentRole:
            return RIGHT if self.columns[index.column()].right else LEFT
        # A row is fetched only for what it says: Qt asks for every role of every cell.
        return cell_data(self.cell(index), role) if role in _WORDS else None


class RowsModel(CellsModel):
    """A table short enough to be held whole."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: tuple[Row, ...] = ()
        self._keys: tuple[object, ...] = ()

    def show(self, rows: Sequence[Row], keys: Sequence[object] | None = None) -> None:
        """Show other rows; `keys` name them, by position when not given."""
        keys = tuple(keys) if keys is not None else tuple(range(len(rows)))
        if len(keys) != len(rows):
            raise ValueError(f"{len(keys)} keys for {len(rows)} rows")
        if keys == self._keys and rows:
            # The same things with other values: what one reads stays where it is, and so does the selection.
            if tuple(rows) == self._rows:
                return
            self._rows = tuple(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self._keys = keys
        self.endResetModel()

    def key(self, row: int) -> object:
        """Return what a row stands for."""
        return self._keys[row]

    def row_of(self, key: object) -> int | None:
        """Return where a key is shown, or None."""
        return self._keys.index(key) if key in self._keys else None

    def cells(self, row: int) -> Row | None:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)


class PagedModel(CellsModel):
    """A table of any length over an int64 array of row ids that SQL filtered and sorted aside.

    `page_wanted(page, ids)` asks for the cells of one page; the answer comes by `put_page` with the version
    that was current when it was asked, and is dropped when the ids have changed since.
    """

    page_wanted = Signal(int, object)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._ids: Ids = NO_IDS
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._fresh: set[int] = set()
        self._boundary: tuple[int, str] | None = None
        self.partial = False
        self.version = 0

    @property
    def ids(self) -> Ids:
        """The row ids in their order."""
        return self._ids

    @property
    def boundary(self) -> tuple[int, str] | None:
        """The row at which a sentence stands across the whole table, and the sentence."""
        return self._boundary

    def show(self, ids: Ids, *, boundary: tuple[int, str] | None = None, partial: bool = False) -> None:
        """Show other rows. Pages whose ids are the same as before are kept.

        `partial`: these are the first of more rows, which come next.
        """
        self.beginResetModel()
        self.partial = partial
        kept = OrderedDict(
            (page, rows)
            for page, rows in self._pages.items()
            if boundary == self._boundary
            and np.array_equal(self._page_ids(page), ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS])
        )
        self._ids = ids
        self._pages = kept
        self._asked.clear()
        self._fresh.intersection_update(kept)
        self._boundary = boundary
        self.version += 1
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch the cells again, since the books have changed; the old ones stay until new ones come."""
        self.version += 1
        self._asked.clear()
        self._fresh.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def put_page(self, version: int, page: int, rows: Sequence[Row]) -> None:
        """Take the cells of a page; an answer to an older question is dropped."""
        if not rows or version != self.version or len(rows) != len(self._page_ids(page)):
            return
        same = self._pages.get(page) == tuple(rows)
        self._pages[page] = tuple(rows)
        self._pages.move_to_end(page)
        self._asked.discard(page)
        self._fresh.add(page)
        while len(self._pages) > _CACHED_PAGES:
            self._fresh.discard(self._pages.popitem(last=False)[0])
        if same:
            return
        first = self._shown_row(page * PAGE_ROWS)
        last = self._shown_row(page * PAGE_ROWS + len(rows) - 1)
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def key(self, row: int) -> int | None:
        """Return the id at a row, None for the boundary."""
        at = self._id_row(row)
        return None if at is None else int(self._ids[at])

    def row_of(self, key: int) -> int | None:
        """Return where an id is shown, or None."""
        found = np.flatnonzero(self._ids == key)
        return self._shown_row(int(found[0])) if len(found) else None

    def rows_of(self, keys: Sequence[int]) -> list[int]:
        """Return where those of many ids that are in the table are shown, from the top."""
        return [self._shown_row(at) for at in np.flatnonzero(np.isin(self._ids, keys)).tolist()]

    def cells(self, row: int) -> Row | None:
        at = self._id_row(row)
        if at is None:
            return self._boundary_row()
        page, offset = divmod(at, PAGE_ROWS)
        rows = self._pages.get(page)
        if page not in self._fresh and page not in self._asked:
            self._asked.add(page)
            self.page_wanted.emit(page, self._page_ids(page))
        return rows[offset] if rows is not None else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids) + (self._boundary is not None)

    def _boundary_row(self) -> Row:
        text = self._boundary[1] if self._boundary else ""
        return (Cell(text), *[EMPTY] * (len(self.columns) - 1))

    def _page_ids(self, page: int) -> Ids:
        return self._ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]

    def _id_row(self, row: int) -> int | None:
        if self._boundary is None or row < self._boundary[0]:
            return row
        return None if row == self._boundary[0] else row - 1

    def _shown_row(self, at: int) -> int:
        return at if self._boundary is None or at < self._boundary[0] else at + 1
