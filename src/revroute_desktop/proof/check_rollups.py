"""Checks of the rollups of events: their packed columns, and their sums by day and dimension.

All is made anew from the events by code of its own: a mistake in what keeps them must not hide behind itself.
"""

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.proof.faults import FaultFound, found
from revroute_desktop.proof.read_columns import read_columns
from revroute_desktop.proof.sums import Sums, grouped
from revroute_desktop.workspace.zones import local_days

Int64s = NDArray[np.int64]
Block = tuple[int, int, int, int, bytes]
"""How many values, least, most, step, cells."""

SIZE: Final = 8192
_AT_ONCE: Final = 8 * SIZE
_FIELD, _DIMENSION, _DAY = 2**32, 2**40, 2**16
_KEYS: Final = 2**17
_HOUR: Final = 3_600_000_000
_MILLION: Final = 1_000_000
_YEARS: Final = (-62_104_060_800_000_000, 253_370_764_800_000_000 - 1)
_EARNING_MAX: Final = 5

_AT, _KIND, _CURRENCY, _AMOUNT, _PAYER, _FIRST = 1, 2, 3, 4, 10, 11
_FIELDS: Final = {
    1: "times", 2: "kinds", 3: "currencies", 4: "amounts", 5: "sources", 6: "routes", 7: "products",
    8: "campaigns", 9: "countries", 10: "payers", 11: "first purchases",
}  # fmt: skip
_DIMENSIONS: Final = {1: "hour", 2: "source", 3: "route", 4: "product", 5: "campaign", 6: "country"}
_OF_FIELD: Final = {2: 5, 3: 6, 4: 7, 5: 8, 6: 9}
"""The field that each dimension but the hour is told by."""

_EVENTS: Final = (
    "SELECT e.occurred_at, IIF(s.state = 5, 0, e.kind), e.currency, e.amount, e.source, coalesce(t.route, 0),"
    " coalesce(e.product, 0), coalesce(e.campaign, 0), coalesce(e.country, 0), coalesce(e.payer, 0)"
    " FROM event e LEFT JOIN d_event_state s ON s.event = e.id LEFT JOIN txn t ON t.id = s.txn"
    " WHERE e.id BETWEEN ? AND ? ORDER BY e.id"
)


def check_rollups(sql: sqlite3.Connection) -> None:
    """Raises FaultFound unless the columns and sums are those of the events; SumTooLarge."""
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    (events,) = sql.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
    (payers,) = sql.execute("SELECT coalesce(max(payer), 0) FROM event").fetchone()
    first = np.zeros(payers, np.int64)
    sums = Sums(5, 3)
    for begin in range(0, events, _AT_ONCE):
        columns = read_columns(sql, 10, _EVENTS, (begin + 1, begin + _AT_ONCE))
        if len(columns[0]) != min(_AT_ONCE, events - begin):
            raise found("rows", f"The numbers of the events after {begin} have a gap", "event")
        for field, values in enumerate(columns, 1):
            _check_blocks(sql, field, begin // SIZE, values)
        _add_up(sums, columns, zone)
        _note_first(first, columns)
    _check_first(sql, first)
    _check_no_others(sql, -(-events // SIZE))
    _check_sums(sql, *sums.columns())


def _check_blocks(sql: sqlite3.Connection, field: int, block: int, values: Int64s) -> None:
    for begin in range(0, len(values), SIZE):
        number = field * _FIELD + block + begin // SIZE
        if _stored(sql, number) != _block(values[begin : begin + SIZE], stepped=field == _AT):
            raise _wrong_column(number)


def _stored(sql: sqlite3.Connection, number: int) -> Block | None:
    row: Block | None = sql.execute(
        "SELECT count, least, most, step, cells FROM d_column WHERE id = ?", (number,)
    ).fetchone()
    return row


def _block(values: Int64s, *, stepped: bool) -> Block:
    least, most = int(values.min()), int(values.max())
    if least == most:
        return len(values), least, most, 1, b""
    above = values.astype(np.uint64) - np.uint64(least % 2**64)
    step = int(np.gcd.reduce(above)) if stepped else 1
    cells = above // np.uint64(step)
    width = next(width for width in (1, 2, 4, 8) if int(cells.max()) < 256**width)
    return len(values), least, most, step, cells.astype(f"<u{width}").tobytes()


def _note_first(first: Int64s, columns: Sequence[Int64s]) -> None:
    at, kind, payer = columns[_AT - 1], columns[_KIND - 1], columns[_PAYER - 1]
    earning = (kind >= 1) & (kind <= _EARNING_MAX) & (payer > 0)
    place, at = payer[earning] - 1, np.where(at[earning] == 0, 1, at[earning])
    earliest = np.full(len(first), np.iinfo(np.int64).max)
    np.minimum.at(earliest, place, at)
    here = np.unique(place)
    known = first[here]
    first[here] = np.where(known == 0, earliest[here], np.minimum(known, earliest[here]))


def _check_first(sql: sqlite3.Connection, first: Int64s) -> None:
    """A block ends with the last payer that was ever noted in it; payers of undone imports never earned."""
    low = _FIRST * _FIELD
    blocks = sql.execute(
        "SELECT id, count, least, most, step, cells FROM d_column WHERE id >= ? ORDER BY id", (low,)
    ).fetchall()
    missing = first != 0
    for number, *stored in blocks:
        begin, count = (number - low) * SIZE, stored[0]
        expected = first[begin : begin + count]
        if not 0 < len(expected) == count <= SIZE or tuple(stored) != _block(expected, stepped=True):
            raise _wrong_column(number)
        missing[begin : begin + count] = False
    if missing.any():
        raise _wrong_column(low + int(np.argmax(missing)) // SIZE)


def _check_no_others(sql: sqlite3.Connection, blocks: int) -> None:
    known = " OR ".join(f"id BETWEEN {field * _FIELD} AND {field * _FIELD + blocks - 1}" for field in _FIELDS)
    row = sql.execute(
        f"SELECT id FROM d_column WHERE id < {_FIRST * _FIELD} AND NOT ({known}) LIMIT 1"
    ).fetchone()
    if row is not None:
        raise _wrong_column(row[0])


def _wrong_column(number: int) -> FaultFound:
    field, block = divmod(number, _FIELD)
    what = "payers" if field == _FIRST else "events"
    return found(
        "d_column",
        f"The packed {_FIELDS.get(field, 'values')} of {what} {block * SIZE + 1} to {(block + 1) * SIZE} are "
        "not what the books come to",
        f"d_column {number}",
    )


# --------------------------------------------------------------------------- sums


def _add_up(sums: Sums, columns: Sequence[Int64s], zone: str) -> None:
    standing = columns[_KIND - 1] != 0
    at, kind, currency, amount = (columns[field - 1][standing] for field in (_AT, _KIND, _CURRENCY, _AMOUNT))
    rest = np.sign(amount) * (np.abs(amount) % _MILLION)
    values = (np.ones(len(at), np.int64), (amount - rest) // _MILLION, rest)
    hours = at // _HOUR
    days = local_days(np.clip(at, *_YEARS), zone)
    for dimension in _DIMENSIONS:
        if dimension == 1:
            day, key = hours // 24, hours % 24
            chosen = np.ones(len(at), np.bool_)
        else:
            day, key = days, columns[_OF_FIELD[dimension] - 1][standing]
            chosen = key != 0
        if chosen.any():
            which = np.full(int(chosen.sum()), dimension, np.int64)
            keys = (which, day[chosen], key[chosen], currency[chosen], kind[chosen])
            sums.add(*grouped(keys, [value[chosen] for value in values]))


def _check_sums(sql: sqlite3.Connection, keys: Sequence[Int64s], values: Sequence[Int64s]) -> None:
    expected = _rows(keys, values)
    for number, cells in sql.execute("SELECT id, cells FROM d_event_day ORDER BY id"):
        wanted = next(expected, None)
        if wanted is None or wanted[0] > number:
            raise _wrong_sum(number, "are stored, but nothing in the books makes them")
        if wanted[0] < number:
            raise _wrong_sum(wanted[0], "are missing, which the books make")
        if wanted[1] != cells:
            raise _wrong_sum(number, "are not what the events come to")
    wanted = next(expected, None)
    if wanted is not None:
        raise _wrong_sum(wanted[0], "are missing, which the books make")


def _rows(keys: Sequence[Int64s], values: Sequence[Int64s]) -> Iterator[tuple[int, bytes]]:
    if not len(keys[0]):
        return
    dimension, day, key, currency, kind = keys
    number = dimension * _DIMENSION + day * _DAY + key // _KEYS
    bounds = np.flatnonzero(np.diff(number, prepend=number[0] - 1, append=number[-1] + 1))
    cell = struct.Struct("<IHHIqq")
    for begin, end in pairwise(bounds.tolist()):
        part = (column[begin:end].tolist() for column in (key, currency, kind, *values))
        yield int(number[begin]), b"".join(map(cell.pack, *part))


def _wrong_sum(number: int, what: str) -> FaultFound:
    dimension = (number + _DIMENSION // 2) // _DIMENSION
    day = (number - dimension * _DIMENSION) // _DAY
    word = _DIMENSIONS.get(dimension, "an unknown dimension")
    on = str(np.datetime64(day, "D")) if abs(day) < 10**6 else f"day {day}"
    return found("d_event_day", f"The sums of the events of {on} by {word} {what}", f"d_event_day {number}")
