"""From cohorts, funnels, distributions and scatters to what their charts are fed with."""

import numpy as np

from revroute_desktop.analytics.card_answers import Answer, Column
from revroute_desktop.analytics.forms.cohorts import CohortTable
from revroute_desktop.analytics.forms.distributions import Spread
from revroute_desktop.analytics.forms.funnel import FunnelTable
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.console.format import date_words
from revroute_desktop.console.panes.analytics.cards.data import chart_key
from revroute_desktop.console.panes.analytics.words import key_words, metric_title, scale_of
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.data import (
    Cohort,
    Cohorts,
    Distribution,
    Funnel,
    Points,
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


def points_of(answer: Answer) -> Points:
    """Return a point for each key of which there is enough of both metrics."""
    if len(answer.columns) != 2:
        scale = scale_of(answer.metric, answer.currency)
        return Points(np.empty(0), np.empty(0), (), scale, scale)
    across, up = answer.columns
    found = [
        (key, float(x), float(y))
        for key, one in across.figures.items()
        if (x := one.now.exact) is not None
        and (other := up.figures.get(key)) is not None
        and (y := other.now.exact) is not None
    ]
    return Points(
        np.array([x for _, x, _ in found], np.float64),
        np.array([y for _, _, y in found], np.float64),
        tuple(key_words(answer.card.by, key) for key, _, _ in found),
        scale_of(across.metric, across.currency),
        scale_of(up.metric, up.currency),
        _axis_name(across),
        _axis_name(up),
        tuple(chart_key(key) for key, _, _ in found),
    )


def _axis_name(column: Column) -> str:
    word = scale_of(column.metric, column.currency).word
    title = metric_title(column.metric)
    return f"{title}, {word}" if word else title
