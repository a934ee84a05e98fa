"""The section that says why the main figures changed, in parts that add up exactly."""

from fractions import Fraction
from typing import Final

from revroute_desktop.analytics.metrics.catalogue import DIMENSIONS, metric_named
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.reports.scope import Scope
from revroute_desktop.analytics.reports.words import (
    MINUS,
    axis_unit,
    counted,
    figure,
    period_words,
    scaled,
    typeset,
)
from revroute_desktop.analytics.why import Why, explain_change
from revroute_desktop.analytics.why_words import sentence
from revroute_desktop.documents.charts import WaterfallStep, waterfall
from revroute_desktop.documents.model import Block, Listing, Section, Text, Tone
from revroute_desktop.errors import UserError

ASKED: Final = (
    ("net", "kind"),
    ("net", "route"),
    ("net", "country"),
    ("refund_rate", "product"),
    ("visits", "referrer"),
)
"""Metrics and the dimensions by which their change is told apart."""

_STEPS: Final = 6
_SENTENCES: Final = 3


def why_section(scope: Scope) -> Section:
    """Return why the main figures changed."""
    blocks: list[Block] = []
    unknown: dict[str, None] = {}
    for name, by in ASKED:
        metric = metric_named(name)
        shown = show(scope.sql, name, scope.period, now=scope.now)
        known = {one.currency for one in shown.whole if None not in (one.now.exact, one.before.exact)}
        if not known:
            unknown[f"{metric.title}: there is not enough data of both periods."] = None
            continue
        try:
            found = explain_change(scope.sql, name, scope.period, scope.period.before, by)
        except UserError as error:
            unknown[f"{metric.title}: {error}"] = None
            continue
        ordered = sorted(
            (one for one in found if one.currency in known), key=lambda one: scope.place(one.currency)
        )
        for why in ordered[:1]:
            if why.change and len(why.contributions) == 1:
                # One key alone explains nothing.
                continue
            if why.change:
                blocks += _told(scope, why)
            else:
                unknown[f"{metric.title} did not change."] = None
    blocks += [Text(words, Tone.QUIET) for words in unknown]
    if len(scope.currencies) > 1:
        blocks.append(
            Text(
                f"Changes of money are told for {scope.currencies[0]}; `revroute metrics why` tells those of "
                "the other currencies.",
                Tone.QUIET,
            )
        )
    return Section("Why it changed", tuple(blocks))


def _told(scope: Scope, why: Why) -> list[Block]:
    metric, code = why.metric, why.currency
    moved = [one for one in why.contributions if one.effects.whole]
    shown, rest = moved[:_STEPS], moved[_STEPS:]
    steps = [
        WaterfallStep(
            one.key or "(none)",
            scaled(metric, code, one.effects.whole),
            _signed(metric, code, one.effects.whole),
        )
        for one in shown
    ]
    if rest:
        left = sum((one.effects.whole for one in rest), Fraction(0))
        words = counted(len(rest), "other")
        steps.append(WaterfallStep(words, scaled(metric, code, left), _signed(metric, code, left)))
    dimension = next(one for one in DIMENSIONS if one.name == why.by)
    picture = waterfall(
        f"{metric.title} by {dimension.title.lower()}",
        axis_unit(metric, code),
        (period_words(scope.period.before), *_end(metric, code, why.before)),
        steps,
        (period_words(scope.period), *_end(metric, code, why.now)),
        better=metric.better,
        caption="The steps add up to the change exactly.",
    )
    sentences = tuple(typeset(sentence(why, one)) for one in shown[:_SENTENCES])
    return [picture, Listing(sentences)]


def _end(metric: Metric, code: str | None, value: Fraction) -> tuple[float, str]:
    return scaled(metric, code, value), figure(metric, code, value)


def _signed(metric: Metric, code: str | None, value: Fraction) -> str:
    return f"{MINUS if value < 0 else '+'}{figure(metric, code, abs(value))}"
