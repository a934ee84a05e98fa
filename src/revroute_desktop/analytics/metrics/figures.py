"""Figures of metrics: of a period beside another, as a whole and by a dimension."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.metrics.catalogue import check_dimension, metric_named
from revroute_desktop.analytics.metrics.compared import comparable, compared_from, coverage
from revroute_desktop.analytics.metrics.known import books_span, covered_by_logs
from revroute_desktop.analytics.metrics.model import Ask, Metric, Terms
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.values import Key, Value, code_of, read_values
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day, midnight


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
    if metric.needs_logs:
        covered = covered_by_logs(sql, spans)
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


def _figures(metric: Metric, facts: Sequence[dict[Key, Value]], known: Sequence[bool]) -> tuple[Figure, ...]:
    """Return the figures of two periods; where something is `known` of one, no rows are a sum of 0."""
    before, now = facts
    # Nothing divided by nothing: a divisor of 1 would count where currencies are added up.
    over = 1 if metric.over is None else 0
    was, here = (Value(0, over, 0, metric.nothing_is_zero and one) for one in known)
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
