"""A series from a CSV file of two columns, timestamp and value, with a line of names or without.

Days, months, quarters and years are steps of the file's own calendar: where all lines name an offset, each
line's own clock counts.
"""

import csv
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import gcd
from pathlib import Path
from typing import Final, TextIO

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.series import DAY, Floats, Series, SeriesError, commonest_step, series_of

_BYTES_MAX: Final = 256 << 20
_LARGEST: Final = 1e18  # sums and squares of larger ones are beyond what can be computed, or told on a line
_GAPS: Final = frozenset({"", "na", "nan", "null", "none"})
_SLIP_FROM: Final = 100  # lines; of so many one may give a time once more, and one of each thousand
_SLIP_OF: Final = 1000
_MONTH: Final = 365 * DAY // 12
_EPOCH: Final = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class FileSeries:
    """The series of a file. Its steps are as many `months` of the calendar, 0 where they are equally long.
    `own_clock` says that its instants are what the lines' clocks show, not UTC. Of `doubled` times there was
    a line more, which is in the mean; `note` says so.
    """

    series: Series
    months: int = 0
    own_clock: bool = False
    doubled: int = 0
    note: str | None = None

    def following(self, count: int) -> list[int]:
        """Return when the `count` steps after the last begin, in microseconds."""
        at = self.series.at
        last = int(at[-1])
        if not self.months:
            return [last + self.series.step * ahead for ahead in range(1, count + 1)]
        day = max(_moment(one).day for one in at.tolist())
        return [_months_on(last, self.months * ahead, day) for ahead in range(1, count + 1)]

    def time_words(self, at: int) -> str:
        """Write one of its instants: ISO 8601, in UTC or as the clock of its lines shows it."""
        return _moment(at).isoformat() + ("" if self.own_clock else "Z")


@dataclass(frozen=True, slots=True)
class _Point:
    """A line: microseconds UTC, how far its clock was ahead, None where it does not say, and its value."""

    line: int
    at: int
    ahead: int | None
    value: float


def read_series(path: Path) -> FileSeries:
    """Return the series of a file.

    A time is ISO 8601 (UTC where it names no offset) or seconds since 1970; an empty value is a gap. Raises
    SeriesError with the line of what cannot be read, and of times that are given twice. In long files one may
    be, as the hour in which clocks are set back, and one in a thousand.
    """
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise SeriesError(f"{path} is larger than {_BYTES_MAX >> 20} MB: take a shorter range.")
        with path.open(encoding="utf-8-sig", newline="") as file:
            points = _points(path, file)
    except OSError as error:
        raise SeriesError(f"{path} cannot be read: {error.strerror}. Check the name.") from None
    except (UnicodeDecodeError, csv.Error):
        raise SeriesError(f"{path} is no CSV file in UTF-8; save it as one.") from None
    if not points:
        raise SeriesError(f"{path} holds no figures: it needs lines such as 2026-03-01T10:00:00,12.5.")
    doubled, note = _doubled(path, points)
    own_clock = all(point.ahead is not None for point in points) and any(point.ahead for point in points)
    points.sort(key=lambda point: point.at)
    values = np.array([point.value for point in points], np.float64)
    at = np.array([point.at for point in points], np.int64)
    clock = at
    if own_clock:
        clock = at + np.array([point.ahead or 0 for point in points], np.int64)
        # Hours go on through a change of clocks.
        own_clock = commonest_step(np.sort(clock)) >= DAY
        clock = clock if own_clock else at
    months = _months_apart(clock.tolist())
    series = _of_months(clock, values, months) if months else series_of(clock, values)
    return FileSeries(series, months, own_clock, doubled, note)


def _doubled(path: Path, points: list[_Point]) -> tuple[int, str | None]:
    """Return how many times are given more than once, and what to say. Raises SeriesError for too many."""
    times = Counter(point.at for point in points)
    twice = [at for at, count in times.items() if count > 1]
    if not twice or len(times) < 2:
        return 0, None
    lines = [point.line for point in points if point.at == twice[0]]
    time = f"{_moment(twice[0]).isoformat()}Z"
    if len(twice) > max(int(len(points) >= _SLIP_FROM), len(points) // _SLIP_OF):
        raise SeriesError(
            f"{path}, lines {lines[0]} and {lines[1]}: both give a figure of {time}; leave one out."
        )
    said = "One time is" if len(twice) == 1 else f"{len(twice):,} times are"
    return len(twice), (
        f"{said} given more than once (first {time}, lines {lines[0]} and {lines[1]}); the mean counts."
    )


def _months_apart(at: list[int]) -> int:
    """Return how many months of the calendar are between neighbours; 0 where they are not months apart.

    They are where all are of one day of the month, or of the last day of months that have no such day.
    """
    moments = [_moment(one) for one in at]
    day = max(one.day for one in moments)
    if any(one.day != min(day, monthrange(one.year, one.month)[1]) for one in moments):
        return 0
    first, *others = sorted({_month(one) for one in moments})
    if len(others) + 1 < len(set(at)):
        return 0  # hours of one day
    return gcd(*(other - first for other in others))


def _of_months(at: NDArray[np.int64], values: Floats, months: int) -> Series:
    """Return points that are `months` of the calendar apart as a series."""
    first = _moment(int(at[0]))
    place = np.array([(_month(_moment(one)) - _month(first)) // months for one in at.tolist()], np.int64)
    found = series_of(place * (months * _MONTH), values)
    day = max(_moment(one).day for one in at.tolist())
    known = dict(zip(place.tolist(), at.tolist(), strict=True))
    marks = [known.get(step, _months_on(int(at[0]), months * step, day)) for step in range(len(found.values))]
    return replace(found, start=marks[0], step=months * _MONTH, marks=np.array(marks, np.int64))


def _months_on(at: int, months: int, day: int) -> int:
    """Return the instant so many months of the calendar later, on a `day` of the month or its last."""
    moment = _moment(at)
    year, month = divmod(_month(moment) + months, 12)
    later = moment.replace(year=year, month=month + 1, day=min(day, monthrange(year, month + 1)[1]))
    return (later - _EPOCH) // timedelta(microseconds=1)


def _month(moment: datetime) -> int:
    return 12 * moment.year + moment.month - 1


def _moment(at: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at)


def _points(path: Path, file: TextIO) -> list[_Point]:
    points: list[_Point] = []
    reader = csv.reader(file)
    rows = (row for row in reader if any(text.strip() for text in row))
    for number, row in enumerate(rows):
        where = f"{path}, line {reader.line_num}"
        if any(text.strip() for text in row[2:]):
            raise SeriesError(
                f"{where}: there is more than a time and a value; leave other columns out, and write a "
                "decimal comma as a point."
            )
        if len(row) < 2:
            raise SeriesError(f"{where}: a time and a value are needed, separated by a comma.")
        try:
            instant, ahead = _instant(row[0].strip())
        except ValueError:
            if number == 0:
                continue  # the names of the columns
            raise SeriesError(
                f"{where}: {row[0][:40]!r} is no time; write it as 2026-03-01T10:00:00 or in seconds since "
                "1970."
            ) from None
        text = row[1].strip()
        try:
            value = float("nan") if text.lower() in _GAPS else float(text)
        except ValueError:
            raise SeriesError(
                f"{where}: {text[:40]!r} is no number; write one as 1234.5, or leave a gap empty."
            ) from None
        if abs(value) > _LARGEST:
            raise SeriesError(f"{where}: {text[:40]!r} is no figure of a series; leave it empty for a gap.")
        points.append(_Point(reader.line_num, instant, ahead, value))
    return points


def _instant(text: str) -> tuple[int, int | None]:
    """Return microseconds UTC and how far the clock that shows them is ahead, None where that is not said;
    raises ValueError.
    """
    try:
        seconds = float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        offset = moment.utcoffset()
        since = moment.replace(tzinfo=None) - (offset or timedelta()) - _EPOCH
        microsecond = timedelta(microseconds=1)
        return since // microsecond, None if offset is None else offset // microsecond
    if not -6e10 < seconds < 1e11:  # the years that dates have
        raise ValueError(text)
    return round(seconds * 1_000_000), None
