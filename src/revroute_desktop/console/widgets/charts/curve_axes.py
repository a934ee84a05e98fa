"""The axes of curves: spans of time, told by day, month or hour, and values of a scale, also by decades."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

import numpy as np

from revroute_desktop.console.format import month_words
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.axes import Axis, TimeAxis
from revroute_desktop.console.widgets.charts.data import Floats, Scale
from revroute_desktop.console.widgets.charts.row_parts import width_of
from revroute_desktop.console.widgets.charts.ticks import MARKS_MOST, decades, value_marks

_NEARLY_A_DAY = 20 * 3600.0
_NEARLY_A_MONTH = 27 * 86_400.0
_LONG = 15 * 86_400.0
"""Marks that are farther apart than this stand where months begin."""
_APART, _APART_MONTHS = 84, 64
_WIDTH, _GAP = 46, 14
_DAYS = (1, 2, 3, 4, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


class ScaleAxis(Axis):
    """Values of a scale. On a logarithmic one places are logarithms to the base ten of what is read."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "left", _WIDTH)
        self._scale = Scale()
        self._log = False

    def take(self, scale: Scale, *, log: bool) -> None:
        """Write values of another scale."""
        self._scale, self._log = scale, log
        self.picture = None
        self.update()

    def marks(self, least: float, most: float, room: float) -> list[float]:
        if self._log:
            return decades(least, most, room)
        return value_marks(self._scale, least, most, room)

    def said(self, value: float) -> str:
        return self._scale.write_short(10**value * self._scale.base if self._log else value)

    def room_for(self, least: float, most: float, room: float) -> int:
        """Return how wide the words of these marks are."""
        return max(
            [_WIDTH, *(width_of(self.said(at), "axis") + _GAP for at in self.marks(least, most, room))]
        )


class SpanAxis(TimeAxis):
    """Spans of time that follow each other. Days and longer ones are named below their middle, by where they
    begin; shorter ones by the times between them.
    """

    def __init__(self, look: Look) -> None:
        super().__init__(look, ZoneInfo("UTC"))
        self._edges: Floats = np.empty(0)
        self._begins: tuple[datetime, ...] = ()
        self._by_month = False

    def take(self, edges: Floats, zone: ZoneInfo) -> None:
        """Name other spans, told in a zone; `edges` are seconds since 1970."""
        self._zone = zone
        self._edges = edges
        long = len(edges) > 1 and float(np.median(np.diff(edges))) >= _NEARLY_A_DAY
        self._begins = tuple(datetime.fromtimestamp(at, zone) for at in edges[:-1].tolist()) if long else ()
        self.picture = None
        self.update()

    def marks(self, least: float, most: float, room: float) -> list[float]:
        if len(self._edges) < 2:
            return []
        if not self._begins:
            return super().marks(least, most, room)
        middles = (self._edges[:-1] + self._edges[1:]) / 2
        first = int(np.searchsorted(middles, least))
        last = int(np.searchsorted(middles, most, "right"))
        wanted = max(2, min(MARKS_MOST + 1, round(room / _APART)))
        months = self._months(first, last)
        step = ceil((last - first) / wanted)
        apart = step * float(np.median(np.diff(self._edges)))
        self._by_month = apart >= _NEARLY_A_MONTH or (apart >= _LONG and len(months) >= 2)
        if self._by_month:
            most = max(2, round(room / _APART_MONTHS))
            every = next((m for m in _MONTHS if len(months) / m <= most), _MONTHS[-1])
            return [float(middles[at]) for at in months[::every]]
        step = next((days for days in _DAYS if days >= step), step)
        return [float(middles[at]) for at in range(first, last) if at % step == 0]

    def said(self, value: float) -> str:
        if not self._begins:
            return super().said(value)
        at = min(max(int(np.searchsorted(self._edges, value)) - 1, 0), len(self._begins) - 1)
        begin = self._begins[at]
        if self._by_month:
            return month_words(begin.month)
        return tr("{day} {month}", day=begin.day, month=month_words(begin.month))

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        said = super().tickStrings(values, scale, spacing)
        if not self._by_month:
            return said
        # The year stands where it begins, and at the first mark.
        years = [datetime.fromtimestamp(value, self._zone).year for value in values]
        before = [0, *years[:-1]]
        return [
            f"{word} {year}" if year != last else word
            for word, year, last in zip(said, years, before, strict=True)
        ]

    def _months(self, first: int, last: int) -> list[int]:
        """Return the spans that a month begins in, or with."""
        found = []
        for at in range(first, last):
            begin, before = self._begins[at], self._begins[at - 1] if at else None
            if begin.day == 1 or (before is not None and begin.month != before.month):
                found.append(at)
        return found
