"""Forms of cards that are no figures by key or step: cohorts, funnels, distributions."""

import sqlite3
from typing import Final

from revroute_desktop.analytics.cards import Form
from revroute_desktop.analytics.forms.cohorts import CohortTable, cohorts
from revroute_desktop.analytics.forms.distributions import Spread, latencies, order_values
from revroute_desktop.analytics.forms.funnel import FunnelTable, funnel
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.errors import UserError

Shape = CohortTable | FunnelTable | Spread

SHAPES: Final = frozenset({Form.COHORTS, Form.FUNNEL, Form.DISTRIBUTION})
"""Forms that `shape_of` answers; they are of the whole period, whatever is selected."""

_WEEKS_UP_TO: Final = 200
"""Days of a period whose cohorts are by the week."""


def shape_of(
    sql: sqlite3.Connection,
    form: Form,
    metric: Metric,
    period: Period,
    other: Period | None,
    currency: str | None,
    now: int,
) -> Shape:
    """Return what a card of one of SHAPES shows. Raises UserError where there is nothing of it."""
    if form is Form.COHORTS:
        step = Step.WEEK if period.days <= _WEEKS_UP_TO else Step.MONTH
        return cohorts(sql, period, step, now=now)
    if form is Form.FUNNEL:
        return funnel(sql, period, against=other)
    if metric.unit is Unit.DURATION:
        return latencies(sql, period)
    found = next((one for one in order_values(sql, period) if one.currency == currency), None)
    if found is None:
        raise UserError("There are no sales of this currency in the period.")
    return found
