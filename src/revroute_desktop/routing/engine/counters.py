"""Counters of caps and tiers (B14), and what reversals gave back to them, by local day (B15).

An event of local day d sees what was counted less what was given back on days before d.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from json.encoder import encode_basestring
from math import prod

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.dated import DatedEvents, distinct_rows, sums_by_place
from revroute_desktop.routing.periods import period_label, period_numbers
from revroute_desktop.routing.plans.plan import Period

Int64s = NDArray[np.int64]

_LARGEST_TABLE = 1 << 18
"""Combinations of codes up to which their counters' numbers are kept in a table."""


@dataclass(frozen=True, slots=True)
class CounterKey:
    """Which counter: stable step id, canonical JSON of its name and key values, ISO numeric currency, period
    label.
    """

    step: str
    keys: str
    currency: int
    period: str


@dataclass(frozen=True, slots=True)
class StoredCounter:
    """A counter as the books have it: what was counted, and what was given back by day."""

    counted: int
    returned: tuple[tuple[int, int], ...] = ()


def _canonical(texts: Iterable[str | None]) -> str:
    """Return the canonical JSON of an array of texts."""
    return f"[{','.join('null' if text is None else encode_basestring(text) for text in texts)}]"


_Words = tuple[str, str, str, str, tuple[str | None, ...]]
"""A counter by step, name, label of the period, currency and texts of its keys."""


def _by_row(columns: Sequence[Sequence[str | None]], rows: int) -> Iterable[tuple[str | None, ...]]:
    """Return columns of texts row by row; no columns are empty rows."""
    return zip(*columns, strict=True) if columns else [()] * rows


LoadCounters = Callable[[Sequence[CounterKey]], Iterable[StoredCounter | None]]


def nothing_stored(keys: Sequence[CounterKey]) -> Iterable[StoredCounter | None]:
    """Load counters from nowhere: all begin at zero."""
    return [None] * len(keys)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Rows by counter: `place` of each row among the counters that occur, `counter` of each place, its
    `currency`.
    """

    place: Int64s
    counter: Int64s
    currency: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of the counters to return to."""

    counted: Int64s
    additions: int


class Counters:
    """All counters met so far in a run, numbered from 0; values in minor units."""

    def __init__(self, load: LoadCounters = nothing_stored, return_days: Iterable[int] = ()) -> None:
        """`return_days` are all days on which stored counters were given something back."""
        self._load = load
        self._return_days = set(return_days)
        self.keys: list[CounterKey] = []
        self.counted = np.zeros(64, np.int64)
        self._usable = np.zeros(64, np.int64)  # given back on days before `_day`
        self._day: int | None = None
        self._returned: dict[int, dict[int, int]] = {}  # by day, by counter
        self._additions: list[
            tuple[int, int, int]
        ] = []  # day, counter, amount given back since the last settle
        self._settled = self.counted.copy()
        self._numbers: dict[_Words, int] = {}
        self._by_key: dict[CounterKey, int] = {}

    # ------------------------------------------------------------------ which counter

    def group(
        self,
        step: str,
        name: str,
        period: Period,
        events: DatedEvents,
        rows: Int64s,
        keys: Sequence[tuple[Int64s, Sequence[str | None]]],
    ) -> Grouping:
        """Group rows by the counter `name` of a step; `keys` are columns over the rows with their texts."""
        currency = events.field("currency")
        currencies = currency.codes[rows]
        days = events.day[rows]
        periods = period_numbers(days, period)
        first = int(periods.min(initial=0)) if len(periods) else 0
        columns = [(periods - first, int(periods.max(initial=first)) - first + 1)]
        columns.append((currencies, len(currency.texts)))
        columns += [(codes, len(texts)) for codes, texts in keys]
        example, place = distinct_rows(columns)
        alphas = [currency.texts[code] or "" for code in currencies[example].tolist()]
        numbers, tables = self._met_before((step, name), events, periods[example], columns[1:], example)
        unknown = np.flatnonzero(numbers < 0).tolist()
        if unknown:
            chosen = example[unknown]
            labels: dict[int, str] = {}
            for number, day in zip(periods[chosen].tolist(), days[chosen].tolist(), strict=True):
                if number not in labels:
                    labels[number] = period_label(day, period)
            texts_of = [[texts[code] for code in codes[chosen].tolist()] for codes, texts in keys]
            words = [
                (step, name, labels[number], alphas[index], texts)
                for index, number, texts in zip(
                    unknown, periods[chosen].tolist(), _by_row(texts_of, len(chosen)), strict=True
                )
            ]
            self._meet_words(words, events.columns.currency[rows[chosen]])
            numbers[unknown] = [self._numbers[one] for one in words]
            for table, cells, part in tables:
                table[cells] = numbers[part]
        return Grouping(place, numbers, tuple(alphas))

    def _met_before(
        self,
        of: tuple[str, str],
        events: DatedEvents,
        periods: Int64s,
        columns: Sequence[tuple[Int64s, int]],
        example: Int64s,
    ) -> tuple[Int64s, list[tuple[Int64s, Int64s, slice]]]:
        """Return the number of each combination, -1 where these events have not met it; and the tables to
        note it in, each with its cells and the combinations that they are for.

        Combinations stand in the order of their periods. A table holds a number for every combination of
        codes in one period; where that would be too large each call asks by key.
        """
        numbers = np.full(len(example), -1, np.int64)
        sizes = tuple(size for _, size in columns)
        if prod(sizes) > _LARGEST_TABLE:
            return numbers, []
        cells = np.zeros(len(example), np.int64)
        for codes, size in columns:
            cells = cells * size + codes[example]
        tables = []
        begins = [0, *(np.flatnonzero(periods[1:] != periods[:-1]) + 1).tolist(), len(example)]
        for begin, end in pairwise(begins):
            if begin == end:
                continue
            key = (self, of, sizes, int(periods[begin]))
            table = events.tables.get(key)
            if table is None:
                table = events.tables[key] = np.full(prod(sizes), -1, np.int64)
            part = slice(begin, end)
            numbers[part] = table[cells[part]]
            tables.append((table, cells[part], part))
        return numbers, tables

    def _meet_words(self, words: Sequence[_Words], numerics: Int64s) -> None:
        """Number the counters of those words that were not met in earlier chunks."""
        new = [place for place, one in enumerate(words) if one not in self._numbers]
        keys = [
            CounterKey(step, _canonical([name, *texts]), numeric, label)
            for (step, name, label, _, texts), numeric in zip(
                [words[place] for place in new], numerics[new].tolist(), strict=True
            )
        ]
        self._numbers.update(zip([words[place] for place in new], self._meet(keys), strict=True))

    def _meet(self, keys: list[CounterKey]) -> list[int]:
        """Number counters, loading what the books have of those that were not met yet."""
        new = [key for key in dict.fromkeys(keys) if key not in self._by_key]
        for key, stored in zip(new, self._load(new), strict=True):
            number = self._by_key[key] = len(self.keys)
            self.keys.append(key)
            if number == len(self.counted):
                self.counted, self._usable, self._settled = (
                    np.concatenate([column, np.zeros_like(column)])
                    for column in (self.counted, self._usable, self._settled)
                )
            if stored is not None:
                self.counted[number] = self._settled[number] = stored.counted
                for day, amount in stored.returned:
                    self._put(day, number, amount)
        return [self._by_key[key] for key in keys]

    # ------------------------------------------------------------------ their values

    def begin_day(self, day: int) -> None:
        """Make usable what was given back on days before `day`, and nothing else."""
        if self._day == day:
            return
        if self._day is None or day < self._day:
            self._usable[:] = 0
            days = [earlier for earlier in self._returned if earlier < day]
        else:
            days = [earlier for earlier in self._returned if self._day <= earlier < day]
        for earlier in days:
            for number, amount in self._returned[earlier].items():
                self._usable[number] += amount
        self._day = day

    def before(self, group: Grouping) -> Int64s:
        """Return what each place of a grouping has counted, less what was given back and is usable."""
        result: Int64s = self.counted[group.counter] - self._usable[group.counter]
        return result

    def count(self, group: Grouping, amounts: Int64s) -> None:
        """Count amounts, one a row of the grouping."""
        self.counted[group.counter] += sums_by_place(amounts, group.place, len(group.counter))

    def give_back(self, group: Grouping, day: Int64s, amounts: Int64s) -> None:
        """Give back amounts on days, one a row of the grouping; a negative amount takes back what was
        given.
        """
        if not amounts.any():
            return
        for row in np.flatnonzero(amounts).tolist():
            number = int(group.counter[group.place[row]])
            addition = (int(day[row]), number, int(amounts[row]))
            self._put(*addition)
            self._additions.append(addition)

    def return_days(self) -> set[int]:
        """Return the days on which something was given back."""
        return self._return_days

    def largest(self) -> int:
        """Return the largest magnitude of any counter."""
        if not self.keys:
            return 0
        values = self.counted[: len(self.keys)]
        return max(int(values.max()), -int(values.min()))

    def _put(self, day: int, number: int, amount: int) -> None:
        self._return_days.add(day)
        of_day = self._returned.setdefault(day, {})
        of_day[number] = of_day.get(number, 0) + amount
        if self._day is not None and day < self._day:
            self._usable[number] += amount

    # ------------------------------------------------------------------ a chunk's changes

    def mark(self) -> Mark:
        """Return the state to which `restore` can go back."""
        return Mark(self.counted[: len(self.keys)].copy(), len(self._additions))

    def restore(self, mark: Mark) -> None:
        """Undo what was counted and given back since the mark; counters that were met since stay met."""
        met = len(mark.counted)
        self.counted[:met] = mark.counted
        self.counted[met:] = self._settled[met:]
        for day, number, amount in reversed(self._additions[mark.additions :]):
            self._put(day, number, -amount)
        del self._additions[mark.additions :]

    def changes(self) -> list[tuple[int, int | None, int]]:
        """Return what changed since the last `settle`: counter, day it was given back or None, newest
        value.
        """
        met = len(self.keys)
        changed = np.flatnonzero(self.counted[:met] != self._settled[:met])
        result: list[tuple[int, int | None, int]] = [
            (number, None, value)
            for number, value in zip(changed.tolist(), self.counted[changed].tolist(), strict=True)
        ]
        touched = sorted({(number, day) for day, number, _ in self._additions})
        result += [(number, day, self._returned[day][number]) for number, day in touched]
        return result

    def settle(self) -> None:
        """Take the changes as kept."""
        self._settled = self.counted.copy()
        self._additions.clear()
