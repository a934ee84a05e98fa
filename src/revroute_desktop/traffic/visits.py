"""Visits: requests of one visitor with no gap of more than thirty minutes, made of spans by columns.

A span is a piece of a visit: at first every request is one, and a visit known before is one as well. Spans of
one visitor that overlap or lie no further apart than the gap become one, whatever order they arrive in, so
that visits come out the same however a log is cut into batches. A visitor's number holds for one day (UTC),
so a visit never goes over midnight.
"""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]

GAP: Final = 30 * 60 * 1_000_000
"""Microseconds without a request after which a new visit begins."""
DAY: Final = 86_400_000_000
NEVER: Final = np.iinfo(np.int64).max
"""Stands for the time of the first page of a visit without pages; the last page's is then -NEVER."""
_RANK_SHIFT: Final = 37
"""A day has fewer microseconds than 2**37."""


@dataclass(frozen=True, slots=True)
class Visits:
    """Columns of visits, or of spans of them. Times are microseconds UTC, `size` bytes.

    `id` is 0 where none was given yet. `landing` and `exit` are the terms of the first and last page, seen at
    `landing_at` and `exit_at`; `source` and `campaign` are those of the landing, or of the first request
    where no page was seen. `errors` counts answers with 400 and more. `bot` and `verdict` say who was at
    work, and why.
    """

    id: Int64s
    visitor: Int64s
    begun: Int64s
    ended: Int64s
    hits: Int64s
    pages: Int64s
    errors: Int64s
    size: Int64s
    landing: Int64s
    landing_at: Int64s
    exit: Int64s
    exit_at: Int64s
    source: Int64s
    campaign: Int64s
    country: Int64s
    device: Int64s
    bot: Int64s
    verdict: Int64s

    def __len__(self) -> int:
        return len(self.id)


COLUMNS: Final = tuple(field.name for field in fields(Visits))
_ADDED: Final = ("hits", "pages", "errors", "size")
_OF_ENTRY: Final = ("source", "campaign")
_OF_LAST: Final = ("country", "device", "bot", "verdict")


@dataclass(frozen=True, slots=True)
class Merged:
    """Visits after spans were taken in, and the ids of visits that became part of another."""

    visits: Visits
    absorbed: Int64s


def merge(spans: Visits) -> Merged:
    """Return the visits that spans make up; the smallest id of a visit's spans stays its id.

    Spans of one visitor must lie within one day. Spans that begin at the same time count in the given order.
    """
    if not len(spans):
        return Merged(spans, np.zeros(0, np.int64))
    order = np.lexsort((spans.begun, spans.visitor))
    spans = take(spans, order)
    changes = np.empty(len(spans), np.bool_)
    changes[0], changes[1:] = True, spans.visitor[1:] != spans.visitor[:-1]
    rank = np.cumsum(changes) << _RANK_SHIFT
    # Times of day behind the visitor's rank: one running maximum serves all visitors, none reaches the next.
    reached = np.maximum.accumulate(rank + spans.ended % DAY)
    first = np.empty(len(spans), np.bool_)
    first[0], first[1:] = True, rank[1:] + spans.begun[1:] % DAY - reached[:-1] > GAP
    starts = np.flatnonzero(first)
    if len(starts) == len(spans):
        return Merged(spans, np.zeros(0, np.int64))
    ends = np.append(starts[1:], len(spans))
    group = np.cumsum(first) - 1
    landing_at = np.minimum.reduceat(spans.landing_at, starts)
    exit_at = np.maximum.reduceat(spans.exit_at, starts)
    landings = np.flatnonzero(spans.landing_at == landing_at[group])
    exits = np.flatnonzero(spans.exit_at == exit_at[group])
    # Where no page was seen every span has NEVER, so that its first and last span are found.
    entry = landings[np.searchsorted(landings, starts)]
    leave = exits[np.searchsorted(exits, ends) - 1]
    numbered = np.where(spans.id > 0, spans.id, NEVER)
    ids = np.minimum.reduceat(numbered, starts)
    absorbed = spans.id[(spans.id > 0) & (spans.id != ids[group])]
    columns = {name: np.add.reduceat(getattr(spans, name), starts) for name in _ADDED}
    columns |= {name: getattr(spans, name)[entry] for name in _OF_ENTRY}
    columns |= {name: getattr(spans, name)[ends - 1] for name in _OF_LAST}
    visits = Visits(
        id=np.where(ids == NEVER, 0, ids),
        visitor=spans.visitor[starts],
        begun=spans.begun[starts],
        ended=np.maximum.reduceat(spans.ended, starts),
        landing=spans.landing[entry],
        landing_at=landing_at,
        exit=spans.exit[leave],
        exit_at=exit_at,
        **columns,
    )
    return Merged(visits, absorbed)


def take(visits: Visits, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Visits:
    """Return the visits that are numbered or marked."""
    return Visits(**{name: getattr(visits, name)[rows] for name in COLUMNS})


def join(parts: "list[Visits]") -> Visits:
    """Return all visits of several tables, one table after the other."""
    return Visits(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS})


def nothing() -> Visits:
    """Return a table without visits."""
    return Visits(**{name: np.zeros(0, np.int64) for name in COLUMNS})
