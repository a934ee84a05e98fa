"""Local time of IANA zones over numpy columns.

Instants are microseconds UTC since 1970-01-01T00:00, local times microseconds since that moment on the local
clock, days whole days since 1970-01-01 on the local calendar. Python's `zoneinfo` knows the offsets; here
each year's changes of offset are found once, so that a column costs a binary search, not an object a row.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError

Int64s = NDArray[np.int64]

SECOND = 1_000_000
DAY = 86_400 * SECOND

FIRST_YEAR, LAST_YEAR = 2, 9998
"""Years whose every instant has a local time that Python's datetime can hold in every zone."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAST = -62_104_060_800 * SECOND  # 0002-01-01T00:00Z
_BEYOND = 253_370_764_800 * SECOND  # 9999-01-01T00:00Z
_STEP = 3 * DAY  # no zone has ever changed its offset twice within a week


class ZoneError(UserError):
    """A zone that does not exist, or a time that has no place in it."""


@lru_cache(maxsize=256)
def load_zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; raises ZoneError where there is none."""
    # "localtime" is a file of some systems: another zone on every machine.
    if name and name != "localtime":
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, LookupError):
            pass
    raise ZoneError(f"There is no time zone {name!r}: use an IANA name such as Europe/London or UTC.")


def offsets(at: Int64s, zone: str) -> Int64s:
    """How far local time is ahead of UTC at each instant, in microseconds.

    Raises ZoneError for instants outside the years 2 to 9998.
    """
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    instants, after, _ = _changes(at, zone)
    return after[np.searchsorted(instants, at, side="right") - 1]


def local_times(at: Int64s, zone: str) -> Int64s:
    """The local time of each instant, as microseconds since 1970-01-01T00:00 local."""
    return at + offsets(at, zone)


def local_days(at: Int64s, zone: str) -> Int64s:
    """The local calendar day of each instant, as days since 1970-01-01."""
    return local_times(at, zone) // DAY


def local_day(at: int, zone: str) -> int:
    """The local calendar day of one instant."""
    return int(local_days(np.array([at], dtype=np.int64), zone)[0])


def midnights(days: Int64s, zone: str) -> Int64s:
    """The instant at which each local day begins.

    Where the clock leaps over midnight the day begins with the leap.
    """
    return _to_instants(days * DAY, zone)[0]


def midnight(day: int, zone: str) -> int:
    """The instant at which one local day begins."""
    return int(midnights(np.array([day], dtype=np.int64), zone)[0])


def from_local_columns(local: Int64s, zone: str) -> tuple[Int64s, NDArray[np.bool_]]:
    """The instant of each local time, and whether it has one (B18).

    A local time that occurs twice means the first. One that the clock leaps over is marked False and stands
    for the instant of the leap.
    """
    return _to_instants(local, zone)


def from_local(
    year: int,
    month: int,
    day: int,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    microsecond: int = 0,
    *,
    zone: str,
) -> int:
    """The instant of one local time (B18): the first where it occurs twice.

    Raises ZoneError where the clock leaps over it, ValueError for a date or time that no calendar has.
    """
    wall = datetime(year, month, day, hour, minute, second, microsecond, tzinfo=UTC)
    local = (wall - _EPOCH) // timedelta(microseconds=1)
    instants, exists = _to_instants(np.array([local], dtype=np.int64), zone)
    if not exists[0]:
        shown = wall.replace(tzinfo=None).isoformat(sep=" ")
        raise ZoneError(f"The time {shown} does not exist in {zone}: the clock was put forward over it.")
    return int(instants[0])


def _to_instants(local: Int64s, zone: str) -> tuple[Int64s, NDArray[np.bool_]]:
    if not len(local):
        return np.zeros(0, dtype=np.int64), np.ones(0, dtype=np.bool_)
    # An instant lies within a day or so of its local time read as UTC, so its year is one of these.
    around = np.concatenate((local - 2 * DAY, local + 2 * DAY))
    instants, after, before = _changes(around, zone)
    # Before a change of offset the clock shows less than change + old offset: what is shown again after a
    # set-back counts as before it, which makes it the first of the two.
    index = np.searchsorted(instants + before, local, side="right") - 1
    found = local - after[index]
    exists = found >= instants[index]
    return np.where(exists, found, instants[index]), exists


def _changes(at: Int64s, zone: str) -> tuple[Int64s, Int64s, Int64s]:
    """The changes of offset in the years of `at`: instants, offsets after and offsets before.

    Each year begins with a change that changes nothing, so that whatever lies in one of the years finds one.
    """
    if int(at.min()) < _LEAST or int(at.max()) >= _BEYOND:
        raise ZoneError(f"A date or time must lie in the years {FIRST_YEAR} to {LAST_YEAR}.")
    years = np.unique(at.astype("M8[us]").astype("M8[Y]").astype(np.int64)) + 1970
    rows = [row for year in years.tolist() for row in _changes_of_year(zone, year)]
    table = np.array(rows, dtype=np.int64)
    return table[:, 0], table[:, 1], table[:, 2]


@lru_cache(maxsize=4096)
def _changes_of_year(zone: str, year: int) -> tuple[tuple[int, int, int], ...]:
    """(instant, offset after, offset before) of each change in one UTC year, its beginning first."""
    info = load_zone(zone)
    begin, end = _year_start(year), _year_start(year + 1)
    offset = _offset(info, begin)
    found = [(begin, offset, offset)]
    earlier = begin
    while earlier < end:
        later = min(earlier + _STEP, end)
        new = _offset(info, later)
        if new != offset:
            change = _first_instant_of(info, earlier, later, new)
            if change < end:
                found.append((change, new, offset))
            offset = new
        earlier = later
    return tuple(found)


def _first_instant_of(info: ZoneInfo, earlier: int, later: int, new: int) -> int:
    """The second at which the offset becomes `new`, between two instants of which only the later has it."""
    low, high = earlier // SECOND, later // SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(info, middle * SECOND) == new:
            high = middle
        else:
            low = middle
    return high * SECOND


def _offset(info: ZoneInfo, at: int) -> int:
    moment = (_EPOCH + timedelta(microseconds=at)).astimezone(info)
    ahead = moment.utcoffset()
    assert ahead is not None, "a moment in a zone has an offset"
    return ahead // timedelta(microseconds=1)


def _year_start(year: int) -> int:
    return (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
