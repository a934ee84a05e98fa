"""Facts of revenue by where its buyers came from, as `traffic.revenue` joins events to visits: from the sums
kept by day, and from events and visits themselves where a day is cut, is not kept yet or changed since.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.read_traffic import whole_days
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.analytics.metrics.traffic_terms import numbers_of, texts_of
from revroute_desktop.traffic.joined_days import HOWS, join_day, load_joined, stale_days
from revroute_desktop.traffic.revenue import How, Row
from revroute_desktop.traffic.revenue_queries import day_pieces, revenue_of_stretch
from revroute_desktop.traffic.revenue_visits import KnownVisits
from revroute_desktop.traffic.visit_sums import VisitDimension

Int64s = NDArray[np.int64]

DIMENSIONS: Final = {"referrer": "source", "campaign": "campaign", "landing": "landing"}

_SURE: Final = (How.KEY, How.ATTRIBUTE)
_BILLION: Final = 1_000_000_000


def read_joined(ask: Ask) -> Facts:
    """Return revenue (net, minor units), what of it a key or an attribute joined surely (`sure`), and how
    many joined rows there are (`origins`); the rest is modelled by the visits of the hour, or of unknown
    origin.

    Raises UserError for terms of a dimension that revenue is not joined by.
    """
    asked = asked_dimensions(ask, DIMENSIONS, "Revenue by origin")
    facts: Facts = {}
    days = whole_days(ask)
    visits = KnownVisits(ask.sql)
    if days is None or len(asked) > 1 or len(ask.terms) > 1:
        for place, (start, end) in enumerate(pairwise(ask.edges)):
            for piece in day_pieces(ask.sql, start, end):
                _add_rows(facts, ask, place, revenue_of_stretch(ask.sql, *piece, visits).rows)
        return facts
    stale = stale_days(ask.sql, days[0], days[-1])
    marks = np.array(days, np.int64)
    for day in stale:
        place = int(np.searchsorted(marks, day, side="right")) - 1
        _add_rows(facts, ask, place, join_day(ask.sql, day, visits).rows)
    _add_kept(facts, ask, asked, marks, stale)
    return facts


def _add_rows(facts: Facts, ask: Ask, place: int, rows: Iterable[Row]) -> None:
    for row in rows:
        told = {name: getattr(row.origin, column) for name, column in DIMENSIONS.items()}
        if all(told[name] == key for name, key in ask.terms):
            sure = row.amount if row.how in _SURE else 0
            key = told[ask.by] if ask.by else ""
            add(facts, (row.currency, key, place), revenue=row.amount, sure=sure, origins=1)


def _add_kept(facts: Facts, ask: Ask, asked: Sequence[str], days: Int64s, stale: Sequence[int]) -> None:
    dimension = VisitDimension[DIMENSIONS[asked[0]].upper()] if asked else VisitDimension.WHOLE
    sums = load_joined(ask.sql, dimension, int(days[0]), int(days[-1]), stale)
    chosen = np.ones(len(sums.day), np.bool_)
    if ask.terms:
        chosen = np.isin(sums.term, numbers_of(ask.sql, [key for _, key in ask.terms]))
    if not chosen.any():
        return
    place = np.searchsorted(days, sums.day[chosen], side="right") - 1
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
