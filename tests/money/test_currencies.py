"""Currencies have the minor units of ISO 4217."""

import dataclasses

import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.money import CURRENCIES, Currency, currency, currency_by_numeric


@pytest.mark.parametrize(
    ("code", "numeric", "digits"),
    [
        ("EUR", 978, 2),
        ("GBP", 826, 2),
        ("USD", 840, 2),
        ("JPY", 392, 0),
        ("HUF", 348, 2),
        ("ISK", 352, 0),
        ("CLP", 152, 0),
        ("CLF", 990, 4),
        ("UYW", 927, 4),
        ("MRU", 929, 2),
        ("BHD", 48, 3),
        ("KWD", 414, 3),
        ("XCG", 532, 2),
    ],
)
def test_minor_digits_are_those_of_iso_4217_not_of_cldr(code, numeric, digits):
    found = currency(code)
    assert (found.code, found.numeric, found.digits) == (code, numeric, digits)
    assert currency_by_numeric(numeric) is found
    assert found.minor_per_major == 10**digits


def test_a_code_in_lower_case_is_read_as_some_exports_write_it():
    assert currency("gbp") is currency("GBP")


@pytest.mark.parametrize("code", ["", "XAU", "XXX", "XTS", "ABC", "EURO", " EUR", "E\0R", "€"])
def test_an_unknown_code_or_one_without_minor_units_is_refused_by_name(code):
    with pytest.raises(UserError, match="ISO 4217"):
        currency(code)


def test_an_unknown_number_is_refused():
    with pytest.raises(UserError, match="959"):
        currency_by_numeric(959)


def test_a_withdrawn_currency_stays_known_for_old_events_and_its_reused_number_means_the_active_one():
    assert currency("HRK").digits == 2
    assert currency("ANG").numeric == currency("XCG").numeric == 532
    assert currency_by_numeric(532).code == "XCG"


def test_the_table_is_well_formed_and_frozen():
    assert len(CURRENCIES) == 165 + 14
    assert list(CURRENCIES) == sorted(CURRENCIES)
    for code, entry in CURRENCIES.items():
        assert code == entry.code
        assert len(code) == 3 and code.isascii() and code.isupper()
        assert 0 < entry.numeric < 1000
        assert entry.digits in (0, 2, 3, 4)
        assert entry.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        currency("EUR").digits = 3
    with pytest.raises(TypeError):
        CURRENCIES["AAA"] = Currency("AAA", 1, 2, "none")
