"""Which events a condition holds for. Texts are compared once per distinct text, not once per event."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.plans.plan import (
    All,
    AmountRange,
    Amounts,
    AnyOf,
    Condition,
    DateRange,
    Equals,
    Not,
    Prefix,
)

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]


def holds(condition: Condition, events: DatedEvents, rows: Int64s) -> Bools:
    """Return for each of the rows whether the condition holds."""
    match condition:
        case Equals(name, values):
            wanted = frozenset(values)
            return _by_text(events, rows, name, lambda text: text in wanted)
        case Prefix(name, prefixes):
            return _by_text(events, rows, name, lambda text: text.startswith(prefixes))
        case AmountRange():
            return _in_range(condition, events, rows)
        case DateRange(first_day, end_day):
            days = events.day[rows]
            result = np.ones(len(rows), np.bool_)
            if first_day is not None:
                result &= days >= first_day
            if end_day is not None:
                result &= days < end_day
            return result
        case All(of):
            result = np.ones(len(rows), np.bool_)
            for part in of:
                result &= holds(part, events, rows)
            return result
        case AnyOf(of):
            result = np.zeros(len(rows), np.bool_)
            for part in of:
                result |= holds(part, events, rows)
            return result
        case Not(of):
            return ~holds(of, events, rows)


def _by_text(events: DatedEvents, rows: Int64s, name: str, test: Callable[[str], bool]) -> Bools:
    field = events.field(name)
    table = np.array([text is not None and test(text) for text in field.texts], np.bool_)
    result: Bools = table[field.codes[rows]]
    return result


def _in_range(condition: AmountRange, events: DatedEvents, rows: Int64s) -> Bools:
    amounts = events.columns.amount[rows]
    currencies = events.field("currency")
    codes = currencies.codes[rows]
    comparisons: list[tuple[Amounts | None, Callable[[Int64s, int], Bools]]] = [
        (condition.at_least, lambda amount, bound: amount >= bound),
        (condition.above, lambda amount, bound: amount > bound),
        (condition.at_most, lambda amount, bound: amount <= bound),
        (condition.below, lambda amount, bound: amount < bound),
    ]
    result = np.zeros(len(rows), np.bool_)
    for code, currency in enumerate(currencies.texts):
        if currency is None:
            continue
        of_currency = codes == code
        for bounds, compare in comparisons:
            if bounds is None:
                continue
            if currency not in bounds:
                of_currency = np.zeros(len(rows), np.bool_)
                break
            of_currency &= compare(amounts, bounds[currency])
        result |= of_currency
    return result
