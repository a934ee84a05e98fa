"""Commands of analytics: what comes next, and what looks wrong, in a file or a workspace."""

import math
from fractions import Fraction
from pathlib import Path

from revroute_desktop.analytics.anomalies.desk import acknowledge, add_rule, drop_rule, kept_rules
from revroute_desktop.analytics.anomalies.detect import find_anomalies
from revroute_desktop.analytics.anomalies.watch import Finding, finding_named, watch
from revroute_desktop.analytics.checks import Check, run_checks
from revroute_desktop.analytics.forecast.forecast import Forecast, forecast
from revroute_desktop.analytics.history import MetricForecast, forecast_metric
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.metrics.words import plain, said
from revroute_desktop.analytics.series import DAY, HOUR, MINUTE, WEEK, usual_seasons
from revroute_desktop.analytics.series_file import read_series
from revroute_desktop.cli.commands.metrics import asked_period
from revroute_desktop.cli.commands.traffic_period import declare_period
from revroute_desktop.cli.options import CommandGroup, count, number
from revroute_desktop.cli.terminal import Answer, Table, Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError

_UNITS = {"m": MINUTE, "h": HOUR, "d": DAY, "w": WEEK}
_SHOWN = 60


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare one of the commands of this module."""
    if name == "forecast":
        parser = group.command(name, help_line, _forecast)
        parser.add_argument(
            "--horizon",
            default="48",
            metavar="STEPS",
            help="steps ahead, or a time such as 48h (default: 48)",
        )
        parser.add_argument(
            "--level", type=int, default=90, metavar="PERCENT", help="of the range (default: 90)"
        )
    else:
        parser = group.command(name, help_line, _anomalies)
        parser.add_argument("--all", action="store_true", help="those that were acknowledged too")
        parser.add_argument(
            "--acknowledge", metavar="NAME", help="take note of one, so that it is not told again"
        )
        parser.add_argument("--note", default="", metavar="TEXT", help="what you found, with --acknowledge")
        parser.add_argument("--rules", action="store_true", help="list the rules set by hand")
        parser.add_argument(
            "--add-rule", metavar="RULE", help="set one, for example 'error_rate > 5%% per hour'"
        )
        parser.add_argument("--drop-rule", type=number, metavar="N", help="take one away")
        parser.add_argument("--checks", action="store_true", help="check the routing itself, of a period")
        declare_period(parser)
    parser.add_argument(
        "metric", nargs="?", metavar="METRIC", help="of the workspace, as `revroute metrics list` gives it"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="a series instead: lines of timestamp,value")
    parser.add_argument(
        "--season",
        type=count,
        metavar="STEPS",
        help="its length, with --csv (default: a day and a week, or a year)",
    )
    parser.add_argument(
        "--step", choices=[step.value for step in Step], help="of the workspace's metric (default: day)"
    )


def _forecast(terminal: Terminal) -> Answer:
    options = terminal.options
    level = options.level / 100
    if options.csv is None:
        return _forecast_metric(terminal, level)
    series = read_series(options.csv)
    usual = usual_seasons(series.step)
    season: int | None = options.season
    # A season that is a day is looked at with the week.
    seasons = usual if season is None or season in usual else (season,)
    found = forecast(series, _horizon(options.horizon, series.step), seasons, level=level)
    at = [series.end + series.step * ahead for ahead in range(len(found.values))]
    rows = list(zip(at, found.values.tolist(), found.lower.tolist(), found.upper.tolist(), strict=True))
    value = _about_value(found)
    value["forecast"] = [
        {"at": instant(moment), "value": middle, "lower": low, "upper": high}
        for moment, middle, low, high in rows
    ]
    shown = [
        (instant(moment), _number(middle), f"{_number(low)} to {_number(high)}")
        for moment, middle, low, high in rows
    ]
    more = [f"{len(shown) - _SHOWN} more with --json."] if len(shown) > _SHOWN else []
    return Answer(value, [_about(found), Table(_heads(found), shown[:_SHOWN]), *more])


def _forecast_metric(terminal: Terminal, level: float) -> Answer:
    options = terminal.options
    if options.metric is None:
        raise UserError("Name a metric of the workspace (`revroute metrics list`), or a file with --csv.")
    step = Step(options.step or "day")
    horizon = _horizon(options.horizon, step.length)
    with terminal.workspace() as workspace, workspace.read() as session:
        found = forecast_metric(
            session.sql, options.metric, horizon, step, workspace.zone, workspace.clock(), level
        )
    metric = metric_named(options.metric)
    value: dict[str, object] = {
        "metric": metric.name,
        "step": step.value,
        "forecasts": [_metric_value(one) for one in found],
    }
    texts: list[str | Table] = [f"{metric.title}: {metric.formula}."]
    for one in found:
        code = one.line.currency
        rows = [
            (
                instant(at),
                _words(metric, code, middle),
                f"{_words(metric, code, low)} to {_words(metric, code, high)}",
            )
            for at, middle, low, high in _steps(one)
        ]
        texts += [f"{code}. {_about(one.forecast)}" if code else _about(one.forecast)]
        texts.append(Table(_heads(one.forecast), rows[:_SHOWN]))
    return Answer(value, texts)


def _metric_value(found: MetricForecast) -> dict[str, object]:
    metric, code = found.line.metric, found.line.currency
    value = _about_value(found.forecast)
    value["currency"] = code
    value["forecast"] = [
        {
            "at": instant(at),
            "value": _plain(metric, code, middle),
            "lower": _plain(metric, code, low),
            "upper": _plain(metric, code, high),
        }
        for at, middle, low, high in _steps(found)
    ]
    return value


def _steps(found: MetricForecast) -> list[tuple[int, float, float, float]]:
    expected = found.forecast
    columns = (expected.values.tolist(), expected.lower.tolist(), expected.upper.tolist())
    return list(zip(found.at, *columns, strict=True))


def _about_value(found: Forecast) -> dict[str, object]:
    return {
        "method": found.method,
        "seasons": list(found.seasons),
        "level": found.level,
        "errors": {one.method: one.error for one in found.errors},
        "folds": found.folds,
        "gaps": found.gaps,
        "outliers": found.outliers,
        "note": found.note,
    }


def _heads(found: Forecast) -> tuple[str, ...]:
    return ("Time", "Forecast>", f"{found.level:.0%} range>")


def _anomalies(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.csv is not None:
        return _anomalies_of_file(terminal)
    if options.add_rule is not None or options.drop_rule is not None or options.rules:
        return _rules(terminal)
    if options.checks:
        return _checks(terminal)
    step = None if options.step is None else Step(options.step)
    with terminal.workspace() as workspace:
        with workspace.read() as session:
            watched = watch(session.sql, workspace.zone, workspace.clock(), options.metric, step)
        if options.acknowledge is not None:
            one = finding_named(watched, options.acknowledge)
            acknowledge(workspace, one.name, actor=terminal.actor, note=options.note)
            return Answer({"acknowledged": one.name}, [f"{one.name} is acknowledged; it is not told again."])
    shown = [one for one in watched.findings if options.all or one.acknowledged is None]
    value: dict[str, object] = {
        "anomalies": [_finding_value(one) for one in shown],
        "acknowledged": sum(one.acknowledged is not None for one in watched.findings),
        "unknown": list(watched.unknown),
    }
    rows = [
        (
            one.name,
            one.metric.title,
            _words(one.metric, one.currency, one.value),
            one.rule or _range(one),
            "" if one.severity is None else f"{one.severity:.1f}",
        )
        for one in shown[:_SHOWN]
    ]
    table = Table(("Name", "What", "Worst>", "Expected or rule", "Severity>"), rows)
    texts: list[str | Table] = [table if rows else "Nothing looks wrong."]
    if len(shown) > _SHOWN:
        texts.append(f"{len(shown) - _SHOWN} older ones with --json.")
    return Answer(value, [*texts, *(f"Not judged: {sentence}" for sentence in watched.unknown)])


def _finding_value(one: Finding) -> dict[str, object]:
    seen = one.acknowledged
    return {
        "name": one.name,
        "metric": one.metric.name,
        "currency": one.currency,
        "step": one.step.value,
        "begun": instant(one.begun),
        "ended": instant(one.ended),
        "value": _plain(one.metric, one.currency, one.value),
        "expected": _plain(one.metric, one.currency, one.expected),
        "lower": _plain(one.metric, one.currency, one.lower),
        "upper": _plain(one.metric, one.currency, one.upper),
        "severity": one.severity,
        "rule": one.rule,
        "acknowledged": seen and {"at": instant(seen.at), "actor": seen.actor, "note": seen.note},
    }


def _range(one: Finding) -> str:
    low, high = (_words(one.metric, one.currency, bound) for bound in (one.lower, one.upper))
    return f"{low} to {high}"


def _anomalies_of_file(terminal: Terminal) -> Answer:
    found = find_anomalies(read_series(terminal.options.csv), terminal.options.season)
    value: dict[str, object] = {
        "anomalies": [
            {
                "begun": instant(one.begun),
                "ended": instant(one.ended),
                "value": one.value,
                "expected": one.expected,
                "lower": one.lower,
                "upper": one.upper,
                "severity": one.severity,
            }
            for one in found
        ]
    }
    rows = [
        (
            instant(one.begun),
            instant(one.ended),
            _number(one.value),
            f"{_number(one.lower)} to {_number(one.upper)}",
            f"{one.severity:.1f}",
        )
        for one in found
    ]
    heads = ("From", "To", "Worst value>", "Expected>", "Severity>")
    return Answer(value, [Table(heads, rows) if rows else "Nothing looks wrong."])


def _rules(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        if options.add_rule is not None:
            made = add_rule(workspace, options.add_rule)
            value: dict[str, object] = {"number": made.number, "rule": made.rule.text}
            return Answer(value, [f"Rule {made.number} is set: {made.rule.text}."])
        if options.drop_rule is not None:
            drop_rule(workspace, options.drop_rule)
            return Answer({"dropped": options.drop_rule}, [f"Rule {options.drop_rule} is taken away."])
        with workspace.read() as session:
            known = kept_rules(session.sql)
    rows = [(one.number, one.rule.text) for one in known]
    value = {"rules": [{"number": one.number, "rule": one.rule.text} for one in known]}
    return Answer(value, [Table(("Number>", "Rule"), rows) if rows else "No rule is set."])


def _checks(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace:
        period = asked_period(terminal, workspace)
        with workspace.read() as session:
            found = run_checks(session.sql, period, workspace.clock())
    value: dict[str, object] = {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "checks": [
            {
                "name": check.name,
                "title": check.title,
                "looked_at": check.looked_at,
                "applies": check.applies,
                "found": [{"sentence": row.sentence, **row.about} for row in check.rows],
                "more": check.more,
            }
            for check in found
        ],
    }
    return Answer(value, [line for check in found for line in _check_lines(check)])


def _check_lines(check: Check) -> list[str]:
    if not check.applies:
        return [f"{check.title}: {check.looked_at}."]
    if not check.rows:
        return [f"{check.title}: nothing found ({check.looked_at})."]
    lines = [f"{check.title} ({check.looked_at}):", *(f"  {row.sentence}" for row in check.rows[:10])]
    left = len(check.rows) + check.more - 10
    return [*lines, f"  {left:,} more with --json."] if left > 0 else lines


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
    return (
        f"By {found.method}, tried on {found.folds} stretch{'es' if found.folds > 1 else ''} of the past "
        f"(mean scaled error: {others}); {found.gaps} gaps and {found.outliers} outliers were mended."
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def _exact(value: float | None) -> Fraction | None:
    return None if value is None or math.isnan(value) else Fraction(value).limit_denominator(10**9)


def _plain(metric: Metric, code: str | None, value: float | None) -> str | None:
    return plain(metric, code, _exact(value))


def _words(metric: Metric, code: str | None, value: float | None) -> str:
    return said(metric, code, _exact(value))
