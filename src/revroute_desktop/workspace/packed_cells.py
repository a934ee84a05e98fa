"""Sums in packed cells: a row of a table holds those of a day and a part of the keys, in rising order.

A table has an `id`, the slot, and `cells`, records of fixed width. What a cell is told by is its slot and its
keys; the sums are beside them.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.workspace.distinct import distinct_rows
from revroute_desktop.workspace.problems import Damaged

Int64s = NDArray[np.int64]
Cells = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of packed cells: their type, and which of its fields are keys and sums.

    The first of the sums is a count: a cell that counts nothing is not kept, nor is a row without cells.
    """

    table: str
    cell: np.dtype[np.void]
    keys: tuple[str, ...]
    sums: tuple[str, ...]


def merge(
    sql: sqlite3.Connection, layout: Layout, slots: Int64s, keys: Sequence[Int64s], sums: Sequence[Int64s]
) -> None:
    """Add sums to what is kept; slot and keys of each must occur once.

    Raises OverflowError where a sum would pass 64 bits; nothing is written then.
    """
    touched, place_of_slot = np.unique(slots, return_inverse=True)
    known_slots, known = unpacked(
        layout,
        sql.execute(
            f"SELECT d.id, d.cells FROM json_each(?) w CROSS JOIN {layout.table} d ON d.id = w.value",
            (json.dumps(touched.tolist()),),
        ),
    )
    rows, place = distinct_rows(
        [
            np.concatenate((np.searchsorted(touched, known_slots), place_of_slot)),
            *(
                np.concatenate((known[name].astype(np.int64), column))
                for name, column in zip(layout.keys, keys, strict=True)
            ),
        ]
    )
    was, comes = place[: len(known)], place[len(known) :]
    totals = [
        _total(known[name].astype(np.int64), was, column, comes, len(rows[0]))
        for name, column in zip(layout.sums, sums, strict=True)
    ]
    kept = totals[0] != 0
    cells = np.zeros(np.count_nonzero(kept), layout.cell)
    for name, column in zip((*layout.keys, *layout.sums), (*rows[1:], *totals), strict=True):
        cells[name] = column[kept]
    bounds = np.searchsorted(rows[0][kept], np.arange(len(touched) + 1)).tolist()
    written, empty = [], []
    for slot, begin, end in zip(touched.tolist(), bounds, bounds[1:], strict=False):
        if begin < end:
            written.append((slot, cells[begin:end].tobytes()))
        else:
            empty.append((slot,))
    sql.executemany(f"INSERT OR REPLACE INTO {layout.table} (id, cells) VALUES (?, ?)", written)
    sql.executemany(f"DELETE FROM {layout.table} WHERE id = ?", empty)


def unpacked(layout: Layout, rows: Iterable[tuple[int, bytes]]) -> tuple[Int64s, Cells]:
    """Return the cells of rows (slot, bytes) one after the other, and the slot of each.

    Raises Damaged for bytes that are no cells.
    """
    found = list(rows)
    width = layout.cell.itemsize
    lengths = np.array([len(cells) for _, cells in found], np.int64)
    if (lengths % width).any():
        raise Damaged(f"A row of {layout.table} is not as this program writes it: run `revroute verify`.")
    # The type of what numpy reads from bytes is not known beforehand.
    cells: Any = np.frombuffer(b"".join([cells for _, cells in found]), layout.cell)
    return np.repeat(np.array([slot for slot, _ in found], np.int64), lengths // width), cells


def _total(known: Int64s, was: Int64s, added: Int64s, comes: Int64s, size: int) -> Int64s:
    total = np.zeros(size, np.int64)
    total[was] = known
    before = total[comes]
    after = before + added
    # A sum has another sign than both its parts only where it has passed 64 bits.
    if (((before ^ after) & (added ^ after)) < 0).any():
        raise OverflowError("a sum of packed cells does not fit 64 bits")
    total[comes] = after
    return total
