"""Sums of events by the books' local day and dimension, and by hours of UTC days."""

import sqlite3
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.workspace.distinct import distinct_rows
from revroute_desktop.workspace.event_rollups.columns import Field
from revroute_desktop.workspace.packed_cells import Cells, Layout, merge, unpacked
from revroute_desktop.workspace.zones import SECOND, local_days

Int64s = NDArray[np.int64]
Events = Mapping[Field, Int64s]

HOUR: Final = 3_600 * SECOND
HOURS: Final = 24
MILLION: Final = 1_000_000

CELL: Final = np.dtype(
    [
        ("key", "<u4"),
        ("currency", "<u2"),
        ("kind", "<u2"),
        ("events", "<u4"),
        ("millions", "<i8"),
        ("rest", "<i8"),
    ]
)
"""What events of a day, key, currency and kind sum to: millions × 1,000,000 + rest minor units."""

_DAYS: Final = Layout("d_event_day", CELL, ("key", "currency", "kind"), ("events", "millions", "rest"))

_EARLIEST, _LATEST = -62_104_060_800 * SECOND, 253_370_764_800 * SECOND - 1
_WIDTH: Final = 2**40
_PARTS: Final = 2**16
_KEYS_A_PART: Final = 2**17
"""So that the largest row stays below what the file may hold in one value."""


class Dimension(IntEnum):
    """What days are told apart by; the numbers are those of the file. Every event has an hour and a source,
    so that these add up to the whole.
    """

    HOUR = 1
    SOURCE = 2
    ROUTE = 3
    PRODUCT = 4
    CAMPAIGN = 5
    COUNTRY = 6


FIELD_OF: Final[Mapping[Dimension, Field]] = {
    Dimension.SOURCE: Field.SOURCE,
    Dimension.ROUTE: Field.ROUTE,
    Dimension.PRODUCT: Field.PRODUCT,
    Dimension.CAMPAIGN: Field.CAMPAIGN,
    Dimension.COUNTRY: Field.COUNTRY,
}


def days_of(at: Int64s, zone: str) -> Int64s:
    """Return the local day of each instant; what no zone knows a day of is counted on the nearest."""
    return local_days(np.clip(at, _EARLIEST, _LATEST), zone)


def add(sql: sqlite3.Connection, dimension: Dimension, days: Int64s, events: Events, sign: int) -> None:
    """Add events to the sums of a dimension, or take them out where `sign` is -1.

    `days` are local days; for hours they are not looked at. Events of which a dimension says nothing have no
    cell: they are what is left of the whole.
    """
    if dimension is Dimension.HOUR:
        days, key = np.divmod(events[Field.AT] // HOUR, HOURS)
        chosen = np.arange(len(days))
    else:
        key = events[FIELD_OF[dimension]]
        chosen = np.flatnonzero(key)
    if not len(chosen):
        return
    rows = (days[chosen], key[chosen], events[Field.CURRENCY][chosen], events[Field.KIND][chosen])
    keys, place = distinct_rows(rows)
    amount = events[Field.AMOUNT][chosen]
    # Towards zero, as SQLite divides.
    rest = np.fmod(amount, MILLION)
    sums = [_sums(part, place, len(keys[0])) for part in ((amount - rest) // MILLION, rest)]
    count = np.bincount(place, minlength=len(keys[0])).astype(np.int64)
    slots = dimension * _WIDTH + keys[0] * _PARTS + keys[1] // _KEYS_A_PART
    merge(sql, _DAYS, slots, keys[1:], [sign * count, sign * sums[0], sign * sums[1]])


def read_cells(sql: sqlite3.Connection, dimension: Dimension, first: int, last: int) -> tuple[Int64s, Cells]:
    """Return the cells of days from `first` to `last`, both included, with the day of each."""
    low = dimension * _WIDTH
    rows = sql.execute(
        "SELECT id - ?1, cells FROM d_event_day WHERE id >= ?1 + ?2 AND id < ?1 + ?3 ORDER BY id",
        (low, first * _PARTS, (last + 1) * _PARTS),
    )
    slots, cells = unpacked(_DAYS, rows)
    return slots // _PARTS, cells


def days_known(sql: sqlite3.Connection, first: int, last: int) -> list[int]:
    """Return the days from `first` to `last`, both included, of which there are events that stand, rising."""
    low = Dimension.SOURCE * _WIDTH
    rows = sql.execute(
        "SELECT DISTINCT (id - ?1) >> 16 FROM d_event_day WHERE id >= ?1 + ?2 AND id < ?1 + ?3 ORDER BY 1",
        (low, first * _PARTS, (last + 1) * _PARTS),
    )
    return [day for (day,) in rows]


def _sums(values: Int64s, place: Int64s, size: int) -> Int64s:
    """Return sums by place of parts of amounts: below 2^31 each, so that floats hold four million exactly."""
    sums: Int64s = np.bincount(place, weights=values, minlength=size).astype(np.int64)
    return sums
