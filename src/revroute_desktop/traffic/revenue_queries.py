"""Revenue by traffic of a period: the events, ids and visits that the join needs, read, and its figures."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from revroute_desktop.traffic.meaning.campaigns import Campaign
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.meaning.referrers import ReferrerJudge
from revroute_desktop.traffic.revenue import (
    DAY,
    HOUR,
    KEY_REACH,
    How,
    JoinedRevenue,
    KeyedVisit,
    Origin,
    PaidEvent,
    VisitCounts,
    join_revenue,
)
from revroute_desktop.traffic.revenue_keys import JoinRules, is_key, load_join_rules

_UNDONE: Final = 5  # d_event_state
_EVENTS: Final = (
    "SELECT event.id, occurred_at, currency, amount, term.text, event.external_id, attribute_set.json,"
    " original.event FROM event JOIN d_event_state ON d_event_state.event = event.id"
    " LEFT JOIN term ON term.id = campaign LEFT JOIN attribute_set ON attribute_set.id = attributes"
    " LEFT JOIN d_event_identity AS original ON original.source = event.source"
    "   AND original.external_id = event.original"
)


@dataclass(frozen=True, slots=True)
class RevenueOf:
    """The revenue of one source, campaign or landing page in one currency, in minor units: what a key or an
    attribute joined, what is modelled, and what nothing was known about.
    """

    name: str
    currency: int
    joined: int
    modelled: int
    unknown: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.joined + self.modelled + self.unknown


def traffic_revenue(sql: sqlite3.Connection, start: int, end: int) -> JoinedRevenue:
    """Return the revenue of the events that occurred from `start` to before `end` (microseconds UTC), by
    origin. Events whose import was undone are left out.
    """
    rules = load_join_rules(sql)
    events = _events(sql, start, end, rules)
    if not events:
        return join_revenue((), {}, VisitCounts(()))
    here = {event.id for event in events}
    originals = _events_by_number(sql, {event.original for event in events} - here - {None}, rules)
    times = [event.at for event in (*originals, *events)]
    first, last = min(times), max(times)
    return join_revenue(events, _keyed(sql, first, last), _visit_counts(sql, first, last), originals)


def revenue_by(joined: JoinedRevenue, dimension: str) -> tuple[RevenueOf, ...]:
    """Return revenue by `source`, `campaign` or `landing`, the largest first within each currency."""
    sums: defaultdict[tuple[int, str], dict[How, int]] = defaultdict(lambda: dict.fromkeys(How, 0))
    for row in joined.rows:
        sums[row.currency, getattr(row.origin, dimension)][row.how] += row.amount
    found = [
        RevenueOf(name, code, by[How.KEY] + by[How.ATTRIBUTE], by[How.MODELLED], by[How.UNKNOWN])
        for (code, name), by in sums.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.currency, -one.total, one.name)))


def _events(sql: sqlite3.Connection, start: int, end: int, rules: JoinRules) -> list[PaidEvent]:
    where = f" WHERE occurred_at >= ? AND occurred_at < ? AND state <> {_UNDONE} ORDER BY event.id"
    return _paid(sql.execute(_EVENTS + where, (start, end)), rules)


def _events_by_number(
    sql: sqlite3.Connection, numbers: Collection[int | None], rules: JoinRules
) -> list[PaidEvent]:
    where = " WHERE event.id IN (SELECT value FROM json_each(?)) ORDER BY event.id"
    return _paid(sql.execute(_EVENTS + where, (json.dumps(sorted(filter(None, numbers))),)), rules)


def _paid(rows: Iterable[tuple[Any, ...]], rules: JoinRules) -> list[PaidEvent]:
    return [
        PaidEvent(
            id=number,
            at=at,
            currency=currency,
            amount=amount,
            campaign=campaign or "",
            keys=_keys(external_id, _attributes(attributes), rules),
            named=_named(attributes),
            original=original,
        )
        for number, at, currency, amount, campaign, external_id, attributes, original in rows
    ]


def _keys(external_id: str, attributes: dict[str, str], rules: JoinRules) -> tuple[str, ...]:
    found = (external_id, *(attributes.get(name, "") for name in rules.attributes))
    return tuple(dict.fromkeys(text for text in found if is_key(text)))


@lru_cache(maxsize=1 << 14)
def _attributes(text: str | None) -> dict[str, str]:
    said: dict[str, Any] = json.loads(text) if text else {}
    return {name.lower(): value for name, value in said.items() if isinstance(value, str)}


@lru_cache(maxsize=1 << 14)
def _named(text: str | None) -> Origin | None:
    """Return the origin that an event's own attributes name, None where they name none."""
    said = _attributes(text)
    campaign = Campaign(said.get("utm_campaign", ""), said.get("utm_source", ""), said.get("utm_medium", ""))
    referrer = said.get("referrer") or said.get("referer") or ""
    if not campaign.label and not referrer:
        return None
    source = _referrers().judge_one(referrer)[1] or campaign.source
    return Origin(source, campaign.label, said.get("landing_page") or said.get("landing") or "")


@lru_cache(maxsize=1)
def _referrers() -> ReferrerJudge:
    return ReferrerJudge()


def _keyed(sql: sqlite3.Connection, first: int, last: int) -> dict[str, list[KeyedVisit]]:
    """Return people's visits by the ids in their addresses. Callbacks of payment services name ids too."""
    rows = sql.execute(
        "SELECT value, at, source.text, campaign.text, landing.text FROM desk_traffic_key AS key"
        " JOIN desk_traffic_visit AS visit ON visit.visitor = key.visitor AND at BETWEEN begun AND ended"
        " JOIN desk_traffic_term AS source ON source.id = visit.source"
        " JOIN desk_traffic_term AS campaign ON campaign.id = visit.campaign"
        " JOIN desk_traffic_term AS landing ON landing.id = visit.landing"
        " WHERE at BETWEEN ? AND ? AND visit.bot = ? ORDER BY value, at",
        (first - KEY_REACH, last + KEY_REACH, int(BotClass.PEOPLE)),
    )
    found: defaultdict[str, list[KeyedVisit]] = defaultdict(list)
    for value, at, source, campaign, landing in rows:
        found[value].append(KeyedVisit(at, Origin(source, campaign, landing)))
    return found


def _visit_counts(sql: sqlite3.Connection, first: int, last: int) -> VisitCounts:
    begin, end = first // DAY * DAY, (last // DAY + 1) * DAY
    rows = sql.execute(
        "SELECT hour, source.text, campaign.text, landing.text, visits FROM"
        " (SELECT begun / ? AS hour, source, campaign, landing, count(*) AS visits FROM desk_traffic_visit"
        "   WHERE ended >= ? AND begun >= ? AND begun < ? AND bot = ?"
        "   GROUP BY hour, source, campaign, landing)"
        " AS counted JOIN desk_traffic_term AS source ON source.id = counted.source"
        " JOIN desk_traffic_term AS campaign ON campaign.id = counted.campaign"
        " JOIN desk_traffic_term AS landing ON landing.id = counted.landing",
        (HOUR, begin, begin, end, int(BotClass.PEOPLE)),
    )
    return VisitCounts(
        (hour, Origin(source, campaign, landing), visits) for hour, source, campaign, landing, visits in rows
    )
