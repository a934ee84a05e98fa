"""A year of traffic with as many people's visits as a benchmark wants, written straight into the tables."""

import sqlite3
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.changed import mark_visits
from revroute_desktop.traffic.rollups import HOUR, MINUTE, Dimension, Rollups
from revroute_desktop.traffic.rollups_store import add_rollups
from revroute_desktop.traffic.visit_sums import change_visit_sums
from revroute_desktop.traffic.visits import COLUMNS, DAY, Visits, nothing
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.bulk import insert_columns

Int64s = NDArray[np.int64]

KINDS: Final = {"source": 400, "campaign": 40, "landing": 2_000, "country": 120, "device": 4}
"""How many of each there are, told apart as unevenly as words are."""
_GROUPS: Final = 60
_STATUSES: Final = 6
_BOTS: Final = 40


def write_year(workspace: Workspace, first_day: int, days: int, visits: int, *, seed: int = 7) -> None:
    """Write visits of as many days (since 1970 UTC), and rollups with five requests a visit and bots."""
    random = np.random.default_rng(seed)
    with workspace.desk() as desk:
        terms = _write_terms(desk.sql)
        number = 0
        for day in range(first_day, first_day + days):
            count = visits // days + (1 if day - first_day < visits % days else 0)
            found = _visits_of_day(random, terms, day, count, number)
            number += count
            insert_columns(
                desk.sql, "desk_traffic_visit", COLUMNS, [getattr(found, name) for name in COLUMNS]
            )
            change_visit_sums(desk.sql, nothing(), found)
            mark_visits(desk.sql, nothing(), found)
            add_rollups(desk.sql, _rollups_of_day(random, terms, found))
        desk.sql.execute("UPDATE desk_traffic_state SET steps = steps + 1")


def _write_terms(sql: sqlite3.Connection) -> dict[str, Int64s]:
    kinds = KINDS | {"group": _GROUPS, "status": _STATUSES, "verdict": _BOTS, "method": 2}
    found, last = {}, 0
    for kind, count in kinds.items():
        sql.executemany(
            "INSERT INTO desk_traffic_term (id, text) VALUES (?, ?)",
            ((last + place, f"{kind} {place}") for place in range(1, count + 1)),
        )
        found[kind] = np.arange(last + 1, last + count + 1)
        last += count
    return found


def _drawn(random: np.random.Generator, terms: Int64s, count: int) -> Int64s:
    weights = 1 / np.arange(1, len(terms) + 1)
    chosen: Int64s = random.choice(terms, count, p=weights / weights.sum())
    return chosen


def _visits_of_day(
    random: np.random.Generator, terms: dict[str, Int64s], day: int, count: int, before: int
) -> Visits:
    begun = np.sort(day * DAY + random.integers(0, 23 * HOUR, count))
    pages = random.geometric(0.4, count)
    ended = begun + np.where(pages > 1, random.integers(1, HOUR // 2, count), 0)
    zeros = np.zeros(count, np.int64)
    return Visits(
        id=np.arange(before + 1, before + count + 1),
        visitor=random.integers(1, 2**60, count),
        begun=begun,
        ended=ended,
        hits=pages * 2,
        pages=pages,
        errors=zeros,
        size=pages * 20_000,
        landing=_drawn(random, terms["landing"], count),
        landing_at=begun,
        exit=_drawn(random, terms["landing"], count),
        exit_at=ended,
        source=_drawn(random, terms["source"], count),
        campaign=np.where(random.random(count) < 0.3, _drawn(random, terms["campaign"], count), 0),
        country=_drawn(random, terms["country"], count),
        device=_drawn(random, terms["device"], count),
        bot=zeros,
        verdict=zeros,
    )


def _rollups_of_day(random: np.random.Generator, terms: dict[str, Int64s], visits: Visits) -> Rollups:
    rows = np.repeat(np.arange(len(visits)), 5)
    at = visits.begun[rows]
    bot = np.where(random.random(len(rows)) < 0.25, random.integers(1, 4, len(rows)), 0)
    sums = (rows % 2, (rows % 50 == 0).astype(np.int64), (rows % 500 == 0).astype(np.int64), rows % 30_000)
    columns = {
        Dimension.GROUP: _drawn(random, terms["group"], len(rows)),
        Dimension.STATUS: _drawn(random, terms["status"], len(rows)),
        Dimension.METHOD: _drawn(random, terms["method"], len(rows)),
        Dimension.SOURCE: visits.source[rows],
        Dimension.CAMPAIGN: visits.campaign[rows],
        Dimension.COUNTRY: visits.country[rows],
        Dimension.DEVICE: visits.device[rows],
        Dimension.VERDICT: np.where(bot > 0, _drawn(random, terms["verdict"], len(rows)), 0),
    }
    whole = _grouped((at // HOUR, np.zeros_like(at), bot), sums)
    hours = [(np.full(len(whole[0]), int(Dimension.WHOLE)), *whole)]
    for dimension, term in columns.items():
        said = term > 0
        keys = (at[said] // HOUR, term[said], bot[said])
        found = _grouped(keys, tuple(column[said] for column in sums))
        hours.append((np.full(len(found[0]), int(dimension)), *found))
    latency = random.integers(200, 460, len(rows))
    return Rollups(
        minutes=_grouped((at // MINUTE, bot), sums),
        hours=tuple(np.concatenate(column) for column in zip(*hours, strict=True)),
        latencies=_grouped((at // MINUTE, bot, latency), ()),
        hour_latencies=_grouped((at // HOUR, bot, latency), ()),
    )


def _grouped(keys: tuple[Int64s, ...], sums: tuple[Int64s, ...]) -> tuple[Int64s, ...]:
    distinct, of, counts = np.unique(np.stack(keys, axis=1), axis=0, return_inverse=True, return_counts=True)
    return (
        *distinct.T,
        counts,
        *(np.bincount(of, weights=column, minlength=len(distinct)).astype(np.int64) for column in sums),
    )
