"""`Period`: the stretch of time that the header shows, in the zone of the books."""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """One calendar month, counted from year 0 (12 × year + month − 1), or all time when `month` is None."""

    month: int | None = None

    @property
    def title(self) -> str:
        """The period in words: "October 2026"."""
        if self.month is None:
            return "All time"
        return f"{calendar.month_name[self.month % 12 + 1]} {self.month // 12}"

    def moved(self, months: int, now: "Period") -> "Period":
        """Return the period this many months later; from all time it goes to `now`."""
        return now if self.month is None else Period(self.month + months)

    def instants(self, zone: ZoneInfo) -> tuple[int, int] | None:
        """Return its first instant and the one after its last, microseconds UTC; None for all time."""
        if self.month is None:
            return None
        return _start(self.month, zone), _start(self.month + 1, zone)

    def days(self) -> tuple[int, int] | None:
        """Return its first day and the one after its last, in days since 1970-01-01; None for all time."""
        if self.month is None:
            return None
        first, after = (date(m // 12, m % 12 + 1, 1) for m in (self.month, self.month + 1))
        return (first - _EPOCH).days, (after - _EPOCH).days


ALL_TIME = Period()


def month_of(instant: int, zone: ZoneInfo) -> Period:
    """Return the month in which an instant (microseconds UTC) lies."""
    when = datetime.fromtimestamp(instant // 1_000_000, UTC).astimezone(zone)
    return Period(12 * when.year + when.month - 1)


def _start(month: int, zone: ZoneInfo) -> int:
    # The first of the two where a local midnight occurs twice, as the books have it; datetime's fold is 0.
    local = datetime(month // 12, month % 12 + 1, 1, tzinfo=zone)
    return int(local.timestamp()) * 1_000_000
