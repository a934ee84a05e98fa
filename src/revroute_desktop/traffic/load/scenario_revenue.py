"""The `revenue` of a scenario file: what stands for an order, and what its events are made of."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from revroute_desktop.errors import UserError
from revroute_desktop.money.amounts import parse_amount
from revroute_desktop.money.currencies import currency
from revroute_desktop.traffic.load.model import DrawnField, Journey, Order, Revenue

MARK: Final = "simulated"
"""The attribute that every event made of a run has; it holds the run's name."""

Complain = Callable[..., None]


def read_revenue(data: Any, journeys: Sequence[Journey], complain: Complain) -> Revenue:
    """Return what a scenario says of revenue; what is wrong with it is complained of."""
    fields = [
        DrawnField(name, _values(value))
        for key, prefix in (("fields", ""), ("attributes", "attribute."))
        for name, value in ((prefix + name, value) for name, value in data.get(key, {}).items())
    ]
    if MARK in data.get("attributes", {}):
        complain(
            f"Every event has the attribute `{MARK}` from the run; leave it out.", "revenue", "attributes"
        )
    for field in fields:
        for value, _ in field.values:
            if not value.strip() or not value.isprintable():
                complain(f"A value of {field.column[:60]!r} is empty or no plain text; mend it.", "revenue")
    return Revenue(
        request=_request(data, journeys, complain),
        source=data["source"],
        orders=tuple(_order(order, index, complain) for index, order in enumerate(data["orders"])),
        fields=tuple(fields),
    )


def _request(data: Any, journeys: Sequence[Journey], complain: Complain) -> str:
    if ("request" in data) == ("journey" in data):
        complain("Revenue comes of one `request` or of one `journey`; name exactly one.", "revenue")
        return ""
    names = [request.name for journey in journeys for request in journey.requests]
    if "request" in data:
        name = str(data["request"])
        if name not in names:
            complain(
                f"No request is named {name!r}; there are {', '.join(sorted(set(names))[:10])}.",
                "revenue",
                "request",
            )
        return name
    found = [journey for journey in journeys if journey.name == data["journey"]]
    if len(found) != 1 or not found[0].requests:
        there = ", ".join(journey.name for journey in journeys[:10])
        complain(f"There is no one journey {data['journey']!r}; there are {there}.", "revenue", "journey")
        return ""
    last = found[0].requests[-1].name
    if names.count(last) > 1:
        complain(
            f"The journey ends with the request {last!r}, and others are named so too, so that its ends "
            "cannot be counted; give its last request a name of its own.",
            "revenue",
            "journey",
        )
    return last


def _order(data: Any, index: int, complain: Complain) -> Order:
    place = ("revenue", "orders", index)
    kind, weight = data.get("kind", "sale"), float(data.get("weight", 1))
    span = "from" in data and "to" in data
    if ("amount" in data) == span or ("amount" in data and ("from" in data or "to" in data)):
        complain("An order has an `amount`, or `from` and `to`.", *place)
        return Order(kind, "EUR", 1, 1, weight)
    try:
        money = currency(data["currency"])
        low, high = (
            parse_amount(str(data[key]), money) for key in (("from", "to") if span else ("amount",) * 2)
        )
    except UserError as error:
        complain(str(error), *place)
        return Order(kind, "EUR", 1, 1, weight)
    if not 0 < low <= high:
        complain("An order is above zero, and `from` not above `to`; mend the amounts.", *place)
    return Order(kind, money.code, low, high, weight)


def _values(data: Any) -> tuple[tuple[str, float], ...]:
    if isinstance(data, str):
        return ((data, 1.0),)
    return tuple((value, float(weight)) for value, weight in data.items())
