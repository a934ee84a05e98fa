"""`CohortChart`: who came first when, and which share of them was there again, as a shaded table."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPen

from revroute_desktop.console.format import THIN_SPACE, decimal, grouped
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import CENTRE, RIGHT, strip, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.chart_table import MadeRows
from revroute_desktop.console.widgets.charts.data import Cohort, Cohorts, Floats
from revroute_desktop.console.widgets.charts.painted import PAD, Painted
from revroute_desktop.console.widgets.charts.ramp import ink_on, shade
from revroute_desktop.console.widgets.charts.row_parts import ROW_LEAST, elided, row_height, width_of

_HEAD = 22
_GAP = 10
_LEAST_CELL, _MOST_CELL = 34, 104


class CohortChart(Painted):
    """Fed with `Cohorts`; `picked` gives a cohort's key. The newest rows are shown where not all fit. The
    last row is the mean of all that are old enough, weighted by their size.
    """

    def __init__(self, look: Look, title: str) -> None:
        self._shown: tuple[Cohort, ...] = ()
        self._steps = 0
        self._most = 0.0
        self._mean: Floats = np.empty(0)
        super().__init__(look, title, self._columns, self._rows)

    def nothing(self) -> bool:
        """Whether there is no cohort."""
        return not self._cohorts.rows

    @property
    def _cohorts(self) -> Cohorts:
        data: Cohorts = self._data
        return data

    def lay_out(self, size: QSize) -> None:
        """Put a cell for each span of each cohort that fits."""
        rows = self._cohorts.rows
        if not rows:
            return
        count = max((size.height() - _HEAD - 8) // ROW_LEAST - 1, 1)
        self._shown = rows[-count:]
        high = row_height(size.height() - _HEAD - 8, len(self._shown) + 1)
        self._mean = mean_of(rows)
        self._label_width = max(width_of(row.label) for row in self._shown)
        self._label_width = min(max(self._label_width, width_of(tr("All"), "table", 600)), size.width() // 3)
        sizes = (grouped(sum(row.size for row in rows)), tr("Size"))
        self._size_width = max(width_of(text, "table", 600) for text in sizes)
        left = PAD + self._label_width + _GAP + self._size_width + _GAP
        room = size.width() - PAD - left
        most = max(len(row.shares) for row in rows)
        self._steps = max(min(most, room // _LEAST_CELL), 1)
        wide = min(room / self._steps, _MOST_CELL)
        # The first span holds all of them; shades tell the later ones apart.
        later_ones = [row.shares[1 : self._steps] for row in self._shown]
        known = [one[~np.isnan(one)] for one in later_ones]
        self._most = max((float(one.max()) for one in known if len(one)), default=1.0) or 1.0
        for at, row in enumerate(self._shown):
            for step in range(min(self._steps, len(row.shares))):
                x = round(left + step * wide)
                place = QRectF(x, _HEAD + at * high, round(left + (step + 1) * wide) - x, high)
                self.put(place, row.key)
        self._left, self._wide, self._high = left, wide, high

    def draw(self, painter: QPainter) -> None:
        """Draw the head, the cells with their shares, and the mean below."""
        theme = self._look.theme
        self._head(painter)
        at = 0
        for line, row in enumerate(self._shown):
            top = _HEAD + line * self._high
            self._words(painter, top, row.label, grouped(row.size), weight=400)
            if row.key and row.key == self._chosen:
                strip(painter, QRect(0, top, 2, self._high), theme.accent_text)
            for step in range(min(self._steps, len(row.shares))):
                self._cell(painter, at, float(row.shares[step]), step, row.key)
                at += 1
        top = _HEAD + len(self._shown) * self._high
        strip(painter, QRect(PAD, top, self.width() - 2 * PAD, 1), theme.line)
        total = grouped(sum(row.size for row in self._cohorts.rows))
        self._words(painter, top, tr("All"), total, weight=600)
        for step in range(min(self._steps, len(self._mean))):
            place = QRectF(self._left + step * self._wide, top, self._wide, self._high)
            if not np.isnan(self._mean[step]):
                said = _percent(float(self._mean[step]))
                words(painter, place, said, theme.text, font("axis", 600), CENTRE)

    def _head(self, painter: QPainter) -> None:
        theme = self._look.theme
        right = QRectF(PAD + self._label_width + _GAP, 0, self._size_width, _HEAD)
        words(painter, right, tr("Size"), theme.text_3, font("label"), RIGHT)
        step_word = self._cohorts.step
        words(painter, QRectF(PAD, 0, self._label_width, _HEAD), step_word, theme.text_3, font("label"))
        for step in range(self._steps):
            place = QRectF(self._left + step * self._wide, 0, self._wide, _HEAD)
            words(painter, place, str(step), theme.text_3, font("label"), CENTRE)

    def _words(self, painter: QPainter, top: int, label: str, size: str, *, weight: int) -> None:
        theme = self._look.theme
        place = QRectF(PAD, top, self._label_width + 1, self._high)
        said = elided(label, self._label_width + 1, "table", weight)
        words(painter, place, said, theme.text, font("table", weight))
        place = QRectF(PAD + self._label_width + _GAP, top, self._size_width, self._high)
        words(painter, place, size, theme.text_2, font("table", weight), RIGHT)

    def _cell(self, painter: QPainter, at: int, share: float, step: int, key: str) -> None:
        if np.isnan(share):
            return
        theme = self._look.theme
        place = self._places[at]
        rect = place.toRect().adjusted(0, 0, -1, -1)
        ground = theme.neutral_soft if step == 0 else shade(share, 0.0, self._most, theme)
        ground = self.faded(ground, key)
        painter.fillRect(rect, ground)
        words(painter, place, _percent(share), ink_on(ground, theme), font("axis"), CENTRE)
        if at == self.pointed:
            painter.setPen(QPen(theme.text, 1))
            painter.drawRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5))

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return which cohort and span it is, the share and how many that were."""
        for row in self._shown:
            cells = min(self._steps, len(row.shares))
            if at < cells:
                share = float(row.shares[at])
                if np.isnan(share):
                    return row.label, ((tr("Not over yet"), ""),)
                name = f"{self._cohorts.step} {at}".strip()
                return row.label, (
                    (name, _percent(share)),
                    (tr("Of {size}", size=grouped(row.size)), grouped(round(share * row.size))),
                )
            at -= cells
        raise IndexError(at)

    def _columns(self) -> tuple[Column, ...]:
        steps = max((len(row.shares) for row in self._cohorts.rows), default=0) if self._data else 0
        return (
            Column(later("Cohort"), "October 2026", medium=True),
            Column(later("Size"), "12,345", right=True, holds=Holds.COUNT),
            *(Column(str(step), "100.0 %", right=True, holds=Holds.MONEY) for step in range(steps)),
        )

    def _rows(self) -> Sequence[Row]:
        if self._data is None:
            return ()
        rows, steps = self._cohorts.rows, len(self._columns()) - 2

        def row(at: int) -> Row:
            cohort = rows[at]
            shares = (_share_cell(cohort.shares, step) for step in range(steps))
            return (Cell(cohort.label), Cell(grouped(cohort.size), raw=str(cohort.size)), *shares)

        return MadeRows(len(rows), row)


def mean_of(rows: tuple[Cohort, ...]) -> Floats:
    """Return the share of all cohorts in each span after the first, weighted by size; a ratio of totals."""
    lengths = np.array([len(row.shares) for row in rows], np.int64)
    steps = int(lengths.max(initial=0))
    shares = np.full((len(rows), steps), np.nan)
    if steps:
        shares[np.arange(steps) < lengths[:, None]] = np.concatenate([row.shares for row in rows])
    sizes = np.array([row.size for row in rows], np.float64)[:, None]
    of = np.where(np.isnan(shares), 0.0, sizes).sum(axis=0)
    mean: Floats = np.full(steps, np.nan)
    np.divide(np.nansum(shares * sizes, axis=0), of, out=mean, where=of > 0)
    return mean


def _share_cell(shares: Floats, step: int) -> Cell:
    if step >= len(shares) or np.isnan(shares[step]):
        return Cell("")
    share = float(shares[step])
    return Cell(f"{decimal(share * 100, 1)}{THIN_SPACE}%", raw=f"{share:.10g}")


def _percent(share: float) -> str:
    return f"{round(share * 100)}{THIN_SPACE}%"
