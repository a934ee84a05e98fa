"""What can be said of conditions without an event: which covers which, which never holds, which amounts pass.

Every answer is safe: `implies` says True only when it is so, `impossible` likewise, and an interval may be
wider than the amounts that really pass, never narrower.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from revroute_desktop.routing.plans.plan import (
    All,
    AmountRange,
    AnyOf,
    Condition,
    DateRange,
    Equals,
    Not,
    Prefix,
)


def implies(one: Condition, other: Condition) -> bool:
    """Return whether every event that `one` matches is matched by `other`, as far as the words show."""
    if one == other:
        return True
    if isinstance(other, All):
        return all(implies(one, part) for part in other.of)
    if isinstance(one, AnyOf):
        return all(implies(part, other) for part in one.of)
    if isinstance(other, AnyOf) and any(implies(one, part) for part in other.of):
        return True
    if isinstance(one, All):
        return any(implies(part, other) for part in one.of)
    return _implies_simply(one, other)


def impossible(condition: Condition) -> bool:
    """Return whether no event can match, as far as the words show."""
    if isinstance(condition, All):
        parts = _flat(condition)
        return any(impossible(part) for part in parts) or any(
            _exclude(one, other) for index, one in enumerate(parts) for other in parts[index + 1 :]
        )
    if isinstance(condition, AnyOf):
        return all(impossible(part) for part in condition.of)
    if isinstance(condition, DateRange):
        return _empty(condition.first_day, condition.end_day)
    if isinstance(condition, AmountRange):
        codes = _currencies(condition)
        intervals = [_range_interval(condition, code) for code in codes]
        return all(interval is None or not interval.holds_any for interval in intervals)
    if isinstance(condition, Not):
        return condition.of == All(())
    return False


@dataclass(frozen=True, slots=True)
class Interval:
    """Amounts in minor units from `low` to `high`, both included; `high` None has no end."""

    low: int
    high: int | None

    @property
    def holds_any(self) -> bool:
        """Whether there is an amount in it."""
        return self.high is None or self.low <= self.high

    def both(self, other: "Interval") -> "Interval":
        """The amounts in this and the other."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Interval(max(self.low, other.low), min(highs, default=None))

    def around(self, other: "Interval") -> "Interval":
        """The smallest interval that holds this and the other."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(min(self.low, other.low), high)


POSITIVE = Interval(1, None)
"""What enters routes (B7)."""


def amounts_that_pass(condition: Condition, currency: str) -> Interval | None:
    """Return an interval around all amounts of a currency that the condition lets pass, None for none."""
    if isinstance(condition, All):
        whole = POSITIVE
        for part in condition.of:
            interval = amounts_that_pass(part, currency)
            if interval is None:
                return None
            whole = whole.both(interval)
        return whole if whole.holds_any else None
    if isinstance(condition, AnyOf):
        parts = [
            interval for part in condition.of if (interval := amounts_that_pass(part, currency)) is not None
        ]
        if not parts:
            return None
        whole = parts[0]
        for interval in parts[1:]:
            whole = whole.around(interval)
        return whole
    if isinstance(condition, Equals) and condition.field == "currency":
        return POSITIVE if currency in condition.values else None
    if isinstance(condition, AmountRange):
        return _range_interval(condition, currency)
    if isinstance(condition, Not) and isinstance(condition.of, AmountRange):
        return _outside(condition.of, currency)
    return POSITIVE


def amounts_left(earlier: Sequence[Condition], currency: str) -> Interval | None:
    """Return an interval around all amounts that no earlier route takes whatever else an event is."""
    whole: Interval | None = POSITIVE
    for condition in earlier:
        alone = condition.of[0] if isinstance(condition, All) and len(condition.of) == 1 else condition
        if isinstance(alone, AmountRange) and whole is not None:
            outside = _outside(alone, currency)
            whole = None if outside is None else whole.both(outside)
    return whole


def _range_interval(amounts: AmountRange, currency: str) -> Interval | None:
    if currency not in _currencies(amounts):
        return None
    low, high = 1, None
    if amounts.at_least is not None:
        low = max(low, amounts.at_least[currency])
    if amounts.above is not None:
        low = max(low, amounts.above[currency] + 1)
    if amounts.at_most is not None:
        high = amounts.at_most[currency]
    if amounts.below is not None:
        below = amounts.below[currency] - 1
        high = below if high is None else min(high, below)
    interval = Interval(low, high)
    return interval if interval.holds_any else None


def _outside(amounts: AmountRange, currency: str) -> Interval | None:
    """Return an interval around the amounts that a range does not match."""
    inside = _range_interval(amounts, currency)
    if inside is None:
        return POSITIVE
    if inside.low <= 1:
        return None if inside.high is None else Interval(inside.high + 1, None)
    return Interval(1, inside.low - 1) if inside.high is None else POSITIVE


def _currencies(amounts: AmountRange) -> frozenset[str]:
    """Return the currencies that every bound of a range knows; others never match."""
    given = [
        bound
        for bound in (amounts.at_least, amounts.above, amounts.at_most, amounts.below)
        if bound is not None
    ]
    return frozenset.intersection(*(frozenset(bound) for bound in given))


def _flat(condition: Condition) -> list[Condition]:
    if not isinstance(condition, All):
        return [condition]
    return [part for inner in condition.of for part in _flat(inner)]


def _exclude(one: Condition, other: Condition) -> bool:
    """Return whether two conditions shut each other out."""
    if isinstance(one, Not):
        return implies(other, one.of)
    if isinstance(other, Not):
        return implies(one, other.of)
    if isinstance(one, Equals) and isinstance(other, Equals):
        return one.field == other.field and not set(one.values) & set(other.values)
    if isinstance(one, Prefix) and isinstance(other, Equals):
        one, other = other, one
    if isinstance(one, Equals) and isinstance(other, Prefix):
        return one.field == other.field and not any(value.startswith(other.prefixes) for value in one.values)
    if isinstance(one, DateRange) and isinstance(other, DateRange):
        starts = [day for day in (one.first_day, other.first_day) if day is not None]
        ends = [day for day in (one.end_day, other.end_day) if day is not None]
        return _empty(max(starts, default=None), min(ends, default=None))
    if isinstance(one, AmountRange) and isinstance(other, AmountRange):
        return all(
            amounts_that_pass(All((one, other)), currency) is None
            for currency in _currencies(one) & _currencies(other)
        )
    return False


def _empty(first: int | None, end: int | None) -> bool:
    return first is not None and end is not None and first >= end


def _implies_simply(one: Condition, other: Condition) -> bool:
    """`implies` for conditions of which neither is a conjunction or a disjunction."""
    if isinstance(other, Not):
        return implies(other.of, one.of) if isinstance(one, Not) else _exclude(one, other.of)
    if isinstance(one, Equals) and isinstance(other, Equals):
        return one.field == other.field and set(one.values) <= set(other.values)
    if isinstance(one, Equals) and isinstance(other, Prefix):
        return one.field == other.field and all(value.startswith(other.prefixes) for value in one.values)
    if isinstance(one, Prefix) and isinstance(other, Prefix):
        return one.field == other.field and all(prefix.startswith(other.prefixes) for prefix in one.prefixes)
    if isinstance(one, DateRange) and isinstance(other, DateRange):
        later = other.first_day is None or (one.first_day is not None and one.first_day >= other.first_day)
        sooner = other.end_day is None or (one.end_day is not None and one.end_day <= other.end_day)
        return later and sooner
    if isinstance(one, AmountRange) and isinstance(other, AmountRange):
        return all(
            _within(_range_interval(one, code), _range_interval(other, code)) for code in _currencies(one)
        )
    return False


def _within(inner: Interval | None, outer: Interval | None) -> bool:
    if inner is None:
        return True
    return outer is not None and inner.both(outer) == inner
