"""What a period is compared with: the one before, the same days of last year, a kept simulation. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.workspace.zones import local_day, midnight


class Against(StrEnum):
    """What a period is compared with."""

    BEFORE = "before"
    YEAR = "year"
    SIMULATION = "simulation"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`simulation` is the number of a kept simulation where it is compared with one."""

    against: Against = Against.BEFORE
    simulation: int = 0

    @property
    def code(self) -> str:
        """The comparison as it is remembered; `comparison_of` reads it."""
        return f"simulation:{self.simulation}" if self.against is Against.SIMULATION else str(self.against)

    def period(self, period: Period) -> Period | None:
        """Return the period that one is compared with; None for nothing and for a simulation, which is of the
        same days.
        """
        match self.against:
            case Against.BEFORE:
                return period.before
            case Against.YEAR:
                return period.last_year
        return None


BEFORE: Final = Comparison()


def comparison_of(code: str) -> Comparison:
    """Return a remembered comparison; one that can't be read is with the period before."""
    kind, _, number = code.partition(":")
    if kind == Against.SIMULATION:
        return Comparison(Against.SIMULATION, int(number)) if number.isdecimal() else BEFORE
    return Comparison(Against(kind)) if kind in set(Against) and not number else BEFORE


@lru_cache(maxsize=64)
def moved(span: tuple[int, int], period: Period, other: Period) -> tuple[int, int]:
    """Return where a span of a period lies in another: whole days as many days after its beginning, or at its
    end where it has no such days; what is no whole days as long after its beginning. All of one is all of the
    other.
    """
    # Remembered, since every card asks the same for a frame of a brush, and midnights take their time.
    if span == (period.start, period.end):
        return other.start, other.end
    zone = period.zone
    first, after = (local_day(at, zone) for at in span)
    if (midnight(first, zone), midnight(after, zone)) == span and first < after:
        count = min(after - first, other.days)
        begin = day_number(other.first) + first - day_number(period.first)
        begin = min(begin, day_number(other.last) + 1 - count)
        return midnight(begin, other.zone), midnight(begin + count, other.zone)
    start = min(other.start + span[0] - period.start, other.end)
    return start, min(max(start, other.start + span[1] - period.start), other.end)
