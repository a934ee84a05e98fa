"""Filters as SQL conditions; every value is a parameter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from revroute_desktop.money.currencies import CURRENCIES
from revroute_desktop.workspace.filters.fields import Field, Table, Type
from revroute_desktop.workspace.filters.language import Sign, Term, Value, codes_of
from revroute_desktop.workspace.filters.values import amount, span, whole

_USUAL_DIGITS = 2
_DIGITS = {
    digits: ", ".join(f"{c.numeric:d}" for c in CURRENCIES.values() if c.digits == digits)
    for digits in sorted({c.digits for c in CURRENCIES.values()} - {_USUAL_DIGITS})
}


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition and its parameters; an empty `sql` lets everything through."""

    sql: str = ""
    parameters: tuple[object, ...] = ()

    @property
    def where(self) -> str:
        """The condition after WHERE, or nothing."""
        return f" WHERE {self.sql}" if self.sql else ""

    def also(self, sql: str, *parameters: object) -> "Condition":
        """Return this condition and another one."""
        both = f"{self.sql} AND {sql}" if self.sql else sql
        return Condition(both, (*self.parameters, *parameters))


def condition(terms: Iterable[Term], table: Table, zone: str) -> Condition:
    """Return the condition of the terms that are on; dates are those of `zone`."""
    made = Condition()
    for term in terms:
        if term.on:
            sql, parameters = _term(term, table, zone)
            made = made.also(sql, *parameters)
    return made


def _term(term: Term, table: Table, zone: str) -> tuple[str, list[object]]:
    parts: list[str] = []
    parameters: list[object] = []
    if not term.name:
        for name in table.text:
            known = table.field(name)
            assert known is not None, f"{table.name} has no field {name}"
            parts.append(known.inside.format(_contains(known.column)))
            parameters.append(_inside(term.values[0].first))
    else:
        known = table.field(term.name)
        assert known is not None, f"{table.name} has no field {term.name}"
        for value in term.values:
            if term.sign is Sign.EXACT or (known.same and term.sign is Sign.EQUAL):
                parts.append(known.same or known.inside.format(f"{known.column} = ?"))
                parameters.append(value.first)
                continue
            sql, more = comparison(known, term.sign, value, zone)
            parts.append(known.inside.format(sql))
            parameters.extend(more)
    joined = parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
    if term.negated != (term.sign is Sign.UNEQUAL):
        # What has no value is not that value.
        joined = f"NOT coalesce({joined}, 0)"
    return joined, parameters


def comparison(known: Field, sign: Sign, value: Value, zone: str) -> tuple[str, list[object]]:
    """Return the condition on a field's column alone that one value of a term makes, with its parameters."""
    if known.type is Type.TIME:
        return _time(known.column, sign, value, zone)
    if known.type is Type.NUMBER:
        low, high = bounds(sign, value, 1, lambda text: Fraction(whole(text)))
        return _between(known.column, low, high)
    if known.type is Type.AMOUNT:
        return _money(known, sign, value)
    if known.codes:
        codes = codes_of(known, value.first)
        return f"{known.column} IN ({', '.join('?' * len(codes))})", list(codes)
    if known.type is Type.WORD and "*" in value.first:
        return f"{known.column} LIKE ? ESCAPE '\\'", [like(value.first)]
    if known.type is Type.TEXT and sign is not Sign.EQUAL:
        return _contains(known.column), [_inside(value.first)]
    return f"{known.column} = ? COLLATE NOCASE", [value.first]


def _contains(column: str) -> str:
    # Twice as fast as `instr` over `lower`, and as blind to case.
    return f"{column} LIKE ? ESCAPE '\\'"


def _inside(text: str) -> str:
    return f"%{_escaped(text)}%"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def like(text: str) -> str:
    """Return the LIKE pattern of a word whose stars stand for any letters."""
    return _escaped(text).replace("*", "%")


def bounds(
    sign: Sign, value: Value, scale: int, number: Callable[[str], Fraction]
) -> tuple[int | None, int | None]:
    """Return the least and the largest whole number that a comparison lets through, None without end.

    A value counts `scale` to the unit. Between two whole numbers lies none: 1.005 equals no amount of cents,
    and the least is then above the largest.
    """
    low = number(value.first) * scale if value.first else None
    if value.last is not None:
        high = number(value.last) * scale if value.last else None
        return (None if low is None else ceil(low)), (None if high is None else floor(high))
    if low is None:
        raise ValueError("a comparison has a value")
    if sign is Sign.MORE:
        return floor(low) + 1, None
    if sign is Sign.LESS:
        return None, ceil(low) - 1
    return (None if sign is Sign.MOST else ceil(low)), (None if sign is Sign.LEAST else floor(low))


def instants(sign: Sign, value: Value, zone: str) -> tuple[int | None, int | None]:
    """Return the first instant that a comparison lets through and the one after the last; None: no end."""
    if value.last is not None:
        return (
            span(value.first, zone)[0] if value.first else None,
            span(value.last, zone)[1] if value.last else None,
        )
    first, after = span(value.first, zone)
    return {
        Sign.MORE: (after, None),
        Sign.LEAST: (first, None),
        Sign.LESS: (None, first),
        Sign.MOST: (None, after),
    }.get(sign, (first, after))


def _time(column: str, sign: Sign, value: Value, zone: str) -> tuple[str, list[object]]:
    first, after = instants(sign, value, zone)
    return _between(column, first, None if after is None else after - 1)


def _between(column: str, low: int | None, high: int | None) -> tuple[str, list[object]]:
    if low is None:
        return f"{column} <= ?", [high]
    if high is None:
        return f"{column} >= ?", [low]
    return f"{column} BETWEEN ? AND ?", [low, high]


def _money(known: Field, sign: Sign, value: Value) -> tuple[str, list[object]]:
    """Compare minor units, whose number to the unit depends on the row's currency."""
    sql, parameters = "CASE", list[object]()
    for digits, numbers in (*_DIGITS.items(), (_USUAL_DIGITS, "")):
        low, high = bounds(sign, value, 10**digits, lambda text: Fraction(amount(text)))
        compared, ends = _between(known.column, low, high)
        case = f"WHEN {known.currency} IN ({numbers}) THEN" if numbers else "ELSE"
        sql += f" {case} {compared}"
        parameters += ends
    return f"{sql} END", parameters
