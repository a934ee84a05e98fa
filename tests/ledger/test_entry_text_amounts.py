"""Amounts as people of a locale write them: read exactly, or refused where they could mean two things."""

import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.entry_text import WrittenLine, plain_amount, read_entry


@pytest.mark.parametrize(
    ("text", "point", "plain"),
    [
        ("1.234,50", ",", "1234.50"),
        ("1234,50", ",", "1234.50"),
        ("1.234.567", ",", "1234567"),
        ("1234.50", ",", "1234.50"),
        ("1,234", ",", "1.234"),
        ("1,234.50", ".", "1234.50"),
        ("12,50", ".", "12.50"),
        ("1234", ",", "1234"),
    ],
)
def test_an_amount_is_read_by_the_locale(text: str, point: str, plain: str) -> None:
    assert plain_amount(text, point) == plain


@pytest.mark.parametrize(("text", "point"), [("1.234", ","), ("1,234", ".")])
def test_what_could_mean_two_things_is_refused(text: str, point: str) -> None:
    with pytest.raises(UserError, match="could mean"):
        plain_amount(text, point)


@pytest.mark.parametrize("text", ["1.23,50", "1.2345,00", "1,50,2"])
def test_groups_that_are_no_thousands_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="three digits"):
        plain_amount(text, ",")


def test_an_entry_of_german_amounts_balances() -> None:
    lines = [WrittenLine("bank:main", "EUR", "1.234,50", ""), WrittenLine("bank:two", "EUR", "", "1234,50")]
    entry = read_entry(lines, point=",")
    assert not entry.problem and entry.sums == (("EUR", 123450, 123450),)
