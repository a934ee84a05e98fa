"""A compiled plan: what the reader of plan files makes and the engine runs.

Amounts are integer minor units by currency code; ratios are exact Fractions. A plan that stands here has
passed the static check, so the engine may rely on what the docstrings promise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from revroute_desktop.money.rounding import RoundingMode

Amounts = Mapping[str, int]
"""Minor units by ISO 4217 code."""


class Base(StrEnum):
    """What a rate is taken of."""

    GROSS = "gross"
    REMAINING = "remaining"


class Period(StrEnum):
    """How long a counter counts, in the plan's zone by occurred at (B14); weeks are ISO weeks."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


# --------------------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Equals:
    """The field is one of the texts. Fields: source, kind, currency, country, campaign, product, attr.NAME.

    A field that the event does not have equals nothing.
    """

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The field begins with one of the texts."""

    field: str
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmountRange:
    """The event's amount in its own currency; bounds by currency, None open. A currency without bounds never
    matches.
    """

    at_least: Amounts | None = None
    above: Amounts | None = None
    at_most: Amounts | None = None
    below: Amounts | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """The local day of occurred at, in the plan's zone: `first_day <= day < end_day`, days since 1970-01-01,
    None open.
    """

    first_day: int | None
    end_day: int | None


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the conditions holds; none at all means always."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    of: "Condition"


Condition = Equals | Prefix | AmountRange | DateRange | All | AnyOf | Not

ALWAYS = All(())


# --------------------------------------------------------------------------- where it goes


@dataclass(frozen=True, slots=True)
class Destination:
    """An account code; a template has exactly one segment that an event field fills (B23).

    `payee:{attr.creator}` is segments ("payee", None) with field "attr.creator"; a plain code has field None.
    """

    segments: tuple[str | None, ...]
    field: str | None = None

    def code(self, value: str | None = None) -> str:
        """Return the account code, with `value` in the open segment."""
        return ":".join(value or "" if segment is None else segment for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Hold:
    """The part stays in the step's destination, a reserve, for a beneficiary and some days (B19)."""

    days: int
    beneficiary: Destination


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `amounts` per period for each value of the keys; counted by what the step (or weights part)
    took.

    Keys are event fields as in conditions (currency is always one), or "destination", the resolved account
    code.
    """

    period: Period
    amounts: Amounts
    keys: tuple[str, ...] = ()


# --------------------------------------------------------------------------- what a step takes


@dataclass(frozen=True, slots=True)
class Take:
    """rate × base + fixed, rounded once. Rate or fixed may be nothing (0, None)."""

    rate: Fraction
    base: Base = Base.GROSS
    fixed: Amounts | None = None


@dataclass(frozen=True, slots=True)
class Tiers:
    """A rate that depends on the sum of the step's bases so far in the period, this event's base counted in
    (B16).

    `bands` are (upper edge by currency or None for the last, rate), edges rising; the edge belongs to the
    lower band. Marginal: the event is split at the edges. Otherwise the band in which the count stood before
    the event.
    """

    marginal: bool
    base: Base
    period: Period
    bands: tuple[tuple[Amounts | None, Fraction], ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One share of a weights step. Nested splits are flattened into products of exact ratios."""

    ratio: Fraction
    to: Destination
    hold: Hold | None = None
    caps: tuple[Cap, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What the step takes (`rate` of what remains; 1 is all) goes to the parts by one `allocate` call (B2).

    `mode` is an allocation mode of money.allocate that leaves no rest: largest_remainder, largest_ratio,
    floor_to_first, floor_to_last, or weighted_with_maxima (B5: then `maxima` holds the parts' ratios as
    amounts by currency, and what cannot be placed stays in what remains). With `spill`, what a part's cap cut
    off goes to its siblings by their ratios until they are full too; what still is left stays in what remains
    (B3).
    """

    parts: tuple[Part, ...]
    rate: Fraction = Fraction(1)
    mode: str = "largest_remainder"
    maxima: tuple[Amounts, ...] | None = None
    spill: bool = False


@dataclass(frozen=True, slots=True)
class Remaining:
    """Everything that is left. With `keep` the destination is a suspense account: kept until a person
    decides.
    """

    keep: bool = False


@dataclass(frozen=True, slots=True)
class Recoup:
    """At most `rate` of what remains, limited by the outstanding (debit) balance of the advance account
    (B20).

    The step's destination is that advance account.
    """

    rate: Fraction = Fraction(1)


class Short(StrEnum):
    """What happens when a fixed part exceeds what is left (B4)."""

    REFUSED = "refused"  # the static check has shown that it cannot happen
    TAKE_LEFT = "take_left"
    CHARGE = "charge"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall. `id` is stable across versions. Order within: amount, minimum, maximum, caps,
    what is left (B3).

    `to` is None for Weights, whose parts have their own. With Short.CHARGE the destination gets its full
    amount and the shortfall is posted against `charge` (B4).
    """

    id: str
    takes: Take | Tiers | Weights | Remaining | Recoup
    to: Destination | None = None
    minimum: Amounts | None = None
    maximum: Amounts | None = None
    caps: tuple[Cap, ...] = ()
    hold: Hold | None = None
    if_short: Short = Short.REFUSED
    charge: Destination | None = None


# --------------------------------------------------------------------------- who bears reversals


class Bear(StrEnum):
    """Who bears a refund or chargeback of an event that the plan routed (B8)."""

    RATIO = "ratio"  # every part, by what is left of it
    ACCOUNT = "account"  # one account alone
    RESERVE_FIRST = "reserve_first"  # a reserve as far as it goes, then every part


@dataclass(frozen=True, slots=True)
class Refunds:
    """The plan's rule for reversals; `account` for ACCOUNT and RESERVE_FIRST."""

    bear: Bear = Bear.RATIO
    account: Destination | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The first route whose condition holds takes the event; its steps are tried in order."""

    id: str
    when: Condition
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class NegativeRule:
    """Where events of one kind go that reverse nothing known (B7): parts by ratio, largest remainder."""

    kind: str
    parts: tuple[tuple[Fraction, Destination], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan.

    `currencies` are those the plan knows: an event in another is quarantined. `make_accounts`: unknown
    destination accounts are opened; otherwise they quarantine the event. `account_types` maps a root segment
    to an AccountType number for the roots that have no type of their own. `negative` has a rule for every
    kind of routing/kinds.py that can be negative ("default" filled in by the reader where the file gives
    one).
    """

    name: str
    zone: str
    rounding: RoundingMode
    currencies: tuple[str, ...]
    make_accounts: bool
    account_types: Mapping[str, int]
    refunds: Refunds
    negative: Mapping[str, NegativeRule]
    routes: tuple[Route, ...]
