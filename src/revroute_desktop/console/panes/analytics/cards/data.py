"""From what a card answers to what its chart is fed with. Pure but for words; runs aside or on a brush."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.card_answers import OTHERS, Answer, days_of
from revroute_desktop.analytics.cards import Form
from revroute_desktop.analytics.comparison import moved
from revroute_desktop.analytics.held import Held, Int64s, whole_steps
from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.outlook import Outlook
from revroute_desktop.analytics.why import Contribution, Why
from revroute_desktop.console.panes.analytics.why_words import contribution_words
from revroute_desktop.console.panes.analytics.words import (
    key_words,
    metric_title,
    period_words,
    scale_of,
)
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.data import (
    OTHERS as SLATE,
)
from revroute_desktop.console.widgets.charts.data import (
    Bar,
    Bars,
    Curve,
    Curves,
    Floats,
    HourGrid,
    Mark,
    Waterfall,
)
from revroute_desktop.console.widgets.charts.data import Step as Part
from revroute_desktop.console.widgets.charts.inks import Inks
from revroute_desktop.workspace.zones import local_times

BARS_MOST = 40
_HOUR = 3_600_000_000
_NONE = "\0none"
"""What charts call the key of what has none."""
_DAYS, _HOURS = 7, 24
_THURSDAY = 3
"""Weekday of 1 January 1970, Monday being 0."""


def chart_key(key: str) -> str:
    """Return a key as charts know it: to them an empty one is what can't be picked."""
    return key or _NONE


def own_key(key: str) -> str:
    """Return the key that a chart's key stands for."""
    return "" if key == _NONE else key


def curves_of(answer: Answer, now: int, marks: tuple[Mark, ...], inks: Inks, ahead: Outlook) -> Curves:
    """Return the curves of an answer; what is still to come is unknown, not zero, and so is what was not
    measured yet.
    """
    card, zone = answer.card, ZoneInfo(answer.period.zone)
    scale = scale_of(answer.metric, answer.currency)
    if not answer.series:
        return Curves(np.empty(0, np.int64), (), scale, zone=zone)
    edges = answer.series[0].edges
    known = _known(answer, edges, now)
    curves = list(_of_keys(answer, known, inks) if card.by else _of_metrics(answer, known))
    open_at = int(np.searchsorted(edges, now, side="right")) - 1
    made = Curves(
        edges,
        tuple(curves),
        scale,
        stacked=card.form is Form.STACKED or (card.form is Form.COLUMNS and bool(card.by)),
        area=card.form in {Form.AREA, Form.STACKED},
        bars=card.form is Form.COLUMNS,
        marks=tuple(mark for mark in marks if edges[0] <= mark.at < edges[-1]),
        open_at=open_at if 0 <= open_at < len(edges) - 1 else None,
        expected=ahead.expected,
        zone=zone,
    )
    return _with_outlook(made, ahead)


def _of_keys(answer: Answer, known: NDArray[np.bool_], inks: Inks) -> Iterator[Curve]:
    """Yield a curve for each key; the same key has the same colour in every card."""
    card, whole = answer.card, _whole(answer)
    rows = [(held, row) for held in answer.series for row in range(len(held.keys))]
    named = [held.keys[row] for held, row in rows if held.keys[row] != OTHERS]
    places = dict(zip(named, inks.of_all(named), strict=True))
    for held, row in rows:
        key = held.keys[row]
        values = _shown(held, row, known, whole)
        if key == OTHERS:
            yield Curve(tr("all others"), values, SLATE)
        else:
            yield Curve(key_words(card.by, key), values, places[key], key=chart_key(key))


def _of_metrics(answer: Answer, known: NDArray[np.bool_]) -> Iterator[Curve]:
    """Yield a curve for each metric, and that of the period before, dashed."""
    whole = _whole(answer)
    for number, held in enumerate(answer.series):
        yield Curve(metric_title(held.metric), _shown(held, 0, known, whole), number)
    if answer.before is None or answer.other is None or answer.card.form is Form.STACKED:
        return
    before = answer.before.values[0]
    begins = answer.before.edges[:-1]
    if answer.known is not None:
        before = np.where((begins >= answer.known[0]) & (begins < answer.known[1]), before, np.nan)
    values = np.full(answer.series[0].spans, np.nan)
    some = min(len(before), len(values))
    values[:some] = before[:some]
    if not np.isnan(values).all():
        yield Curve(period_words(answer.other), values, "text_3", dashed=True)


def _known(answer: Answer, edges: Int64s, now: int) -> NDArray[np.bool_]:
    """Return of which steps anything can be known."""
    known: NDArray[np.bool_] = edges[:-1] < now
    if answer.known is not None:
        known = known & (edges[1:] > answer.known[0]) & (edges[:-1] < answer.known[1])
    return known


def _with_outlook(made: Curves, ahead: Outlook) -> Curves:
    """Return curves with the forecast behind them, and rings around what was not expected."""
    if ahead.odd:
        circled = replace(made.curves[0], odd=ahead.odd)
        made = replace(made, curves=(circled, *made.curves[1:]))
    if ahead.edges is None or ahead.values is None or ahead.lower is None or ahead.upper is None:
        return made
    join = int(np.searchsorted(made.edges, ahead.edges[0]))
    after = len(made.edges) - 1
    more = ahead.edges[1:][ahead.edges[1:] > made.edges[-1]]
    edges = np.concatenate((made.edges, more))
    low, high = np.full(len(edges) - 1, np.nan), np.full(len(edges) - 1, np.nan)
    curves = []
    for number, curve in enumerate(made.curves):
        values = np.concatenate((curve.values, np.full(len(more), np.nan)))
        band = None
        if number == 0:
            count = min(len(ahead.values), len(values) - join)
            values[join : join + count] = ahead.values[:count]
            low[join : join + count], high[join : join + count] = ahead.lower[:count], ahead.upper[:count]
            band = (low, high)
        curves.append(replace(curve, values=values, band=band))
    expected = made.expected
    if expected is not None:
        blank = np.full(len(edges) - 1 - after, np.nan)
        expected = (np.concatenate((expected[0], blank)), np.concatenate((expected[1], blank)))
    return replace(made, edges=edges, curves=tuple(curves), expected=expected, join_at=join, open_at=None)


def bars_of(answer: Answer) -> Bars:
    """Return the ranked bars of an answer; what has no bar of its own is the rest."""
    card, scale = answer.card, scale_of(answer.metric, answer.currency)
    shown = [one for one in answer.figures if one.now.exact is not None]
    rows = [
        Bar(chart_key(one.key), key_words(card.by, one.key), float(one.now.exact or 0), _before(one))
        for one in shown[:BARS_MOST]
    ]
    rest = shown[BARS_MOST:]
    if rest and scale.adds and answer.metric.additive:
        before = [one.before.exact for one in rest]
        known = [value for value in before if value is not None]
        rows.append(
            Bar(
                "",
                tr("{n} more", n=len(rest)),
                float(sum((one.now.exact or Fraction(0) for one in rest), Fraction(0))),
                float(sum(known, Fraction(0))) if known else None,
                SLATE,
            )
        )
    if answer.plan:
        word = tr("under {plan}", plan=answer.plan)
    else:
        word = period_words(days_before(answer)) if answer.other is not None else ""
    return Bars(tuple(rows), scale, word)


def hours_of(answer: Answer, now: int) -> HourGrid:
    """Return the weekday and hour of an answer within its span: means of an hour for sums, ratios as such."""
    held, scale = answer.hours, scale_of(answer.metric, answer.currency)
    if held is None:
        return HourGrid(np.full((_DAYS, _HOURS), np.nan), scale)
    first, after = held.places(answer.span)
    # An hour that is still to come, of which there are no logs, or before the books began, is in no mean.
    known = _known(answer, held.edges, now)
    if answer.books is not None:
        known = known & (held.edges[1:] > answer.books[0])
    steps = np.flatnonzero(known[first:after]) + first
    local = local_times(held.edges[steps], answer.period.zone) // _HOUR
    cell = (local + _THURSDAY * _HOURS) % (_DAYS * _HOURS)
    part = _binned(cell, held.part[0, steps])
    over = _binned(cell, np.ones(len(cell), np.int64))
    rows, least = over, 1
    if held.metric.over is not None:
        over, rows = _binned(cell, held.over[0, steps]), _binned(cell, held.rows[0, steps])
        least = held.metric.least
    with np.errstate(invalid="ignore", divide="ignore"):
        cells = np.where((over > 0) & (rows >= least), part / over, np.nan)
    return HourGrid(cells.reshape(_DAYS, _HOURS), scale)


def _binned(cell: Int64s, values: Int64s) -> Floats:
    return np.bincount(cell, values.astype(np.float64), _DAYS * _HOURS).astype(np.float64)


def waterfall_of(answer: Answer) -> Waterfall:
    """Return the steps from before to now; the effects of each key stand apart, the largest first."""
    why = answer.why
    if why is None:
        return Waterfall(float("nan"), (), float("nan"), scale_of(answer.metric, answer.currency))
    scale = scale_of(why.metric, why.currency)
    told: set[str] = set()
    steps = []
    for label, amount, one in _effects_of(why):
        # What a key did is said once, at the larger of its effects.
        sentence = "" if one.key in told else contribution_words(why, one)
        told.add(one.key)
        steps.append(Part(label, float(amount), sentence, one.key))
    now = period_words_of_span(answer)
    before = period_words(days_before(answer)) if answer.other is not None else ""
    return Waterfall(
        float(why.before), tuple(steps), float(why.now), scale, before, now, why.metric.better or 1
    )


def _effects_of(why: Why) -> list[tuple[str, Fraction, Contribution]]:
    """Return label, amount and whose it is of every effect that is not nothing, the largest first; they add
    up exactly.
    """
    found = []
    sums = why.metric.over is None
    for one in why.contributions:
        name = key_words(why.by, one.key)
        extent, level = one.effects.extent, one.effects.level
        if sums and why.metric.volume is None:
            extent, level = extent + level, Fraction(0)
        if sums:
            # More refunds lower the sum: what each is worth says which way more of them go.
            grew = (extent > 0) is ((one.before or 0) + (one.now or 0) >= 0)
            more = tr("{key}, more of them", key=name) if grew else tr("{key}, fewer", key=name)
            own = tr("{key}, size of each", key=name)
            more = more if why.metric.volume is not None else name
        else:
            more = tr("{key}, its weight", key=name)
            own = tr("{key}, its own rate", key=name)
        for label, amount in ((more, extent), (own, level)):
            if amount:
                found.append((label, amount, one))
    found.sort(key=lambda row: (-abs(row[1]), row[0]))
    return found


def period_words_of_span(answer: Answer) -> str:
    """Return the days of an answer in words."""
    return period_words(days_of(answer.span, answer.period))


def days_before(answer: Answer) -> Period:
    """Return the days that those of an answer are compared with."""
    assert answer.other is not None, "a change has a period before it"
    return days_of(moved(answer.span, answer.period, answer.other), answer.other)


def spark_of(answer: Answer, now: int) -> tuple[float, ...]:
    """Return the course of a figure, without what is unknown."""
    if not answer.series:
        return ()
    held = answer.series[0]
    values = _shown(held, 0, _known(answer, held.edges, now), _whole(answer))
    return tuple(values[~np.isnan(values)].tolist())


def _before(figure: Figure) -> float | None:
    exact = figure.before.exact
    return None if exact is None else float(exact)


def _whole(answer: Answer) -> tuple[bool, bool]:
    return whole_steps(answer.period, answer.step) if answer.step is not Step.HOUR else (True, True)


def _shown(held: Held, row: int, begun: NDArray[np.bool_], whole: tuple[bool, bool]) -> Floats:
    """Return the values of one key, NaN for steps that have not begun and for short ones at the ends."""
    values = np.where(begun, held.values[row], np.nan)
    if len(values) > 2:
        if not whole[0]:
            values[0] = np.nan
        if not whole[1]:
            values[-1] = np.nan
    return values
