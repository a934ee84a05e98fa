"""The other fields of a mapped row: texts, kinds, numbers and currencies, each from one text of the file."""

import re
from collections.abc import Callable
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.money.amounts import parse_decimal
from revroute_desktop.money.currencies import Currency, currency
from revroute_desktop.routing.imports.mapping_columns import Fault, shown
from revroute_desktop.routing.imports.profile import AmountRule, KindBySign, KindRule, TextRule

Number = tuple[int, int]
"""An exact number as (n, d): n / 10^d. d counts the decimals as written."""

SOURCE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")
ID_CHARS_MAX: Final = 200
TEXT_CHARS_MAX: Final = 500
NOTE_CHARS_MAX: Final = 10_000
DIGITS_MAX: Final = 18

_PLAIN_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(?:\.([0-9]{1,18}))?")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CONTROL_IN_NOTES: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def text_parser(
    rule: TextRule, what: str, *, most: int = TEXT_CHARS_MAX, lines: bool = False, personal: bool = False
) -> Callable[[str], str | Fault | None]:
    """Return the function that reads a text by its rule; an empty one is None.

    `what` names the field in sentences, which do not show a `personal` text; `lines` lets line ends be.
    """
    control = _CONTROL_IN_NOTES if lines else _CONTROL

    def named(text: str) -> str:
        return f"the {what}" if personal else f"the {what} {shown(text)}"

    def parse(text: str) -> str | Fault | None:
        text = text.strip()
        if rule.strip_suffix:
            text = text.removesuffix(rule.strip_suffix)
        if rule.values:
            replaced = rule.values.get(text)
            if replaced is not None:
                text = replaced
            elif rule.otherwise == "empty":
                return None
            elif rule.otherwise == "refuse" and text:
                return Fault(what, f"The profile gives no value for {named(text)}; add it to `values`.")
        if not text:
            return None
        if len(text) > most:
            return Fault(what, f"The {what} is {len(text)} characters long; at most {most} are taken.")
        if control.search(text):
            return Fault(what, f"The row has control characters in {named(text)}; take them out.")
        return text

    return parse


def id_parser(rule: TextRule) -> Callable[[str], str | Fault | None]:
    """Return the function that reads an external id; there must be one."""
    parse = text_parser(rule, "id", most=ID_CHARS_MAX)
    return lambda text: parse(text) or Fault("id", "The row has no external id.")


def source_parser(rule: TextRule) -> Callable[[str], str | Fault | None]:
    """Return the function that reads a source's code, which becomes a segment of an account."""
    parse_text = text_parser(rule, "source")

    def parse(text: str) -> str | Fault | None:
        found = parse_text(text)
        if isinstance(found, str) and not SOURCE.fullmatch(found):
            detail = (
                f"The source {shown(found)} is no account segment: up to 63 letters, digits, dots, hyphens "
                "and underscores, the first a letter or digit."
            )
            return Fault("source", detail)
        return found or Fault("source", "The row has no source.")

    return parse


def currency_parser(rule: TextRule) -> Callable[[str], Currency | Fault | None]:
    """Return the function that reads a currency code, in capitals or not."""
    parse_text = text_parser(rule, "currency")

    def parse(text: str) -> Currency | Fault | None:
        code = parse_text(text)
        if code is None:
            return Fault("currency", "The row has no currency.")
        if isinstance(code, Fault):
            return code
        try:
            return currency(code.upper())
        except UserError as error:
            return Fault("currency", str(error))

    return parse


def kind_parser(rule: KindRule) -> Callable[[str], KindBySign | Fault | None]:
    """Return the function that reads a kind from a column's text."""

    def parse(text: str) -> KindBySign | Fault | None:
        text = text.strip()
        found = rule.values.get(text)
        if found is None:
            found = next((kind for prefix, kind in rule.prefixes if text.startswith(prefix)), rule.otherwise)
        if found is None:
            return Fault(
                "kind", f"The profile says no kind for {shown(text)}; add it to `kind`, or skip such rows."
            )
        return found

    return parse


def number_parser(rule: AmountRule) -> Callable[[str], Number | Fault | None]:
    """Return the function that reads a number in the notation of a rule, exactly."""
    plain = rule.decimal == "."

    def parse(text: str) -> Number | Fault | None:
        text = text.strip()
        if plain and (match := _PLAIN_NUMBER.fullmatch(text)):
            decimals = len(match[1] or "")
            number = int(text.replace(".", ""))
        else:
            if not text:
                return Fault("amount", "The row has no amount.")
            try:
                value = parse_decimal(
                    text, decimal=rule.decimal, grouping=rule.grouping, parentheses=rule.parentheses
                )
            except UserError as error:
                return Fault("amount", str(error))
            decimals = sum(sign.isdigit() for sign in text.partition(rule.decimal)[2])
            number = int(value * 10**decimals)
        if abs(number) >= 10**DIGITS_MAX:
            return Fault("amount", f"The number {shown(text)} has more than {DIGITS_MAX} digits.")
        return number, decimals

    return parse
