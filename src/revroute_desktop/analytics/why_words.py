"""What a key contributed to a change as an English sentence, for the terminal and reports."""

from fractions import Fraction

from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.metrics.words import said
from revroute_desktop.analytics.why import Contribution, EffectKind, Reason, Why

_NOBODY = "(none)"
_OF_KIND = {
    EffectKind.VOLUME: "by their number",
    EffectKind.VALUE: "by the amount of each",
    EffectKind.MIX: "by its weight",
    EffectKind.RATE: "by its own figure",
}


def sentence(why: Why, one: Contribution) -> str:
    """Return what a key did: by how much it moved the whole, and by which effects."""
    metric, code = why.metric, why.currency
    whole = one.effects.whole
    moved = f"{one.key or _NOBODY} {_verb(whole)} it by {_size(metric, code, whole)}{_share(one.share)}"
    reasons = ", ".join(_reason(metric, code, reason) for reason in one.reasons)
    return f"{moved}: {reasons}." if reasons else f"{moved}."


def _reason(metric: Metric, code: str | None, reason: Reason) -> str:
    sign = "−" if reason.amount < 0 else "+"
    words = f"{sign}{_size(metric, code, reason.amount)} {_OF_KIND[reason.kind]}"
    if reason.course is None:
        return words
    before, now = (said(metric, code, value) for value in reason.course)
    return f"{words}, from {before} to {now}"


def _verb(change: Fraction) -> str:
    return "raised" if change > 0 else "lowered" if change < 0 else "changed"


def _share(share: Fraction | None) -> str:
    if share is None:
        return ""
    return f", {float(abs(share)):.0%} {'against' if share < 0 else 'of'} the change"


def _size(metric: Metric, code: str | None, value: Fraction) -> str:
    if metric.unit is Unit.SHARE:
        return f"{float(abs(value) * 100):,.2f} percentage points"
    return said(metric, code, abs(value))
