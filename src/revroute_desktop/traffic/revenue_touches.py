"""Revenue by the visits that led to it: by the first, by the last, or by all of them in equal shares.

Visitors are hashed by the day (UTC), so that nobody can be followed from one day to the next. An event's
touches are therefore the visits in which one of its ids was logged, and the other visits of these visitors on
those days; they reach back over days only as far as an id joins them. What no id joins is told as unknown.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from revroute_desktop.money.allocate import allocate_signed
from revroute_desktop.traffic.revenue import DAY, HOUR, Origin, PaidEvent
from revroute_desktop.traffic.revenue_keys import load_join_rules
from revroute_desktop.traffic.revenue_queries import events_by_number, split_events, visits_of

LOOKBACK: Final = 30
"""Days before an event in which its touches lie, where nothing is said."""
_AFTER: Final = HOUR
"""How long after an event its id may be logged first: the page of thanks comes when it is paid."""

Touch = tuple[int, Origin]
"""When a visit began, and where it came from."""


class Credit(StrEnum):
    """Which touch revenue is given to; ASSISTED gives each an equal share."""

    FIRST = "first"
    LAST = "last"
    ASSISTED = "assisted"


@dataclass(frozen=True, slots=True)
class Touched:
    """Revenue in minor units by origin and currency (its ISO 4217 number); what no visit is known of is in
    `unknown`. `joined` of `events` have touches, `several` of them more than one.
    """

    amounts: Mapping[tuple[Origin, int], int]
    unknown: Mapping[int, int]
    events: int
    joined: int
    several: int


def credited(amount: int, touches: Sequence[Touch], credit: Credit) -> dict[Origin, int]:
    """Return what each origin gets of an amount, exactly all of it; a unit that is left over in equal shares
    goes to the earlier touches. `touches` are in order, one or more.
    """
    chosen = {Credit.FIRST: touches[:1], Credit.LAST: touches[-1:], Credit.ASSISTED: touches}[credit]
    found: defaultdict[Origin, int] = defaultdict(int)
    for (_, origin), part in zip(chosen, allocate_signed(amount, [1] * len(chosen)), strict=True):
        found[origin] += part
    return dict(found)


def touched_revenue(
    sql: sqlite3.Connection, start: int, end: int, credit: Credit, *, days: int = LOOKBACK
) -> Touched:
    """Return the revenue of the events that occurred from `start` to before `end` (microseconds UTC) by the
    visits that led to them within so many days. A refund follows the event that it reverses.
    """
    rules = load_join_rules(sql)
    split = split_events(sql, start, end, rules)
    events = events_by_number(sql, split.apart, rules)
    wanted = {event.original for event in events} - {event.id for event in events} - {None}
    originals = events_by_number(sql, wanted, rules)
    by_id = {event.id: event for event in (*originals, *events)}
    touches = _touches(sql, [*by_id.values()], days)
    amounts: defaultdict[tuple[Origin, int], int] = defaultdict(int)
    unknown: defaultdict[int, int] = defaultdict(int)
    joined = several = 0
    for event in events:
        cause = by_id.get(event.original) if event.original is not None else None
        led = touches.get(event.id) or (touches.get(cause.id) if cause is not None else None)
        if not led:
            unknown[event.currency] += event.amount
            continue
        joined, several = joined + 1, several + (len(led) > 1)
        for origin, part in credited(event.amount, led, credit).items():
            amounts[origin, event.currency] += part
    for one in split.unnamed:
        unknown[one.currency] += one.amount
    count = len(events) + sum(one.events for one in split.unnamed)
    return Touched(dict(amounts), dict(unknown), count, joined, several)


def _touches(sql: sqlite3.Connection, events: Sequence[PaidEvent], days: int) -> dict[int, list[Touch]]:
    """Return the touches of each event by its number, in order; events without any are left out."""
    keys = sorted({key for event in events for key in event.keys})
    logged: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    by_day: defaultdict[int, set[int]] = defaultdict(set)
    for value, visitor, at in sql.execute(
        "SELECT key.value, visitor, at FROM json_each(?) AS wanted"
        " CROSS JOIN desk_traffic_key AS key ON key.value = wanted.value",
        (json.dumps(keys),),
    ):
        logged[value].append((visitor, at // DAY))
        by_day[at // DAY].add(visitor)
    visits = {day: visits_of(sql, day, visitors) for day, visitors in by_day.items()}
    found = {}
    for event in events:
        known = {place for key in event.keys for place in logged.get(key, ())}
        first, last = event.at - days * DAY, event.at + _AFTER
        led = {
            (begun, visitor): (begun, origin)
            for visitor, day in known
            for begun, _, origin in visits[day][visitor]
            if first <= begun <= last
        }
        if led:
            found[event.id] = [led[place] for place in sorted(led)]
    return found
