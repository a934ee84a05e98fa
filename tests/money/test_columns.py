"""Columns round and allocate to the same unit as the scalar functions, and never wrap."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.money import AllocationMode, RoundingMode, allocate, allocate_signed, round_fraction
from revroute_desktop.money.columns import (
    allocate_columns,
    allocate_segments,
    as_int64,
    mul_div_round,
    sum_mul_div_round,
)

LOW, HIGH = -(2**63), 2**63 - 1

int64s = st.one_of(
    st.integers(-50, 50),
    st.integers(-(10**15), 10**15),
    st.integers(LOW, HIGH),
    st.integers(HIGH - 20, HIGH),
    st.integers(LOW, LOW + 20),
)
numerators = st.one_of(st.integers(-20, 20), st.integers(-(10**6), 10**6), st.integers(-(10**25), 10**25))
denominators = st.one_of(st.integers(1, 20), st.sampled_from([100, 10_000, 10**6]), st.integers(1, 10**25))
modes = st.sampled_from(RoundingMode)


def _column(values):
    return np.array(values, np.int64)


@given(st.lists(int64s, max_size=8), numerators, denominators, modes)
def test_a_column_times_a_ratio_is_rounded_as_its_rows_are(base, num, den, mode):
    expected = [round_fraction(value * num, den, mode) for value in base]
    if all(LOW <= value <= HIGH for value in expected):
        assert mul_div_round(_column(base), num, den, mode).tolist() == expected
    else:
        with pytest.raises(OverflowError):
            mul_div_round(_column(base), num, den, mode)


@pytest.mark.parametrize("mode", RoundingMode)
def test_every_small_fraction_is_rounded_as_its_rows_are(mode):
    base = np.arange(-30, 31)
    for den in range(1, 13):
        for num in (-3, -1, 1, 2, 5):
            expected = [round_fraction(value * num, den, mode) for value in base.tolist()]
            assert mul_div_round(base, num, den, mode).tolist() == expected


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("bits", [20, 31, 45, 60, 61, 62, 63])
def test_products_around_the_end_of_int64_are_exact_or_an_overflow(bits, mode):
    around = [sign * (2**bits + offset) for sign in (-1, 1) for offset in (-3, -2, -1, 0, 1)]
    base = [value for value in around if LOW <= value <= HIGH]
    edges = [
        2**power + offset
        for power in (1, 2, 3, 16, 30, 31, 32, 41, 42, 43, 61, 62, 63)
        for offset in (-1, 0, 1)
    ]
    for num in edges:
        for den in (1, 2, 3, 7, 2**16 + 1, 2**31 - 1, 2**32, 2**43 + 1, 2**62 - 1, 2**62 + 1, 2**63 + 1):
            expected = [round_fraction(value * num, den, mode) for value in base]
            if all(LOW <= value <= HIGH for value in expected):
                assert mul_div_round(_column(base), num, den, mode).tolist() == expected, (num, den)
            else:
                with pytest.raises(OverflowError):
                    mul_div_round(_column(base), num, den, mode)


@given(
    st.lists(st.integers(-(10**15), 10**15), min_size=1, max_size=8),
    st.integers(1, 10**9),
    st.sampled_from([2, 3, 7, 10**3, 10**6, 10**9]),
    modes,
)
def test_the_largest_amounts_times_long_rates_are_exact(base, num, den, mode):
    expected = [round_fraction(value * num, den, mode) for value in base]
    if max(map(abs, expected)) <= HIGH:
        assert mul_div_round(_column(base), num, den, mode).tolist() == expected


@given(st.lists(int64s, max_size=5), numerators, denominators, modes)
def test_a_negative_denominator_turns_the_sign(base, num, den, mode):
    expected = [round_fraction(-value * num, den, mode) for value in base]
    if all(LOW <= value <= HIGH for value in expected):
        assert mul_div_round(_column(base), num, -den, mode).tolist() == expected


@given(
    st.integers(1, 4).flatmap(
        lambda count: st.tuples(
            st.lists(st.tuples(*[int64s] * count), max_size=6), st.tuples(*[numerators] * count)
        )
    ),
    denominators,
    modes,
)
def test_b16_a_sum_of_bands_is_summed_exactly_and_rounded_once(rows_and_nums, den, mode):
    rows, nums = rows_and_nums
    bases = [_column([row[index] for row in rows]) for index in range(len(nums))]
    expected = [round_fraction(sum(v * n for v, n in zip(row, nums, strict=True)), den, mode) for row in rows]
    if all(LOW <= value <= HIGH for value in expected):
        assert sum_mul_div_round(bases, nums, den, mode).tolist() == expected
    else:
        with pytest.raises(OverflowError):
            sum_mul_div_round(bases, nums, den, mode)


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize(("num", "den"), [(29, 1000), (123457, 10**6), (1, 2), (3, 1), (0, 5)])
def test_a_column_longer_than_a_block_is_rounded_row_for_row(mode, num, den):
    base = np.random.default_rng(7).integers(-(10**15), 10**15, 70_000)
    result = mul_div_round(base, num, den, mode)
    sample = np.random.default_rng(8).integers(0, base.size, 300)
    for row in [0, 32_767, 32_768, 65_535, 65_536, 69_999, *sample.tolist()]:
        assert result[row] == round_fraction(int(base[row]) * num, den, mode)


def test_rounding_leaves_its_input_as_it_was():
    base = _column([5, -5, 7])
    for mode in RoundingMode:
        mul_div_round(base, 1, 1, mode)
        mul_div_round(base, 1, 2, mode)
    assert base.tolist() == [5, -5, 7]


def test_bad_columns_and_numbers_are_errors():
    with pytest.raises(ZeroDivisionError):
        mul_div_round(_column([1]), 1, 0, "half_even")
    with pytest.raises(ValueError, match="one number"):
        sum_mul_div_round([], [], 1, "half_even")
    with pytest.raises(ValueError, match="one number"):
        sum_mul_div_round([_column([1])], [1, 2], 1, "half_even")
    with pytest.raises(ValueError, match="one length"):
        sum_mul_div_round([_column([1]), _column([1, 2])], [1, 2], 1, "half_even")
    for floats in (np.array([0.5]), np.array([True]), np.array([1], np.uint64)):
        with pytest.raises(TypeError, match="int64"):
            mul_div_round(floats, 1, 1, "half_even")


def test_smaller_integers_and_empty_columns_become_int64():
    assert as_int64(np.array([1, 2], np.int32)).dtype == np.int64
    assert as_int64([]).dtype == np.int64
    assert mul_div_round([], 1, 3, "up").tolist() == []


ratio_lists = st.one_of(
    st.lists(st.integers(0, 30), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=9, max_size=12),
    st.lists(
        st.sampled_from(["33.3", "1/3", "12.5%", "0", "66.6666667", "99999999999999999999"]),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.integers(0, 10**15), min_size=1, max_size=4),
)


@given(
    st.lists(int64s, max_size=8),
    ratio_lists,
    st.sampled_from(AllocationMode),
    st.sampled_from([1, 1, 5, 10**12]),
)
def test_a_column_is_allocated_as_its_rows_are(totals, ratios, mode, step):
    try:
        expected = [list(allocate(total, ratios, mode, step)) for total in totals]
        allocate(1, ratios, mode, step)
    except UserError:
        with pytest.raises(UserError):
            allocate_columns(_column(totals), ratios, mode, step)
    else:
        result = allocate_columns(_column(totals), ratios, mode, step)
        assert result.dtype == np.int64
        assert result.shape == (len(totals), len(ratios) + mode.endswith("_separate"))
        assert result.tolist() == expected


@pytest.mark.parametrize("mode", AllocationMode)
@pytest.mark.parametrize("bits", [29, 31, 33, 60, 61, 62, 63])
def test_allocations_around_the_end_of_int64_are_exact(bits, mode):
    around = [sign * (2**bits + offset) for sign in (-1, 1) for offset in (-2, -1, 0, 1)]
    totals = [value for value in around if LOW <= value <= HIGH]
    long = [2**power + 1 for power in (15, 20, 30, 31, 32, 33, 60, 61, 62, 63)]
    for ratios in (
        [1],
        [1, 2],
        [1, 0, 1, 1],
        *([1, weight] for weight in long),
        *([weight, weight - 2] for weight in long),
    ):
        for step in (1, 3, 2**33 + 1, 2**62):
            expected = [list(allocate(total, ratios, mode, step)) for total in totals]
            assert allocate_columns(_column(totals), ratios, mode, step).tolist() == expected, (ratios, step)


def test_columns_hold_the_published_cases_too(shared_data):
    vectors = json.loads((shared_data / "allocation" / "allocation_vectors.json").read_text("utf-8"))[
        "vectors"
    ]
    for vector in vectors:
        if vector["mode"] in set(AllocationMode):
            total = _column([vector["total_minor"], -vector["total_minor"]])
            parts = allocate_columns(total, vector["ratios"], vector["mode"], vector["step_minor"])
            assert parts.tolist() == [vector["expected_minor"], [-part for part in vector["expected_minor"]]]


@pytest.mark.parametrize("mode", AllocationMode)
@pytest.mark.parametrize(
    "ratios", [["33.3", "33.3", "33.4"], [5, 0, 2, 9, 1, 1, 3, 3, 8, 2], ["66.666667", "33.333333"]]
)
def test_a_column_longer_than_a_block_is_allocated_row_for_row(mode, ratios):
    totals = np.random.default_rng(7).integers(-(10**15), 10**15, 70_000)
    parts = allocate_columns(totals, ratios, mode)
    if mode is not AllocationMode.WEIGHTED_WITH_MAXIMA:
        assert (parts.sum(axis=1) == totals).all()
    sample = np.random.default_rng(8).integers(0, totals.size, 100)
    for row in [0, 32_767, 32_768, 65_535, 65_536, 69_999, *sample.tolist()]:
        assert tuple(parts[row].tolist()) == allocate(int(totals[row]), ratios, mode)


def test_each_part_of_a_column_is_contiguous():
    assert allocate_columns(_column([1, 2, 3]), [1, 1])[:, 1].flags.c_contiguous


weights_of_a_segment = st.one_of(
    st.lists(st.integers(-9, 9), max_size=12),
    st.lists(st.integers(-(10**15), 10**15), max_size=4),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=5),
    st.lists(st.integers(LOW, HIGH), max_size=3),
)


@given(st.lists(st.tuples(weights_of_a_segment, int64s | st.just(0)), max_size=6))
def test_b8_segments_are_allocated_as_each_would_be_alone(segments):
    segments = [(weights, total if sum(weights) > 0 else 0) for weights, total in segments]
    expected = [part for weights, total in segments for part in allocate_signed(total, weights)]
    totals = _column([total for _, total in segments])
    weights = _column([weight for drawn, _ in segments for weight in drawn])
    starts = np.concatenate(([0], np.cumsum([len(drawn) for drawn, _ in segments]))).astype(np.int64)
    if all(LOW <= part <= HIGH for part in expected):
        assert allocate_segments(totals, weights, starts).tolist() == expected
    else:
        with pytest.raises(OverflowError):
            allocate_segments(totals, weights, starts)


def test_many_reversals_of_real_size_agree_with_the_scalar_form():
    draw = np.random.default_rng(3)
    lengths = draw.integers(1, 8, 2_000)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    weights = draw.integers(0, 10**6, int(starts[-1])) + 1
    totals = (np.add.reduceat(weights, starts[:-1]) * draw.integers(0, 101, lengths.size)) // 100
    parts = allocate_segments(totals, weights, starts)
    for index in range(0, lengths.size, 7):
        segment = slice(int(starts[index]), int(starts[index + 1]))
        assert tuple(parts[segment].tolist()) == allocate_signed(
            int(totals[index]), weights[segment].tolist()
        )


@pytest.mark.parametrize(
    "segments",
    [
        [(1, [2**62, 2**62, 2**62]), (7, [3, 4])],
        [(5, [2**61 + 1, 2**61 - 1, 2**61, 7]), (2**62, [3, 4])],
        [(2**33, [2**31, 2**31 + 1]), (2**31, [2**31, 1]), (-(2**33), [2**30 + 1, -5])],
        [(-(2**63), [1]), (2**63 - 1, [1, 1]), (0, [-(2**63)])],
    ],
)
def test_segments_around_the_end_of_int64_are_exact(segments):
    expected = [part for total, weights in segments for part in allocate_signed(total, weights)]
    starts = np.concatenate(([0], np.cumsum([len(weights) for _, weights in segments])))
    weights = _column([weight for _, drawn in segments for weight in drawn])
    assert allocate_segments(_column([total for total, _ in segments]), weights, starts).tolist() == expected


@pytest.mark.parametrize(
    ("totals", "weights", "starts", "reason"),
    [
        ([1], [5, -5], [0, 2], "more than zero"),
        ([10**18], [10**18, -(10**18)], [0, 2], "more than zero"),
        ([1], [], [0, 0], "no weights"),
        ([1, 1], [1], [0, 1, 1], "more than zero"),
        ([1], [1, 2], [0, 1], "starts"),
        ([1, 1], [1, 2], [0, 2], "starts"),
        ([1, 1], [1, 2], [0, 3, 2], "starts"),
        ([1], [1, 2], [1, 2], "starts"),
    ],
)
def test_segments_that_cannot_be_allocated_are_errors(totals, weights, starts, reason):
    with pytest.raises(ValueError, match=reason):
        allocate_segments(_column(totals), _column(weights), _column(starts))
