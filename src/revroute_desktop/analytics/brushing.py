"""Brushed spans: what a card needs to answer any of them at once, and the answers, in numpy alone."""

import sqlite3
from dataclasses import dataclass, replace
from typing import Final

from revroute_desktop.analytics.card_answers import FACTS_MOST, OF_METRICS, Answer, own_series
from revroute_desktop.analytics.card_shapes import SHAPES
from revroute_desktop.analytics.cards import OVER_TIME, Form
from revroute_desktop.analytics.comparison import moved
from revroute_desktop.analytics.held import Held, hold, marks_of
from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.values import Value
from revroute_desktop.analytics.selection import Selection
from revroute_desktop.errors import UserError

_ASKED_ANEW: Final = frozenset({Form.WHY, *OF_METRICS, *SHAPES})
"""Forms of which no series is held, so that a brushed span is a new question."""


@dataclass(frozen=True, slots=True, eq=False)
class Brushing:
    """What answers a brushed span: series of the whole and by key, now and before; None where there is none
    that could be added up.
    """

    whole: Held | None = None
    whole_before: Held | None = None
    keys: Held | None = None
    keys_before: Held | None = None


def hold_for(sql: sqlite3.Connection, shown: Answer, selection: Selection, now: int) -> Brushing:
    """Return the series by which a card answers brushed spans; nothing where they can't be added up."""
    metric, card = shown.metric, shown.card
    if shown.fault or shown.plan or not metric.steps_add or card.form in _ASKED_ANEW:
        return Brushing()
    by = card.by or None
    terms = selection.terms_for(metric, by)
    zone = shown.period.zone
    if by is None and shown.series:
        return Brushing(shown.series[0], shown.before)
    marks = marks_of(shown.period, shown.step)
    others = marks_of(shown.other, shown.step) if shown.other is not None else ()
    try:
        whole = own_series(hold(sql, metric, marks, zone, terms=terms), shown, marks)
        whole_before = (
            own_series(hold(sql, metric, others, zone, terms=terms), shown, others) if others else None
        )
        if by is None or card.form in OVER_TIME or len(shown.figures) * len(marks) > FACTS_MOST:
            return Brushing(whole, whole_before)
        keys = hold(sql, metric, marks, zone, by=by, terms=terms).get(shown.currency)
        before = hold(sql, metric, others, zone, by=by, terms=terms).get(shown.currency) if others else None
    except UserError:
        return Brushing()
    return Brushing(whole, whole_before, keys, before)


def brushed(shown: Answer, held: Brushing, span: tuple[int, int] | None) -> Answer | None:
    """Return what a card shows of a brushed span of its period, None for all of it; no question is asked.

    None where the span can't be answered from what is held.
    """
    span = span or (shown.period.start, shown.period.end)
    if shown.card.form is Form.HEAT:
        return replace(shown, span=span, whole=_whole_of_hours(shown, span))
    if held.whole is None:
        return None
    by_key = bool(shown.card.by) and shown.card.form not in OVER_TIME
    if by_key and held.keys is None:
        return None
    other = moved(span, shown.period, shown.other) if shown.other is not None else None
    if not _is_known(shown, span):
        return replace(shown, span=span, whole=None, figures=())
    if other is not None and not _is_known(shown, other):
        other = None
    of_whole, of_keys = (
        None if other is None or other[0] < (since or other[0]) else other for since in shown.compared_from
    )
    whole = _figures_of(shown, held.whole, held.whole_before, span, of_whole)
    if whole and not _is_told(shown, whole[0], span):
        whole = ()
    figures = _figures_of(shown, held.keys, held.keys_before, span, of_keys) if held.keys is not None else ()
    return replace(shown, span=span, whole=whole[0] if whole else None, figures=figures if by_key else whole)


def _whole_of_hours(shown: Answer, span: tuple[int, int]) -> Figure | None:
    """Return the whole of a span of a heat map; None where hours don't add up to it, or nothing is known."""
    if shown.hours is None or not shown.metric.steps_add or not _is_known(shown, span):
        return None
    (whole,) = _figures_of(shown, shown.hours, None, span, None)
    return whole if _is_told(shown, whole, span) else None


def _is_told(shown: Answer, whole: Figure, span: tuple[int, int]) -> bool:
    """Whether there is a figure of a span, by the rule of `nothing_of`: what happened in neither of two spans
    is zero while there are data, in a currency where it has one.
    """
    if shown.metric.by_currency and shown.currency is None:
        return False
    if whole.now.rows or whole.before.rows or shown.books is None:
        return True
    return span[0] < shown.books[1] and span[1] > shown.books[0]


def _is_known(shown: Answer, span: tuple[int, int]) -> bool:
    """Whether anything can be known of a span: of days without logs there is no figure, not even zero."""
    return shown.known is None or max(span[0], shown.known[0]) < min(span[1], shown.known[1])


def _figures_of(
    shown: Answer, held: Held, before: Held | None, span: tuple[int, int], other: tuple[int, int] | None
) -> tuple[Figure, ...]:
    now = dict(zip(held.keys, held.figures(*held.places(span)), strict=True))
    was: dict[str, Value] = {}
    if before is not None and other is not None:
        was = dict(zip(before.keys, before.figures(*before.places(other)), strict=True))
    none_now, none_before = _none(shown, span), _none(shown, other)
    found = [
        Figure(held.currency, key, _or_none(now.get(key), none_now), _or_none(was.get(key), none_before))
        for key in {**now, **was}
    ]
    found = [one for one in found if one.now.rows or one.before.rows or len(found) == 1]
    return tuple(sorted(found, key=_order))


def _none(shown: Answer, span: tuple[int, int] | None) -> Value:
    """Return the value of what did not happen in a span: zero for sums, but before the books began."""
    known = span is not None and (shown.books is None or span[1] > shown.books[0])
    return Value(0, 1, 0, shown.metric.nothing_is_zero and known)


def _or_none(value: Value | None, none: Value) -> Value:
    return value if value is not None and (value.rows or value.part) else none


def _order(figure: Figure) -> tuple[bool, float, str]:
    value = figure.now.exact
    return value is None, -float(value or 0), figure.key
