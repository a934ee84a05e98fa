"""Amounts as answers write them."""

from collections.abc import Mapping

from revroute_desktop.money import currency, format_amount, group_amount


def written(minor: int, code: str) -> str:
    """Return minor units of a currency as plain text in major units, for example `-0.05`."""
    return format_amount(minor, currency(code))


def grouped(minor: int, code: str) -> str:
    """Return minor units of a currency as tables for people have them, for example `12,500.00`."""
    return group_amount(minor, currency(code))


def written_sums(sums: Mapping[str, int]) -> dict[str, str]:
    """Return sums per currency code as plain text."""
    return {code: written(minor, code) for code, minor in sums.items()}
