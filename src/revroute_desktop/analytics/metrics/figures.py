"""Figures of metrics: of a period with the one before, by a dimension, and over time."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.metrics.catalogue import READERS, check_dimension, check_terms, metric_named
from revroute_desktop.analytics.metrics.compared import comparable, compared_from, coverage
from revroute_desktop.analytics.metrics.model import Ask, Facts, Metric, Part, Terms
from revroute_desktop.analytics.metrics.periods import Period, Step, edges
from revroute_desktop.analytics.series import HOUR, Floats
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.traffic.queries import span as traffic_span
from revroute_desktop.workspace.event_rollups.columns import span as event_span
from revroute_desktop.workspace.zones import local_day, midnight

Key = tuple[int | None, str]

_OF_TRAFFIC: Final = frozenset({"requests", "visits", "latencies"})
"""Readers that know nothing of the time of which there are no logs."""


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


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one currency (its code; None for what has none) and key, with the period before."""

    currency: str | None
    key: str
    now: Value
    before: Value

    @property
    def change(self) -> Fraction | None:
        """How much it changed, as a share of the period before; None where that can't be said."""
        was, is_now = self.before.exact, self.now.exact
        return None if was is None or is_now is None or was == 0 else (is_now - was) / abs(was)


@dataclass(frozen=True, slots=True)
class Shown:
    """A metric of a period: `whole` by currency, `figures` by currency and dimension, the largest first; the
    currency of most events stands before the others.

    `complete` is False while the period is not over. `notes` are sentences that a reader must know.
    """

    metric: Metric
    period: Period
    by: str | None
    before: Period
    complete: bool
    whole: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a metric in a span of time beside another: `whole` by currency, `figures` by the
    dimension, the largest first. `notes` are sentences that a reader must know.
    """

    whole: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A metric over time in one currency; `exact[i]` is that of the step from `edges[i]` to the next, None
    where nothing is known. Money is in minor units. `parts` are the steps that are not whole: their place,
    and from when to when (microseconds UTC) there is something of them.
    """

    metric: Metric
    currency: str | None
    edges: tuple[int, ...]
    exact: tuple[Fraction | None, ...]
    parts: tuple[tuple[int, int, int], ...] = ()

    @property
    def values(self) -> Floats:
        """The figures as numbers, NaN where nothing is known."""
        return np.array([np.nan if one is None else float(one) for one in self.exact])


def show(
    sql: sqlite3.Connection,
    name: str,
    period: Period,
    *,
    by: str | None = None,
    terms: Terms = (),
    against: Period | None = None,
    now: int,
) -> Shown:
    """Return a metric of a period, compared with the one before it or with `against`, narrowed to `terms`:
    pairs of dimension and key that all must hold.

    `now` (microseconds UTC) says whether the period is over. Raises UserError for names that are none, and
    for a dimension that the metric can't be told apart by.
    """
    metric = metric_named(name)
    check_dimension(metric, by)
    other = against or period.before
    notes = _of_period(period, now)
    spans = (period.start, period.end), (other.start, other.end)
    found = compare(sql, metric, *spans, period.zone, by=by, terms=terms)
    order = currency_order(sql)
    whole, figures = (
        tuple(sorted(some, key=lambda one: order(one.currency))) for some in (found.whole, found.figures)
    )
    return Shown(metric, period, by, other, period.end <= now, whole, figures, (*notes, *found.notes))


def _of_period(period: Period, now: int) -> tuple[str, ...]:
    """Return what is to be said of a period that is not over, or has not begun."""
    if period.start > now:
        return (f"The period has not begun: it begins on {period.first}.",)
    return (f"The period is not over: it ends on {period.last}.",) if period.end > now else ()


def compare(
    sql: sqlite3.Connection,
    metric: Metric,
    span: tuple[int, int],
    other: tuple[int, int],
    zone: str,
    *,
    by: str | None = None,
    terms: Terms = (),
) -> Compared:
    """Return the figures of a span of time beside those of another, microseconds UTC, narrowed to `terms`.

    Raises UserError for a dimension that the metric can't be told apart by.
    """
    notes = []
    spans = [other, span]
    known = [True, True]
    since = compared_from(sql, metric, zone)
    by_key = compared_from(sql, metric, zone, by, terms)
    if _readers(metric) & _OF_TRAFFIC:
        covered = _covered(sql, spans)
        known = [start < end for start, end in covered]
        if sentence := coverage(spans, covered, since is not None and other[0] < since):
            notes.append(sentence)
        spans = covered if metric.covered else spans
    elif (books := books_span(sql, metric)) is not None and other[0] < midnight(
        local_day(books[0], zone), zone
    ):
        known = [books[0] < end for _, end in spans]
        day = day_of(local_day(books[0], zone))
        uncompared = (
            ", so there is nothing to compare with" if since is not None and other[0] < other[1] else ""
        )
        notes.append(f"The books begin on {day}; of the days before nothing is known{uncompared}.")
    elif by_key is not None and other[0] < by_key and other[0] < other[1]:
        notes.append("There are not logs of all days before, so where buyers came from is not compared.")
    if metric.given:
        first, last = (local_day(at, zone) for at in (span[0], span[1] - 1))
        (given,) = sql.execute(
            "SELECT COUNT(DISTINCT day) FROM desk_campaign_cost WHERE day BETWEEN ? AND ?", (first, last)
        ).fetchone()
        notes.append(f"Costs are given of {given} of {last - first + 1} days.")
    # By the dimension first: some readers then know the whole already.
    keyed, known_keyed = comparable(spans, known, by_key)
    figures = _figures(metric, [_facts(sql, metric, one, zone, by, terms) for one in keyed], known_keyed)
    whole = figures
    if by is not None:
        spans, known = comparable(spans, known, compared_from(sql, metric, zone, None, terms))
        whole = _figures(metric, [_facts(sql, metric, one, zone, None, terms) for one in spans], known)
        if not metric.additive:
            notes.append("One may count under several keys, so the rows do not add up to the whole.")
    return Compared(whole, figures, tuple(notes))


def lines(
    sql: sqlite3.Connection,
    name: str,
    start: int,
    end: int,
    step: Step,
    zone: str,
    *,
    terms: Terms = (),
    to_end: bool = False,
) -> tuple[Line, ...]:
    """Return a metric over time, by currency, that of most events first: the whole steps from `start` to
    `end` (microseconds UTC), narrowed to `terms`.

    Sums are 0 where nothing happened; ratios without enough rows are None. Metrics of traffic end with the
    logs, but with `to_end` go on with nothing. Raises UserError for a step that is finer than what is kept.
    """
    metric = metric_named(name)
    check_step(metric, step)
    if _readers(metric) & _OF_TRAFFIC:
        known = traffic_span(sql)
        start, last = (max(start, known[0]), known[1]) if known else (end, end)
        end = end if to_end else min(end, last)
    marks = edges(start, end, step, zone)
    return lines_between(sql, metric, marks, zone, terms) if len(marks) > 1 else ()


def check_step(metric: Metric, step: Step) -> None:
    """Raise UserError for a step that is finer than what is kept of a metric."""
    if step.length < metric.finest:
        raise UserError(
            f"{metric.title} ({metric.name}) is known by the day; ask with --step day, week or month."
        )


def lines_between(
    sql: sqlite3.Connection, metric: Metric, marks: tuple[int, ...], zone: str, terms: Terms
) -> tuple[Line, ...]:
    """Return a metric between instants (microseconds UTC, rising), by currency, that of most events first."""
    found: defaultdict[int | None, list[Fraction | None]] = defaultdict(
        lambda: _empty(metric, len(marks) - 1)
    )
    for (currency, _, place), value in read_values(metric, Ask(sql, marks, zone, None, terms)).items():
        found[currency][place] = value.exact
    order = currency_order(sql)
    ordered = sorted(found, key=lambda number: order(code_of(number)))
    return tuple(
        Line(metric, code_of(currency), marks, tuple(_carried(metric, found[currency])))
        for currency in ordered
    )


def data_span(sql: sqlite3.Connection, name: str) -> tuple[int, int] | None:
    """Return from when to when (microseconds UTC) there is anything that a metric could be made of."""
    metric = metric_named(name)
    if _readers(metric) & _OF_TRAFFIC:
        return traffic_span(sql)
    found = event_span(sql)
    return None if found is None else (found[0], found[1] + 1)


def known_of_logs(sql: sqlite3.Connection, metric: Metric, span: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a span (microseconds UTC) of which there are logs; all of it for what needs none."""
    return _covered(sql, [span])[0] if _readers(metric) & _OF_TRAFFIC else span


def known_span(sql: sqlite3.Connection, metric: Metric, span: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a span (microseconds UTC) of which a metric can know anything: of traffic while
    there are logs, of the books from the hour in which they begin.
    """
    span = known_of_logs(sql, metric, span)
    books = books_span(sql, metric)
    return span if books is None else (max(span[0], books[0] - HOUR + 1), span[1])


def books_span(sql: sqlite3.Connection, metric: Metric) -> tuple[int, int] | None:
    """Return from when to when (microseconds UTC) the books tell of a metric; None where there is nothing in
    them, and for what does not come from them alone.
    """
    return None if metric.given or _readers(metric) & _OF_TRAFFIC else data_span(sql, metric.name)


def _readers(metric: Metric) -> set[str]:
    return {part.reader for part in (metric.part, metric.over) if part is not None}


def _empty(metric: Metric, count: int) -> list[Fraction | None]:
    summed = metric.over is None and not metric.level and metric.least <= 1 and not metric.given
    return [Fraction(0) if summed else None] * count


def _carried(metric: Metric, values: list[Fraction | None]) -> list[Fraction | None]:
    """Return a level's values with 0 before the first that is known."""
    if not metric.level:
        return values
    first = next((place for place, value in enumerate(values) if value is not None), len(values))
    return [Fraction(0)] * first + values[first:]


def _covered(sql: sqlite3.Connection, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans as far as there is traffic."""
    known = traffic_span(sql)
    if known is None:
        return [(start, start) for start, _ in spans]
    cut = [(max(start, known[0]), min(end, known[1])) for start, end in spans]
    return [(start, max(start, end)) for start, end in cut]


def _facts(
    sql: sqlite3.Connection,
    metric: Metric,
    span: tuple[int, int],
    zone: str,
    by: str | None,
    terms: Terms,
) -> dict[Key, Value]:
    if span[0] >= span[1]:
        return {}
    found = read_values(metric, Ask(sql, span, zone, by, terms))
    return {(currency, key): value for (currency, key, _), value in found.items()}


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


def _figures(metric: Metric, facts: Sequence[dict[Key, Value]], known: Sequence[bool]) -> tuple[Figure, ...]:
    """Return the figures of two periods; where something is `known` of one, no rows are a sum of 0."""
    before, now = facts
    summed = metric.over is None and metric.least <= 1 and not metric.given
    # Nothing divided by nothing: a divisor of 1 would count where currencies are added up.
    over = 1 if metric.over is None else 0
    was, here = (Value(0, over, 0, summed and one) for one in known)
    found = [
        Figure(code_of(where[0]), where[1], now.get(where, here), before.get(where, was))
        for where in {**now, **before}
    ]
    return tuple(sorted(found, key=_order))


def _order(figure: Figure) -> tuple[str, Fraction | int, str]:
    now = figure.now
    if not now.enough:
        return figure.currency or "", 10**30, figure.key
    # Whole numbers are compared many times as fast as fractions.
    return figure.currency or "", -now.part if now.over == 1 else -Fraction(now.part, now.over), figure.key


def code_of(currency: int | None) -> str | None:
    """Return the code of a currency's number; None for what has no currency."""
    return None if currency is None else currency_by_numeric(currency).code


def measured_span(sql: sqlite3.Connection, metric: Metric, period: Period) -> tuple[int, int]:
    """Return the time of a period that counts for a metric, microseconds UTC."""
    span = (period.start, period.end)
    return _covered(sql, [span])[0] if metric.covered else span


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
