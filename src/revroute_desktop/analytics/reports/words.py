"""Figures, days and times as reports write them: true minus, codes in the heads, ranges of days in words."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from revroute_desktop.analytics.metrics.changes import By, change_of
from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.words import change, said
from revroute_desktop.documents.model import Cell, Tone
from revroute_desktop.money import currency, group_amount

MINUS: Final = "\u2212"
NOTHING: Final = "\u2013"
_THIN: Final = "\u202f"
_NAMES: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def figure(metric: Metric, code: str | None, value: Fraction | None) -> str:
    """Return a figure without its currency, which stands in the head."""
    text = typeset(said(metric, code, value))
    return text.removesuffix(f" {code}") if code else text


def titled(metric: Metric, code: str | None) -> str:
    """Return a metric's title with the currency, where it has one."""
    return f"{metric.title}, {code}" if code else metric.title


def amount(code: str, minor: int, *, signed: bool = False) -> str:
    """Return an amount of minor units without its code; `signed` ones have a plus too."""
    sign = MINUS if minor < 0 else "+" if signed and minor else ""
    return f"{sign}{group_amount(abs(minor), currency(code))}"


def money_cell(code: str, minor: int, *, signed: bool = False) -> Cell:
    """Return a cell of an amount; one below zero is red, a zero is quiet."""
    tone = Tone.BAD if minor < 0 else Tone.QUIET if minor == 0 else Tone.PLAIN
    return Cell(amount(code, minor, signed=signed), tone)


def typeset(text: str) -> str:
    """Return a text of the catalogue with a true minus and a thin space before the percent sign."""
    minus = f"{MINUS}{text[1:]}" if text[:1] == "-" and text[1:2].isdigit() else text
    return minus.replace(" %", f"{_THIN}%")


def change_words(metric: Metric, one: Figure) -> str:
    """Return how much a figure changed, with its sign; empty where nothing can be said."""
    return typeset(change(metric, one))


def change_cell(metric: Metric, one: Figure) -> Cell:
    """Return the cell of a figure's change, coloured where more or less is better."""
    return Cell(change_words(metric, one) or NOTHING, tone_of(metric, one))


def tone_of(metric: Metric, one: Figure) -> Tone:
    """Return whether a change is for the better."""
    found = change_of(metric, one)
    if found is None or found.by is By.NEW:
        return Tone.QUIET
    return Tone.GOOD if found.better > 0 else Tone.BAD if found.better < 0 else Tone.PLAIN


def scaled(metric: Metric, code: str | None, value: Fraction | float) -> float:
    """Return a figure as a number for axes: money in major units, shares in percent, durations in ms."""
    if metric.unit is Unit.MONEY and code is not None:
        return float(value / currency(code).minor_per_major)
    if metric.unit is Unit.SHARE:
        return float(value) * 100
    return float(value) / 1000 if metric.unit is Unit.DURATION else float(value)


def axis_unit(metric: Metric, code: str | None) -> str:
    """Return the unit of `scaled` figures."""
    if metric.unit is Unit.MONEY:
        return code or ""
    return {Unit.SHARE: "percent", Unit.DURATION: "ms", Unit.BYTES: "bytes"}.get(metric.unit, "")


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return how many of something."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def day_words(day: date) -> str:
    """Return a day as 28 Oct 2026."""
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return a day as 28 Oct."""
    return f"{day.day} {_NAMES[day.month - 1]}"


def range_words(first: date, last: date) -> str:
    """Return days as 19 to 28 Oct 2026, naming nothing twice."""
    if first == last:
        return day_words(first)
    if first.year != last.year:
        return f"{day_words(first)} to {day_words(last)}"
    begin = str(first.day) if first.month == last.month else short_day(first)
    return f"{begin} to {day_words(last)}"


def period_words(period: Period) -> str:
    """Return the days of a period."""
    return range_words(period.first, period.last)


def instant_words(at: int, zone: str) -> str:
    """Return an instant (microseconds UTC) in a zone, to the minute."""
    local = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(ZoneInfo(zone))
    return f"{day_words(local.date())}, {local:%H:%M}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
