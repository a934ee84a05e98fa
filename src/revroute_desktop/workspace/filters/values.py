"""Values of a filter: exact amounts, whole numbers, and dates that stand for stretches of time."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation, localcontext

from revroute_desktop.workspace.zones import load_zone, midnight

_EPOCH = date(1970, 1, 1)
_YEARS = (1000, 9000)
_YEAR = re.compile(r"(\d{4})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_WEEK = re.compile(r"(\d{4})-[Ww](\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?([Zz])?", re.ASCII)
_PLAIN = re.compile(r"[+\-\u2212]?(\d+(\.\d*)?|\.\d+)", re.ASCII)

DATES = "2026, 2026-Q1, 2026-03, 2026-W10, 2026-03-05 or 2026-03-05T14:30"
LARGEST = 10**15
"""No amount of the books is larger, in minor units (B1)."""


def amount(text: str) -> Decimal:
    """Return an exact amount in major units; raises ValueError with what is expected."""
    if _PLAIN.fullmatch(text) is None:
        raise ValueError("a number is expected, such as 100 or 19.90")
    try:
        with localcontext(prec=60):
            value = Decimal(text.replace("\u2212", "-"))
            if abs(value) > LARGEST or value != value.quantize(Decimal("1e-12")):
                raise ValueError(f"an amount up to {LARGEST:,} is expected, with up to 12 decimals")
    except InvalidOperation:
        raise ValueError("a number is expected, such as 100 or 19.90") from None
    return value


def whole(text: str) -> int:
    """Return a whole number; raises ValueError with what is expected."""
    if re.fullmatch(r"\d{1,18}", text, re.ASCII) is None:
        raise ValueError("a whole number is expected, such as 120")
    return int(text)


def span(text: str, zone: str) -> tuple[int, int]:
    """Return the first instant of a date or time and the one after its last, microseconds UTC, in a zone.

    Raises ValueError with what is expected.
    """
    try:
        return _span(text, zone)
    except (ValueError, OverflowError):
        raise ValueError(f"a date is expected, such as {DATES}") from None


def _span(text: str, zone: str) -> tuple[int, int]:
    if found := _MINUTE.fullmatch(text):
        day = date.fromisoformat(found[1])
        hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
        _in_reach(day)
        # The first of two where a local time occurs twice (B18); a time that a clock skips is the one after.
        clock = UTC if found[6] else load_zone(zone)
        local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=clock)
        fraction = found[5] or ""
        start = int(local.timestamp()) * 1_000_000 + int(fraction.ljust(6, "0"))
        return start, start + (10 ** (6 - len(fraction)) if found[4] else 60_000_000)
    first, after = days(text)
    _in_reach(first)
    return midnight((first - _EPOCH).days, zone), midnight((after - _EPOCH).days, zone)


def _in_reach(day: date) -> None:
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise ValueError(day.year)


def days(text: str) -> tuple[date, date]:
    """Return the first day of a date or period and the day after its last; raises ValueError."""
    if found := _DAY.fullmatch(text):
        first = date(int(found[1]), int(found[2]), int(found[3]))
        return first, first + timedelta(1)
    if found := _WEEK.fullmatch(text):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return first, first + timedelta(7)
    if found := _MONTH.fullmatch(text):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _QUARTER.fullmatch(text):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := _YEAR.fullmatch(text):
        return _months(int(found[1]), 1, 12)
    raise ValueError(text)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = 12 * year + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1)
