"""Commands of analytics: what comes next, and what looks wrong."""

from pathlib import Path

from revroute_desktop.analytics.anomalies.detect import find_anomalies
from revroute_desktop.analytics.forecast.forecast import Forecast, forecast
from revroute_desktop.analytics.series import DAY, HOUR, MINUTE, WEEK, Series, usual_seasons
from revroute_desktop.analytics.series_file import read_series
from revroute_desktop.cli.options import CommandGroup, count
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
    parser.add_argument(
        "--csv", type=Path, required=True, metavar="FILE", help="a series: lines of timestamp,value"
    )
    parser.add_argument(
        "--season", type=count, metavar="STEPS", help="its length (default: a day and a week, or a year)"
    )


def _forecast(terminal: Terminal) -> Answer:
    series = read_series(terminal.options.csv)
    season: int | None = terminal.options.season
    seasons = _seasons(series, season)
    found = forecast(
        series, _horizon(terminal.options.horizon, series), seasons, level=terminal.options.level / 100
    )
    at = [series.end + series.step * ahead for ahead in range(len(found.values))]
    rows = list(zip(at, found.values.tolist(), found.lower.tolist(), found.upper.tolist(), strict=True))
    value: dict[str, object] = {
        "method": found.method,
        "seasons": list(found.seasons),
        "level": found.level,
        "errors": {one.method: one.error for one in found.errors},
        "folds": found.folds,
        "gaps": found.gaps,
        "outliers": found.outliers,
        "note": found.note,
        "forecast": [
            {"at": instant(moment), "value": middle, "lower": low, "upper": high}
            for moment, middle, low, high in rows
        ],
    }
    shown = [
        (instant(moment), _number(middle), f"{_number(low)} to {_number(high)}")
        for moment, middle, low, high in rows
    ]
    more = [f"{len(shown) - _SHOWN} more with --json."] if len(shown) > _SHOWN else []
    table = Table(("Time", "Forecast>", f"{found.level:.0%} range>"), shown[:_SHOWN])
    return Answer(value, [_about(found), table, *more])


def _anomalies(terminal: Terminal) -> Answer:
    series = read_series(terminal.options.csv)
    found = find_anomalies(series, terminal.options.season)
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


def _seasons(series: Series, season: int | None) -> tuple[int, ...]:
    """Return the seasons to look at: the one that was named and, where it is a day, the week too."""
    usual = usual_seasons(series.step)
    if season is None:
        return usual
    return usual if season in usual else (season,)


def _horizon(text: str, series: Series) -> int:
    """Read a horizon: steps, or a time in m, h, d or w."""
    number, unit = (text[:-1], text[-1:]) if text[-1:] in _UNITS else (text, "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise UserError(f"{text[:40]!r} is no horizon; write steps as 48, or a time as 48h or 14d.")
    if not unit:
        return int(number)
    return -(-int(number) * _UNITS[unit] // series.step)


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
