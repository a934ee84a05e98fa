"""Rows of a file into events, by a profile: pure, a chunk at a time.

`read_rows` parses the columns of a chunk; `drafts_of` makes each row a draft of an event (for files that are
grouped, `grouping` does); `finish` settles amount and kind and gives events and refusals.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.audit.canonical import canonical_json
from revroute_desktop.errors import UserError
from revroute_desktop.intake import RecordChunk
from revroute_desktop.money.currencies import Currency
from revroute_desktop.routing.imports.mapping_amounts import settle
from revroute_desktop.routing.imports.mapping_columns import (
    Fault,
    Parsed,
    constant,
    factorise,
    joined,
    parse_all,
    parse_column,
)
from revroute_desktop.routing.imports.mapping_texts import (
    ID_CHARS_MAX,
    NOTE_CHARS_MAX,
    Number,
    currency_parser,
    id_parser,
    kind_parser,
    number_parser,
    source_parser,
    text_parser,
)
from revroute_desktop.routing.imports.mapping_times import parse_times
from revroute_desktop.routing.imports.profile import (
    AmountRule,
    Field,
    KindBySign,
    Profile,
    SkipRule,
    TextRule,
)
from revroute_desktop.routing.kinds import MUST_BE_POSITIVE, Kind

T = TypeVar("T")
_ATTRIBUTES_MAX: Final = 50
_ATTRIBUTE_NAME: Final = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")


class MappedEvent(NamedTuple):
    """An event as a file and its profile tell it. Times in microseconds UTC, amounts in minor units."""

    line: int
    source: str
    external_id: str
    occurred_at: int
    kind: int
    currency: int
    amount: int
    payer: str | None
    note: str | None
    campaign: str | None
    country: str | None
    product: str | None
    attributes: str | None
    original: str | None
    residue: str | None


class RefusedRow(NamedTuple):
    """A row, or a group of rows, that cannot become an event; `place` is its place in the drafts."""

    place: int
    line: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Rows:
    """A chunk of rows, its columns parsed. `kept` leaves out what the profile passes over."""

    lines: Sequence[int]
    kept: NDArray[np.bool_] | None
    source: Parsed[str]
    external_id: Parsed[str]
    occurred_at: Parsed[int]
    kind: Parsed[KindBySign]
    number: Parsed[Number]
    times: Parsed[Number] | None
    currency: Parsed[Currency]
    texts: Mapping[Field, Parsed[str]]
    attributes: Mapping[str, Parsed[str]]
    mapped: Field

    def faults(self) -> dict[int, Fault]:
        """Return the first fault of each row that has one."""
        found: dict[int, Fault] = {}
        columns: list[Parsed[object]] = [
            self.source,
            self.external_id,
            self.occurred_at,
            self.kind,
            self.number,
            *([self.times] if self.times else []),
            self.currency,
            *self.texts.values(),
            *self.attributes.values(),
        ]
        for column in columns:
            if column.faults:
                rows = np.flatnonzero(np.isin(column.codes, list(column.faults)))
                for row in rows.tolist():
                    found.setdefault(row, column.faults[int(column.codes[row])])
        return found


@dataclass(slots=True)
class Drafts:
    """Events in the making, as columns. Where `fault` is set the other columns need not say anything."""

    line: Sequence[int]
    fault: Sequence[Fault | None]
    source: Sequence[str | None]
    external_id: Sequence[str | None]
    occurred_at: Sequence[int | None]
    kind: Sequence[KindBySign | None]
    number: Sequence[Number | None]
    currency: Sequence[Currency | None]
    texts: Mapping[Field, Sequence[str | None]]
    attributes: Mapping[str, Sequence[str | None]]


def read_rows(profile: Profile, chunk: RecordChunk) -> Rows:
    """Parse the columns of a chunk of records.

    Raises UserError when the file lacks a column that the profile needs.
    """
    count = len(chunk.lines)
    mapped = Field.OCCURRED_AT | Field.KIND | Field.AMOUNT | Field.CURRENCY
    texts: dict[Field, Parsed[str]] = {}
    for field, rule in profile.texts.items():
        found = _text_column(chunk, rule, _field_parser(field, rule))
        if found is not None:
            texts[field] = found
            mapped |= field
    attributes = _attributes(profile, chunk)
    if attributes or profile.attributes or profile.attributes_prefix:
        mapped |= Field.ATTRIBUTES
    parse_number = number_parser(profile.amount)
    kept, source, external_id = read_keys(profile, chunk)
    return Rows(
        lines=chunk.lines,
        kept=kept,
        source=source,
        external_id=external_id,
        occurred_at=_times(profile, chunk),
        kind=_kinds(profile, chunk, count),
        number=parse_column(chunk.column(profile.amount.column), parse_number),
        times=parse_column(chunk.column(profile.amount.times), parse_number)
        if profile.amount.times
        else None,
        currency=_needed(chunk, profile.currency, currency_parser(profile.currency)),
        texts=texts,
        attributes=attributes,
        mapped=mapped,
    )


def read_keys(
    profile: Profile, chunk: RecordChunk
) -> tuple[NDArray[np.bool_] | None, Parsed[str], Parsed[str]]:
    """Parse of a chunk only which rows are kept, and their sources and external ids."""
    return (
        _kept(profile.skip, chunk),
        _needed(chunk, profile.source, source_parser(profile.source)),
        _needed(chunk, profile.external_id, id_parser(profile.external_id)),
    )


def drafts_of(rows: Rows) -> tuple[list[int], Drafts]:
    """Return a draft for each kept row, and the rows' places in the chunk."""
    places = list(range(len(rows.lines))) if rows.kept is None else np.flatnonzero(rows.kept).tolist()

    def pick(values: Sequence[T]) -> Sequence[T]:
        return values if rows.kept is None else [values[place] for place in places]

    faults = rows.faults()
    number = rows.number.expanded()
    if rows.times is not None:
        number = [
            None if a is None or b is None else (a[0] * b[0], a[1] + b[1])
            for a, b in zip(number, rows.times.expanded(), strict=True)
        ]
    return places, Drafts(
        line=pick(rows.lines),
        fault=[faults.get(place) for place in places] if faults else [None] * len(places),
        source=pick(rows.source.expanded()),
        external_id=pick(rows.external_id.expanded()),
        occurred_at=pick(rows.occurred_at.expanded()),
        kind=pick(rows.kind.expanded()),
        number=pick(number),
        currency=pick(rows.currency.expanded()),
        texts={field: pick(column.expanded()) for field, column in rows.texts.items()},
        attributes={name: pick(column.expanded()) for name, column in rows.attributes.items()},
    )


def finish(drafts: Drafts, rule: AmountRule) -> tuple[list[MappedEvent], list[RefusedRow]]:
    """Settle amount and kind of each draft, and return the events and the refusals in their order."""
    events: list[MappedEvent] = []
    refused: list[RefusedRow] = []
    count = len(drafts.line)
    nothing: Sequence[None] = [None] * count
    texts = [
        drafts.texts.get(field, nothing)
        for field in (Field.PAYER, Field.NOTE, Field.CAMPAIGN, Field.COUNTRY, Field.PRODUCT, Field.ORIGINAL)
    ]
    columns = zip(
        drafts.line,
        drafts.fault,
        drafts.source,
        drafts.external_id,
        drafts.occurred_at,
        drafts.kind,
        drafts.number,
        drafts.currency,
        *texts,
        _attribute_sets(drafts.attributes, count),
        strict=True,
    )
    for place, row in enumerate(columns):
        line, fault, source, external_id, at, by_sign, number, currency = row[:8]
        payer, note, campaign, country, product, original, attributes = row[8:]
        if fault is not None:
            refused.append(RefusedRow(place, line, fault))
            continue
        settled = settle(number, currency, by_sign, rule)
        if isinstance(settled, Fault):
            refused.append(RefusedRow(place, line, settled))
            continue
        kind, amount, residue = settled
        if original is not None and kind in MUST_BE_POSITIVE and kind is not Kind.CHARGEBACK_REVERSAL:
            # Exports put other references of a sale, such as its subscription, in the same column.
            original = None
        events.append(
            MappedEvent(
                line,
                source,
                external_id,
                at,
                int(kind),
                currency.numeric,
                amount,
                payer,
                note,
                campaign,
                country,
                product,
                attributes,
                original,
                residue,
            )
        )
    return events, refused


def _field_parser(field: Field, rule: TextRule) -> Callable[[str], str | Fault | None]:
    what = str(field.name).lower()
    if field is Field.NOTE:
        return text_parser(rule, what, most=NOTE_CHARS_MAX, lines=True, personal=True)
    if field is Field.PAYER:
        return text_parser(rule, what, personal=True)
    if field is Field.ORIGINAL:
        return text_parser(rule, what, most=ID_CHARS_MAX)
    return text_parser(rule, what)


def _text_column(
    chunk: RecordChunk, rule: TextRule, parse: Callable[[str], T | Fault | None]
) -> Parsed[T] | None:
    """Return the column of a rule, or None where it is optional and the file lacks it."""
    if not rule.columns:
        return parse_all(np.zeros(len(chunk.lines), dtype=np.int64), [parse(rule.constant)])
    names = [name for name in rule.columns if chunk.has(name)] if rule.optional else rule.columns
    if not names:
        return None
    return parse_column(joined([chunk.column(name) for name in names]), parse)


def _needed(chunk: RecordChunk, rule: TextRule, parse: Callable[[str], T | Fault | None]) -> Parsed[T]:
    column = _text_column(chunk, rule, parse)
    return parse_all(np.zeros(len(chunk.lines), dtype=np.int64), [parse("")]) if column is None else column


def _kinds(profile: Profile, chunk: RecordChunk, count: int) -> Parsed[KindBySign]:
    rule = profile.kind
    if rule.column is None:
        return constant(rule.otherwise, count)
    return parse_column(chunk.column(rule.column), kind_parser(rule))


def _times(profile: Profile, chunk: RecordChunk) -> Parsed[int]:
    rule = profile.occurred_at
    texts = joined([chunk.column(name) for name in rule.columns])
    if rule.zone_column is None:
        codes, distinct = factorise(texts)
        return parse_all(codes, parse_times(distinct, [rule.zone] * len(distinct), rule))
    zones = chunk.column(rule.zone_column)
    codes, distinct = factorise([f"{text}\x1f{zone}" for text, zone in zip(texts, zones, strict=True)])
    pairs = [text.rpartition("\x1f") for text in distinct]
    return parse_all(codes, parse_times([pair[0] for pair in pairs], [pair[2] for pair in pairs], rule))


def _attributes(profile: Profile, chunk: RecordChunk) -> dict[str, Parsed[str]]:
    rules = dict(profile.attributes)
    prefix = profile.attributes_prefix
    if prefix is not None:
        for name in chunk.names:
            if name.startswith(prefix):
                rules[attribute_name(name, prefix)] = TextRule(columns=(name,))
    if len(rules) > _ATTRIBUTES_MAX:
        raise UserError(f"The file has {len(rules)} attributes; an event has at most {_ATTRIBUTES_MAX}.")
    columns: dict[str, Parsed[str]] = {}
    for name, rule in sorted(rules.items()):
        column = _text_column(chunk, rule, text_parser(rule, "attribute"))
        if column is not None:
            columns[name] = column
    return columns


def attribute_name(column: str, prefix: str) -> str:
    """Return the name of the attribute that a column with the prefix holds."""
    name = column.removeprefix(prefix)
    if not _ATTRIBUTE_NAME.fullmatch(name):
        raise UserError(
            f"The column {column[:80]!r} names no attribute; after {prefix!r} come up to 63 letters, digits, "
            "dots, hyphens and underscores."
        )
    return name


def _attribute_sets(columns: Mapping[str, Sequence[str | None]], count: int) -> Sequence[str | None]:
    """Return each row's attributes as canonical JSON, or None where it has none."""
    if not columns:
        return [None] * count
    known: dict[tuple[str | None, ...], str | None] = {}
    sets: list[str | None] = []
    for values in zip(*columns.values(), strict=True):
        if values not in known:
            found = {name: value for name, value in zip(columns, values, strict=True) if value is not None}
            known[values] = canonical_json(found).decode() if found else None
        sets.append(known[values])
    return sets


def _kept(rules: Sequence[SkipRule], chunk: RecordChunk) -> NDArray[np.bool_] | None:
    """Return which rows no rule passes over; None when there are no rules."""
    if not rules:
        return None
    kept = np.ones(len(chunk.lines), dtype=np.bool_)
    for rule in rules:
        codes, distinct = factorise(chunk.column(rule.column))
        kept &= ~np.array([_skips(rule, text.strip()) for text in distinct], dtype=np.bool_)[codes]
    return kept


def _skips(rule: SkipRule, text: str) -> bool:
    if rule.how == "prefixes":
        return text.startswith(rule.texts)
    return (text in rule.texts) == (rule.how == "in")
