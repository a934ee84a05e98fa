"""The times of the common log format, `17/May/2015:10:05:03 +0000`, a whole column at once."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

LENGTH: Final = 26
"""Bytes of such a time."""

_MONTHS: Final = (
    b"Jan",
    b"Feb",
    b"Mar",
    b"Apr",
    b"May",
    b"Jun",
    b"Jul",
    b"Aug",
    b"Sep",
    b"Oct",
    b"Nov",
    b"Dec",
)
_DAYS_BEFORE: Final = np.array([0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334], np.int64)
_DAYS_IN: Final = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)
_DIGITS: Final = np.array([0, 1, 7, 8, 9, 10, 12, 13, 15, 16, 18, 19, 22, 23, 24, 25])
_MARKS: Final = ((2, b"/"), (6, b"/"), (11, b":"), (14, b":"), (17, b":"), (20, b" "))


def clf_times(texts: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return microseconds UTC of texts of `LENGTH` bytes, and which of them are such times at all."""
    rows = np.frombuffer(b"".join(texts), np.uint8).reshape(len(texts), LENGTH)
    digits = rows[:, _DIGITS] - np.uint8(48)  # what is no digit wraps round to more than 9
    good = (digits <= 9).all(axis=1)
    for place, mark in _MARKS:
        good &= rows[:, place] == mark[0]
    sign = rows[:, 21]
    good &= (sign == ord("+")) | (sign == ord("-"))
    pairs = digits[:, 0::2].astype(np.int64) * 10 + digits[:, 1::2]
    day, century, year_of, hour, minute, second, zone_hours, zone_minutes = pairs.T
    year = century * 100 + year_of
    month = _months(rows)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    good &= (month > 0) & (year > 0) & (day > 0) & (day <= _DAYS_IN[month] + (leap & (month == 2)))
    good &= (hour < 24) & (minute < 60) & (second <= 60)  # 60: a leap second
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400 - 719_162
    days += _DAYS_BEFORE[month] + (leap & (month > 2)) + day - 1
    shift = (zone_hours * 60 + zone_minutes) * np.where(sign == ord("-"), -60, 60)
    return (((days * 24 + hour) * 60 + minute) * 60 + second - shift) * 1_000_000, good


def _months(rows: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return 1 to 12 by the three letters of the name, whatever their case; 0 for no month."""
    letters = (rows[:, 3:6] | 0x20).astype(np.int64)
    keys = letters[:, 0] << 16 | letters[:, 1] << 8 | letters[:, 2]
    found: NDArray[np.int64] = _MONTH_NUMBERS[np.searchsorted(_MONTH_KEYS, keys).clip(max=11)]
    return np.where(_MONTH_KEYS[np.searchsorted(_MONTH_KEYS, keys).clip(max=11)] == keys, found, 0)


_KEYS: Final = [int.from_bytes(name.lower(), "big") for name in _MONTHS]
_MONTH_KEYS: Final = np.array(sorted(_KEYS), np.int64)
_MONTH_NUMBERS: Final = np.array([_KEYS.index(key) + 1 for key in sorted(_KEYS)], np.int64)
