"""The events of one route on their way through its steps, and what a step leaves behind for whoever explains
it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.counters import Counters, Grouping
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.emissions import Emissions
from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.plans.plan import Amounts, Base, Destination, Period, Step

Int64s = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class CounterTrace:
    """A counter as a step met it: before each row, what the row counted, and the room or edge in force if
    any.
    """

    name: str
    group: Grouping
    before: Int64s
    counted: Int64s
    limit: Int64s | None


@dataclass(frozen=True, slots=True, eq=False)
class StepTrace:
    """What happened in one step to the rows of a flow, in minor units; `parts` are the amounts that weights
    gave.

    `computed` is before minimum and maximum, `limited` after them, `taken` after caps and what was left;
    `shortfall` is what was charged because nothing was left for it (B4).
    """

    route: int
    step: int
    row: Int64s
    base: Int64s
    computed: Int64s
    limited: Int64s
    taken: Int64s
    shortfall: Int64s
    left_before: Int64s
    counters: tuple[CounterTrace, ...]
    parts: tuple[Int64s, ...] = ()


Observer = Callable[[Version, StepTrace], None]


@dataclass(slots=True, eq=False)
class Flow:
    """Events of one route: `row` in the chunk in the order of the batch, `gross` and what is `left` of
    each.
    """

    version: Version
    route: int
    events: DatedEvents
    row: Int64s
    gross: Int64s
    left: Int64s
    accounts: AccountRefs
    counters: Counters
    balances: WatchedBalances
    emissions: Emissions
    observer: Observer | None
    destinations: Mapping[Destination, Int64s | int]
    _currencies: list[str] = field(default_factory=list)
    _currency_place: Int64s | None = None

    def account(self, destination: Destination) -> Int64s | int:
        """Return the account of each row for a destination of the route, or one for all rows."""
        return self.destinations[destination]

    def base(self, base: Base) -> Int64s:
        """Return what a rate is taken of."""
        return self.gross if base is Base.GROSS else self.left

    def amounts(self, amounts: Amounts) -> Int64s | int:
        """Return each row's entry of amounts by currency, or one for all rows."""
        names, place = self.currencies()
        try:
            if len(names) == 1:
                return amounts[names[0]]
            return np.array([amounts[name] for name in names], np.int64)[place]
        except KeyError as missing:
            raise ValueError(f"plan {self.version.plan.name} has no amount in {missing}") from None

    def currencies(self) -> tuple[list[str], Int64s]:
        """Return the currencies that occur, and the place of each row's among them."""
        if self._currency_place is None:
            column = self.events.field("currency")
            codes = column.codes[self.row]
            seen = np.flatnonzero(np.bincount(codes, minlength=len(column.texts)))
            places = np.zeros(len(column.texts), np.int64)
            places[seen] = np.arange(len(seen))
            self._currencies = [column.texts[code] or "" for code in seen.tolist()]
            self._currency_place = places[codes]
        return self._currencies, self._currency_place

    def group(
        self, step: Step, name: str, period: Period, keys: tuple[str, ...], to: Int64s | int | None
    ) -> Grouping:
        """Group the rows by a counter of a step; `to` is the account that the key "destination" means."""
        return group_by_counter(
            self.counters,
            self.accounts,
            self.events,
            self.row,
            step=step,
            name=name,
            period=period,
            keys=keys,
            to=to,
        )


def group_by_counter(
    counters: Counters,
    accounts: AccountRefs,
    events: DatedEvents,
    rows: Int64s,
    *,
    step: Step,
    name: str,
    period: Period,
    keys: tuple[str, ...],
    to: Int64s | int | None,
) -> Grouping:
    """Group rows of events by a counter of a step; `to` is the account of each row that "destination"
    means.
    """
    columns: list[tuple[Int64s, Sequence[str | None]]] = []
    for key in sorted(set(keys)):
        if key == "currency":
            continue  # every counter has it as a key of its own
        if key == "destination":
            if to is None:
                raise ValueError(f"step {step.id} counts by destination but has none")
            codes = np.full(len(rows), to, np.int64) if isinstance(to, int) else to
            columns.append((codes, accounts.codes))
        else:
            column = events.field(key)
            columns.append((column.codes[rows], column.texts))
    return counters.group(step.id, name, period, events, rows, columns)
