"""When a schedule is due: cron times in a zone, and what happens to those that were slept through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from revroute_desktop.errors import UserError

LATE = 60_000_000
"""Microseconds after its time from which on a run counts as missed."""

MOST_AT_ONCE = 24
"""Missed runs that are made up for at most; older ones are let go."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class CatchUp(StrEnum):
    """What is done of the times that passed while nothing ran the queue."""

    SKIP = "skip"
    ONCE = "once"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Due:
    """Times to run now (microseconds UTC), the next one after them, and how many are let go, 25 at most."""

    run: tuple[int, ...]
    next_at: int
    skipped: int


def check(cron: str, zone: str) -> None:
    """Raises UserError for a cron text or a zone that cannot be used."""
    next_time(cron, zone, 0)


def next_time(cron: str, zone: str, after: int) -> int:
    """The first time of a schedule after a moment, in microseconds UTC; raises UserError."""
    for at in _times(cron, zone, after):
        return at
    raise UserError(f"{cron!r} never comes: change the day or the month of the schedule.")


def due(cron: str, zone: str, catch_up: CatchUp, next_at: int, now: int) -> Due | None:
    """What to do at `now` for a schedule whose next time is `next_at`; None where it is not due.

    A time that is at most a minute old is simply run. Older ones were missed: `skip` lets them go, `once`
    makes up for all of them with one run, `all` with one run each, the newest 24 at most.
    """
    if next_at > now:
        return None
    times = _newest(cron, zone, next_at, now)
    missed = [at for at in times if now - at > LATE]
    punctual = [at for at in times if now - at <= LATE][-1:]
    match catch_up:
        case CatchUp.SKIP:
            run = punctual
        case CatchUp.ONCE:
            run = punctual or missed[-1:]
        case CatchUp.ALL:
            run = (missed + punctual)[-MOST_AT_ONCE:]
    return Due(tuple(run), next_time(cron, zone, now), len(times) - len(run))


def _newest(cron: str, zone: str, first: int, last: int) -> list[int]:
    """The times from `first` to `last`, at most one more than are made up for, in order."""
    # Backwards from the end: after a year of sleep a schedule of every minute has half a million times.
    found = {first} if last - first <= LATE else set()
    for at in _times(cron, zone, last + 60_000_000, backwards=True):
        if at < first or len(found) > MOST_AT_ONCE:
            break
        if at <= last:
            found.add(at)
    return sorted(found or {first})


def _times(cron: str, zone: str, origin: int, *, backwards: bool = False) -> Iterator[int]:
    """The times after a moment, or those before it."""
    try:
        begin = (_EPOCH + timedelta(microseconds=origin)).astimezone(ZoneInfo(zone))
        if len(cron.split()) != 5:
            raise CronSimError("five fields are needed")
        simulated = CronSim(cron, begin, reverse=backwards)
    except CronSimError as error:
        raise UserError(
            f"{cron[:60]!r} is no schedule ({error}): write minute, hour, day, month and weekday, such as "
            "'30 2 * * *'."
        ) from None
    except (KeyError, ValueError, OverflowError, OSError):
        raise UserError(f"{zone[:60]!r} is no time zone: write one such as Europe/Berlin.") from None
    for moment in simulated:
        at = (moment - _EPOCH) // timedelta(microseconds=1)
        # In the hour that comes twice a time may lie on the other side of where the search began.
        if at < origin if backwards else at > origin:
            yield at
