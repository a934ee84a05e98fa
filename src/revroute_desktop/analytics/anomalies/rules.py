"""Rules that the operator sets by hand: a threshold, a ratio of two metrics, data that is missing.

net EUR < 100 per day
error_rate > 5% per hour
requests / visits > 50 per hour
visits missing 3 hours
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.lines import Line
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import Floats
from revroute_desktop.errors import UserError
from revroute_desktop.money import currency

LONGEST: Final = 200
"""Characters of a rule."""

_COMPARED = re.compile(
    r"(?P<metric>\w+)(?:\s+(?P<code>[A-Z]{3}))?(?:\s*/\s*(?P<other>\w+))?\s*(?P<sign>[<>])\s*"
    r"(?P<mark>-?[0-9]+(?:\.[0-9]+)?)\s*(?P<percent>%?)\s+per\s+(?P<step>hour|day|week|month)"
)
_MISSING = re.compile(
    r"(?P<metric>\w+)(?:\s+(?P<code>[A-Z]{3}))?\s+missing\s+(?P<count>[1-9][0-9]{0,3})\s+"
    r"(?P<step>hour|day|week|month)s?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, read: `mark` is compared with the metric, or with the ratio of it to `other`, and in the
    metric's own units; `missing` steps in a row without a figure, or with 0, break it instead.
    """

    text: str
    metric: Metric
    currency: str | None
    other: Metric | None
    above: bool
    mark: Fraction
    step: Step
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """When a rule was broken: from one step to another (edges, microseconds UTC), with the worst value."""

    begun: int
    ended: int
    value: float


def read_rule(text: str) -> Rule:
    """Read a rule. Raises UserError for one that cannot be read, with how it is written."""
    text = " ".join(text.split())
    found = _COMPARED.fullmatch(text) or _MISSING.fullmatch(text)
    if found is None or len(text) > LONGEST:
        raise UserError(
            f"{text[:60]!r} is no rule; write 'error_rate > 5% per hour', 'net EUR < 500 per day', "
            "'requests / visits > 50 per hour' or 'visits missing 3 hours'."
        )
    said = found.groupdict()
    metric, step, code = metric_named(said["metric"]), Step(said["step"]), said["code"]
    if step.length < metric.finest:
        raise UserError(f"{metric.title} ({metric.name}) is known by the day: write 'per day'.")
    if code is not None:
        if not metric.by_currency:
            raise UserError(f"{metric.title} ({metric.name}) has no currency: leave {code} out.")
        currency(code)
    if "count" in said:
        return Rule(text, metric, code, None, False, Fraction(0), step, int(said["count"]))
    other = metric_named(said["other"]) if said["other"] else None
    mark = Fraction(said["mark"]) / (100 if said["percent"] else 1)
    if other is None:
        mark = _in_units(metric, code, mark)
    elif other.by_currency:
        raise UserError(f"{other.title} ({other.name}) is money; divide by a number such as visits.")
    elif metric.unit is Unit.MONEY:
        mark = _in_units(metric, code, mark)
    return Rule(text, metric, code, other, said["sign"] == ">", mark, step)


def _in_units(metric: Metric, code: str | None, mark: Fraction) -> Fraction:
    """Return a mark in minor units or microseconds, as the metric's figures are."""
    if metric.unit is Unit.DURATION:
        return mark * 1_000_000
    if metric.unit is not Unit.MONEY:
        return mark
    if code is None:
        raise UserError(
            f"{metric.title} ({metric.name}) is money: name its currency, as in '{metric.name} EUR'."
        )
    return mark * currency(code).minor_per_major


def broken(rule: Rule, line: Line, other: Line | None = None) -> list[Broken]:
    """Return when a rule was broken over a line, consecutive steps as one; a ratio needs the `other` line
    over the same steps.
    """
    values = values_of(rule, line, other)
    if rule.missing:
        return [
            one
            for one in _runs(line.edges, values, ~(np.nan_to_num(values) != 0), rule)
            if (np.searchsorted(line.edges, one.ended) - np.searchsorted(line.edges, one.begun))
            >= rule.missing
        ]
    with np.errstate(invalid="ignore"):
        off = values > float(rule.mark) if rule.above else values < float(rule.mark)
    return _runs(line.edges, values, off, rule)


def values_of(rule: Rule, line: Line, other: Line | None = None) -> Floats:
    """Return what a rule compares over a line: its figures, or their ratio to those of another, NaN where
    there are none.
    """
    if rule.other is None:
        return line.values
    if other is None:
        return np.full(len(line.exact), np.nan)
    first = np.searchsorted(other.edges[:-1], line.edges[:-1])
    return _ratio(line.values, line.edges, other, first)


def _ratio(
    values: Floats, edges: tuple[int, ...], other: Line, places: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> Floats:
    found = np.full(len(values), np.nan)
    below = other.values
    for number, place in enumerate(places.tolist()):
        if place < len(below) and other.edges[place] == edges[number] and below[place] > 0:
            found[number] = values[number] / below[place]
    return found


def _runs(
    edges: tuple[int, ...], values: Floats, off: "np.ndarray[tuple[int], np.dtype[np.bool_]]", rule: Rule
) -> list[Broken]:
    found: list[Broken] = []
    place = 0
    flags = off.tolist()
    while place < len(flags):
        if not flags[place]:
            place += 1
            continue
        last = place
        while last < len(flags) and flags[last]:
            last += 1
        worst = np.nan_to_num(values[place:last])
        found.append(Broken(edges[place], edges[last], float(worst.max() if rule.above else worst.min())))
        place = last
    return found
