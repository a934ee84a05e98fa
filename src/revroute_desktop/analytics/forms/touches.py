"""Revenue by first, last and assisting visits, by one dimension of where these came from."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from revroute_desktop.analytics.currency_order import currency_order
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.read_joined import DIMENSIONS
from revroute_desktop.analytics.metrics.values import code_of
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.revenue_touches import LOOKBACK, Credit, touched_revenue


@dataclass(frozen=True, slots=True)
class TouchRow:
    """What a key got in a currency (its code) by each kind of credit, in minor units."""

    key: str
    currency: str
    first: int
    last: int
    assisted: int


@dataclass(frozen=True, slots=True)
class TouchTable:
    """Revenue of a period by the visits that led to it, the largest by last touch first. `unknown` is what no
    visit is known of, by currency; `matched` is the share of events that have a visit, None where there are
    none. For each kind of credit rows and unknown are together the net revenue. `notes` must be read.
    """

    period: Period
    by: str
    rows: tuple[TouchRow, ...]
    unknown: tuple[tuple[str, int], ...]
    matched: Fraction | None
    notes: tuple[str, ...]


def touches(sql: sqlite3.Connection, period: Period, by: str, *, days: int = LOOKBACK) -> TouchTable:
    """Return revenue by `referrer`, `campaign` or `landing` of the visits of so many days before each event.

    Raises UserError for another dimension.
    """
    if by not in DIMENSIONS:
        raise UserError(f"Visits that led to revenue are told apart by {', '.join(DIMENSIONS)}, not by {by}.")
    sums: defaultdict[tuple[str, str], dict[Credit, int]] = defaultdict(lambda: dict.fromkeys(Credit, 0))
    for credit in Credit:
        found = touched_revenue(sql, period.start, period.end, credit, days=days)
        for (origin, currency), amount in found.amounts.items():
            sums[getattr(origin, DIMENSIONS[by]), code_of(currency) or ""][credit] += amount
    rows = [
        TouchRow(key, code, parts[Credit.FIRST], parts[Credit.LAST], parts[Credit.ASSISTED])
        for (key, code), parts in sums.items()
    ]
    notes = (
        f"{found.joined:,} of {found.events:,} events have a visit, {found.several:,} of them more than one.",
        "Visitors can't be followed from day to day; visits of several days count together only where an "
        "order or session id that was logged joins them.",
    )
    order = currency_order(sql)
    unknown = [(code_of(currency) or "", amount) for currency, amount in found.unknown.items()]
    return TouchTable(
        period,
        by,
        tuple(sorted(rows, key=lambda one: (order(one.currency), -one.last, -one.assisted, one.key))),
        tuple(sorted(unknown, key=lambda one: order(one[0]))),
        Fraction(found.joined, found.events) if found.events else None,
        notes,
    )
