"""Reads the events filter: `source:stripe kind:refund amount>100 ch_3Q`."""

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from revroute_desktop.errors import UserError
from revroute_desktop.routing.event_pages import EventFilter, EventState
from revroute_desktop.routing.kinds import KIND_BY_WORD

HINT = "source:, kind:, state:, country:, amount>, or part of an id"

_PART = re.compile(r"(?P<field>[a-z]+)(?P<sign>:|>=|<=|>|<|=)(?P<value>.*)", re.ASCII)
_STATES = {state.name.lower(): int(state) for state in EventState}
_LARGEST = 10**15


class FilterError(UserError):
    """The filter can't be read; the sentence says what is expected."""


def read_filter(text: str, base: EventFilter, digits: int) -> EventFilter:
    """Return `base` narrowed by what is typed; amounts have `digits` minor digits. Raises FilterError."""
    made = base
    words = []
    for part in text.split():
        found = _PART.fullmatch(part)
        if found is None:
            words.append(part)
            continue
        made = _narrow(made, found["field"], found["sign"], found["value"], digits)
    return replace(made, text=" ".join(words))


def _narrow(made: EventFilter, field: str, sign: str, value: str, digits: int) -> EventFilter:
    if field == "amount":
        return _by_amount(made, sign, value, digits)
    if sign != ":" or not value:
        raise FilterError(f"After {field} stand a colon and a value, such as {field}:{_example(field)}.")
    values = tuple(value.split(","))
    if field == "source":
        return replace(made, sources=values)
    if field == "country":
        return replace(made, countries=values)
    if field == "kind":
        return replace(
            made, kinds=tuple(_numbers(values, {w: int(k) for w, k in KIND_BY_WORD.items()}, field))
        )
    if field == "state":
        return replace(made, states=tuple(_numbers(values, _STATES, field)))
    raise FilterError(f"{field} is not a field; use source, kind, state, country or amount.")


def _numbers(values: tuple[str, ...], known: dict[str, int], field: str) -> list[int]:
    for value in values:
        if value not in known:
            raise FilterError(f"{value} is not a {field}; use one of {', '.join(known)}.")
    return [known[value] for value in values]


def _by_amount(made: EventFilter, sign: str, value: str, digits: int) -> EventFilter:
    try:
        scaled = Decimal(value).scaleb(digits)
    except InvalidOperation:
        raise FilterError("After amount stand a sign and a number, such as amount>100.") from None
    minor = int(scaled) if scaled.is_finite() and abs(scaled) <= _LARGEST else None
    if minor is None or scaled != minor:
        raise FilterError(f"{value} is not an amount with up to {digits} decimals.")
    if sign in {">", ">="}:
        return replace(made, least=minor + (sign == ">"))
    if sign in {"<", "<="}:
        return replace(made, most=minor - (sign == "<"))
    return replace(made, least=minor, most=minor)


def _example(field: str) -> str:
    return {"kind": "refund", "state": "waiting", "country": "DE"}.get(field, "stripe")
