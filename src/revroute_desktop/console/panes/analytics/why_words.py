"""What a key contributed to a change as a sentence of the window."""

from fractions import Fraction

from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.why import Contribution, EffectKind, Reason, Why
from revroute_desktop.console.format import MINUS, THIN_SPACE, decimal
from revroute_desktop.console.panes.analytics.words import key_words, scale_of
from revroute_desktop.console.translate import later, tr

_OF_KIND = {
    EffectKind.VOLUME: later("{amount} by their number"),
    EffectKind.VALUE: later("{amount} by the amount of each"),
    EffectKind.MIX: later("{amount} by its weight"),
    EffectKind.RATE: later("{amount} by its own figure"),
}


def contribution_words(why: Why, one: Contribution) -> str:
    """Return what a key did: by how much it moved the whole, and by which effects."""
    metric, code = why.metric, why.currency
    moved = _moved(key_words(why.by, one.key), metric, code, one.effects.whole)
    if one.share is not None:
        moved = f"{moved}, {_share(one.share)}"
    reasons = ", ".join(_reason(metric, code, reason) for reason in one.reasons)
    return f"{moved}: {reasons}." if reasons else f"{moved}."


def _moved(key: str, metric: Metric, code: str | None, whole: Fraction) -> str:
    amount = _size(metric, code, whole)
    if whole > 0:
        return tr("{key} raised it by {amount}", key=key, amount=amount)
    if whole < 0:
        return tr("{key} lowered it by {amount}", key=key, amount=amount)
    return tr("{key} changed it by {amount}", key=key, amount=amount)


def _share(share: Fraction) -> str:
    part = f"{decimal(float(abs(share) * 100), 0)}{THIN_SPACE}%"
    if share < 0:
        return tr("{share} against the change", share=part)
    return tr("{share} of the change", share=part)


def _reason(metric: Metric, code: str | None, reason: Reason) -> str:
    sign = MINUS if reason.amount < 0 else "+"
    words = tr(_OF_KIND[reason.kind], amount=f"{sign}{_size(metric, code, reason.amount)}")
    if reason.course is None:
        return words
    before, now = (_value(metric, code, value) for value in reason.course)
    return tr("{reason}, from {before} to {now}", reason=words, before=before, now=now)


def _size(metric: Metric, code: str | None, value: Fraction) -> str:
    if metric.unit is Unit.SHARE:
        return tr("{points} percentage points", points=decimal(float(abs(value) * 100), 2))
    return _value(metric, code, abs(value))


def _value(metric: Metric, code: str | None, value: Fraction) -> str:
    if metric.unit is Unit.SHARE:
        # Finer than elsewhere: what moved by less than a tenth of a point has moved all the same.
        return f"{decimal(float(value * 100), 2)}{THIN_SPACE}%"
    scale = scale_of(metric, code)
    text = scale.write(float(value))
    return f"{text} {scale.word}" if scale.word else text
