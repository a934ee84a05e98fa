"""Distinct rows of columns: as a set of tuples has them, whatever their sizes and signs."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.workspace.distinct import distinct_rows

_NUMBERS = st.one_of(st.integers(-3, 3), st.integers(-(2**62), 2**62 - 1))


@settings(max_examples=60)
@given(st.lists(st.tuples(_NUMBERS, _NUMBERS, st.integers(0, 2)), max_size=30))
def test_distinct_rows_are_those_of_a_set_in_rising_order(rows: list[tuple[int, int, int]]) -> None:
    columns = [np.array([row[at] for row in rows], np.int64) for at in range(3)]
    found, place = distinct_rows(columns)
    distinct = list(zip(*(column.tolist() for column in found), strict=True))
    assert distinct == sorted(set(rows))
    assert [distinct[at] for at in place.tolist()] == rows
