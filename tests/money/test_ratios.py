"""Ratios are exact, as people write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.money import parse_ratio
from revroute_desktop.money.ratios import integer_weights


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        (3, Fraction(3)),
        (Fraction(2, 7), Fraction(2, 7)),
        (Decimal("0.1"), Fraction(1, 10)),
        ("33.3", Fraction(333, 10)),
        ("1/3", Fraction(1, 3)),
        ("12.5%", Fraction(1, 8)),
        ("12.5 %", Fraction(1, 8)),
        ("1/3%", Fraction(1, 300)),
        ("0.5/1.5", Fraction(1, 3)),
        (".5", Fraction(1, 2)),
        ("007", Fraction(7)),
        ("+2", Fraction(2)),
        ("-2", Fraction(-2)),
        ("−2", Fraction(-2)),
        (" 5 ", Fraction(5)),
        ("0", Fraction(0)),
    ],
)
def test_a_ratio_is_read_exactly(written, exact):
    assert parse_ratio(written) == exact
    assert isinstance(parse_ratio(written), Fraction)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "1e5",
        "1/0",
        "1/2/3",
        "1,5",
        "five",
        "½",
        "١",
        "1\x00",
        "nan",
        "inf",
        "0x10",
        "1_0",
        "5.",
        "- 5",
        "9" * 41,
        "1." + "1" * 41,
    ],
)
def test_text_that_is_no_ratio_is_refused_with_the_text(text):
    with pytest.raises(UserError) as refused:
        parse_ratio(text)
    assert repr(text[:40]) in str(refused.value)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999")])
def test_a_decimal_that_is_no_number_of_reasonable_size_is_refused(value):
    with pytest.raises(UserError):
        parse_ratio(value)


@pytest.mark.parametrize("value", [0.5, True, None, b"1"])
def test_a_float_is_no_ratio(value):
    with pytest.raises(TypeError):
        parse_ratio(value)


@given(st.fractions())
def test_any_fraction_survives_being_written_out(exact):
    if max(abs(exact.numerator), exact.denominator) < 10**40:
        assert parse_ratio(str(exact)) == exact


@pytest.mark.parametrize(
    ("ratios", "weights"),
    [
        (["1/2", "3/2"], (1, 3)),
        (["75", "25"], (3, 1)),
        ([0, "12.5%", "1/4"], (0, 1, 2)),
        ([Fraction(1, 3), Decimal("0.5")], (2, 3)),
    ],
)
def test_weights_are_the_smallest_integers_in_the_same_ratios(ratios, weights):
    assert integer_weights(ratios) == weights


@pytest.mark.parametrize(
    ("ratios", "reason"),
    [([], "no ratios"), (["0", 0], "sum to zero"), ([1, "-1"], "negative"), ([0] * 20, "…")],
)
def test_ratios_that_cannot_divide_anything_are_refused(ratios, reason):
    with pytest.raises(UserError, match=reason):
        integer_weights(ratios)
