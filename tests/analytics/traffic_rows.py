"""Requests by the minute put straight into the rollups, as reading a log would count them."""

from collections.abc import Iterable

import numpy as np

from revroute_desktop.traffic.rollups import Dimension, Rollups
from revroute_desktop.traffic.rollups_store import add_rollups
from revroute_desktop.workspace import Workspace

_NONE = np.empty(0, np.int64)


def count_requests(workspace: Workspace, rows: Iterable[tuple[int, int]], bot: int = 0) -> None:
    """Add requests to minutes since 1970 (none twice); fewer than none take some off."""
    table = np.array(sorted(rows), np.int64).reshape(-1, 2)
    minute, hits = table[:, 0], table[:, 1]
    zeros = np.zeros_like(minute)
    hours, places = np.unique(minute // 60, return_inverse=True)
    of_hour = np.bincount(places, weights=hits).astype(np.int64)
    none = np.zeros_like(hours)
    whole = np.full_like(hours, int(Dimension.WHOLE))
    rollups = Rollups(
        minutes=(minute, zeros + bot, hits, zeros, zeros, zeros, zeros),
        hours=(whole, hours, none, none + bot, of_hour, none, none, none, none),
        latencies=(_NONE,) * 4,
        hour_latencies=(_NONE,) * 4,
    )
    with workspace.desk() as desk:
        add_rollups(desk.sql, rollups)
