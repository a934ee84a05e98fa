"""Packed columns give back what was put in, in as few bytes as they need."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.workspace.event_rollups.packed import pack, unpack_into

VALUES = st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=40) | st.lists(
    st.integers(-(10**15), 10**15).map(lambda second: second * 1000), min_size=1, max_size=40
)


@given(VALUES, st.booleans())
def test_what_is_packed_comes_back(values: list[int], stepped: bool) -> None:
    packed = pack(np.array(values, np.int64), stepped=stepped)
    out = np.empty(len(values), np.int64)
    unpack_into(out, packed.least, packed.step, packed.cells)
    assert out.tolist() == values
    assert (packed.count, packed.least, packed.most) == (len(values), min(values), max(values))


@pytest.mark.parametrize(
    ("values", "stepped", "size"),
    [
        ([7, 7, 7], False, 0),
        ([-1, 254], False, 2),
        ([-1, 255], False, 4),
        ([0, 2**32 - 1], False, 8),
        ([0, 2**32], False, 16),
        ([5_000_000, 260_000_000], True, 2),
    ],
)
def test_a_cell_takes_as_few_bytes_as_the_largest_needs(values: list[int], stepped: bool, size: int) -> None:
    assert len(pack(np.array(values, np.int64), stepped=stepped).cells) == size


def test_bytes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="3 bytes do not hold 2 values"):
        unpack_into(np.empty(2, np.int64), 0, 1, b"abc")
