"""The order of a batch (B13): by local day, what enters routes first, then the rest, each by time, source and
id.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.kinds import Kind

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]


def enters_routes(kind: Int64s, amount: Int64s) -> Bools:
    """Return which events enter routes: all above zero but won disputes, which give back (B7, B10)."""
    result: Bools = (amount > 0) & (kind != int(Kind.CHARGEBACK_REVERSAL))
    return result


def batch_order(
    day: Int64s,
    enters: Bools,
    occurred_at: Int64s,
    source_rank: Int64s,
    external_ids: Callable[[Int64s], Sequence[str]],
) -> Int64s:
    """Return the rows in the order of the batch.

    `source_rank` is the place of each event's source among the sources' codes. `external_ids` is asked only
    for the rows that tie in all else, so that the ids of a large batch need not be held.
    """
    order = np.lexsort((source_rank, occurred_at, ~enters, day))
    columns = (day, enters, occurred_at, source_rank)
    same = np.ones(max(len(order) - 1, 0), np.bool_)
    for column in columns:
        sorted_column = column[order]
        same &= sorted_column[1:] == sorted_column[:-1]
    if not same.any():
        return order
    tied = np.zeros(len(order), np.bool_)
    tied[1:] |= same
    tied[:-1] |= same
    places = np.flatnonzero(tied)
    run = np.cumsum(np.concatenate(([True], ~same)))[places]
    rows = order[places]
    ids = external_ids(rows)
    by_id = sorted(range(len(places)), key=lambda index: (run[index], ids[index]))
    order[places] = rows[by_id]
    return order
