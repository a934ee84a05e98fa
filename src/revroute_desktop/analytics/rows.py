"""The rows behind a figure: the filter of events or visits that shows exactly what it is made of."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from revroute_desktop.analytics.cards import Card
from revroute_desktop.analytics.metrics.catalogue import check_dimension, metric_named
from revroute_desktop.analytics.metrics.event_keys import FIELDS, NONE, NOT_ROUTED
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.read_events import EARNING
from revroute_desktop.analytics.metrics.read_joined import DIMENSIONS as JOINED
from revroute_desktop.analytics.metrics.read_visits import DIMENSIONS as OF_VISITS
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.routing.event_pages import EventFilter
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.traffic.visit_pages import VISIT_FIELDS
from revroute_desktop.traffic.visit_sums import VisitDimension
from revroute_desktop.workspace.filters.language import Sign, Term, Value, read, write
from revroute_desktop.workspace.zones import local_day, midnight

_OF_EVENTS: Final = frozenset({"events", "payers"})
_OF_VISITS: Final = frozenset({"visits", "events"})
_SALES: Final = tuple(Kind(kind).word for kind in EARNING)
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "gross": _SALES,
    "earning": _SALES,
    "refunds": (Kind.REFUND.word,),
    "refund_count": (Kind.REFUND.word,),
    "chargebacks": (Kind.CHARGEBACK.word,),
    "chargeback_count": (Kind.CHARGEBACK.word,),
    "payers": _SALES,
    "new": _SALES,
    "returning": _SALES,
    "repeating": _SALES,
}
"""Kinds of events behind a measure; all of them behind one that is not named."""

_OF_PAGES: Final = frozenset({VisitDimension.LANDING, VisitDimension.EXIT})

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Behind(StrEnum):
    """A table that can show the rows behind a figure."""

    EVENTS = "events"
    VISITS = "visits"


@dataclass(frozen=True, slots=True)
class Rows:
    """What shows the rows behind a figure: the text of a table's filter, whose dates are those of `zone`."""

    text: str
    zone: str
    table: Behind = Behind.EVENTS

    def filter(self) -> EventFilter:
        """Return the filter of events as `routing.event_pages` takes it."""
        return EventFilter(terms=read(self.text, EVENT_FIELDS), zone=self.zone)

    def visit_terms(self) -> tuple[Term, ...]:
        """Return the filter of visits as `traffic.visit_pages` takes it."""
        return read(self.text, VISIT_FIELDS)


def table_behind(metric: Metric, dimensions: Iterable[str] = ()) -> Behind | None:
    """Return which table shows what a metric is made of, narrowed by dimensions; None where none does:
    requests and latencies are kept as counts, the ledger as sums, costs by the day.
    """
    readers = {part.reader for part in (metric.part, metric.over) if part is not None}
    if readers <= _OF_EVENTS:
        return Behind.EVENTS
    if readers <= _OF_VISITS:
        return Behind.VISITS
    if readers == {"joined"}:
        # To where an event's buyer came from, the visits that it was joined to are the answer.
        return Behind.VISITS if any(name in JOINED for name in dimensions) else Behind.EVENTS
    return None


def metric_with_rows(card: Card) -> Metric | None:
    """Return the first metric of a card behind which there are rows."""
    return next(
        (one for name in (card.metric, *card.also) if table_behind(one := metric_named(name)) is not None),
        None,
    )


def rows_behind(
    sql: sqlite3.Connection,
    name: str,
    span: tuple[int, int],
    zone: str,
    *,
    currency: str | None = None,
    terms: tuple[tuple[str, str], ...] = (),
) -> Rows:
    """Return what shows the events or visits behind a figure of a metric: those of a span (from, to before;
    microseconds UTC), a currency (its code) and keys of dimensions. Behind a ratio of events are those of
    both its parts, behind payers their purchases and those of nobody in particular, behind a ratio to visits
    these visits.

    Raises UserError for a metric that is made of neither, and for a dimension that it is not told by.
    """
    metric = metric_named(name)
    table = table_behind(metric, (dimension for dimension, _ in terms))
    if table is None:
        raise UserError(
            f"{metric.title} ({metric.name}) is not made of revenue events or visits, so none can be shown."
        )
    for dimension, _ in terms:
        if table is Behind.VISITS or dimension not in FIELDS:
            check_dimension(metric, dimension)
    if table is Behind.VISITS:
        return Rows(write((*_times("seen", span, zone), *_visit_keys(metric, terms))), zone, table)
    found = [*_times("at", span, zone), *_kinds(metric)]
    if currency is not None:
        found.append(Term("currency", Sign.IS, (Value(currency),)))
    found += [_key(dimension, key) for dimension, key in terms]
    if sql.execute("SELECT EXISTS (SELECT 1 FROM import_undo)").fetchone() == (1,):
        found.append(Term("state", Sign.IS, (Value("undone"),), negated=True))
    return Rows(write(tuple(found)), zone)


def _times(field: str, span: tuple[int, int], zone: str) -> list[Term]:
    """Return the terms of a span by a field of time: days where it begins and ends at midnights."""
    start, end = span
    first, after = (local_day(at, zone) for at in span)
    if first < after and midnight(first, zone) == start and midnight(after, zone) == end:
        last = None if after == first + 1 else f"{day_of(after - 1)}"
        return [Term(field, Sign.IS, (Value(f"{day_of(first)}", last),))]
    return [Term(field, sign, (Value(_instant(at)),)) for sign, at in ((Sign.LEAST, start), (Sign.LESS, end))]


def _instant(at: int) -> str:
    """Return an instant so that it is read as nothing else, whatever clocks do on that day."""
    moment = (_EPOCH + timedelta(microseconds=at)).replace(tzinfo=None)
    return f"{moment.isoformat()}Z"


def _kinds(metric: Metric) -> list[Term]:
    parts = [part.measure for part in (metric.part, metric.over) if part is not None]
    if not all(measure in _KINDS for measure in parts):
        return []
    words = dict.fromkeys(word for measure in parts for word in _KINDS[measure])
    return [Term("kind", Sign.IS, tuple(map(Value, words)))]


def _key(dimension: str, key: str) -> Term:
    """Return the term of one key, letter for letter; what has none is what matches nothing."""
    if key == (NOT_ROUTED if dimension == "route" else NONE):
        return Term(dimension, Sign.IS, (Value("*"),), negated=True)
    sign = Sign.IS if dimension == "kind" else Sign.EQUAL
    return Term(dimension, sign, (Value(key),))


def _visit_keys(metric: Metric, terms: Iterable[tuple[str, str]]) -> list[Term]:
    """Return the terms of a visit's keys; raises UserError for revenue that no visit led to."""
    found = []
    for dimension, key in terms:
        name = "source" if dimension == "referrer" else dimension
        if key:
            found.append(Term(name, Sign.EXACT, (Value(key),)))
        elif metric.part.reader == "joined" and dimension != "campaign":
            raise UserError("No visit is known to have led to this revenue, so none can be shown.")
        elif OF_VISITS[dimension] in _OF_PAGES:
            # A visit that begins and ends nowhere has seen no page.
            found.append(Term("pages", Sign.IS, (Value("0"),)))
        else:
            found.append(Term(name, Sign.IS, (Value("*"),), negated=True))
    return found
