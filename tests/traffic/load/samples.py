"""Intervals of a run, made by hand."""

import numpy as np

from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.load.snapshot import RequestTally, Snapshot


def second(number: int, milliseconds: list[int], failed: int = 0, name: str = "home") -> Snapshot:
    """An interval of one second in which requests took so long."""
    latency = Histogram()
    latency.record(np.array(milliseconds, np.int64) * 1000)
    tally = RequestTally(len(milliseconds), failed, latency)
    return Snapshot(
        number,
        1.0,
        sent=len(milliseconds),
        ended=len(milliseconds),
        failed=failed,
        bytes_in=1_000 * len(milliseconds),
        statuses={200: len(milliseconds) - failed, 503: failed},
        requests={name: tally},
        cpu=(0.25,),
    )
