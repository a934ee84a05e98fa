"""Reads and writes filters: `amount>100 source:shop-a -country:DE at:2026-Q1 ~kind:refund "free text"`.

A term is a field, a sign and values joined by commas, or a text; all terms must hold. A minus before a term
means "not", a tilde that it is switched off and only kept. `a..b` is a range, each end may be missing.
`source=="Google"`, with quotes, is a text letter for letter: capitals count, and a star is a star.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from revroute_desktop.workspace.filters.fields import Field, FilterFault, Table, Type
from revroute_desktop.workspace.filters.values import amount, span, whole


class Sign(StrEnum):
    """What stands between a field and its values."""

    IS = ":"
    EQUAL = "="
    EXACT = "=="
    UNEQUAL = "!="
    MORE = ">"
    LEAST = ">="
    LESS = "<"
    MOST = "<="


@dataclass(frozen=True, slots=True)
class Value:
    """One value; `last` is the other end of a range, None without one. An end that is missing is empty."""

    first: str
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; without a field, `values` is one text.

    `start` and `end` are its places in what was read.
    """

    name: str
    sign: Sign
    values: tuple[Value, ...]
    negated: bool = False
    on: bool = True
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


_NAME = r"(?i:attr\.)[A-Za-z0-9._-]*|[A-Za-z][A-Za-z0-9_.]*"
# Without a quote behind it the second sign of `==` belongs to the value.
SIGNS = '(:|!=|>=|<=|>|<|==(?=")|=)'
_HEAD = re.compile(rf"({_NAME}){SIGNS}", re.ASCII)
_PLAIN = re.compile(r'[^\s",]+')
_BARE = re.compile(r'[^\s"]+')
_NAMED = re.compile(rf"({_NAME})(:|!=|>|<|=)", re.ASCII)
_RANGES = frozenset({Type.AMOUNT, Type.NUMBER, Type.TIME})
_ORDERED = frozenset({Sign.MORE, Sign.LEAST, Sign.LESS, Sign.MOST})


def read(text: str, table: Table) -> tuple[Term, ...]:
    """Return the terms of a filter over a table; raises FilterFault."""
    terms: list[Term] = []
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text):
            return tuple(terms)
        term = _term(text, at, table)
        at = term.end
        terms.append(term)


def write(terms: tuple[Term, ...]) -> str:
    """Return the text of terms: `read` gives the same terms again."""
    return " ".join(write_term(term) for term in terms)


def impersonal(text: str, table: Table) -> str:
    """Return a filter without what it asks of personal fields, as it may be kept outside the books."""
    terms = read(text, table)
    return write(tuple(term for term in terms if not _is_personal(term, table)))


def _is_personal(term: Term, table: Table) -> bool:
    known = table.field(term.name) if term.name else None
    return known is not None and known.personal


def write_term(term: Term) -> str:
    """Return the text of one term."""
    sign = ("" if term.on else "~") + ("-" if term.negated else "")
    if not term.name:
        return sign + _text(term.values[0].first)
    text_of = _exact if term.sign is Sign.EXACT else _value
    return f"{sign}{term.name}{term.sign}{','.join(text_of(value) for value in term.values)}"


def _value(value: Value) -> str:
    if value.last is None:
        plain = _PLAIN.fullmatch(value.first) is not None and ".." not in value.first
        return value.first if plain else _quoted(value.first)
    return f"{value.first}..{value.last}"


def _exact(value: Value) -> str:
    return _quoted(value.first)


def _text(text: str) -> str:
    bare = _BARE.fullmatch(text) is not None and text[0] not in "-~" and _NAMED.match(text) is None
    return text if bare else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _term(text: str, start: int, table: Table) -> Term:
    at = start
    on = not text.startswith("~", at)
    at += not on
    negated = text.startswith("-", at)
    at += negated
    if at == len(text) or text[at].isspace():
        raise FilterFault("A field or a text is expected here.", start, at)
    head = _HEAD.match(text, at)
    if head is None:
        value, at = _read_quoted(text, at) if text[at] == '"' else _read_plain(text, at, _BARE)
        _end_of_value(text, at)
        return Term("", Sign.IS, (Value(value),), negated, on, start, at)
    known = table.field(head[1])
    if known is None:
        names = ", ".join(f.name for f in table.fields)
        names += f", {table.family.name}NAME" if table.family is not None else ""
        raise FilterFault(
            f"{head[1]} is not a field here; use {names}, or put a text into quotes.", at, head.end(1)
        )
    sign = Sign(head[2])
    if sign in _ORDERED and known.type not in _RANGES:
        raise FilterFault(
            f"{known.name} has no order; use a colon, such as {known.example}.", head.start(2), head.end(2)
        )
    if sign is Sign.EXACT and (known.type in _RANGES or known.codes):
        raise FilterFault(
            f"{known.name} is no text that == could compare; use {known.example}.", head.start(2), head.end(2)
        )
    values, at = _values(text, head.end(), known, sign)
    if sign in _ORDERED and known.type is Type.AMOUNT and len(values) > 1:
        raise FilterFault(
            f"A comma stands between values here; write decimals with a point, such as {known.name}{sign}"
            "1000.50.",
            head.end(),
            at,
        )
    if sign in _ORDERED and len(values) > 1:
        raise FilterFault(f"After {sign} stands one value, such as {known.example}.", head.end(), at)
    return Term(known.name, sign, values, negated, on, start, at)


def _values(text: str, at: int, known: Field, sign: Sign) -> tuple[tuple[Value, ...], int]:
    values = []
    while True:
        begin = at
        quoted = text.startswith('"', at)
        raw, at = _read_quoted(text, at) if quoted else _read_plain(text, at, _PLAIN)
        if not raw:
            raise FilterFault(f"A value is expected after {known.name}, such as {known.example}.", begin, at)
        value = Value(raw)
        if known.type in _RANGES and not quoted and ".." in raw and sign not in _ORDERED:
            first, _, last = raw.partition("..")
            value = Value(first, last)
        _check(value, known, begin, at)
        values.append(value)
        if not text.startswith(",", at):
            _end_of_value(text, at)
            return tuple(values), at
        at += 1


def _check(value: Value, known: Field, start: int, end: int) -> None:
    if value.last is not None and not value.first and not value.last:
        raise FilterFault(f"A range needs an end, such as {known.example}.", start, end)
    for part in (value.first, value.last):
        if part:
            try:
                check_value(known, part)
            except ValueError as fault:
                raise FilterFault(f"In {known.name}, {fault}.", start, end) from None


def check_value(known: Field, text: str) -> None:
    """Raise ValueError, with what is expected, when a text is no value of a field."""
    if known.type is Type.AMOUNT:
        amount(text)
    elif known.type is Type.NUMBER:
        whole(text)
    elif known.type is Type.TIME:
        span(text, "UTC")
    elif known.codes and not codes_of(known, text):
        words = ", ".join(word for word, _ in known.codes[:12])
        more = " and others" if len(known.codes) > 12 else ""
        raise ValueError(f"{text} is not known; use {words}{more}")


def codes_of(known: Field, text: str) -> tuple[int, ...]:
    """Return what the column holds for a word of a closed list; a star stands for any letters."""
    pattern = ".*".join(re.escape(part) for part in text.lower().split("*"))
    return tuple(code for word, code in known.codes if re.fullmatch(pattern, word.lower()))


def _read_plain(text: str, at: int, pattern: re.Pattern[str]) -> tuple[str, int]:
    found = pattern.match(text, at)
    return (found[0], found.end()) if found is not None else ("", at)


def _read_quoted(text: str, at: int) -> tuple[str, int]:
    made: list[str] = []
    place = at + 1
    while place < len(text):
        sign = text[place]
        if sign == '"':
            if not made:
                raise FilterFault("A text is expected between the quotes.", at, place + 1)
            return "".join(made), place + 1
        if sign == "\\" and text[place + 1 : place + 2] in {'"', "\\"}:
            place += 1
            sign = text[place]
        made.append(sign)
        place += 1
    raise FilterFault("A closing quote is expected.", at, len(text))


def _end_of_value(text: str, at: int) -> None:
    if at < len(text) and not text[at].isspace():
        raise FilterFault("A space is expected between two conditions.", at, at + 1)
