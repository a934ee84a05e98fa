"""The rows behind a figure: the filter of the events table that shows exactly the events it is made of."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from revroute_desktop.analytics.metrics.catalogue import check_dimension, metric_named
from revroute_desktop.analytics.metrics.event_keys import FIELDS, NONE, NOT_ROUTED
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.read_events import EARNING
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.routing.event_pages import EventFilter
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.workspace.filters.language import Sign, Term, Value, read, write
from revroute_desktop.workspace.zones import local_day, midnight

_READERS: Final = frozenset({"events", "payers"})
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

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rows:
    """What shows the rows behind a figure: the text of a filter of the events table, whose dates are those of
    `zone`.
    """

    text: str
    zone: str

    def filter(self) -> EventFilter:
        """Return the filter as `routing.event_pages` takes it."""
        return EventFilter(terms=read(self.text, EVENT_FIELDS), zone=self.zone)


def rows_behind(
    sql: sqlite3.Connection,
    name: str,
    span: tuple[int, int],
    zone: str,
    *,
    currency: str | None = None,
    terms: tuple[tuple[str, str], ...] = (),
) -> Rows:
    """Return what shows the events behind a figure of a metric: those of a span (from, to before;
    microseconds UTC), a currency (its code) and keys of dimensions. Behind a ratio are the events of both
    its parts, behind payers their purchases and those of nobody in particular.

    Raises UserError for a metric that is not made of events, and for a dimension that it is not told by.
    """
    metric = metric_named(name)
    parts = [part for part in (metric.part, metric.over) if part is not None]
    if any(part.reader not in _READERS for part in parts):
        raise UserError(
            f"{metric.title} ({metric.name}) is not made of revenue events, so none can be shown."
        )
    for dimension, _ in terms:
        if dimension not in FIELDS:
            check_dimension(metric, dimension)
    found = [*_times(span, zone), *_kinds(metric)]
    if currency is not None:
        found.append(Term("currency", Sign.IS, (Value(currency),)))
    found += [_key(dimension, key) for dimension, key in terms]
    if sql.execute("SELECT EXISTS (SELECT 1 FROM import_undo)").fetchone() == (1,):
        found.append(Term("state", Sign.IS, (Value("undone"),), negated=True))
    return Rows(write(tuple(found)), zone)


def _times(span: tuple[int, int], zone: str) -> list[Term]:
    """Return the terms of a span: days where it begins and ends at midnights."""
    start, end = span
    first, after = (local_day(at, zone) for at in span)
    if first < after and midnight(first, zone) == start and midnight(after, zone) == end:
        last = None if after == first + 1 else f"{day_of(after - 1)}"
        return [Term("at", Sign.IS, (Value(f"{day_of(first)}", last),))]
    return [Term("at", sign, (Value(_instant(at)),)) for sign, at in ((Sign.LEAST, start), (Sign.LESS, end))]


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
