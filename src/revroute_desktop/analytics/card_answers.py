"""What a card shows: its figures, its series, why it changed, for a period, a comparison and a selection.

Pane, terminal and reports take what they show from `answer`, so that all of them say the same.
"""

import sqlite3
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from revroute_desktop.analytics.card_shapes import SHAPES, Shape, shape_of
from revroute_desktop.analytics.cards import OVER_TIME, Card, Form
from revroute_desktop.analytics.comparison import BEFORE, Against, Comparison, moved
from revroute_desktop.analytics.held import Held, hold, marks_of, nothing, usual_step
from revroute_desktop.analytics.metrics.catalogue import check_dimension, metric_named
from revroute_desktop.analytics.metrics.compared import compared_from
from revroute_desktop.analytics.metrics.figures import Compared, Figure, compare
from revroute_desktop.analytics.metrics.known import books_span, data_span
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.metrics.values import Value
from revroute_desktop.analytics.nothing import nothing_of
from revroute_desktop.analytics.selection import NOTHING, Selection, Term
from revroute_desktop.analytics.series import DAY
from revroute_desktop.analytics.why import Why, explain_change
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.money.currencies import currency as currency_named
from revroute_desktop.routing.simulations import kept_simulations
from revroute_desktop.workspace.zones import local_day

CURVES_MOST: Final = 5
"""Keys that have a curve of their own; the rest is one more."""

FACTS_MOST: Final = 40_000
"""Steps times keys that are read at once."""

OF_METRICS: Final = frozenset({Form.TABLE, Form.SCATTER})
"""Forms that show several metrics by one dimension, as columns of the answer."""

OTHERS: Final = "\0others"
"""Key of the curve of all that have none of their own; no key of data begins so."""

UNKNOWN: Final = Value(0, 1, 0, False)


@dataclass(frozen=True, slots=True)
class Column:
    """One metric of a table or a scatter: the whole, and a figure for each key, in a currency where it has
    one. `known` is when anything of it is, where that is not always.
    """

    metric: Metric
    currency: str | None
    whole: Figure | None
    figures: dict[str, Figure]
    known: tuple[int, int] | None = None


NOTHING_COMPARED: Final = "Why something changed needs a period that it is compared with."
"""What is at fault with a card that says why, where nothing is compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a card shows. `whole` and `figures` (by key, the largest first) are of `span`, microseconds UTC,
    beside the same part of `other`; `series` and `before` are over the whole period, by key where the card
    has curves for keys. `hours` is the series by the hour of a heat map. `beyond` are the selected dimensions
    that it can't follow, `fault` is a sentence in place of figures. A period that is not `complete` is
    compared with the same part of the other.
    """

    card: Card
    metric: Metric
    period: Period
    other: Period | None
    currency: str | None
    span: tuple[int, int]
    step: Step
    complete: bool = True
    whole: Figure | None = None
    figures: tuple[Figure, ...] = ()
    more: tuple[Figure, ...] = ()
    """The whole in other currencies, which are never added up."""
    columns: tuple[Column, ...] = ()
    series: tuple[Held, ...] = ()
    before: Held | None = None
    hours: Held | None = None
    why: Why | None = None
    shape: Shape | None = None
    """Cohorts, a funnel or a distribution, where the card is of such a form."""
    known: tuple[int, int] | None = None
    """From when to when anything is known, where that is not always: traffic without logs is unknown."""
    books: tuple[int, int] | None = None
    """From when to when the books tell of it, where it comes from them."""
    compared_from: tuple[int | None, int | None] = (None, None)
    """From when on the whole is compared with a span before, and from when on keys are; None: always."""
    plan: str = ""
    """Name of the plan of the simulation that it is compared with."""
    notes: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    fault: str = ""


def answer(
    sql: sqlite3.Connection,
    card: Card,
    period: Period,
    against: Comparison = BEFORE,
    selection: Selection = NOTHING,
    now: int = 0,
    currency: str | None = None,
) -> Answer:
    """Return what a card shows of a period; `now` is in microseconds UTC, money is told in `currency`.

    A card that can't be answered says why in `fault`. Raises UserError for names that are none.
    """
    metric = metric_named(card.metric)
    by = card.by or None
    check_dimension(metric, by)
    other = against.period(period)
    code = currency if metric.by_currency else None
    made = Answer(
        card,
        metric,
        period,
        other,
        code,
        selection.within(period.start, period.end),
        usual_step(period, metric),
        complete=period.end <= now,
        beyond=selection.beyond(metric, by),
        known=_known_of(sql, metric),
        books=books_span(sql, metric),
    )
    terms = selection.terms_for(metric, by)
    try:
        if against.against is Against.SIMULATION:
            return _simulated(sql, made, terms, against.simulation, now, currency)
        return _answered(sql, made, terms, now, currency)
    except UserError as fault:
        return replace(made, fault=str(fault))


def _answered(
    sql: sqlite3.Connection, made: Answer, terms: tuple[Term, ...], now: int, currency: str | None
) -> Answer:
    card, metric, by = made.card, made.metric, made.card.by or None
    if card.form is Form.WHY:
        return _why(sql, made, terms)
    if card.form in SHAPES:
        shape = shape_of(sql, card.form, metric, made.period, made.other, made.currency, now)
        left = tuple(name for name, _ in terms)
        return replace(made, shape=shape, beyond=(*made.beyond, *left))
    made = _with_figures(sql, made, by, terms, now)
    if card.form in OF_METRICS:
        columns = [_column(made)]
        for name in card.also:
            another = metric_named(name)
            of = replace(
                made,
                metric=another,
                currency=currency if another.by_currency else None,
                known=_known_of(sql, another),
            )
            columns.append(_column(_with_figures(sql, of, by, terms, now)))
        return replace(made, columns=tuple(columns))
    if card.form is Form.HEAT:
        return _with_hours(sql, made, terms)
    if card.form in OVER_TIME or card.form is Form.FIGURE:
        return _with_series(sql, made, terms)
    return made


def _with_figures(
    sql: sqlite3.Connection, made: Answer, by: str | None, terms: tuple[Term, ...], now: int
) -> Answer:
    span, metric = made.span, made.metric
    # A period that is not over stands beside as much of the other one.
    elapsed = (span[0], min(span[1], max(now, span[0])))
    other = moved(elapsed, made.period, made.other) if made.other is not None else None
    beside = other or (span[0], span[0])
    found = compare(sql, metric, span, beside, made.period.zone, by=by, terms=terms)
    if other is None:
        whole, figures = (
            tuple(replace(one, before=UNKNOWN) for one in some) for some in (found.whole, found.figures)
        )
        found = Compared(whole, figures, found.notes)
    own = next((one for one in found.whole if one.currency == made.currency), None)
    zone = made.period.zone
    of_whole = compared_from(sql, metric, zone, None, terms)
    if other is not None and of_whole is not None and other[0] < of_whole:
        other = None
    return replace(
        made,
        whole=own or nothing_of(sql, metric, made.currency, span, other),
        compared_from=(of_whole, compared_from(sql, metric, zone, by, terms)),
        figures=tuple(one for one in found.figures if one.currency == made.currency),
        more=tuple(one for one in found.whole if one.currency != made.currency),
        notes=found.notes,
    )


def _column(of: Answer) -> Column:
    return Column(of.metric, of.currency, of.whole, {one.key: one for one in of.figures}, of.known)


def _known_of(sql: sqlite3.Connection, metric: Metric) -> tuple[int, int] | None:
    return (data_span(sql, metric.name) or (0, 0)) if metric.needs_logs else None


def _with_series(sql: sqlite3.Connection, made: Answer, terms: tuple[Term, ...]) -> Answer:
    card, metric, zone = made.card, made.metric, made.period.zone
    marks = marks_of(made.period, made.step)
    before = None
    if made.other is not None:
        others = marks_of(made.other, made.step)
        before = own_series(hold(sql, metric, others, zone, terms=terms), made, others)
    if not card.by:
        names = (metric, *(metric_named(name) for name in card.also))
        series = tuple(
            own_series(hold(sql, one, marks, zone, terms=terms), replace(made, metric=one), marks)
            for one in names
            if one.unit is metric.unit
        )
        return replace(made, series=series, before=before)
    first = [one.key for one in made.figures][:CURVES_MOST]
    if len(made.figures) * len(marks) <= FACTS_MOST:
        whole = hold(sql, metric, marks, zone, by=card.by, terms=terms).get(made.currency)
        series = () if whole is None else (_most(whole, first),)
    else:
        series = tuple(
            own_series(hold(sql, metric, marks, zone, terms=(*terms, (card.by, key))), made, marks, key)
            for key in first
        )
    return replace(made, series=series, before=before)


def _with_hours(sql: sqlite3.Connection, made: Answer, terms: tuple[Term, ...]) -> Answer:
    if made.metric.finest >= DAY:
        raise UserError(f"{made.metric.title} ({made.metric.name}) is known by the day, not by the hour.")
    marks = marks_of(made.period, Step.HOUR)
    found = hold(sql, made.metric, marks, made.period.zone, terms=terms)
    return replace(made, hours=own_series(found, made, marks))


def _why(sql: sqlite3.Connection, made: Answer, terms: tuple[Term, ...]) -> Answer:
    if made.other is None:
        raise UserError(NOTHING_COMPARED)
    now = days_of(made.span, made.period)
    before = days_of(moved((now.start, now.end), made.period, made.other), made.other)
    found = explain_change(sql, made.card.metric, now, before, made.card.by, terms)
    why = next((one for one in found if one.currency == made.currency), None)
    if why is None:
        raise UserError("There is nothing in this currency that could have changed.")
    return replace(made, why=why, span=(now.start, now.end))


def days_of(span: tuple[int, int], period: Period) -> Period:
    """Return the days of a period that a span touches."""
    first, last = (day_of(local_day(at, period.zone)) for at in (span[0], max(span[1] - 1, span[0])))
    return Period(first, last, period.zone)


def _simulated(
    sql: sqlite3.Connection,
    made: Answer,
    terms: tuple[Term, ...],
    number: int,
    now: int,
    currency: str | None,
) -> Answer:
    kept = next((one for one in kept_simulations(sql) if one.id == number), None)
    if kept is None:
        raise UserError("This simulation is not kept any more; choose another comparison.")
    plain = _answered(sql, made, terms, now, currency) if made.card.form is not Form.WHY else made
    if made.metric.name != "received" or made.card.by != "destination" or made.card.form in OVER_TIME:
        note = "The simulation tells what destinations would receive, nothing else."
        if made.card.form is Form.WHY:
            raise UserError(note)
        return replace(plain, notes=(*plain.notes, note))
    if (kept.first, kept.last) != (str(made.period.first), str(made.period.last)):
        raise UserError(
            f"{kept.plan} was simulated on {kept.first} to {kept.last}; choose that period to compare."
        )
    rows = [row for row in kept.result["destinations"] if row["currency"] == made.currency]
    figures = [
        Figure(
            made.currency,
            str(row["account"]),
            Value(_minor(row["now"], row["currency"]), 1, 1, True),
            Value(_minor(row["then"], row["currency"]), 1, 1, True),
        )
        for row in rows
    ]
    figures.sort(key=lambda one: (-one.now.part, one.key))
    whole = Figure(
        made.currency,
        "",
        Value(sum(one.now.part for one in figures), 1, int(kept.result["events"]), True),
        Value(sum(one.before.part for one in figures), 1, int(kept.result["events"]), True),
    )
    return replace(plain, whole=whole, figures=tuple(figures), plan=kept.plan)


def _minor(amount: object, code: object) -> int:
    whole, _, part = str(amount).partition(".")
    return int(whole + part.ljust(currency_named(str(code)).digits, "0"))


def own_series(
    found: dict[str | None, Held], made: Answer, marks: tuple[int, ...], key: str | None = None
) -> Held:
    """Return the series of an answer's currency, under `key` where one is given; zeros without one."""
    held = found.get(made.currency) or found.get(None)
    if held is None:
        held = nothing(made.metric, made.currency, marks)
    return held if key is None else replace(held, keys=(key,))


def _most(held: Held, first: list[str]) -> Held:
    """Return the series of these keys, and all others as one more where they can be added up."""
    at = [held.keys.index(key) for key in first if key in held.keys]
    rest = [place for place in range(len(held.keys)) if place not in at]
    keys = tuple(held.keys[place] for place in at)
    arrays = [one[at] for one in (held.part, held.over, held.rows)]
    if rest and held.adds and held.metric.unit is not Unit.SHARE:
        keys = (*keys, OTHERS)
        arrays = [
            np.vstack((some, whole[rest].sum(axis=0, keepdims=True)))
            for some, whole in zip(arrays, (held.part, held.over, held.rows), strict=True)
        ]
    return replace(held, keys=keys, part=arrays[0], over=arrays[1], rows=arrays[2])
