"""Facts of payers. A payer has one seal whatever the number of events (B24), so that seals tell payers apart
without any text being read. Who was erased and buys again gets a new seal, and counts as a new payer.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.event_keys import FIELDS, NONE, keys_of, wanted
from revroute_desktop.analytics.metrics.event_scan import Pieces, scan
from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.workspace.event_rollups.columns import Field, gather
from revroute_desktop.workspace.event_rollups.keep import EARNING

Int64s = NDArray[np.int64]

_NARROW: Final = 2**23
"""Up to so many places a payer is counted at a place of its own, which is faster than sorting."""


def read_payers(ask: Ask) -> Facts:
    """Return payers of each span, new ones (whose first event of all falls into it), returning ones, and
    those who repeat: with two events or more in it.

    Raises CannotTell for a dimension that events are not told apart by.
    """
    asked_dimensions(ask, FIELDS, "Payers")
    edges = np.array(ask.edges, np.int64)
    place, key, payer = _earning(ask, edges)
    if not len(payer):
        return {}
    texts, group = _groups(ask, place, key)
    distinct, counts = _counted(group * (int(payer.max()) + 1) + payer)
    group, payer = np.divmod(distinct, int(payer.max()) + 1)
    new = gather(ask.sql, Field.FIRST, payer - 1) >= edges[group // len(texts)]
    size = int(group.max()) + 1
    payers, repeating = (
        np.bincount(group, weights=part, minlength=size) for part in (counts > 0, counts > 1)
    )
    fresh = np.bincount(group, weights=new, minlength=size)
    facts: Facts = {}
    for number in np.flatnonzero(payers).tolist():
        span, text = divmod(number, len(texts))
        facts[None, texts[text], span] = {
            "payers": int(payers[number]),
            "new": int(fresh[number]),
            "returning": int(payers[number] - fresh[number]),
            "repeating": int(repeating[number]),
        }
    return facts


def _groups(ask: Ask, place: Int64s, key: Int64s) -> tuple[list[str], Int64s]:
    """Return the keys that there are, and place × their number + key of each row."""
    if ask.by is None:
        return [NONE], place
    # Several numbers can stand for one key.
    names = keys_of(ask.sql, ask.by, np.flatnonzero(np.bincount(key)))
    texts = sorted(set(names.values()))
    number_of = {text: number for number, text in enumerate(texts)}
    table = np.zeros(max(names) + 1, np.int64)
    for number, text in names.items():
        table[number] = number_of[text]
    return texts, place * len(texts) + table[key]


def _earning(ask: Ask, edges: Int64s) -> tuple[Int64s, Int64s, Int64s]:
    """Return place, key and payer of every earning event of the spans that has a payer."""
    pieces = Pieces(edges[:-1], edges[1:], np.arange(ask.spans))
    numbers = wanted(ask.sql, ask.terms)
    numbers[Field.KIND] = numbers.get(Field.KIND, frozenset(EARNING)) & frozenset(EARNING)
    by = FIELDS[ask.by] if ask.by else Field.PAYER
    found: list[tuple[Int64s, Int64s, Int64s]] = [(np.zeros(0, np.int64),) * 3]
    for events in scan(ask.sql, pieces, numbers, tuple({by: None, Field.PAYER: None})):
        has = events.columns[Field.PAYER] > 0
        found.append((events.place[has], events.columns[by][has], events.columns[Field.PAYER][has]))
    place, key, payer = (np.concatenate(part) for part in zip(*found, strict=True))
    return place, key, payer


def _counted(code: Int64s) -> tuple[Int64s, Int64s]:
    """Return the distinct codes, rising, and how often each stands there."""
    if int(code.max()) < max(_NARROW, 4 * len(code)):
        counts = np.bincount(code)
        distinct = np.flatnonzero(counts)
        return distinct, counts[distinct]
    return np.unique(code, return_counts=True)
