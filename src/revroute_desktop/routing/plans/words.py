"""Plans in words: what a step takes, what a route waits for, as a line of text."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import CURRENCIES
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    All,
    AmountRange,
    Amounts,
    AnyOf,
    Bear,
    Cap,
    Condition,
    DateRange,
    Destination,
    Equals,
    Hold,
    NegativeRule,
    Not,
    Period,
    Prefix,
    Recoup,
    Refunds,
    Remaining,
    Short,
    Step,
    Take,
    Tiers,
    Weights,
)

_EPOCH = date(1970, 1, 1)


def percent_words(ratio: Fraction | int) -> str:
    """Return a ratio in percent: "2.9 %", or "50/3 %" where no decimals are exact."""
    hundredfold = Fraction(ratio) * 100
    rest = hundredfold.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{hundredfold.numerator}/{hundredfold.denominator} %"
    exact = Decimal(hundredfold.numerator) / Decimal(hundredfold.denominator)
    return f"{exact.normalize():f} %"


def amounts_words(amounts: Amounts) -> str:
    """Return amounts by currency: "0.30 EUR, 40 JPY"."""
    return ", ".join(f"{format_amount(minor, CURRENCIES[code])} {code}" for code, minor in amounts.items())


def destination_words(destination: Destination) -> str:
    """Return an account, or a template as plans write it: "payee:{attr.creator}"."""
    return ":".join(
        f"{{{destination.field}}}" if segment is None else segment for segment in destination.segments
    )


def condition_words(condition: Condition) -> str:
    """Return what a route waits for: "kind is sale and country is not GB"."""
    match condition:
        case All(of=of):
            return "always" if condition == ALWAYS else _joined(of, "and")
        case AnyOf(of=of):
            return _joined(of, "or")
        case Not(of=of):
            return f"not ({condition_words(of)})"
        case Equals(field=field, values=values):
            return f"{field} is {_listed(values)}"
        case Prefix(field=field, prefixes=prefixes):
            return f"{field} begins with {_listed(prefixes)}"
        case DateRange(first_day=first, end_day=end):
            words = [f"from {_date(first)}"] if first is not None else []
            return " ".join(["date", *words, *([f"before {_date(end)}"] if end is not None else [])])
        case AmountRange():
            bounds = {
                "at least": condition.at_least,
                "above": condition.above,
                "at most": condition.at_most,
                "below": condition.below,
            }
            words = [f"{word} {amounts_words(amounts)}" for word, amounts in bounds.items() if amounts]
            return f"amount {' and '.join(words)}"


def step_words(step: Step) -> str:
    """Return what a step takes and where it goes: "2.9 % of gross plus 0.30 EUR to fees:processor"."""
    words = [_takes(step)]
    if step.minimum is not None:
        words.append(f"at least {amounts_words(step.minimum)}")
    if step.maximum is not None:
        words.append(f"at most {amounts_words(step.maximum)}")
    words += [_cap(cap) for cap in step.caps]
    if step.hold is not None:
        words.append(_hold(step.hold))
    if step.if_short is Short.TAKE_LEFT:
        words.append("what is left if short")
    if step.charge is not None:
        words.append(f"what is missing charged to {destination_words(step.charge)}")
    return ", ".join(words)


def refunds_words(refunds: Refunds) -> str:
    """Return who bears refunds."""
    account = destination_words(refunds.account) if refunds.account is not None else ""
    return {
        Bear.RATIO: "everyone who had a part, by ratio",
        Bear.ACCOUNT: f"{account} alone",
        Bear.RESERVE_FIRST: f"{account} as far as it goes, then everyone who had a part",
    }[refunds.bear]


def negative_words(rule: NegativeRule) -> str:
    """Return where negative events of a kind go that reverse nothing known."""
    if len(rule.parts) == 1:
        return f"to {destination_words(rule.parts[0][1])}"
    return ", ".join(f"{percent_words(ratio)} to {destination_words(to)}" for ratio, to in rule.parts)


def _takes(step: Step) -> str:
    to = f" to {destination_words(step.to)}" if step.to is not None else ""
    match step.takes:
        case Take(rate=rate, base=base, fixed=fixed):
            share = [f"{percent_words(rate)} of {base}"] if rate else []
            return " plus ".join([*share, *([amounts_words(fixed)] if fixed is not None else [])]) + to
        case Remaining(keep=keep):
            return f"keep what is left in {to.removeprefix(' to ')}" if keep else f"what remains{to}"
        case Recoup(rate=rate):
            share_words = "what remains" if rate == 1 else f"{percent_words(rate)} of what remains"
            return f"pay back{to.removeprefix(' to')} with {share_words}"
        case Tiers():
            return f"{_tiers(step.takes)}{to}"
        case Weights():
            return _weights(step.takes)


def _tiers(tiers: Tiers) -> str:
    bands = []
    for edge, rate in tiers.bands:
        bands.append(
            percent_words(rate) + (f" up to {amounts_words(edge)}" if edge is not None else " above")
        )
    mode = "marginal" if tiers.marginal else "whole-band"
    return f"{mode} tiers of {tiers.base} {_per(tiers.period)}{_by(tiers.keys)} ({'; '.join(bands)})"


def _weights(weights: Weights) -> str:
    parts = []
    for index, part in enumerate(weights.parts):
        share = (
            percent_words(part.ratio)
            if weights.maxima is None
            else f"up to {amounts_words(weights.maxima[index])}"
        )
        more = [_cap(cap) for cap in part.caps] + ([_hold(part.hold)] if part.hold is not None else [])
        parts.append(", ".join([f"{share} to {destination_words(part.to)}", *more]))
    taken = "what remains" if weights.rate == 1 else f"{percent_words(weights.rate)} of what remains"
    spill = ", what a cap cuts off to the others" if weights.spill else ""
    return f"{taken} by weights ({'; '.join(parts)}; {weights.mode}){spill}"


def _cap(cap: Cap) -> str:
    return f"capped at {amounts_words(cap.amounts)} {_per(cap.period)}{_by(cap.keys)}"


def _hold(hold: Hold) -> str:
    return f"held {hold.days} days for {destination_words(hold.beneficiary)}"


def _per(period: Period) -> str:
    return "in all" if period is Period.ALL else f"a {period}"


def _by(keys: Sequence[str]) -> str:
    return f" by {', '.join(keys)}" if keys else ""


def _joined(conditions: Iterable[Condition], word: str) -> str:
    inner = [
        f"({condition_words(one)})" if isinstance(one, All | AnyOf) else condition_words(one)
        for one in conditions
    ]
    return f" {word} ".join(inner)


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"


def _date(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).isoformat()
