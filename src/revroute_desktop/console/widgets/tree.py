"""`DataTree`: rows below rows in the look of the tables; opened and closed by pointer or the arrow keys."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from revroute_desktop.console.table_text import written
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import hairline
from revroute_desktop.console.widgets.cells import Row
from revroute_desktop.console.widgets.columns import TableColumns
from revroute_desktop.console.widgets.delegate import CELL_PAD, draw_cell
from revroute_desktop.console.widgets.row_view import (
    RowAct,
    act_of_key,
    came_by_key,
    outline_without_row,
    set_up_head,
    set_up_rows,
)
from revroute_desktop.console.widgets.tree_model import TreeModel

_INDENT = 16
_SELECTED = QStyle.StateFlag.State_Selected


class _Delegate(QStyledItemDelegate):
    """Paints the words of a cell; the row's ground is the view's."""

    def __init__(self, look: Look, view: "DataTree") -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._look.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = self._view.tree_model
        cell = model.cell(index)
        if cell is None:
            return
        left = 2 if index.column() == 0 else CELL_PAD
        inner = option.rect.adjusted(left, 0, -CELL_PAD, -1)
        draw_cell(painter, inner, cell, model.columns[index.column()], self._look)


class DataTree(QTreeView):
    """A tree over a `TreeModel`. `chosen` gives the key of the current row or None; `opened` is Enter.

    Left and right close and open a row, or go to the row above and the first below; `*` opens all below.
    `marked` says that other rows are selected. Rows are open again, and selected again, after the tree is
    shown anew.
    """

    chosen = Signal(object)
    opened = Signal(object)
    marked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, look: Look, model: TreeModel, name: str) -> None:
        super().__init__()
        self._look = look
        self._tree = model
        self._keyboard = False
        self._keeping = False
        self._last: object = None
        self._keep: object = None
        self._open: list[object] = []
        self._scrolled = 0
        set_up_rows(self, name)
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(True)
        self.setItemDelegate(_Delegate(look, self))
        self.setModel(model)
        head = self.header()
        set_up_head(head)
        head.setStretchLastSection(False)
        head.customContextMenuRequested.connect(self._on_head_menu)
        self.columns = TableColumns(self, head, model)
        # The column of the tree stays at the left, where its signs are.
        head.setFirstSectionMovable(False)
        self.customContextMenuRequested.connect(self._on_menu)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.shown.connect(self._after_reset)
        look.changed.connect(self._restyle)

    @property
    def tree_model(self) -> TreeModel:
        """The model, typed."""
        return self._tree

    @property
    def cells_model(self) -> TreeModel:
        """The model, by the name that tables give it too."""
        return self._tree

    def held_rows(self) -> list[Row]:
        """Return the rows that have none below them: their sums are those of all others."""
        return self._tree.leaves()

    def chosen_key(self) -> object:
        """Return the key of the current row if it is selected, of the first selected one if not, or None."""
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current):
            return self._tree.key(current)
        rows = self._selected()
        return self._tree.key(rows[0]) if rows else None

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return len(self._selected())

    def selected_keys(self) -> list[object]:
        """Return the keys of the selected rows from the top."""
        return [self._tree.key(index) for index in self._selected()]

    def choose(self, key: object) -> bool:
        """Select the row of a key, opening what it lies in; False when it is not in the tree."""
        index = self._tree.find(key)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def selectRow(self, row: int) -> None:
        """Select one of the rows on top, as in a table."""
        self.setCurrentIndex(self._tree.index(row, 0))

    def open_all(self, *, deep: bool) -> None:
        """Open the rows on top, or all there are."""
        if deep:
            self.expandAll()
        else:
            self.expandToDepth(0)

    def copy(self, form: str) -> None:
        """Put the selected rows on the clipboard as `form`."""
        rows = [row for index in self._selected() if (row := self._tree.row(index)) is not None]
        if rows:
            QApplication.clipboard().setText(written(rows, self.columns.written(), form))

    def _selected(self) -> list[QModelIndex]:
        rows = self.selectionModel().selectedRows(0)
        return sorted(rows, key=lambda index: self.visualRect(index).y()) if len(rows) < 500 else rows

    # What Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        if not self._keeping:
            key = self.chosen_key()
            if key != self._last:
                self._last = key
                self.chosen.emit(key)
            self.marked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        current = self.currentIndex()
        match act_of_key(event, current):
            case RowAct.OPEN:
                self.opened.emit(self._tree.key(current))
            case RowAct.SELECT:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().select(current, flags.ClearAndSelect | flags.Rows)
            case RowAct.COPY:
                self.copy("tsv")
            case RowAct.DESELECT:
                self.clearSelection()
                event.ignore()
            case None:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = came_by_key(event)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._keyboard and self.hasFocus():
            outline_without_row(self, self._look)

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._look.theme
        rect = QRect(0, option.rect.y(), self.viewport().width(), option.rect.height())
        chosen = self.selectionModel().isSelected(index)
        if chosen:
            active = self.hasFocus() or self.window().isActiveWindow()
            painter.fillRect(rect, theme.selection if active else theme.selection_inactive)
        elif self.viewport().underMouse() and rect.contains(
            self.viewport().mapFromGlobal(self.cursor().pos())
        ):
            painter.fillRect(rect, theme.hover)
        hairline(painter, 0, rect.width(), rect.bottom(), theme.line_hair)
        if chosen:
            painter.fillRect(QRect(0, rect.y(), 2, rect.height()), theme.accent_text)
        super().drawRow(painter, option, index)
        if (
            self._keyboard
            and self.hasFocus()
            and index.row() == self.currentIndex().row()
            and (index.parent() == self.currentIndex().parent())
        ):
            painter.setPen(QPen(theme.focus, theme.focus_width / 2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(2.5, 1.5, -2.5, -2.5))

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self._tree.hasChildren(index):
            return
        centre = QPointF(rect.right() - _INDENT / 2 + 1.5, rect.y() + rect.height() / 2)
        wide, high = (3.5, 2.0) if self.isExpanded(index) else (2.0, 3.5)
        if self.isExpanded(index):
            points = (QPointF(-wide, -high), QPointF(0, high), QPointF(wide, -high))
        else:
            points = (QPointF(-wide, -high), QPointF(wide, 0), QPointF(-wide, high))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.text_2, 1.4))
        painter.drawPolyline(QPolygonF([centre + point for point in points]))
        painter.restore()

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        self.header().viewport().update()

    # The tree is shown anew

    def _before_reset(self) -> None:
        self._keep = self.chosen_key()
        self._open = []
        self._note_open(QModelIndex())
        self._scrolled = self.verticalScrollBar().value()
        self._keeping = True

    def _note_open(self, above: QModelIndex) -> None:
        for row in range(self._tree.rowCount(above)):
            index = self._tree.index(row, 0, above)
            if self.isExpanded(index):
                self._open.append(self._tree.key(index))
                self._note_open(index)

    def _after_reset(self) -> None:
        """Open and select again what was, without scrolling: what one reads must not move."""
        for key in self._open:
            self.expand(self._tree.find(key))
        found = self._tree.find(self._keep) if self._keep is not None else QModelIndex()
        if found.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(found, flags.ClearAndSelect | flags.Rows | flags.Current)
        self._keeping = False
        if self._keep is not None and not found.isValid():
            self._last = None
            self.chosen.emit(None)
        if self._keep is not None:
            self.marked.emit()
        self._keep, self._open = None, []
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self._scrolled)

    def _on_head_menu(self, at: QPoint) -> None:
        self.menu_asked.emit(self.header().mapToGlobal(at))

    def _on_menu(self, at: QPoint) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(at))
