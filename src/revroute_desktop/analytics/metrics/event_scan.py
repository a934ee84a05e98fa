"""Goes through the packed columns of events: those of stretches of time and of wanted numbers, some blocks at
a time.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.event_keys import Numbers
from revroute_desktop.workspace.event_rollups.columns import (
    UNDONE,
    Cells,
    Field,
    among,
    block_spans,
    counts,
    fetch,
    read,
    unpacked,
)

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]

_AT_ONCE: Final = 16
"""Blocks whose columns are in memory at once: few enough for them to stay in the processor's cache."""
_FEW: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Stretches that rise and do not overlap, each with the place of the span that it belongs to."""

    start: Int64s
    end: Int64s
    place: Int64s

    def __len__(self) -> int:
        return len(self.start)

    def of(self, values: Int64s) -> tuple[NDArray[np.bool_], Int64s]:
        """Return whether each value lies in a stretch, and the places of those that do."""
        if len(self.start) == 1:
            inside = (values >= self.start[0]) & (values < self.end[0])
            return inside, np.full(np.count_nonzero(inside), self.place[0])
        stretch = np.searchsorted(self.start, values, side="right") - 1
        inside = (stretch >= 0) & (values < self.end[np.maximum(stretch, 0)])
        return inside, self.place[stretch[inside]]


@dataclass(frozen=True, slots=True, eq=False)
class Scanned:
    """Some of the events that were looked for: which of some blocks they are (`where`, an index), and the
    columns that were asked for, not unpacked yet. What is left to do needs no connection.
    """

    where: Bools | Int64s
    cells: Mapping[Field, Cells]
    _places: Int64s
    _lengths: Int64s | None
    """How many events each of `_places` is for, of all in the blocks; None where it is one of those found."""

    @property
    def place(self) -> Int64s:
        """The place of each event."""
        return self._places if self._lengths is None else np.repeat(self._places, self._lengths)[self.where]

    def column(self, field: Field) -> Int64s:
        """Return the values of these events."""
        return unpacked(self.cells[field], np.int64)[self.where]


def scan(
    sql: sqlite3.Connection, pieces: Pieces, numbers: Numbers, fields: Sequence[Field]
) -> Iterator[Scanned]:
    """Yield the events that stand, lie within stretches of time and have wanted numbers."""
    if not len(pieces):
        return
    block, least, most = block_spans(sql, int(pieces.start[0]), int(pieces.end[-1]))
    first = np.searchsorted(pieces.end, least, side="right")
    beyond = np.searchsorted(pieces.start, most, side="right")
    alone = (beyond - first == 1) & (pieces.start[np.minimum(first, len(pieces) - 1)] <= least)
    alone &= most < pieces.end[np.minimum(first, len(pieces) - 1)]
    for whole in (True, False):
        chosen = np.flatnonzero((first < beyond) & (alone == whole))
        for begin in range(0, len(chosen), _AT_ONCE):
            some = chosen[begin : begin + _AT_ONCE]
            found = _scan(sql, block[some], pieces, first[some] if whole else None, numbers, fields)
            if found is not None:
                yield found


def _scan(
    sql: sqlite3.Connection,
    blocks: Int64s,
    pieces: Pieces,
    stretch: Int64s | None,
    numbers: Numbers,
    fields: Sequence[Field],
) -> Scanned | None:
    """Return what is found in blocks; `stretch` is the one in which all of each block lies, or None."""
    kinds = numbers.get(Field.KIND)
    kept = among(sql, Field.KIND, blocks, (UNDONE,) if kinds is None else kinds)
    if kinds is None:
        np.logical_not(kept, out=kept)
    for field, wanted in numbers.items():
        if field is not Field.KIND:
            kept &= among(sql, field, blocks, wanted)
    if not kept.any():
        return None
    if stretch is None:
        inside, places = pieces.of(read(sql, Field.AT, blocks))
        places, lengths = places[kept[inside]], None
        kept &= inside
    else:
        places, lengths = pieces.place[stretch], counts(sql, blocks)
    found = np.count_nonzero(kept)
    if not found:
        return None
    # Where events that are not kept lie here and there, picking by number takes a fifth of the time.
    where = kept if len(kept) - found < len(kept) // _FEW else np.flatnonzero(kept)
    return Scanned(where, {field: fetch(sql, field, blocks) for field in fields}, places, lengths)
