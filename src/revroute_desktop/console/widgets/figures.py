"""`FigureStrip`: a row of key figures in one panel; `CountLine`: how many of how many, and their sums."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from revroute_desktop.console.format import ELLIPSIS
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, box, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row, Tone
from revroute_desktop.console.widgets.chart_table import ChartTable
from revroute_desktop.console.widgets.charts.series import Series, colour_of
from revroute_desktop.console.widgets.charts.sparkline import draw_sparkline
from revroute_desktop.console.widgets.delegate import ink

_HEIGHT = 84
_LINE = 17
_MORE = 4
"""Other units below a figure, at most."""
_MOST_SPARE = 96
_SPARK = QSize(56, 17)
_SPARK_LEAST = 24
_COLUMNS = (
    Column(later("Figure"), "Held in reserve", medium=True, grow=2),
    Column(later("Value"), "−12,345.60", right=True, holds=Holds.MONEY),
    Column(later("Unit"), "EUR", grow=0),
)


class Amount(NamedTuple):
    """A value of a figure: as people read it, its unit, its ink, and as programs read it (-1204.50)."""

    text: str
    unit: str = ""
    tone: Tone = Tone.NORMAL
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what it is, its value and a small note.

    `more` are its values in other units: they stand below it and are never added to it. `spark` is its course
    over time, drawn small in the ink that a series of charts has. `change` stands beside the value in its own
    ink, `about` is said where the pointer rests on it.
    """

    label: str
    value: Amount
    note: str = ""
    more: tuple[Amount, ...] = ()
    spark: tuple[float, ...] = ()
    spark_ink: int | str = 0
    change: str = ""
    change_tone: Tone = Tone.FAINT
    about: str = ""


class FigureStrip(QWidget):
    """Figures side by side, divided by lines; in a narrow window smaller, and the last ones leave.

    `asked` gives the place of a figure that was clicked twice.
    """

    asked = Signal(int)

    def __init__(self, look: Look, *, even: bool = False) -> None:
        super().__init__()
        self._look = look
        self._even = even
        self._figures: tuple[Figure, ...] = ()
        self._ends: list[float] = []
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Key figures"))
        self.table = ChartTable(look, self, _COLUMNS, self._rows)
        look.changed.connect(self.update)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these figures."""
        self._figures = figures
        self.setAccessibleDescription(
            ". ".join(" ".join(cell.text for cell in row).strip() for row in self._rows())
        )
        self.setFixedHeight(_HEIGHT + _LINE * min(max((len(f.more) for f in figures), default=0), _MORE))
        self.update()

    def _rows(self) -> list[Row]:
        return [
            (Cell(figure.label), Cell(value.text, raw=value.raw), Cell(value.unit))
            for figure in self._figures
            for value in (figure.value, *figure.more)
        ]

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        box(painter, self.rect(), 6, theme.panel, theme.line)
        shown, role = self._figures, "figure"
        if sum(self._need(f, role) for f in shown) > self.width():
            role = "title"
        while len(shown) > 1 and sum(self._need(f, role) for f in shown) > self.width():
            shown = shown[:-1]
        # Wide windows do not tear the figures apart: each takes what it needs and a share of what is left.
        spare = (self.width() - sum(self._need(f, role) for f in shown)) / max(len(shown), 1)
        spare = spare if self._even else min(spare, _MOST_SPARE)
        x = 0.0
        self._ends = []
        for at, figure in enumerate(shown):
            width = self._need(figure, role) + spare
            left = int(x) + 12
            if at:
                painter.fillRect(QRect(int(x), 1, 1, self.height() - 2), theme.line_hair)
            self._paint(painter, figure, QRect(left, 0, int(x + width) - 8 - left, self.height()), role)
            x += width
            self._ends.append(x)
        painter.end()

    def figure_at(self, place: QPoint) -> int | None:
        """Return which figure is at a point."""
        return next((at for at, end in enumerate(self._ends) if place.x() < end), None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.figure_at(event.position().toPoint())
        if at is not None:
            self.asked.emit(at)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.figure_at(event.pos())
            about = self._figures[at].about if at is not None else ""
            if about:
                QToolTip.showText(event.globalPos(), about, self)
                return True
        return super().event(event)

    def _paint(self, painter: QPainter, figure: Figure, place: QRect, role: str) -> None:
        theme = self._look.theme
        left, wide = place.x(), place.width()
        words(painter, QRect(left, 12, wide, 16), figure.label, theme.text_2, font("table"))
        area = QRect(left, 29, wide, 28)
        main = figure.value
        words(painter, area, main.text, ink(theme, main.tone), font(role))
        if main.unit:
            after = int(metrics(role).horizontalAdvance(main.text)) + 6
            down = 4 if role == "figure" else 1
            words(painter, area.adjusted(after, down, 0, 0), main.unit, theme.text_3, font("table"))
        if figure.change:
            after = int(metrics(role).horizontalAdvance(main.text)) + 8
            after += int(metrics("table").horizontalAdvance(main.unit)) + 6 if main.unit else 0
            down = 4 if role == "figure" else 1
            tone = ink(theme, figure.change_tone)
            words(painter, area.adjusted(after, down, 0, 0), figure.change, tone, font("table"))
        y = 57
        for value in figure.more[:_MORE]:
            # Under the main value: the figures end where they end, the unit follows each.
            area = QRect(left, y, wide, _LINE)
            quiet = theme.text_2 if value.tone is Tone.NORMAL else ink(theme, value.tone)
            words(painter, area, value.text, quiet, font("table"))
            after = int(metrics("table").horizontalAdvance(value.text)) + 5
            words(painter, area.adjusted(after, 0, 0, 0), value.unit, theme.text_3, font("axis"))
            y += _LINE
        words(painter, QRect(left, y + 1, wide, 16), figure.note, theme.text_3, font("axis"))
        if figure.spark:
            beside = int(metrics("axis").horizontalAdvance(figure.note)) + 12
            width = min(_SPARK.width(), wide - beside)
            if width >= _SPARK_LEAST:
                place = QRect(left + wide - width, y - 2, width, _SPARK.height())
                colour = colour_of(Series("", figure.spark_ink), theme)
                draw_sparkline(painter, place, figure.spark, colour, theme.panel)

    def _need(self, figure: Figure, role: str) -> float:
        main = figure.value
        unit = metrics("table").horizontalAdvance(main.unit) + 6 if main.unit else 0
        unit += metrics("table").horizontalAdvance(figure.change) + 10 if figure.change else 0
        more = [
            metrics("table").horizontalAdvance(value.text) + 5 + metrics("axis").horizontalAdvance(value.unit)
            for value in figure.more[:_MORE]
        ]
        return 28 + max(
            metrics(role).horizontalAdvance(main.text) + unit,
            metrics("table").horizontalAdvance(figure.label),
            metrics("axis").horizontalAdvance(figure.note),
            *more,
        )


class CountLine(QWidget):
    """The line above a table: strong words and plain ones in turn, and a note at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._parts: tuple[tuple[str, bool], ...] = ()
        self._note = ""
        self._loading = False
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def say(self, parts: tuple[tuple[str, bool], ...], note: str = "") -> None:
        """Show (text, strong) parts and a note."""
        self._parts, self._note = parts, note
        said = " ".join(text for text, _ in parts)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    @property
    def loading(self) -> bool:
        """Whether newer rows are on their way."""
        return self._loading

    def set_loading(self, on: bool) -> None:
        """Show or hide the 2 px line that says newer rows are on their way."""
        if on != self._loading:
            self._loading = on
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.panel)
        x = 12
        room = self.width() - 12
        for at, (text, strong) in enumerate(self._parts):
            width = int(metrics("table", 600 if strong else 400).horizontalAdvance(text))
            if x + width > room:
                # What does not fit is in the tooltip.
                words(painter, QRect(x, 0, 20, self.height()), ELLIPSIS, theme.text_2, font("table"))
                break
            words(
                painter,
                QRect(x, 0, width + 4, self.height()),
                text,
                theme.text if strong else theme.text_2,
                font("table", 600 if strong else 400),
            )
            alike = at + 1 < len(self._parts) and self._parts[at + 1][1] == strong
            x += width + (14 if alike else 5)
        if x + metrics("table").horizontalAdvance(self._note) + 24 < self.width():
            words(painter, self.rect().adjusted(0, 0, -12, 0), self._note, theme.text_3, font("table"), RIGHT)
        if self._loading:
            painter.fillRect(QRect(0, self.height() - 2, self.width() // 3, 2), theme.accent_text)
        painter.end()
