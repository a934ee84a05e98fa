"""Slots in use of those allowed, lane by lane."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, box, focus_outline, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import ChartTable
from revroute_desktop.processes.kinds import ALL
from revroute_desktop.processes.overview import LaneView

_ROW, _PAD, _NAMES, _BLOCK, _MOST_BLOCKS = 23, 12, 92, 26, 6
_COLUMNS = (
    Column(later("Lane"), "traffic import", grow=1),
    Column(later("Running"), "12", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Waiting"), "12", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Slots"), "12", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Bounds"), later("1 to 4"), right=True, grow=0),
    Column(later("Chunk"), "10,000", right=True, grow=0, holds=Holds.COUNT),
)


class Slots(QWidget):
    """A filled block for each job that runs, an empty one for each slot that is free."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lanes: tuple[LaneView, ...] = ()
        self.setAccessibleName(tr("Slots in use of allowed"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table = ChartTable(look, self, _COLUMNS, self._rows)
        self.setFixedHeight(_ROW + 12)
        look.changed.connect(self.update)

    def show_lanes(self, lanes: tuple[LaneView, ...]) -> None:
        """Show these lanes."""
        if lanes == self.lanes:
            return
        self.lanes = lanes
        said = (f"{lane_words(lane.lane)}: {_used(lane)}" for lane in lanes)
        self.setAccessibleDescription(". ".join(said))
        self.setFixedHeight(_ROW * max(1, len(lanes)) + 12)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        for at, lane in enumerate(self.lanes):
            row = QRect(_PAD, 6 + at * _ROW, self.width() - 2 * _PAD, _ROW)
            measure = metrics("table")
            name = measure.elidedText(lane_words(lane.lane), Qt.TextElideMode.ElideRight, _NAMES - 8)
            words(painter, row, name, theme.text_2, font("table"))
            said = _used(lane)
            room = row.width() - _NAMES - int(measure.horizontalAdvance(said)) - 12
            blocks = min(max(lane.slots, lane.running), _MOST_BLOCKS)
            wide = max(4, min(_BLOCK, room // max(1, blocks) - 3))
            for number in range(blocks):
                place = QRect(row.left() + _NAMES + number * (wide + 3), row.center().y() - 4, wide, 9)
                used = number < lane.running
                box(painter, place, 2, theme.accent_text if used else theme.neutral_soft)
            words(painter, row, said, theme.text_2, font("table"), RIGHT)
        if self.hasFocus():
            focus_outline(painter, self.rect(), theme.focus, theme.focus_width)
        painter.end()

    def _rows(self) -> list[Row]:
        return [
            (
                Cell(lane_words(lane.lane)),
                Cell(str(lane.running)),
                Cell(str(lane.waiting)),
                Cell(str(lane.slots)),
                Cell(tr("{least} to {most}", least=lane.bounds.least, most=lane.bounds.most)),
                Cell(str(lane.batch)) if lane.batch else NOT_APPLICABLE,
            )
            for lane in self.lanes
        ]


def lane_words(lane: str) -> str:
    """Name a lane; ALL is every worker together."""
    return tr("all workers") if lane == ALL else lane


def _used(lane: LaneView) -> str:
    return tr("{used} of {slots}", used=lane.running, slots=lane.slots)
