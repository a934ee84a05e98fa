"""`Coverage`: the log as its perfect subtrees, with what the newest checkpoint covers."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from revroute_desktop.console.format import grouped
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, blend, box, dot, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import ChartTable

_HEIGHT = 178
_TREES = 92
_LAST = 24
_MOST_TREES = 10
_COLUMNS = (
    Column(later("Entries"), "32,768 – 40,959", grow=2),
    Column(later("How many"), "32,768", right=True, holds=Holds.COUNT),
    Column(later("Covered"), "32,768", right=True, medium=True, holds=Holds.COUNT),
)


def subtrees(size: int) -> tuple[int, ...]:
    """Return the sizes of the perfect subtrees of a log of `size` entries, largest first."""
    return tuple(1 << bit for bit in range(size.bit_length() - 1, -1, -1) if size >> bit & 1)


class Coverage(QWidget):
    """Trees to the order of magnitude of their width; below, the last 24 entries."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._size = 0
        self._covered = 0
        self._chosen: int | None = None
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What the checkpoint covers"))
        self.table = ChartTable(look, self, _COLUMNS, self._rows)
        look.changed.connect(self.update)

    def show_log(self, size: int, covered: int) -> None:
        """Show a log of `size` entries of which the first `covered` are under a signature."""
        self._size, self._covered = size, covered
        self.setAccessibleDescription(tr("{covered} of {n} entries are covered", n=size, covered=covered))
        self.update()

    def show_chosen(self, entry: int | None) -> None:
        """Mark one entry."""
        self._chosen = entry
        self.update()

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        first = 0
        for size in subtrees(self._size):
            covered = min(max(self._covered - first, 0), size)
            rows.append(
                (
                    Cell(f"{grouped(first)} – {grouped(first + size - 1)}"),
                    Cell(grouped(size), raw=str(size)),
                    Cell(grouped(covered), raw=str(covered)),
                )
            )
            first += size
        return rows

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_trees(painter)
        self._paint_last(painter)
        painter.end()

    def _inks(self, covered: bool) -> tuple[QColor, QColor]:
        theme = self._look.theme
        if covered:
            return theme.accent_text, theme.accent_soft
        return theme.warning, theme.warning_soft

    def _paint_trees(self, painter: QPainter) -> None:
        theme = self._look.theme
        sizes = subtrees(self._size)[:_MOST_TREES]
        if not sizes:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        weights = [size.bit_length() + 1 for size in sizes]
        gap = 12.0
        unit = (self.width() - 32 - gap * (len(sizes) - 1)) / sum(weights)
        # A log of few entries must not make one tree as wide as the window.
        unit = min(unit, 26.0)
        x, first, tops = 16.0, 0, []
        for size, weight in zip(sizes, weights, strict=True):
            width = unit * weight
            height = min(14 + 4.6 * (weight - 1), _TREES - 14.0)
            base = 8.0 + _TREES - 8
            top = QPointF(x + width / 2, base - height)
            ink, ground = self._inks(first + size <= self._covered)
            self._tree(painter, x, width, base, top, ink, ground, min(weight - 1, 5))
            tops.append((top, ink))
            label = QRect(int(x) - 14, int(base) + 4, int(width) + 28, 14)
            words(painter, label, grouped(size), theme.text_3, font("axis"), CENTRE)
            x += width + gap
            first += size
        painter.setPen(QPen(theme.text_3, 1, Qt.PenStyle.DotLine))
        for (one, _), (other, _) in pairwise(tops):
            painter.drawLine(one, other)
        for top, ink in tops:
            dot(painter, top, 3, ink)

    def _tree(
        self,
        painter: QPainter,
        x: float,
        width: float,
        base: float,
        top: QPointF,
        ink: QColor,
        ground: QColor,
        levels: int,
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawPolygon(QPolygonF([top, QPointF(x + width, base), QPointF(x, base)]))
        painter.setPen(QPen(blend(ink, ground, 0.75), 1))
        height = base - top.y()
        for level in range(levels):
            # Each node of a level is the top of a smaller triangle on the same base.
            count = 1 << level
            part = width / count
            for at in range(count):
                peak = QPointF(x + part * (at + 0.5), base - height / count)
                painter.drawLine(peak, QPointF(x + part * at, base))
                painter.drawLine(peak, QPointF(x + part * (at + 1), base))

    def _paint_last(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        top = _TREES + 26
        painter.fillRect(QRect(0, top, self.width(), 1), theme.line_hair)
        room = max(1, min(_LAST, (self.width() - 32) // 34))
        first = max(0, self._size - room)
        if not self._size:
            return
        text = tr(
            "The last {n} entries, {first} to {last}",
            n=self._size - first,
            first=grouped(first),
            last=grouped(self._size - 1),
        )
        words(painter, QRect(16, top + 6, self.width(), 16), text, theme.text_3, font("axis"))
        step = min((self.width() - 32) / room, 44.0)
        for number in range(first, self._size):
            place = QRect(int(16 + step * (number - first)), top + 26, int(step) - 4, 22)
            covered = number < self._covered
            if covered:
                box(painter, place, 3, theme.accent)
                ink = theme.on_accent
            else:
                box(painter, place, 3, theme.warning_soft, theme.warning)
                ink = theme.warning
            words(painter, place, f"{number % 1000:d}", ink, font("axis"), CENTRE)
            if number == self._chosen:
                box(painter, place.adjusted(-3, -3, 3, 3), 5, None, theme.focus, 2)
