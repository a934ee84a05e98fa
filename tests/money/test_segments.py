"""Running sums and caps over columns do what a loop over the rows would do."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.money.segments import clip_to_room, group_cumsum_before

LOW, HIGH = -(2**63), 2**63 - 1

values = st.one_of(st.integers(-20, 20), st.integers(-(10**15), 10**15), st.integers(LOW, HIGH))
group_ids = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 70_000), st.integers(-5, 5))


def _sums_before(groups, amounts):
    sums = defaultdict(int)
    before = []
    for group, amount in zip(groups, amounts, strict=True):
        before.append(sums[group])
        sums[group] += amount
    return before


def _clipped(wanted, groups, room):
    left = list(room)
    taken = []
    for want, group in zip(wanted, groups, strict=True):
        part = max(0, min(want, left[group]))
        left[group] -= part
        taken.append(part)
    return taken


@given(st.lists(st.tuples(group_ids, values), max_size=20))
def test_a_running_sum_within_groups_is_that_of_a_loop(rows):
    groups, amounts = [group for group, _ in rows], [amount for _, amount in rows]
    expected = _sums_before(groups, amounts)
    columns = np.array(groups, np.int64), np.array(amounts, np.int64)
    if all(LOW <= value <= HIGH for value in expected):
        assert group_cumsum_before(*columns).tolist() == expected
    else:
        with pytest.raises(OverflowError):
            group_cumsum_before(*columns)


@given(
    st.integers(1, 4).flatmap(
        lambda count: st.tuples(
            st.lists(st.tuples(values, st.integers(0, count - 1)), max_size=20),
            st.lists(values | st.integers(0, 60), min_size=count, max_size=count),
        )
    )
)
def test_each_row_in_turn_takes_what_its_groups_room_still_has(rows_and_room):
    rows, room = rows_and_room
    wanted, groups = [want for want, _ in rows], [group for _, group in rows]
    result = clip_to_room(np.array(wanted, np.int64), np.array(groups, np.int64), np.array(room, np.int64))
    assert result.dtype == np.int64
    assert result.tolist() == _clipped(wanted, groups, room)


@pytest.mark.parametrize("groups", [1, 40, 60_000])
@pytest.mark.parametrize("largest", [10**7, 10**15])
def test_long_columns_agree_with_a_loop(groups, largest):
    draw = np.random.default_rng(5)
    group = draw.integers(0, groups, 20_000)
    wanted = draw.integers(-largest // 10, largest, group.size)
    room = draw.integers(-largest, largest * 100, groups)
    assert group_cumsum_before(group, wanted).tolist() == _sums_before(group.tolist(), wanted.tolist())
    assert clip_to_room(wanted, group, room).tolist() == _clipped(
        wanted.tolist(), group.tolist(), room.tolist()
    )


def test_b1_many_of_the_largest_amounts_do_not_wrap_the_running_sum():
    wanted = np.full(10_000, 10**15)
    groups = np.zeros(10_000, np.int64)
    taken = clip_to_room(wanted, groups, np.array([HIGH]))
    assert sum(taken.tolist()) == HIGH
    assert taken[0] == 10**15 and taken[-1] == 0
    with pytest.raises(OverflowError):
        group_cumsum_before(groups, wanted)
    many = np.arange(10_000)
    assert group_cumsum_before(many % 5_000, wanted).tolist() == [0] * 5_000 + [10**15] * 5_000


def test_rows_already_grouped_and_rows_of_huge_group_numbers_are_summed_alike():
    amounts = np.array([1, 2, 3, 4])
    assert group_cumsum_before(np.array([1, 1, 5, 5]), amounts).tolist() == [0, 1, 0, 3]
    assert group_cumsum_before(np.array([HIGH, 0, HIGH, 0]), amounts).tolist() == [0, 0, 1, 2]


def test_the_columns_given_are_left_as_they_were():
    wanted, groups, room = np.array([5, -5, 9]), np.array([0, 0, 0]), np.array([7])
    assert clip_to_room(wanted, groups, room).tolist() == [5, 0, 2]
    assert (wanted.tolist(), groups.tolist(), room.tolist()) == ([5, -5, 9], [0, 0, 0], [7])


def test_no_rows_need_no_room():
    assert clip_to_room([], [], []).tolist() == []
    assert group_cumsum_before([], []).tolist() == []


def test_columns_that_do_not_fit_together_are_errors():
    with pytest.raises(ValueError, match="different lengths"):
        group_cumsum_before([1], [1, 2])
    with pytest.raises(ValueError, match="different lengths"):
        clip_to_room([1], [0, 0], [5])
    for group in (-1, 1):
        with pytest.raises(ValueError, match="no entry"):
            clip_to_room([1], [group], [5])
