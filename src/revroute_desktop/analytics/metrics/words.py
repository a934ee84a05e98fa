"""Figures as text: for people with their unit, and plain for programs."""

from fractions import Fraction

from revroute_desktop.analytics.metrics.changes import By, change_of
from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.money import currency, format_amount, group_amount

NOT_ENOUGH = "not enough data"


def plain(metric: Metric, code: str | None, value: Fraction | None) -> str | None:
    """Return a figure as programs read it: money in major units, shares as parts of 1, durations in seconds;
    None where there is none. A ratio of money is rounded to the minor unit.
    """
    if value is None:
        return None
    match metric.unit:
        case Unit.MONEY:
            assert code is not None, "money has a currency"
            return format_amount(round(value), currency(code))
        case Unit.DURATION:
            return decimal(value / 1_000_000, 6)
        case Unit.SHARE | Unit.MEAN:
            return decimal(value, 6)
    return str(round(value))


def said(metric: Metric, code: str | None, value: Fraction | None) -> str:
    """Return a figure as people read it, with its unit."""
    if value is None:
        return NOT_ENOUGH
    match metric.unit:
        case Unit.MONEY:
            assert code is not None, "money has a currency"
            return f"{group_amount(round(value), currency(code))} {code}"
        case Unit.SHARE:
            return percent(value)
        case Unit.DURATION:
            seconds = value / 1_000_000
            return f"{float(seconds):,.1f} s" if seconds >= 1 else f"{float(seconds * 1000):,.1f} ms"
        case Unit.MEAN:
            return f"{float(value):,.2f}"
    return f"{round(value):,}"


def percent(value: Fraction) -> str:
    """Return a share as a percentage with two digits behind the point."""
    return f"{float(value * 100):,.2f} %"


def change(metric: Metric, figure: Figure) -> str:
    """Return how much a figure changed, with its sign; empty where nothing can be said."""
    found = change_of(metric, figure)
    if found is None:
        return ""
    match found.by:
        case By.NEW:
            return "new"
        case By.TIMES:
            return f"× {int(found.value):,}"
    sign = "-" if found.value < 0 else "+" if found.value > 0 else ""
    return f"{sign}{float(abs(found.value)):,.1f}{' points' if found.by is By.POINTS else ' %'}"


def decimal(value: Fraction, places: int) -> str:
    """Return a fraction as a decimal number, rounded half to even, without zeros at its end."""
    scaled = round(value * 10**places)
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return f"{sign}{text}"
