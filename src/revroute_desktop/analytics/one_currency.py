"""Figures of several currencies as one, by rates that are named: exact, rounded only where they are shown.

Both periods go by the rate of the newer one's last day, so that a change is one of the business and not of
the rates.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from revroute_desktop.analytics.metrics.figures import Figure, Shown
from revroute_desktop.analytics.metrics.lines import Line
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.values import Value
from revroute_desktop.analytics.rates import Factor, factor
from revroute_desktop.errors import UserError
from revroute_desktop.money import currency

_SHARED: Final = frozenset({"visits", "requests"})
"""Readers whose measures are the same in every currency."""


def in_one(sql: sqlite3.Connection, shown: Shown, code: str) -> Shown:
    """Return a metric added up in one currency, with the rates in its notes.

    Raises UserError for a metric that can't be added up, and where a rate is missing.
    """
    code = currency(code).code
    check_metric(shown.metric)
    found = {one.currency for one in (*shown.whole, *shown.figures) if one.currency is not None}
    factors = _factors(sql, found, code, shown.period.last)
    notes = [f"Added up in {code} by {one.words}." for one in factors.values()]
    return replace(
        shown,
        whole=_added(shown.metric, shown.whole, factors, code),
        figures=_added(shown.metric, shown.figures, factors, code),
        notes=(*shown.notes, *notes),
    )


def lines_in_one(sql: sqlite3.Connection, lines: Sequence[Line], code: str, day: date) -> tuple[Line, ...]:
    """Return courses of a sum added up in one currency, by the rates of a day.

    Raises UserError for a ratio, whose parts a course does not hold, and where a rate is missing.
    """
    if not lines:
        return ()
    code = currency(code).code
    metric = lines[0].metric
    check_metric(metric)
    if metric.over is not None:
        raise UserError(
            f"The course of {metric.title} ({metric.name}) is a ratio; ask for one currency of it."
        )
    factors = _factors(sql, {one.currency for one in lines if one.currency is not None}, code, day)
    sums: list[Fraction | None] = []
    for place in range(len(lines[0].exact)):
        known = [
            value * _of(factors, line.currency) for line in lines if (value := line.exact[place]) is not None
        ]
        sums.append(sum(known, Fraction(0)) if known else None)
    return (Line(metric, code, lines[0].edges, tuple(sums), lines[0].parts),)


def check_metric(metric: Metric) -> None:
    """Raise UserError for a metric that has no currency or is no sum or ratio of sums."""
    if not metric.by_currency:
        raise UserError(f"{metric.title} ({metric.name}) has no currency; it is one figure already.")
    if not metric.additive:
        raise UserError(f"{metric.title} ({metric.name}) is no sum, so currencies can't be added up in it.")


def _factors(sql: sqlite3.Connection, codes: set[str], into: str, day: date) -> dict[str, Factor]:
    return {one: factor(sql, one, into, day) for one in sorted(codes - {into})}


def _of(factors: Mapping[str, Factor], code: str | None) -> Fraction:
    found = factors.get(code or "")
    return Fraction(1) if found is None else found.exact


def _added(
    metric: Metric, figures: Sequence[Figure], factors: Mapping[str, Factor], code: str
) -> tuple[Figure, ...]:
    by_key: dict[str, list[Figure]] = {}
    for one in figures:
        by_key.setdefault(one.key, []).append(one)
    found = [
        Figure(
            code,
            key,
            _sum(metric, [(_of(factors, one.currency), one.now) for one in some]),
            _sum(metric, [(_of(factors, one.currency), one.before) for one in some]),
        )
        for key, some in by_key.items()
    ]
    least = Fraction(-(10**40))
    return tuple(
        sorted(found, key=lambda one: (-(one.now.exact if one.now.exact is not None else least), one.key))
    )


def _sum(metric: Metric, values: Sequence[tuple[Fraction, Value]]) -> Value:
    part = sum((rate * value.part for rate, value in values), Fraction(0))
    if metric.over is None:
        rows = sum(value.rows for _, value in values)
        enough = any(value.enough for _, value in values)
        return Value(part.numerator, part.denominator, rows, enough)
    if metric.over.reader in _SHARED and metric.over.reader != metric.part.reader:
        over, rows = Fraction(max(value.over for _, value in values)), max(value.rows for _, value in values)
    else:
        # What money is divided by for money is a count; what makes a share or a mean of money is money too.
        money = metric.unit is not Unit.MONEY
        over = sum((value.over * (rate if money else Fraction(1)) for rate, value in values), Fraction(0))
        rows = sum(value.rows for _, value in values)
    ratio = part / over if over else Fraction(0)
    return Value(ratio.numerator, ratio.denominator, rows, over > 0 and rows >= metric.least)
