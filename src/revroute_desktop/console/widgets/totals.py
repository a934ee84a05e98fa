"""`TotalsRow`: the pinned row of sums below a table; `TableBlock` puts the two together."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import hairline
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Form, Row
from revroute_desktop.console.widgets.delegate import CELL_PAD, draw_cell, face_of
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.tree import DataTree


class TotalsRow(QWidget):
    """The last row of a table, pinned: sums on sunken ground, aligned with the table's columns."""

    def __init__(self, look: Look, table: DataTable | DataTree) -> None:
        super().__init__()
        self._look = look
        self._table = table
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Totals"))
        table.columns.head.sectionResized.connect(self._on_resized)
        look.changed.connect(self._restyle)
        self.hide()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these totals, one row each; none hides it."""
        self._rows = rows
        self.setVisible(bool(rows))
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.row_height * len(self._rows) + 1)

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.row_height * len(self._rows) + 1)
        self.update()

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
                    1 + at * self._look.row_height,
                    self._table.columnWidth(number) - 2 * CELL_PAD,
                    self._look.row_height,
                )
                if not column.right:
                    # Words run on over the empty cells beside them.
                    for after in range(number + 1, len(columns)):
                        if row[after].text:
                            break
                        rect.setRight(rect.right() + self._table.columnWidth(after))
                else:
                    # A sum may be wider than its column's values; it runs to the left over empty cells.
                    wide = int(face_of(Form.STRONG, column)[1].horizontalAdvance(cell.text)) + 1
                    rect.setLeft(min(rect.left(), rect.right() - wide))
                draw_cell(painter, rect, cell._replace(form=Form.STRONG), column, self._look)
        painter.end()

    def _on_resized(self, _section: int, _old: int, _new: int) -> None:
        self.update()


class TableBlock(QWidget):
    """A table with its totals below."""

    def __init__(self, look: Look, table: DataTable | DataTree) -> None:
        super().__init__()
        self.table = table
        self.totals = TotalsRow(look, table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(table, 1)
        layout.addWidget(self.totals)
