"""Whether a fixed part or a minimum can exceed what is left when its step comes (B4).

What is left is bounded from below by straight lines over the event's amount: after each step it is at
least slope × amount − less for the lowest of the lines. Caps and tiers only take less than is reckoned here,
so a step that passes can never come short; one that is refused may need `if_short` for amounts that never
come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from revroute_desktop.money.rounding import RoundingMode
from revroute_desktop.routing.plans.logic import Interval, amounts_left, amounts_that_pass
from revroute_desktop.routing.plans.plan import (
    Amounts,
    Base,
    Plan,
    Recoup,
    Remaining,
    Route,
    Short,
    Step,
    Take,
    Tiers,
    Weights,
)

_LINES_MAX = 64

_RAISED: Mapping[RoundingMode, Fraction] = {
    RoundingMode.HALF_EVEN: Fraction(1, 2),
    RoundingMode.HALF_UP: Fraction(1, 2),
    RoundingMode.HALF_DOWN: Fraction(1, 2),
    RoundingMode.UP: Fraction(1),
    RoundingMode.CEILING: Fraction(1),
    RoundingMode.DOWN: Fraction(0),
    RoundingMode.FLOOR: Fraction(0),
}
"""How far, at most, rounding raises a positive amount, in minor units."""


@dataclass(frozen=True, slots=True)
class _Line:
    """slope × amount − less, in minor units."""

    slope: Fraction
    less: Fraction

    def lowest(self, amounts: Interval) -> Fraction | None:
        """The lowest value over the amounts; None when it has no end."""
        if self.slope >= 0:
            return self.slope * amounts.low - self.less
        if amounts.high is None:
            return None
        return self.slope * amounts.high - self.less

    def minus(self, other: "_Line") -> "_Line":
        return _Line(self.slope - other.slope, self.less - other.less)


_GROSS = _Line(Fraction(1), Fraction(0))
_NOTHING = _Line(Fraction(0), Fraction(0))


def steps_that_come_short(plan: Plan, index: int) -> list[tuple[int, str]]:
    """Return number and currency of each step that can come short without saying what happens then."""
    route = plan.routes[index]
    found: list[tuple[int, str]] = []
    for currency in plan.currencies:
        amounts = _amounts(plan, index, currency)
        if amounts is not None:
            numbers = {number for number, _ in found}
            found += [
                (step, currency) for step in _short(plan, route, currency, amounts) if step not in numbers
            ]
    return sorted(found)


def _amounts(plan: Plan, index: int, currency: str) -> Interval | None:
    """Return the amounts that can reach a route."""
    passing = amounts_that_pass(plan.routes[index].when, currency)
    left = amounts_left([route.when for route in plan.routes[:index]], currency)
    if passing is None or left is None:
        return None
    both = passing.both(left)
    return both if both.holds_any else None


def _short(plan: Plan, route: Route, currency: str, amounts: Interval) -> list[int]:
    raised = _RAISED[plan.rounding]
    left = [_GROSS]
    short = []
    for number, step in enumerate(route.steps):
        asks = step.if_short is Short.REFUSED and (step.minimum is not None or _fixed(step) is not None)
        if asks and not all(_fits(step, line, currency, amounts) for line in left):
            short.append(number)
        left = _prune([after for line in left for after in _after(step, line, currency, raised)])
    return short


def _fits(step: Step, left: _Line, currency: str, amounts: Interval) -> bool:
    """Return whether what the step asks for is never more than what is left.

    What is left is whole, so what does not exceed it before rounding does not exceed it after.
    """
    wanted = [_wanted(step, left, currency)]
    if step.minimum is not None:
        wanted.append(_constant(step.minimum[currency]))
    if all(_never_below_zero(left.minus(line), amounts) for line in wanted):
        return True
    most = None if step.maximum is None else _constant(step.maximum[currency])
    return most is not None and _never_below_zero(left.minus(most), amounts)


def _after(step: Step, left: _Line, currency: str, raised: Fraction) -> list[_Line]:
    """Return lines of which the lowest is below what is left after a step."""
    if isinstance(step.takes, Remaining):
        limits = [
            amounts[currency] for amounts in (step.maximum, *(cap.amounts for cap in step.caps)) if amounts
        ]
        return [left.minus(_constant(min(limits)))] if limits else [_NOTHING]
    wanted = _wanted(step, left, currency)
    lines = [_Line(left.slope - wanted.slope, left.less - wanted.less + raised)]
    if step.minimum is not None:
        lines.append(left.minus(_constant(step.minimum[currency])))
    return lines


def _wanted(step: Step, left: _Line, currency: str) -> _Line:
    """Return a line above what a step computes, before its minimum and rounding."""
    takes = step.takes
    match takes:
        case Take():
            rate, base = takes.rate, takes.base
        case Tiers():
            rate, base = max(rate for _, rate in takes.bands), takes.base
        case Weights() | Recoup():
            rate, base = takes.rate, Base.REMAINING
        case Remaining():
            rate, base = Fraction(1), Base.REMAINING
    of = _GROSS if base is Base.GROSS else left
    fixed = _fixed(step)
    return _Line(rate * of.slope, rate * of.less - (fixed[currency] if fixed is not None else 0))


def _fixed(step: Step) -> Amounts | None:
    return step.takes.fixed if isinstance(step.takes, Take) else None


def _constant(amount: int) -> _Line:
    return _Line(Fraction(0), Fraction(-amount))


def _never_below_zero(line: _Line, amounts: Interval) -> bool:
    lowest = line.lowest(amounts)
    return lowest is not None and lowest >= 0


def _prune(lines: list[_Line]) -> list[_Line]:
    """Return the lines without repeats; beyond a number, one that is below them all for every amount."""
    distinct = list(dict.fromkeys(lines))
    if len(distinct) <= _LINES_MAX:
        return distinct
    return [_Line(min(line.slope for line in distinct), max(line.less for line in distinct))]
