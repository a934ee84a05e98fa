"""The visits that may still grow: kept in memory while a log is read, looked up where it jumps back."""

from collections.abc import Callable
from typing import Final

import numpy as np

from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.visits import (
    DAY,
    GAP,
    NEVER,
    Int64s,
    Merged,
    Visits,
    join,
    merge,
    nothing,
    take,
)

_REMEMBERED: Final = 2 * 3_600_000_000
"""Microseconds behind the newest request for which visits are kept at hand."""

Load = Callable[[int, int], Visits]
"""Returns the known visits that ended in [first, second), in microseconds UTC."""


class OpenVisits:
    """Takes spans in, batch by batch, and tells which visits they came to.

    `load` fetches visits that are not at hand; `next_id` is the number of the first new visit. `forgotten` is
    given the visits that are let go, which grow no more unless the log jumps back.
    """

    def __init__(self, load: Load, next_id: int, forgotten: Callable[[Visits], None] | None = None) -> None:
        self._load = load
        self._forgotten = forgotten
        self.next_id = next_id
        self._known = nothing()
        self._known_from: dict[int, int] = {}
        """For each day the end of a visit from which on all of its visits are at hand."""

    def add(self, spans: Visits) -> Merged:
        """Return the visits that changed, each with its id, and the ids of those that are no more."""
        if not len(spans):
            return Merged(spans, np.zeros(0, np.int64))
        self._fetch(spans.begun)
        concerned = np.isin(self._known.visitor, spans.visitor)
        merged = merge(join([take(self._known, concerned), spans]))
        visits = _found_out(self._numbered(merged.visits))
        self._known = join([take(self._known, ~concerned), visits])
        self._forget(int(spans.ended.max()) - _REMEMBERED)
        return Merged(visits, merged.absorbed)

    def _fetch(self, begun: Int64s) -> None:
        """Have all visits at hand that requests at these times could continue."""
        days = begun // DAY
        distinct, rows = np.unique(days, return_inverse=True)
        earliest = np.full(len(distinct), NEVER)
        np.minimum.at(earliest, rows, begun)
        for day, first in zip(distinct.tolist(), earliest.tolist(), strict=True):
            needed = max(first - GAP, day * DAY)
            known_from = self._known_from.get(day, (day + 1) * DAY)
            if needed < known_from:
                found = self._load(needed, known_from)
                if len(found):
                    self._known = join([self._known, found])
                self._known_from[day] = needed

    def finish(self) -> None:
        """Let all visits go."""
        self._forget(NEVER)

    def _forget(self, before: int) -> None:
        stays = self._known.ended >= before
        if self._forgotten is not None:
            self._forgotten(take(self._known, ~stays))
        self._known = take(self._known, stays)
        self._known_from = {
            day: max(since, before) for day, since in self._known_from.items() if (day + 1) * DAY > before
        }

    def _numbered(self, visits: Visits) -> Visits:
        new = visits.id == 0
        count = int(new.sum())
        # Numbered as they began, so that tables by number read like tables by time.
        order = np.flatnonzero(new)[np.argsort(visits.begun[new], kind="stable")]
        visits.id[order] = np.arange(self.next_id, self.next_id + count)
        self.next_id += count
        return visits


def _found_out(visits: Visits) -> Visits:
    """Return visits (by visitor and time) of which those before a bot's behaviour showed are its too."""
    last = np.append(visits.visitor[1:] != visits.visitor[:-1], True)
    newest = np.flatnonzero(last)[np.cumsum(last) - last]
    late = (visits.bot[newest] == BotClass.BEHAVIOUR) & (visits.bot == BotClass.PEOPLE)
    visits.bot[late] = BotClass.BEHAVIOUR
    visits.verdict[late] = visits.verdict[newest][late]
    return visits
