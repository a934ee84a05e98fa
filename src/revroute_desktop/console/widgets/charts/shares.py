"""Shares that add up: rounded by largest remainder, so that what is the whole says 100.0 %."""

from collections.abc import Sequence
from math import isnan

from revroute_desktop.console.format import EN_DASH, THIN_SPACE, decimal
from revroute_desktop.money.allocate import allocate_signed

_WHOLE = 1000


def shares_of(values: Sequence[float]) -> list[int | None]:
    """Return each value's share of their sum in tenths of a hundredth.

    None where there is no whole above zero, or a part below it.
    """
    parts = [0 if isnan(value) else round(value) for value in values]
    if sum(parts) <= 0 or min(parts) < 0:
        return [None] * len(values)
    return list(allocate_signed(_WHOLE, parts))


def share_word(tenths: int | None) -> str:
    """Write a share with one decimal; a dash for None."""
    return EN_DASH if tenths is None else f"{decimal(tenths / 10, 1)}{THIN_SPACE}%"


def share_words(values: Sequence[float]) -> list[str]:
    """Write each value's share of their sum."""
    return [share_word(tenths) for tenths in shares_of(values)]
