"""How numbers, money, dates and times are written: digits by locale, the true minus, the books' zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from revroute_desktop.console.translate import tr

MINUS = "\u2212"
THIN_SPACE = "\u2009"
EN_DASH = "\u2013"
ELLIPSIS = "\u2026"

_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values for people. `exponents` maps a currency code to its number of minor digits."""

    group: str
    point: str
    zone: ZoneInfo
    exponents: dict[str, int]

    def count(self, number: int) -> str:
        """Write a whole number: 1,234."""
        text = f"{abs(number):,}".replace(",", self.group)
        return f"{MINUS}{text}" if number < 0 else text

    def money(self, minor: int, currency: str, *, plus: bool = False) -> str:
        """Write an amount of minor units without its code: −1,234.50; `plus` is for differences."""
        digits = self.exponents.get(currency, 2)
        whole, rest = divmod(abs(minor), 10**digits)
        text = f"{whole:,}".replace(",", self.group)
        if digits:
            text = f"{text}{self.point}{rest:0{digits}d}"
        if minor < 0:
            return MINUS + text
        return "+" + text if plus and minor > 0 else text

    def coded(self, minor: int, currency: str) -> str:
        """Write an amount with its code: 49.00 EUR."""
        return f"{self.money(minor, currency)} {currency}"

    def plain(self, minor: int, currency: str) -> str:
        """Write an amount for programs: -1234.50."""
        digits = self.exponents.get(currency, 2)
        whole, rest = divmod(abs(minor), 10**digits)
        sign = "-" if minor < 0 else ""
        return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"

    def stamp(self, microseconds: int) -> str:
        """Write an instant for programs, with the zone's offset: 2026-10-28T14:43:42+01:00."""
        return self._local(microseconds).isoformat()

    def percent(self, part: int, whole: int) -> str:
        """Write a share with one decimal and a thin space."""
        tenths = round(1000 * part / whole) if whole else 0
        return f"{tenths // 10}{self.point}{tenths % 10}{THIN_SPACE}%"

    def date(self, microseconds: int) -> str:
        """Write the local date of an instant: 28 Oct 2026."""
        return date_words(self._local(microseconds))

    def time(self, microseconds: int) -> str:
        """Write the local time of an instant: 14:43:42."""
        return f"{self._local(microseconds):%H:%M:%S}"

    def moment(self, microseconds: int) -> str:
        """Write date and time: 28 Oct 2026, 14:43:42."""
        return f"{self.date(microseconds)}, {self.time(microseconds)}"

    def short_moment(self, microseconds: int, now: int) -> str:
        """Write the time alone when it is today, else the date and the time to the minute."""
        when = self._local(microseconds)
        if when.date() == self._local(now).date():
            return f"{when:%H:%M}"
        return f"{date_words(when)}, {when:%H:%M}"

    def _local(self, microseconds: int) -> datetime:
        seconds, rest = divmod(microseconds, _MICROSECONDS)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest).astimezone(self.zone)


def writer_for(locale: QLocale, zone: ZoneInfo, exponents: dict[str, int]) -> Writer:
    """Return a writer with the grouping and decimal signs of a locale."""
    return Writer(group=locale.groupSeparator(), point=locale.decimalPoint(), zone=zone, exponents=exponents)


def date_words(day: date) -> str:
    """Write a day: 28 Oct 2026."""
    return tr("{day} {month} {year}", day=day.day, month=month_words(day.month), year=day.year)


def month_words(month: int, *, whole: bool = False) -> str:
    """Return the name of a month from 1 to 12 in the program's language: Oct, or October."""
    return _months(QLocale().name(), whole)[month - 1]


def grouped(number: int) -> str:
    """Write a whole number where no books' writer is at hand: 1,234."""
    return f"{number:,}".replace(",", QLocale().groupSeparator())


def decimal(value: float, digits: int) -> str:
    """Write a number with so many digits after the point: 1,234.5."""
    whole, _, part = f"{abs(value):,.{digits}f}".partition(".")
    written = whole.replace(",", QLocale().groupSeparator())
    written = f"{written}{QLocale().decimalPoint()}{part}" if part else written
    return f"{MINUS}{written}" if value < 0 else written


def milliseconds(value: float | None) -> str:
    """Write a short time: 0.84 ms, 184 ms, 1,204 ms; a dash where nothing was measured."""
    if value is None:
        return EN_DASH
    if value < 10:
        return tr("{value} ms", value=decimal(value, 2))
    return tr("{value} ms", value=grouped(round(value)))


def rate(per_second: float, unit: str = "") -> str:
    """Write a rate: 38,412 /s."""
    return f"{grouped(round(per_second))} {unit}/s"


def duration(seconds: float) -> str:
    """Write a length of time for people: 0:03, 12:40, 1:02:03."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


@lru_cache(maxsize=8)
def _months(locale: str, whole: bool) -> tuple[str, ...]:
    written, form = QLocale(locale), QLocale.FormatType
    names = (written.standaloneMonthName, form.LongFormat) if whole else (written.monthName, form.ShortFormat)
    return tuple(names[0](month, names[1]) for month in range(1, 13))


def cut_middle(text: str, keep: int = 16) -> str:
    """Shorten an id or hash in the middle to at most `keep` characters."""
    if len(text) <= keep:
        return text
    head = (keep - 1) * 2 // 3
    return f"{text[:head]}{ELLIPSIS}{text[-(keep - 1 - head) :]}"
