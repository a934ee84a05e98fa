"""`CurveLegend`: the legend of a chart of curves, which follows what the chart is fed with."""

from typing import TYPE_CHECKING

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.charts.legend import Legend

if TYPE_CHECKING:
    from revroute_desktop.console.widgets.charts.curves import CurveChart


class CurveLegend(Legend):
    """An entry for each curve, the interval, the expected range and each limit; what is off is not drawn."""

    def __init__(self, look: Look, chart: "CurveChart") -> None:
        super().__init__(look, ())
        self._chart = chart
        self.changed.connect(chart.show_only)
        chart.fed.connect(self.follow)
        self.follow()

    def follow(self, _data: object = None) -> None:
        """Have the entries of what is shown now; one curve alone needs none."""
        switches = self._chart.switches if len(self._chart.switches) > 1 else ()
        self.show_series([series for series, _ in switches], [on for _, on in switches])
