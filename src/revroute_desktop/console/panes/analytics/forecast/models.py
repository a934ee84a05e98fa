"""The tables of the Forecast tab, what its chart is fed with, and what is said of a forecast."""

from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QLocale

from revroute_desktop.analytics.capacity import Capacity
from revroute_desktop.analytics.forecast.forecast import Forecast, MethodError
from revroute_desktop.analytics.history import MetricForecast, adds_up
from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.needs import Kind, Need
from revroute_desktop.analytics.prices import Cost, PriceTable
from revroute_desktop.console.format import THIN_SPACE, date_words, decimal, grouped
from revroute_desktop.console.panes.analytics.words import metric_title, scale_of
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.charts.data import Curve, Curves, Scale

METHOD_COLUMNS = (
    Column(later("Method"), later("regression with holidays"), medium=True, grow=2),
    Column(later("Backtest error, MASE"), "12.34", right=True, grow=0),
    Column(later("State"), later("in use"), mark=True, grow=1),
)

NEED_COLUMNS = (
    Column(later("What"), later("Log lines an hour"), medium=True, grow=1),
    Column(later("At most needed"), "1,234,567", right=True, grow=0),
    Column(later("Of what there is"), "                  ", grow=1),
    Column(later("There is"), "1,234,567", right=True, grow=0),
    Column(later("Passed on"), "28 Oct 2026", mark=True, grow=0),
    Column(later("Where from"), "23,456 events were routed a second", grow=2, yields=1),
)

COST_COLUMNS = (
    Column(later("Table of the cloud"), "DynamoDB on demand, N. Virginia", medium=True, grow=2),
    Column(later("Units"), "1,234,567", right=True, grow=0),
    Column(later("Cost"), "1,234.56 USD", right=True, grow=0),
    Column(later("Price of"), "28 Oct 2026", grow=0, yields=1),
)

STEPS = (later("Hours"), later("Days"), later("Weeks"), later("Months"))
"""What steps of a forecast are called, in the order of `Step`."""

HORIZONS = {Step.HOUR: 48, Step.DAY: 30, Step.WEEK: 13, Step.MONTH: 6}
"""How far ahead one looks where nothing else was said."""

_SHOWN = {Step.HOUR: 24 * 14, Step.DAY: 120, Step.WEEK: 104, Step.MONTH: 48}
_METHODS = {
    "last value": later("last value"),
    "last season": later("last season"),
    "usual season": later("usual season"),
    "regression": later("regression"),
    "regression with holidays": later("regression with holidays"),
}
_KINDS = {
    Kind.REQUESTS: later("Requests a second"),
    Kind.EVENTS: later("Events an hour"),
    Kind.LINES: later("Log lines an hour"),
    Kind.WORKERS: later("Workers"),
    Kind.DISK: later("Workspace file"),
}
_BYTES = Scale(Unit.BYTES)
_LEAST = 0.01


def country_title(code: str) -> str:
    """Return a country's name by its code, or by that of a part of it."""
    country, _, part = code.partition("-")
    name = QLocale.territoryToString(QLocale.codeToTerritory(country)) or country
    return f"{name}, {part}" if part else name


def forecast_title(found: MetricForecast) -> str:
    """Return what a forecast is of: the metric, with its currency."""
    title, code = metric_title(found.line.metric), found.line.currency
    return f"{title}, {code}" if code else title


def curves_of(found: MetricForecast, step: Step, zone: ZoneInfo, end: int) -> Curves:
    """Return what the chart is fed with; `end` is when the last step ahead is over, microseconds UTC."""
    expected = found.forecast
    shown = max(_SHOWN[step], 3 * len(expected.values))
    known = found.line.values[-shown:]
    edges = (*found.line.edges[-len(known) - 1 : -1], *found.at, end)
    nothing = np.full(len(known), np.nan)
    band = tuple(np.concatenate((nothing, side)) for side in (expected.lower, expected.upper))
    values = np.concatenate((known, expected.values))
    curve = Curve(metric_title(found.line.metric), values, band=(band[0], band[1]))
    scale = scale_of(found.line.metric, found.line.currency)
    return Curves(np.array(edges, np.int64), (curve,), scale, join_at=len(known), zone=zone)


def total_words(found: MetricForecast) -> tuple[str, str]:
    """Return the sum over the horizon and its range, or the last step's figure where sums say nothing."""
    expected, metric = found.forecast, found.line.metric
    scale = scale_of(metric, found.line.currency)
    level = f"{round(expected.level * 100)}{THIN_SPACE}%"
    total = expected.total
    if total is not None and adds_up(metric):
        low, high = scale.write(total.lower), scale.write(total.upper)
        about = tr("all steps together, {level} between {low} and {high}", level=level, low=low, high=high)
        return scale.write(_whole(scale, total.value)), about
    low, high = (scale.write(float(end[-1])) for end in (expected.lower, expected.upper))
    about = tr("in the last step, {level} between {low} and {high}", level=level, low=low, high=high)
    return scale.write(float(expected.values[-1])), about


def _whole(scale: Scale, value: float) -> float:
    return float(round(value)) if scale.unit in (Unit.COUNT, Unit.BYTES, Unit.MONEY) else value


def note_words(expected: Forecast) -> str:
    """Say how methods were compared, or that they were not, and what was mended before."""
    parts = []
    if expected.errors:
        parts.append(
            tr(
                "Each was tried on {n} stretches of the past.",
                one="Each was tried on {n} stretch of the past.",
                n=expected.folds,
            )
        )
    else:
        parts.append(tr("The history is too short to compare methods: the plainest that fits is used."))
    if expected.gaps:
        parts.append(tr("{n} gaps were filled.", one="{n} gap was filled.", n=expected.gaps))
    if expected.outliers:
        parts.append(tr("{n} outliers were drawn in.", one="{n} outlier was drawn in.", n=expected.outliers))
    return " ".join(parts)


def method_rows(expected: Forecast) -> list[Row]:
    """Return the methods, the best first, and which is in use."""
    errors = expected.errors or (MethodError(expected.method, float("nan")),)
    rows: list[Row] = []
    for one in errors:
        used = one.method == expected.method
        words = tr(_METHODS[one.method]) if one.method in _METHODS else one.method
        error = NOT_APPLICABLE
        if not np.isnan(one.error):
            error = Cell(decimal(one.error, 2), raw=f"{one.error:.4f}", full=_mase_means())
        state = Cell("")
        if used:
            state = Cell(tr("in use"), Form.CHIP, Tone.INFO, full=_why_in_use(), raw=tr("in use"))
        rows.append((Cell(words, Form.STRONG if used else Form.PLAIN), error, state))
    return rows


def _mase_means() -> str:
    """`MASE_MEANS` in the window's language."""
    return tr(
        "MASE is a method's mean error when it was tried on the past, divided by the mean difference between "
        "a figure of the whole history and the one a season (without seasons: a step) before."
    )


def _why_in_use() -> str:
    """`WHY_IN_USE` in the window's language."""
    return tr(
        "The strongest method that the history is long enough for is in use, unless the error of another is "
        "smaller by more than a fifth."
    )


def need_row(need: Need) -> Row:
    """Return the cells of what may run short."""
    upper, have = _amount(need, need.upper), NOT_APPLICABLE
    share = NOT_APPLICABLE
    if need.have is not None:
        have = Cell(_amount(need, need.have), tone=Tone.SECOND, raw=f"{need.have:.6g}")
        share = Cell("", Form.BAR, share=min(1.0, need.upper / need.have) if need.have > 0 else 1.0)
    passed = Cell(tr("not reached"), tone=Tone.FAINT)
    if need.have is None:
        passed = Cell(tr("not measured"), tone=Tone.FAINT)
    elif need.passed_on is not None:
        passed = Cell(date_words(need.passed_on), Form.CHIP, Tone.WARNING)
    return (
        Cell(tr(_KINDS[need.kind])),
        Cell(upper, Form.MEDIUM, raw=f"{need.upper:.6g}"),
        share,
        have,
        passed,
        Cell(need.about, tone=Tone.SECOND, full=need.about),
    )


def cost_row(cost: Cost, table: PriceTable) -> Row:
    """Return the cells of what a month would take at a price."""
    amount = f"{decimal(float(cost.amount), 2)} {table.currency}"
    return (
        Cell(cost.price.name, note=cost.price.unit, full=cost.price.source),
        Cell(grouped(round(cost.units))),
        Cell(amount, Form.MEDIUM, raw=f"{float(cost.amount):.2f}"),
        Cell(date_words(cost.price.as_of), tone=Tone.SECOND),
    )


def verdict_words(found: Capacity, days: int) -> str:
    """Say in a sentence how long what is there lasts."""
    passed = [(one.passed_on, one.kind) for one in found.needs if one.passed_on is not None]
    if not passed:
        return tr("At the upper end of the forecast no limit is reached within {n} days.", n=days)
    day, kind = min(passed)
    return tr("{what}: what is there may be passed on {day}.", what=tr(_KINDS[kind]), day=date_words(day))


def _amount(need: Need, value: float) -> str:
    match need.kind:
        case Kind.DISK:
            return _BYTES.write(value)
        case Kind.WORKERS | Kind.REQUESTS:
            if 0 < value < _LEAST:
                return tr("under {value}", value=decimal(_LEAST, 2))
            return decimal(value, 2 if value < 10 else 1) if value % 1 else grouped(round(value))
    return grouped(round(value))
