"""What each worker ran over the last half hour, as lanes of blocks in the colour of the kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, RIGHT, box, focus_outline, hairline, words
from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import ChartTable

_ROW, _FOOT, _PAD, _NAMES = 20, 24, 12, 72
_LEAST_ROWS = 2
_OTHERS = 6
"""Kinds that have a colour of their own; the rest is drawn in slate."""

_COLUMNS = (
    Column(later("Worker"), "worker 12", grow=0),
    Column(later("Kind"), "traffic import", grow=1),
    Column(later("Job"), "12,345", right=True, grow=0, holds=Holds.COUNT),
    Column(later("From"), "14:43:42", grow=0),
    Column(later("To"), "14:43:42", grow=0),
    Column(later("Ended"), "interrupted", grow=1),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One attempt of a job: from `start` to `end` (microseconds UTC; `end` is now while it runs)."""

    worker: int
    kind: str
    job: int
    start: int
    end: int
    state: str

    @property
    def bad(self) -> bool:
        """Whether it ended otherwise than it should."""
        return self.state in {"failed", "crashed", "interrupted"}


class Timeline(QWidget):
    """Blocks over time; `moment` writes an instant, `short` the marks below."""

    def __init__(self, look: Look, moment: Callable[[int], str], short: Callable[[int], str]) -> None:
        super().__init__()
        self._look = look
        self._moment, self._short = moment, short
        self._blocks: tuple[Block, ...] = ()
        self._first, self._last = 0, 1
        self.kinds: tuple[str, ...] = ()
        self.setAccessibleName(tr("Workers, last 30 minutes"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table = ChartTable(look, self, _COLUMNS, self._rows)
        self._grow()
        look.changed.connect(self.update)

    def show_blocks(self, blocks: Sequence[Block], first: int, last: int, kinds: tuple[str, ...]) -> None:
        """Show blocks between two instants; `kinds` in the order of their colours."""
        self._blocks, self._first, self._last, self.kinds = tuple(blocks), first, last, kinds
        self._grow()
        self.update()

    def _grow(self) -> None:
        rows = max(_LEAST_ROWS, *(block.worker for block in self._blocks)) if self._blocks else _LEAST_ROWS
        self.setFixedHeight(rows * _ROW + _FOOT + 8)

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def _area(self) -> QRect:
        return QRect(_PAD + _NAMES, 6, max(1, self.width() - 2 * _PAD - _NAMES), self.height() - _FOOT - 8)

    def _place(self, block: Block) -> QRect:
        area, span = self._area(), max(1, self._last - self._first)
        left = area.left() + (max(block.start, self._first) - self._first) * area.width() // span
        right = area.left() + (min(block.end, self._last) - self._first) * area.width() // span
        top = area.top() + (block.worker - 1) * _ROW + 3
        return QRect(left, top, max(2, right - left), _ROW - 7)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, area = self._look.theme, QPainter(self), self._area()
        for at in range(4):
            instant = self._first + (self._last - self._first) * at // 3
            x = area.left() + area.width() * at // 3
            painter.fillRect(QRect(min(x, area.right()), area.top(), 1, area.height()), theme.chart_grid)
            place = QRect(x - 40, area.bottom() + 4, 80, 16)
            text = self._short(instant)
            if at == 3:
                words(painter, QRect(x - 80, place.y(), 80, 16), text, theme.chart_axis, font("axis"), RIGHT)
            else:
                words(painter, place, text, theme.chart_axis, font("axis"), CENTRE)
        for number in range(1, area.height() // _ROW + 1):
            row = QRect(_PAD, area.top() + (number - 1) * _ROW, _NAMES, _ROW)
            words(painter, row, tr("worker {number}", number=number), theme.text_3, font("axis"))
            hairline(painter, area.left(), area.right(), row.bottom(), theme.chart_grid)
        for block in self._blocks:
            place = self._place(block)
            painter.fillRect(place, kind_colour(theme, self.kinds, block.kind))
            if block.bad:
                painter.setPen(QPen(theme.negative, 1.5))
                x, y = min(place.right() + 7, area.right() - 4), place.center().y()
                painter.drawLine(x - 3, y - 3, x + 3, y + 3)
                painter.drawLine(x - 3, y + 3, x + 3, y - 3)
        if not self._blocks:
            words(painter, area, tr("No job ran in the last half hour."), theme.text_3, font("table"), CENTRE)
        if self.hasFocus():
            focus_outline(painter, self.rect(), theme.focus, theme.focus_width)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self._at(event.pos())
            if block is not None:
                QToolTip.showText(event.globalPos(), self._said(block), self)
                return True
        return super().event(event)

    def _at(self, point: QPoint) -> Block | None:
        return next((block for block in reversed(self._blocks) if self._place(block).contains(point)), None)

    def _said(self, block: Block) -> str:
        span = f"{self._moment(block.start)} – {self._moment(block.end)}"
        return tr("Job {job}, {kind}, {span}", job=block.job, kind=block.kind, span=span)

    def _rows(self) -> list[Row]:
        return [
            (
                Cell(tr("worker {number}", number=block.worker)),
                Cell(block.kind),
                Cell(str(block.job)),
                Cell(self._moment(block.start)),
                Cell(self._moment(block.end)),
                Cell(block.state),
            )
            for block in reversed(self._blocks)
        ]


class KindLegend(QWidget):
    """Small squares with the kinds, in the order of their colours."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._kinds: tuple[str, ...] = ()
        self._order: tuple[str, ...] = ()
        self.setFixedHeight(28)
        look.changed.connect(self.update)

    def show_kinds(self, kinds: tuple[str, ...], order: tuple[str, ...]) -> None:
        """Show these kinds, in the colours of their places in `order`; beyond six they are "others"."""
        own = tuple(kind for kind in kinds if order.index(kind) < _OTHERS)
        shown = own if len(own) == len(kinds) else (*own, tr("others"))
        self._order = order
        if shown != self._kinds:
            self._kinds = shown
            self.setAccessibleName(", ".join(shown))
            self.setFixedWidth(sum(self._width(kind) for kind in shown))
            self.update()

    def _width(self, kind: str) -> int:
        return int(metrics("axis").horizontalAdvance(kind)) + 30

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, x = self._look.theme, QPainter(self), 0
        for kind in self._kinds:
            box(painter, QRect(x, 10, 9, 9), 2, kind_colour(theme, self._order, kind))
            room = QRect(x + 15, 0, self._width(kind), 28)
            words(painter, room, kind, theme.text_2, font("axis"))
            x += self._width(kind)
        painter.end()


def kind_colour(theme: Theme, kinds: tuple[str, ...], kind: str) -> QColor:
    """The colour of a kind: its place among the kinds; slate for the rest."""
    at = kinds.index(kind) if kind in kinds else _OTHERS
    return theme.categorical[at] if at < min(_OTHERS, len(theme.categorical)) else theme.line_strong
