"""Sums of events by span, key, currency and kind: from what is kept by day and hour where that is enough,
otherwise from the packed columns. Neither reads the events.
"""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.event_groups import EventSums, grouped, joined
from revroute_desktop.analytics.metrics.event_keys import FIELDS, Numbers, wanted
from revroute_desktop.analytics.metrics.event_scan import Pieces, scan
from revroute_desktop.analytics.metrics.model import Ask
from revroute_desktop.workspace.event_rollups.columns import Field
from revroute_desktop.workspace.event_rollups.sums import (
    FIELD_OF,
    HOUR,
    HOURS,
    MILLION,
    Dimension,
    days_of,
    read_cells,
)
from revroute_desktop.workspace.packed_cells import Cells
from revroute_desktop.workspace.zones import midnights

Int64s = NDArray[np.int64]

_DIMENSION_OF: Final = {field: dimension for dimension, field in FIELD_OF.items()}
_EXACT: Final = 2.0**53
_SHIFT: Final = 20


def event_sums(ask: Ask) -> list[EventSums]:
    """Return what the events of each span sum to, by the number of their key (0 without a dimension).

    A place, key, currency and kind may stand in several of the results, each time with a part of its sum.
    """
    numbers = wanted(ask.sql, ask.terms)
    by = FIELDS[ask.by] if ask.by else None
    told = {field for field in (by, *numbers) if field is not None and field is not Field.KIND}
    edges = np.array(ask.edges, np.int64)
    if len(told) > 1:
        pieces = Pieces(edges[:-1], edges[1:], np.arange(ask.spans))
        return joined(list(_scanned(ask.sql, pieces, by, numbers)))
    field = next(iter(told), None)
    zone = book_zone(ask.sql)
    days = days_of(edges, zone)
    at_midnight = midnights(days, zone) == edges
    if field is None and not at_midnight.all():
        whole, rest = _whole_units(edges, -(-edges // HOUR), edges // HOUR, lambda units: units * HOUR)
        sums = _of_hours(ask.sql, whole, by, numbers)
    else:
        after = np.where(at_midnight, days, days + 1)
        whole, rest = _whole_units(edges, after, days, lambda units: midnights(units, zone))
        dimension = Dimension.SOURCE if field is None else _DIMENSION_OF[field]
        sums = _of_days(ask.sql, whole, dimension, by, numbers)
    return joined([*sums, *_scanned(ask.sql, rest, by, numbers)])


def book_zone(sql: sqlite3.Connection) -> str:
    """Return the zone whose days the sums are kept by."""
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    return str(zone)


def _whole_units(
    edges: Int64s, after: Int64s, before: Int64s, instants: Callable[[Int64s], Int64s]
) -> tuple[Pieces, Pieces]:
    """Cut spans into whole days or hours, and what is left of them at their ends as instants.

    `after` is the first unit that begins at an edge or after it, `before` the unit in which the edge lies.
    """
    first, last = after[:-1], before[1:]
    place = np.arange(len(first))
    whole = first < last
    begun = np.where(whole, instants(first), edges[1:])
    over = np.where(whole, instants(last), edges[1:])
    start = np.stack((edges[:-1], over), axis=1).ravel()
    end = np.stack((begun, edges[1:]), axis=1).ravel()
    left = start < end
    places = np.repeat(place, 2)
    return Pieces(first[whole], last[whole], place[whole]), Pieces(start[left], end[left], places[left])


# --------------------------------------------------------------------------- from sums


def _of_hours(
    sql: sqlite3.Connection, hours: Pieces, by: Field | None, numbers: Numbers
) -> Iterator[EventSums]:
    if not len(hours):
        return
    first, last = int(hours.start[0]), int(hours.end[-1]) - 1
    days, cells = read_cells(sql, Dimension.HOUR, first // HOURS, last // HOURS)
    inside, place = hours.of(days * HOURS + cells["key"])
    yield _of_cells(cells[inside], place, None, by, numbers)


def _of_days(
    sql: sqlite3.Connection, days: Pieces, dimension: Dimension, by: Field | None, numbers: Numbers
) -> Iterator[EventSums]:
    """Yield the sums of days; events that have no key are the whole without the others."""
    if not len(days):
        return
    first, last = int(days.start[0]), int(days.end[-1]) - 1
    cells, place = _within(days, *read_cells(sql, dimension, first, last))
    field = FIELD_OF[dimension]
    told = _of_cells(cells, place, field, by, numbers)
    yield told
    if dimension is not Dimension.SOURCE and 0 in numbers.get(field, (0,)):
        free = {one: kept for one, kept in numbers.items() if one is not field}
        kind = Field.KIND if by is Field.KIND else None
        # What was just added up is less to go through than all cells again, where it holds them all.
        yield (
            _less(told, kind) if field not in numbers else _of_cells(cells, place, None, kind, free, sign=-1)
        )
        yield _of_cells(*_within(days, *read_cells(sql, Dimension.SOURCE, first, last)), None, kind, free)


def _less(sums: EventSums, by: Field | None) -> EventSums:
    """Return sums with the opposite sign, without their keys but where these are kinds."""
    parts = [-sums.events, -sums.high, -sums.low]
    key = sums.key if by is Field.KIND else np.zeros(len(sums.key), np.int64)
    return grouped(sums.place, key, sums.currency, sums.kind, parts, sums.unit)


def _within(days: Pieces, day: Int64s, cells: Cells) -> tuple[Cells, Int64s]:
    inside, place = days.of(day)
    return cells[inside], place


def _of_cells(
    cells: Cells, place: Int64s, field: Field | None, by: Field | None, numbers: Numbers, *, sign: int = 1
) -> EventSums:
    """Sum up cells whose keys are those of `field`, as far as the wanted numbers let them through."""
    kept = np.ones(len(cells), np.bool_)
    for one, column in ((field, "key"), (Field.KIND, "kind")):
        if one is not None and one in numbers:
            kept &= np.isin(cells[column], list(numbers[one]))
    if not kept.all():
        cells, place = cells[kept], place[kept]
    key = cells["kind"] if by is Field.KIND else cells["key"] if by is not None and by is field else None
    return grouped(
        place,
        np.zeros(len(place), np.int64) if key is None else key.astype(np.int64),
        cells["currency"].astype(np.int64),
        cells["kind"].astype(np.int64),
        [sign * cells[name].astype(np.int64) for name in ("events", "millions", "rest")],
        MILLION,
    )


# --------------------------------------------------------------------------- from columns


def _scanned(
    sql: sqlite3.Connection, pieces: Pieces, by: Field | None, numbers: Numbers
) -> Iterator[EventSums]:
    """Yield the sums of the events within stretches of time, block by block."""
    for events in scan(sql, pieces, numbers, _told(by)):
        high, low = _parts(events.column(Field.AMOUNT))
        key = np.zeros(len(low), np.int64) if by is None else events.column(by)
        sums = [np.ones(len(low), np.int64), high, low]
        kind, currency = events.column(Field.KIND), events.column(Field.CURRENCY)
        yield grouped(events.place, key, currency, kind, sums, 1 << _SHIFT)


def _told(by: Field | None) -> tuple[Field, ...]:
    fields = (Field.KIND, Field.CURRENCY, Field.AMOUNT)
    return fields if by is None or by is Field.KIND else (*fields, by)


def _parts(amount: Int64s) -> tuple[Int64s, Int64s]:
    """Split amounts where their sum could be beyond 64 bits."""
    if not len(amount) or float(np.abs(amount).max()) * len(amount) < _EXACT:
        return np.zeros(len(amount), np.int64), amount
    return amount >> _SHIFT, amount & ((1 << _SHIFT) - 1)
