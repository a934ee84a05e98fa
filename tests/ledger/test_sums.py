"""Sums by key: exact, and refused where they would pass what a balance can hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.ledger.sums import SUM_LIMIT, SumOverflow, sums_by_place
from revroute_desktop.workspace.distinct import distinct_rows


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**40), st.integers(-(10**15), 10**15)), min_size=1)
)
def test_sums_by_key_equal_a_plain_loop(rows: list[tuple[int, int, int]]) -> None:
    first, second, values = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    (a, b), place = distinct_rows((first, second))
    sums = sums_by_place(values, place, len(a))
    expected: dict[tuple[int, int], int] = {}
    for one, two, value in rows:
        expected[one, two] = expected.get((one, two), 0) + value
    assert dict(zip(zip(a.tolist(), b.tolist(), strict=True), sums.tolist(), strict=True)) == expected
    assert list(expected) and sorted(expected) == list(zip(a.tolist(), b.tolist(), strict=True))


def test_a_sum_past_the_limit_is_refused_and_never_wraps() -> None:
    values = np.full(5000, 10**15, dtype=np.int64)
    place = np.zeros(5000, dtype=np.int64)
    assert SUM_LIMIT < 5000 * 10**15
    with pytest.raises(SumOverflow):
        sums_by_place(values, place, 1)
