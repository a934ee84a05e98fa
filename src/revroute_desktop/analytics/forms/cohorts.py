"""Cohorts: payers by the week or month of their first purchase, and which share of them buys again later.

Payers are told apart by their seals and never named. A cohort of fewer than FEWEST tells nothing: its shares
could give single persons away.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import numpy as np

from revroute_desktop.analytics.metrics.event_scan import Pieces, scan
from revroute_desktop.analytics.metrics.periods import Period, Step, edges
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.event_rollups.columns import Field, gather, span
from revroute_desktop.workspace.event_rollups.keep import EARNING
from revroute_desktop.workspace.zones import local_day

FEWEST: Final = 5
MOST_SPANS: Final = 12
"""Spans after the first that are looked at."""


@dataclass(frozen=True, slots=True)
class CohortRow:
    """Payers whose first purchase of all fell into the span that begins on `first`: how many, and how many of
    them bought in the same span and in each one after. None where a span is not over, and everywhere where
    there are too few.
    """

    first: date
    size: int
    again: tuple[int | None, ...]

    @property
    def shares(self) -> tuple[Fraction | None, ...]:
        """Which share of the cohort each is."""
        return tuple(None if count is None else Fraction(count, self.size) for count in self.again)


@dataclass(frozen=True, slots=True)
class CohortTable:
    """The cohorts of a period, oldest first; `step` is how long spans are."""

    period: Period
    step: Step
    rows: tuple[CohortRow, ...]


def cohorts(
    sql: sqlite3.Connection, period: Period, step: Step, *, now: int, spans: int = MOST_SPANS
) -> CohortTable:
    """Return the cohorts of the whole weeks or months of a period, and what they did until now (microseconds
    UTC) or the newest event, up to `spans` later. Raises UserError for another step.
    """
    if step not in (Step.WEEK, Step.MONTH):
        raise UserError("Cohorts are by week or by month.")
    own = edges(period.start, period.end, step, period.zone)
    if len(own) < 2:
        return CohortTable(period, step, ())
    known = span(sql)
    newest = now if known is None else min(now, known[1])
    marks = edges(own[0], max(newest, own[-1]), step, period.zone)[: len(own) + spans]
    count, ages = len(own) - 1, min(spans, len(marks) - 2) + 1
    bought = _bought(sql, marks, count, ages)
    rows = []
    for place, begin in enumerate(own[:-1]):
        size = int(bought.size[place])
        told = [
            int(bought.again[place, age]) if size >= FEWEST and place + age < len(marks) - 1 else None
            for age in range(ages)
        ]
        rows.append(CohortRow(day_of(local_day(begin, period.zone)), size, tuple(told)))
    return CohortTable(period, step, tuple(rows))


@dataclass(frozen=True, slots=True, eq=False)
class _Bought:
    size: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    again: "np.ndarray[tuple[int, int], np.dtype[np.int64]]"


def _bought(sql: sqlite3.Connection, marks: tuple[int, ...], count: int, ages: int) -> _Bought:
    """Return how many payers each cohort has, and how many of them bought at each age."""
    pieces = Pieces(np.array(marks[:1]), np.array(marks[-1:]), np.zeros(1, np.int64))
    payer, at = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for found in scan(sql, pieces, {Field.KIND: frozenset(EARNING)}, (Field.PAYER, Field.AT)):
        who_paid = found.column(Field.PAYER)
        named = who_paid > 0
        payer.append(who_paid[named])
        at.append(found.column(Field.AT)[named])
    payers = np.concatenate(payer)
    ends = np.array(marks, np.int64)
    place = np.searchsorted(ends, np.concatenate(at), side="right") - 1
    who = np.zeros(int(payers.max(initial=0)) + 1, np.bool_)
    who[payers] = True
    seals = np.flatnonzero(who)
    first = gather(sql, Field.FIRST, seals - 1)
    cohort = np.searchsorted(ends, first, side="right") - 1
    mine = (first >= marks[0]) & (cohort >= 0) & (cohort < count)
    of = np.full(len(who), -1)
    of[seals[mine]] = cohort[mine]
    age = place - of[payers]
    chosen = (of[payers] >= 0) & (age >= 0) & (age < ages)
    # A mark for each payer and age: who buys twice in a span counts once.
    marked = np.zeros((len(who), ages), np.bool_)
    marked[payers[chosen], age[chosen]] = True
    again = np.zeros((count, ages), np.int64)
    np.add.at(again, of[seals[mine]], marked[seals[mine]].astype(np.int64))
    return _Bought(np.bincount(cohort[mine], minlength=count), again)
