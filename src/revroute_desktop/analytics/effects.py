"""How much each part of a whole contributed to a change, told apart into two effects that add up exactly.
Pure.

A sum changes because there is more of it (volume), and because each is larger (value). A ratio changes
because the parts weigh otherwise (mix), and because the parts' own ratios changed (rate). Each effect is
taken in the middle between before and now (Marshall and Edgeworth), so that looking backwards gives the same
with the other sign, and nothing is left over for an interaction that nobody could explain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Parts = Mapping[str, tuple[int, int]]
"""By key: amount and count of a sum, or what is divided and the divisor of a ratio."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What one part contributed: `extent` is volume or mix, `level` is value or rate."""

    extent: Fraction
    level: Fraction

    @property
    def whole(self) -> Fraction:
        """Both together."""
        return self.extent + self.level


def effects_on_sum(before: Parts, now: Parts) -> dict[str, Effects]:
    """Return how the amounts of each key changed their sum, by count (volume) and amount of each (value)."""
    found = {}
    for key in {**now, **before}:
        amount_before, count_before = before.get(key, (0, 0))
        amount_now, count_now = now.get(key, (0, 0))
        middle = _middle(_each(amount_before, count_before), _each(amount_now, count_now))
        extent = (count_now - count_before) * middle
        found[key] = Effects(extent, amount_now - amount_before - extent)
    return found


def effects_on_ratio(before: Parts, now: Parts) -> dict[str, Effects]:
    """Return how each key changed the ratio of the sums, by its weight (mix) and its own ratio (rate).

    Both sums of divisors must be above zero. A part whose ratio is above that of the whole raises it by
    weighing more, one below it lowers it.
    """
    divided_before, all_before = (sum(part[place] for part in before.values()) for place in (0, 1))
    divided_now, all_now = (sum(part[place] for part in now.values()) for place in (0, 1))
    whole = (Fraction(divided_before, all_before) + Fraction(divided_now, all_now)) / 2
    found = {}
    for key in {**now, **before}:
        value_before, divisor_before = before.get(key, (0, 0))
        value_now, divisor_now = now.get(key, (0, 0))
        middle = _middle(_each(value_before, divisor_before), _each(value_now, divisor_now))
        weight = Fraction(divisor_now, all_now) - Fraction(divisor_before, all_before)
        change = Fraction(value_now, all_now) - Fraction(value_before, all_before)
        found[key] = Effects(weight * (middle - whole), change - weight * middle)
    return found


def _each(amount: int, count: int) -> Fraction | None:
    return Fraction(amount, count) if count else None


def _middle(before: Fraction | None, now: Fraction | None) -> Fraction:
    """Return the middle of two; where one is not known the other stands for it."""
    known = [one for one in (before, now) if one is not None]
    return sum(known, Fraction(0)) / len(known) if known else Fraction(0)
