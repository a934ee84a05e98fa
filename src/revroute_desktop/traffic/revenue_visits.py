"""People's visits by origin, read as numbers, day by day as they are asked for: a year fits into memory."""

import sqlite3
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.revenue import DAY, HOUR, Origin, Shares

Int64s = NDArray[np.int64]

_AT_A_TIME: Final = 2_000
_MOST_DAYS: Final = 400
"""Days kept at hand: refunds come after their sales."""
_NOBODY: Final = Shares((), ())


class KnownVisits:
    """The visits of a workspace, for one state of it."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        self._sql = sql
        self._days: dict[int, _Day] = {}
        self._numbers: dict[str, int] = {}
        self._places: dict[tuple[int, ...], int] = {}

    def near(self, at: int, campaign: str) -> Shares:
        """Return the visits among which an event of a time and campaign is divided: those of its hour, else
        of its day; with its campaign, where it has one.
        """
        rows = self._of_day(at // DAY).of(self._number(campaign) if campaign else None)
        if not len(rows.hours):
            return _NOBODY
        hour = at // HOUR
        first, end = np.searchsorted(rows.hours[:, 0], (hour, hour + 1))
        found = rows.hours[first:end, 1:] if first < end else rows.whole()
        places = [
            self._places.setdefault(origin, len(self._places)) for origin in map(tuple, found[:, :3].tolist())
        ]
        return Shares(tuple(places), tuple(found[:, 3].tolist()))

    def origins(self) -> list[Origin]:
        """Return the origins that places stand for, of all shares that were given."""
        wanted = sorted({number for origin in self._places for number in origin})
        texts = dict(zip(wanted, self._texts(wanted), strict=True))
        return [Origin(*(texts[number] for number in origin)) for origin in self._places]

    def numbers(self) -> Int64s:
        """Return source, campaign and landing page (numbers of terms) of each place."""
        return np.array([*self._places], np.int64).reshape(len(self._places), 3)

    def _of_day(self, day: int) -> "_Day":
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= _MOST_DAYS:
                self._days.pop(next(iter(self._days)))
            rows = self._sql.execute(
                "SELECT begun / ?, source, campaign, landing, COUNT(*) FROM desk_traffic_visit"
                # A visit never goes over midnight.
                " WHERE ended >= ? AND ended < ? AND bot = ? GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
                (HOUR, day * DAY, (day + 1) * DAY, int(BotClass.PEOPLE)),
            ).fetchall()
            known = self._days[day] = _Day(np.array(rows, np.int64).reshape(len(rows), 5))
        return known

    def _number(self, text: str) -> int:
        if text not in self._numbers:
            row = self._sql.execute("SELECT id FROM desk_traffic_term WHERE text = ?", (text,)).fetchone()
            self._numbers[text] = -1 if row is None else row[0]
        return self._numbers[text]

    def _texts(self, numbers: list[int]) -> list[str]:
        found: dict[int, str] = {}
        for begin in range(0, len(numbers), _AT_A_TIME):
            part = numbers[begin : begin + _AT_A_TIME]
            found.update(
                self._sql.execute(
                    f"SELECT id, text FROM desk_traffic_term WHERE id IN ({', '.join('?' * len(part))})", part
                )
            )
        return [found[number] for number in numbers]

    def read_from(self, sql: sqlite3.Connection) -> None:
        """Read through another connection from now on; the visits must be the same there."""
        self._sql = sql

    def forget_origins(self) -> None:
        """Forget which origins were asked for, not what was read of visits."""
        self._places.clear()


class _Rows:
    """Hour, source, campaign, landing and number of some visits of a day (UTC), in this order."""

    def __init__(self, hours: Int64s) -> None:
        self.hours = hours
        self._whole: Int64s | None = None

    def whole(self) -> Int64s:
        """Return source, campaign, landing and number of visits over all hours."""
        if self._whole is None:
            distinct, of = np.unique(self.hours[:, 1:4], axis=0, return_inverse=True)
            counts = np.bincount(of, weights=self.hours[:, 4], minlength=len(distinct)).astype(np.int64)
            self._whole = np.concatenate((distinct, counts[:, None]), axis=1)
        return self._whole


class _Day:
    """The visits of a day, and those of each campaign once one is asked for."""

    def __init__(self, rows: Int64s) -> None:
        self._all = _Rows(rows)
        self._by_campaign: dict[int, _Rows] | None = None

    def of(self, campaign: int | None) -> _Rows:
        """Return the visits with a campaign, or all where none is named."""
        if campaign is None:
            return self._all
        if self._by_campaign is None:
            rows = self._all.hours
            rows = rows[np.argsort(rows[:, 2], kind="stable")]
            starts = np.flatnonzero(np.diff(rows[:, 2], prepend=-1))
            parts = np.split(rows, starts[1:])
            self._by_campaign = {int(part[0, 2]): _Rows(part) for part in parts if len(part)}
        return self._by_campaign.get(campaign, _NONE)


_NONE: Final = _Rows(np.zeros((0, 5), np.int64))
