"""Sums of people's visits by the hour in which they ended, for the whole and for each dimension on its own.

An hour of a dimension is one row: its terms with their sums, packed. Told apart by landing page, nearly
every visit of a quiet hour would be a row of its own, and a year of such rows could not be summed while a
person waits; packed they are read as one array.
"""

import sqlite3
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.rollups import HOUR
from revroute_desktop.traffic.visits import Visits

Int64s = NDArray[np.int64]
Ints = NDArray[np.signedinteger[Any]]


class VisitDimension(IntEnum):
    """What visits are summed by."""

    WHOLE = 0
    SOURCE = 1
    CAMPAIGN = 2
    LANDING = 3
    EXIT = 4
    COUNTRY = 5
    DEVICE = 6

    @property
    def column(self) -> str | None:
        """The column of a visit; None for the whole."""
        return None if self is VisitDimension.WHOLE else self.name.lower()


PACKED: Final = np.dtype(
    [("term", "<i4"), ("visits", "<i4"), ("bounces", "<i4"), ("pages", "<i4"), ("time", "<i8")]
)
"""What is packed of each term: visits, those of one page, their pages, and microseconds from the first to the
last request; little end first.
"""
SUMS: Final = ("visits", "bounces", "pages", "time")
_HOUR_BITS: Final = 32
_AT_A_TIME: Final = 2_000


@dataclass(frozen=True, slots=True)
class VisitSums:
    """Sums as columns: `hour` counts from 1970 UTC, `time` is microseconds."""

    hour: Int64s
    term: Int64s
    visits: Ints
    bounces: Ints
    pages: Ints
    time: Ints

    def __len__(self) -> int:
        return len(self.hour)


def load_visit_sums(sql: sqlite3.Connection, dimension: VisitDimension, first: int, end: int) -> VisitSums:
    """Return the sums of the hours from `first` to before `end` (since 1970 UTC), in order."""
    return _unpacked(
        sql.execute(
            "SELECT slot, sums FROM desk_traffic_visit_hour WHERE slot >= ? AND slot < ? ORDER BY slot",
            (_slot(dimension, first), _slot(dimension, end)),
        ).fetchall()
    )


def _of_hours(sql: sqlite3.Connection, dimension: VisitDimension, hours: list[int]) -> VisitSums:
    rows: list[tuple[int, bytes]] = []
    for begin in range(0, len(hours), _AT_A_TIME):
        slots = [_slot(dimension, hour) for hour in hours[begin : begin + _AT_A_TIME]]
        rows += sql.execute(
            f"SELECT slot, sums FROM desk_traffic_visit_hour WHERE slot IN ({', '.join('?' * len(slots))})",
            slots,
        )
    return _unpacked(rows)


def _slot(dimension: VisitDimension, hour: int) -> int:
    return (int(dimension) << _HOUR_BITS) + hour


def _unpacked(rows: list[tuple[int, bytes]]) -> VisitSums:
    packed = np.frombuffer(b"".join(sums for _, sums in rows), PACKED)
    lengths = np.array([len(sums) // PACKED.itemsize for _, sums in rows], np.int64)
    slots = np.array([slot for slot, _ in rows], np.int64)
    hour = np.repeat(slots & ((1 << _HOUR_BITS) - 1), lengths)
    return VisitSums(hour, packed["term"].astype(np.int64), *(packed[name] for name in SUMS))


def change_visit_sums(sql: sqlite3.Connection, before: Visits, after: Visits) -> None:
    """Take visits off the sums as they were, and add them as they are now. Those of bots count nowhere."""
    rows = [np.flatnonzero(visits.bot == BotClass.PEOPLE) for visits in (before, after)]

    def column(name: str) -> Int64s:
        return np.concatenate(
            [getattr(part, name)[own] for part, own in zip((before, after), rows, strict=True)]
        )

    sign = np.repeat(np.array([-1, 1]), [len(own) for own in rows])
    if not len(sign):
        return
    ended, pages = column("ended"), column("pages")
    hour = ended // HOUR
    sums = (sign, sign * (pages == 1), sign * pages, sign * (ended - column("begun")))
    touched = np.unique(hour).tolist()
    for dimension in VisitDimension:
        term = np.zeros_like(hour) if dimension.column is None else column(dimension.column)
        _store(sql, dimension, touched, _added(_of_hours(sql, dimension, touched), hour, term, sums))


def _added(known: VisitSums, hour: Int64s, term: Int64s, sums: tuple[Int64s, ...]) -> VisitSums:
    """Return known sums with changes, by hour and term in order; terms of which nothing is left are out."""
    hours, terms = np.concatenate((known.hour, hour)), np.concatenate((known.term, term))
    width, base = int(terms.max()) + 1, int(hours.min())
    keys = (hours - base) * width + terms
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    added = [
        np.add.reduceat(np.concatenate((getattr(known, name), column))[order], starts)
        for name, column in zip(SUMS, sums, strict=True)
    ]
    left = added[0] > 0
    keys = keys[starts][left]
    return VisitSums(keys // width + base, keys % width, *(column[left] for column in added))


def _store(sql: sqlite3.Connection, dimension: VisitDimension, touched: list[int], sums: VisitSums) -> None:
    packed = np.empty(len(sums), PACKED)
    for name in PACKED.names or ():
        packed[name] = getattr(sums, name)
    data = packed.tobytes()
    hours, starts = np.unique(sums.hour, return_index=True)
    ends = np.append(starts, len(sums))[1:] * PACKED.itemsize
    sql.executemany(
        "INSERT INTO desk_traffic_visit_hour (slot, sums) VALUES (?, ?)"
        " ON CONFLICT (slot) DO UPDATE SET sums = excluded.sums",
        (
            (_slot(dimension, hour), data[start:end])
            for hour, start, end in zip(
                hours.tolist(), (starts * PACKED.itemsize).tolist(), ends.tolist(), strict=True
            )
        ),
    )
    empty = sorted(set(touched) - set(hours.tolist()))
    sql.executemany(
        "DELETE FROM desk_traffic_visit_hour WHERE slot = ?", ((_slot(dimension, hour),) for hour in empty)
    )
