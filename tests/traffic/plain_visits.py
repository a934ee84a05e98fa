"""Visits to divide revenue among, plainly."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from revroute_desktop.traffic.revenue import DAY, HOUR, Origin, Shares


class VisitCounts:
    """How many of the people's visits had which origin, by the hour in which they began."""

    def __init__(self, counts: Iterable[tuple[int, Origin, int]]) -> None:
        """Take hours (since 1970 UTC), origins and numbers of visits."""
        rows = list(counts)
        # In a fixed order, since a unit that is left over goes to the earlier of equals.
        self._origins = sorted(
            {origin for _, origin, _ in rows}, key=lambda one: (one.source, one.campaign, one.landing)
        )
        places = {origin: place for place, origin in enumerate(self._origins)}
        self._hours: defaultdict[tuple[int, str | None], Counter[int]] = defaultdict(Counter)
        self._days: defaultdict[tuple[int, str | None], Counter[int]] = defaultdict(Counter)
        for hour, origin, count in rows:
            place = places[origin]
            for campaign in (None, origin.campaign):
                self._hours[hour, campaign][place] += count
                self._days[hour // 24, campaign][place] += count

    def near(self, at: int, campaign: str) -> Shares:
        """Return the visits among which an event of a time and campaign is divided: those of its hour, else
        of its day; with its campaign, where it has one.
        """
        wanted = campaign or None
        found = self._hours.get((at // HOUR, wanted)) or self._days.get((at // DAY, wanted)) or Counter()
        ordered = sorted(found.items())
        return Shares(tuple(place for place, _ in ordered), tuple(count for _, count in ordered))

    def origins(self) -> list[Origin]:
        """Return the origins that places stand for."""
        return self._origins
