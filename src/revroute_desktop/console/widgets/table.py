"""`DataTable`: the one table view, with columns that fit, a head that sorts and a pinned row of totals."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from revroute_desktop.console.theme.fonts import metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import hairline
from revroute_desktop.console.widgets.cells import Column, Form, Row, fit
from revroute_desktop.console.widgets.delegate import CELL_PAD, CellDelegate, draw_cell, face_of
from revroute_desktop.console.widgets.models import PagedModel, RowsModel

ROW_HEIGHT = 27


class DataTable(QTableView):
    """A table over a `CellsModel`. `chosen` gives the key of the selected row or None; `opened` is Enter."""

    chosen = Signal(object)
    opened = Signal(object)
    sort_asked = Signal(str, bool)

    def __init__(self, look: Look, model: RowsModel | PagedModel, name: str) -> None:
        super().__init__()
        self._look = look
        self._cells = model
        self._keep: object = None
        self._keeping = False
        self.setAccessibleName(name)
        self.setObjectName(name.replace(" ", "-").lower())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(20)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(8)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setFixedHeight(28)
        head.setSectionsClickable(any(column.sort for column in model.columns))
        head.sectionClicked.connect(self._on_head_clicked)
        self._delegate = CellDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self._least = tuple(_least_width(column) for column in model.columns)
        look.changed.connect(self._restyle)

    @property
    def cells_model(self) -> RowsModel | PagedModel:
        """The model, typed."""
        return self._cells

    def chosen_key(self) -> object:
        """Return the key of the selected row, or None."""
        rows = self.selectionModel().selectedRows()
        return self._cells.key(rows[0].row()) if rows else None

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

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Give the columns other titles or widths; their number stays."""
        if len(columns) != len(self._cells.columns):
            raise ValueError("a table keeps its number of columns")
        self._cells.columns = columns
        self._least = tuple(_least_width(column) for column in columns)
        self._cells.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        if not self._keeping:
            self.chosen.emit(self.chosen_key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.keyboard = True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self._cells.key(self.currentIndex().row()))
            return
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clearSelection()
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.keyboard = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        }
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

    def _copy(self) -> None:
        row = self._cells.cells(self.currentIndex().row()) if self.currentIndex().isValid() else None
        if row is not None:
            QApplication.clipboard().setText("\t".join(cell.full or cell.text for cell in row))

    def _on_head_clicked(self, section: int) -> None:
        key = self._cells.columns[section].sort
        if key is None:
            return
        head = self.horizontalHeader()
        same = head.isSortIndicatorShown() and head.sortIndicatorSection() == section
        down = head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.sort_asked.emit(key, not down if same else self._cells.columns[section].right)

    def _before_reset(self) -> None:
        self._keep = self.chosen_key()
        self._keeping = True

    def _after_reset(self) -> None:
        """Select again what was selected, without scrolling: what one reads must not move."""
        self.clearSpans()
        boundary = self._cells.boundary if isinstance(self._cells, PagedModel) else None
        if boundary is not None:
            self.setSpan(boundary[0], 0, 1, len(self._cells.columns))
        row = self._cells.row_of(self._keep) if self._keep is not None else None  # type: ignore[arg-type]
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self._cells.index(row, 0), flags.ClearAndSelect | flags.Rows | flags.Current
            )
        self._keeping = False
        if row is None and self._keep is not None:
            self.chosen.emit(None)
        self._keep = None

    def _fit(self) -> None:
        widths = fit(self._cells.columns, self._least, self.viewport().width())
        for at, width in enumerate(widths):
            self.setColumnHidden(at, width == 0)
            if width:
                self.setColumnWidth(at, width)

    def _restyle(self) -> None:
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


class TotalsRow(QWidget):
    """The last row of a table, pinned: sums on sunken ground, aligned with the table's columns."""

    def __init__(self, look: Look, table: DataTable) -> None:
        super().__init__()
        self._look = look
        self._table = table
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Totals")
        table.horizontalHeader().sectionResized.connect(self._on_resized)
        look.changed.connect(self.update)
        self.hide()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these totals, one row each; none hides it."""
        self._rows = rows
        self.setVisible(bool(rows))
        self.setFixedHeight(ROW_HEIGHT * len(rows) + 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, ROW_HEIGHT * len(self._rows) + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.sunken)
        hairline(painter, 0, self.width(), 0, theme.line)
        columns = self._table.cells_model.columns
        for at, row in enumerate(self._rows):
            for number, (cell, column) in enumerate(zip(row, columns, strict=True)):
                if self._table.isColumnHidden(number) or not cell.text:
                    continue
                x = self._table.columnViewportPosition(number)
                rect = QRect(
                    x + CELL_PAD,
                    1 + at * ROW_HEIGHT,
                    self._table.columnWidth(number) - 2 * CELL_PAD,
                    ROW_HEIGHT,
                )
                if column.right:
                    # A sum may be wider than its column's values; it runs to the left over empty cells.
                    wide = int(face_of(Form.STRONG, column)[1].horizontalAdvance(cell.text)) + 1
                    rect.setLeft(min(rect.left(), rect.right() - wide))
                draw_cell(painter, rect, cell._replace(form=Form.STRONG), column, self._look)
        painter.end()

    def _on_resized(self, _section: int, _old: int, _new: int) -> None:
        self.update()


class TableBlock(QWidget):
    """A table with its totals below."""

    def __init__(self, look: Look, table: DataTable) -> None:
        super().__init__()
        self.table = table
        self.totals = TotalsRow(look, table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(table, 1)
        layout.addWidget(self.totals)


def _least_width(column: Column) -> int:
    _, measure = face_of(Form.MEDIUM if column.medium else Form.PLAIN, column)
    value = measure.horizontalAdvance(column.sample)
    sign = 14 if column.sort else 0
    return (
        int(max(value, metrics("label").horizontalAdvance(column.title) + sign))
        + (16 if column.mark else 0)
        + 2 * CELL_PAD
        + 4
    )
