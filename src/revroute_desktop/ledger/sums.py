"""Exact sums of int64 columns by key. Pure."""

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError

Int64s = NDArray[np.int64]

SUM_LIMIT = 2**62
"""No balance, counter or sum of one chunk may pass this, in minor units (BOOKS.md, B1)."""


class SumOverflow(UserError):
    """A sum would pass SUM_LIMIT."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} would grow beyond what can be kept exactly, {SUM_LIMIT:,} minor units; nothing of this "
            "step was written. Check the amounts."
        )


def sums_by_place(values: Int64s, place: Int64s, count: int) -> Int64s:
    """Return the exact sum of the values at each of `count` places; raises SumOverflow past SUM_LIMIT.

    The bound is tested on floating sums of the absolute values, which are within a millionth of the truth.
    """
    bound = np.bincount(place, weights=np.abs(values.astype(np.float64)), minlength=count)
    if bound.max(initial=0.0) > SUM_LIMIT * 0.999:
        raise SumOverflow("A sum of one step")
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, place, values)
    return sums
