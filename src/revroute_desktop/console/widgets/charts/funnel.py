"""`FunnelChart`: how many came to each step, and which share went on from the one before."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from revroute_desktop.console.format import EN_DASH, THIN_SPACE, decimal, grouped
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import RIGHT, blend, strip, words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row
from revroute_desktop.console.widgets.charts.data import Funnel, Stage
from revroute_desktop.console.widgets.charts.painted import PAD, Painted
from revroute_desktop.console.widgets.charts.row_parts import draw_ground, elided, width_of

_ROW_LEAST, _ROW_TIGHT, _ROW_MOST = 20, 36, 58
_BAR_MOST = 16
_GAP = 12


class FunnelChart(Painted):
    """Fed with `Funnel`; `picked` gives a step's key."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(look, title, _COLUMNS, self._rows)
        self._high = _ROW_LEAST
        self._tight = False

    def nothing(self) -> bool:
        """Whether there is no step, or nobody came."""
        return not any(step.count for step in self._steps)

    @property
    def _steps(self) -> tuple[Stage, ...]:
        data: Funnel = self._data
        return data.steps

    def lay_out(self, size: QSize) -> None:
        """Put the steps under each other."""
        count = max(len(self._steps), 1)
        self._high = min(max((size.height() - 8) // count, _ROW_LEAST), _ROW_MOST)
        self._tight = self._high < _ROW_TIGHT
        for at, step in enumerate(self._steps):
            self.put(QRectF(0, 4 + at * self._high, size.width(), self._high), step.key)

    def draw(self, painter: QPainter) -> None:
        """Draw label and count above each bar, the share of the first step, and what went on beside it."""
        theme = self._look.theme
        first = max((step.count for step in self._steps), default=0) or 1
        shares = [_share(step.count, self._steps[0].count) for step in self._steps]
        share_width = max(width_of(share) for share in shares)
        count_width = max(width_of(grouped(step.count), "table", 500) for step in self._steps)
        went_on = self._on_words()
        on_room = max(width_of(said, "axis") for said in went_on) + _GAP
        label_room = self.width() - 2 * PAD - share_width - count_width - 2 * _GAP
        # Low rows have a thin bar below their words; how many went on is in the box then.
        full = self.width() - 2 * PAD - (0 if self._tight else on_room)
        bar = 3 if self._tight else min(_BAR_MOST, self._high - 20)
        for at, (step, place) in enumerate(zip(self._steps, self._places, strict=True)):
            chosen = bool(step.key) and step.key == self._chosen
            draw_ground(painter, place, theme, chosen=chosen, pointed=at == self.pointed)
            top = int(place.top()) + max((self._high - bar - 18) // 2, -1)
            line = QRectF(PAD, top, label_room, 16)
            words(painter, line, elided(step.label, label_room), theme.text, font("table"))
            right = QRectF(PAD, top, self.width() - 2 * PAD, 16)
            words(painter, right, shares[at], theme.text_3, font("table"), RIGHT)
            right.setRight(right.right() - share_width - _GAP)
            words(painter, right, grouped(step.count), theme.text, font("table", 500), RIGHT)
            below = top + (16 if self._tight else 18)
            wide = max(round(full * step.count / first), 1 if step.count else 0)
            ink = theme.categorical[0]
            ground = QRect(PAD, below, full, bar)
            painter.fillRect(ground, blend(ink, theme.chart_bg, 0.1))
            strip(painter, QRect(PAD, below, wide, bar), self.faded(ink, step.key))
            if step.before is not None:
                x = PAD + min(round(full * step.before / first), full)
                strip(painter, QRect(x - 1, below - 2, 2, bar + 4), theme.text)
            if not self._tight:
                on = QRectF(PAD, below, self.width() - 2 * PAD, bar)
                words(painter, on, went_on[at], theme.text_3, font("axis"), RIGHT)

    def told(self, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return a step's count, its shares, and how many left before it."""
        step = self._steps[at]
        rows = [
            (tr("Now"), grouped(step.count)),
            (tr("Of the first"), _share(step.count, self._steps[0].count)),
        ]
        if at:
            before = self._steps[at - 1].count
            rows.append((tr("Went on"), _share(step.count, before)))
            rows.append((tr("Left"), grouped(before - step.count)))
        if step.before is not None:
            rows.append((tr("Before"), grouped(step.before)))
        return step.label, tuple(rows)

    def _on_words(self) -> list[str]:
        said = [""]
        for before, step in zip(self._steps, self._steps[1:], strict=False):
            said.append(tr("{share} went on", share=_share(step.count, before.count)))
        return said

    def _rows(self) -> list[Row]:
        if self._data is None:
            return []
        steps = self._steps
        return [
            (
                Cell(step.label),
                Cell(grouped(step.count), raw=str(step.count)),
                Cell(_share(step.count, steps[0].count)),
                Cell(_share(step.count, steps[at - 1].count) if at else EN_DASH),
                Cell(EN_DASH if step.before is None else grouped(step.before)),
            )
            for at, step in enumerate(steps)
        ]


_COLUMNS = (
    Column(later("Step"), "Landing page", medium=True, grow=2),
    Column(later("Count"), "1,234,567", right=True, holds=Holds.COUNT),
    Column(later("Of the first"), "100.0 %", right=True),
    Column(later("Went on"), "100.0 %", right=True),
    Column(later("Before"), "1,234,567", right=True),
)


def _share(part: int, whole: int) -> str:
    return f"{decimal(100 * part / whole, 1)}{THIN_SPACE}%" if whole else EN_DASH
