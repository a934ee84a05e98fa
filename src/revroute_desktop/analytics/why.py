"""Why a metric changed between two periods: what each key of a dimension contributed, adding up exactly."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.effects import Effects, effects_on_ratio, effects_on_sum
from revroute_desktop.analytics.metrics.catalogue import check_dimension, check_terms, metric_named
from revroute_desktop.analytics.metrics.figures import code_of, facts_of, measured_span
from revroute_desktop.analytics.metrics.model import Metric, Terms, Unit
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.words import said
from revroute_desktop.errors import UserError

_NOBODY = "(none)"

Measured = dict[int | None, dict[str, tuple[int, int]]]
"""By currency and key: amount and count, or what is divided and the divisor."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one key contributed: `effects` add up to its part of the change. `before` and `now` are the key's
    own figures, None where it has none. `sentence` says it in words.
    """

    key: str
    before: Fraction | None
    now: Fraction | None
    effects: Effects
    sentence: str


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
    def effect_names(self) -> tuple[str, str]:
        """What the two effects are called: volume and value of a sum, mix and rate of a ratio."""
        return ("volume", "value") if self.metric.over is None else ("mix", "rate")


def explain_change(
    sql: sqlite3.Connection, name: str, period: Period, against: Period, by: str, terms: Terms = ()
) -> tuple[Why, ...]:
    """Return why a metric is another in `period` than it was in `against`, for each currency, narrowed to
    `terms`: pairs of dimension and key that all must hold.

    Raises UserError for a metric whose keys do not add up or that can't be narrowed so, and where one of the
    periods has no figure.
    """
    metric = metric_named(name)
    check_dimension(metric, by)
    check_terms(metric, terms)
    if not metric.additive:
        raise UserError(
            f"{metric.title} ({metric.name}) is no sum of parts; ask why of what it is made of, for example "
            "gross or visits."
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
        _contribution(metric, code, key, before.get(key), now.get(key), effect, whole_now - whole_before)
        for key, effect in effects.items()
    ]
    contributions.sort(key=lambda one: (-abs(one.effects.whole), one.key))
    return Why(metric, by, code, whole_before, whole_now, tuple(contributions))


def _contribution(
    metric: Metric,
    code: str | None,
    key: str,
    before: tuple[int, int] | None,
    now: tuple[int, int] | None,
    effects: Effects,
    change: Fraction,
) -> Contribution:
    was, is_now = _own(metric, before), _own(metric, now)
    name = key or _NOBODY
    moved = (
        f"{name} {_verb(effects.whole)} it by {_size(metric, code, effects.whole)}{_share(effects, change)}"
    )
    reasons = _reasons(metric, code, was, is_now, effects)
    return Contribution(key, was, is_now, effects, f"{moved}{reasons}.")


def _own(metric: Metric, part: tuple[int, int] | None) -> Fraction | None:
    if part is None:
        return None if metric.over else Fraction(0)
    if metric.over is None:
        return Fraction(part[0])
    return Fraction(part[0], part[1]) if part[1] else None


def _reasons(
    metric: Metric, code: str | None, was: Fraction | None, is_now: Fraction | None, effects: Effects
) -> str:
    if metric.over is not None:
        weight = f"{_signed(metric, code, effects.extent)} by its weight"
        own = f"{_signed(metric, code, effects.level)} by its own figure"
        if was is not None and is_now is not None and was != is_now:
            own += f", from {said(metric, code, was)} to {said(metric, code, is_now)}"
        return f": {weight}, {own}"
    if metric.unit is not Unit.MONEY or metric.volume is None or not effects.whole:
        return ""
    number = f"{_signed(metric, code, effects.extent)} by their number"
    return f": {number}, {_signed(metric, code, effects.level)} by the amount of each"


def _verb(change: Fraction) -> str:
    return "raised" if change > 0 else "lowered" if change < 0 else "changed"


def _share(effects: Effects, change: Fraction) -> str:
    if not change:
        return ""
    share = effects.whole / change
    return f", {float(abs(share)):.0%} {'against' if share < 0 else 'of'} the change"


def _size(metric: Metric, code: str | None, value: Fraction) -> str:
    if metric.unit is Unit.SHARE:
        return f"{float(abs(value) * 100):,.2f} percentage points"
    return said(metric, code, abs(value))


def _signed(metric: Metric, code: str | None, value: Fraction) -> str:
    return f"{'−' if value < 0 else '+'}{_size(metric, code, value)}"
