"""The order of a batch (B13): by local day, what enters routes first, then the rest, each by time, source and
id.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.kinds import Kind

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]


def enters_routes(kind: Int64s, amount: Int64s) -> Bools:
    """Return which events enter routes: all above zero but won disputes, which give back (B7, B10)."""
    result: Bools = (amount > 0) & (kind != int(Kind.CHARGEBACK_REVERSAL))
    return result


def half_days(day: NDArray[np.signedinteger[Any]], enters: Bools) -> NDArray[np.signedinteger[Any]]:
    """Return the halves of days that events lie in: what enters routes is the first half of its day."""
    return day * 2 + ~enters


def batch_order(
    half_day: NDArray[np.signedinteger[Any]],
    occurred_at: Int64s,
    source_rank: NDArray[np.signedinteger[Any]],
    external_ids: Callable[[Int64s], Sequence[str]],
) -> Int64s:
    """Return the rows in the order of the batch.

    `source_rank` is the place of each event's source among the sources' codes. `external_ids` is asked only
    for the rows that tie in all else. Half days are put in order one by one, so that a large batch takes
    little more memory than the order itself.
    """
    order: Int64s = np.argsort(half_day)  # not stable, which would take memory of its own
    ordered = half_day[order]
    cuts = (np.flatnonzero(ordered[1:] != ordered[:-1]) + 1).tolist()
    del ordered
    for begin, end in pairwise([0, *cuts, len(order)]):
        rows = np.sort(order[begin:end])
        at, rank = occurred_at[rows], source_rank[rows]
        within = np.lexsort((rank, at))
        rows, at, rank = rows[within], at[within], rank[within]
        same = (at[1:] == at[:-1]) & (rank[1:] == rank[:-1])
        if same.any():
            _order_ties(rows, same, external_ids)
        order[begin:end] = rows
    return order


def _order_ties(rows: Int64s, same: Bools, external_ids: Callable[[Int64s], Sequence[str]]) -> None:
    """Bring rows that tie with the one before them, as `same` says of all but the first, into the order of
    their ids.
    """
    tied = np.zeros(len(rows), np.bool_)
    tied[1:] |= same
    tied[:-1] |= same
    places = np.flatnonzero(tied)
    run = np.cumsum(np.concatenate(([True], ~same)))[places]
    chosen = rows[places]
    ids = external_ids(chosen)
    by_id = sorted(range(len(places)), key=lambda index: (run[index], ids[index]))
    rows[places] = chosen[by_id]
