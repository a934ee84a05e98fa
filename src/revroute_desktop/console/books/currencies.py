"""The order of currencies: the one that is shown or that the books are mostly in first, then by code."""

from collections.abc import Iterable


def in_order(codes: Iterable[str], first: str = "") -> list[str]:
    """Return the codes without repetition, `first` in front if it is among them, the others by letter."""
    return sorted(set(codes), key=lambda code: (code != first, code))
