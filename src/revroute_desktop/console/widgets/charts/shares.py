"""Shares that add up: rounded by largest remainder, so that what is the whole says 100.0 %."""

from collections.abc import Sequence
from math import isnan

from revroute_desktop.console.format import EN_DASH, THIN_SPACE, decimal
from revroute_desktop.money.allocate import allocate_signed

_WHOLE = 1000


def share_words(values: Sequence[float]) -> list[str]:
    """Write each value's share of their sum with one decimal; a dash where there is no whole above zero."""
    parts = [round(value) if not isnan(value) else 0 for value in values]
    if sum(parts) <= 0 or any(part < 0 for part in parts):
        return [EN_DASH for _ in values]
    return [f"{decimal(tenths / 10, 1)}{THIN_SPACE}%" for tenths in allocate_signed(_WHOLE, parts)]
