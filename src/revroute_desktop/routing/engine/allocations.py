"""What earlier allocations left: the parts of original events that refunds and chargebacks take from (B8)."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class AllocationColumns:
    """Allocations of original events, and their parts; allocation i has the parts from starts[i] to starts[i
    + 1].

    `event` id; `transaction` id, or -(1 + row) for one of this chunk; `version` and `route` as places in the
    engine's versions and the plan's routes; `row` of the event in `source`: 0 this chunk, 1 the stored
    originals. The first part of each allocation is its clearing line: its weight is 0, and what an account
    bears alone goes against it. The others are the credits, and with a negative weight what a step charged
    (B4). Amounts in minor units: `weight` what the part got, `taken` what was reversed of it since,
    `taken_from_hold` how much of that came from its hold, `open_hold` what is still held. `posting` id, or
    -(1 + n) for the n-th emitted; `step` id; `account` and `beneficiary` as AccountRefs numbers, -1 for no
    beneficiary.
    """

    event: Int64s
    transaction: Int64s
    version: Int64s
    route: Int64s
    currency: Int64s
    source: Int64s
    row: Int64s
    starts: Int64s
    posting: Int64s
    account: Int64s
    step: Int64s
    weight: Int64s
    taken: Int64s
    taken_from_hold: Int64s
    open_hold: Int64s
    beneficiary: Int64s


_OF_ALLOCATION = ("event", "transaction", "version", "route", "currency", "source", "row")
_OF_PART = ("posting", "account", "step", "weight", "taken", "taken_from_hold", "open_hold", "beneficiary")


def no_allocations() -> AllocationColumns:
    """Return columns of length zero."""
    empty = {name: np.zeros(0, np.int64) for name in (*_OF_ALLOCATION, *_OF_PART)}
    return AllocationColumns(starts=np.zeros(1, np.int64), **empty)


def join_allocations(first: AllocationColumns, second: AllocationColumns) -> AllocationColumns:
    """Return the allocations of both, with copies of every column."""
    joined = {
        name: np.concatenate([getattr(first, name), getattr(second, name)])
        for name in (*_OF_ALLOCATION, *_OF_PART)
    }
    starts = np.concatenate([first.starts, second.starts[1:] + first.starts[-1]])
    return AllocationColumns(starts=starts, **joined)


def some_allocations(columns: AllocationColumns, places: Int64s) -> AllocationColumns:
    """Return the allocations at some places, in that order."""
    lengths = columns.starts[places + 1] - columns.starts[places]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    parts = np.repeat(columns.starts[places] - starts[:-1], lengths) + np.arange(starts[-1])
    of_allocation = {name: getattr(columns, name)[places] for name in _OF_ALLOCATION}
    of_part = {name: getattr(columns, name)[parts] for name in _OF_PART}
    return AllocationColumns(starts=starts, **of_allocation, **of_part)


@dataclass(slots=True, eq=False)
class Allocations:
    """All allocations that a chunk may reverse, found by event id."""

    columns: AllocationColumns
    _places: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = {event: place for place, event in enumerate(self.columns.event.tolist())}

    def add(self, more: AllocationColumns) -> None:
        """Add allocations made in this chunk."""
        begin = len(self.columns.event)
        self.columns = join_allocations(self.columns, more)
        for place, event in enumerate(more.event.tolist()):
            self._places[event] = begin + place

    def place(self, event: int) -> int:
        """Return the place of an event's allocation, -1 where there is none."""
        return self._places.get(event, -1)

    def part_rows(self, places: Int64s) -> tuple[Int64s, Int64s]:
        """Return the parts of allocations, one allocation after the other, and where each one's parts
        begin.
        """
        starts = self.columns.starts
        lengths = starts[places + 1] - starts[places]
        begin = np.concatenate(([0], np.cumsum(lengths)))
        within = np.arange(begin[-1]) - np.repeat(begin[:-1], lengths)
        return np.repeat(starts[places], lengths) + within, begin

    def reversed_total(self, places: Int64s) -> Int64s:
        """Return what was reversed of each allocation in all."""
        return self._sums(self.columns.taken, places)

    def gross(self, places: Int64s) -> Int64s:
        """Return the amount of each allocation's event."""
        return self._sums(self.columns.weight, places)

    def _sums(self, column: Int64s, places: Int64s) -> Int64s:
        if not len(places):
            return np.zeros(0, np.int64)
        parts, begin = self.part_rows(places)
        result: Int64s = np.add.reduceat(column[parts], begin[:-1])
        return result
