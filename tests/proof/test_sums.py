"""Sums by key are exact, whatever their size and however they are put together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.proof.sums import Sums, SumTooLarge, grouped

rows = st.lists(
    st.tuples(st.integers(-(2**62), 2**62), st.integers(0, 3), st.integers(-(10**16), 10**16)), max_size=40
)


def column(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def columns(of: list[tuple[int, int, int]]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    return [column([row[0] for row in of]), column([row[1] for row in of])], [column([row[2] for row in of])]


def in_python(of: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    sums: dict[tuple[int, int], int] = {}
    for first, second, value in of:
        sums[first, second] = sums.get((first, second), 0) + value
    return [(*key, sums[key]) for key in sorted(sums)]


def listed(keys: list[np.ndarray], values: list[np.ndarray]) -> list[tuple[int, int, int]]:
    return list(zip(*(each.tolist() for each in (*keys, *values)), strict=True))


@given(rows, st.booleans())
def test_grouping_sums_as_python_does(of: list[tuple[int, int, int]], narrow: bool) -> None:
    """Narrow keys are packed into one integer, wide ones are not."""
    of = [(first % 1000 if narrow else first, second, value) for first, second, value in of]
    assert listed(*grouped(*columns(of))) == in_python(of)


@given(st.lists(rows, max_size=5))
def test_parts_add_up_to_the_whole(parts: list[list[tuple[int, int, int]]]) -> None:
    sums = Sums(2, 1)
    for part in parts:
        sums.add(*columns(part))
    assert listed(*sums.columns()) == in_python([row for part in parts for row in part])


def test_a_sum_beyond_64_bits_is_refused_not_wrapped() -> None:
    with pytest.raises(SumTooLarge):
        grouped([column([1, 1])], [column([2**62, 2**62])])
    assert grouped([column([1, 1, 1])], [column([2**62, 2**62, -(2**62)])])[1][0].tolist() == [2**62]
