"""Periods by name, as a schedule has to give them: last week is another one every week."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.errors import UserError


def _months_back(first: date, months: int) -> date:
    place = first.year * 12 + first.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def _last_week(today: date) -> tuple[date, date]:
    monday = today - timedelta(today.weekday())
    return monday - timedelta(7), monday - timedelta(1)


def _last_month(today: date) -> tuple[date, date]:
    first = today.replace(day=1)
    return _months_back(first, 1), first - timedelta(1)


def _last_quarter(today: date) -> tuple[date, date]:
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return _months_back(first, 3), first - timedelta(1)


NAMES: Final[dict[str, Callable[[date], tuple[date, date]]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - timedelta(1), today - timedelta(1)),
    "last-7-days": lambda today: (today - timedelta(7), today - timedelta(1)),
    "last-week": _last_week,
    "this-month": lambda today: (today.replace(day=1), today),
    "last-month": _last_month,
    "last-quarter": _last_quarter,
    "last-year": lambda today: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
}
"""Days of each name, seen from a day; weeks begin on Monday."""


def named_period(name: str, today: date, zone: str) -> Period:
    """Return the period that a name means today; raises UserError for one that is none."""
    return Period(*NAMES[check_period_name(name)](today), zone)


def check_period_name(name: str) -> str:
    """Return the name of a period as NAMES has it; raises UserError for one that is none."""
    known = name.strip().lower().replace(" ", "-")
    if known not in NAMES:
        raise UserError(f"There is no period {name[:40]!r}; take one of {', '.join(NAMES)}.")
    return known
