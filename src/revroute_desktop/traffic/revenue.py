"""Revenue by where its buyers came from: surely where a key joins an event to a visit, else modelled.

An event is joined by an id that stands in a logged address, or by attributes that name its source; a refund
follows the event that it reverses. What is left is divided among the people's visits of its hour with its
campaign, by their number, and labelled as modelled. Divisions are `money`'s, by largest remainder, so that
for each currency all rows together are the sum of the events, to the unit. What is divided is joined day by
day, so that the revenue of a period is that of its days.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final, Protocol

from revroute_desktop.money.allocate import allocate_signed

HOUR: Final = 3_600_000_000
DAY: Final = 24 * HOUR
"""Microseconds."""
KEY_REACH: Final = 7 * DAY
"""How long before or after an event its id may have been logged: ids are used again."""


class How(StrEnum):
    """How an amount came to its origin."""

    KEY = "key"
    ATTRIBUTE = "attribute"
    MODELLED = "modelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where buyers came from: source (a referrer's name or group), campaign, landing page; "" for unknown."""

    source: str
    campaign: str
    landing: str


@dataclass(frozen=True, slots=True)
class PaidEvent:
    """What the join needs of an event. `keys` are its ids, `named` the origin that its attributes name.

    `original` is the number of the event that it reverses, None where that is unknown. `at` is microseconds
    UTC, `amount` minor units of the currency, given by its ISO 4217 number.
    """

    id: int
    at: int
    currency: int
    amount: int
    campaign: str = ""
    keys: tuple[str, ...] = ()
    named: Origin | None = None
    original: int | None = None


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Events that no key or attribute can join, added up by hour (since 1970 UTC), campaign and currency."""

    hour: int
    campaign: str
    currency: int
    amount: int
    events: int


@dataclass(frozen=True, slots=True)
class KeyedVisit:
    """A visit that an id stood in, and when."""

    at: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Row:
    """An amount of one origin and currency, in minor units, by one way."""

    origin: Origin
    currency: int
    how: How
    amount: int


@dataclass(frozen=True, slots=True)
class JoinedRevenue:
    """Revenue by origin, and for each currency and way how many events and how much went by it."""

    rows: tuple[Row, ...]
    events: Mapping[tuple[int, How], int]
    amounts: Mapping[tuple[int, How], int]

    def match_rate(self, currency: int | None = None) -> Fraction:
        """Return the share of events that a key or attribute joined, of one currency or of all."""
        chosen = [(how, count) for (code, how), count in self.events.items() if currency in (None, code)]
        total = sum(count for _, count in chosen)
        joined = sum(count for how, count in chosen if how in (How.KEY, How.ATTRIBUTE))
        return Fraction(joined, total) if total else Fraction(0)


@dataclass(frozen=True, slots=True)
class Shares:
    """Visits among which an amount is divided: places in `Visits.origins`, and numbers of visits."""

    places: tuple[int, ...]
    visits: tuple[int, ...]


class Visits(Protocol):
    """How many of the people's visits had which origin, by the hour in which they began."""

    def near(self, at: int, campaign: str) -> Shares:
        """Return the visits among which an event of a time and campaign is divided: those of its hour, else
        of its day; with its campaign, where it has one.
        """

    def origins(self) -> Sequence[Origin]:
        """Return the origins that places stand for, of all shares that were given."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Revenue that is joined but not told by name yet: `amounts` of what is sure or of unknown origin,
    `modelled` by currency and place in `Visits.origins`; `events` counts as in JoinedRevenue.
    """

    amounts: Mapping[tuple[Origin, int, How], int]
    modelled: Mapping[int, Mapping[int, int]]
    events: Mapping[tuple[int, How], int]

    def named(self, origins: Sequence[Origin]) -> JoinedRevenue:
        """Return the revenue by name; `origins` are those of the visits."""
        amounts = defaultdict(int, self.amounts)
        for currency, sums in self.modelled.items():
            for place, amount in sums.items():
                amounts[origins[place], currency, How.MODELLED] += amount
        return _joined(amounts, self.events)


def join_revenue(
    events: Sequence[PaidEvent],
    keyed: Mapping[str, Sequence[KeyedVisit]],
    visits: Visits,
    originals: Sequence[PaidEvent] = (),
    unnamed: Sequence[Unnamed] = (),
) -> JoinedRevenue:
    """Return the revenue of events by origin; see `join_parts`."""
    return join_parts(events, keyed, visits, originals, unnamed).named(visits.origins())


def join_parts(
    events: Sequence[PaidEvent],
    keyed: Mapping[str, Sequence[KeyedVisit]],
    visits: Visits,
    originals: Sequence[PaidEvent] = (),
    unnamed: Sequence[Unnamed] = (),
) -> Parts:
    """Return where the revenue of events came from.

    `originals` are events that some of them reverse and that are not to be counted themselves; `unnamed` are
    more events, added up.
    """
    by_id = {event.id: event for event in (*originals, *events)}
    sure = {number: found for number, event in by_id.items() if (found := _sure(event, keyed)) is not None}
    amounts: defaultdict[tuple[Origin, int, How], int] = defaultdict(int)
    counted: defaultdict[tuple[int, How], int] = defaultdict(int)
    waiting: defaultdict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0])
    for one in unnamed:
        group = waiting[one.hour, one.campaign, one.currency]
        group[0] += one.amount
        group[1] += one.events
    for event in events:
        original = by_id.get(event.original) if event.original is not None else None
        found = sure.get(event.id) or (sure.get(original.id) if original is not None else None)
        if found is not None:
            origin, how = found
            amounts[origin, event.currency, how] += event.amount
            counted[event.currency, how] += 1
            continue
        # A refund is divided as the sale was: by the visits of that hour.
        cause = original or event
        group = waiting[cause.at // HOUR, event.campaign or cause.campaign, event.currency]
        group[0] += event.amount
        group[1] += 1
    modelled: defaultdict[int, Counter[int]] = defaultdict(Counter)
    near: dict[tuple[int, str], Shares] = {}
    for (hour, campaign, currency), (total, count) in waiting.items():
        if (hour, campaign) not in near:
            near[hour, campaign] = visits.near(hour * HOUR, campaign)
        shares = near[hour, campaign]
        if not shares.places:
            amounts[Origin("", campaign, ""), currency, How.UNKNOWN] += total
            counted[currency, How.UNKNOWN] += count
            continue
        counted[currency, How.MODELLED] += count
        sums = modelled[currency]
        for place, part in zip(shares.places, allocate_signed(total, shares.visits), strict=True):
            sums[place] += part
    return Parts(dict(amounts), modelled, dict(counted))


def together(parts: Iterable[JoinedRevenue]) -> JoinedRevenue:
    """Return the revenue of several stretches of time as one."""
    amounts: defaultdict[tuple[Origin, int, How], int] = defaultdict(int)
    counted: Counter[tuple[int, How]] = Counter()
    for part in parts:
        for row in part.rows:
            amounts[row.origin, row.currency, row.how] += row.amount
        counted.update(part.events)
    return _joined(amounts, counted)


def _sure(event: PaidEvent, keyed: Mapping[str, Sequence[KeyedVisit]]) -> tuple[Origin, How] | None:
    visits = [
        visit for key in event.keys for visit in keyed.get(key, ()) if abs(visit.at - event.at) <= KEY_REACH
    ]
    if visits:
        return min(visits, key=lambda visit: (abs(visit.at - event.at), visit.at)).origin, How.KEY
    return None if event.named is None else (event.named, How.ATTRIBUTE)


def _joined(
    amounts: Mapping[tuple[Origin, int, How], int], counted: Mapping[tuple[int, How], int]
) -> JoinedRevenue:
    rows = [Row(origin, currency, how, amount) for (origin, currency, how), amount in amounts.items()]
    sums: defaultdict[tuple[int, How], int] = defaultdict(int)
    for row in rows:
        sums[row.currency, row.how] += row.amount
    rows = [row for row in rows if row.amount]
    rows.sort(key=lambda row: (*_in_order(row.origin), row.how))
    rows.sort(key=lambda row: (row.currency, -row.amount))
    return JoinedRevenue(tuple(rows), dict(counted), dict(sums))


def _in_order(origin: Origin) -> tuple[str, str, str]:
    return origin.source, origin.campaign, origin.landing
