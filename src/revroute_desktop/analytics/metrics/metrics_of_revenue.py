"""Metrics of revenue events, of the ledger and of payers."""

from dataclasses import replace
from typing import Final

from revroute_desktop.analytics.metrics.families import Family
from revroute_desktop.analytics.metrics.model import Area, Metric, Unit
from revroute_desktop.analytics.metrics.slots import QUARTER
from revroute_desktop.analytics.series import DAY

_ROLLUP: Final = "daily rollups of the ledger by booked day; exact, reads no postings"
_SALE_BY: Final = ("source", "product", "campaign", "country")

_EVENTS: Final = Family(
    reader="events",
    area=Area.REVENUE,
    source="events by when they occurred, from sums by day and hour or packed columns; exact, reads no "
    "events",
    by=("source", "kind", "route", "product", "campaign", "country"),
    finest=QUARTER,
)
_BOOKS: Final = Family(reader="books", area=Area.LEDGER, source=_ROLLUP, by=(), finest=DAY)
_LEVELS: Final = Family(reader="levels", area=Area.LEDGER, source=_ROLLUP, by=("destination",), finest=DAY)
_PAYEES: Final = Family(
    reader="payees", area=Area.LEDGER, source=_ROLLUP, by=(), finest=DAY, rows="payees", additive=False
)
_PAYERS: Final = Family(
    reader="payers",
    area=Area.PAYERS,
    source="seals of payers in packed columns; exact but for erased payers, reads no events",
    by=_SALE_BY,
    finest=QUARTER,
    rows="payers",
    by_currency=False,
    additive=False,
)


def _events(
    name: str, title: str, unit: Unit, formula: str, measure: str, rows: str, better: int = 0
) -> Metric:
    money = unit is Unit.MONEY
    metric = _EVENTS.metric(
        name, title, unit, formula, measure, rows=rows, better=better, volume=rows if money else None
    )
    return replace(metric, by_currency=money)


def _event_ratio(
    name: str,
    title: str,
    unit: Unit,
    formula: str,
    part: str,
    over: str,
    better: int,
    *,
    by_currency: bool,
) -> Metric:
    metric = _EVENTS.metric(
        name, title, unit, formula, part, over, rows="earning", by=_SALE_BY, better=better
    )
    return replace(metric, by_currency=by_currency)


def _books(
    name: str,
    title: str,
    unit: Unit,
    formula: str,
    part: str,
    rows: str,
    by: tuple[str, ...],
    better: int = 0,
    *,
    over: str | None = None,
) -> Metric:
    volume = None if over else rows
    return _BOOKS.metric(
        name, title, unit, formula, part, over, rows=rows, by=by, least=1, better=better, volume=volume
    )


def _level(name: str, title: str, formula: str, better: int) -> Metric:
    measure = "reserve" if name == "held" else name
    metric = _LEVELS.metric(name, title, Unit.MONEY, formula, measure, rows=f"{measure}_rows", better=better)
    return replace(metric, level=True)


def _concentration(name: str, title: str, formula: str, part: str, over: str) -> Metric:
    return _PAYEES.metric(name, title, Unit.SHARE, formula, part, over, least=1, better=-1)


def _payers(
    name: str, title: str, formula: str, part: str, better: int, *, over: str | None = None
) -> Metric:
    unit = Unit.SHARE if over else Unit.COUNT
    return _PAYERS.metric(name, title, unit, formula, part, over, better=better)


REVENUE: Final = (
    _events(
        "gross",
        "Gross revenue",
        Unit.MONEY,
        "sum of sales, subscriptions, ads, affiliates and tips",
        "gross",
        "earning",
        1,
    ),
    _events("refunds", "Refunds", Unit.MONEY, "sum of refunds, as positive", "refunds", "refund_count", -1),
    _events(
        "chargebacks",
        "Chargebacks",
        Unit.MONEY,
        "sum of chargebacks, as positive; won ones are not taken off",
        "chargebacks",
        "chargeback_count",
        -1,
    ),
    _events(
        "net",
        "Net revenue",
        Unit.MONEY,
        "all events: gross − refunds − chargebacks + won chargebacks − fees + adjustments",
        "net",
        "events",
        1,
    ),
    _events("sales", "Sales", Unit.COUNT, "number of earning events", "earning", "earning", 1),
    _events("events", "Revenue events", Unit.COUNT, "number of events of every kind", "events", "events"),
    _event_ratio(
        "average_order",
        "Average order",
        Unit.MONEY,
        "gross ÷ number of earning events",
        "gross",
        "earning",
        1,
        by_currency=True,
    ),
    _event_ratio(
        "refund_rate",
        "Refund rate",
        Unit.SHARE,
        "refunds ÷ gross, by amount",
        "refunds",
        "gross",
        -1,
        by_currency=True,
    ),
    _event_ratio(
        "chargeback_rate",
        "Chargeback rate",
        Unit.SHARE,
        "chargebacks ÷ earning events, by number",
        "chargeback_count",
        "earning",
        -1,
        by_currency=False,
    ),
    _books(
        "booked",
        "Booked",
        Unit.MONEY,
        "what came in through clearing accounts less what went back",
        "booked",
        "booked_rows",
        ("source",),
        1,
    ),
    _books(
        "received",
        "Received by destination",
        Unit.MONEY,
        "credits − debits of every account but clearing, from events; together they are what was booked",
        "received",
        "received_rows",
        ("destination", "source"),
    ),
    _books(
        "take",
        "Platform's take",
        Unit.MONEY,
        "credits − debits of income accounts, from events",
        "take",
        "received_rows",
        ("destination", "source"),
        1,
    ),
    _books(
        "take_rate",
        "Take rate",
        Unit.SHARE,
        "take ÷ booked",
        "take",
        "booked_rows",
        ("source",),
        0,
        over="booked",
    ),
    _level("held", "Held", "balance of the accounts under reserve at the end of the period", 0),
    _level("suspense", "In suspense", "balance of the accounts under suspense at the end of the period", -1),
    _concentration(
        "top10_share",
        "Share of the top ten payees",
        "what the ten largest payees received ÷ what all received",
        "top",
        "positive",
    ),
    _concentration(
        "hhi",
        "Concentration of payees (HHI)",
        "sum of the squares of the payees' shares: 1 is one payee, 1/n are n equal ones",
        "squares",
        "squared",
    ),
    _payers("payers", "Payers", "payers with an earning event", "payers", 1),
    _payers(
        "new_payers", "New payers", "payers whose first earning event of all falls into the period", "new", 1
    ),
    _payers(
        "returning_payers", "Returning payers", "payers that had an earning event before", "returning", 1
    ),
    _payers(
        "repeat_rate",
        "Repeat rate",
        "payers with two earning events or more ÷ payers",
        "repeating",
        1,
        over="payers",
    ),
)
"""In the order in which they are shown."""
