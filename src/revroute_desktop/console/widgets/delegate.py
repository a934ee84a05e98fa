"""`CellDelegate` paints every kind of cell without a widget per cell."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, LEFT, RIGHT, box, dot, hairline, words
from revroute_desktop.console.theme.style import draw_progress
from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Tone
from revroute_desktop.console.widgets.charts.sparkline import draw_sparkline
from revroute_desktop.console.widgets.models import CellsModel, PagedModel

CELL_PAD = 8
_CHIP_HEIGHT = 18
_SHORT_NOTE = 4
_BAR_INK = 3
_SELECTED = QStyle.StateFlag.State_Selected


def ink(theme: Theme, tone: Tone) -> QColor:
    """Return the ink of a tone."""
    colour: QColor = getattr(theme, tone)
    return colour


_SOFT = {
    Tone.POSITIVE: "positive_soft",
    Tone.NEGATIVE: "negative_soft",
    Tone.WARNING: "warning_soft",
    Tone.INFO: "info_soft",
    Tone.ACCENT: "accent_soft",
}


def soft(theme: Theme, tone: Tone) -> QColor:
    """Return the ground of a chip of a tone."""
    colour: QColor = getattr(theme, _SOFT.get(tone, "neutral_soft"))
    return colour


def draw_chip(painter: QPainter, x: int, middle: int, text: str, tone: Tone, theme: Theme) -> int:
    """Draw a chip whose left edge is at x, centred on `middle`; returns its width."""
    width = int(metrics("label").horizontalAdvance(text)) + 13
    rect = QRect(x, middle - _CHIP_HEIGHT // 2, width, _CHIP_HEIGHT)
    box(painter, rect, 3, soft(theme, tone))
    plain = tone in {Tone.NORMAL, Tone.SECOND, Tone.FAINT}
    words(painter, rect, text, theme.text_2 if plain else ink(theme, tone), font("label"), CENTRE)
    return width


def draw_dot_word(painter: QPainter, rect: QRect, text: str, tone: Tone, theme: Theme) -> None:
    """Draw a state that is usual: a small dot and the word."""
    mark = theme.positive if tone is Tone.POSITIVE else ink(theme, tone)
    # In the middle of the small letters, which lies below that of the line.
    dot(painter, QPointF(rect.x() + 3, rect.y() + rect.height() / 2 + 1), 3, mark)
    words(painter, rect.adjusted(13, 0, 0, 0), text, theme.text_2, font("table"))


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a `CellsModel`, with hairlines, hover, selection and its bar."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self.hover_row = -1
        self.keyboard = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._view.verticalHeader().defaultSectionSize())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._look.theme
        model = index.model()
        if not isinstance(model, CellsModel):
            return
        rect = option.rect
        row, column = index.row(), index.column()
        if isinstance(model, PagedModel) and model.boundary is not None and row == model.boundary[0]:
            self._boundary(painter, rect, model.boundary[1])
            return
        chosen = bool(option.state & _SELECTED)
        if chosen:
            active = self._view.hasFocus() or self._view.window().isActiveWindow()
            painter.fillRect(rect, theme.selection if active else theme.selection_inactive)
        elif row == self.hover_row:
            painter.fillRect(rect, theme.hover)
        hairline(painter, rect.x(), rect.right() + 1, rect.bottom(), theme.line_hair)
        if chosen and self._view.columnViewportPosition(column) <= 0:
            painter.fillRect(QRect(rect.x(), rect.y(), 2, rect.height()), theme.accent_text)
        inner = rect.adjusted(CELL_PAD, 0, -CELL_PAD, -1)
        cell = model.cell(index)
        if cell is not None:
            draw_cell(painter, inner, cell, model.columns[column], self._look)
        if self.keyboard and self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(theme.focus, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(2.5, 1.5, -2.5, -2.5))

    def _boundary(self, painter: QPainter, rect: QRect, text: str) -> None:
        theme = self._look.theme
        painter.fillRect(rect, theme.sunken)
        hairline(painter, rect.x(), rect.right() + 1, rect.bottom(), theme.line_hair)
        place = QPointF(rect.x() + CELL_PAD, rect.center().y() - 6)
        painter.drawPixmap(place, self._look.pixmap("flag", theme.accent_text, 14))
        words(painter, rect.adjusted(CELL_PAD + 22, 0, 0, 0), text, theme.text_2, font("label", 400))


def draw_cell(painter: QPainter, rect: QRect, cell: Cell, column: Column, look: Look) -> None:
    """Draw one cell inside its padding."""
    theme = look.theme
    if cell.form is Form.CHIP:
        draw_chip(painter, rect.x(), rect.center().y() + 1, cell.text, cell.tone, theme)
        return
    if cell.form is Form.DOT:
        draw_dot_word(painter, rect, cell.text, cell.tone, theme)
        return
    if cell.form is Form.PROGRESS:
        bar = QRect(rect.x(), rect.center().y() - 1, max(24, min(rect.width() - 46, 96)), 4)
        draw_progress(painter, bar, look, cell.share)
        words(painter, rect.adjusted(bar.width() + 8, 0, 0, 0), cell.text, theme.text_2, font("table"))
        return
    if cell.form is Form.BAR:
        bar = QRect(rect.x(), rect.center().y() - 2, rect.width(), 6)
        painter.fillRect(bar, theme.neutral_soft)
        bar.setWidth(max(1, round(rect.width() * cell.share)))
        painter.fillRect(bar, theme.categorical[_BAR_INK])
        return
    if cell.form is Form.SPARK:
        place = rect.adjusted(0, 5, 0, -4)
        draw_sparkline(painter, place, cell.values, theme.accent_text, theme.panel)
        return
    face, measure = face_of(cell.form, column)
    colour = theme.accent_text if cell.form is Form.LINK else ink(theme, cell.tone)
    if column.right:
        words(painter, rect, cell.text, colour, face, RIGHT)
        return
    text, room = cell.text, rect.width()
    if cell.note and len(cell.note) <= _SHORT_NOTE:
        # A note such as "+1" is never cut for the sake of the name before it.
        room -= int(metrics("axis").horizontalAdvance(cell.note)) + 7
    if measure.horizontalAdvance(text) > room:
        ids = column.mono or cell.form is Form.MONO
        how = Qt.TextElideMode.ElideMiddle if ids else Qt.TextElideMode.ElideRight
        text = measure.elidedText(text, how, max(room, 0))
    words(painter, rect, text, colour, face, LEFT)
    if cell.note:
        after = rect.adjusted(int(measure.horizontalAdvance(text)) + 6, 0, 0, 0)
        note = metrics("axis").elidedText(cell.note, Qt.TextElideMode.ElideRight, max(after.width(), 0))
        words(painter, after, note, theme.text_3, font("axis"), LEFT)


def face_of(form: Form, column: Column) -> tuple[QFont, QFontMetricsF]:
    """Return font and metrics of a cell."""
    if form is Form.STRONG:
        return font("table", 600), metrics("table", 600)
    if form is Form.MEDIUM or (column.medium and form is Form.PLAIN):
        return font("table", 500), metrics("table", 500)
    if form is Form.MONO or (column.mono and form is Form.PLAIN):
        return font("table", mono=True), metrics("table", mono=True)
    return font("table"), metrics("table")
