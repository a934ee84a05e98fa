"""Why a metric changed between two periods: what each key of a dimension contributed, adding up exactly."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.effects import Effects, effects_on_ratio, effects_on_sum
from revroute_desktop.analytics.metrics.catalogue import check_dimension, check_terms, metric_named
from revroute_desktop.analytics.metrics.compared import compared_from
from revroute_desktop.analytics.metrics.known import measured_span
from revroute_desktop.analytics.metrics.model import Metric, Terms
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.values import code_of, facts_of
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day

Measured = dict[int | None, dict[str, tuple[int, int]]]
"""By currency and key: amount and count, or what is divided and the divisor."""


class EffectKind(StrEnum):
    """What an effect comes from. A sum changes by `VOLUME`, how many there are, and `VALUE`, the amount of
    each; a ratio by `MIX`, the weights of the keys, and `RATE`, the keys' own figures.
    """

    VOLUME = "volume"
    VALUE = "value"
    MIX = "mix"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Reason:
    """An effect that is told of a key. `course` is the key's own figure before and now, where that too is."""

    kind: EffectKind
    amount: Fraction
    course: tuple[Fraction, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one key contributed: `effects` add up to its part of the change. `before` and `now` are the key's
    own figures, None where it has none.

    `share` is its part of the whole change, below zero for one against it, None where nothing changed on the
    whole. `reasons` are the effects to be told, none where they can't be told apart or say nothing. The
    terminal and reports (`why_words`) and the window each make a sentence of these.
    """

    key: str
    before: Fraction | None
    now: Fraction | None
    effects: Effects
    share: Fraction | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A change in one currency (its code, None for what has none): the contributions, the largest first, are
    exactly `now` − `before`.
    """

    metric: Metric
    by: str
    currency: str | None
    before: Fraction
    now: Fraction
    contributions: tuple[Contribution, ...]

    @property
    def change(self) -> Fraction:
        """The change to be explained."""
        return self.now - self.before

    @property
    def effect_kinds(self) -> tuple[EffectKind, EffectKind]:
        """What the two effects of each key come from: its extent, then its level."""
        return _kinds(self.metric)


def explain_change(
    sql: sqlite3.Connection, name: str, period: Period, against: Period, by: str, terms: Terms = ()
) -> tuple[Why, ...]:
    """Return why a metric is another in `period` than it was in `against`, for each currency, narrowed to
    `terms`: pairs of dimension and key that all must hold.

    Raises UserError for a metric whose keys do not add up or that can't be narrowed so, where one of the
    periods has no figure, and for a sum where `against` begins before anything is known.
    """
    metric = metric_named(name)
    check_dimension(metric, by)
    check_terms(metric, terms)
    if not metric.additive:
        raise UserError(
            f"{metric.title} ({metric.name}) is no sum of parts; ask why of what it is made of, for example "
            "gross or visits."
        )
    since = compared_from(sql, metric, period.zone, by, terms)
    if since is not None and against.start < since:
        raise UserError(
            f"Of {against.words} not all is known: what {metric.title.lower()} by {by} is made of begins on "
            f"{day_of(local_day(since, period.zone))}. Take periods from that day on."
        )
    before, now = (_measured(sql, metric, span, by, terms) for span in (against, period))
    found = []
    order = currency_order(sql)
    for currency in sorted({**before, **now}, key=lambda number: order(code_of(number))):
        why = _why(metric, by, code_of(currency), before.get(currency, {}), now.get(currency, {}))
        if why is not None:
            found.append(why)
    if not found:
        raise UserError(
            f"There is not enough data to say why {metric.title.lower()} of {period.words} is another than "
            f"that of {against.words}: take longer periods."
        )
    return tuple(found)


def _measured(sql: sqlite3.Connection, metric: Metric, period: Period, by: str, terms: Terms) -> Measured:
    span = measured_span(sql, metric, period)
    part = metric.part_by(by, terms)
    above = facts_of(sql, metric, span, period.zone, by, part, terms)
    found: Measured = defaultdict(dict)
    if metric.over is None:
        for (currency, key), measures in above.items():
            if part.measure in measures:
                amount = measures[part.measure] * metric.scale
                found[currency][key] = (amount, measures.get(metric.volume or metric.rows, 0))
        return found
    below = (
        above
        if metric.over.reader == part.reader
        else facts_of(sql, metric, span, period.zone, by, metric.over, terms)
    )
    currencies = {currency for currency, _ in above} or {None}
    for currency in currencies:
        keys = [key for code, key in {**above, **below} if code in (currency, None)]
        for key in keys:
            divided = above.get((currency, key), {}).get(part.measure, 0) * metric.scale
            measures = below.get((currency, key)) or below.get((None, key), {})
            found[currency][key] = (divided, measures.get(metric.over.measure, 0))
    return found


def _why(
    metric: Metric,
    by: str,
    code: str | None,
    before: dict[str, tuple[int, int]],
    now: dict[str, tuple[int, int]],
) -> Why | None:
    if metric.over is None:
        whole_before, whole_now = (
            Fraction(sum(amount for amount, _ in one.values())) for one in (before, now)
        )
        effects = effects_on_sum(before, now)
    else:
        divisors = [sum(divisor for _, divisor in one.values()) for one in (before, now)]
        if min(divisors) <= 0:
            return None
        whole_before, whole_now = (
            Fraction(sum(divided for divided, _ in one.values()), divisor)
            for one, divisor in zip((before, now), divisors, strict=True)
        )
        effects = effects_on_ratio(before, now)
    contributions = [
        _contribution(metric, key, before.get(key), now.get(key), effect, whole_now - whole_before)
        for key, effect in effects.items()
    ]
    contributions.sort(key=lambda one: (-abs(one.effects.whole), one.key))
    return Why(metric, by, code, whole_before, whole_now, tuple(contributions))


def _contribution(
    metric: Metric,
    key: str,
    before: tuple[int, int] | None,
    now: tuple[int, int] | None,
    effects: Effects,
    change: Fraction,
) -> Contribution:
    was, is_now = _own(metric, before), _own(metric, now)
    share = effects.whole / change if change else None
    return Contribution(key, was, is_now, effects, share, _reasons(metric, was, is_now, effects))


def _own(metric: Metric, part: tuple[int, int] | None) -> Fraction | None:
    if part is None:
        return None if metric.over else Fraction(0)
    if metric.over is None:
        return Fraction(part[0])
    return Fraction(part[0], part[1]) if part[1] else None


def _reasons(
    metric: Metric, was: Fraction | None, is_now: Fraction | None, effects: Effects
) -> tuple[Reason, ...]:
    course = None
    if metric.over is None:
        if metric.volume is None or not effects.whole:
            return ()
    elif was is not None and is_now is not None and was != is_now:
        course = (was, is_now)
    extent, level = _kinds(metric)
    return Reason(extent, effects.extent), Reason(level, effects.level, course)


def _kinds(metric: Metric) -> tuple[EffectKind, EffectKind]:
    if metric.over is None:
        return EffectKind.VOLUME, EffectKind.VALUE
    return EffectKind.MIX, EffectKind.RATE
