"""Times as logs write them, made microseconds UTC; without an offset, they are of the zone that is named."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats.parsed import Unreadable
from revroute_desktop.workspace.zones import from_local

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_APACHE: Final = re.compile(
    r"(\d{1,2})/([A-Za-z]{3})/(\d{4})[: ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?"
    r"(?:\s*([+-]\d\d:?\d\d|Z|UTC|GMT))?"
)
_SECONDS: Final = re.compile(r"([0-9]{1,12})(?:\.([0-9]*))?")
_DIRECTIVES: Final = {
    "d": r"(?P<day>\d{1,2})",
    "e": r"\s?(?P<day>\d{1,2})",
    "b": r"(?P<name>[A-Za-z]{3})",
    "m": r"(?P<month>\d{1,2})",
    "Y": r"(?P<year>\d{4})",
    "y": r"(?P<short>\d\d)",
    "H": r"(?P<hour>\d{1,2})",
    "M": r"(?P<minute>\d\d)",
    "S": r"(?P<second>\d\d)",
    "z": r"(?P<offset>[+-]\d\d:?\d\d|Z)",
    "s": r"(?P<epoch>\d{1,12}(?:\.\d{1,9})?)",
    "f": r"(?P<micros>\d{1,18})",
    "*": r"(?P<millis>\d{1,15})",
    "%": "%",
}
_SHORTHANDS: Final = {"T": "%H:%M:%S", "F": "%Y-%m-%d", "D": "%m/%d/%y", "R": "%H:%M", "h": "%b"}


def apache_time(text: str, zone: str) -> int:
    """Return `17/May/2015:10:05:03 +0000`, with or without its offset; raises Unreadable for what is no such
    time.
    """
    found = _APACHE.fullmatch(text)
    if found is None:
        raise Unreadable(f"the time {text[:40]!r} is none")
    day, name, year, hour, minute, second, fraction, offset = found.groups()
    month = MONTHS.get(name.lower())
    if month is None:
        raise Unreadable(f"the month {name!r} is none")
    return _instant(
        (int(year), month, int(day)), int(hour), int(minute), int(second), fraction or "", offset, zone
    )


def iso_time(text: str, zone: str = "UTC") -> int:
    """Return an ISO 8601 time such as `2016-08-10T22:08:42.945958Z`; raises Unreadable for another."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Unreadable(f"the time {text[:40]!r} is none") from None
    if moment.tzinfo is not None:
        return (moment - _EPOCH) // timedelta(microseconds=1)
    day = (moment.year, moment.month, moment.day)
    return _instant(day, moment.hour, moment.minute, moment.second, f"{moment.microsecond:06}", None, zone)


def epoch_time(text: str) -> int:
    """Return seconds since 1970 with decimals; raises Unreadable for another text."""
    found = _SECONDS.fullmatch(text)
    if found is None:
        raise Unreadable(f"the time {text[:40]!r} is no number of seconds since 1970")
    return int(found[1]) * 1_000_000 + _micros(found[2] or "")


def compile_time(pattern: str, zone: str) -> tuple[str, Callable[[str], int]]:
    """Return the regular expression of a time in strftime's letters, without groups, and the function that
    reads a text of it.

    Letters: d e b m Y y H M S z, T F D R h, s (seconds since 1970), f (microseconds since 1970) and * (milli-
    seconds since 1970). Raises UserError for another letter.
    """
    for letter, meaning in _SHORTHANDS.items():
        pattern = pattern.replace(f"%{letter}", meaning)
    parts: list[str] = []
    place = 0
    while place < len(pattern):
        if pattern[place] != "%":
            parts.append(re.escape(pattern[place]))
            place += 1
            continue
        letter = pattern[place + 1 : place + 2]
        if letter not in _DIRECTIVES:
            raise UserError(
                f"The time format {pattern!r} has %{letter}, which is not known here; use letters of "
                f"{' '.join(_DIRECTIVES)} {' '.join(_SHORTHANDS)}."
            )
        parts.append(_DIRECTIVES[letter])
        place += 2
    try:
        regex = re.compile("".join(parts))
    except re.error:
        raise UserError(f"The time format {pattern!r} names one part of a time twice.") from None

    @lru_cache(maxsize=4096)
    def read(text: str) -> int:
        found = regex.fullmatch(text)
        if found is None:
            raise Unreadable(f"the time {text[:60]!r} is not of the form {pattern!r}")
        return _of_parts({name: part or "" for name, part in found.groupdict().items()}, zone)

    return re.sub(r"\?P<\w+>", "?:", "".join(parts)), read


def _of_parts(parts: dict[str, str], zone: str) -> int:
    if parts.get("epoch"):
        return epoch_time(parts["epoch"])
    if parts.get("millis"):
        return int(parts["millis"]) * 1000
    if parts.get("micros"):
        return int(parts["micros"])

    def number(name: str, otherwise: int = 0) -> int:
        return int(parts.get(name) or otherwise)

    # Two digits of a year are read as POSIX does: 69 to 99 are of the last century.
    year = number("year", 1970) if "short" not in parts else (number("short") + 31) % 100 + 1969
    month = MONTHS.get(parts.get("name", "").lower(), 0) or number("month")
    offset = parts.get("offset") or None
    day = (year, month, number("day"))
    return _instant(day, number("hour"), number("minute"), number("second"), "", offset, zone)


def _instant(
    day: tuple[int, int, int],
    hour: int,
    minute: int,
    second: int,
    fraction: str,
    offset: str | None,
    zone: str,
) -> int:
    if hour > 23 or minute > 59 or second > 60:  # 60: a leap second
        raise Unreadable(f"the time {hour:02}:{minute:02}:{second:02} is none of a clock")
    midnight = _day_number(*day) * 86_400_000_000
    wall = midnight + ((hour * 60 + minute) * 60 + second) * 1_000_000 + _micros(fraction)
    if offset is not None:
        return wall - _offset_micros(offset)
    return wall if zone == "UTC" else _in_zone(*day, hour, minute, min(second, 59), zone) + _micros(fraction)


def _micros(fraction: str) -> int:
    return int((fraction + "000000")[:6])


@lru_cache(maxsize=1024)
def _day_number(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        raise Unreadable(f"the day {day} of month {month} in {year} is in no calendar") from None


@lru_cache(maxsize=64)
def _offset_micros(offset: str) -> int:
    if offset in ("Z", "UTC", "GMT"):
        return 0
    ahead = (int(offset[1:3]) * 60 + int(offset[-2:])) * 60_000_000
    return -ahead if offset[0] == "-" else ahead


@lru_cache(maxsize=4096)
def _in_zone(year: int, month: int, day: int, hour: int, minute: int, second: int, zone: str) -> int:
    try:
        return from_local(year, month, day, hour, minute, second, zone=zone)
    except UserError as error:
        raise Unreadable(str(error)) from None
