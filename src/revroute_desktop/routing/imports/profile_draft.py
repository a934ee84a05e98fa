"""A profile in the making: what each field of an event comes from, as a form holds it, and its YAML text."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.intake import Layout
from revroute_desktop.routing.imports.guess_words import SKIP, plain
from revroute_desktop.routing.imports.profile import Profile
from revroute_desktop.routing.imports.profile_reader import read_profile
from revroute_desktop.routing.kinds import KIND_BY_WORD

SALE_OR_REFUND: Final = "sale_or_refund"
DISPUTE: Final = "dispute"
KIND_CHOICES: Final = (*KIND_BY_WORD, SALE_OR_REFUND, DISPUTE, SKIP)
"""What a word of the kind's column may stand for: a kind, one by sign, or a row to pass over."""

TEXT_FIELDS: Final = ("payer", "note", "campaign", "country", "product", "original")
_BY_SIGN: Final[Mapping[str, dict[str, str]]] = {
    SALE_OR_REFUND: {"positive": "sale", "negative": "refund"},
    DISPUTE: {"positive": "chargeback_reversal", "negative": "chargeback"},
}
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*")
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")
_SPELLED: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ł": "l", "đ": "d",
     "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "Ł": "L", "Đ": "D"}
)  # fmt: skip
_NEEDED: Final = (
    ("external_id", "the external id"),
    ("occurred_at", "the time"),
    ("amount", "the amount"),
)

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Given:
    """A text of a column, or the same for every row."""

    column: str = ""
    constant: str = ""

    def __bool__(self) -> bool:
        return bool(self.column or self.constant)


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """What a form asks about a profile; a column is its name, "" where none is chosen.

    `kinds` says what the texts of the kind's column stand for (`KIND_CHOICES`), `kind_otherwise` what all
    others do, "" for refused. `texts` are `TEXT_FIELDS` and their columns, `attributes` names and columns.
    """

    name: str
    layout: Layout
    about: str = ""
    grouped: bool = False
    source: Given = Given()
    external_id: str = ""
    time_columns: tuple[str, ...] = ()
    time_formats: tuple[str, ...] = ("iso",)
    zone: str = "UTC"
    zone_column: str = ""
    zones: Mapping[str, str] = field(default_factory=dict)
    kind_column: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    kind_otherwise: str = ""
    amount: str = ""
    times: str = ""
    decimal: str = "."
    grouping: str = ""
    parentheses: bool = False
    minor: bool = False
    sign: str = "as_is"
    rounded: bool = False
    currency: Given = Given()
    texts: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that are chosen for something."""
        named = (self.source.column, self.external_id, self.zone_column, self.kind_column, self.amount)
        rest = (self.times, self.currency.column, *self.texts.values(), *self.attributes.values())
        return frozenset({*named, *rest, *self.time_columns} - {""})


def missing(draft: ProfileDraft) -> tuple[str, ...]:
    """Return what a draft lacks, in sentences that say what to do; none where it is a whole profile."""
    given = {"external_id": draft.external_id, "occurred_at": draft.time_columns, "amount": draft.amount}
    lacks = [f"Choose the column that holds {words}." for name, words in _NEEDED if not given[name]]
    if not draft.currency:
        lacks.append("Choose the column that holds the currency, or name the one currency of the file.")
    if not (draft.kind_otherwise or (draft.kind_column and draft.kinds)):
        lacks.append("Say what kind the rows are: by a column, or one for all.")
    if not draft.source:
        lacks.append("Name the source: where the money comes from.")
    return tuple(lacks)


def draft_profile(draft: ProfileDraft) -> Profile:
    """Return the profile that a draft describes; raises UserError with what it lacks or what is wrong."""
    if lacks := missing(draft):
        raise UserError(lacks[0])
    return read_profile(profile_text(draft))


def profile_text(draft: ProfileDraft) -> str:
    """Return a draft as the YAML text of a profile; a comment says what it lacks."""
    text = "".join(f"# {sentence}\n" for sentence in missing(draft))
    return text + "".join(f"{_scalar(key)}:{_block(value, 1)}" for key, value in _data(draft).items())


def profile_name(text: str) -> str:
    """Return a name that a profile may have, as near as may be to a text."""
    words = re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")
    return words[:63].strip("-") or "own"


def attribute_named(column: str) -> str:
    """Return the name that a column's attribute gets, "" where its name has no letter for it.

    Letters with marks are written without: Künstler is Kuenstler, as one writes it where there is no ü.
    """
    for prefix in ("attribute.", "attributes.", "attr."):
        column = column.removeprefix(prefix)
    written = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", column).translate(_SPELLED))
    unmarked = "".join(sign for sign in written if not unicodedata.combining(sign))
    return _NOT_IN_NAMES.sub("_", unmarked).strip("._-")[:63]


def _data(draft: ProfileDraft) -> dict[str, Value]:
    data: dict[str, Value] = {"profile": draft.name}
    if draft.about:
        data["about"] = draft.about
    data |= _layout(draft.layout)
    if draft.grouped:
        data["group_by_id"] = "true"
    if draft.source:
        data["source"] = _given(draft.source)
    if draft.external_id:
        data["external_id"] = draft.external_id
    if draft.time_columns:
        data["occurred_at"] = _time(draft)
    data |= _kind(draft)
    if draft.amount:
        data["amount"] = _amount(draft)
    if draft.currency:
        data["currency"] = _given(draft.currency)
    # A later export may lack a column that says nothing the books need.
    data |= {
        name: {"column": draft.texts[name], "optional": "true"} if name != "original" else draft.texts[name]
        for name in TEXT_FIELDS
        if draft.texts.get(name)
    }
    if draft.attributes:
        data["attributes"] = {
            name: {"column": column, "optional": "true"} for name, column in draft.attributes.items()
        }
    passed: list[Value] = [text for text, kind in draft.kinds.items() if kind == SKIP]
    if draft.kind_column and passed:
        data["skip"] = [{"column": draft.kind_column, "in": passed}]
    return data


def _layout(layout: Layout) -> dict[str, Value]:
    data: dict[str, Value] = {"format": layout.format}
    if layout.format == "csv":
        if layout.delimiter != ",":
            data["delimiter"] = layout.delimiter
        if layout.quote != '"':
            data["quote"] = layout.quote
        if layout.skip_lines:
            data["skip_lines"] = str(layout.skip_lines)
        if layout.names is not None:
            data["names"] = list(layout.names)
    if layout.format != "parquet" and layout.encoding != "utf-8":
        data["encoding"] = layout.encoding
    return data


def _given(given: Given) -> Value:
    return given.column if given.column else {"constant": given.constant}


def _time(draft: ProfileDraft) -> dict[str, Value]:
    columns = draft.time_columns
    data: dict[str, Value] = {"column": columns[0]} if len(columns) == 1 else {"columns": list(columns)}
    data["formats"] = list(draft.time_formats)
    if draft.zone_column:
        data["zone_column"] = draft.zone_column
        if draft.zones:
            data["zones"] = dict(draft.zones)
    else:
        data["zone"] = draft.zone
    return data


def _kind(draft: ProfileDraft) -> dict[str, Value]:
    data: dict[str, Value] = {}
    if draft.kind_column:
        values: dict[str, Value] = {
            text: _kind_result(kind) for text, kind in draft.kinds.items() if kind not in ("", SKIP)
        }
        if values or draft.kind_otherwise:
            data = {"column": draft.kind_column}
        if values:
            data["values"] = values
    if draft.kind_otherwise:
        data["otherwise"] = _kind_result(draft.kind_otherwise)
    return {"kind": data} if data else {}


def _kind_result(kind: str) -> Value:
    by_sign = _BY_SIGN.get(kind)
    return kind if by_sign is None else {**by_sign}


def _amount(draft: ProfileDraft) -> dict[str, Value]:
    data: dict[str, Value] = {"column": draft.amount}
    if draft.times:
        data["times"] = draft.times
    if draft.decimal != ".":
        data["decimal"] = draft.decimal
    if draft.grouping:
        data["grouping"] = draft.grouping
    if draft.parentheses:
        data["parentheses"] = "true"
    if draft.minor:
        data["unit"] = "minor"
    if draft.sign != "as_is":
        data["sign"] = draft.sign
    if draft.rounded:
        data["round"] = "half_even"
    return data


def _block(value: Value, depth: int) -> str:
    """Return a value as it stands behind a key: lists and maps of texts in one line, others indented."""
    if isinstance(value, str):
        return f" {_scalar(value)}\n"
    indent = "  " * depth
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return f" [{', '.join(_scalar(str(item)) for item in value)}]\n"
        return "\n" + "".join(f"{indent}- {_block(item, depth + 1).lstrip()}" for item in value)
    if all(isinstance(item, str) for item in value.values()) and len(value) <= 2:
        return f" {_flow(value)}\n"
    lines = (f"{indent}{_scalar(key)}:{_block(item, depth + 1)}" for key, item in value.items())
    return "\n" + "".join(lines)


def _flow(value: dict[str, Value]) -> str:
    return "{" + ", ".join(f"{_scalar(key)}: {_scalar(str(item))}" for key, item in value.items()) + "}"


def _scalar(text: str) -> str:
    """Return a text as YAML: as it is where that can only be this text, else quoted."""
    if _PLAIN.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in quoted)


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
