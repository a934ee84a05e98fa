"""Facts of payers. A payer has one seal whatever the number of events (B24), so that seals tell payers apart
without any text being read. Who was erased and buys again gets a new seal, and counts as a new payer.
"""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.event_keys import FIELDS, Numbers, keys_of, wanted
from revroute_desktop.analytics.metrics.event_scan import Pieces, Scanned, scan
from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.payer_tally import Codes, Layout, Tally, in_order, tally
from revroute_desktop.analytics.metrics.remembered import Remembered
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.workspace.event_rollups.columns import Field, between, largest, unpacked
from revroute_desktop.workspace.event_rollups.keep import EARNING

Int64s = NDArray[np.int64]

_GROUPS_MOST: Final = 2**20
"""Spans with so many keys are counted at once; more one after the other."""
_THREADS: Final = min(4, os.cpu_count() or 1)
_FEW: Final = 8


def _read_payers(ask: Ask) -> Facts:
    """Return payers of each span, new ones (whose first event of all falls into it), returning ones, and
    those who repeat: with two events or more in it.

    Raises CannotTell for a dimension that events are not told apart by.
    """
    asked_dimensions(ask, FIELDS, "Payers")
    payers = largest(ask.sql, Field.PAYER)
    key_bits = 0 if ask.by is None else largest(ask.sql, FIELDS[ask.by]).bit_length()
    first = between(ask.sql, Field.FIRST, -1, payers - 1)
    facts, whole = Facts(), Facts()
    spans = max(1, _GROUPS_MOST >> key_bits)
    with ThreadPoolExecutor(_THREADS) as pool:
        for begin in range(0, ask.spans, spans):
            some = replace(ask, edges=ask.edges[begin : begin + spans + 1])
            layout = Layout(payers.bit_length(), (some.spans - 1).bit_length(), key_bits)
            parts = [*_parts(some, layout, pool)]
            if not parts:
                continue
            told, all_keys = tally(parts, layout, _since(first, some.edges, layout), pool)
            facts |= _facts(told, some, layout, begin)
            whole |= _facts(all_keys, replace(some, by=None), replace(layout, key=0), begin)
    if ask.by is not None:
        read_payers.remember(replace(ask, by=None), whole)
    return facts


read_payers: Final = Remembered(_read_payers)
"""Payers, new and returning ones and those who repeat are told by one answer, and by a dimension the whole
besides.
"""


def _facts(counts: Tally, ask: Ask, layout: Layout, begin: int) -> Facts:
    used = np.flatnonzero(counts.payers)
    number = used & ((1 << layout.key) - 1)
    names = keys_of(ask.sql, ask.by, np.unique(number))
    return {
        (None, names[key], begin + place): {
            "payers": all,
            "new": fresh,
            "returning": all - fresh,
            "repeating": repeat,
        }
        for place, key, all, fresh, repeat in zip(
            (used >> layout.key).tolist(),
            number.tolist(),
            *(column[used].tolist() for column in (counts.payers, counts.new, counts.repeating)),
            strict=True,
        )
    }


def _since(first: Int64s, edges: tuple[int, ...], layout: Layout) -> Codes:
    """Return of each payer how many spans begin before or as its first event of all occurs."""
    begun = np.array(edges[:-1], np.int64)
    if len(begun) > _FEW:
        return np.searchsorted(begun, first, side="right").astype(layout.dtype)
    since = np.zeros(len(first), layout.dtype)
    for begin in begun:
        since += first >= begin
    return since


def _parts(ask: Ask, layout: Layout, pool: Executor) -> Iterator[Codes]:
    """Yield the numbers of some of the earning events that have a payer, in order; while columns are read,
    those that were read before are put in order on other threads.
    """
    edges = np.array(ask.edges, np.int64)
    pieces = Pieces(edges[:-1], edges[1:], np.arange(ask.spans))
    by = FIELDS[ask.by] if ask.by else None
    same = _same_routes(ask, layout) if by is Field.ROUTE else None
    fields = (Field.PAYER,) if by is None else (Field.PAYER, by)
    waiting: deque[Future[Codes]] = deque()
    for events in scan(ask.sql, pieces, _earning(ask), fields):
        waiting.append(pool.submit(_codes, events, layout, by, same))
        if len(waiting) > 2 * _THREADS:
            yield waiting.popleft().result()
    yield from (each.result() for each in waiting)


def _earning(ask: Ask) -> Numbers:
    numbers = wanted(ask.sql, ask.terms)
    numbers[Field.KIND] = numbers.get(Field.KIND, frozenset(EARNING)) & frozenset(EARNING)
    return numbers


def _codes(events: Scanned, layout: Layout, by: Field | None, same: Codes | None) -> Codes:
    """Return the numbers of events, in order."""
    codes = unpacked(events.cells[Field.PAYER], layout.dtype)
    codes <<= layout.place + layout.key
    if by is not None:
        key = unpacked(events.cells[by], layout.dtype)
        codes |= key if same is None else same[key]
    codes = codes[events.where]
    if layout.place:
        codes |= events.place.astype(layout.dtype) << layout.key
    return in_order(codes, layout)


def _same_routes(ask: Ask, layout: Layout) -> Codes:
    """Return for each route the first of its name: every version of a plan has routes of its own."""
    first: dict[str, int] = {}
    same = np.arange(1 << layout.key, dtype=layout.dtype)
    for number, code in ask.sql.execute(
        "SELECT id, code FROM plan_route WHERE id < ? ORDER BY id", (len(same),)
    ):
        same[number] = first.setdefault(code, number)
    return same
