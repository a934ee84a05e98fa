"""Two runs side by side: what each came to, and by how much the second differs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from revroute_desktop.traffic.load.snapshot import Snapshot, total


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of both runs, None where a run has none; `change` is the share by which the second is more.

    `worse` says whether the second is worse, None where neither is better or they are equal to the precision
    of the histograms (0.1 %).
    """

    name: str
    unit: str
    first: float | None
    second: float | None
    change: float | None
    worse: bool | None


_SAME = 0.001
_Figure = Callable[[Snapshot], float | None]


def compare(first: Sequence[Snapshot], second: Sequence[Snapshot]) -> tuple[Difference, ...]:
    """Return the figures of two runs, given by their intervals, side by side."""
    before, after = total(first), total(second)
    return tuple(
        _difference(name, unit, figure(before), figure(after), more_is_worse)
        for name, unit, figure, more_is_worse in FIGURES
    )


def _difference(
    name: str, unit: str, first: float | None, second: float | None, more_is_worse: bool | None
) -> Difference:
    change = worse = None
    if first is not None and second is not None:
        change = (second - first) / first if first else (0.0 if not second else None)
        different = second != first if change is None else abs(change) > _SAME
        if more_is_worse is not None and different:
            worse = (second > first) is more_is_worse
    return Difference(name, unit, first, second, change, worse)


def _percentile(percent: float) -> _Figure:
    def figure(whole: Snapshot) -> float | None:
        latency = whole.latency
        return latency.percentile(percent) / 1000 if latency.total else None

    return figure


def _mean(whole: Snapshot) -> float | None:
    latency = whole.latency
    return latency.mean / 1000 if latency.total else None


def _rate(whole: Snapshot) -> float | None:
    return whole.ended / whole.seconds if whole.seconds else None


def _errors(whole: Snapshot) -> float | None:
    return 100 * whole.failed / whole.ended if whole.ended else None


def _lag(whole: Snapshot) -> float | None:
    return whole.lag.percentile(99) / 1000 if whole.lag.total else None


def _ended(whole: Snapshot) -> float | None:
    return whole.ended


def _bytes(whole: Snapshot) -> float | None:
    return whole.bytes_in


FIGURES: tuple[tuple[str, str, _Figure, bool | None], ...] = (
    ("requests", "", _ended, None),
    ("rate", "/s", _rate, False),
    ("failed", "%", _errors, True),
    ("mean", "ms", _mean, True),
    *((f"p{percent:g}", "ms", _percentile(percent), True) for percent in (50, 90, 95, 99, 99.9, 100)),
    ("send lag p99", "ms", _lag, None),
    ("received", "bytes", _bytes, None),
)
"""Name, unit, how it is read of a whole run, and whether more of it is worse (None: neither)."""
