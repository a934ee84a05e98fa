"""Amounts: text to minor units and back, without a float and without a silent guess."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.money.currencies import Currency
from revroute_desktop.money.rounding import RoundingMode, round_fraction

MAX_AMOUNT: Final = 10**15
"""The largest amount of one event, in minor units, of either sign (B1)."""

MAX_TEXT: Final = 64
"""Characters that the text of a number may have."""

_SPACES: Final = " \u00a0\u202f"  # the spaces that exports group thousands with
_MINUS_SIGNS: Final = "-−"


def parse_amount(
    text: str, currency: Currency, *, decimal: str = ".", grouping: str = "", parentheses: bool = False
) -> int:
    """Return the minor units of an amount written in major units, such as "1,234.50".

    `decimal` is the decimal sign, `grouping` the sign between groups of three digits ("" when there is
    none; a space stands for the unbroken spaces too). A sign may lead or trail, a true minus is a minus,
    and with `parentheses` "(5.00)" is minus five. Zeros beyond the currency's decimals change nothing and
    are read ("10.0" JPY), except as just three decimals: "1.000" EUR is often a thousand in another notation.
    Other decimals that the currency does not have are refused.

    Raises UserError that names the text.
    """
    negative, whole, fraction = _split(text, decimal, grouping, parentheses)
    number, decimals = without_idle_zeros(int(whole + fraction), len(fraction), currency.digits)
    if decimals > currency.digits:
        raise UserError(
            f"The amount {_shown(text)} has {decimals_text(decimals)}, but {currency.code} has "
            f"{currency.digits}; write it with no more, and without a sign between thousands."
        )
    minor = int(number * 10 ** (currency.digits - decimals))
    if minor > MAX_AMOUNT:
        raise _out_of_range(text, currency)
    return -minor if negative else minor


def without_idle_zeros(number: int, decimals: int, most: int) -> tuple[int, int]:
    """Return number / 10^decimals with the zeros dropped that stand behind the `most` decimals of a currency.

    Just three decimals stay as they are: 1.000 may be a thousand in another notation.
    """
    if decimals == 3:
        return number, decimals
    while decimals > most and number % 10 == 0:
        number, decimals = number // 10, decimals - 1
    return number, decimals


def decimals_text(count: int) -> str:
    """Return how many decimals something has, in words."""
    return "1 decimal" if count == 1 else f"{count} decimals"


def parse_decimal(
    text: str, *, decimal: str = ".", grouping: str = "", parentheses: bool = False
) -> Fraction:
    """Return the exact value of a decimal number with any number of decimals, such as a price per unit.

    Notation as for `parse_amount`. A Fraction, so that sums and products of such values stay exact.

    Raises UserError that names the text.
    """
    negative, whole, fraction = _split(text, decimal, grouping, parentheses)
    value = Fraction(int(whole + fraction), 10 ** len(fraction))
    return -value if negative else value


def round_to_minor(
    exact: Fraction | Decimal | int, currency: Currency, mode: RoundingMode | str = RoundingMode.HALF_EVEN
) -> tuple[int, Decimal]:
    """Round an exact amount in major units to minor units, and return them with what the rounding cut off.

    The difference is exact minus rounded, in major units, so that rounded + difference gives back the exact
    amount. Raises UserError when the amount is out of range, ValueError when the difference has no finite
    decimal form (sums and products of decimal numbers always have one).
    """
    scaled = Fraction(exact) * currency.minor_per_major
    minor = round_fraction(scaled.numerator, scaled.denominator, mode)
    if abs(minor) > MAX_AMOUNT:
        raise _out_of_range(str(exact), currency)
    return minor, _as_decimal((scaled - minor) / currency.minor_per_major)


def format_amount(minor: int, currency: Currency) -> str:
    """Return an amount in minor units as plain text in major units: "9747747.93", "-0.05", "120" for JPY."""
    sign = "-" if minor < 0 else ""
    digits = str(abs(minor)).rjust(currency.digits + 1, "0")
    if currency.digits == 0:
        return sign + digits
    return f"{sign}{digits[: -currency.digits]}.{digits[-currency.digits :]}"


def group_amount(minor: int, currency: Currency) -> str:
    """Return an amount in minor units as people read it, in major units: "9,747,747.93", "-0.05"."""
    whole, point, cents = format_amount(abs(minor), currency).partition(".")
    return f"{'-' if minor < 0 else ''}{int(whole):,}{point}{cents}"


def _split(text: str, decimal: str, grouping: str, parentheses: bool) -> tuple[bool, str, str]:
    """Return whether a number is negative, its whole digits without grouping, and its decimals."""
    number = text.strip()
    if len(number) > MAX_TEXT:
        raise UserError(f"The number {_shown(text)} is longer than {MAX_TEXT} characters.")
    match = _pattern(decimal, grouping).fullmatch(number)
    if match is None or (match["whole"] is None and match["fraction"] is None):
        raise _not_a_number(text, decimal, grouping)
    opening, closing = match["open"], match["close"]
    bracketed = parentheses and opening == "(" and closing == ")"
    if not bracketed and ((opening and closing) or "(" in opening or ")" in closing):
        raise _not_a_number(text, decimal, grouping)
    negative = bracketed or any(sign in _MINUS_SIGNS for sign in opening + closing)
    whole = re.sub("[^0-9]", "", match["whole"] or "")
    return negative, whole or "0", match["fraction"] or ""


@lru_cache(maxsize=64)
def _pattern(decimal: str, grouping: str) -> re.Pattern[str]:
    """Return the pattern of numbers in a notation."""
    signs = decimal + grouping
    readable = len(decimal) == 1 and len(grouping) <= 1 and decimal != grouping
    if not readable or re.search(r"[0-9A-Za-z+\-−()]", signs):
        raise UserError(
            f"Numbers cannot be read with decimal sign {decimal!r} and grouping sign {grouping!r}; "
            "give two different punctuation marks, or no grouping."
        )
    whole = "[0-9]+"
    if grouping:
        sign = f"[{_SPACES}]" if grouping == " " else re.escape(grouping)
        # The first group sign holds for the whole number.
        whole = rf"[0-9]{{1,3}}(?P<group>{sign})[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*|[0-9]+"
    fraction = rf"{re.escape(decimal)}(?P<fraction>[0-9]+)"
    return re.compile(rf"(?P<open>[+\-−(]?)(?P<whole>{whole})?(?:{fraction})?(?P<close>[+\-−)]?)")


def _not_a_number(text: str, decimal: str, grouping: str) -> UserError:
    notation = f"like 1{grouping}234{decimal}50" + ("" if grouping else ", with no sign between thousands")
    return UserError(f"{_shown(text)} is not a number written {notation}.")


def _out_of_range(text: str, currency: Currency) -> UserError:
    limit = format_amount(MAX_AMOUNT, currency)
    return UserError(
        f"The amount {_shown(text)} is beyond the largest that can be booked, {limit} {currency.code}."
    )


def _shown(text: str) -> str:
    """Return the text as a message may show it: quoted, control characters escaped, 40 characters."""
    return repr(text) if len(text) <= 40 else repr(text[:40]) + "…"


def _as_decimal(value: Fraction) -> Decimal:
    """Return a fraction as the Decimal of exactly its value, with no needless digits."""
    twos, rest = _divide_out(value.denominator, 2)
    fives, rest = _divide_out(rest, 5)
    if rest != 1:
        raise ValueError(f"{value} has no finite decimal form")
    decimals = max(twos, fives)
    scaled = value.numerator * 10**decimals // value.denominator
    # Built from its digits, since Decimal arithmetic would round to the precision of the context.
    return Decimal((int(scaled < 0), tuple(map(int, str(abs(scaled)))), -decimals))


def _divide_out(number: int, factor: int) -> tuple[int, int]:
    """Return how often a factor divides a number, and what is left of the number without it."""
    times = 0
    while number % factor == 0:
        number, times = number // factor, times + 1
    return times, number
