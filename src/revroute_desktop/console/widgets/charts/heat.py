"""`HeatChart`: latencies over time as a map of how many fell where, with percentiles as lines over it."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.charts.plot import Chart, Floats
from revroute_desktop.console.widgets.charts.series import Series

_STEPS_UNDER_LINES = 6
_SHADES = 64


class HeatChart(Chart):
    """Milliseconds over decades, by the seconds of a run. Cells without any show the ground."""

    def __init__(self, look: Look, title: str, series: Sequence[Series]) -> None:
        self._image = pg.ImageItem(axisOrder="row-major")
        self._reach: tuple[float, float] | None = None
        self._length = 1.0
        super().__init__(look, title, series, log=True, unit="ms")
        self._image.setZValue(-100)
        self._box.addItem(self._image, ignoreBounds=True)

    def show_heat(self, edges: Floats, length: float, counts: NDArray[np.int64]) -> None:
        """Show `counts[row, column]`: rows lie between edges in milliseconds, evenly by their logarithms;
        columns divide `length` seconds.
        """
        rows = np.flatnonzero(counts.any(axis=1))
        if not len(rows):
            self._reach = None
            self._image.clear()
            return
        first, last = int(rows[0]), int(rows[-1]) + 1
        self._reach = float(np.log10(edges[first])), float(np.log10(edges[last]))
        shades = np.log1p(counts[first:last].astype(np.float64))
        self._length = max(length, 1.0)
        self._image.setImage(shades, autoLevels=False, levels=(0.0, float(shades.max())))
        low, high = self._reach
        self._image.setRect(QRectF(0.0, low, self._length, high - low))

    def _fit(self, most: float, tops: Sequence[Floats]) -> None:
        super()._fit(most, tops)
        if self._reach is not None:
            least, most = self._reach
            high = max(np.ceil(most), np.floor(least) + 1)
            self._show_range(x=(0.0, self._length), y=(np.floor(least), high))

    def _restyle(self) -> None:
        super()._restyle()
        ramp = self._look.theme.sequential[1:_STEPS_UNDER_LINES]
        colours = np.array([colour.getRgb() for colour in ramp], np.float64)
        at = np.linspace(0, len(ramp) - 1, _SHADES)
        table = np.stack([np.interp(at, np.arange(len(ramp)), colours[:, part]) for part in range(4)], axis=1)
        table[0, 3] = 0.0
        self._image.setLookupTable(table.astype(np.uint8))
