"""Facts of visits: from their sums by hour, and from the visits themselves where an hour is cut or two
dimensions are asked at once.
"""

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.slots import add
from revroute_desktop.analytics.metrics.terms import asked_dimensions
from revroute_desktop.analytics.metrics.traffic_terms import numbers_of, texts_of
from revroute_desktop.traffic.rollups import HOUR
from revroute_desktop.traffic.visit_sums import SUMS, Ints, VisitDimension, load_visit_sums

Int64s = NDArray[np.int64]

DIMENSIONS: Final = {
    "referrer": VisitDimension.SOURCE,
    "campaign": VisitDimension.CAMPAIGN,
    "landing": VisitDimension.LANDING,
    "exit": VisitDimension.EXIT,
    "country": VisitDimension.COUNTRY,
    "device": VisitDimension.DEVICE,
}

_COUNT: Final = "visits"
_MEASURES: Final = (_COUNT, "bounces", "visit_pages", "visit_time")
_SECOND: Final = 1_000_000
_EXACT: Final = 2**53
_MANY: Final = 4_000_000


def read_visits(ask: Ask) -> Facts:
    """Return people's visits that ended in each span: visits, bounces (of a single page), visit_pages and
    visit_time (microseconds). Raises UserError for terms of a dimension that no visit has.
    """
    asked = asked_dimensions(ask, DIMENSIONS, "Visits")
    facts: Facts = {}
    if len(asked) > 1 or len(ask.terms) > 1:
        pieces = [(place, start, end) for place, (start, end) in enumerate(pairwise(ask.edges))]
        _add_rows(facts, ask, pieces)
        return facts
    edges = np.array(ask.edges, np.int64)
    first, end = -(-ask.edges[0] // HOUR), ask.edges[-1] // HOUR
    if first >= end:
        _add_rows(facts, ask, _pieces(ask, [(ask.edges[0], ask.edges[-1])]))
        return facts
    cut = {edge // HOUR for edge in ask.edges[1:-1] if edge % HOUR and first <= edge // HOUR < end}
    odd = [(ask.edges[0], first * HOUR), (end * HOUR, ask.edges[-1])]
    odd += [(hour * HOUR, (hour + 1) * HOUR) for hour in sorted(cut)]
    _add_rows(facts, ask, _pieces(ask, odd))
    dimension = DIMENSIONS[asked[0]] if asked else VisitDimension.WHOLE
    sums = load_visit_sums(ask.sql, dimension, first, end)
    chosen = np.ones(len(sums), np.bool_)
    if cut:
        chosen &= ~np.isin(sums.hour, np.array(sorted(cut), np.int64))
    if ask.terms:
        chosen &= np.isin(sums.term, numbers_of(ask.sql, [key for _, key in ask.terms]))
    term = sums.term if ask.by else np.zeros(len(sums), np.int64)
    hour = sums.hour
    measures = {
        measure: getattr(sums, name)
        for measure, name in zip(_MEASURES, SUMS, strict=True)
        if measure == _COUNT or ask.measures is None or measure in ask.measures
    }
    if not chosen.all():
        term, hour = term[chosen], hour[chosen]
        measures = {name: column[chosen] for name, column in measures.items()}
    if len(term):
        place = None if ask.spans == 1 else np.searchsorted(edges, hour * HOUR, side="right") - 1
        _add_sums(facts, ask.sql, term, place, measures)
    return facts


def _add_sums(
    facts: Facts, sql: sqlite3.Connection, term: Int64s, place: Int64s | None, measures: dict[str, Ints]
) -> None:
    """Add sums by term and place (None: all the first); counting is a tenth of the time of sorting."""
    width, numbers = int(term.max()) + 1, None
    if width * (1 if place is None else int(place.max()) + 1) > _MANY:
        numbers, term = np.unique(term, return_inverse=True)
        width = len(numbers)
    keys = term if place is None else place * width + term
    found = {name: _counted(keys, column) for name, column in measures.items()}
    used = np.flatnonzero(found[_COUNT])
    places, terms = np.divmod(used, width)
    if numbers is not None:
        terms = numbers[terms]
    texts = texts_of(sql, np.unique(terms))
    columns = (column[used].tolist() for column in found.values())
    for where, number, *values in zip(places.tolist(), terms.tolist(), *columns, strict=True):
        add(facts, (None, texts[number], where), **dict(zip(found, values, strict=True)))


def _counted(keys: Int64s, values: Ints) -> Int64s:
    """Return the sum of each key. Sums of floats are exact up to 2^53, which many microseconds may exceed."""
    if int(values.sum(dtype=np.int64)) < _EXACT:
        return np.bincount(keys, weights=values).astype(np.int64)
    high, low = (np.bincount(keys, weights=part).astype(np.int64) for part in np.divmod(values, _SECOND))
    return high * _SECOND + low


def _pieces(ask: Ask, ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Return ranges of time cut at the edges, each with its place."""
    edges = np.array(ask.edges, np.int64)
    for start, end in ranges:
        low, high = np.searchsorted(edges, (start, end), side="right")
        marks = [start, *ask.edges[low:high], end]
        for begin, stop in pairwise(marks):
            if begin < stop:
                yield int(np.searchsorted(edges, begin, side="right")) - 1, begin, stop


def _add_rows(
    facts: Facts, ask: Ask, pieces: "Iterator[tuple[int, int, int]] | list[tuple[int, int, int]]"
) -> None:
    """Add the visits of stretches of time, from the visits themselves."""
    column = DIMENSIONS[ask.by].column if ask.by else "0"
    conditions = "".join(
        f" AND {DIMENSIONS[name].column} = (SELECT id FROM desk_traffic_term WHERE text = ?)"
        for name, _ in ask.terms
    )
    keys = [key for _, key in ask.terms]
    for place, start, end in pieces:
        rows = ask.sql.execute(
            "SELECT text, visits, bounces, pages, time FROM"
            f" (SELECT {column} AS term, COUNT(*) AS visits, SUM(pages = 1) AS bounces, SUM(pages) AS pages,"
            "   SUM(ended - begun) AS time FROM desk_traffic_visit"
            f"   WHERE ended >= ? AND ended < ? AND bot = 0{conditions} GROUP BY 1)"
            " JOIN desk_traffic_term ON desk_traffic_term.id = term",
            (start, end, *keys),
        )
        for text, *values in rows:
            add(facts, (None, text, place), **dict(zip(_MEASURES, values, strict=True)))
