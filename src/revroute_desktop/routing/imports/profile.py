"""A mapping profile: how the rows of an outside file become revenue events."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntFlag
from typing import Literal

from revroute_desktop.intake import Layout
from revroute_desktop.routing.kinds import Kind


class Field(IntFlag):
    """The fields of an event that a profile may map, as bits; source and id are always mapped (B22)."""

    OCCURRED_AT = 1
    KIND = 2
    AMOUNT = 4
    CURRENCY = 8
    PAYER = 16
    NOTE = 32
    CAMPAIGN = 64
    COUNTRY = 128
    PRODUCT = 256
    ORIGINAL = 512
    ATTRIBUTES = 1024


@dataclass(frozen=True, slots=True)
class TextRule:
    """A text: of one column or several joined by a space, or the same for every row.

    `values` replaces texts; `otherwise` says what becomes of one that it lacks: keep, refuse or empty. Of an
    `optional` rule the file may lack the columns.
    """

    columns: tuple[str, ...] = ()
    constant: str = ""
    optional: bool = False
    strip_suffix: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: Literal["keep", "refuse", "empty"] = "keep"


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A time: columns joined by a space, formats tried in order, and where its clock stands.

    A format is iso, unix (seconds), unix_ms, or of strptime. A time that says its offset is taken by it.
    `zones` translates what `zone_column` holds to an IANA name or an offset such as -08:00.
    """

    columns: tuple[str, ...]
    formats: tuple[str, ...]
    zone: str = "UTC"
    zone_column: str | None = None
    zones: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KindBySign:
    """The kind of a positive and of a negative amount; None refuses such a row."""

    positive: Kind | None
    negative: Kind | None


@dataclass(frozen=True, slots=True)
class KindRule:
    """A kind: by the text of a column, else by how it begins (longest first), else the same for every row."""

    column: str | None
    values: Mapping[str, KindBySign]
    prefixes: tuple[tuple[str, KindBySign], ...]
    otherwise: KindBySign | None


@dataclass(frozen=True, slots=True)
class AmountRule:
    """An amount: a column, perhaps times another, in a notation.

    `minor`: the number counts minor units. `sign` by_kind makes refunds and chargebacks negative and revenue
    positive whatever the file's sign. Unless `rounded`, more decimals than the currency has are refused.
    """

    column: str
    times: str | None = None
    decimal: str = "."
    grouping: str = ""
    parentheses: bool = False
    minor: bool = False
    sign: Literal["as_is", "negate", "by_kind"] = "as_is"
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Passes over the rows whose text in a column is among `texts`, is not among them, or begins with one."""

    column: str
    how: Literal["in", "not_in", "prefixes"]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A whole profile. `json` is its canonical JSON, from which `profile_from_json` makes it again.

    With `grouped`, all rows of one external id are one event: the exact sum of their amounts, the earliest of
    their times, and of other fields the first that is not empty.
    """

    name: str
    about: str
    json: str
    format: Literal["auto", "csv", "jsonl", "parquet"]
    layout: Layout
    grouped: bool
    source: TextRule
    external_id: TextRule
    occurred_at: TimeRule
    kind: KindRule
    amount: AmountRule
    currency: TextRule
    texts: Mapping[Field, TextRule]
    attributes: Mapping[str, TextRule]
    attributes_prefix: str | None
    skip: tuple[SkipRule, ...]

    def reads(self, column: str) -> bool:
        """Return whether a column of this name says anything under the profile."""
        texts = (
            self.source, self.external_id, self.currency, *self.texts.values(), *self.attributes.values()
        )  # fmt: skip
        time, amount = self.occurred_at, self.amount
        return (
            any(column in rule.columns for rule in texts)
            or column in (*time.columns, time.zone_column, self.kind.column, amount.column, amount.times)
            or any(column == rule.column for rule in self.skip)
            or (self.attributes_prefix is not None and column.startswith(self.attributes_prefix))
        )

    def layout_for(self, file_name: str, is_parquet: bool) -> Layout:
        """Return how to read a file of that name."""
        if self.format != "auto":
            return self.layout
        if is_parquet:
            return replace(self.layout, format="parquet")
        stem = file_name.lower()
        for suffix in (".gz", ".xz", ".zst"):
            stem = stem.removesuffix(suffix)
        return replace(self.layout, format="jsonl" if stem.endswith((".jsonl", ".ndjson")) else "csv")
