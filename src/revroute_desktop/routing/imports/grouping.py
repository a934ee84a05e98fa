"""Rows grouped to one event by their external id, over a whole file.

A chunk is summed by numpy in exact scaled integers, which fall back to Python's where 64 bits could overflow;
what a chunk says of each group is then merged into the group. So memory follows the number of groups, not of
rows.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.money.currencies import Currency
from revroute_desktop.routing.imports.mapping import Drafts, Rows
from revroute_desktop.routing.imports.mapping_columns import Fault, Int64s, Parsed
from revroute_desktop.routing.imports.mapping_texts import Number
from revroute_desktop.routing.imports.profile import Field, KindBySign

GroupKey = tuple[str, str]
"""Source and external id."""

_SAFE: Final = 2**62
_KINDS_DIFFER: Final = Fault(
    "kind", "Rows of this id are of different kinds, so that they are not one event."
)
_CURRENCIES_DIFFER: Final = Fault(
    "currency", "Rows of this id have different currencies, so that they are not one event."
)


class Suspects(NamedTuple):
    """Rows of one chunk that may have to be refused, by their places in the chunk.

    `groups` are the rows of the groups that would be refused if the file ended here, by place of the group;
    `keyless` are rows that belong to no group, since their source or id cannot be read.
    """

    groups: dict[int, list[int]]
    keyless: list[tuple[int, Fault]]


class Groups:
    """The groups of a file, as far as it has been read."""

    def __init__(self) -> None:
        self._places: dict[GroupKey, int] = {}
        self._line: list[int] = []
        self._fault: list[Fault | None] = []
        self._at: list[int] = []
        self._kind: list[KindBySign | None] = []
        self._number: list[Number] = []
        self._currency: list[Currency | None] = []
        self._texts: dict[Field, list[str | None]] = {}
        self._attributes: dict[str, list[str | None]] = {}
        self._rows: list[int] = []

    def rows_of(self, place: int) -> int:
        """Return how many rows a group has."""
        return self._rows[place]

    def keys(self) -> list[GroupKey]:
        """Return the keys of the groups, in the order of the drafts."""
        return list(self._places)

    def add(self, rows: Rows) -> Suspects:
        """Add the rows of the next chunk."""
        faults = rows.faults()
        used, keyless = _used(rows, faults)
        if not len(used):
            return Suspects({}, keyless)
        keys, group = _group_codes(rows, used)
        count = len(keys)
        first = _first_rows(group, count)
        sums, decimals = _sums(rows, used, group, count)
        earliest = np.full(count, np.iinfo(np.int64).max)
        np.minimum.at(earliest, group, _integers(rows.occurred_at)[used])
        kinds = _same_values(rows.kind)[used]
        currencies = _same_values(rows.currency)[used]
        group_faults = _group_faults(faults, used, group)
        _mark_differing(group_faults, kinds, group, first, _KINDS_DIFFER)
        _mark_differing(group_faults, currencies, group, first, _CURRENCIES_DIFFER)
        texts = {field: _first_present(column, used, group, count) for field, column in rows.texts.items()}
        attributes = {
            name: _first_present(column, used, group, count) for name, column in rows.attributes.items()
        }

        order = np.argsort(first, kind="stable").tolist()
        source_row = used[first].tolist()
        places = [self._place(keys[index], rows, source_row[index]) for index in order]
        sum_list, earliest_list = sums.tolist(), earliest.tolist()
        row_counts = np.bincount(group, minlength=count).tolist()
        for index, place in zip(order, places, strict=True):
            self._number[place] = _added(self._number[place], (sum_list[index], decimals))
            self._rows[place] += row_counts[index]
            self._at[place] = min(self._at[place], earliest_list[index])
            self._check_same(place, rows, source_row[index], group_faults.get(index))
        for found, merged in ((texts, self._texts), (attributes, self._attributes)):
            _merge_texts(found, merged, order, places, len(self._line))
        return Suspects(self._suspects(order, places, used, group), keyless)

    def drafts(self) -> Drafts:
        """Return each group as the draft of an event, in the order of their first rows."""
        keys = list(self._places)
        return Drafts(
            line=self._line,
            fault=self._fault,
            source=[source for source, _ in keys],
            external_id=[external_id for _, external_id in keys],
            occurred_at=self._at,
            kind=self._kind,
            number=[
                _reduced(number, unit) for number, unit in zip(self._number, self._currency, strict=True)
            ],
            currency=self._currency,
            texts=_filled(self._texts, len(keys)),
            attributes=_filled(self._attributes, len(keys)),
        )

    def _suspects(
        self, order: Sequence[int], places: Sequence[int], used: Int64s, group: Int64s
    ) -> dict[int, list[int]]:
        place_of = {
            index: place
            for index, place in zip(order, places, strict=True)
            if self._fault[place] is not None or self._number[place][0] == 0
        }
        found: dict[int, list[int]] = {}
        rows = np.flatnonzero(np.isin(group, list(place_of)))
        for row, index in zip(used[rows].tolist(), group[rows].tolist(), strict=True):
            found.setdefault(place_of[index], []).append(row)
        return found

    def _place(self, key: GroupKey, rows: Rows, row: int) -> int:
        """Return the place of a group, having made it when it is new."""
        place = self._places.setdefault(key, len(self._line))
        if place == len(self._line):
            self._line.append(rows.lines[row])
            self._rows.append(0)
            self._fault.append(None)
            self._at.append(np.iinfo(np.int64).max)
            self._kind.append(rows.kind.values[rows.kind.codes[row]])
            self._number.append((0, 0))
            self._currency.append(rows.currency.values[rows.currency.codes[row]])
        return place

    def _check_same(self, place: int, rows: Rows, row: int, fault: Fault | None) -> None:
        """Mark a group that a chunk finds fault with, or that goes on otherwise than it began."""
        if self._fault[place] is not None:
            return
        if fault is None and rows.kind.values[rows.kind.codes[row]] != self._kind[place]:
            fault = _KINDS_DIFFER
        if fault is None and rows.currency.values[rows.currency.codes[row]] != self._currency[place]:
            fault = _CURRENCIES_DIFFER
        self._fault[place] = fault


def _used(rows: Rows, faults: Mapping[int, Fault]) -> tuple[Int64s, list[tuple[int, Fault]]]:
    """Return the rows that are kept and have a key, and the others that are kept."""
    kept = np.ones(len(rows.lines), dtype=np.bool_) if rows.kept is None else rows.kept
    keyless = np.zeros(len(rows.lines), dtype=np.bool_)
    for column in (rows.source, rows.external_id):
        if column.faults:
            keyless |= np.isin(column.codes, list(column.faults))
    return np.flatnonzero(kept & ~keyless), [
        (row, faults[row]) for row in np.flatnonzero(kept & keyless).tolist()
    ]


def _group_codes(rows: Rows, used: Int64s) -> tuple[list[GroupKey], Int64s]:
    """Return the keys of the groups among the used rows, and each row's group."""
    ids = len(rows.external_id.values)
    combined = (rows.source.codes * ids + rows.external_id.codes)[used]
    codes, group = np.unique(combined, return_inverse=True)
    sources, external_ids = rows.source.values, rows.external_id.values
    keys = [(str(sources[code // ids]), str(external_ids[code % ids])) for code in codes.tolist()]
    return keys, group


def _first_rows(group: Int64s, count: int) -> Int64s:
    """Return where in the used rows each group begins."""
    first = np.zeros(count, dtype=np.int64)
    # Of several assignments to one place the last holds: going backwards, that is the first row.
    first[group[::-1]] = np.arange(len(group))[::-1]
    return first


def _sums(rows: Rows, used: Int64s, group: Int64s, count: int) -> tuple[NDArray[Any], int]:
    """Return the exact sum of each group, and how many decimals all of them are scaled by."""
    values, decimals = _numbers(rows.number, used)
    if rows.times is not None:
        others, more = _numbers(rows.times, used)
        values, decimals = _multiplied(values, others), decimals + more
    scale = int(decimals.max())
    if int(decimals.min()) != scale:
        values = _multiplied(values, _powers(scale - decimals))
    if _largest(values) * len(values) >= _SAFE:
        values = values.astype(object)
    sums = np.zeros(count, dtype=values.dtype)
    np.add.at(sums, group, values)
    return sums, scale


def _numbers(column: Parsed[Number], used: Int64s) -> tuple[NDArray[Any], Int64s]:
    values = np.array([number[0] if number else 0 for number in column.values], dtype=np.int64)
    decimals = np.array([number[1] if number else 0 for number in column.values], dtype=np.int64)
    codes = column.codes[used]
    return values[codes], decimals[codes]


def _powers(exponents: Int64s) -> NDArray[Any]:
    distinct, codes = np.unique(exponents, return_inverse=True)
    powers = [10**exponent for exponent in distinct.tolist()]
    return np.array(powers, dtype=np.int64 if max(powers) < _SAFE else object)[codes]


def _multiplied(left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    if _largest(left) * _largest(right) >= _SAFE:
        left, right = left.astype(object), right.astype(object)
    product: NDArray[Any] = left * right
    return product


def _largest(values: NDArray[Any]) -> int:
    return max(abs(int(values.max())), abs(int(values.min())))


def _integers(column: Parsed[int]) -> Int64s:
    return np.array([value or 0 for value in column.values], dtype=np.int64)[column.codes]


def _same_values(column: Parsed[Any]) -> Int64s:
    """Return codes that are equal where the values are, whatever texts they came from."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(value, len(seen)) for value in column.values], dtype=np.int64)[
        column.codes
    ]


def _group_faults(faults: Mapping[int, Fault], used: Int64s, group: Int64s) -> dict[int, Fault]:
    found: dict[int, Fault] = {}
    if faults:
        for row, index in zip(used.tolist(), group.tolist(), strict=True):
            if row in faults:
                found.setdefault(index, faults[row])
    return found


def _mark_differing(
    faults: dict[int, Fault], codes: Int64s, group: Int64s, first: Int64s, fault: Fault
) -> None:
    for index in np.unique(group[codes != codes[first][group]]).tolist():
        faults.setdefault(index, fault)


def _first_present(column: Parsed[str], used: Int64s, group: Int64s, count: int) -> list[str | None]:
    """Return each group's first value of a column."""
    rows = np.flatnonzero(column.present()[used])[::-1]
    first = np.full(count, -1)
    first[group[rows]] = rows
    codes = column.codes[used]
    return [column.values[codes[row]] if row >= 0 else None for row in first.tolist()]


def _merge_texts(
    found: Mapping[Any, list[str | None]],
    merged: dict[Any, list[str | None]],
    order: Sequence[int],
    places: Sequence[int],
    count: int,
) -> None:
    for name, values in found.items():
        column = merged.setdefault(name, [])
        column.extend([None] * (count - len(column)))
        for index, place in zip(order, places, strict=True):
            if column[place] is None:
                column[place] = values[index]


def _filled(columns: Mapping[Any, list[str | None]], count: int) -> dict[Any, list[str | None]]:
    return {name: values + [None] * (count - len(values)) for name, values in columns.items()}


def _added(left: Number, right: Number) -> Number:
    scale = max(left[1], right[1])
    return left[0] * 10 ** (scale - left[1]) + right[0] * 10 ** (scale - right[1]), scale


def _reduced(number: Number, unit: Currency | None) -> Number:
    """Return a sum without the noughts that the common scale has put behind it."""
    value, decimals = number
    least = unit.digits if unit else 0
    while decimals > least and value % 10 == 0:
        value, decimals = value // 10, decimals - 1
    return value, decimals
