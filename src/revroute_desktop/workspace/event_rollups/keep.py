"""Keeps the rollups of events: called in the transaction that writes events, routes or undoes them."""

import sqlite3
from collections.abc import Iterable
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.workspace.event_rollups.columns import (
    SIZE,
    UNDONE,
    Field,
    gather,
    last_place,
    read,
    store,
)
from revroute_desktop.workspace.event_rollups.sums import Dimension, Events, add, days_of

Int64s = NDArray[np.int64]

EARNING: Final = (1, 2, 3, 4, 5)
"""Kinds of events that earn: sale, subscription, ad, affiliate, tip."""

_AT_ONCE: Final = 8 * SIZE
_UNDONE_STATE: Final = 5
_OF_EVENT: Final = tuple(field for field in Field if field is not Field.FIRST)
_COLUMNS: Final = (
    "SELECT e.occurred_at, {kind}, e.currency, e.amount, e.source, {route}, COALESCE(e.product, 0), "
    "COALESCE(e.campaign, 0), COALESCE(e.country, 0), COALESCE(e.payer, 0)"
)
_NEW: Final = (
    f"{_COLUMNS.format(kind='e.kind', route='0')} FROM event e WHERE e.id BETWEEN ? AND ? ORDER BY e.id"
)
_KIND: Final = f"IIF(s.state = {_UNDONE_STATE}, {UNDONE}, e.kind)"
_DECIDED: Final = (
    f"{_COLUMNS.format(kind=_KIND, route='COALESCE(t.route, 0)')} "
    "FROM event e LEFT JOIN d_event_state s ON s.event = e.id LEFT JOIN txn t ON t.id = s.txn "
    "WHERE e.id BETWEEN ? AND ? ORDER BY e.id"
)


def note_events(sql: sqlite3.Connection, first: int, count: int) -> None:
    """Take in events that were just written, numbered from `first` on and not routed yet."""
    for begin in range(first, first + count, _AT_ONCE):
        last = min(begin + _AT_ONCE, first + count) - 1
        _take_in(sql, begin, _rows(sql, _NEW, begin, last))


def fill(sql: sqlite3.Connection) -> None:
    """Take in all events of books that had no rollups, as they stand."""
    (most,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM event").fetchone()
    for begin in range(1, most + 1, _AT_ONCE):
        _take_in(sql, begin, _rows(sql, _DECIDED, begin, min(begin + _AT_ONCE - 1, most)))


def note_routes(sql: sqlite3.Connection, events: Int64s, routes: Int64s) -> None:
    """Take in which route (`plan_route`, 0 for none) events took last, each event once."""
    places = events - 1
    before = gather(sql, Field.ROUTE, places)
    changed = before != routes
    if not changed.any():
        return
    places, before, after = places[changed], before[changed], routes[changed]
    held = {
        field: gather(sql, field, places) for field in (Field.AT, Field.KIND, Field.CURRENCY, Field.AMOUNT)
    }
    store(sql, Field.ROUTE, places, after)
    days = days_of(held[Field.AT], _zone(sql))
    for route, sign in ((after, 1), (before, -1)):
        standing = held[Field.KIND] != UNDONE
        moved = {field: values[standing] for field, values in {**held, Field.ROUTE: route}.items()}
        add(sql, Dimension.ROUTE, days[standing], moved, sign)


def note_undone(sql: sqlite3.Connection, events: Int64s) -> None:
    """Take events out that an undo of their import took back; they are numbered in rising order."""
    payers = [np.zeros(0, np.int64)]
    for begin in range(0, len(events), _AT_ONCE):
        places = events[begin : begin + _AT_ONCE] - 1
        held = {field: gather(sql, field, places) for field in _OF_EVENT}
        standing = held[Field.KIND] != UNDONE
        _sum_up(sql, {field: values[standing] for field, values in held.items()}, -1)
        payers.append(np.unique(held[Field.PAYER]))
        store(sql, Field.KIND, places, np.full(len(places), UNDONE, np.int64))
    touched = np.unique(np.concatenate(payers))
    _find_first_anew(sql, touched[touched > 0])


def _take_in(sql: sqlite3.Connection, first: int, events: Events) -> None:
    places = first - 1 + np.arange(len(events[Field.AT]))
    if not len(places):
        return
    if last_place(sql) != first - 1:
        raise ValueError(f"event {first} does not follow the last one that has columns")
    for field, values in events.items():
        store(sql, field, places, values)
    standing = events[Field.KIND] != UNDONE
    if not standing.all():
        events = {field: values[standing] for field, values in events.items()}
    _sum_up(sql, events, 1)
    payer, at = _earning(events)
    _note_first(sql, payer, at)


def _sum_up(sql: sqlite3.Connection, events: Events, sign: int) -> None:
    if not len(events[Field.AT]):
        return
    days = days_of(events[Field.AT], _zone(sql))
    for dimension in Dimension:
        add(sql, dimension, days, events, sign)


def _earning(events: Events) -> tuple[Int64s, Int64s]:
    """Return payer and instant of what earned and has a payer."""
    chosen = (events[Field.PAYER] > 0) & np.isin(events[Field.KIND], EARNING)
    at = events[Field.AT][chosen]
    # 0 stands for "never".
    return events[Field.PAYER][chosen], np.where(at == 0, 1, at)


def _note_first(sql: sqlite3.Connection, payer: Int64s, at: Int64s) -> None:
    if not len(payer):
        return
    payers, first = _earliest(payer, at)
    known = gather(sql, Field.FIRST, payers - 1)
    newer = (known == 0) | (first < known)
    if newer.any():
        store(sql, Field.FIRST, payers[newer] - 1, first[newer])


def _earliest(payer: Int64s, at: Int64s) -> tuple[Int64s, Int64s]:
    order = np.lexsort((at, payer))
    payers, first = np.unique(payer[order], return_index=True)
    return payers, at[order][first]


def _find_first_anew(sql: sqlite3.Connection, payers: Int64s) -> None:
    """Find the first earning events of payers anew, among all that stand."""
    if not len(payers):
        return
    last = last_place(sql)
    never = np.iinfo(np.int64).max
    first = np.full(len(payers), never, np.int64)
    blocks = np.arange(-(-last // SIZE))
    for begin in range(0, len(blocks), 64):
        some = blocks[begin : begin + 64]
        events = {field: read(sql, field, some) for field in (Field.AT, Field.KIND, Field.PAYER)}
        payer, at = _earning(events)
        of = np.minimum(np.searchsorted(payers, payer), len(payers) - 1)
        meant = payers[of] == payer
        np.minimum.at(first, of[meant], at[meant])
    store(sql, Field.FIRST, payers - 1, np.where(first == never, 0, first))


def _rows(sql: sqlite3.Connection, statement: str, first: int, last: int) -> Events:
    rows: Iterable[tuple[int, ...]] = sql.execute(statement, (first, last))
    flat = np.fromiter(chain.from_iterable(rows), np.int64)
    columns = flat.reshape(-1, len(_OF_EVENT)).T
    return {field: np.ascontiguousarray(column) for field, column in zip(_OF_EVENT, columns, strict=True)}


def _zone(sql: sqlite3.Connection) -> str:
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    return str(zone)
