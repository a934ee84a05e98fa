"""Revenue by traffic of a period: the events, ids and visits that the join needs, read, and its figures."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

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
    Parts,
    Unnamed,
    join_parts,
    together,
)
from revroute_desktop.traffic.revenue_keys import JoinRules, is_key, load_join_rules
from revroute_desktop.traffic.revenue_visits import KnownVisits
from revroute_desktop.workspace.event_rollups.columns import (
    SIZE,
    UNDONE,
    Field,
    block_spans,
    counts,
    read,
)
from revroute_desktop.workspace.event_rollups.columns import span as event_span
from revroute_desktop.workspace.zones import local_day, midnight

Int64s = NDArray[np.int64]

_HALF: Final = 1_000_000
_EVENTS: Final = (
    "SELECT event.id, occurred_at, currency, amount, term.text, event.external_id, attribute_set.json,"
    " original.event FROM event LEFT JOIN term ON term.id = campaign"
    " LEFT JOIN attribute_set ON attribute_set.id = attributes"
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
    origin: that of its days in the books' zone, each joined for itself. Events whose import was undone are
    left out.
    """
    visits = KnownVisits(sql)
    return together(revenue_of_stretch(sql, *piece, visits) for piece in day_pieces(sql, start, end))


def day_pieces(sql: sqlite3.Connection, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the parts of a stretch of time that lie in one day of the books' zone, as far as events go."""
    known = event_span(sql)
    if known is None:
        return
    start, end = max(start, known[0]), min(end, known[1] + 1)
    (zone,) = sql.execute("SELECT zone FROM workspace").fetchone()
    while start < end:
        stop = min(end, midnight(local_day(start, zone) + 1, zone))
        yield start, stop
        start = stop


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The joined revenue of a stretch of time: its parts, and for each place of what is modelled source,
    campaign and landing page (numbers of terms). `days` are those (UTC, since 1970) whose visits it was
    divided among, `missing` counts events that name an original that is not there.
    """

    parts: Parts
    origins: Int64s
    days: frozenset[int]
    missing: int


def revenue_of_stretch(sql: sqlite3.Connection, start: int, end: int, visits: KnownVisits) -> JoinedRevenue:
    """Return the revenue of the events of a stretch, joined as one; `visits` serve several stretches."""
    return join_stretch(sql, start, end, visits).parts.named(visits.origins())


def join_stretch(sql: sqlite3.Connection, start: int, end: int, visits: KnownVisits) -> Stretch:
    """Return where the revenue of the events of a stretch came from, by numbers."""
    visits.forget_origins()
    rules = load_join_rules(sql)
    found = split_events(sql, start, end, rules)
    events = events_by_number(sql, found.apart, rules)
    here = {event.id for event in events}
    wanted = {event.original for event in events} - here - {None}
    originals = events_by_number(sql, wanted, rules)
    times = [event.at for event in (*originals, *events)] + [one.hour * HOUR for one in found.unnamed]
    parts = join_parts(events, _keyed(sql, events, originals), visits, originals, found.unnamed)
    missing = found.named_originals - sum(one.original is not None for one in events)
    return Stretch(parts, visits.numbers(), frozenset(at // DAY for at in times), missing)


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


@dataclass(frozen=True, slots=True)
class SplitEvents:
    """Events of a stretch: those to be looked at one by one, by number, and all others added up.
    `named_originals` counts those that name an original.
    """

    apart: tuple[int, ...]
    unnamed: tuple[Unnamed, ...]
    named_originals: int


def split_events(sql: sqlite3.Connection, start: int, end: int, rules: JoinRules) -> SplitEvents:
    """Tell events that a key, an attribute or an original could join from those of which only hour, campaign
    and amount are known, which are read from the packed columns.
    """
    blocks, _, _ = block_spans(sql, start, end)
    at, kind = (read(sql, field, blocks) for field in (Field.AT, Field.KIND))
    inside = (at >= start) & (at < end) & (kind != UNDONE)
    number = (np.repeat(blocks * SIZE, counts(sql, blocks)) + _within(counts(sql, blocks)) + 1)[inside]
    if not len(number):
        return SplitEvents((), (), 0)
    apart, named = _apart(sql, number, start, end, rules)
    alone = np.isin(number, apart, assume_unique=True)
    hour, rest = at[inside][~alone] // HOUR, ~alone
    currency, amount, campaign = (
        read(sql, field, blocks)[inside][rest] for field in (Field.CURRENCY, Field.AMOUNT, Field.CAMPAIGN)
    )
    distinct, of = _distinct(hour, campaign, currency)
    events = np.bincount(of, minlength=len(distinct))
    # Halves apart: amounts up to 10^15 (B1) could exceed 64 bits together.
    high, low = np.divmod(amount, _HALF)
    sums = [np.zeros(len(distinct), np.int64) for _ in range(2)]
    for part, values in zip(sums, (high, low), strict=True):
        np.add.at(part, of, values)
    texts = _campaigns(sql, np.unique(distinct[:, 1]))
    unnamed = tuple(
        Unnamed(when, texts[term], code, upper * _HALF + lower, many)
        for (when, term, code), upper, lower, many in zip(
            distinct.tolist(), sums[0].tolist(), sums[1].tolist(), events.tolist(), strict=True
        )
    )
    return SplitEvents(tuple(number[alone].tolist()), unnamed, named)


def _distinct(*columns: Int64s) -> tuple[Int64s, Int64s]:
    """Return the distinct rows of columns, rising, and which each is. One number a row is ordered in a tenth
    of the time of rows; hours, terms and currencies leave it far below 64 bits.
    """
    least = [int(column.min(initial=0)) for column in columns]
    sizes = [int(column.max(initial=0)) - low + 1 for column, low in zip(columns, least, strict=True)]
    code = np.zeros(len(columns[0]), np.int64)
    for column, low, size in zip(columns, least, sizes, strict=True):
        code = code * size + (column - low)
    codes, of = np.unique(code, return_inverse=True)
    parts = [part + low for part, low in zip(np.unravel_index(codes, sizes), least, strict=True)]
    return np.stack(parts, axis=1), of


def _within(lengths: Int64s) -> Int64s:
    """Return 0, 1, 2 … within each of several runs."""
    starts = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) - np.repeat(starts, lengths)


def _apart(
    sql: sqlite3.Connection, number: Int64s, start: int, end: int, rules: JoinRules
) -> tuple[Int64s, int]:
    """Return the numbers of the events that a key, an attribute or an original may join, rising, and how many
    of them name an original.
    """
    (keys,) = sql.execute(
        "SELECT EXISTS (SELECT 1 FROM desk_traffic_key WHERE at BETWEEN ? AND ?)",
        (start - KEY_REACH, end + KEY_REACH),
    ).fetchone()
    logged = "EXISTS (SELECT 1 FROM desk_traffic_key WHERE value = external_id)" if keys else "0"
    found = sql.execute(
        f"SELECT id, attributes, original IS NOT NULL, {logged} FROM event WHERE id BETWEEN ? AND ?"
        f" AND (original IS NOT NULL OR attributes IS NOT NULL OR {logged})",
        (int(number[0]), int(number[-1])),
    ).fetchall()
    telling = _telling(sql, {row[1] for row in found} - {None}, rules)
    chosen = [(row[0], row[2]) for row in found if row[2] or row[3] or row[1] in telling]
    ids = np.array([one for one, _ in chosen], np.int64)
    here = np.isin(ids, number, assume_unique=True)
    return ids[here], int(np.array([named for _, named in chosen], np.int64)[here].sum())


def _telling(sql: sqlite3.Connection, numbers: Collection[int], rules: JoinRules) -> set[int]:
    """Return which sets of attributes name an origin or have an id that could be logged."""
    rows = sql.execute(
        "SELECT id, json FROM attribute_set WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    return {
        number for number, text in rows if _named(text) is not None or _keys("", _attributes(text), rules)
    }


def _campaigns(sql: sqlite3.Connection, numbers: Int64s) -> dict[int, str]:
    """Return the texts of campaigns; "" for 0, which is none."""
    rows = sql.execute(
        "SELECT id, text FROM term WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers.tolist()),),
    )
    return {0: "", **dict(rows)}


def events_by_number(
    sql: sqlite3.Connection, numbers: Collection[int | None], rules: JoinRules
) -> list[PaidEvent]:
    """Return events with their ids and what their attributes name."""
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


def _keyed(
    sql: sqlite3.Connection, events: Sequence[PaidEvent], originals: Sequence[PaidEvent]
) -> dict[str, list[KeyedVisit]]:
    """Return people's visits by the ids in their addresses, of the ids that events have. Callbacks of payment
    services name ids too.
    """
    wanted = sorted({key for event in (*originals, *events) for key in event.keys})
    logged: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for value, visitor, at in sql.execute(
        "SELECT key.value, visitor, at FROM json_each(?) AS wanted"
        " CROSS JOIN desk_traffic_key AS key ON key.value = wanted.value ORDER BY key.value, at",
        (json.dumps(wanted),),
    ):
        logged[at // DAY].append((value, visitor, at))
    found: defaultdict[str, list[KeyedVisit]] = defaultdict(list)
    for day, rows in logged.items():
        visits = visits_of(sql, day, {visitor for _, visitor, _ in rows})
        for value, visitor, at in rows:
            found[value] += [
                KeyedVisit(at, origin) for begun, ended, origin in visits[visitor] if begun <= at <= ended
            ]
    return found


def visits_of(
    sql: sqlite3.Connection, day: int, visitors: Collection[int]
) -> defaultdict[int, list[tuple[int, int, Origin]]]:
    """Return begin, end and origin of the visits that people among some visitors made on a day (UTC)."""
    rows = sql.execute(
        "SELECT visitor, begun, ended, source.text, campaign.text, landing.text"
        " FROM desk_traffic_visit AS visit"
        " JOIN desk_traffic_term AS source ON source.id = visit.source"
        " JOIN desk_traffic_term AS campaign ON campaign.id = visit.campaign"
        " JOIN desk_traffic_term AS landing ON landing.id = visit.landing"
        " WHERE ended >= ? AND ended < ? AND bot = ? AND visitor IN (SELECT value FROM json_each(?))",
        (day * DAY, (day + 1) * DAY, int(BotClass.PEOPLE), json.dumps(sorted(visitors))),
    )
    found: defaultdict[int, list[tuple[int, int, Origin]]] = defaultdict(list)
    for visitor, begun, ended, *origin in rows:
        found[visitor].append((begun, ended, Origin(*origin)))
    return found
