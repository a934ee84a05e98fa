"""How many events are in each currency, from the sums by day."""

import sqlite3
from typing import Final

import numpy as np

from revroute_desktop.workspace.event_rollups.sums import Dimension, read_cells

_FIRST_DAY: Final = -719_162
_LAST_DAY: Final = 2_932_896
"""Days since 1970 of the first day of year 1 and of the last of 9999."""


def events_by_currency(sql: sqlite3.Connection) -> dict[int, int]:
    """Return how many events stand in each currency, by its ISO 4217 number; none for those without any."""
    _, cells = read_cells(sql, Dimension.SOURCE, _FIRST_DAY, _LAST_DAY)
    counts = np.bincount(cells["currency"], cells["events"])
    return {number: int(counts[number]) for number in np.flatnonzero(counts).tolist()}
