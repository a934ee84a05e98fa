"""A run as rows of numbers, one an interval: what its charts, its table and its CSV show."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from revroute_desktop.traffic.load.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SecondRow:
    """One interval. Latencies and lag are milliseconds, None where nothing was answered or sent; rates are
    requests a second; `cpu` is the greatest share of a core of any worker.
    """

    at_seconds: float
    asked_rate: float
    achieved_rate: float
    failed: int
    in_flight: int
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None
    max_ms: float | None
    lag_p99_ms: float | None
    bytes_in: int
    cpu: float


NAMES = tuple(field.name for field in fields(SecondRow))


def series(seconds: Iterable[Snapshot]) -> list[SecondRow]:
    """Return a row for each interval, by the seconds of the run at which it began."""
    rows = []
    at = 0.0
    for snapshot in seconds:
        latency = snapshot.latency
        found = latency.percentiles((50, 95, 99, 100)) if latency.total else None
        p50, p95, p99, most = (None,) * 4 if found is None else (value / 1000 for value in found)
        length = snapshot.seconds or 1.0
        rows.append(
            SecondRow(
                at_seconds=at,
                asked_rate=snapshot.due / length,
                achieved_rate=snapshot.ended / length,
                failed=snapshot.failed,
                in_flight=snapshot.in_flight,
                p50_ms=p50,
                p95_ms=p95,
                p99_ms=p99,
                max_ms=most,
                lag_p99_ms=snapshot.lag.percentile(99) / 1000 if snapshot.lag.total else None,
                bytes_in=snapshot.bytes_in,
                cpu=max(snapshot.cpu, default=0.0),
            )
        )
        at += snapshot.seconds
    return rows
