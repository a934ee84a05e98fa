"""Which chart shows which form of card, and what it is fed with."""

from collections.abc import Callable
from typing import Any

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import OVER_TIME, Form
from revroute_desktop.analytics.outlook import NO_OUTLOOK, Outlook
from revroute_desktop.console.panes.analytics.cards.data import (
    bars_of,
    curves_of,
    hours_of,
    waterfall_of,
)
from revroute_desktop.console.panes.analytics.cards.figure import CardFigure
from revroute_desktop.console.panes.analytics.cards.shape_data import (
    cohorts_of,
    distribution_of,
    funnel_of,
    points_of,
)
from revroute_desktop.console.panes.analytics.cards.table import CardTable
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.charts.bars import BarsChart
from revroute_desktop.console.widgets.charts.change import ChangeChart
from revroute_desktop.console.widgets.charts.cohorts import CohortChart
from revroute_desktop.console.widgets.charts.data import Mark
from revroute_desktop.console.widgets.charts.distribution import DistributionChart
from revroute_desktop.console.widgets.charts.form import Form as Chart
from revroute_desktop.console.widgets.charts.funnel import FunnelChart
from revroute_desktop.console.widgets.charts.hours import HourChart
from revroute_desktop.console.widgets.charts.inks import Inks
from revroute_desktop.console.widgets.charts.scatter import ScatterChart
from revroute_desktop.console.widgets.charts.treemap import Treemap


def _curves(look: Look, title: str) -> Chart:
    from revroute_desktop.console.widgets.charts.curves import CurveChart

    made: Chart = CurveChart(look, title)
    return made


_MADE: dict[Form, Callable[[Look, str], Any]] = {
    Form.FIGURE: CardFigure,
    Form.BARS: BarsChart,
    Form.TREEMAP: Treemap,
    Form.HEAT: HourChart,
    Form.TABLE: CardTable,
    Form.WHY: ChangeChart,
    Form.COHORTS: CohortChart,
    Form.FUNNEL: FunnelChart,
    Form.DISTRIBUTION: DistributionChart,
    Form.SCATTER: ScatterChart,
    **dict.fromkeys(OVER_TIME, _curves),
}

FORMS = tuple(form for form in Form if form in _MADE)
"""Forms for which there is a chart."""


def make_chart(form: Form, look: Look, title: str) -> Chart:
    """Return a new chart of a form, for which there is a widget."""
    chart: Chart = _MADE[form](look, title)
    return chart


def fed_with(
    answer: Answer, now: int, marks: tuple[Mark, ...], inks: Inks, ahead: Outlook = NO_OUTLOOK
) -> Any:
    """Return what the chart of an answer is fed with; `now` (microseconds UTC) is where the future begins."""
    match answer.card.form:
        case Form.BARS | Form.TREEMAP:
            return bars_of(answer)
        case Form.HEAT:
            return hours_of(answer, now)
        case Form.WHY:
            return waterfall_of(answer)
        case Form.COHORTS:
            return cohorts_of(answer)
        case Form.FUNNEL:
            return funnel_of(answer)
        case Form.DISTRIBUTION:
            return distribution_of(answer)
        case Form.SCATTER:
            return points_of(answer)
        case Form.TABLE | Form.FIGURE:
            return answer
    return curves_of(answer, now, marks, inks, ahead)
