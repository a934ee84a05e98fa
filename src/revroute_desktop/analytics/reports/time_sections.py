"""Sections over time: the main figures day by day beside the period before, and what comes next."""

from datetime import timedelta
from fractions import Fraction
from typing import Final

import numpy as np

from revroute_desktop.analytics.forecast.desk import holiday_country
from revroute_desktop.analytics.forecast.forecast import MASE_MEANS, WHY_IN_USE
from revroute_desktop.analytics.history import MetricForecast, adds_up, forecast_metric, history
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.lines import Line, lines
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.reports.scope import Scope
from revroute_desktop.analytics.reports.words import (
    axis_unit,
    counted,
    day_words,
    figure,
    period_words,
    scaled,
    short_day,
)
from revroute_desktop.analytics.series import SeriesError
from revroute_desktop.documents.charts import Curve, Mark, line_chart
from revroute_desktop.documents.model import Block, Column, Heading, Picture, Row, Section, Table, Text, Tone
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.routing.plans.versions import plan_versions
from revroute_desktop.workspace.zones import local_day

CHARTS: Final = ("net", "sales", "visits", "refund_rate")
FORECASTS: Final = ("net", "visits")
HORIZON: Final = 14
"""Days ahead."""

_PAST: Final = 42  # days of history that a forecast's chart shows
_CURRENCIES: Final = 4  # that are drawn; all others stand in the tables


def time_section(scope: Scope) -> Section | None:
    """Return the charts of the main figures; None where nothing is known of any day."""
    pictures: list[Block] = [
        picture for name in CHARTS for picture in _drawn(scope, metric_named(name)) if picture is not None
    ]
    return Section("Over time", tuple(pictures)) if pictures else None


def forecast_section(scope: Scope) -> Section:
    """Return what is expected of the next days, with how far off the methods were on the past."""
    blocks: list[Block] = []
    country = holiday_country(scope.sql)
    for name in FORECASTS:
        metric = metric_named(name)
        try:
            found = forecast_metric(
                scope.sql,
                name,
                _horizon(scope, name),
                Step.DAY,
                scope.period.zone,
                scope.until,
                country=country,
            )
        except SeriesError as error:
            blocks.append(Text(f"{metric.title}: {error}", Tone.QUIET))
            continue
        ordered = sorted(found, key=lambda one: scope.place(one.line.currency))
        for number, one in enumerate(ordered[:_CURRENCIES]):
            blocks += _forecast(scope, one, whole=number == 0)
    if country:
        blocks.append(Text(f"Holidays of {country} are reckoned with.", Tone.QUIET))
    return Section("Forecast", tuple(blocks))


def _horizon(scope: Scope, name: str) -> int:
    """Return how many days can be looked ahead: no more than lie behind."""
    known = history(scope.sql, name, Step.DAY, scope.period.zone, scope.until)
    return min([HORIZON, *(len(line.exact) for line in known if line.exact)])


def _drawn(scope: Scope, metric: Metric) -> list[Picture | None]:
    period = scope.period
    here = lines(scope.sql, metric.name, period.start, scope.until, Step.DAY, period.zone)
    before = period.before
    was = {
        line.currency: line
        for line in lines(scope.sql, metric.name, before.start, before.end, Step.DAY, period.zone)
    }
    ordered = sorted(here, key=lambda line: scope.place(line.currency))
    ordered = ordered[: _CURRENCIES if metric.name == CHARTS[0] else 1]
    return [
        _picture(scope, metric, line, was.get(line.currency), height=210 if number == 0 else 150)
        for number, line in enumerate(ordered)
    ]


def _picture(scope: Scope, metric: Metric, line: Line, was: Line | None, *, height: int) -> Picture | None:
    period = scope.period
    values = _values(line, period)
    if sum(value is not None for value in values) < 2:
        return None
    curves = [Curve(_curve_name(period), values)]
    if was is not None:
        curves.append(Curve(_curve_name(period.before), _values(was, period.before), faint=True))
    days = sum(value is not None for value in values)
    return line_chart(
        f"{metric.title} a day",
        axis_unit(metric, line.currency),
        curves,
        lambda place: short_day(period.first + timedelta(place)),
        marks=_marks(scope),
        caption=f"{counted(days, 'day')} with a figure; days of {period.zone}."
        + ("" if period.end <= scope.now else " The period is not over yet, and today is left out."),
        height=height,
    )


def _curve_name(period: Period) -> str:
    return period_words(period)


def _marks(scope: Scope) -> list[Mark]:
    """Return the plans that came into force within the period."""
    period = scope.period
    return [
        Mark(
            (day_of(local_day(one.in_force_at, period.zone)) - period.first).days, f"plan v{one.id} in force"
        )
        for one in plan_versions(scope.sql)
        if period.start <= one.in_force_at < period.end
    ]


def _values(line: Line, period: Period) -> list[float | None]:
    """Return a line's values day by day of a period."""
    known = {
        day_of(local_day(at, period.zone)): value for at, value in zip(line.edges, line.exact, strict=False)
    }
    found: list[float | None] = []
    for place in range(period.days):
        value = known.get(period.first + timedelta(place))
        found.append(None if value is None else scaled(line.metric, line.currency, value))
    return found


def _forecast(scope: Scope, one: MetricForecast, *, whole: bool) -> list[Block]:
    line, metric, expected = one.line, one.line.metric, one.forecast
    zone = scope.period.zone
    past = [None if value is None else scaled(metric, line.currency, value) for value in line.exact[-_PAST:]]
    days = [day_of(local_day(at, zone)) for at in (*line.edges[:-1][-_PAST:], *one.at)]
    ahead = [None] * (len(past) - 1)

    def told(values: np.ndarray) -> list[float | None]:
        # The last known figure is where the forecast joins on.
        return [*ahead, past[-1], *(scaled(metric, line.currency, float(value)) for value in values)]

    level = f"{expected.level * 100:.0f}\u202f%"
    picture = line_chart(
        f"{metric.title} a day, expected",
        axis_unit(metric, line.currency),
        [
            Curve("known", [*past, *([None] * len(one.at))]),
            Curve(
                f"expected, {level} range",
                told(expected.values),
                dashed=True,
                follows=True,
                band=(told(expected.lower), told(expected.upper)),
            ),
        ],
        lambda place: short_day(days[place]),
        join=len(past) - 1,
        caption=_method_words(one, level),
        height=210 if whole else 150,
    )
    blocks: list[Block] = [picture]
    if whole:
        blocks += [Heading(f"{metric.title} day by day", line.currency or ""), _days(one, zone)]
        if expected.errors:
            blocks.append(_errors(one))
    return blocks


def _method_words(one: MetricForecast, level: str) -> str:
    expected = one.forecast
    parts = [f"Method: {expected.method}, from {counted(expected.series.measured, 'day')}."]
    if expected.errors:
        error = next(each.error for each in expected.errors if each.method == expected.method)
        parts.append(
            f"On {counted(expected.folds, 'stretch', 'stretches')} of the past its error was {error:.2f} "
            f"(MASE). The range is as wide as is to hold {level} of the true figures."
        )
    if expected.note:
        parts.append(expected.note)
    if expected.outliers:
        parts.append(f"{counted(expected.outliers, 'outlier was', 'outliers were')} drawn in before.")
    return " ".join(parts)


def _days(one: MetricForecast, zone: str) -> Table:
    metric, code, expected = one.line.metric, one.line.currency, one.forecast
    columns = (
        Column("Day", wide=True),
        Column(f"Expected{f', {code}' if code else ''}", right=True, strong=True),
        Column("At least", right=True),
        Column("At most", right=True),
    )
    rows: list[Row] = [
        (
            f"{day_of(local_day(at, zone)):%a} {day_words(day_of(local_day(at, zone)))}",
            *(figure(metric, code, Fraction(round(float(part[number])))) for part in _sides(one)),
        )
        for number, at in enumerate(one.at)
    ]
    summed = expected.total
    if summed is None or not adds_up(metric):
        return Table(columns, tuple(rows))
    sums = (summed.value, summed.lower, summed.upper)
    last: Row = (
        f"{counted(len(rows), 'day')} together",
        *(figure(metric, code, Fraction(round(one))) for one in sums),
    )
    return Table(columns, tuple(rows), (last,))


def _sides(one: MetricForecast) -> tuple[np.ndarray, ...]:
    return one.forecast.values, one.forecast.lower, one.forecast.upper


def _errors(one: MetricForecast) -> Table:
    expected = one.forecast
    rows: tuple[Row, ...] = tuple(
        (each.method, f"{each.error:.2f}", "in use" if each.method == expected.method else "")
        for each in expected.errors
    )
    columns = (Column("Method", wide=True), Column("Backtest error, MASE", right=True), Column(""))
    return Table(columns, rows, caption=f"{MASE_MEANS} {WHY_IN_USE}")
