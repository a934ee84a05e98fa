"""Distinct rows of int64 columns, by which sums are told apart. Pure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]


def distinct_rows(columns: Sequence[Int64s]) -> tuple[tuple[Int64s, ...], Int64s]:
    """Return the distinct rows of columns in rising order, and each row's place among them."""
    lows = [int(column.min()) if len(column) else 0 for column in columns]
    widths = [
        (int(column.max(initial=low)) - low).bit_length() for column, low in zip(columns, lows, strict=True)
    ]
    if sum(widths) <= 62:
        key = np.zeros(len(columns[0]), np.int64)
        for column, low, width in zip(columns, lows, widths, strict=True):
            key = (key << width) | (column - low)
        _, first, place = np.unique(key, return_index=True, return_inverse=True)
    else:
        _, first, place = np.unique(np.stack(columns, axis=1), axis=0, return_index=True, return_inverse=True)
    return tuple(column[first] for column in columns), place.reshape(-1).astype(np.int64, copy=False)
