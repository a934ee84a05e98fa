"""The readers of events and payers as they were before anything was kept for them: scans of the events."""

import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Any

from revroute_desktop.analytics.metrics.model import Ask, Facts

KINDS = ("", "sale", "subscription", "ad", "affiliate", "tip", "refund", "chargeback", "chargeback_reversal")
KINDS += ("fee", "adjustment")
EARNING = range(1, 6)
DIMENSIONS = ("source", "kind", "route", "product", "campaign", "country")

_EVENTS = (
    "SELECT e.occurred_at AS at, e.kind AS number, e.currency, e.amount, e.payer, source.code AS source,"
    " r.code AS route, p.text AS product, c.text AS campaign, l.text AS country FROM event e"
    " JOIN d_event_state s ON s.event = e.id AND s.state <> 5 JOIN source ON source.id = e.source"
    " LEFT JOIN txn t ON t.id = s.txn LEFT JOIN plan_route r ON r.id = t.route"
    " LEFT JOIN term p ON p.id = e.product LEFT JOIN term c ON c.id = e.campaign"
    " LEFT JOIN term l ON l.id = e.country"
)


def read_events(ask: Ask) -> Facts:
    """What `read_events` should answer."""
    facts: defaultdict[Any, Counter[str]] = defaultdict(Counter)
    for event in _events(ask):
        place = _place(ask, event["at"])
        if place is None or not _meant(ask, event):
            continue
        found = facts[event["currency"], _key(event, ask.by), place]
        amount, kind = event["amount"], event["number"]
        found.update(net=amount, events=1)
        if kind in EARNING:
            found.update(gross=amount, earning=1)
        elif kind == 6:
            found.update(refunds=-amount, refund_count=1)
        elif kind == 7:
            found.update(chargebacks=-amount, chargeback_count=1)
        elif kind == 8:
            found.update(won=amount)
        elif kind == 9:
            found.update(fees=-amount)
        else:
            found.update(adjustments=amount)
    return {where: dict(found) for where, found in facts.items()}


def read_payers(ask: Ask) -> Facts:
    """What `read_payers` should answer."""
    first: dict[int, int] = {}
    here: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for event in _events(ask):
        payer, at = event["payer"], event["at"]
        if payer is None or event["number"] not in EARNING:
            continue
        first[payer] = min(first.get(payer, at), at)
        place = _place(ask, at)
        if place is not None and _meant(ask, event):
            here[_key(event, ask.by), place][payer] += 1
    facts: Facts = {}
    for (key, place), payers in here.items():
        new = sum(first[payer] >= ask.edges[place] for payer in payers)
        facts[None, key, place] = {
            "payers": len(payers),
            "new": new,
            "returning": len(payers) - new,
            "repeating": sum(count > 1 for count in payers.values()),
        }
    return facts


def _events(ask: Ask) -> list[dict[str, Any]]:
    return [event for event in _every(ask.sql) if event["at"] < ask.edges[-1]]


@lru_cache(maxsize=1)
def _every(sql: sqlite3.Connection) -> list[dict[str, Any]]:
    cursor = sql.execute(_EVENTS)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _place(ask: Ask, at: int) -> int | None:
    place = bisect_right(ask.edges, at) - 1
    return place if 0 <= place < ask.spans else None


def _meant(ask: Ask, event: dict[str, Any]) -> bool:
    return all(_key(event, dimension) == key for dimension, key in ask.terms)


def _key(event: dict[str, Any], dimension: str | None) -> str:
    if dimension is None:
        return ""
    if dimension == "kind":
        return KINDS[event["number"]]
    none = "(not routed)" if dimension == "route" else ""
    key: str | None = event[dimension]
    return none if key is None else key
