"""`CardFigure`: one figure, large, with its change and its course."""

from math import isnan

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.console.panes.analytics.words import (
    change_words,
    metric_title,
    period_words,
    scale_of,
    value_words,
)
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.charts.painted import PAD, Painted
from revroute_desktop.console.widgets.charts.sparkline import draw_sparkline
from revroute_desktop.console.widgets.delegate import ink

_COLUMNS = (
    Column(later("Figure"), "Net revenue", grow=2),
    Column(later("Value"), "1,234,567.89", right=True, holds=Holds.COUNT),
    Column(later("Before"), "1,234,567.89", right=True, holds=Holds.COUNT),
)


class CardFigure(Painted):
    """Fed with an `Answer`."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title, _COLUMNS, self._rows)

    def nothing(self) -> bool:
        """Whether there is no figure."""
        return self._answer.whole is None

    @property
    def _answer(self) -> Answer:
        data: Answer = self._data
        return data

    def lay_out(self, size: QSize) -> None:
        """One place: the figure, which can't be picked."""
        self.put(QRectF(0, 0, size.width(), size.height()), "")

    def draw(self, painter: QPainter) -> None:
        """Draw the figure, its change beside it, and its course below."""
        theme, answer = self._look.theme, self._answer
        text = value_words(answer.metric, answer.currency, answer.whole)
        words(painter, QRect(PAD, 8, self.width(), 30), text, theme.text, font("figure"))
        after = PAD + int(metrics("figure").horizontalAdvance(text)) + 8
        change, tone = change_words(answer.whole, answer.metric)
        words(painter, QRect(after, 12, self.width(), 26), change, ink(theme, tone), font("table"))
        if answer.other is not None:
            note = tr("against {period}", period=period_words(answer.other))
            words(painter, QRect(PAD, 38, self.width(), 18), note, theme.text_3, font("axis"))
        values = answer.series[0].values[0] if answer.series else []
        known = tuple(value for value in (float(one) for one in values) if not isnan(value))
        place = QRect(PAD, 62, self.width() - 2 * PAD, self.height() - 62 - 8)
        if place.height() > 12:
            draw_sparkline(painter, place, known, theme.categorical[0], theme.chart_bg)

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the figure and what it was."""
        del at
        return self._title, tuple(
            (tr(head.title), cell.text) for head, cell in zip(_COLUMNS[1:], self._rows()[0][1:], strict=True)
        )

    def _rows(self) -> list[Row]:
        answer = self._answer
        if answer.whole is None:
            return []
        scale = scale_of(answer.metric, answer.currency)
        cells = [
            Cell(scale.write(value), raw=scale.raw(value))
            for value in (
                float("nan") if one.exact is None else float(one.exact)
                for one in (answer.whole.now, answer.whole.before)
            )
        ]
        return [(Cell(metric_title(answer.metric)), *cells)]
