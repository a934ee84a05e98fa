"""An allocation sums to its total, to the unit, for every mode and sign."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.money import AllocationMode, allocate, allocate_signed

SUMMING_MODES = [mode for mode in AllocationMode if mode is not AllocationMode.WEIGHTED_WITH_MAXIMA]
QUIRK = "moneyphp_negative_quirk"

totals = st.one_of(st.integers(-1000, 1000), st.integers(-(10**18), 10**18))
ratios = st.one_of(
    st.integers(0, 20),
    st.fractions(0, 5, max_denominator=30),
    st.decimals(0, 100, places=2),
    st.sampled_from(["0", "33.3", "1/3", "12.5%", "66.67", "1"]),
)
ratio_lists = st.lists(ratios, min_size=1, max_size=12).filter(
    lambda drawn: any(Fraction(0) != _exact(r) for r in drawn)
)


def _exact(ratio):
    return Fraction(ratio.rstrip("%")) if isinstance(ratio, str) else Fraction(ratio)


def _vectors(shared_data):
    return json.loads((shared_data / "allocation" / "allocation_vectors.json").read_text("utf-8"))["vectors"]


def test_allocations_agree_with_the_published_cases_of_five_money_libraries(shared_data):
    vectors = [vector for vector in _vectors(shared_data) if vector["mode"] != QUIRK]
    assert len(vectors) == 86
    for vector in vectors:
        parts = allocate(vector["total_minor"], vector["ratios"], vector["mode"], vector["step_minor"])
        assert parts == tuple(vector["expected_minor"]), vector


def test_a_negative_total_mirrors_the_positive_one_unlike_the_flagged_quirk(shared_data):
    quirks = [vector for vector in _vectors(shared_data) if vector["mode"] == QUIRK]
    assert quirks
    for quirk in quirks:
        parts = allocate(quirk["total_minor"], quirk["ratios"])
        assert parts != tuple(quirk["expected_minor"])
        assert parts == tuple(-part for part in allocate(-quirk["total_minor"], quirk["ratios"]))


def test_the_default_is_largest_remainder_with_ties_to_the_earlier():
    assert allocate(250, ["50", "45", "5"]) == (125, 113, 12)
    assert allocate(-5, [7, 3]) == (-4, -1)
    assert allocate(100, [1, 1, 1]) == (34, 33, 33)


@given(totals, ratio_lists, st.sampled_from(SUMMING_MODES), st.sampled_from([1, 1, 5, 7]))
def test_parts_sum_to_the_total(total, drawn, mode, step):
    assert sum(allocate(total, drawn, mode, step)) == total


@given(totals, ratio_lists, st.sampled_from(AllocationMode), st.sampled_from([1, 1, 5]))
def test_an_allocation_of_the_negative_total_is_the_negative_allocation(total, drawn, mode, step):
    assert allocate(-total, drawn, mode, step) == tuple(-part for part in allocate(total, drawn, mode, step))


@given(st.integers(0, 10**18), ratio_lists, st.sampled_from(SUMMING_MODES), st.sampled_from([1, 5]))
def test_a_ratio_of_zero_gets_nothing(total, drawn, mode, step):
    parts = allocate(total, drawn, mode, step)
    assert all(part == 0 for part, ratio in zip(parts, drawn, strict=False) if _exact(ratio) == 0)


@given(st.integers(0, 10**18), ratio_lists, st.sampled_from([1, 5]))
def test_no_part_is_a_whole_step_away_from_its_exact_share(total, drawn, step):
    exact = [Fraction(ratio) if not isinstance(ratio, str) else None for ratio in drawn]
    if None in exact:
        return
    for mode in ("largest_remainder", "floor_to_first", "floor_to_last", "largest_ratio"):
        parts = allocate(total, drawn, mode, step)
        assert all(
            abs(part - total * ratio / sum(exact)) < step for part, ratio in zip(parts, exact, strict=True)
        ), mode


@given(st.integers(0, 10**18), st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
def test_largest_remainder_is_never_further_from_the_exact_shares_than_the_other_modes(total, drawn):
    def distance(mode):
        parts = allocate(total, drawn, mode)
        return sum(abs(part * sum(drawn) - total * ratio) for part, ratio in zip(parts, drawn, strict=True))

    best = distance("largest_remainder")
    assert all(best <= distance(mode) for mode in ("floor_to_first", "floor_to_last", "largest_ratio"))


@given(
    st.integers(0, 10**18),
    st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any),
    st.integers(1, 9),
)
def test_block_separate_places_only_what_divides_exactly(total, drawn, step):
    *parts, rest = allocate(total, drawn, "block_separate", step)
    assert 0 <= rest < sum(drawn) * step
    assert all(part * sum(drawn) == sum(parts) * ratio for part, ratio in zip(parts, drawn, strict=True))


@pytest.mark.parametrize(
    ("total", "mode", "parts"),
    [
        (103, "largest_remainder", (35, 35, 33)),
        (103, "floor_to_first", (35, 35, 33)),
        (103, "floor_to_last", (33, 35, 35)),
        (101, "largest_remainder", (35, 35, 31)),
        (-103, "floor_to_last", (-33, -35, -35)),
        (103, "floor_separate", (30, 30, 30, 13)),
        (103, "block_separate", (30, 30, 30, 13)),
    ],
)
def test_what_is_less_than_a_step_goes_to_the_next_in_line(total, mode, parts):
    assert allocate(total, [1, 1, 1], mode, 5) == parts


def test_amounts_far_beyond_float_precision_are_exact():
    assert allocate(7 * 10**15 + 1, ["1/3", "1/3", "1/3"]) == (
        2333333333333334,
        2333333333333334,
        2333333333333333,
    )
    assert sum(allocate(10**40 + 7, ["33.3", "66.7"])) == 10**40 + 7
    assert allocate(2**63 - 1, [1, 1]) == (2**62, 2**62 - 1)


@given(totals, st.lists(st.integers(0, 2000), min_size=1, max_size=8), st.sampled_from([1, 5]))
def test_b5_with_maxima_no_part_is_above_its_own_and_what_cannot_be_placed_is_not_returned(
    total, maxima, step
):
    parts = allocate(total, maxima, "weighted_with_maxima", step)
    assert len(parts) == len(maxima)
    assert all(abs(part) <= maximum and part % step == 0 for part, maximum in zip(parts, maxima, strict=True))
    room = sum(maximum // step * step for maximum in maxima)
    assert abs(sum(parts)) == min(abs(total) // step * step, room)


def test_b5_maxima_may_all_be_zero_and_a_fractional_one_is_rounded_down():
    assert allocate(300, ["0", "0"], "weighted_with_maxima") == (0, 0)
    assert allocate(300, ["10.9", Decimal("0.5")], "weighted_with_maxima") == (10, 0)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((100, []), "no ratios"),
        ((100, [1, -1]), "negative"),
        ((100, ["0", 0]), "sum to zero"),
        ((100, [1, "x"]), "not a ratio"),
        ((100, [1], "nearest"), "not an allocation mode"),
        ((100, [1], "largest_remainder", 0), "step"),
        ((100, [1], "largest_remainder", 0.5), "step"),
        ((100, [-1], "weighted_with_maxima"), "negative"),
    ],
)
def test_what_cannot_be_allocated_is_refused_with_the_reason(arguments, reason):
    with pytest.raises(UserError, match=reason):
        allocate(*arguments)


@pytest.mark.parametrize("arguments", [(1.5, [1]), (True, [1]), (100, [0.5, 0.5])])
def test_no_float_is_allocated(arguments):
    with pytest.raises(TypeError):
        allocate(*arguments)


@st.composite
def signed_weights(draw):
    weights = draw(st.lists(st.integers(-(10**16), 10**16) | st.integers(-9, 9), min_size=1, max_size=8))
    lacking = 1 - sum(weights)
    if lacking > 0:
        weights[draw(st.integers(0, len(weights) - 1))] += lacking + draw(st.integers(0, 50))
    return weights


@given(signed_weights(), st.data())
def test_b8_a_reversal_stays_between_zero_and_what_is_left_of_each_part(weights, data):
    total = data.draw(st.integers(0, sum(weights)))
    parts = allocate_signed(total, weights)
    assert sum(parts) == total
    assert all(min(0, weight) <= part <= max(0, weight) for part, weight in zip(parts, weights, strict=True))


@given(signed_weights(), st.lists(st.integers(1, 10**16), max_size=6))
def test_b8_the_last_of_several_reversals_ends_every_part_at_exactly_zero(weights, wanted):
    left = list(weights)
    for amount in [*wanted, sum(weights)]:
        taken = allocate_signed(min(amount, sum(left)), left)
        left = [weight - part for weight, part in zip(left, taken, strict=True)]
    assert left == [0] * len(weights)


@given(signed_weights(), st.integers(-(10**16), 10**16))
def test_a_signed_allocation_of_any_total_sums_to_it_and_mirrors(weights, total):
    parts = allocate_signed(total, weights)
    assert sum(parts) == total
    assert allocate_signed(-total, weights) == tuple(-part for part in parts)


@given(st.integers(-(10**18), 10**18), st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any))
def test_with_no_negative_weight_a_signed_allocation_is_the_usual_one(total, weights):
    assert allocate_signed(total, weights) == allocate(total, weights)


def test_a_signed_allocation_needs_weights_above_zero_in_sum_unless_there_is_nothing_to_divide():
    assert allocate_signed(0, [5, -5]) == (0, 0)
    assert allocate_signed(0, []) == ()
    for weights in ([5, -5], [-1], []):
        with pytest.raises(ValueError, match="more than zero"):
            allocate_signed(1, weights)
