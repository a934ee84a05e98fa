"""`ChangeChart`: why a figure changed: from what it was, step by step, to what it is."""

from collections.abc import Sequence
from math import isnan

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, strip, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import MadeRows
from revroute_desktop.console.widgets.charts.data import Step, Waterfall
from revroute_desktop.console.widgets.charts.painted import PAD, Painted
from revroute_desktop.console.widgets.charts.row_parts import (
    ROW_LEAST,
    draw_ground,
    elided,
    row_height,
    width_of,
)

_GAP = 12
_BAR_MOST = 11
_BARS_LEAST = 180
"""Pixels that bars keep beside the sentences."""


class ChangeChart(Painted):
    """Fed with `Waterfall`. The bars share one scale that begins where the figures do, not at zero: the first
    and the last row are lines, not lengths. What has no room is "everything else", so that it adds up.
    """

    def __init__(self, look: Look, title: str) -> None:
        self._shown: list[Step] = []
        super().__init__(look, title, _COLUMNS, self._rows)

    def nothing(self) -> bool:
        """Whether there is nothing to explain."""
        change = self._change
        return isnan(change.start) or isnan(change.end)

    @property
    def _change(self) -> Waterfall:
        data: Waterfall = self._data
        return data

    def lay_out(self, size: QSize) -> None:
        """Choose the steps that fit between the first row and the last."""
        steps = self._change.steps
        room = size.height() - 8
        count = max(room // ROW_LEAST - 2, 1)
        self._shown = list(steps)
        if len(steps) > count:
            rest = steps[count - 1 :]
            label = tr("{n} more", n=len(rest))
            self._shown = [*steps[: count - 1], Step(label, sum(step.amount for step in rest))]
        high = row_height(room, len(self._shown) + 2)
        keys = ["", *(step.key for step in self._shown), ""]
        for at, key in enumerate(keys):
            self.put(QRectF(0, 4 + at * high, size.width(), high), key)
        scale = self._change.scale
        loud = [scale.write(self._change.start), scale.write(self._change.end)]
        self._value_width = max(
            *(width_of(text, "table", 600) for text in loud),
            *(width_of(scale.write(step.amount, plus=True)) for step in self._shown),
            0,
        )
        labels = [width_of(step.label) for step in self._shown]
        labels += [width_of(word, "table", 500) for word in self._end_words()]
        self._label_width = min(max(labels), max((size.width() - self._value_width) * 45 // 100, 60))
        said = max((width_of(step.sentence, "axis") for step in self._shown), default=0)
        used = self._label_width + self._value_width + 2 * PAD + 3 * _GAP
        # Sentences stand there whole or not at all; the box at the pointer says them too.
        self._sentence_width = said if size.width() - used - said >= _BARS_LEAST else 0

    def draw(self, painter: QPainter) -> None:
        """Draw the rows, and the lines that lead from one to the next."""
        theme, change = self._look.theme, self._change
        left = PAD + self._label_width + _GAP
        right = self.width() - PAD - self._value_width - _GAP
        right -= self._sentence_width + _GAP if self._sentence_width else 0
        levels = [change.start]
        for step in self._shown:
            levels.append(levels[-1] + (0 if isnan(step.amount) else step.amount))
        least, most = min(*levels, change.end), max(*levels, change.end)
        reach = (most - least) or 1.0

        def x_of(value: float) -> int:
            return left + round((value - least) / reach * max(right - left - 2, 1))

        start_word, end_word = self._end_words()
        for at, place in enumerate(self._places):
            row = place.toRect()
            bar = min(_BAR_MOST, row.height() - 8)
            top = row.center().y() - bar // 2
            if at in (0, len(self._places) - 1):
                value, word = (change.start, start_word) if at == 0 else (change.end, end_word)
                ink = theme.text_2 if at == 0 else theme.accent_text
                draw_ground(painter, place, theme, chosen=False, pointed=at == self.pointed)
                strip(painter, QRect(x_of(value), row.top() + 3, 2, row.height() - 6), ink)
                self._words(painter, row, word, change.scale.write(value), loud=True)
                continue
            step, before, after = self._shown[at - 1], levels[at - 1], levels[at]
            chosen = bool(step.key) and step.key == self._chosen
            draw_ground(painter, place, theme, chosen=chosen, pointed=at == self.pointed)
            x1, x2 = sorted((x_of(before), x_of(after)))
            strip(painter, QRect(x1, top, max(x2 - x1, 2), bar), self.faded(self._ink(step), step.key))
            self._words(painter, row, step.label, change.scale.write(step.amount, plus=True), loud=False)
            if self._sentence_width and step.sentence:
                room = QRectF(right + _GAP, row.top(), self._sentence_width, row.height())
                words(painter, room, step.sentence, theme.text_3, font("axis"))
        for at, level in enumerate(levels):
            # From the end of one bar down to the beginning of the next.
            top = self._places[at].toRect().center().y() + _BAR_MOST // 2
            foot = self._places[at + 1].toRect().center().y() - _BAR_MOST // 2
            strip(painter, QRect(x_of(level), top, 1, max(foot - top, 1)), theme.line_strong)

    def _ink(self, step: Step) -> QColor:
        theme = self._look.theme
        better = self._change.better * step.amount
        if better == 0:
            return theme.line_strong
        return theme.diverging[-2] if better > 0 else theme.diverging[1]

    def _words(self, painter: QPainter, row: QRect, label: str, value: str, *, loud: bool) -> None:
        theme = self._look.theme
        place = QRectF(PAD, row.top(), self._label_width + 2, row.height())
        weight = 500 if loud else 400
        said = elided(label, self._label_width + 2, "table", weight)
        words(painter, place, said, theme.text, font("table", weight))
        place = QRectF(PAD, row.top(), self.width() - 2 * PAD, row.height())
        words(painter, place, value, theme.text, font("table", 600 if loud else 400), RIGHT)

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return a step's amount with its sentence."""
        change = self._change
        start_word, end_word = self._end_words()
        if at == 0:
            return start_word, ((self._title, change.scale.write(change.start)),)
        if at == len(self._places) - 1:
            return end_word, (
                (self._title, change.scale.write(change.end)),
                (tr("Change"), change.scale.write(change.end - change.start, plus=True)),
            )
        step = self._shown[at - 1]
        return step.sentence or step.label, ((step.label, change.scale.write(step.amount, plus=True)),)

    def _end_words(self) -> tuple[str, str]:
        return self._change.start_word or tr("Before"), self._change.end_word or tr("Now")

    def _rows(self) -> Sequence[Row]:
        if self._data is None:
            return ()
        change, scale = self._change, self._change.scale
        ends = list(zip(self._end_words(), (change.start, change.end), strict=True))

        def row(at: int) -> Row:
            if 0 < at <= len(change.steps):
                step = change.steps[at - 1]
                amount = Cell(scale.write(step.amount, plus=True), raw=scale.raw(step.amount))
                return Cell(step.label), amount, Cell(step.sentence, full=step.sentence)
            word, value = ends[0 if at == 0 else 1]
            return Cell(word), Cell(scale.write(value), raw=scale.raw(value)), Cell("")

        return MadeRows(len(change.steps) + 2, row)


_COLUMNS = (
    Column(later("Step"), "Subscriptions, more of them", medium=True, grow=2),
    Column(later("Amount"), "−12,345,678.90", right=True, holds=Holds.MONEY),
    Column(later("Why"), "Shop orders rose from 1,204 to 1,433", grow=3),
)
