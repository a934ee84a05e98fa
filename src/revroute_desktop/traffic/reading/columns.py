"""Columns of hits and words put together, and rows of them taken out."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import Hits, Words


def join_hits(parts: Sequence[Hits]) -> Hits:
    """Return all rows of several batches, one batch after the other."""
    if len(parts) == 1:
        return parts[0]
    columns: dict[str, Any] = {}
    for field in fields(Hits):
        values = [getattr(part, field.name) for part in parts]
        columns[field.name] = join_words(values) if isinstance(values[0], Words) else np.concatenate(values)
    return Hits(**columns)


def join_words(parts: Sequence[Words]) -> Words:
    """Return one column of several, with each distinct text once."""
    index: dict[str, int] = {}
    codes = []
    for part in parts:
        numbers = np.fromiter(
            (index.setdefault(text, len(index)) for text in part.values), np.int32, len(part.values)
        )
        codes.append(numbers[part.codes])
    return Words(tuple(index), np.concatenate(codes))


def take_hits(hits: Hits, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Hits:
    """Return the rows of a batch that are numbered or marked; words may then be more than are used."""
    columns: dict[str, Any] = {}
    for field in fields(Hits):
        column = getattr(hits, field.name)
        columns[field.name] = (
            Words(column.values, column.codes[rows]) if isinstance(column, Words) else column[rows]
        )
    return Hits(**columns)
