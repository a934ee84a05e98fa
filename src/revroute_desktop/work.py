"""What every long verb is given by whoever runs it: where to tell how far it is, and whether to stop."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int | None, str], None]
"""Told how much is done, out of how much (None where nobody knows), and of what, in a word or two."""

StopAsked: TypeAlias = Callable[[], bool]
"""Whether the person asked to stop; the verb then ends its chunk and raises `Cancelled`."""


def silent(done: int, total: int | None, what: str) -> None:
    """Tell nobody how far the work is."""


def never() -> bool:
    """Nobody asks to stop."""
    return False
