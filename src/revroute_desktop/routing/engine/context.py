"""What a chunk is run with, and what is decided about its events on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.allocations import AllocationColumns, Allocations
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.counters import Counters
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.emissions import Emissions, Heads
from revroute_desktop.routing.engine.flow import Observer
from revroute_desktop.routing.engine.versions import Version

Int64s = NDArray[np.int64]

UNFIT_ORIGINAL = -2
"""In place of an original's id: the event named enters no route, so that there is nothing to take back."""
Bools = NDArray[np.bool_]


@dataclass(slots=True)
class ReversalDay:
    """What the reversals of one local day have done so far to the accounts, wherever chunks begin (B8).

    `day` None before the first; `net` sums of postings, debits positive, and `borne` what reserves that bear
    first gave, both by account code and ISO numeric currency.
    """

    day: int | None = None
    net: dict[tuple[str, int], int] = field(default_factory=dict)
    borne: dict[tuple[str, int], int] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class EngineState:
    """What carries over from chunk to chunk of a run."""

    versions: Sequence[Version]
    accounts: AccountRefs
    counters: Counters
    balances: WatchedBalances
    reversal_day: ReversalDay = field(default_factory=ReversalDay)


@dataclass(frozen=True, eq=False)
class ChunkInput:
    """A chunk of events in the order of the batch, and what is known of the events they name.

    `version` is the place in the state's versions, -1 where no plan is in force; `clearing` the clearing
    account of each event as AccountRefs number; `original` the id of the event that it reverses, 0 where it
    names none, -1 where it names one that is not imported, UNFIT_ORIGINAL; `released` where a person lets it
    go on without its original. `stored` are the allocations of originals as they stood before the chunk, with
    `stored_events` for their fields. `first_transaction` is the id of the first transaction.
    """

    events: DatedEvents
    version: Int64s
    clearing: Int64s
    original: Int64s
    released: Bools
    stored: AllocationColumns
    stored_events: DatedEvents | None
    first_transaction: int = 1

    @cached_property
    def rows_by_id(self) -> Int64s:
        """The rows in the order of their events' ids."""
        return np.argsort(self.events.columns.id, kind="stable")


@dataclass(slots=True, eq=False)
class Decisions:
    """What was decided about events besides their postings, by row of the chunk.

    `waits` and `refused` hold the reason; `excess` how much more than was left a reversal wanted, minor
    units; `reversed_in_full` whether original events (by id) have nothing left now.
    """

    waits: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    excess: dict[int, int] = field(default_factory=dict)
    reversed_in_full: dict[int, bool] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Run:
    """One run over (part of) a chunk: the input, the state, and where decisions go."""

    state: EngineState
    chunk: ChunkInput
    allocations: Allocations
    emissions: Emissions
    heads: Heads
    decisions: Decisions
    observer: Observer | None
