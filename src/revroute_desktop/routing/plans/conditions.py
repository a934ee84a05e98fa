"""The `when` of a route into conditions."""

from typing import Any, Final

from revroute_desktop.routing.kinds import KIND_BY_WORD, MUST_BE_NEGATIVE, Kind
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    All,
    AmountRange,
    AnyOf,
    Condition,
    DateRange,
    Equals,
    Not,
    Prefix,
)
from revroute_desktop.routing.plans.text import TreePath
from revroute_desktop.routing.plans.values import Reader

_ROUTED_KINDS: Final = tuple(
    word for word, kind in KIND_BY_WORD.items() if kind not in {*MUST_BE_NEGATIVE, Kind.CHARGEBACK_REVERSAL}
)


def read_when(reader: Reader, given: Any, path: TreePath) -> Condition:
    """Return the condition of a route: `always`, or a mapping whose entries must all hold."""
    return ALWAYS if given == "always" else _entries(reader, given, path)


def _entries(reader: Reader, given: dict[str, Any], path: TreePath) -> Condition:
    conditions = tuple(_entry(reader, key, value, (*path, key)) for key, value in given.items())
    return conditions[0] if len(conditions) == 1 else All(conditions)


def _entry(reader: Reader, key: str, value: Any, path: TreePath) -> Condition:
    match key:
        case "amount":
            bounds = {
                name: reader.amounts(amounts, (*path, name), complete=False)
                for name, amounts in value.items()
            }
            if len({frozenset(amounts) for amounts in value.values()}) > 1:
                reader.refuse(
                    path, "bounds the amount in other currencies above than below. Give both the same ones."
                )
            return AmountRange(**bounds)
        case "date":
            days = {name: reader.day(text, (*path, name)) for name, text in value.items()}
            return DateRange(days.get("from"), days.get("before"))
        case "all" | "any":
            several = tuple(_entries(reader, entry, (*path, index)) for index, entry in enumerate(value))
            return All(several) if key == "all" else AnyOf(several)
        case "not":
            return Not(_entries(reader, value, path))
        case _:
            return _match(reader, key, value, path)


def _match(reader: Reader, field: str, value: Any, path: TreePath) -> Condition:
    if isinstance(value, dict):
        return Prefix(field, _texts(value["prefix"]))
    values = _texts(value)
    for text in values:
        if field == "kind" and text not in _ROUTED_KINDS:
            reader.refuse(path, _not_a_kind(text))
        if field == "currency" and text not in reader.currencies:
            reader.refuse(
                path, f"waits for currency {text}, which is not among the plan's currencies. Add it there."
            )
    return Equals(field, values)


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


def _not_a_kind(text: str) -> str:
    if text in KIND_BY_WORD:
        return f"waits for kind {text}, which never enters routes: it follows its original. Drop it."
    return f"waits for kind {text[:40]!r}, which events do not have. Use one of {', '.join(_ROUTED_KINDS)}."
