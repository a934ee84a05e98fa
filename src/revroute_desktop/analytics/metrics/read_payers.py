"""Facts of payers. A payer has one seal whatever the number of events (B24), so that seals tell payers apart
without any text being read. Who was erased and buys again gets a new seal, and counts as a new payer.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.event_keys import FIELDS, keys_of, wanted
from revroute_desktop.analytics.metrics.event_scan import Pieces, scan
from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.remembered import Remembered
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.workspace.event_rollups.columns import Field, between, largest
from revroute_desktop.workspace.event_rollups.keep import EARNING

Int64s = NDArray[np.int64]
Ints = NDArray[np.integer[Any]]

_AT_ONCE: Final = 2**21
"""Events that are held before those that say nothing new are let go."""


def _read_payers(ask: Ask) -> Facts:
    """Return payers of each span, new ones (whose first event of all falls into it), returning ones, and
    those who repeat: with two events or more in it.

    Raises CannotTell for a dimension that events are not told apart by.
    """
    asked_dimensions(ask, FIELDS, "Payers")
    width = largest(ask.sql, Field.PAYER).bit_length()
    codes = _at_most_twice(_codes(ask, width))
    if not len(codes):
        return {}
    again = np.zeros(len(codes), np.bool_)
    again[1:] = codes[1:] == codes[:-1]
    repeating = codes[again] >> width
    codes = codes[~again]
    groups, payer = codes >> width, codes & ((1 << width) - 1)
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    group = groups[starts]
    place, number = np.divmod(group, _numbers(ask))
    least = int(payer.min())
    first = between(ask.sql, Field.FIRST, least - 1, int(payer.max()) - 1)[payer - least]
    payers = np.diff(starts, append=len(codes))
    since = np.array(ask.edges, np.int64)[place]
    new = np.add.reduceat((first >= np.repeat(since, payers)).astype(np.int64), starts)
    often = np.searchsorted(repeating, group, side="right") - np.searchsorted(repeating, group)
    names = keys_of(ask.sql, ask.by, np.unique(number))
    return {
        (None, names[key], span): {"payers": all, "new": fresh, "returning": all - fresh, "repeating": repeat}
        for span, key, all, fresh, repeat in zip(
            *(column.tolist() for column in (place, number, payers, new, often)), strict=True
        )
    }


read_payers: Final = Remembered(_read_payers)
"""Payers, new and returning ones and those who repeat are told by one answer."""


def _numbers(ask: Ask) -> int:
    """Return how many numbers the keys have, from 0."""
    return 1 if ask.by is None else largest(ask.sql, FIELDS[ask.by]) + 1


def _codes(ask: Ask, width: int) -> Iterator[Ints]:
    """Yield one number for span, key and payer of each earning event that has a payer."""
    edges = np.array(ask.edges, np.int64)
    numbers = wanted(ask.sql, ask.terms)
    numbers[Field.KIND] = numbers.get(Field.KIND, frozenset(EARNING)) & frozenset(EARNING)
    by, size = (FIELDS[ask.by] if ask.by else None), _numbers(ask)
    same = _same_routes(ask, size) if by is Field.ROUTE else None
    # What fits into 32 bits is sorted in half the time.
    small = (ask.spans * size).bit_length() + width < 32
    fields = (Field.PAYER,) if by is None else (Field.PAYER, by)
    for events in scan(ask.sql, Pieces(edges[:-1], edges[1:], np.arange(ask.spans)), numbers, fields):
        group = events.place * size
        if by is not None:
            key = events.columns[by]
            group += key if same is None else same[key]
        payer = events.columns[Field.PAYER]
        code = ((group << width) | payer)[payer > 0]
        yield code.astype(np.int32) if small else code


def _same_routes(ask: Ask, size: int) -> Int64s:
    """Return for each route the first of its name: every version of a plan has routes of its own."""
    first: dict[str, int] = {}
    same = np.arange(size)
    for number, code in ask.sql.execute("SELECT id, code FROM plan_route WHERE id < ? ORDER BY id", (size,)):
        same[number] = first.setdefault(code, number)
    return same


def _at_most_twice(parts: Iterable[Ints]) -> Int64s:
    """Return all numbers, rising, each once, or twice where it stands there more often."""
    held: Ints = np.zeros(0, np.int32)
    waiting: list[Ints] = []
    count = 0
    for part in parts:
        waiting.append(part)
        count += len(part)
        if count > _AT_ONCE:
            held, waiting, count = _kept([held, *waiting]), [], 0
    return _kept([held, *waiting]).astype(np.int64)


def _kept(parts: list[Ints]) -> Ints:
    codes = np.concatenate(parts)
    codes.sort()
    kept = np.ones(len(codes), np.bool_)
    kept[2:] = codes[2:] != codes[:-2]
    return codes[kept]
