"""Events by what their packed columns say: time, amount order, source, kind, route, country and the like.

A filter that asks for nothing else is answered from a few bytes an event, without a look at the events.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.event_fields import EVENT_FIELDS, EventState
from revroute_desktop.workspace.event_rollups.columns import (
    SIZE,
    UNDONE,
    Field,
    among,
    block_spans,
    counts,
    last_place,
    read,
)
from revroute_desktop.workspace.filters.compile import comparison, instants
from revroute_desktop.workspace.filters.language import Sign, Term, codes_of

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]
Group = tuple[tuple[int, int], ...]
"""Stretches of time, from to before, microseconds UTC."""

SORTS: Final[Mapping[str, Field | None]] = {"arrival": None, "occurred": Field.AT, "amount": Field.AMOUNT}
"""Orders that columns know."""

_CODES: Final = {"currency": Field.CURRENCY, "kind": Field.KIND}
_WORDS: Final = {
    "source": (Field.SOURCE, "SELECT id FROM source WHERE {}"),
    "country": (Field.COUNTRY, "SELECT id FROM term WHERE {}"),
    "campaign": (Field.CAMPAIGN, "SELECT id FROM term WHERE {}"),
    "product": (Field.PRODUCT, "SELECT id FROM term WHERE {}"),
    "route": (Field.ROUTE, "SELECT r.id FROM plan_route r WHERE {}"),
}
_SAME: Final = {"source": "code = ?", "route": "r.code = ?"}

_AT_ONCE: Final = 16
_EVER: Final = (-(2**62), 2**62)


@dataclass(frozen=True, slots=True)
class Among:
    """The numbers of a field that are let through, or with `negated` those that are not."""

    field: Field
    numbers: frozenset[int]
    negated: bool

    def passes(self, sql: sqlite3.Connection, blocks: Int64s) -> Bools:
        """Return of each event of blocks whether it is let through."""
        found = among(sql, self.field, blocks, self.numbers)
        return ~found if self.negated else found


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a filter asks of columns: a stretch of each group in `spans`, and all of `tests`. `reach` holds
    all that may be let through.
    """

    spans: tuple[Group, ...] = ()
    tests: tuple[Among, ...] = ()
    reach: tuple[int, int] = field(default=_EVER)


def indexed(
    sql: sqlite3.Connection,
    terms: Sequence[Term],
    zone: str,
    span: tuple[int, int] | None,
    currency: int | None,
) -> Indexed | None:
    """Return what columns can answer of a filter, or None where it asks for anything else.

    `span` and `currency` are asked for besides the terms.
    """
    (newest,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM event").fetchone()
    if newest != last_place(sql):
        return None
    (any_undone,) = sql.execute("SELECT EXISTS (SELECT 1 FROM import_undo)").fetchone()
    spans: list[Group] = [(span,)] if span is not None else []
    tests = [] if currency is None else [Among(Field.CURRENCY, frozenset({currency}), False)]
    for term in terms:
        if not term.on:
            continue
        if term.name == "at" and _plain(term):
            spans.append(tuple(_instants(term, zone)))
        elif (test := _test(sql, term, not _plain(term))) is not None:
            tests.append(test)
        else:
            return None
    if any_undone and any(test.field is Field.KIND for test in tests):
        # The kind of an undone event is not in its column.
        standing = Among(Field.KIND, frozenset({UNDONE}), True)
        if standing not in tests:
            return None
    return Indexed(tuple(spans), tuple(tests), _reach(spans))


def id_reach(
    sql: sqlite3.Connection, terms: Sequence[Term], zone: str, span: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Return the first and last id among which all events of the times that a filter asks for lie; None where
    it asks for no time.
    """
    spans: list[Group] = [(span,)] if span is not None else []
    spans += [
        tuple(_instants(term, zone)) for term in terms if term.on and term.name == "at" and _plain(term)
    ]
    (newest,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM event").fetchone()
    if not spans or newest != last_place(sql):
        return None
    blocks, _, _ = block_spans(sql, *_reach(spans))
    return (int(blocks[0]) * SIZE + 1, (int(blocks[-1]) + 1) * SIZE) if len(blocks) else (0, 0)


def _reach(spans: Sequence[Group]) -> tuple[int, int]:
    low = max((min(start for start, _ in group) for group in spans), default=_EVER[0])
    high = min((max(end for _, end in group) for group in spans), default=_EVER[1])
    return low, high


def _plain(term: Term) -> bool:
    return term.negated == (term.sign is Sign.UNEQUAL)


def indexed_ids(
    sql: sqlite3.Connection, wanted: Indexed, sort: str, *, descending: bool, most: int | None
) -> Int64s:
    """Return the ids of the events that are let through, in the order `sort`; `most` only the first ones."""
    by = SORTS[sort]
    if by is None:
        return _by_arrival(sql, wanted, descending, most)
    ids, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for found, columns in _found(sql, wanted, (by,), descending=False):
        ids.append(found)
        values.append(columns[by])
    every, sorted_by = np.concatenate(ids), np.concatenate(values)
    order = np.argsort(sorted_by, kind="stable")
    ordered = every[order[::-1] if descending else order]
    return ordered[:most]


def indexed_sums(sql: sqlite3.Connection, wanted: Indexed) -> list[tuple[int, int, int, int]]:
    """Return currency, number, sum of the amounts and number of undone events of what is let through; undone
    ones are in no sum.
    """
    sums: dict[int, tuple[int, int, int]] = {}
    fields = (Field.CURRENCY, Field.AMOUNT, Field.KIND)
    for _, columns in _found(sql, wanted, fields, descending=False):
        undone = columns[Field.KIND] == UNDONE
        for currency in np.unique(columns[Field.CURRENCY]).tolist():
            here = columns[Field.CURRENCY] == currency
            amount = columns[Field.AMOUNT][here & ~undone]
            number, total, gone = sums.get(currency, (0, 0, 0))
            # Halves of amounts up to 10^15 add up exactly where whole ones might not.
            total += (int((amount >> 20).sum()) << 20) + int((amount & 0xFFFFF).sum())
            sums[currency] = (number + int(here.sum()), total, gone + int((here & undone).sum()))
    return sorted(((currency, *found) for currency, found in sums.items()), key=lambda row: (-row[1], row[0]))


def _by_arrival(sql: sqlite3.Connection, wanted: Indexed, descending: bool, most: int | None) -> Int64s:
    if not wanted.spans and not wanted.tests:
        last = last_place(sql)
        count = last if most is None else min(most, last)
        return np.arange(last, last - count, -1) if descending else np.arange(1, count + 1)
    parts, count = [np.zeros(0, np.int64)], 0
    for found, _ in _found(sql, wanted, (), descending=descending):
        parts.append(found[::-1] if descending else found)
        count += len(found)
        if most is not None and count >= most:
            break
    return np.concatenate(parts)[:most]


def _found(
    sql: sqlite3.Connection, wanted: Indexed, fields: Sequence[Field], *, descending: bool
) -> Iterator[tuple[Int64s, dict[Field, Int64s]]]:
    """Yield rising ids of what is let through, with columns of it, some blocks at a time."""
    blocks, least, most = block_spans(sql, *wanted.reach)
    begins = range(0, len(blocks), _AT_ONCE)
    for begin in reversed(begins) if descending else begins:
        some = blocks[begin : begin + _AT_ONCE]
        sizes = counts(sql, some)
        kept = np.ones(int(sizes.sum()), np.bool_)
        for test in wanted.tests:
            kept &= test.passes(sql, some)
            if not kept.any():
                break
        else:
            known = slice(begin, begin + _AT_ONCE)
            kept &= _within(sql, some, (int(least[known].min()), int(most[known].max())), wanted.spans)
        rows = np.flatnonzero(kept)
        if len(rows):
            ends = np.cumsum(sizes)
            which = np.searchsorted(ends, rows, side="right")
            ids = some[which] * SIZE + rows - (ends - sizes)[which] + 1
            yield ids, {one: read(sql, one, some)[rows] for one in fields}


def _within(sql: sqlite3.Connection, blocks: Int64s, known: tuple[int, int], spans: Sequence[Group]) -> Bools:
    """Return of each event of blocks whether it lies in a stretch of each group; the blocks hold events from
    the first to the last instant `known`.
    """
    first, last = known
    groups = [group for group in spans if not any(start <= first and last < end for start, end in group)]
    if not groups:
        return np.ones(1, np.bool_)
    at = read(sql, Field.AT, blocks)
    kept = np.ones(len(at), np.bool_)
    for group in groups:
        inside = np.zeros(len(at), np.bool_)
        for start, end in group:
            inside |= (at >= start) & (at < end)
        kept &= inside
    return kept


def _instants(term: Term, zone: str) -> Iterator[tuple[int, int]]:
    for value in term.values:
        first, after = instants(term.sign, value, zone)
        yield (_EVER[0] if first is None else first, _EVER[1] if after is None else after)


def _test(sql: sqlite3.Connection, term: Term, negated: bool) -> Among | None:
    known = EVENT_FIELDS.field(term.name) if term.name else None
    if known is None:
        return None
    if known.name in _CODES:
        codes = {code for value in term.values for code in codes_of(known, value.first)}
        return Among(_CODES[known.name], frozenset(codes), negated)
    if known.name == "state":
        codes = {code for value in term.values for code in codes_of(known, value.first)}
        return Among(Field.KIND, frozenset({UNDONE}), negated) if codes == {EventState.UNDONE} else None
    if known.name not in _WORDS:
        return None
    column, statement = _WORDS[known.name]
    numbers: set[int] = set()
    for value in term.values:
        condition, parameters = _SAME.get(known.name, "text = ?"), list[object]((value.first,))
        if term.sign not in {Sign.EQUAL, Sign.EXACT}:
            condition, parameters = comparison(known, term.sign, value, "UTC")
        numbers.update(number for (number,) in sql.execute(statement.format(condition), parameters))
    return Among(column, frozenset(numbers), negated)
