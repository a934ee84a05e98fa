"""`Period`: the stretch of time that the header shows, in the zone of the books."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from revroute_desktop.console.format import date_words, month_words
from revroute_desktop.console.translate import tr

_EPOCH = date(1970, 1, 1)
_MONTHS_OF_QUARTER = 3
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, days, or all time.

    `month` is one calendar month, counted from year 0 (12 × year + month − 1), and `months` how many there
    are from it on. Days are counted since 1970-01-01: `first` is the first one and `after` the one after the
    last. All time has neither.
    """

    month: int | None = None
    months: int = 1
    first: int | None = None
    after: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether it leaves nothing out."""
        return self.month is None and self.first is None

    @property
    def title(self) -> str:
        """The period in words: "October 2026", "Q1 2026", "2026", "19 to 28 Oct 2026"."""
        if self.month is not None:
            year, at = divmod(self.month, _MONTHS_OF_YEAR)
            if self.months == _MONTHS_OF_YEAR and at == 0:
                return str(year)
            if self.months == _MONTHS_OF_QUARTER and at % _MONTHS_OF_QUARTER == 0:
                return tr("Q{quarter} {year}", quarter=at // _MONTHS_OF_QUARTER + 1, year=year)
            if self.months == 1:
                return f"{month_words(at + 1, whole=True)} {year}"
        days = self.days()
        return tr("All time") if days is None else _range_title(_day(days[0]), _day(days[1] - 1))

    @property
    def code(self) -> str:
        """The period as it is remembered; `period_of` reads it."""
        if self.month is not None:
            return f"months:{self.month}:{self.months}"
        return "all" if self.first is None else f"days:{self.first}:{self.after}"

    def moved(self, steps: int, now: "Period") -> "Period":
        """Return the period this many of its own lengths later; from all time it goes to `now`."""
        if self.month is not None:
            return Period(self.month + steps * self.months, self.months)
        if self.first is None or self.after is None:
            return now
        length = self.after - self.first
        return Period(first=self.first + steps * length, after=self.after + steps * length)

    def instants(self, zone: ZoneInfo) -> tuple[int, int] | None:
        """Return its first instant and the one after its last, microseconds UTC; None for all time."""
        days = self.days()
        return None if days is None else (_start(_day(days[0]), zone), _start(_day(days[1]), zone))

    def days(self) -> tuple[int, int] | None:
        """Return its first day and the one after its last, in days since 1970-01-01; None for all time."""
        if self.month is not None:
            return _number(_first_of(self.month)), _number(_first_of(self.month + self.months))
        if self.first is None or self.after is None:
            return None
        return self.first, self.after


ALL_TIME = Period()


def month_of(instant: int, zone: ZoneInfo) -> Period:
    """Return the month in which an instant (microseconds UTC) lies."""
    when = datetime.fromtimestamp(instant // 1_000_000, UTC).astimezone(zone)
    return Period(_MONTHS_OF_YEAR * when.year + when.month - 1)


def day_range(first: date, last: date) -> Period:
    """Return the days from the first to the last, both included.

    Raises ValueError when the first is after the last.
    """
    if first > last:
        raise ValueError(f"{first} is after {last}")
    return Period(first=_number(first), after=_number(last) + 1)


def presets(today: date) -> tuple[tuple[str, Period], ...]:
    """Return the usual periods by name, as they are on a day of the books."""
    month = _MONTHS_OF_YEAR * today.year + today.month - 1
    quarter = month - month % _MONTHS_OF_QUARTER
    year = _MONTHS_OF_YEAR * today.year
    last_days = tuple(
        (tr("Last {count} days", count=count), day_range(today - timedelta(days=count - 1), today))
        for count in (7, 30, 90)
    )
    return (
        (tr("Today"), day_range(today, today)),
        *last_days,
        (tr("This month"), Period(month)),
        (tr("Last month"), Period(month - 1)),
        (tr("This quarter"), Period(quarter, _MONTHS_OF_QUARTER)),
        (tr("Last quarter"), Period(quarter - _MONTHS_OF_QUARTER, _MONTHS_OF_QUARTER)),
        (tr("This year"), Period(year, _MONTHS_OF_YEAR)),
        (tr("Last year"), Period(year - _MONTHS_OF_YEAR, _MONTHS_OF_YEAR)),
    )


def period_of(code: str) -> Period:
    """Return the period of a remembered `code`; one that can't be read is all time."""
    kind, _, rest = code.partition(":")
    try:
        one, two = (int(part) for part in rest.split(":"))
        made = Period(one, two) if kind == "months" else Period(first=one, after=two)
        days = made.days()
        return made if kind in {"months", "days"} and days is not None and days[0] < days[1] else ALL_TIME
    except (ValueError, OverflowError):
        return ALL_TIME


def _range_title(first: date, last: date) -> str:
    if first == last:
        return date_words(first)
    if first.year != last.year:
        start = date_words(first)
    elif first.month != last.month:
        start = tr("{day} {month}", day=first.day, month=month_words(first.month))
    else:
        start = tr("{day}", "a day of the month before another: 19 to 28 Oct 2026", day=first.day)
    return tr("{start} to {end}", start=start, end=date_words(last))


def _first_of(month: int) -> date:
    return date(month // _MONTHS_OF_YEAR, month % _MONTHS_OF_YEAR + 1, 1)


def _number(day: date) -> int:
    return (day - _EPOCH).days


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def _start(day: date, zone: ZoneInfo) -> int:
    # The first of the two where a local midnight occurs twice, as the books have it; datetime's fold is 0.
    local = datetime(day.year, day.month, day.day, tzinfo=zone)
    return int(local.timestamp()) * 1_000_000
