"""Latency over time as a map of heat: how many answers fell into each stretch of latency, by the second."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.load.snapshot import Snapshot

STEPS_PER_DECADE: Final = 8
DECADES: Final = 7
"""From a microsecond to ten seconds; what is slower lies in the last row."""


@dataclass(frozen=True, slots=True)
class Heat:
    """`counts[row, column]` answers; rows go up in latency, columns in time.

    Row r holds latencies from `edges[r]` to `edges[r + 1]`, microseconds; column c begins at `starts[c]`
    seconds of the run.
    """

    edges: NDArray[np.float64]
    starts: NDArray[np.float64]
    counts: NDArray[np.int64]


def latency_heat(seconds: Sequence[Snapshot], columns_max: int = 240) -> Heat:
    """Return the map of a run; intervals share columns so that there are at most `columns_max`."""
    edges = 10 ** (np.arange(STEPS_PER_DECADE * DECADES + 1) / STEPS_PER_DECADE)
    together = max(1, -(-len(seconds) // columns_max))
    columns = -(-len(seconds) // together)
    counts = np.zeros((len(edges) - 1, columns), np.int64)
    starts = np.zeros(columns)
    at = 0.0
    for place, snapshot in enumerate(seconds):
        column = place // together
        if place % together == 0:
            starts[column] = at
        at += snapshot.seconds
        latency = snapshot.latency
        found, answers = latency.held
        rows = np.searchsorted(edges, latency.shape.highs[found], side="right") - 1
        np.add.at(counts[:, column], np.clip(rows, 0, len(edges) - 2), answers)
    return Heat(edges, starts, counts)
