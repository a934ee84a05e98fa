"""Amounts are read and written exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.money import (
    CURRENCIES,
    MAX_AMOUNT,
    RoundingMode,
    currency,
    format_amount,
    group_amount,
    parse_amount,
    parse_decimal,
    round_to_minor,
)

GBP, JPY, BHD, CLF = (currency(code) for code in ("GBP", "JPY", "BHD", "CLF"))


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1234.50", 123450),
        ("1234.5", 123450),
        ("1234", 123400),
        ("0", 0),
        ("-0.00", 0),
        (".05", 5),
        ("+2.55", 255),
        ("-2.55", -255),
        ("−2.55", -255),
        ("2.55-", -255),
        ("2.55−", -255),
        ("2.55+", 255),
        ("  2.55\t", 255),
        ("000002.55", 255),
        ("10000000000000.00", MAX_AMOUNT),
        ("-10000000000000", -MAX_AMOUNT),
    ],
)
def test_an_amount_is_read_to_the_minor_unit(text, minor):
    assert parse_amount(text, GBP) == minor


@pytest.mark.parametrize(
    ("text", "decimal", "grouping", "minor"),
    [
        ("1,234,567.89", ".", ",", 123456789),
        ("1234567.89", ".", ",", 123456789),
        ("1.234.567,89", ",", ".", 123456789),
        ("1 234 567,89", ",", " ", 123456789),
        ("1\u00a0234\u00a0567,89", ",", " ", 123456789),
        ("1\u202f234,5-", ",", " ", -123450),
        ("1'234.50", ".", "'", 123450),
        ("-1,234", ".", ",", -123400),
        (",5", ",", ".", 50),
    ],
)
def test_an_amount_is_read_in_the_notation_of_its_source(text, decimal, grouping, minor):
    assert parse_amount(text, GBP, decimal=decimal, grouping=grouping) == minor


def test_the_currency_decides_how_many_decimals_an_amount_has():
    assert parse_amount("120", JPY) == 120
    assert parse_amount("1.005", BHD) == 1005
    assert parse_amount("0.0001", CLF) == 1
    with pytest.raises(UserError, match="1 decimal, but JPY has 0"):
        parse_amount("120.5", JPY)


@pytest.mark.parametrize(
    ("text", "unit", "minor"),
    [("10.0", JPY, 10), ("10.00", JPY, 10), ("49.9900", GBP, 4999), ("-1.00000", GBP, -100)],
)
def test_zeros_beyond_the_decimals_of_a_currency_change_nothing(text, unit, minor):
    assert parse_amount(text, unit) == minor


def test_parentheses_mean_minus_only_where_the_source_is_known_to_use_them():
    assert parse_amount("(2.55)", GBP, parentheses=True) == -255
    assert parse_amount("2.55", GBP, parentheses=True) == 255
    with pytest.raises(UserError):
        parse_amount("(2.55)", GBP)


@pytest.mark.parametrize("text", ["(2.55", "2.55)", "(-2.55)", "((2.55))", "-2.55)", "()"])
def test_unbalanced_parentheses_are_refused(text):
    with pytest.raises(UserError):
        parse_amount(text, GBP, parentheses=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ".",
        "5.",
        "--5",
        "-5-",
        "+5-",
        "- 5",
        "1e3",
        "1E3",
        "NaN",
        "inf",
        "0x10",
        "1_000",
        "1,000",
        "1 000",
        "1.2.3",
        "1.234,56",
        "12\x00",
        "١٢",
        "1２",
        "£5",
        "5 GBP",
        "five",
        "=1+1",
    ],
)
def test_text_that_is_no_amount_is_refused_with_the_text(text):
    with pytest.raises(UserError) as refused:
        parse_amount(text, GBP)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize(
    "text", ["1,23", "12,34,567", "1234,567", "1,234,56", ",123", "1,,234", "1,234 567", "1,2345", "0.1,234"]
)
def test_grouping_in_anything_but_threes_is_refused(text):
    with pytest.raises(UserError):
        parse_amount(text, GBP, grouping=",")


def test_two_kinds_of_grouping_in_one_number_are_refused():
    with pytest.raises(UserError):
        parse_amount("1 234\u00a0567", GBP, decimal=",", grouping=" ")


@pytest.mark.parametrize("text", ["1.234", "1.500", "1.000"])
def test_three_decimals_that_may_be_thousands_are_refused_even_zeros(text):
    with pytest.raises(UserError, match="3 decimals, but GBP has 2; write it with no more") as refused:
        parse_amount(text, GBP)
    assert "profile" not in str(refused.value)


@pytest.mark.parametrize("text", ["10000000000000.01", "-10000000000000.01", "9" * 60])
def test_an_amount_beyond_the_limit_is_refused(text):
    with pytest.raises(UserError, match=r"10000000000000\.00 GBP"):
        parse_amount(text, GBP)


def test_a_message_shows_at_most_40_characters_of_the_text():
    with pytest.raises(UserError) as refused:
        parse_amount("7" * 100_000, GBP)
    assert "7" * 40 + "'…" in str(refused.value)
    assert "7" * 41 not in str(refused.value)


@pytest.mark.parametrize(
    ("decimal", "grouping"), [(".", "."), ("", ""), ("..", ""), (".", ",,"), ("5", ""), ("-", "")]
)
def test_a_notation_that_cannot_be_read_is_refused(decimal, grouping):
    with pytest.raises(UserError, match="decimal sign"):
        parse_amount("1", GBP, decimal=decimal, grouping=grouping)


@given(st.integers(-MAX_AMOUNT, MAX_AMOUNT), st.sampled_from(list(CURRENCIES.values())))
def test_every_amount_survives_being_written_and_read(minor, unit):
    assert parse_amount(format_amount(minor, unit), unit) == minor


@given(st.text(max_size=80), st.sampled_from([".", ","]), st.sampled_from(["", " ", "'", ";"]), st.booleans())
def test_any_text_is_read_or_refused_in_a_sentence(text, decimal, grouping, parentheses):
    try:
        minor = parse_amount(text, GBP, decimal=decimal, grouping=grouping, parentheses=parentheses)
    except UserError as refused:
        assert "\0" not in str(refused)
    else:
        assert abs(minor) <= MAX_AMOUNT


@pytest.mark.parametrize(
    ("minor", "unit", "text"),
    [
        (974774793, GBP, "9747747.93"),
        (-5, GBP, "-0.05"),
        (0, GBP, "0.00"),
        (120, JPY, "120"),
        (-7, BHD, "-0.007"),
    ],
)
def test_an_amount_is_written_plainly_with_all_its_decimals(minor, unit, text):
    assert format_amount(minor, unit) == text


def test_people_read_amounts_in_groups_of_three():
    assert group_amount(-974774793, GBP) == "-9,747,747.93"
    assert (group_amount(-5, GBP), group_amount(1000, JPY)) == ("-0.05", "1,000")


def test_a_unit_price_is_read_with_any_number_of_decimals():
    assert parse_decimal("0.0012345") == Fraction(12345, 10**7)
    assert parse_decimal("-1.234,5", decimal=",", grouping=".") == Fraction(-12345, 10)
    with pytest.raises(UserError):
        parse_decimal("1e-5")


@pytest.mark.parametrize(
    ("exact", "unit", "mode", "minor", "difference"),
    [
        (Fraction("1.005"), GBP, RoundingMode.HALF_EVEN, 100, "0.005"),
        (Fraction("1.015"), GBP, RoundingMode.HALF_EVEN, 102, "-0.005"),
        (Decimal("-1.005"), GBP, RoundingMode.HALF_UP, -101, "0.005"),
        (Fraction("119.5"), JPY, RoundingMode.DOWN, 119, "0.5"),
        (7, GBP, RoundingMode.HALF_EVEN, 700, "0"),
    ],
)
def test_rounding_an_exact_amount_records_the_difference(exact, unit, mode, minor, difference):
    assert round_to_minor(exact, unit, mode) == (minor, Decimal(difference))


@given(
    st.lists(
        st.tuples(st.decimals("-99999", "99999", places=7), st.integers(-999, 999)), min_size=1, max_size=5
    ),
    st.sampled_from(RoundingMode),
)
def test_rounded_amount_and_difference_give_back_the_exact_amount(lines, mode):
    exact = sum(parse_decimal(f"{price:f}") * quantity for price, quantity in lines)
    minor, difference = round_to_minor(exact, GBP, mode)
    assert Fraction(minor, 100) + Fraction(difference) == exact
    assert abs(difference) < Decimal("0.01")


def test_a_difference_longer_than_any_decimal_context_is_kept_exactly():
    exact = parse_decimal("0." + "1" * 50)
    minor, difference = round_to_minor(exact, GBP)
    assert Fraction(minor, 100) + Fraction(difference) == exact


def test_an_exact_amount_beyond_the_limit_is_refused():
    with pytest.raises(UserError, match="beyond the largest"):
        round_to_minor(Fraction(10**14), GBP)


def test_a_difference_without_a_finite_decimal_form_is_an_error():
    with pytest.raises(ValueError, match="finite decimal"):
        round_to_minor(Fraction(1, 3), GBP)
