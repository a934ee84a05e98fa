"""`revroute forecast`: what comes next, in a file or a workspace."""

from dataclasses import asdict
from math import isfinite

from revroute_desktop.analytics.forecast.desk import choose_holidays, holiday_country
from revroute_desktop.analytics.forecast.forecast import Forecast, forecast
from revroute_desktop.analytics.forecast.holidays import check_country, holiday_columns
from revroute_desktop.analytics.history import MetricForecast, adds_up, forecast_metric
from revroute_desktop.analytics.load_ahead import foresee_load
from revroute_desktop.analytics.metrics.bounds import bounds_of
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import DAY, HOUR, MINUTE, WEEK, usual_seasons
from revroute_desktop.analytics.series_file import read_series
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.commands.series_words import (
    check_series,
    declare_series,
    number_words,
    plain_of,
    words_of,
)
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant, step_text
from revroute_desktop.errors import UserError

_UNITS = {"m": MINUTE, "h": HOUR, "d": DAY, "w": WEEK}
_AHEAD = 48
_SHOWN = 60


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _forecast)
    parser.add_argument(
        "--horizon",
        metavar="STEPS",
        help=f"steps ahead, or a time such as 48h (default: {_AHEAD}, or as many as there are in the past)",
    )
    parser.add_argument("--level", type=int, default=90, metavar="PERCENT", help="of the range (default: 90)")
    parser.add_argument(
        "--holidays",
        metavar="COUNTRY",
        help="whose holidays count, such as DE or DE-BY, or none (default: what the workspace keeps)",
    )
    parser.add_argument(
        "--keep-holidays", action="store_true", help="have the workspace keep what --holidays says"
    )
    parser.add_argument(
        "--work",
        action="store_true",
        help="hand the work of the next day to the queue, whose slots follow it in time",
    )
    declare_series(parser)


def _forecast(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.work:
        return _work(terminal)
    check_series(options)
    level = options.level / 100
    if options.csv is None:
        return _forecast_metric(terminal, level)
    read = read_series(options.csv)
    series = read.series
    usual = usual_seasons(series.step)
    season: int | None = options.season
    # A season that is a day is looked at with the week.
    seasons = usual if season is None or season in usual else (season,)
    horizon = min(_AHEAD, len(series.values))
    if options.horizon is not None:
        horizon = _horizon(options.horizon, series.step)
    columns = None
    if (
        options.holidays is not None
        and (country := _country(options.holidays))
        and horizon <= len(series.values)
    ):
        ends = (*series.at.tolist(), *read.following(horizon + 1))
        columns = holiday_columns(ends, series.step, "UTC", country)
    with terminal.only_reading():
        found = forecast(series, horizon, seasons, level=level, holidays=columns)
    at = [read.time_words(moment) for moment in read.following(len(found.values))]
    rows = list(zip(at, found.values.tolist(), found.lower.tolist(), found.upper.tolist(), strict=True))
    value = _about_value(found)
    value["doubled"] = read.doubled
    value["forecast"] = [
        {"at": moment, "value": middle, "lower": low, "upper": high} for moment, middle, low, high in rows
    ]
    shown = [
        (moment, number_words(middle), f"{number_words(low)} to {number_words(high)}")
        for moment, middle, low, high in rows
    ]
    more = [f"{len(shown) - _SHOWN:,} more with --json."] if len(shown) > _SHOWN else []
    said = [_about(found), *([read.note] if read.note else [])]
    return Answer(value, [*said, Table(_heads(found), shown[:_SHOWN]), *more])


def _work(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        found = foresee_load(workspace)
    value: dict[str, object] = {
        "expected": [asdict(one) for one in found.expected],
        "unknown": list(found.unknown),
    }
    said: list[str | Table] = [f"{one.lane}: {one.slots} slots, {one.why}." for one in found.expected]
    return Answer(value, [*(said or ["No lane will need more than one slot."]), *found.unknown])


def _forecast_metric(terminal: Terminal, level: float) -> Answer:
    options = terminal.options
    if options.keep_holidays and options.holidays is None:
        raise UserError("--keep-holidays keeps what --holidays says: name a country, or none.")
    if options.metric is None:
        raise UserError("Name a metric of the workspace (`revroute metrics list`), or a file with --csv.")
    step = Step(options.step or "day")
    horizon = _AHEAD if options.horizon is None else _horizon(options.horizon, step.length)
    country = None if options.holidays is None else _country(options.holidays)
    with terminal.workspace() as workspace:
        zone = workspace.zone
        if options.keep_holidays:
            choose_holidays(workspace, country)
        with terminal.reading(workspace) as session:
            if options.holidays is None:
                country = holiday_country(session.sql)
            found = forecast_metric(
                session.sql,
                options.metric,
                horizon,
                step,
                workspace.zone,
                workspace.clock(),
                level,
                country=country,
                shorten=options.horizon is None,
            )
    metric = metric_named(options.metric)
    value: dict[str, object] = {
        "metric": metric.name,
        "step": step.value,
        "holidays": country,
        "forecasts": [_metric_value(one) for one in found],
    }
    texts: list[str | Table] = [f"{metric.title}: {metric.formula}."]
    for one in found:
        code = one.line.currency
        rows = [
            (
                step_text(at, step, zone),
                words_of(metric, code, middle),
                f"{words_of(metric, code, low)} to {words_of(metric, code, high)}",
            )
            for at, middle, low, high in _steps(one)
        ]
        texts += [f"{code}. {_about(one.forecast)}" if code else _about(one.forecast)]
        texts.append(Table(_heads(one.forecast), rows[:_SHOWN]))
        if one.forecast.cut:
            least, most = bounds_of(metric)
            ends = [words_of(metric, code, end) for end in (least, most) if isfinite(end)]
            texts.append(f"Ranges are cut at {' and '.join(ends)}: nothing is beyond.")
        if len(rows) > _SHOWN:
            texts.append(f"{len(rows) - _SHOWN:,} more with --json.")
        total = one.forecast.total
        if total is not None and adds_up(metric):
            low, high = (words_of(metric, code, end) for end in (total.lower, total.upper))
            texts.append(f"Together {words_of(metric, code, total.value)}, {low} to {high}.")
    return Answer(value, texts)


def _country(text: str) -> str | None:
    return None if text.strip().lower() in ("", "none", "off") else check_country(text)


def _metric_value(found: MetricForecast) -> dict[str, object]:
    metric, code = found.line.metric, found.line.currency
    value = _about_value(found.forecast)
    value["currency"] = code
    value["total"] = _total(found)
    value["forecast"] = [
        {
            "at": instant(at),
            "value": plain_of(metric, code, middle),
            "lower": plain_of(metric, code, low),
            "upper": plain_of(metric, code, high),
        }
        for at, middle, low, high in _steps(found)
    ]
    return value


def _steps(found: MetricForecast) -> list[tuple[int, float, float, float]]:
    expected = found.forecast
    columns = (expected.values.tolist(), expected.lower.tolist(), expected.upper.tolist())
    return list(zip(found.at, *columns, strict=True))


def _total(found: MetricForecast) -> dict[str, object] | None:
    metric, code, total = found.line.metric, found.line.currency, found.forecast.total
    if total is None or not adds_up(metric):
        return None
    return {
        "value": plain_of(metric, code, total.value),
        "lower": plain_of(metric, code, total.lower),
        "upper": plain_of(metric, code, total.upper),
    }


def _about_value(found: Forecast) -> dict[str, object]:
    return {
        "method": found.method,
        "seasons": list(found.seasons),
        "level": found.level,
        "errors": {one.method: one.error for one in found.errors},
        "folds": found.folds,
        "gaps": found.gaps,
        "outliers": found.outliers,
        "cut": found.cut,
        "note": found.note,
    }


def _heads(found: Forecast) -> tuple[str, ...]:
    return ("Time", "Forecast>", f"{found.level:.0%} range>")


def _horizon(text: str, step: int) -> int:
    """Read a horizon: steps, or a time in m, h, d or w, which is made whole steps (microseconds each)."""
    amount, unit = (text[:-1], text[-1:]) if text[-1:] in _UNITS else (text, "")
    if not (amount.isascii() and amount.isdigit() and len(amount) < 9):
        raise UserError(f"{text[:40]!r} is no horizon; write steps as 48, or a time as 48h or 14d.")
    return int(amount) if not unit else -(-int(amount) * _UNITS[unit] // step)


def _about(found: Forecast) -> str:
    if found.note:
        return found.note
    others = ", ".join(f"{one.method} {one.error:.2f}" for one in found.errors)
    kept = " No other did clearly better." if found.method != found.errors[0].method else ""
    return (
        f"By {found.method}, tried on {found.folds} stretch{'es' if found.folds > 1 else ''} of the past "
        f"(mean scaled error: {others}); {counted(found.gaps, 'gap')} and "
        f"{counted(found.outliers, 'outlier')} were mended.{kept}"
    )
