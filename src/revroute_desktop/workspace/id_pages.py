"""Row ids of a sorted and filtered table as one array, and pages of rows by their ids.

`OFFSET` walks over all that it skips; a page by ids costs the same anywhere in the table.
"""

import json
import sqlite3
from collections.abc import Sequence

import numpy as np

Ids = np.ndarray[tuple[int], np.dtype[np.int64]]

_PACKED_MOST = 1_900_000
_BATCH = 4_096
_PIECE = 1 << 19


def read_ids(sql: sqlite3.Connection, query: str, parameters: Sequence[object] = ()) -> Ids:
    """Return the first column of `query`, whole numbers, in its order.

    Up to 1.9 million ids below 2³² come as one text of hexadecimal digits: SQLite then works in a single
    step, during which Python runs other threads; a step per row would hold them up a million times.
    """
    packed = sql.execute(
        "SELECT COUNT(*), COALESCE(MAX(id), 0) >> 32, COALESCE(MIN(id), 0) < 0, "
        f"GROUP_CONCAT(digits, '') FROM (SELECT id, PRINTF('%08x', id) AS digits FROM ({query}) "
        f"LIMIT {_PACKED_MOST + 1})",
        parameters,
    ).fetchone()
    count, high, negative, digits = packed
    if count <= _PACKED_MOST and not high and not negative:
        # In pieces: one call over all of them would hold up the other threads for its whole length.
        pieces = (digits[at : at + _PIECE] for at in range(0, 8 * count, _PIECE))
        return np.frombuffer(b"".join(map(bytes.fromhex, pieces)), ">u4").astype(np.int64)
    cursor = sql.execute(query, parameters)
    parts = []
    while batch := cursor.fetchmany(_BATCH):
        parts.append(np.fromiter((row[0] for row in batch), np.int64, len(batch)))
    return np.concatenate(parts)


def as_json(ids: Ids | list[int]) -> str:
    """Return ids as the JSON array that `json_each` reads, so that one statement serves any number."""
    return json.dumps(ids if isinstance(ids, list) else ids.tolist())
