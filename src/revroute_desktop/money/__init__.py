"""Money: currencies, exact amounts in minor units, rounding, ratios and allocation. Pure arithmetic.

The columnar twins are in `money.columns` and `money.segments`; they stay out of here so that whoever needs
only a currency or an amount does not wait for numpy.
"""

from revroute_desktop.money.allocate import AllocationMode, allocate, allocate_signed
from revroute_desktop.money.amounts import (
    MAX_AMOUNT,
    format_amount,
    group_amount,
    parse_amount,
    parse_decimal,
    round_to_minor,
)
from revroute_desktop.money.currencies import CURRENCIES, Currency, currency, currency_by_numeric
from revroute_desktop.money.ratios import Ratio, parse_ratio
from revroute_desktop.money.rounding import RoundingMode, round_fraction

__all__ = [
    "CURRENCIES",
    "MAX_AMOUNT",
    "AllocationMode",
    "Currency",
    "Ratio",
    "RoundingMode",
    "allocate",
    "allocate_signed",
    "currency",
    "currency_by_numeric",
    "format_amount",
    "group_amount",
    "parse_amount",
    "parse_decimal",
    "parse_ratio",
    "round_fraction",
    "round_to_minor",
]
