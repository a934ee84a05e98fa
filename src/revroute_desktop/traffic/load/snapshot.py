"""What a run did, second by second: made by each worker, sent as JSON, merged without loss."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.load.histogram_text import decode, encode

BUSY_CPU = 0.9
"""Share of a core above which a worker is taken for the bottleneck."""

BUSY_LAG = 10_000
"""Microseconds of lag (p99) above which a worker is taken for the bottleneck."""


class ErrorKind(StrEnum):
    """Why a request ended without a whole answer."""

    REFUSED = "connection refused"
    UNREACHABLE = "unreachable"
    CONNECT_TIMEOUT = "no connection in time"
    FIRST_BYTE_TIMEOUT = "no first byte in time"
    TOTAL_TIMEOUT = "no whole answer in time"
    CERTIFICATE = "certificate not trusted"
    TLS = "TLS failed"
    CLOSED = "closed in mid-answer"
    GARBAGE = "not HTTP"
    LONG_HEAD = "headers too long"
    LONG_BODY = "body too long"
    UNASKED = "more than was asked"
    NO_ROOM = "no free connection in time"
    NO_SOCKET = "no more sockets here"
    NO_VALUE = "a value that cannot be sent"


@dataclass(frozen=True, slots=True)
class RequestTally:
    """Requests of one name that ended: how many, how many failed, and how long they took from the instant at
    which they were meant to be sent, in microseconds.
    """

    ended: int
    failed: int
    latency: Histogram


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one worker, or all of a run together, did in one interval.

    `second` numbers the intervals of a run from 0; `seconds` is how long this one lasted. `due` journeys
    should have begun in it by the schedule (open model). `ended` requests were answered or went wrong,
    `failed` of them went wrong, failed a check or had a bad status. `retried` counts requests sent anew
    because an idle connection was gone. `in_flight`, `waiting` (for a connection or the limit of the rate),
    `connections` and `users` are as at its end. `lag` is how much later than intended requests were sent, in
    microseconds. `cpu` has for each worker its share of a core. `notes` are sentences for the operator.
    """

    second: int
    seconds: float
    due: int = 0
    begun: int = 0
    sent: int = 0
    ended: int = 0
    failed: int = 0
    retried: int = 0
    opened: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    in_flight: int = 0
    waiting: int = 0
    connections: int = 0
    users: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    checks: dict[str, int] = field(default_factory=dict)
    requests: dict[str, RequestTally] = field(default_factory=dict)
    lag: Histogram = field(default_factory=Histogram)
    cpu: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def latency(self) -> Histogram:
        """Latency of all requests together."""
        return _added(tally.latency for tally in self.requests.values())

    @property
    def bottleneck(self) -> str | None:
        """A sentence where the generator, not the target, was the limit; None where it was not."""
        busiest = max(self.cpu, default=0.0)
        if busiest > BUSY_CPU:
            return (
                f"A worker used {busiest:.0%} of its core: the load generator is the bottleneck, and "
                "latencies hold its own delays. Lower the rate or give it more workers."
            )
        lag = self.lag.percentile(99)
        if lag > BUSY_LAG:
            return (
                f"1 % of the requests were sent more than {lag / 1000:.0f} ms late: the load generator, or "
                "a limit of its rate or its connections, is the bottleneck. Lower the load or raise it."
            )
        return None


_COUNTS = ("due", "begun", "sent", "ended", "failed", "retried", "opened", "bytes_in", "bytes_out")
_STATES = ("in_flight", "waiting", "connections", "users")
_BY_KEY = ("statuses", "errors", "checks")


def merge(snapshots: Sequence[Snapshot]) -> Snapshot:
    """Return the snapshots of one interval, one of each worker, as one."""
    return _sum(
        snapshots,
        second=snapshots[0].second,
        seconds=max(part.seconds for part in snapshots),
        cpu=tuple(share for part in snapshots for share in part.cpu),
        **{name: sum(getattr(part, name) for part in snapshots) for name in _STATES},
    )


def total(snapshots: Sequence[Snapshot]) -> Snapshot:
    """Return the intervals of a run, in their order, as one: counts summed, states as at the end, and of the
    CPU its mean over time.
    """
    if not snapshots:
        return Snapshot(0, 0.0)
    seconds = sum(part.seconds for part in snapshots)
    workers = max(len(part.cpu) for part in snapshots)
    spent = [0.0] * workers
    for part in snapshots:
        for worker, share in enumerate(part.cpu):
            spent[worker] += share * part.seconds
    return _sum(
        snapshots,
        second=0,
        seconds=seconds,
        cpu=tuple(one / seconds if seconds else 0.0 for one in spent),
        **{name: getattr(snapshots[-1], name) for name in _STATES},
    )


def _sum(parts: Sequence[Snapshot], **own: Any) -> Snapshot:
    """Return all parts as one; `own` are the fields that are not sums."""
    requests: dict[str, list[RequestTally]] = {}
    for part in parts:
        for name, tally in part.requests.items():
            requests.setdefault(name, []).append(tally)
    summed: dict[str, Any] = {name: sum(getattr(part, name) for part in parts) for name in _COUNTS}
    for name in _BY_KEY:
        counter = Counter[Any]()
        for part in parts:
            counter.update(getattr(part, name))
        summed[name] = dict(counter)
    return Snapshot(
        **own,
        **summed,
        requests={name: _joined(tallies) for name, tallies in requests.items()},
        lag=_added(part.lag for part in parts).pack(),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )


def _joined(tallies: Sequence[RequestTally]) -> RequestTally:
    return RequestTally(
        sum(tally.ended for tally in tallies),
        sum(tally.failed for tally in tallies),
        _added(tally.latency for tally in tallies).pack(),
    )


def _added(histograms: Iterable[Histogram]) -> Histogram:
    whole = Histogram()
    for histogram in histograms:
        whole.add(histogram)
    return whole


def to_json(snapshot: Snapshot) -> dict[str, object]:
    """Return the snapshot as JSON has it."""
    plain = {name: getattr(snapshot, name) for name in ("second", "seconds", *_COUNTS, *_STATES, *_BY_KEY)}
    requests = {
        name: [tally.ended, tally.failed, encode(tally.latency)] for name, tally in snapshot.requests.items()
    }
    return {
        **plain,
        "requests": requests,
        "lag": encode(snapshot.lag),
        "cpu": list(snapshot.cpu),
        "notes": list(snapshot.notes),
    }


def from_json(data: Any) -> Snapshot:
    """Return the snapshot that `to_json` wrote; raises HistogramError where a histogram is damaged."""
    plain = {name: data[name] for name in ("second", "seconds", *_COUNTS, *_STATES, "errors", "checks")}
    return Snapshot(
        **plain,
        statuses={int(status): count for status, count in data["statuses"].items()},
        requests={
            name: RequestTally(ended, failed, decode(latency).pack())
            for name, (ended, failed, latency) in data["requests"].items()
        },
        lag=decode(data["lag"]).pack(),
        cpu=tuple(data["cpu"]),
        notes=tuple(data["notes"]),
    )
