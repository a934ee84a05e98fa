"""From an exact number of a file to kind and amount in minor units, with what a rounding cut off."""

from fractions import Fraction

from revroute_desktop.errors import UserError
from revroute_desktop.money.amounts import (
    MAX_AMOUNT,
    decimals_text,
    format_amount,
    round_to_minor,
    without_idle_zeros,
)
from revroute_desktop.money.currencies import Currency
from revroute_desktop.routing.imports.mapping_columns import Fault
from revroute_desktop.routing.imports.mapping_texts import Number
from revroute_desktop.routing.imports.profile import AmountRule, KindBySign
from revroute_desktop.routing.kinds import MUST_BE_NEGATIVE, MUST_BE_POSITIVE, Kind


def settle(
    number: Number, currency: Currency, by_sign: KindBySign, rule: AmountRule
) -> tuple[Kind, int, str | None] | Fault:
    """Return kind, amount in minor units and residue of an exact number, or why there are none (B1, B7)."""
    value, decimals = number
    if value == 0:
        return Fault("zero", "The amount is zero, so that there is nothing to route.")
    value, decimals = without_idle_zeros(value, decimals, 0 if rule.minor else currency.digits)
    shift = -decimals if rule.minor else currency.digits - decimals
    residue = None
    if shift >= 0:
        amount = value * 10**shift
    elif rule.rounded:
        exact = Fraction(value, 10 ** (decimals + currency.digits if rule.minor else decimals))
        try:
            amount, difference = round_to_minor(exact, currency)
        except UserError as error:
            return Fault("amount", str(error))
        if difference:
            residue = f"{difference:f}"
        if amount == 0:
            return Fault("zero", "The amount rounds to zero, so that there is nothing to route.")
    else:
        return Fault("amount", _too_many_decimals(value, decimals, currency, rule))
    if abs(amount) > MAX_AMOUNT:
        limit = format_amount(MAX_AMOUNT, currency)
        return Fault(
            "amount", f"The amount is beyond the largest that can be booked, {limit} {currency.code}."
        )
    if rule.sign == "negate":
        amount, residue = -amount, _negated(residue)
    kind = by_sign.positive if amount > 0 else by_sign.negative
    if kind is None:
        sign = "positive" if amount > 0 else "negative"
        return Fault("sign", f"The profile says no kind for rows like this with a {sign} amount.")
    wrong = kind in MUST_BE_NEGATIVE if amount > 0 else kind in MUST_BE_POSITIVE
    if wrong and rule.sign == "by_kind":
        amount, residue = -amount, _negated(residue)
    elif wrong:
        sign = "positive" if amount > 0 else "negative"
        shown = format_amount(amount, currency)
        return Fault(
            "sign", f"A {kind.word} cannot be {sign} ({shown} {currency.code}); check `sign` in the profile."
        )
    return kind, amount, residue


def _too_many_decimals(value: int, decimals: int, currency: Currency, rule: AmountRule) -> str:
    if rule.minor:
        return "The amount counts minor units and yet has decimals; check `unit` in the profile."
    return (
        f"The amount has {decimals_text(decimals)}, but {currency.code} has {currency.digits}; "
        "check the decimal and grouping signs of the profile, or let it round."
    )


def _negated(residue: str | None) -> str | None:
    if residue is None:
        return None
    return residue[1:] if residue.startswith("-") else f"-{residue}"
