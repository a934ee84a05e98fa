"""The newest requests, as they were counted: what is taken off again when a bot among them is found out."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.judged import Judged, take_judged
from revroute_desktop.traffic.meaning.classes import BotClass

Int64s = NDArray[np.int64]

_ROWS: Final = 150_000
_BATCHES: Final = 500  # of a log that is followed, each has few rows


@dataclass(frozen=True, slots=True)
class Recount:
    """Requests that were counted as people's (`before`) and are a bot's (`after`), row by row the same."""

    before: Judged
    after: Judged


class RecentRequests:
    """Keeps the newest requests with their visitors, as many as memory is to be had for."""

    def __init__(self) -> None:
        self._batches: deque[tuple[Judged, Int64s]] = deque()
        self._rows = 0

    def keep(self, judged: Judged, visitor: Int64s) -> None:
        """Take a batch in; the oldest are let go."""
        self._batches.append((judged, visitor))
        self._rows += len(judged)
        while self._rows > _ROWS + len(judged) or len(self._batches) > _BATCHES:
            self._rows -= len(self._batches.popleft()[0])

    def claim(self, visitors: Int64s, names: Sequence[str]) -> tuple[tuple[Recount, ...], Int64s]:
        """Return the people's requests of visitors who are bots by these names, and how many each has.

        Visitors are in order. What was claimed is a bot's here too, and is not given out again.
        """
        found: list[Recount] = []
        counts = np.zeros(len(visitors), np.int64)
        if not len(visitors):
            return (), counts
        for place, (judged, visitor) in enumerate(self._batches):
            at = np.minimum(np.searchsorted(visitors, visitor), len(visitors) - 1)
            rows = (visitors[at] == visitor) & (judged.bot == BotClass.PEOPLE)
            if not rows.any():
                continue
            counts += np.bincount(at[rows], minlength=len(visitors))
            part = take_judged(judged, rows)
            told = replace(
                part,
                bot=np.full(len(part), int(BotClass.BEHAVIOUR)),
                verdict=Words(tuple(names), at[rows].astype(np.int32)),
            )
            found.append(Recount(part, told))
            bot = judged.bot.copy()
            bot[rows] = BotClass.BEHAVIOUR
            self._batches[place] = (replace(judged, bot=bot), visitor)
        return tuple(found), counts
