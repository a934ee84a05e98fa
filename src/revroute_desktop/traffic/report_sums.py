"""What a report counts while logs go by, in memory that does not grow with them."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.bots.watch import BehaviourWatch
from revroute_desktop.traffic.hits import UNKNOWN, Refused, Words
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.load.histogram import Histogram
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.reading.batches import Batch, without_lines
from revroute_desktop.traffic.rollups import LATENCIES, Dimension
from revroute_desktop.traffic.visit_spans import spans_of
from revroute_desktop.traffic.visits import Visits, nothing, take
from revroute_desktop.traffic.visits_open import OpenVisits

Int64s = NDArray[np.int64]

REFUSED_SHOWN: Final = 20
_MOST_COUNTED: Final = 200_000
"""Distinct texts counted by a dimension; beyond that the rarest are let go."""
_PEOPLE: Final = int(BotClass.PEOPLE)
_WITHOUT_VISITS: Final = (int(BotClass.OWN_LOAD), int(BotClass.OWN_ADDRESS))


class ReportSums:
    """Adds batches up."""

    def __init__(self) -> None:
        self.lines = self.hits = self.malformed = self.known = self.skipped = self.size = self.pages = 0
        self.first_at: int | None = None
        self.last_at: int | None = None
        self.refused: list[Refused] = []
        self.classes: Counter[int] = Counter()
        self.verdicts: Counter[tuple[int, str]] = Counter()
        self.people: dict[Dimension, Counter[str]] = {dimension: Counter() for dimension in Dimension}
        self.statuses: Counter[int] = Counter()
        self.latencies = Histogram(LATENCIES)
        self.visits = self.bot_visits = self.visit_pages = self.single_pages = self.visit_time = 0
        self.landings: Counter[str] = Counter()
        self._addresses = np.zeros(0, np.int64)
        self._terms: dict[str, int] = {"": 0}
        self._texts: list[str] = [""]
        self._watch = BehaviourWatch()
        self._open = OpenVisits(lambda first, end: nothing(), 1, self._count_visits)

    @property
    def addresses(self) -> int:
        """How many distinct addresses of clients there were."""
        return len(self._addresses)

    def add(self, batch: Batch, known: Int64s) -> None:
        """Take a batch in, without the lines that are known from another file."""
        judged, numbers, refused = without_lines(batch, known)
        self.known += len(known)
        self.lines += sum(len(chunk.hashes) for chunk in batch.chunks) - len(known)
        self.hits += len(judged)
        self.skipped += batch.skipped
        self.malformed += len(refused)
        self.refused += refused[: REFUSED_SHOWN - len(self.refused)]
        if len(judged):
            watched = self._watch.watch(judged, numbers)
            for recount in watched.recounts:
                self._add_classes(recount.before, -1)
                self._add_classes(recount.after, 1)
            self._add_hits(watched.judged, numbers)

    def finish(self) -> None:
        """Count the visits that are still open."""
        self._open.finish()

    def _add_hits(self, judged: Judged, numbers: Int64s) -> None:
        hits = judged.hits
        self.size += int(np.maximum(hits.size, 0).sum())
        first, last = int(hits.at.min()), int(hits.at.max())
        self.first_at = first if self.first_at is None else min(first, self.first_at)
        self.last_at = last if self.last_at is None else max(last, self.last_at)
        # The hash of a text is good for one run of the program, and so is this count.
        seen = np.array([hash(text) for text in judged.address.values], np.int64)
        self._addresses = np.union1d(self._addresses, seen[np.unique(judged.address.codes)])
        for number, count in zip(*_counted(hits.status.astype(np.int64)), strict=True):
            self.statuses[number] += count
        latency = hits.latency[hits.latency != UNKNOWN]
        if len(latency):
            self.latencies.record(latency)
        self._add_classes(judged, 1)
        rows = ~np.isin(judged.bot, _WITHOUT_VISITS)
        spans = spans_of(judged, numbers, self._numbers)
        self._open.add(spans if rows.all() else take(spans, rows))

    def _add_classes(self, judged: Judged, sign: int) -> None:
        """Add what is counted by who asked; with a sign of -1, take it off again."""
        hits, people = judged.hits, judged.bot == _PEOPLE
        self.pages += sign * int((judged.page & people).sum())
        for number, count in zip(*_counted(judged.bot), strict=True):
            self.classes[number] += sign * count
        width = len(judged.verdict.values)
        for number, count in zip(*_counted(judged.bot * width + judged.verdict.codes), strict=True):
            if number // width != _PEOPLE:
                self.verdicts[number // width, judged.verdict.values[number % width]] += sign * count
        columns = {
            Dimension.GROUP: judged.group,
            Dimension.METHOD: hits.method,
            Dimension.SOURCE: judged.source,
            Dimension.REFERRER: judged.referrer,
            Dimension.CAMPAIGN: judged.campaign,
            Dimension.COUNTRY: judged.country,
            Dimension.DEVICE: judged.device,
        }
        for dimension, words in columns.items():
            _add_words(self.people[dimension], words, people, sign)

    def _numbers(self, texts: Sequence[str]) -> Int64s:
        for text in texts:
            if text not in self._terms:
                self._terms[text] = len(self._texts)
                self._texts.append(text)
        return np.fromiter(map(self._terms.__getitem__, texts), np.int64, len(texts))

    def _count_visits(self, visits: Visits) -> None:
        people = visits.bot == _PEOPLE
        count = int(people.sum())
        self.visits += count
        self.bot_visits += len(visits) - count
        self.visit_pages += int(visits.pages[people].sum())
        self.single_pages += int((visits.pages[people] == 1).sum())
        self.visit_time += int((visits.ended - visits.begun)[people].sum())
        for number, times in zip(*_counted(visits.landing[people]), strict=True):
            if number:
                self.landings[self._texts[number]] += times
        _keep_most(self.landings)


def _counted(numbers: Int64s) -> tuple[list[int], list[int]]:
    distinct, counts = np.unique(numbers, return_counts=True)
    return distinct.tolist(), counts.tolist()


def _add_words(counter: Counter[str], words: Words, rows: NDArray[np.bool_], sign: int) -> None:
    counts = np.bincount(words.codes[rows], minlength=len(words.values))
    for number in np.flatnonzero(counts).tolist():
        if words.values[number]:
            counter[words.values[number]] += sign * int(counts[number])
            if not counter[words.values[number]]:
                del counter[words.values[number]]
    _keep_most(counter)


def _keep_most(counter: Counter[str]) -> None:
    if len(counter) > _MOST_COUNTED:
        kept = counter.most_common(_MOST_COUNTED // 2)
        counter.clear()
        counter.update(dict(kept))
