"""`Waterfall`: where an amount went, to scale from the left, ending in what remains."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, blend, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import ChartTable

_ROW = 44
_BAR = 13
_COLUMNS = (
    Column(later("Step"), "payee:neon-kitten", medium=True, grow=2),
    Column(later("Amount"), "−12,345.60", right=True, grow=0, holds=Holds.MONEY),
    Column(later("Rule"), "20 % of 47.28, cut by cap", grow=3),
)


@dataclass(frozen=True, slots=True)
class Fall:
    """One step. Amounts are minor units; `cut` is what a cap kept it from taking; `last` ends the fall.

    `amount_text` is what people read beside the bar, `raw` the same as programs read it (-1204.50).
    """

    name: str
    amount: int
    amount_text: str
    rule: str
    raw: str
    cut: int = 0
    last: bool = False


class Waterfall(QWidget):
    """Gross in slate, what is taken in half-strength ink, what remains in full, cuts as a dashed outline."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._gross = 0
        self._falls: tuple[Fall, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Where the amount went"))
        self.table = ChartTable(look, self, _COLUMNS, self._rows)
        look.changed.connect(self.update)

    def show_falls(self, gross: Fall, falls: tuple[Fall, ...]) -> None:
        """Show the gross amount and the steps that take from it, in their order."""
        self._gross = abs(gross.amount)
        self._falls = (gross, *falls)
        self.setAccessibleDescription(". ".join(f"{f.name} {f.amount_text}, {f.rule}" for f in self._falls))
        self.setFixedHeight(_ROW * len(self._falls))
        self.update()

    def _rows(self) -> list[Row]:
        return [
            (
                Cell(fall.name),
                Cell(fall.amount_text, raw=fall.raw),
                Cell(fall.rule, full=fall.rule),
            )
            for fall in self._falls
        ]

    def sizeHint(self) -> QSize:
        return QSize(300, _ROW * len(self._falls))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._falls or not self._gross:
            return
        theme = self._look.theme
        painter = QPainter(self)
        full = int(self.width() * 0.58)
        left_over = self._gross
        edge_before: int | None = None
        for at, fall in enumerate(self._falls):
            top = at * _ROW
            bar_top = top + 21
            amount = abs(fall.amount)
            start, end = (0, amount) if at == 0 or fall.last else (left_over - amount, left_over)
            x1, x2 = round(full * start / self._gross), round(full * end / self._gross)
            loud = at == 0 or fall.last
            weight = 600 if loud else 500
            ink = theme.text
            measure = metrics("table", weight)
            value_width = int(metrics("table", 600 if loud else 400).horizontalAdvance(fall.amount_text)) + 8
            name = measure.elidedText(fall.name, Qt.TextElideMode.ElideMiddle, self.width() - value_width - 8)
            if edge_before is not None:
                painter.setPen(QPen(theme.text_3, 1, Qt.PenStyle.DotLine))
                painter.drawLine(edge_before, bar_top - _ROW + _BAR, edge_before, bar_top + _BAR)
            # The line from bar to bar passes behind the name.
            named = QRect(0, top + 2, int(measure.horizontalAdvance(name)) + 3, 16)
            painter.fillRect(named, theme.panel)
            words(painter, QRect(0, top + 2, self.width(), 16), name, ink, font("table", weight))
            area = QRect(0, top + 2, self.width(), 16)
            words(painter, area, fall.amount_text, ink, font("table", 600 if loud else 400), RIGHT)
            colour = theme.line_strong if at == 0 else blend(theme.accent_text, theme.panel, 0.5)
            if fall.last:
                colour = theme.accent_text
            if amount:
                painter.fillRect(QRect(x1, bar_top, max(x2 - x1, 1), _BAR), colour)
            if fall.cut:
                wide = max(round(full * fall.cut / self._gross), 3)
                painter.setPen(QPen(theme.warning, 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                x = max(x1 - wide, 0)
                painter.drawRect(QRectF(x + 0.5, bar_top + 0.5, x1 - x - 1, _BAR - 1))
            self._rule(painter, fall, x2, bar_top)
            if at:
                left_over -= 0 if fall.last else amount
            edge_before = round(full * left_over / self._gross) - (1 if at == 0 else 0)
        painter.end()

    def _rule(self, painter: QPainter, fall: Fall, bar_end: int, bar_top: int) -> None:
        theme = self._look.theme
        room = self.width() - bar_end - 10
        face = metrics("axis")
        rule = face.elidedText(fall.rule, Qt.TextElideMode.ElideRight, max(room, 60))
        words(painter, QRect(0, bar_top - 2, self.width(), 17), rule, theme.text_3, font("axis"), RIGHT)
