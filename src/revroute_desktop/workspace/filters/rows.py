"""Filters over rows that are held in memory: the same answers as SQL gives."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from revroute_desktop.workspace.filters.compile import bounds, instants
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.language import Sign, Term, Value, codes_of
from revroute_desktop.workspace.filters.values import amount, whole


class Minor(NamedTuple):
    """An amount of a row: minor units, and how many digits they are."""

    units: int
    digits: int


Cell = str | int | Minor | None
Row = Mapping[str, Cell]

_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def predicate(terms: Iterable[Term], table: Table, zone: str) -> Callable[[Row], bool]:
    """Return whether a row passes the terms that are on; a row gives each field's value by its name.

    Words of closed lists are given as their codes, times as microseconds UTC.
    """
    held = [term for term in terms if term.on]

    def passes(row: Row) -> bool:
        return all(_holds(term, table, row, zone) for term in held)

    return passes


def _holds(term: Term, table: Table, row: Row, zone: str) -> bool:
    if not term.name:
        text = _low(term.values[0].first)
        found = any(text in _low(str(row[name])) for name in table.text if row[name] is not None)
    else:
        known = table.field(term.name)
        assert known is not None, f"{table.name} has no field {term.name}"
        cell = row[term.name]
        found = cell is not None and any(_matches(known, term.sign, v, cell, zone) for v in term.values)
    return found != (term.negated != (term.sign is Sign.UNEQUAL))


def _matches(known: Field, sign: Sign, value: Value, cell: str | int | Minor, zone: str) -> bool:
    if isinstance(cell, Minor):
        ends = bounds(sign, value, 10**cell.digits, lambda text: Fraction(amount(text)))
        return _inside(cell.units, *ends)
    if known.type is Type.NUMBER and isinstance(cell, int):
        return _inside(cell, *bounds(sign, value, 1, lambda text: Fraction(whole(text))))
    if known.type is Type.TIME and isinstance(cell, int):
        first, after = instants(sign, value, zone)
        return _inside(cell, first, None if after is None else after - 1)
    if known.codes:
        return cell in codes_of(known, value.first)
    if sign is Sign.EXACT or (known.same and sign is Sign.EQUAL):
        return value.first == cell
    wanted, has = _low(value.first), _low(str(cell))
    if known.type is Type.WORD and "*" in wanted:
        pattern = ".*".join(re.escape(part) for part in wanted.split("*"))
        return re.fullmatch(pattern, has, re.DOTALL) is not None
    if known.type is Type.TEXT and sign is not Sign.EQUAL:
        return wanted in has
    return wanted == has


def _inside(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= number) and (high is None or number <= high)


def _low(text: str) -> str:
    """Fold case as SQLite does: the letters of ASCII alone."""
    return text.translate(_LOWER)
