"""Facts of revenue events, by when they occurred, whether they are routed yet or not; undone ones are out."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add, slots
from revroute_desktop.routing.kinds import MUST_BE_POSITIVE, Kind

UNDONE: Final = 5
"""State of an event whose import was undone."""

EARNING: Final = tuple(sorted(int(kind) for kind in MUST_BE_POSITIVE - {Kind.CHARGEBACK_REVERSAL}))
"""Kinds that earn: sale, subscription, ad, affiliate, tip."""

NONE: Final = ""
"""Key of what a dimension says nothing about."""

NOT_ROUTED: Final = "(not routed)"

_COLUMNS: Final = {
    "source": "event.source",
    "kind": "event.kind",
    "campaign": "event.campaign",
    "country": "event.country",
    "product": "event.product",
    "route": "plan_route.code",
}


def read_events(ask: Ask) -> Facts:
    """Return gross, refunds, chargebacks, won, fees, adjustments and net (minor units, refunds and
    chargebacks as positive), and how many: earning, refund_count, chargeback_count, events.
    """
    slot, place = slots(ask, "occurred_at")
    key = _COLUMNS[ask.by] if ask.by else "NULL"
    tables, standing = events_from(ask.sql, route=ask.by == "route")
    # Millions apart from the rest: a sum of amounts up to 10^15 (B1) can exceed 64 bits.
    rows = ask.sql.execute(
        f"SELECT currency, event.kind, {key}, {slot}, SUM(amount / 1000000), SUM(amount % 1000000), COUNT(*)"
        f" FROM {tables} WHERE occurred_at >= ? AND occurred_at < ? AND {standing} GROUP BY 1, 2, 3, 4",
        (ask.edges[0], ask.edges[-1]),
    ).fetchall()
    names = _names(ask, {row[2] for row in rows})
    facts: Facts = {}
    for currency, kind, found, at, millions, rest, count in rows:
        amount = millions * 1_000_000 + rest
        add(facts, (currency, names(found), place(at)), **_measures(Kind(kind), amount, count))
    return facts


def events_from(sql: sqlite3.Connection, *, route: bool = False) -> tuple[str, str]:
    """Return the tables of events and the condition that they stand, without a look at the states of books
    from which nothing was ever undone.
    """
    (undone,) = sql.execute("SELECT EXISTS (SELECT 1 FROM import_undo)").fetchone()
    tables = "event"
    if undone or route:
        tables += " JOIN d_event_state ON d_event_state.event = event.id"
    if route:
        tables += (
            " LEFT JOIN txn ON txn.id = d_event_state.txn LEFT JOIN plan_route ON plan_route.id = txn.route"
        )
    return tables, f"d_event_state.state <> {UNDONE}" if undone else "1"


def _measures(kind: Kind, amount: int, count: int) -> Mapping[str, int]:
    found = {"net": amount, "events": count}
    if int(kind) in EARNING:
        return found | {"gross": amount, "earning": count}
    match kind:
        case Kind.REFUND:
            return found | {"refunds": -amount, "refund_count": count}
        case Kind.CHARGEBACK:
            return found | {"chargebacks": -amount, "chargeback_count": count}
        case Kind.CHARGEBACK_REVERSAL:
            return found | {"won": amount}
        case Kind.FEE:
            return found | {"fees": -amount}
        case _:
            return found | {"adjustments": amount}


def _names(ask: Ask, found: Iterable[object]) -> "_Names":
    if ask.by is None:
        return _Names({}, NONE)
    if ask.by == "kind":
        return _Names({int(kind): kind.word for kind in Kind}, NONE)
    if ask.by == "route":
        return _Names({code: str(code) for code in found if code is not None}, NOT_ROUTED)
    table, text = ("source", "code") if ask.by == "source" else ("term", "text")
    numbers = json.dumps([number for number in found if number is not None])
    rows = ask.sql.execute(
        f"SELECT id, {text} FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (numbers,)
    )
    return _Names(dict(rows), NONE)


class _Names:
    """The text of each key; `none` for NULL."""

    def __init__(self, known: Mapping[object, str], none: str) -> None:
        self._known = known
        self._none = none

    def __call__(self, key: object) -> str:
        return self._none if key is None else self._known[key]
