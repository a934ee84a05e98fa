"""Facts of revenue by where its buyers came from, as `traffic.revenue` joins events to visits: from the sums
kept by day, and from events and visits themselves where a day is cut, is not kept yet or changed since.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.analytics.metrics.traffic_terms import numbers_of, texts_of
from revroute_desktop.traffic.joined_days import HOWS, JoinedSums, join_day, load_joined, stale_days
from revroute_desktop.traffic.revenue import How, Row
from revroute_desktop.traffic.revenue_queries import day_pieces, revenue_of_stretch
from revroute_desktop.traffic.revenue_visits import KnownVisits
from revroute_desktop.traffic.visit_sums import VisitDimension
from revroute_desktop.workspace.zones import local_days, midnight, midnights

Int64s = NDArray[np.int64]

DIMENSIONS: Final = {"referrer": "source", "campaign": "campaign", "landing": "landing"}

_SURE: Final = (How.KEY, How.ATTRIBUTE)
_BILLION: Final = 1_000_000_000


@dataclass(frozen=True, slots=True, eq=False)
class _WholeDays:
    """The days of the books' zone that lie whole in each span, from `first` to before `after`; a span in
    which none does has `after` not behind `first`.
    """

    zone: str
    first: Int64s
    after: Int64s

    def place(self, day: Int64s) -> tuple[NDArray[np.bool_], Int64s]:
        """Return whether each day lies whole in a span, and the place of that."""
        place = np.maximum(np.searchsorted(self.first, day, side="right") - 1, 0)
        return (day >= self.first[place]) & (day < self.after[place]), place

    def cut_off(self, ask: Ask) -> Iterator[tuple[int, int, int]]:
        """Yield what is left of spans at their ends: place, start and end (microseconds UTC)."""
        bounds = zip(pairwise(ask.edges), self.first.tolist(), self.after.tolist(), strict=True)
        for place, ((start, end), first, after) in enumerate(bounds):
            if first >= after:
                yield place, start, end
                continue
            yield place, start, midnight(first, self.zone)
            yield place, midnight(after, self.zone), end


def read_joined(ask: Ask) -> Facts:
    """Return revenue (net, minor units), what of it a key or an attribute joined surely (`sure`), and how
    many joined rows there are (`origins`); the rest is modelled by the visits of the hour, or of unknown
    origin.

    Raises UserError for terms of a dimension that revenue is not joined by.
    """
    asked = asked_dimensions(ask, DIMENSIONS, "Revenue by origin")
    facts: Facts = {}
    days = _whole_days(ask, kept=len(asked) <= 1 and len(ask.terms) <= 1)
    visits = KnownVisits(ask.sql)
    for place, start, end in days.cut_off(ask):
        for piece in day_pieces(ask.sql, start, end):
            _add_rows(facts, ask, place, revenue_of_stretch(ask.sql, *piece, visits).rows)
    first, after = int(days.first.min()), int(days.after.max())
    if first < after:
        stale = stale_days(ask.sql, first, after)
        inside, places = days.place(np.array(stale, np.int64))
        for day, place in zip(
            np.array(stale, np.int64)[inside].tolist(), places[inside].tolist(), strict=True
        ):
            _add_rows(facts, ask, place, join_day(ask.sql, day, visits).rows)
        _add_kept(facts, ask, days, load_joined(ask.sql, _dimension(asked), first, after, stale))
    return facts


def _whole_days(ask: Ask, *, kept: bool) -> _WholeDays:
    """Return the days of which what is `kept` answers the question: none where the books' days are others."""
    (zone,) = ask.sql.execute("SELECT zone FROM workspace").fetchone()
    edges = np.array(ask.edges, np.int64)
    if zone != ask.zone or not kept:
        none = np.zeros(ask.spans, np.int64)
        return _WholeDays(zone, none, none)
    days = local_days(edges, zone)
    begin = np.where(midnights(days, zone) == edges, days, days + 1)
    return _WholeDays(zone, begin[:-1], days[1:])


def _dimension(asked: Sequence[str]) -> VisitDimension:
    return VisitDimension[DIMENSIONS[asked[0]].upper()] if asked else VisitDimension.WHOLE


def _add_rows(facts: Facts, ask: Ask, place: int, rows: Iterable[Row]) -> None:
    for row in rows:
        told = {name: getattr(row.origin, column) for name, column in DIMENSIONS.items()}
        if all(told[name] == key for name, key in ask.terms):
            sure = row.amount if row.how in _SURE else 0
            key = told[ask.by] if ask.by else ""
            add(facts, (row.currency, key, place), revenue=row.amount, sure=sure, origins=1)


def _add_kept(facts: Facts, ask: Ask, days: _WholeDays, sums: JoinedSums) -> None:
    chosen, place = days.place(sums.day)
    if ask.terms:
        chosen &= np.isin(sums.term, numbers_of(ask.sql, [key for _, key in ask.terms]))
    if not chosen.any():
        return
    place = place[chosen]
    term = sums.term[chosen] if ask.by else np.zeros(int(chosen.sum()), np.int64)
    sure = np.isin(sums.how[chosen], [HOWS.index(how) for how in _SURE])
    terms, number = _numbered(term)
    codes, currency = _numbered(sums.currency[chosen])
    where = (place * len(codes) + currency) * len(terms) + number
    # Halves apart: floats are exact up to 2^53 alone, which is what millions of rows can add up to.
    high, low = np.divmod(sums.amount[chosen], _BILLION)
    columns = (sums.rows[chosen], high, low, np.where(sure, high, 0), np.where(sure, low, 0))
    found = [np.bincount(where, weights=column).astype(np.int64) for column in columns]
    used = np.flatnonzero(found[0])
    texts = texts_of(ask.sql, terms)
    for at, rows, *halves in zip(used.tolist(), *(column[used].tolist() for column in found), strict=True):
        rest, text = divmod(at, len(terms))
        span, code = divmod(rest, len(codes))
        revenue, surely = (upper * _BILLION + lower for upper, lower in (halves[:2], halves[2:]))
        key = texts[int(terms[text])]
        add(facts, (int(codes[code]), key, span), revenue=revenue, sure=surely, origins=rows)


def _numbered(values: Int64s) -> tuple[Int64s, Int64s]:
    """Return the distinct values, rising, and the place of each value among them; values are few hundred
    thousand at most, so that a table is several times as fast as sorting them.
    """
    used = np.zeros(int(values.max()) + 1, np.bool_)
    used[values] = True
    distinct: Int64s = np.flatnonzero(used).astype(np.int64)
    return distinct, (np.cumsum(used) - 1)[values]
