"""`DataTable`: the one table view, with columns that fit, a head that sorts and a pinned row of totals."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from revroute_desktop.console.table_text import written
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import hairline
from revroute_desktop.console.widgets.cells import Row
from revroute_desktop.console.widgets.columns import TableColumns
from revroute_desktop.console.widgets.delegate import CellDelegate
from revroute_desktop.console.widgets.kept_rows import KeptRows
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.row_view import (
    RowAct,
    act_of_key,
    came_by_key,
    outline_without_row,
    set_up_head,
    set_up_rows,
)


class DataTable(QTableView):
    """A table over a `CellsModel`. `chosen` gives the key of the current row or None; `opened` is Enter.

    `marked` says that other rows are selected, `copy_asked` in which form they are to be copied.
    """

    chosen = Signal(object)
    opened = Signal(object)
    sort_asked = Signal(str, bool)
    marked = Signal()
    copy_asked = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, look: Look, model: RowsModel | PagedModel, name: str) -> None:
        super().__init__()
        self._look = look
        self._cells = model
        self._last: object = None
        self._kept = KeptRows(self, model)
        set_up_rows(self, name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(20)
        rows.setDefaultSectionSize(look.row_height)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        head = self.horizontalHeader()
        set_up_head(head)
        head.setSectionsClickable(any(column.sort for column in model.columns))
        head.sectionClicked.connect(self._on_head_clicked)
        head.customContextMenuRequested.connect(self._on_head_menu)
        self.customContextMenuRequested.connect(self._on_menu)
        self._delegate = CellDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.columns = TableColumns(self, head, model)
        # A head asks whether all rows of a column are selected, a million of them one by one: it never knows.
        head.setSelectionModel(QItemSelectionModel(model, head))
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        look.changed.connect(self._restyle)

    @property
    def cells_model(self) -> RowsModel | PagedModel:
        """The model, typed."""
        return self._cells

    def chosen_key(self) -> object:
        """Return the key of the current row if it is selected, of the first selected one if not, or None."""
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current):
            return self._cells.key(current.row())
        ranges = self.selected_rows()
        return self._cells.key(ranges[0][0]) if ranges else None

    def hold(self) -> None:
        """Rows are about to be put in or taken away: remember where the one that is looked at stands."""
        self._kept.hold()

    def release(self) -> None:
        """They are: that row stands where it stood."""
        self._kept.release()

    def selected_rows(self) -> tuple[tuple[int, int], ...]:
        """Return the selected rows as first and last of each range, from the top."""
        ranges = self.selectionModel().selection().toList()
        return tuple(sorted({(one.top(), one.bottom()) for one in ranges}))

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(last - first + 1 for first, last in self.selected_rows())

    def held_rows(self) -> list[Row]:
        """Return the rows that the table holds; none where it fetches them."""
        model = self._cells
        if isinstance(model, PagedModel):
            return []
        return [cells for at in range(model.rowCount()) if (cells := model.cells(at)) is not None]

    def selected_keys(self) -> list[object]:
        """Return the keys of the selected rows from the top; a boundary has none."""
        keys = (
            self._cells.key(row) for first, last in self.selected_rows() for row in range(first, last + 1)
        )
        return [key for key in keys if key is not None]

    def choose(self, key: object) -> bool:
        """Select the row of a key and show it; False when it is not in the table."""
        row = self._cells.row_of(key)  # type: ignore[arg-type]
        if row is None:
            return False
        index = self._cells.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def show_sort(self, key: str | None, *, descending: bool) -> None:
        """Put the sort sign beside the word of the column that is sorted by."""
        head = self.horizontalHeader()
        at = next((i for i, c in enumerate(self._cells.columns) if key and c.sort == key), -1)
        head.setSortIndicatorShown(at >= 0)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(at, order)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edge, width = self.horizontalHeader().length(), self.viewport().width()
        if edge < width and self._cells.rowCount():
            self._paint_beyond(edge, width)
        if self._delegate.keyboard and self.hasFocus():
            outline_without_row(self, self._look)

    def _paint_beyond(self, edge: int, width: int) -> None:
        """Lead the rows to the end of a window that is wider than the columns."""
        theme, painter = self._look.theme, QPainter(self.viewport())
        active = self.hasFocus() or self.window().isActiveWindow()
        row, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self._cells.rowCount() - 1
        while 0 <= row <= last:
            place = QRect(edge, self.rowViewportPosition(row), width - edge, self.rowHeight(row))
            if self.selectionModel().isSelected(self._cells.index(row, 0)):
                painter.fillRect(place, theme.selection if active else theme.selection_inactive)
            elif row == self._delegate.hover_row:
                painter.fillRect(place, theme.hover)
            hairline(painter, edge, width, place.bottom(), theme.line_hair)
            row += 1
        painter.end()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        if not self._kept.resetting:
            self._kept.await_no_more()
            key = self.chosen_key()
            if key != self._last:
                self._last = key
                self.chosen.emit(key)
            self.marked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.keyboard = True
        match act_of_key(event, self.currentIndex()):
            case RowAct.OPEN:
                self.opened.emit(self._cells.key(self.currentIndex().row()))
            case RowAct.SELECT:
                self.selectRow(self.currentIndex().row())
            case RowAct.COPY:
                self.copy("tsv")
            case RowAct.DESELECT:
                self.clearSelection()
                event.ignore()
            case None:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.keyboard = came_by_key(event)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.keyboard = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row == self._delegate.hover_row:
            return
        for changed in (self._delegate.hover_row, row):
            if changed >= 0:
                top = self.rowViewportPosition(changed)
                self.viewport().update(QRect(0, top, self.viewport().width(), self.rowHeight(changed)))
        self._delegate.hover_row = row

    def copy(self, form: str) -> None:
        """Put the selected rows on the clipboard as `form`; rows that are not held here are asked for."""
        if isinstance(self._cells, PagedModel):
            self.copy_asked.emit(form)
            return
        rows = [row for at in self._selected_at() if (row := self._cells.cells(at)) is not None]
        if rows:
            QApplication.clipboard().setText(written(rows, self.columns.written(), form))

    def _selected_at(self) -> Iterator[int]:
        return (row for first, last in self.selected_rows() for row in range(first, last + 1))

    def _on_head_menu(self, at: QPoint) -> None:
        self.menu_asked.emit(self.horizontalHeader().mapToGlobal(at))

    def _on_menu(self, at: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(at))

    def _on_head_clicked(self, section: int) -> None:
        key = self._cells.columns[section].sort
        if key is None:
            return
        head = self.horizontalHeader()
        same = head.isSortIndicatorShown() and head.sortIndicatorSection() == section
        down = head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.sort_asked.emit(key, not down if same else self._cells.columns[section].right)

    def _before_reset(self) -> None:
        self._kept.note()

    def _after_reset(self) -> None:
        """Select again what was selected, without scrolling: what one reads must not move."""
        self.clearSpans()
        boundary = self._cells.boundary if isinstance(self._cells, PagedModel) else None
        if boundary is not None:
            self.setSpan(boundary[0], 0, 1, len(self._cells.columns))
        had, lost = self._kept.select_again()
        if lost:
            self._last = None
            self.chosen.emit(None)
        if had:
            self.marked.emit()
        self._kept.release()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.row_height)
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def scrollTo(
        self,
        index: QModelIndex,  # type: ignore[override]
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        # Only vertically: columns always fit, and a hidden first column must not shift the table.
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(0)
