"""Values of metrics from what readers tell: by currency, key and span, exact, with the rows behind them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from revroute_desktop.analytics.metrics.catalogue import READERS, check_terms
from revroute_desktop.analytics.metrics.model import Ask, Facts, Metric, Part, Terms
from revroute_desktop.money.currencies import currency_by_numeric

Key = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure comes to: `part` / `over` exactly, or nothing where `rows` are too few to say."""

    part: int
    over: int
    rows: int
    enough: bool

    @property
    def exact(self) -> Fraction | None:
        """The figure; None where there is not enough data."""
        return Fraction(self.part, self.over) if self.enough else None


def read_values(metric: Metric, ask: Ask) -> dict[tuple[int | None, str, int], Value]:
    """Return the values of a metric by currency (its number), key and place of the span."""
    check_terms(metric, ask.terms)
    part = metric.part_by(ask.by, ask.terms)
    ask = replace(ask, measures=metric.measures_by(ask.by, ask.terms))
    above = _collapsed(READERS[part.reader](ask), metric.by_currency)
    if metric.over is None:
        return {
            where: Value(
                measures[part.measure] * metric.scale,
                1,
                rows := measures.get(metric.rows, 0),
                rows >= metric.least,
            )
            for where, measures in above.items()
            if part.measure in measures
        }
    below = above if metric.over.reader == part.reader else _collapsed(READERS[metric.over.reader](ask), True)
    found = {}
    currencies = sorted({currency for currency, _, _ in above}, key=str) or [None]
    for currency, key, place in _places(above, below, currencies):
        measures = below.get((currency, key, place)) or below.get((None, key, place), {})
        over, rows = measures.get(metric.over.measure, 0), measures.get(metric.rows, 0)
        value = above.get((currency, key, place), {}).get(part.measure, 0)
        if part.reader != metric.over.reader and _of_nobody(metric, ask, key):
            # Without a key, what is divided and the divisor are not of the same people.
            over = 0
        enough = over > 0 and rows >= metric.least
        found[currency, key, place] = Value(value * metric.scale, over, rows, enough)
    return found


def _of_nobody(metric: Metric, ask: Ask, key: str) -> bool:
    """Whether what is asked for is what a dimension says nothing about."""
    keys = [(ask.by, key)] if ask.by is not None else []
    return any(not key for name, key in (*keys, *ask.terms) if name not in metric.instead)


def _places(
    above: Facts, below: Facts, currencies: Sequence[int | None]
) -> list[tuple[int | None, str, int]]:
    """Return every place of a ratio: those of what is divided, and those of the divisor in each currency."""
    found = dict.fromkeys(above)
    for currency, key, place in below:
        for code in currencies if currency is None else [currency]:
            found[code, key, place] = None
    return list(found)


def _collapsed(facts: Facts, by_currency: bool) -> Facts:
    """Add up over currencies what is not money."""
    if by_currency:
        return facts
    sums: Facts = {}
    for (_, key, place), measures in facts.items():
        known = sums.setdefault((None, key, place), {})
        for name, value in measures.items():
            known[name] = known.get(name, 0) + value
    return sums


def code_of(currency: int | None) -> str | None:
    """Return the code of a currency's number; None for what has no currency."""
    return None if currency is None else currency_by_numeric(currency).code


def facts_of(
    sql: sqlite3.Connection,
    metric: Metric,
    span: tuple[int, int],
    zone: str,
    by: str | None,
    part: Part,
    terms: Terms = (),
) -> dict[Key, dict[str, int]]:
    """Return the measures of one part of a metric in a span, by currency and key, narrowed to `terms`."""
    if span[0] >= span[1]:
        return {}
    found = _collapsed(READERS[part.reader](Ask(sql, span, zone, by, terms)), metric.by_currency)
    return {(currency, key): measures for (currency, key, _), measures in found.items()}
