"""What work needs against what is there: requests a second, events and lines an hour, workers, room on the
disk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from revroute_desktop.analytics.days_ahead import Ahead
from revroute_desktop.analytics.measured_rates import Rate


class Kind(StrEnum):
    """What may run short."""

    REQUESTS = "requests"
    EVENTS = "events"
    LINES = "lines"
    WORKERS = "workers"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Need:
    """What is needed within the horizon against what is there: requests a second in the busiest minute,
    events or log lines in the busiest hour, worker processes then, bytes of the file at its end.

    `newest` is what it came to lately, `expected` the highest that is forecast, `upper` the highest of the
    range; `have` is None where nothing was measured. `passed_on` is the first day whose upper end passes what
    is there. `about` says where `have` comes from.
    """

    kind: Kind
    newest: float
    expected: float
    upper: float
    have: float | None
    about: str
    passed_on: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the workspace lies: bytes of its file, bytes that are free beside it, workers of its queue."""

    size: int
    free: int
    workers: int


def need_of(kind: Kind, ahead: Ahead, have: float | None, about: str) -> Need:
    """Return what is needed of one kind."""
    passed = None if have is None else ahead.passing(have)
    return Need(kind, ahead.newest, ahead.expected, ahead.upper, have, about, passed)


def need_of_hours(kind: Kind, ahead: Ahead, rate: Rate | None) -> Need:
    """Return what the busiest hours need against a rate that was measured."""
    what = "events were routed" if kind is Kind.EVENTS else "lines were read"
    if rate is None:
        return need_of(kind, ahead, None, f"no large number of {what.split(maxsplit=1)[0]} was timed yet")
    return need_of(kind, ahead, rate.per_second * 3600, f"{rate.per_second:,.0f} {what} a second")


def need_of_workers(
    busy: Mapping[Kind, Ahead], rates: Mapping[Kind, Rate | None], workers: int
) -> Need | None:
    """Return how many workers the busiest hours keep busy; None where no rate was measured."""
    known = [
        (ahead, rate.per_second * 3600) for kind, ahead in busy.items() if (rate := rates[kind]) is not None
    ]
    if not known:
        return None
    days = min((ahead.days for ahead, _ in known), key=len)
    uppers = [sum(ahead.days[at].upper / each for ahead, each in known) for at in range(len(days))]
    passed = next((day.day for day, one in zip(days, uppers, strict=True) if one > workers), None)
    return Need(
        kind=Kind.WORKERS,
        newest=sum(ahead.newest / each for ahead, each in known),
        expected=sum(ahead.expected / each for ahead, each in known),
        upper=max(uppers),
        have=float(workers),
        about=f"{workers} worker{'s' if workers > 1 else ''} of the queue",
        passed_on=passed,
    )


def need_of_disk(events: Ahead, count: int, place: Place) -> Need:
    """Return what the file comes to, as many bytes for each of the `count` events as it has now."""
    each = place.size / count
    grown = place.size + each * np.cumsum([one.upper for one in events.days])
    have = float(place.size + place.free)
    over = np.flatnonzero(grown > have)
    return Need(
        kind=Kind.DISK,
        newest=float(place.size),
        expected=place.size + each * sum(one.per_second for one in events.days),
        upper=float(grown[-1]),
        have=have,
        about=f"{each:,.0f} bytes an event, as now",
        passed_on=events.days[int(over[0])].day if len(over) else None,
    )
