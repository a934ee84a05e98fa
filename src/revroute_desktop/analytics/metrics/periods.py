"""Periods of whole local days, the period before, and steps of hours, days, weeks and months within them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from revroute_desktop.analytics.series import DAY, HOUR, WEEK
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.workspace.zones import local_day, midnight, midnights

USUAL_DAYS = 28
"""Days of the period that is looked at where nothing is said."""

_YEAR = timedelta(weeks=52)


class Step(StrEnum):
    """How long the spans of a series are; weeks begin on Monday."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def length(self) -> int:
        """Its length in microseconds; a month's is the mean of a year's."""
        return {Step.HOUR: HOUR, Step.DAY: DAY, Step.WEEK: WEEK, Step.MONTH: 365 * DAY // 12}[self]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included, of the books' zone."""

    first: date
    last: date
    zone: str

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def start(self) -> int:
        """When it begins, microseconds UTC."""
        return midnight(day_number(self.first), self.zone)

    @property
    def end(self) -> int:
        """When it is over, microseconds UTC."""
        return midnight(day_number(self.last) + 1, self.zone)

    @property
    def before(self) -> "Period":
        """The period directly before: of whole months of the calendar as many months, else as many days."""
        after = self.last + timedelta(1)
        if self.first.day == 1 and after.day == 1:
            months = 12 * (after.year - self.first.year) + after.month - self.first.month
            number = 12 * self.first.year + self.first.month - 1 - months
            first = date(number // 12, number % 12 + 1, 1)
        else:
            first = self.first - timedelta(self.days)
        return Period(first, self.first - timedelta(1), self.zone)

    @property
    def last_year(self) -> "Period":
        """The same days of last year: of whole months of the calendar these months, else the days 52 weeks
        earlier, so that weekdays stand beside themselves.
        """
        after = self.last + timedelta(1)
        if self.first.day == 1 and after.day == 1:
            first = self.first.replace(year=self.first.year - 1)
            return Period(first, after.replace(year=after.year - 1) - timedelta(1), self.zone)
        return Period(self.first - _YEAR, self.last - _YEAR, self.zone)

    @property
    def words(self) -> str:
        """The period as sentences name it."""
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"


def period(first: date | None, last: date | None, zone: str, newest: date) -> Period:
    """Return the period of two days; what is not said is USUAL_DAYS up to `newest`.

    Raises UserError where no day is in between, or the days are beyond the calendar's middle.
    """
    last = last or (newest if first is None or newest >= first else first)
    first = first or last - timedelta(USUAL_DAYS - 1)
    if first > last:
        raise UserError(f"--from {first} is later than --to {last}; no day is in between.")
    if first.year < 1900 or last.year > 2200:
        raise UserError(f"The period {first} to {last} is none of these times; take years from 1900 to 2200.")
    return Period(first, last, zone)


def edges(start: int, end: int, step: Step, zone: str) -> tuple[int, ...]:
    """Return the instants at which the steps from `start` on begin, as far as they are over by `end`."""
    if step is Step.HOUR:
        return tuple(range(-(-start // HOUR) * HOUR, end + 1, HOUR))
    day = day_of(local_day(start, zone))
    if midnight(day_number(day), zone) < start:
        day += timedelta(1)
    while (step is Step.WEEK and day.weekday()) or (step is Step.MONTH and day.day > 1):
        day += timedelta(1)
    last = local_day(end, zone)
    days = []
    while (number := day_number(day)) <= last:
        days.append(number)
        day = after(day, step)
    # All of them at once: a midnight by itself costs almost as much as a year of them.
    found = midnights(np.array(days, np.int64), zone)
    return tuple(found[found <= end].tolist())


def after(day: date, step: Step) -> date:
    """Return the day on which the next step begins; not for hours."""
    if step is Step.MONTH:
        return (day.replace(day=1) + timedelta(32)).replace(day=1)
    return day + timedelta(7 if step is Step.WEEK else 1)
