"""The texts of traffic's terms, many at a time."""

import json
import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]


def texts_of(sql: sqlite3.Connection, numbers: Int64s) -> dict[int, str]:
    """Return the text of each number."""
    return dict(
        sql.execute(
            "SELECT id, text FROM desk_traffic_term WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers.tolist()),),
        )
    )


def numbers_of(sql: sqlite3.Connection, texts: Sequence[str]) -> Int64s:
    """Return the numbers of texts, as far as there are any."""
    rows = sql.execute(
        "SELECT id FROM desk_traffic_term WHERE text IN (SELECT value FROM json_each(?))",
        (json.dumps(list(texts)),),
    )
    return np.array([number for (number,) in rows], np.int64)
