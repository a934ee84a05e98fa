"""`CardTable`: a card as a table: a row for each key, a column for each metric, and the whole below."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.card_answers import Column as Measured
from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.console.panes.analytics.cards.data import chart_key
from revroute_desktop.console.panes.analytics.words import (
    dimension_title,
    key_words,
    metric_title,
    scale_of,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Holds, Row
from revroute_desktop.console.widgets.charts.data import Span
from revroute_desktop.console.widgets.charts.form import Form as Chart
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.totals import TableBlock

_ROWS_MOST = 200


class CardTable(Chart, QWidget):
    """Fed with an `Answer`; a row that is clicked is picked, the same again gives it up."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.begin_form(look, title, self._columns, self._rows)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 0, 1, 0)
        self._heads: tuple[Column, ...] = ()
        self._block: TableBlock | None = None
        self._table: DataTable | None = None
        self._model: RowsModel | None = None
        self._quiet = False

    def feed(self) -> None:
        """Show the rows of the answer."""
        answer: Answer = self._data
        heads = self._columns()
        if heads != self._heads or self._table is None:
            self._make(heads)
        assert self._model is not None and self._block is not None, "they were made just now"
        rows = self._rows()
        keys = [chart_key(one.key) for one in answer.figures[:_ROWS_MOST]]
        self._quiet = True
        self._model.show(rows, keys)
        self._quiet = False
        whole = (
            Cell(tr("The whole"), Form.STRONG),
            *(_cell(one, one.whole, strong=True) for one in answer.columns),
        )
        self._block.totals.show_rows((whole,) if answer.columns else ())
        self._mark()

    def show_selection(self, span: Span | None, key: str | None) -> None:
        """Mark the row that is selected here or elsewhere."""
        super().show_selection(span, key)
        self._mark()

    def is_pointed(self) -> bool:
        """The table says its own rows."""
        return False

    def repaint_chart(self) -> None:
        """The table paints itself."""
        self.setEnabled(True)
        self.update()

    def draw_all(self, painter: QPainter, size: QRect) -> None:
        """Draw the table as it stands, for a file."""
        del size
        self.render(painter, QPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._chosen:
            self.pick("")
        elif not self.form_key(event):
            super().keyPressEvent(event)

    def _make(self, heads: tuple[Column, ...]) -> None:
        if self._block is not None:
            self._layout.removeWidget(self._block)
            self._block.deleteLater()
        self._heads = heads
        self._model = RowsModel(heads, self)
        self._table = DataTable(self._look, self._model, self._title)
        self._block = TableBlock(self._look, self._table)
        self._layout.addWidget(self._block)
        self.setFocusProxy(self._table)
        self._table.clicked.connect(self._on_clicked)
        self._table.activated.connect(self._on_clicked)

    def _on_clicked(self, index: Any) -> None:
        if self._model is not None and not self._quiet:
            key = self._model.key(index.row())
            self.pick(str(key))
            self._mark()

    def _mark(self) -> None:
        if self._table is None or self._model is None:
            return
        row = self._model.row_of(self._chosen) if self._chosen else None
        chosen = self._table.selectionModel()
        if row is None:
            chosen.clearSelection()
        else:
            flags = QItemSelectionModel.SelectionFlag
            chosen.select(self._model.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def _columns(self) -> tuple[Column, ...]:
        answer: Answer | None = self._data
        if answer is None:
            return (Column("", ""),)
        return (
            Column(dimension_title(answer.card.by), "autumn-campaign", grow=2),
            *(_head(one.metric, one.currency) for one in answer.columns),
        )

    def _rows(self) -> list[Row]:
        answer: Answer | None = self._data
        if answer is None:
            return []
        return [
            (
                Cell(key_words(answer.card.by, one.key), raw=one.key),
                *(_cell(measured, measured.figures.get(one.key)) for measured in answer.columns),
            )
            for one in answer.figures[:_ROWS_MOST]
        ]


def _head(metric: Metric, currency: str | None) -> Column:
    title = metric_title(metric)
    money = metric.unit is Unit.MONEY
    return Column(
        f"{title}, {currency}" if money and currency else title,
        "1,234,567.89" if money else "1,234,567",
        right=True,
        holds=Holds.MONEY if money else Holds.COUNT,
    )


def _cell(measured: Measured, figure: Figure | None, *, strong: bool = False) -> Cell:
    if figure is None or figure.now.exact is None:
        return NOT_APPLICABLE
    scale, value = scale_of(measured.metric, figure.currency), float(figure.now.exact)
    return Cell(scale.write(value), Form.STRONG if strong else Form.PLAIN, raw=scale.raw(value))
