"""Metrics of a workspace as series: their whole history in equal steps, and the steps that follow."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from revroute_desktop.analytics.forecast.forecast import Forecast, forecast
from revroute_desktop.analytics.forecast.holidays import holiday_columns
from revroute_desktop.analytics.metrics.bounds import bounds_of
from revroute_desktop.analytics.metrics.known import data_span
from revroute_desktop.analytics.metrics.lines import Line, lines
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.periods import Step, after
from revroute_desktop.analytics.series import HOUR, Series, SeriesError, usual_seasons
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.workspace.zones import local_day, midnight

STILL = 3
"""Steps without anything new after which a history ends with its last figure, not now."""


@dataclass(frozen=True, slots=True)
class MetricForecast:
    """What is expected of a metric in one currency; `at` is when each step begins, microseconds UTC."""

    line: Line
    at: tuple[int, ...]
    forecast: Forecast


def history(
    sql: sqlite3.Connection, name: str, step: Step, zone: str, now: int, *, to_now: bool = False
) -> tuple[Line, ...]:
    """Return a metric's whole steps from its first figure on, by currency; empty where there is none.

    It ends now while something came in lately, or always with `to_now`, else with the newest figure.
    """
    span = data_span(sql, name)
    if span is None:
        return ()
    start, end = span
    lately = now - end < STILL * step.length
    return lines(sql, name, start, now if lately or to_now else min(end, now), step, zone, to_end=to_now)


def series_of_line(line: Line, step: Step) -> Series:
    """Return a line as a series; days and months are taken for equally long."""
    return Series(line.edges[0], step.length, line.values)


def adds_up(metric: Metric) -> bool:
    """Whether figures of steps that follow each other make the figure of all of them together."""
    summed = metric.over is None and metric.additive and not metric.level
    return summed and metric.unit in (Unit.MONEY, Unit.COUNT, Unit.BYTES)


def following(at: int, count: int, step: Step, zone: str) -> tuple[int, ...]:
    """Return when the `count` steps from an edge on begin, microseconds UTC."""
    if step is Step.HOUR:
        return tuple(range(at, at + count * HOUR, HOUR))
    days: list[date] = [day_of(local_day(at, zone))]
    while len(days) < count:
        days.append(after(days[-1], step))
    return tuple(midnight(day_number(day), zone) for day in days)


def forecast_metric(
    sql: sqlite3.Connection,
    name: str,
    horizon: int,
    step: Step,
    zone: str,
    now: int,
    level: float = 0.9,
    *,
    country: str | None = None,
    currency: str | None = None,
    shorten: bool = False,
) -> tuple[MetricForecast, ...]:
    """Forecast the next `horizon` steps of a metric, by currency, or in one alone; `country` is whose
    holidays count. With `shorten` no more steps than the history has. Raises SeriesError where the history of
    none is long enough.
    """
    found: list[MetricForecast] = []
    short: SeriesError | None = None
    for line in history(sql, name, step, zone, now):
        if currency is not None and line.currency not in (currency, None):
            continue
        ahead = min(horizon, len(line.exact)) if shorten else horizon
        # `forecast` refuses what is further ahead than the history is long: its times take longest to tell.
        told = ahead if 0 < ahead <= len(line.exact) else 0
        at = following(line.edges[-1], told + 1, step, zone)
        columns = holiday_columns((*line.edges[:-1], *at), step.length, zone, country) if country else None
        try:
            expected = forecast(
                series_of_line(line, step),
                ahead,
                usual_seasons(step.length),
                level=level,
                holidays=columns,
                bounds=bounds_of(line.metric),
            )
        except SeriesError as error:
            short = error
            continue
        found.append(MetricForecast(line, at[:-1], expected))
    if not found:
        raise short or SeriesError(
            f"There is not enough data for a forecast of {name}: there are no figures."
        )
    return tuple(found)
