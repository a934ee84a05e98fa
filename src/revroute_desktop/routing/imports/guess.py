"""Guesses how the columns of a file become events: from their names, and from what their texts look like."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from revroute_desktop.money.currencies import CURRENCIES
from revroute_desktop.routing.imports.guess_values import (
    Notation,
    are_currencies,
    clock_format,
    has_clock,
    notation,
    says_offset,
    time_format,
)
from revroute_desktop.routing.imports.guess_words import kind_of_word, name_score, plain
from revroute_desktop.routing.imports.mapping_texts import SOURCE
from revroute_desktop.routing.imports.mapping_times import parse_offset
from revroute_desktop.routing.imports.profile_draft import (
    SALE_OR_REFUND,
    Given,
    ProfileDraft,
    attribute_named,
    profile_name,
)
from revroute_desktop.routing.imports.sample import Sample, SampleColumn
from revroute_desktop.workspace.zones import ZoneError, load_zone

_KINDS_MOST: Final = 60
_NEGATIVE: Final = frozenset({"refund", "chargeback"})
_ATTRIBUTES_MOST: Final = 50
_ATTRIBUTE_TEXTS_MOST: Final = 20
_PREFIXES: Final = ("attribute.", "attributes.", "attr.")
_ENDINGS: Final = re.compile(r"(\.(csv|tsv|txt|jsonl|ndjson|json|parquet|gz|xz|zst))+$", re.IGNORECASE)
_CODE: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")
_MINOR: Final = re.compile(r"\b(cents?|minor|pence|pennies)\b")
_ABBREVIATIONS: Final = {
    "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EST": "-05:00",
    "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00",
    "PDT": "-07:00",
}  # fmt: skip


@dataclass(slots=True)
class _Choice:
    """Columns that are not taken yet."""

    sample: Sample
    left: list[SampleColumn]

    def best(
        self, field: str, fits: Callable[[SampleColumn], bool] = bool, *, by_name: bool = True
    ) -> SampleColumn | None:
        """Return the column whose name says most clearly that it is a field, among those that fit it."""
        scored = [
            (name_score(field, column.name), -place, column)
            for place, column in enumerate(self.left)
            if column.filled and fits(column)
        ]
        best = max(scored, key=lambda item: item[:2], default=None)
        return None if best is None or (by_name and not best[0]) else best[2]

    def take(self, column: SampleColumn | None) -> str:
        """Return a column's name, and offer it no more."""
        if column is None:
            return ""
        self.left = [other for other in self.left if other is not column]
        return column.name


def guess_profile(sample: Sample, *, zone: str = "UTC", name: str = "") -> ProfileDraft:
    """Return what the columns of a file most likely are, for a person to look at.

    What nothing points to stays empty (`missing` says what a profile still needs). `zone` is taken for times
    that do not say where their clock stands.
    """
    choice = _Choice(sample, list(sample.columns))
    time = _time(choice, zone)
    currency = choice.best("currency", lambda column: are_currencies(column.filled), by_name=False)
    choice.take(currency)
    kind = _kind_column(choice)
    kinds = _kinds(kind)
    amount, times, written = _amount(choice)
    identity = choice.best("external_id", _may_be_id, by_name=False)
    choice.take(identity)
    source = choice.best("source", _may_be_source)
    choice.take(source)
    original = choice.best("original", lambda column: len(column.filled) < sample.rows)
    if original is None and identity is not None:
        original = _refers(choice, identity)
    choice.take(original)
    texts = {field: choice.take(choice.best(field)) for field in ("payer", "product", "country", "campaign")}
    texts["note"] = choice.take(choice.best("note"))
    texts["original"] = original.name if original is not None else ""
    grouped = _is_grouped(sample, identity, kind, currency)
    if grouped and identity is not None:
        # What differs from line to line of an invoice says nothing about the invoice.
        texts = {field: name for field, name in texts.items() if _holds_for_all(sample, identity, name)}
    stem = _ENDINGS.sub("", sample.file)
    called = profile_name(name or re.split(r"\d", stem)[0] or stem)
    signs = _signs(sample, amount, times, written)
    return ProfileDraft(
        name=called,
        layout=sample.layout,
        about=f"Guessed from the columns of {sample.file}.",
        grouped=grouped,
        source=Given(source.name) if source is not None else Given(constant=called),
        external_id=identity.name if identity is not None else "",
        time_columns=time.columns,
        time_formats=time.formats,
        zone=time.zone,
        zone_column=time.zone_column,
        zones=time.zones,
        kind_column=kind.name if kind is not None else "",
        kinds=kinds,
        kind_otherwise="" if kind is not None else SALE_OR_REFUND if -1 in signs else "sale",
        amount=amount.name if amount is not None else "",
        times=times.name if times is not None else "",
        decimal=written.decimal if written is not None else ".",
        grouping=written.grouping if written is not None else "",
        parentheses=written is not None and written.parentheses,
        minor=amount is not None and _MINOR.search(plain(amount.name)) is not None,
        sign=_sign_rule(kind, kinds, signs),
        rounded=written is not None and (written.decimals > _digits(currency) or times is not None),
        currency=_currency(currency, amount),
        texts={field: column for field, column in texts.items() if column},
        attributes=_attributes(choice),
    )


@dataclass(frozen=True, slots=True)
class _Time:
    columns: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("iso",)
    zone: str = "UTC"
    zone_column: str = ""
    zones: dict[str, str] = field(default_factory=dict)


def _time(choice: _Choice, zone: str) -> _Time:
    forms = {column.name: time_format(column.filled) for column in choice.left}
    column = choice.best("occurred_at", lambda column: forms[column.name] is not None, by_name=False)
    if column is None:
        return _Time(zone=zone)
    choice.take(column)
    form = forms[column.name] or "iso"
    columns = [column.name]
    if not has_clock(form) and not any(":" in text for text in column.filled):
        beside = choice.best(
            "occurred_at", lambda other: clock_format(other.filled) is not None, by_name=False
        )
        if beside is not None:
            columns.append(choice.take(beside))
            if form != "iso":
                form = f"{form} {clock_format(beside.filled)}"
    if is_utc(column, form):
        return _Time(tuple(columns), (form,))
    clocks = choice.best("zone", lambda other: all(map(_is_zone, other.distinct)))
    if clocks is None:
        return _Time(tuple(columns), (form,), zone)
    choice.take(clocks)
    short = {text: _ABBREVIATIONS[text] for text in clocks.distinct if text in _ABBREVIATIONS}
    return _Time(tuple(columns), (form,), zone, clocks.name, short)


def is_utc(column: SampleColumn, form: str) -> bool:
    """Whether a column's times need no zone beside them: they say their offset, or their name says UTC."""
    return says_offset(column.filled, form) or plain(column.name).endswith("utc")


def _is_zone(text: str) -> bool:
    if text in _ABBREVIATIONS or parse_offset(text) is not None:
        return True
    try:
        load_zone(text)
    except ZoneError:
        return False
    return True


def _kind_column(choice: _Choice) -> SampleColumn | None:
    """Return the column in which most rows have known words of kinds: of several kinds, or by its name."""

    def fits(column: SampleColumn) -> bool:
        if len(column.distinct) > _KINDS_MOST or notation(column.filled) is not None:
            return False
        counts, said = Counter(column.filled), {text: kind_of_word(text) for text in column.distinct}
        known = sum(counts[text] for text, kind in said.items() if kind is not None)
        kinds = set(said.values()) - {None}
        return 2 * known >= len(column.filled) and (len(kinds) > 1 or name_score("kind", column.name) >= 500)

    column = choice.best("kind", fits, by_name=False)
    choice.take(column)
    return column


def _kinds(column: SampleColumn | None) -> dict[str, str]:
    if column is None:
        return {}
    return {text: kind_of_word(text) or "" for text in column.distinct}


def _amount(choice: _Choice) -> tuple[SampleColumn | None, SampleColumn | None, Notation | None]:
    """Return the column of amounts, or of quantities with that of prices, and how its numbers are written."""
    numbers = {column.name: notation(column.filled) for column in choice.left}

    def is_numeric(column: SampleColumn) -> bool:
        return numbers[column.name] is not None

    amount = choice.best("amount", is_numeric)
    quantity = choice.best("quantity", is_numeric)
    price = choice.best("unit_price", lambda column: is_numeric(column) and column is not quantity)
    each = quantity is not None and price is not None
    if each and (amount is None or amount is price or name_score("amount", amount.name) < 500):
        choice.take(quantity)
        choice.take(price)
        assert quantity is not None and price is not None, "both were found"
        return quantity, price, numbers[price.name]
    if amount is None:
        # Without a name that says so, a number with cents is the amount.
        amount = next(
            (
                column
                for column in choice.left
                if (found := numbers[column.name]) is not None and found.decimals in (2, 3)
            ),
            None,
        )
    choice.take(amount)
    return amount, None, numbers[amount.name] if amount is not None else None


def _signs(
    sample: Sample, amount: SampleColumn | None, times: SampleColumn | None, written: Notation | None
) -> list[int]:
    """Return each row's sign, as far as the texts of its numbers tell; 0 for none."""
    if amount is None or written is None:
        return [0] * sample.rows
    signs = [_sign(text) for text in amount.texts]
    return signs if times is None else [a * _sign(b) for a, b in zip(signs, times.texts, strict=True)]


def _sign(text: str) -> int:
    if not any(sign in "123456789" for sign in text):
        return 0
    return -1 if text.startswith(("-", "\u2212", "(")) or text.endswith("-") else 1


def _sign_rule(kind: SampleColumn | None, kinds: dict[str, str], signs: list[int]) -> str:
    """Return `by_kind` where refunds stand as positive amounts, `as_is` elsewhere."""
    if kind is None:
        return "as_is"
    wrong = any(
        sign > 0 and kinds.get(text) in _NEGATIVE for text, sign in zip(kind.texts, signs, strict=True)
    )
    return "by_kind" if wrong else "as_is"


def _may_be_id(column: SampleColumn) -> bool:
    """Whether every row has a text here, and it is not one for all of them."""
    filled = column.filled
    if len(filled) < 0.95 * len(column.texts) or max(map(len, filled)) > 200:
        return False
    unique = len(column.distinct) / len(filled)
    return unique > 0.95 or (
        name_score("external_id", column.name) > 0 and (unique > 0.02 or len(filled) < 50)
    )


def _may_be_source(column: SampleColumn) -> bool:
    return len(column.distinct) <= 20 and all(map(SOURCE.fullmatch, column.distinct))


def _refers(choice: _Choice, identity: SampleColumn) -> SampleColumn | None:
    """Return the column that names ids of other rows."""
    known = set(identity.filled)
    for column in choice.left:
        named = column.filled
        if (
            named
            and len(named) < len(column.texts)
            and sum(text in known for text in named) * 2 >= len(named)
        ):
            return column
    return None


def _is_grouped(
    sample: Sample,
    identity: SampleColumn | None,
    kind: SampleColumn | None,
    currency: SampleColumn | None,
) -> bool:
    """Whether rows of one id are lines of one thing: ids come again, mostly right behind each other."""
    if identity is None or sample.rows < 3:
        return False
    texts = identity.texts
    again = len(texts) - len(set(texts))
    beside = sum(one == two for one, two in pairwise(texts))
    if again < 0.1 * len(texts) or beside < 0.9 * again:
        return False
    for other in (kind, currency):
        if other is not None and len(set(zip(texts, other.texts, strict=True))) > len(set(texts)):
            return False
    return True


def _holds_for_all(sample: Sample, identity: SampleColumn, name: str) -> bool:
    """Whether the rows of one id mostly have one text in a column."""
    column = sample.column(name)
    if column is None:
        return False
    pairs = {pair for pair in zip(identity.texts, column.texts, strict=True) if pair[1]}
    return len(pairs) <= 1.1 * len(identity.distinct)


def _currency(column: SampleColumn | None, amount: SampleColumn | None) -> Given:
    if column is not None:
        return Given(column.name)
    codes = _CODE.findall(amount.name) if amount is not None else ()
    return Given(constant=next((code.upper() for code in codes if code.upper() in CURRENCIES), ""))


def _digits(column: SampleColumn | None) -> int:
    codes = column.distinct if column is not None else ()
    return min((CURRENCIES[code.upper()].digits for code in codes if code.upper() in CURRENCIES), default=2)


def _attributes(choice: _Choice) -> dict[str, str]:
    """Return what is left and worth keeping: named as an attribute, or with few different texts."""
    found: dict[str, str] = {}
    for column in _by_worth(choice.left):
        name = attribute_named(column.name)
        if name and name not in found and len(found) < _ATTRIBUTES_MOST:
            found[name] = column.name
    order = {column.name: at for at, column in enumerate(choice.sample.columns)}
    return dict(sorted(found.items(), key=lambda item: order[item[1]]))


def _by_worth(columns: Iterable[SampleColumn]) -> list[SampleColumn]:
    counted = Counter[str]()
    kept = []
    for column in columns:
        named = column.name.startswith(_PREFIXES) or name_score("attribute", column.name) > 0
        few = 1 < len(column.distinct) <= _ATTRIBUTE_TEXTS_MOST and 2 * len(column.distinct) <= len(
            column.filled
        )
        if (named or few) and max((len(text) for text in column.filled), default=0) <= 500:
            kept.append(column)
            counted[column.name] = 2 * named + few
    return sorted(kept, key=lambda column: -counted[column.name])
