"""Revenue joined to traffic, kept by day, so that no figure waits until events and visits are joined.

A day's sums say what they were made from: the newest event, the newest undone import and the step of traffic
at that time, the rules of the join, and the days whose visits it was divided among. From these it is told, by
counters alone, whether anything came since that could change them; then the day is joined anew, by `refresh`
after imports, or for the question at hand where nobody refreshed yet.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.revenue import KEY_REACH, How, JoinedRevenue
from revroute_desktop.traffic.revenue_keys import load_join_rules
from revroute_desktop.traffic.revenue_queries import Stretch, join_stretch, revenue_of_stretch
from revroute_desktop.traffic.revenue_visits import KnownVisits
from revroute_desktop.traffic.store import Terms
from revroute_desktop.traffic.visit_sums import VisitDimension
from revroute_desktop.traffic.visits import DAY
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.event_rollups.columns import SIZE, Field, last_place, read
from revroute_desktop.workspace.event_rollups.sums import days_known
from revroute_desktop.workspace.zones import local_days, midnight

Int64s = NDArray[np.int64]

KEPT: Final = (VisitDimension.WHOLE, VisitDimension.SOURCE, VisitDimension.CAMPAIGN, VisitDimension.LANDING)
"""Dimensions that revenue is kept by."""

PACKED: Final = np.dtype(
    [("term", "<i4"), ("currency", "<i2"), ("how", "<i2"), ("rows", "<i4"), ("amount", "<i8")]
)
"""What is packed of a day: term, currency, place in HOWS, joined rows behind it and their amount."""
HOWS: Final = tuple(How)

_COLUMNS: Final = {VisitDimension.SOURCE: 0, VisitDimension.CAMPAIGN: 1, VisitDimension.LANDING: 2}
"""Where the terms of a dimension stand in `Stretch.origins`."""
_Sum = tuple[int, int, int, int, int]
"""What is packed, before it is."""
_MOST: Final = 2**63 - 1
_REACH: Final = KEY_REACH // DAY
_DAYS_A_COMMIT: Final = 16
_EVER: Final = 2**23


@dataclass(frozen=True, slots=True)
class Stamp:
    """What there was when a day was joined."""

    events: int
    undone: int
    steps: int
    rules: str


@dataclass(frozen=True, slots=True)
class JoinedSums:
    """Kept sums as columns: day of the books' zone, term, ISO 4217 number, place in HOWS, rows, amount."""

    day: Int64s
    term: Int64s
    currency: Int64s
    how: Int64s
    rows: Int64s
    amount: Int64s


def stamp_of(sql: sqlite3.Connection) -> Stamp:
    """Return what there is now."""
    (undone,) = sql.execute("SELECT coalesce(max(entry), 0) FROM import_undo").fetchone()
    (steps,) = sql.execute("SELECT steps FROM desk_traffic_state").fetchone()
    rules = json.dumps(asdict(load_join_rules(sql)), sort_keys=True)
    return Stamp(last_place(sql), undone, steps, sha256(rules.encode()).hexdigest()[:16])


def stale_days(sql: sqlite3.Connection, first: int, end: int) -> list[int]:
    """Return which days with events are not kept, or not as they would come out now."""
    kept = {
        day: (Stamp(events, undone, steps, rules), json.loads(days), missing)
        for day, events, undone, steps, rules, days, missing in sql.execute(
            "SELECT day, events, undone, steps, rules, days, missing FROM desk_joined_day"
            " WHERE day >= ? AND day < ?",
            (first, end),
        )
    }
    now = stamp_of(sql)
    oldest = min((stamp.events for stamp, _, _ in kept.values()), default=now.events)
    undone_since = min((stamp.undone for stamp, _, _ in kept.values()), default=now.undone)
    newest = _newest_events(sql, oldest, now.events)
    undone = _undone_days(sql, undone_since)
    changes = _Changes(sql)
    stale = []
    for day in days_known(sql, max(first, -_EVER), min(end, _EVER) - 1):
        if day not in kept:
            stale.append(day)
            continue
        stamp, days, missing = kept[day]
        if (
            stamp.rules != now.rules
            or newest.get(day, 0) > stamp.events
            or (missing and now.events > stamp.events)
            or any(entry > stamp.undone for one in days for entry in undone.get(one, ()))
            or changes.newest(days) > stamp.steps
        ):
            stale.append(day)
    return stale


class _Changes:
    """When what days are joined by changed last: steps by UTC day."""

    def __init__(self, sql: sqlite3.Connection) -> None:
        rows = sql.execute("SELECT day, visits, keys FROM desk_traffic_changed").fetchall()
        self._visits = {day: visits for day, visits, _ in rows}
        self._reached: defaultdict[int, int] = defaultdict(int)
        for day, visits, keys in rows:
            if keys:
                # An id joins events of a week around it to its visit, wherever that came from.
                for near in range(day - _REACH - 1, day + _REACH + 2):
                    self._reached[near] = max(self._reached[near], visits, keys)

    def newest(self, days: Iterable[int]) -> int:
        """Return the newest step that changed visits or ids that matter to events of these days."""
        return max((max(self._visits.get(day, 0), self._reached.get(day, 0)) for day in days), default=0)


def _newest_events(sql: sqlite3.Connection, after: int, last: int) -> dict[int, int]:
    """Return the newest event of each day (of the books' zone), of those numbered after one."""
    if after >= last:
        return {}
    at = read(sql, Field.AT, np.arange(after // SIZE, (last - 1) // SIZE + 1))[after % SIZE :]
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    days, place = np.unique(local_days(at, zone)[::-1], return_index=True)
    return dict(zip(days.tolist(), (last - place).tolist(), strict=True))


def _undone_days(sql: sqlite3.Connection, since: int) -> dict[int, list[int]]:
    """Return the entries of undone imports after one, by the UTC days of the events that went."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = sql.execute(
        "SELECT import_undo.entry, first_event, events FROM import_undo"
        " JOIN import_chunk ON import_chunk.import = import_undo.import"
        " WHERE import_undo.entry > ? AND events > 0",
        (since,),
    ).fetchall()
    for entry, first, events in rows:
        begin, end = first - 1, first - 1 + events
        at = read(sql, Field.AT, np.arange(begin // SIZE, (end - 1) // SIZE + 1))
        within = at[begin % SIZE : begin % SIZE + events]
        for day in np.unique(within // DAY).tolist():
            found[day].append(entry)
    return found


def refresh_joined(workspace: Workspace, *, progress: Progress = silent, cancelled: StopAsked = never) -> int:
    """Join the days anew whose events or visits changed, the newest first; return how many there were.

    Each step is a commit of its own, so that stopping loses nothing. Raises WorkspaceError.
    """
    with workspace.read() as session:
        left = stale_days(session.sql, -_EVER, _EVER)[::-1]
    total, done = len(left), 0
    visits: KnownVisits | None = None
    steps = -1
    while left and not cancelled():
        part, left = left[:_DAYS_A_COMMIT], left[_DAYS_A_COMMIT:]
        with workspace.read() as session:
            stamp = stamp_of(session.sql)
            if visits is None or stamp.steps != steps:
                visits, steps = KnownVisits(session.sql), stamp.steps
            # As long as traffic stands still, what was read of visits holds for the next days too.
            visits.read_from(session.sql)
            joined: list[tuple[int, Stretch]] = []
            for day in part:
                if joined and cancelled():
                    break
                joined.append((day, join_stretch(session.sql, *_bounds(session.sql, day), visits)))
                progress(done + len(joined), total, "joining revenue to traffic")
        _keep(workspace, stamp, joined)
        done += len(joined)
        left = part[len(joined) :] + left
    if total and not left:
        _stamp_all(workspace)
    return done


def join_day(sql: sqlite3.Connection, day: int, visits: KnownVisits) -> JoinedRevenue:
    """Return the joined revenue of a day of the books' zone, made from its events and visits, which serve
    several days.
    """
    return revenue_of_stretch(sql, *_bounds(sql, day), visits)


def _bounds(sql: sqlite3.Connection, day: int) -> tuple[int, int]:
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    return midnight(day, zone), midnight(day + 1, zone)


def _keep(workspace: Workspace, stamp: Stamp, joined: Sequence[tuple[int, Stretch]]) -> None:
    terms = Terms()
    with workspace.desk() as desk:
        sql = desk.sql
        for day, stretch in joined:
            sql.execute(
                "INSERT INTO desk_joined_day (day, events, undone, steps, rules, days, missing)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET events = excluded.events,"
                " undone = excluded.undone, steps = excluded.steps, rules = excluded.rules,"
                " days = excluded.days, missing = excluded.missing",
                (
                    day,
                    stamp.events,
                    stamp.undone,
                    stamp.steps,
                    stamp.rules,
                    json.dumps(sorted(stretch.days)),
                    stretch.missing,
                ),
            )
            sql.executemany(
                "INSERT INTO desk_joined_sum (dimension, day, sums) VALUES (?, ?, ?)"
                " ON CONFLICT (dimension, day) DO UPDATE SET sums = excluded.sums",
                ((int(dimension), day, packed(sql, terms, stretch, dimension)) for dimension in KEPT),
            )


def packed(sql: sqlite3.Connection, terms: Terms, stretch: Stretch, dimension: VisitDimension) -> bytes:
    """Return the revenue of a day by a dimension, packed; texts that are new get a number. A sum beyond 64
    bits stands in several rows.
    """
    sums: dict[tuple[str, int, How], tuple[int, int]] = {}
    for (origin, currency, how), amount in stretch.parts.amounts.items():
        text = "" if dimension.column is None else getattr(origin, dimension.column)
        rows, known = sums.get((text, currency, how), (0, 0))
        if amount:
            sums[text, currency, how] = rows + 1, known + amount
    numbers = terms.numbers(sql, [text for text, _, _ in sums])
    table = [
        (number, currency, HOWS.index(how), rows, amount)
        for number, ((_, currency, how), (rows, amount)) in zip(numbers, sums.items(), strict=True)
    ]
    for currency in stretch.parts.modelled:
        table += _modelled(stretch, dimension, currency)
    return np.array([part for row in table for part in _within_64_bits(row)], PACKED).tobytes()


def _modelled(stretch: Stretch, dimension: VisitDimension, currency: int) -> list[_Sum]:
    """Return what is modelled in a currency by the terms of a dimension."""
    sums = {place: amount for place, amount in stretch.parts.modelled[currency].items() if amount}
    places = np.fromiter(sums, np.int64, len(sums))
    column = _COLUMNS.get(dimension)
    term = np.zeros(len(places), np.int64) if column is None else stretch.origins[places, column]
    terms, of = np.unique(term, return_inverse=True)
    rows = np.bincount(of, minlength=len(terms)).tolist()
    # Whole numbers of Python: no sum is too large for them.
    amounts = [0] * len(terms)
    for number, amount in zip(of.tolist(), sums.values(), strict=True):
        amounts[number] += amount
    how = HOWS.index(How.MODELLED)
    return [
        (number, currency, how, count, amount)
        for number, count, amount in zip(terms.tolist(), rows, amounts, strict=True)
    ]


def _within_64_bits(row: _Sum) -> Iterator[_Sum]:
    """Yield a sum as rows whose amounts add up to it."""
    term, currency, how, rows, amount = row
    while abs(amount) > _MOST:
        part = _MOST if amount > 0 else -_MOST
        yield term, currency, how, 0, part
        amount -= part
    yield term, currency, how, rows, amount


def _stamp_all(workspace: Workspace) -> None:
    """Say of all days that they are as of now, so that later only what came since is looked at."""
    with workspace.read() as session:
        now, stale = stamp_of(session.sql), stale_days(session.sql, -_EVER, _EVER)
    if stale:
        return
    with workspace.desk() as desk:
        desk.sql.execute(
            "UPDATE desk_joined_day SET events = ?, undone = ?, steps = ?",
            (now.events, now.undone, now.steps),
        )


def load_joined(
    sql: sqlite3.Connection, dimension: VisitDimension, first: int, end: int, without: Collection[int]
) -> JoinedSums:
    """Return the kept sums of the days from `first` to before `end`, but for the stale ones."""
    here = set(days_known(sql, max(first, -_EVER), min(end, _EVER) - 1)) - set(without)
    rows = [
        (day, sums)
        for day, sums in sql.execute(
            "SELECT day, sums FROM desk_joined_sum WHERE dimension = ? AND day >= ? AND day < ? ORDER BY day",
            (int(dimension), first, end),
        )
        if day in here
    ]
    table = np.frombuffer(b"".join(sums for _, sums in rows), PACKED)
    lengths = np.array([len(sums) // PACKED.itemsize for _, sums in rows], np.int64)
    day = np.repeat(np.array([day for day, _ in rows], np.int64), lengths)
    return JoinedSums(day, *(table[name].astype(np.int64) for name in PACKED.names or ()))
