"""What a metric and a dimension are, and the facts that figures are made from."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

Facts = dict[tuple[int | None, str, int], dict[str, int]]
"""Measures by currency (ISO 4217 number, None for what has none), key of the dimension and place of the
span.
"""


Terms = tuple[tuple[str, str], ...]
"""Pairs of dimension and key, all of which must hold."""


class Unit(StrEnum):
    """What a figure counts in. Money is minor units of a currency, durations are microseconds."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    BYTES = "bytes"
    DURATION = "duration"
    MEAN = "mean"


class Area(StrEnum):
    """What a metric is about; a catalogue is ordered by it."""

    REVENUE = "revenue"
    LEDGER = "ledger"
    PAYERS = "payers"
    TRAFFIC = "traffic"
    COMBINED = "revenue and traffic"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reader is asked: spans that follow each other, `edges` being their ends (microseconds UTC,
    rising, at midnights of `zone` for what is known by day), and the dimension, None for the whole.

    `terms` are pairs of dimension and key, all of which must hold for what is counted; a reader raises
    UserError for a dimension that it can't be told apart by. Of `measures` that are named, a reader may leave
    all others out.
    """

    sql: sqlite3.Connection
    edges: tuple[int, ...]
    zone: str
    by: str | None = None
    terms: Terms = ()
    measures: frozenset[str] | None = None

    @property
    def spans(self) -> int:
        """How many spans."""
        return len(self.edges) - 1


Reader = Callable[[Ask], Facts]


@dataclass(frozen=True, slots=True)
class Dimension:
    """What figures can be told apart by; `meaning` says it in words."""

    name: str
    title: str
    meaning: str


_OF_LOGS: Final = frozenset({"requests", "visits", "latencies"})
"""Readers that know nothing of the time of which there are no logs."""


@dataclass(frozen=True, slots=True)
class Part:
    """A measure that a reader gives."""

    reader: str
    measure: str


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: a sum of `part`, or `part` / `over`, times `scale`.

    `rows` is the measure that counts what lies behind a figure, given by the reader of `over` where there is
    one. `volume` counts what a sum consists of, so that a change can be told apart into more of them and
    larger ones. `additive` says whether the keys of a dimension add up (sums) or weigh up (ratios) to the
    whole. `instead` names another `part` where one dimension needs it. `finest` is the shortest step of time
    in microseconds; what is `covered` counts only while there is traffic; a `level` is a state at the end of
    a span.
    """

    name: str
    title: str
    area: Area
    unit: Unit
    formula: str
    source: str
    part: Part
    rows: str
    by: tuple[str, ...]
    finest: int
    by_currency: bool = True
    over: Part | None = None
    scale: int = 1
    least: int = 1
    """Rows below which a figure is not told."""
    volume: str | None = None
    additive: bool = True
    covered: bool = False
    level: bool = False
    given: bool = False
    """Known only where somebody gave it: what nobody gave is unknown, not zero."""
    better: int = 0
    """1 where more is better, -1 where less is, 0 where that can't be said."""
    instead: Mapping[str, Part] = field(default_factory=dict)

    @property
    def needs_logs(self) -> bool:
        """Whether nothing is known of the time of which there are no logs."""
        return any(part.reader in _OF_LOGS for part in (self.part, self.over) if part is not None)

    @property
    def nothing_is_zero(self) -> bool:
        """Whether where nothing happened the figure is 0: that of sums is, that of ratios and of what nobody
        gave is unknown.
        """
        return self.over is None and self.least <= 1 and not self.given

    @property
    def steps_add(self) -> bool:
        """Whether steps of time add or weigh up to all of it: not distinct payers, percentiles and
        concentrations, nor ratios to costs, which go by all visits and revenue of the time.
        """
        return self.additive and not (self.given and self.over is not None)

    def measures_by(self, by: str | None, terms: Terms = ()) -> frozenset[str]:
        """Return the measures that its figures are made of, of whatever reader."""
        over = {self.over.measure} if self.over else set()
        return frozenset({self.part_by(by, terms).measure, self.rows, *over})

    def part_by(self, by: str | None, terms: Terms = ()) -> Part:
        """Return the part that is read for a dimension and terms."""
        asked = (by or "", *(name for name, _ in terms))
        return next((self.instead[name] for name in asked if name in self.instead), self.part)
