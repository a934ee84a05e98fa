"""From cohorts, funnels and distributions to what their charts are fed with."""

import numpy as np

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.forms.cohorts import CohortTable
from revroute_desktop.analytics.forms.distributions import Spread
from revroute_desktop.analytics.forms.funnel import FunnelTable
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.console.format import date_words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.data import (
    Cohort,
    Cohorts,
    Distribution,
    Funnel,
    Scale,
    Stage,
    ValueMark,
)


def cohorts_of(answer: Answer) -> Cohorts:
    """Return the cohorts of an answer; a share of a span that is not over is unknown."""
    table = answer.shape
    if not isinstance(table, CohortTable):
        return Cohorts(())
    rows = tuple(
        Cohort(
            str(row.first),
            date_words(row.first),
            row.size,
            np.array([np.nan if share is None else float(share) for share in row.shares]),
        )
        for row in table.rows
    )
    return Cohorts(rows, tr("Week") if table.step is Step.WEEK else tr("Month"))


def funnel_of(answer: Answer) -> Funnel:
    """Return the steps of an answer beside those of the other period."""
    table = answer.shape
    if not isinstance(table, FunnelTable):
        return Funnel(())
    known = answer.other is not None
    return Funnel(
        tuple(
            Stage(one.step.name, one.step.name, one.count, one.before if known else None)
            for one in table.steps
        )
    )


def distribution_of(answer: Answer) -> Distribution:
    """Return how the values of an answer are spread, with their percentiles."""
    spread = answer.shape
    if not isinstance(spread, Spread) or not spread.enough:
        return Distribution(np.empty(0), np.empty(0), Scale(answer.metric.unit, answer.currency or ""))
    return Distribution(
        np.array(spread.edges, np.float64),
        np.array(spread.counts, np.float64),
        Scale(spread.unit, spread.currency or ""),
        tuple(
            ValueMark(float(value), tr("median") if percent == 50 else tr("{percent} %", percent=percent))
            for percent, value in spread.marks
        ),
    )
