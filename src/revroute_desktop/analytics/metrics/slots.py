"""Places of rows within spans: SQL that groups by them, and where each group belongs."""

from collections.abc import Callable

import numpy as np

from revroute_desktop.analytics.metrics.model import Ask, Facts

QUARTER = 900_000_000
"""Microseconds of a quarter of an hour: hours and days of every zone of today begin at one."""

Place = Callable[[int], int]


def slots(ask: Ask, column: str, unit: int = 1, step: int = QUARTER) -> tuple[str, Place]:
    """Return the expression to group the rows of a column by, and what gives each group's span.

    The column counts from 1970 in `unit` microseconds. Two spans are told apart by the edge between them;
    more are grouped by `step` microseconds and then by their edges.
    """
    if ask.spans == 1:
        return "0", lambda slot: 0
    if ask.spans == 2:
        return f"{column} >= {ask.edges[1] // unit}", lambda slot: slot
    edges = np.array(ask.edges, np.int64)
    width = max(step // unit, 1)

    def place(slot: int) -> int:
        return int(np.searchsorted(edges, slot * width * unit, side="right")) - 1

    return f"{column} / {width}", place


def add(facts: Facts, key: tuple[int | None, str, int], **measures: int) -> None:
    """Add measures to the facts of a key."""
    known = facts.setdefault(key, {})
    for name, value in measures.items():
        known[name] = known.get(name, 0) + value
