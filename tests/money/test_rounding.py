"""Fractions round exactly in every mode."""

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.money import RoundingMode, round_fraction

DECIMAL_MODES = {
    RoundingMode.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    RoundingMode.HALF_UP: decimal.ROUND_HALF_UP,
    RoundingMode.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    RoundingMode.UP: decimal.ROUND_UP,
    RoundingMode.DOWN: decimal.ROUND_DOWN,
    RoundingMode.FLOOR: decimal.ROUND_FLOOR,
    RoundingMode.CEILING: decimal.ROUND_CEILING,
}


@given(
    st.integers(-(10**30), 10**30), st.sampled_from([1, 2, 4, 5, 8, 10, 1000]), st.sampled_from(RoundingMode)
)
def test_rounding_agrees_with_decimal_arithmetic_where_that_is_exact(num, den, mode):
    with decimal.localcontext(prec=60):
        expected = int((Decimal(num) / Decimal(den)).to_integral_value(DECIMAL_MODES[mode]))
    assert round_fraction(num, den, mode) == expected


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        ("half_even", [-2, -2, 0, 0, 2, 2]),
        ("half_up", [-3, -2, -1, 1, 2, 3]),
        ("half_down", [-2, -1, 0, 0, 1, 2]),
        ("up", [-3, -2, -1, 1, 2, 3]),
        ("down", [-2, -1, 0, 0, 1, 2]),
        ("floor", [-3, -2, -1, 0, 1, 2]),
        ("ceiling", [-2, -1, 0, 1, 2, 3]),
    ],
)
def test_exact_halves_go_where_the_mode_says(mode, rounded):
    assert [round_fraction(num, 2, mode) for num in (-5, -3, -1, 1, 3, 5)] == rounded


@given(st.integers(), st.integers(1), st.sampled_from(RoundingMode))
def test_the_sign_may_stand_above_or_below(num, den, mode):
    assert round_fraction(num, -den, mode) == round_fraction(-num, den, mode)


def test_half_even_is_the_default():
    assert round_fraction(5, 2) == 2


def test_a_zero_denominator_is_an_error():
    with pytest.raises(ZeroDivisionError):
        round_fraction(1, 0)


def test_an_unknown_mode_is_an_error():
    with pytest.raises(ValueError, match="bankers"):
        round_fraction(1, 2, "bankers")
