"""The packed columns of events, by blocks of their numbers, and the first earning instant of each payer."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum
from itertools import groupby, pairwise
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.workspace.event_rollups.packed import pack, unpack_into

Int64s = NDArray[np.int64]
Ints = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]
_Number = TypeVar("_Number", bound=np.integer[Any])
Cells = Sequence[tuple[int, int, int, bytes]]
"""Blocks of a column as they are kept: how many values, the least of them, their step, and packed cells."""

SIZE: Final = 8192
"""Values in a block."""

UNDONE: Final = 0
"""The kind of an undone event in its column, which is that of no other."""


class Field(IntEnum):
    """A column of events; the numbers are those of the file. FIRST is one of seals: when a payer first
    earned, 0 for who never did.
    """

    AT = 1
    KIND = 2
    CURRENCY = 3
    AMOUNT = 4
    SOURCE = 5
    ROUTE = 6
    PRODUCT = 7
    CAMPAIGN = 8
    COUNTRY = 9
    PAYER = 10
    FIRST = 11


_STEPPED: Final = frozenset({Field.AT, Field.FIRST})
_WIDTH: Final = 2**32
_NARROW: Final = 2**16


def last_place(sql: sqlite3.Connection) -> int:
    """Return how many events have columns."""
    row = sql.execute(
        "SELECT id, count FROM d_column WHERE id < ? ORDER BY id DESC LIMIT 1", ((Field.AT + 1) * _WIDTH,)
    ).fetchone()
    return 0 if row is None else (row[0] - Field.AT * _WIDTH) * SIZE + row[1]


def block_spans(sql: sqlite3.Connection, start: int, end: int) -> tuple[Int64s, Int64s, Int64s]:
    """Return the blocks that may hold events from `start` to before `end` (microseconds UTC), rising, and
    when the first and the last event of each occurred.
    """
    low = Field.AT * _WIDTH
    rows = sql.execute(
        "SELECT id - ?1, least, most FROM d_column"
        " WHERE id >= ?1 AND id < ?2 AND most >= ?3 AND least < ?4 ORDER BY id",
        (low, low + _WIDTH, start, end),
    ).fetchall()
    block, least, most = np.array(rows, np.int64).reshape(-1, 3).T
    return block, least, most


def span(sql: sqlite3.Connection) -> tuple[int, int] | None:
    """Return when the first and the last event occurred, undone ones too; None where there are none."""
    low = Field.AT * _WIDTH
    first, last = sql.execute(
        "SELECT MIN(least), MAX(most) FROM d_column WHERE id >= ? AND id < ?", (low, low + _WIDTH)
    ).fetchone()
    return None if first is None else (first, last)


def largest(sql: sqlite3.Connection, field: Field) -> int:
    """Return the largest value of a column, 0 where it has none."""
    (found,) = sql.execute(
        "SELECT COALESCE(MAX(most), 0) FROM d_column WHERE id >= ? AND id < ?",
        (field * _WIDTH, (field + 1) * _WIDTH),
    ).fetchone()
    return int(found)


def counts(sql: sqlite3.Connection, blocks: Int64s) -> Int64s:
    """Return how many events each of these blocks holds."""
    found: Int64s = np.minimum(last_place(sql) - blocks * SIZE, SIZE)
    return found


def read(sql: sqlite3.Connection, field: Field, blocks: Int64s) -> Int64s:
    """Return the values of these blocks, rising, one after the other; a block that is missing has none."""
    return unpacked(fetch(sql, field, blocks), np.int64)


def fetch(sql: sqlite3.Connection, field: Field, blocks: Int64s) -> Cells:
    """Return these blocks, rising, as they are kept: what is left to do needs no connection."""
    rows: list[tuple[int, int, int, bytes]] = []
    for first, last in _runs(blocks) if len(blocks) else ():
        rows += sql.execute(
            "SELECT count, least, step, cells FROM d_column WHERE id BETWEEN ? AND ? ORDER BY id",
            (field * _WIDTH + first, field * _WIDTH + last),
        )
    return [*_merged(rows)]


def _merged(blocks: Cells) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield blocks with those as one that follow each other and are packed alike, in a byte a value or less:
    so there are less steps to take. Wider ones are not worth being copied.
    """
    for (least, step, width), alike in groupby(blocks, _packing):
        if width > 1:
            yield from alike
            continue
        count, _, _, cells = zip(*alike, strict=True)
        yield sum(count), least, step, b"".join(cells)


def _packing(block: tuple[int, int, int, bytes]) -> tuple[int, int, int]:
    count, least, step, cells = block
    return least, step, len(cells) // count


def unpacked(blocks: Cells, dtype: type[_Number]) -> NDArray[_Number]:
    """Return the values of blocks, one after the other, in a type that is wide enough for them."""
    values = np.empty(sum(block[0] for block in blocks), dtype)
    begin = 0
    for count, least, step, cells in blocks:
        unpack_into(values[begin : begin + count], least, step, cells)
        begin += count
    return values


def gather(sql: sqlite3.Connection, field: Field, places: Int64s) -> Int64s:
    """Return the values at places, from 0; 0 where nothing is known yet."""
    held = _load(sql, field, np.unique(places // SIZE))
    return _at(held, places)


def among(sql: sqlite3.Connection, field: Field, blocks: Int64s, wanted: Collection[int]) -> Bools:
    """Return of each value of these blocks whether it is one of the wanted, without unpacking them."""
    rows = fetch(sql, field, blocks)
    ends = np.cumsum([0, *(row[0] for row in rows)]).tolist()
    found = np.zeros(ends[-1], np.bool_)
    for (begin, end), (count, least, step, cells) in zip(pairwise(ends), rows, strict=True):
        if not cells:
            found[begin:end] = least in wanted
            continue
        above = np.frombuffer(cells, f"<u{len(cells) // count}")
        most = np.iinfo(above.dtype).max
        steps = [divmod(number - least, step) for number in wanted if number >= least]
        asked = sorted(cell for cell, rest in steps if not rest and cell <= most)
        if asked and asked[-1] - asked[0] == len(asked) - 1:
            # Numbers that follow each other, as kinds do, are told by one comparison.
            low = above if asked[0] == 0 else above - above.dtype.type(asked[0])
            np.less_equal(low, above.dtype.type(asked[-1] - asked[0]), out=found[begin:end])
        elif asked and most < _NARROW:
            table = np.zeros(most + 1, np.bool_)
            table[asked] = True
            # No cell is beyond the table; checking that costs more than looking.
            np.take(table, above, out=found[begin:end], mode="clip")
        elif asked:
            found[begin:end] = np.isin(above, np.array(asked, above.dtype))
    return found


def between(sql: sqlite3.Connection, field: Field, first: int, last: int) -> Int64s:
    """Return the values from place `first` to `last`, both included; 0 where nothing is known.

    For places that lie close together this is faster than `gather`.
    """
    found = np.zeros(last - first + 1, np.int64)
    for number, values in _load(sql, field, np.arange(first // SIZE, last // SIZE + 1)).items():
        begin = number * SIZE - first
        here = values[max(0, -begin) : len(found) - begin]
        found[max(0, begin) : max(0, begin) + len(here)] = here
    return found


def store(sql: sqlite3.Connection, field: Field, places: Int64s, values: Int64s) -> None:
    """Write values at places; what lies before and was never written becomes 0."""
    block = places // SIZE
    held = _load(sql, field, np.unique(block))
    order = np.argsort(block, kind="stable")
    bounds = np.flatnonzero(np.diff(block[order], prepend=-1, append=-1))
    for begin, end in pairwise(bounds.tolist()):
        chosen = order[begin:end]
        number = int(block[chosen[0]])
        within = places[chosen] - number * SIZE
        known = held.get(number, np.zeros(0, np.int64))
        size = max(len(known), int(within.max()) + 1)
        merged = np.zeros(size, np.int64)
        merged[: len(known)] = known
        merged[within] = values[chosen]
        _write(sql, field, number, merged)


def _write(sql: sqlite3.Connection, field: Field, block: int, values: Int64s) -> None:
    packed = pack(values, stepped=field in _STEPPED)
    sql.execute(
        "INSERT INTO d_column (id, count, least, most, step, cells) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET count = excluded.count, least = excluded.least, "
        "most = excluded.most, step = excluded.step, cells = excluded.cells",
        (field * _WIDTH + block, packed.count, packed.least, packed.most, packed.step, packed.cells),
    )


def _load(sql: sqlite3.Connection, field: Field, blocks: Int64s) -> dict[int, Int64s]:
    held = {}
    for number, count, least, step, cells in sql.execute(
        "SELECT w.value, c.count, c.least, c.step, c.cells FROM json_each(?) w "
        "CROSS JOIN d_column c ON c.id = ? + w.value",
        (json.dumps(blocks.tolist()), field * _WIDTH),
    ):
        values = np.empty(count, np.int64)
        unpack_into(values, least, step, cells)
        held[number] = values
    return held


def _at(held: dict[int, Int64s], places: Int64s) -> Int64s:
    block = places // SIZE
    found = np.zeros(len(places), np.int64)
    order = np.argsort(block, kind="stable")
    bounds = np.flatnonzero(np.diff(block[order], prepend=-1, append=-1))
    for begin, end in pairwise(bounds.tolist()):
        chosen = order[begin:end]
        number = int(block[chosen[0]])
        values = held.get(number)
        if values is None:
            continue
        within = places[chosen] - number * SIZE
        known = within < len(values)
        found[chosen[known]] = values[within[known]]
    return found


def _runs(blocks: Int64s) -> Sequence[tuple[int, int]]:
    """Return first and last of each run of numbers that follow each other."""
    if int(blocks[-1]) - int(blocks[0]) == len(blocks) - 1:
        return [(int(blocks[0]), int(blocks[-1]))]
    breaks = np.flatnonzero(np.diff(blocks) != 1)
    firsts = blocks[np.concatenate(([0], breaks + 1))].tolist()
    lasts = blocks[np.concatenate((breaks, [len(blocks) - 1]))].tolist()
    return list(zip(firsts, lasts, strict=True))
