"""Exact ratios: the shares and rates of plans, as people write them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

from revroute_desktop.errors import UserError

Ratio = int | Fraction | Decimal | str
"""What may stand for a ratio. A float may not: it is seldom the number that was written."""

MAX_RATIO_DIGITS = 40
"""Digits that a ratio may have before or after its decimal point; more is a slip or an attack."""

_DIGITS = f"[0-9]{{1,{MAX_RATIO_DIGITS}}}"
_NUMBER = rf"(?:{_DIGITS}(?:\.{_DIGITS})?|\.{_DIGITS})"
_TEXT = re.compile(rf"(?P<sign>[+\-−]?)(?P<num>{_NUMBER})(?:/(?P<den>{_NUMBER}))?(?P<percent> ?%)?")


def parse_ratio(value: Ratio) -> Fraction:
    """Return the exact ratio of an int, Fraction, Decimal or text such as "33.3", "1/3" or "12.5%".

    A sign is kept; whoever needs a ratio to be positive checks that. Raises UserError for text or a Decimal
    that is no finite number of reasonable length, TypeError for a float, a bool or any other type.
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal | str):
        raise TypeError(
            f"a ratio is an int, Fraction, Decimal or text, not {type(value).__name__}; floats are not exact"
        )
    if isinstance(value, str):
        return _parse_text(value)
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > MAX_RATIO_DIGITS:
            raise UserError(f"The ratio {str(value)[:40]!r} is not a number of reasonable size.")
        return Fraction(value)
    return Fraction(value)


def integer_weights(ratios: Sequence[Ratio]) -> tuple[int, ...]:
    """Return the smallest integers that stand in the same ratios to each other.

    Raises UserError when there are no ratios, one is negative, or their sum is zero.
    """
    exact = non_negative_ratios(ratios)
    if not any(exact):
        raise UserError(f"The ratios {_listed(ratios)} sum to zero; at least one must be above zero.")
    common = lcm(*(ratio.denominator for ratio in exact))
    scaled = [ratio.numerator * (common // ratio.denominator) for ratio in exact]
    divisor = gcd(*scaled)
    return tuple(weight // divisor for weight in scaled)


def non_negative_ratios(ratios: Sequence[Ratio]) -> tuple[Fraction, ...]:
    """Return the ratios as exact fractions.

    Raises UserError when there are none or one is negative.
    """
    exact = tuple(parse_ratio(ratio) for ratio in ratios)
    if not exact:
        raise UserError("There are no ratios to allocate by; give at least one.")
    if min(exact) < 0:
        raise UserError(f"The ratios {_listed(ratios)} hold a negative one; each must be zero or above.")
    return exact


def _parse_text(text: str) -> Fraction:
    match = _TEXT.fullmatch(text.strip())
    if match is None:
        raise UserError(f"{text[:40]!r} is not a ratio; write it like 33.3, 1/3 or 12.5%.")
    ratio = Fraction(match["num"])
    if match["den"] is not None:
        divisor = Fraction(match["den"])
        if divisor == 0:
            raise UserError(f"The ratio {text[:40]!r} divides by zero.")
        ratio /= divisor
    if match["percent"] is not None:
        ratio /= 100
    return -ratio if match["sign"] in ("-", "−") else ratio


def _listed(ratios: Sequence[Ratio]) -> str:
    shown = ", ".join(str(ratio)[:20] for ratio in ratios[:8])
    return f"{shown}, …" if len(ratios) > 8 else shown
