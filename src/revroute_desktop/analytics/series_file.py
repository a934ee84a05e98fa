"""A series from a CSV file of two columns, timestamp and value, with a line of names or without."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

import numpy as np

from revroute_desktop.analytics.series import Series, SeriesError, series_of

_BYTES_MAX: Final = 256 << 20
_LARGEST: Final = 1e18  # sums and squares of larger ones are beyond what can be computed, or told on a line
_GAPS: Final = frozenset({"", "na", "nan", "null", "none"})


def read_series(path: Path) -> Series:
    """Return the series of a file.

    A time is ISO 8601 (UTC where it names no offset) or seconds since 1970; an empty value is a gap. Raises
    SeriesError with the line of what cannot be read.
    """
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise SeriesError(f"{path} is larger than {_BYTES_MAX >> 20} MB: take a shorter range.")
        with path.open(encoding="utf-8-sig", newline="") as file:
            at, values = _points(path, file)
    except OSError as error:
        raise SeriesError(f"{path} cannot be read: {error.strerror}. Check the name.") from None
    except (UnicodeDecodeError, csv.Error):
        raise SeriesError(f"{path} is no CSV file in UTF-8; save it as one.") from None
    if not at:
        raise SeriesError(f"{path} holds no figures: it needs lines such as 2026-03-01T10:00:00,12.5.")
    return series_of(np.array(at, np.int64), np.array(values, np.float64))


def _points(path: Path, file: TextIO) -> tuple[list[int], list[float]]:
    at: list[int] = []
    values: list[float] = []
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
            instant = _instant(row[0].strip())
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
        at.append(instant)
        values.append(value)
    return at, values


def _instant(text: str) -> int:
    """Return microseconds UTC; raises ValueError."""
    try:
        seconds = float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        since = moment - datetime(1970, 1, 1, tzinfo=UTC)
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    if not abs(seconds) < 1e11:
        raise ValueError(text)
    return round(seconds * 1_000_000)
