"""Goes through the packed columns of events: those of stretches of time and of wanted numbers, some blocks at
a time.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.event_keys import Numbers
from revroute_desktop.workspace.event_rollups.columns import UNDONE, Field, among, block_spans, counts, read

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]

_AT_ONCE: Final = 8
"""Blocks whose columns are in memory at once: few enough for them to stay in the processor's cache."""


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
    """Some of the events that were looked for: the place of each, and the columns that were asked for."""

    place: Int64s
    columns: dict[Field, Int64s]


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
            if len(found.place):
                yield found


def _scan(
    sql: sqlite3.Connection,
    blocks: Int64s,
    pieces: Pieces,
    stretch: Int64s | None,
    numbers: Numbers,
    fields: Sequence[Field],
) -> Scanned:
    """Return what is found in blocks; `stretch` is the one in which all of each block lies, or None."""
    kinds = numbers.get(Field.KIND)
    kept = among(sql, Field.KIND, blocks, (UNDONE,) if kinds is None else kinds)
    if kinds is None:
        np.logical_not(kept, out=kept)
    for field, wanted in numbers.items():
        if field is not Field.KIND:
            kept &= among(sql, field, blocks, wanted)
    if not kept.any():
        return Scanned(np.zeros(0, np.int64), {})
    if stretch is None:
        inside, place = pieces.of(read(sql, Field.AT, blocks))
        place = place[kept[inside]]
        kept &= inside
    else:
        place = np.repeat(pieces.place[stretch], counts(sql, blocks))[kept]
    return Scanned(place, {field: read(sql, field, blocks)[kept] for field in fields})
