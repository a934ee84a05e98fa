"""Events with their local days and their fields as columns of codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.events import EventColumns
from revroute_desktop.routing.kinds import Kind

Int64s = NDArray[np.int64]

_SPARSE = 8  # a table of all possible keys is used while it is at most so many times the rows
_LARGEST_KEY = 2**62
_NUMERIC_CODES = 1000


@dataclass(frozen=True, slots=True)
class Field:
    """One field of all events: a code each, and the texts that the codes stand for; code 0 is none."""

    codes: Int64s
    texts: Sequence[str | None]


@dataclass(slots=True)
class DatedEvents:
    """Event columns with the local day of each event in the zone of the plan that is in force for it."""

    columns: EventColumns
    day: Int64s
    tables: dict[object, Int64s] = field(default_factory=dict)
    """What whoever reads the events has worked out for each text of a field."""
    _fields: dict[str, Field] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns)

    def between(self, begin: int, end: int) -> "DatedEvents":
        """Return rows `begin` to before `end`; ids and originals in words are left out."""
        columns, part = self.columns, slice(begin, end)
        return DatedEvents(
            EventColumns(
                id=columns.id[part],
                source=columns.source[part],
                occurred_at=columns.occurred_at[part],
                kind=columns.kind[part],
                currency=columns.currency[part],
                amount=columns.amount[part],
                fields={name: codes[part] for name, codes in columns.fields.items()},
                vocabularies=columns.vocabularies,
                external_id=(),
                original=(),
            ),
            self.day[part],
        )

    def field(self, name: str) -> Field:
        """Return a field by the name that plans use: source, kind, currency, country, campaign, product,
        attr.NAME.
        """
        found = self._fields.get(name)
        if found is None:
            found = self._fields[name] = self._make_field(name)
        return found

    def _make_field(self, name: str) -> Field:
        if name == "kind":
            return Field(self.columns.kind, [None, *(kind.word for kind in Kind)])
        if name == "currency":
            seen, place = compact(self.columns.currency, _NUMERIC_CODES)
            return Field(place + 1, [None, *(currency_by_numeric(number).code for number in seen.tolist())])
        if name in self.columns.fields:
            return Field(self.columns.fields[name], self.columns.vocabularies[name].texts)
        return Field(np.zeros(len(self), np.int64), [None])


def compact(keys: Int64s, size: int) -> tuple[Int64s, Int64s]:
    """Return the distinct keys in rising order, and the place of each row's key among them; 0 <= keys <
    size.
    """
    if size <= _SPARSE * len(keys) + 1024:
        present = np.zeros(size, np.bool_)
        present[keys] = True
        seen = np.flatnonzero(present)
        if len(seen) == 1:
            return seen, np.zeros(len(keys), np.int64)
        places = np.empty(size, np.int64)
        places[seen] = np.arange(len(seen))
        return seen, places[keys]
    seen, place = np.unique(keys, return_inverse=True)
    return seen, place.astype(np.int64, copy=False)


def distinct_rows(columns: Sequence[tuple[Int64s, int]]) -> tuple[Int64s, Int64s]:
    """Return one row number for each distinct combination of codes, and the place of each row's combination.

    A column comes with the bound of its codes, which are from 0 to below it. Combinations stand in rising
    order.
    """
    keys, size = columns[0]
    for codes, bound in columns[1:]:
        if size * bound > _LARGEST_KEY:
            seen, keys = compact(keys, size)
            size = len(seen)
        keys = keys * bound + codes
        size *= bound
    seen, place = compact(keys, size)
    example = np.empty(len(seen), np.int64)
    example[place] = np.arange(len(place))
    return example, place


def sums_by_place(values: Int64s, place: Int64s, count: int) -> Int64s:
    """Return the sum of the values at each of `count` places; the caller has made sure that no sum
    overflows.
    """
    if count == 1:
        return np.array([values.sum()], np.int64)
    sums = np.zeros(count, np.int64)
    np.add.at(sums, place, values)
    return sums
