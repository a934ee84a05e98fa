"""Metrics of traffic, and of revenue and traffic together."""

from dataclasses import replace
from typing import Final

from revroute_desktop.analytics.metrics.families import RATIO_LEAST, Family
from revroute_desktop.analytics.metrics.model import Area, Metric, Part, Unit
from revroute_desktop.analytics.metrics.slots import QUARTER
from revroute_desktop.analytics.series import DAY

_JOINED: Final = (
    "events and visits while there is traffic; by referrer, campaign and landing page as `traffic revenue` "
    "joins them: partly modelled, adding up exactly"
)

_REQUESTS: Final = Family(
    reader="requests",
    area=Area.TRAFFIC,
    source="rollups of requests by minute, by the hour where told apart, and by day; exact, reads no lines",
    by=("path", "status", "method", "referrer", "campaign", "country", "device"),
    finest=QUARTER,
    rows="requests",
    by_currency=False,
)
_VISITS: Final = Family(
    reader="visits",
    area=Area.TRAFFIC,
    source="sums of people's visits by the hour in which they ended; exact, reads visits for parts of hours "
    "alone",
    by=("referrer", "campaign", "landing", "exit", "country", "device"),
    finest=QUARTER,
    rows="visits",
    by_currency=False,
)
_LATENCIES: Final = Family(
    reader="latencies",
    area=Area.TRAFFIC,
    source="histograms of latencies by minute, hour and day; to 1 %, reads no lines",
    by=(),
    finest=QUARTER,
    rows="samples",
    by_currency=False,
    additive=False,
)
_COSTS: Final = Family(
    reader="costs",
    area=Area.COMBINED,
    source="costs as they were given, by the day; of campaigns and currencies without a cost nothing is said",
    by=("campaign",),
    finest=DAY,
)


def _requests(
    name: str,
    title: str,
    formula: str,
    part: str,
    *,
    unit: Unit = Unit.COUNT,
    over: str | None = None,
    rows: str | None = None,
    by: tuple[str, ...] | None = None,
    better: int = 0,
) -> Metric:
    return _REQUESTS.metric(name, title, unit, formula, part, over, rows=rows, by=by, better=better)


def _visits(
    name: str, title: str, unit: Unit, formula: str, part: str, better: int, *, over: str | None = None
) -> Metric:
    return _VISITS.metric(name, title, unit, formula, part, over, better=better)


def _latency(percent: int) -> Metric:
    return _LATENCIES.metric(
        f"latency_p{percent}",
        f"Latency, {percent}th percentile",
        Unit.DURATION,
        f"the time within which {percent} % of people's requests were answered",
        f"p{percent}",
        least=100 if percent == 99 else 20,
        better=-1,
    )


_REVENUE_BY: Final = {
    dimension: Part("joined", "revenue") for dimension in ("referrer", "campaign", "landing")
}


def _per_visit(name: str, title: str, formula: str, scale: int) -> Metric:
    return Metric(
        name=name,
        title=title,
        area=Area.COMBINED,
        unit=Unit.MONEY,
        formula=formula,
        source=_JOINED,
        part=Part("events", "net"),
        over=Part("visits", "visits"),
        scale=scale,
        rows="visits",
        by=("referrer", "campaign", "landing", "country"),
        finest=QUARTER,
        least=20,
        covered=True,
        better=1,
        instead=_REVENUE_BY,
    )


def _costs(
    name: str,
    title: str,
    unit: Unit,
    formula: str,
    part: str,
    rows: str,
    better: int,
    over: str | None = None,
) -> Metric:
    metric = _COSTS.metric(
        name,
        title,
        unit,
        formula,
        part,
        over,
        rows=rows,
        least=RATIO_LEAST if rows == "cost_visits" else 1,
        better=better,
        volume=None if over else rows,
    )
    return replace(metric, given=True)


TRAFFIC: Final = (
    _visits("visits", "Visits", Unit.COUNT, "people's visits that ended in the period", "visits", 1),
    _visits(
        "bounce_rate", "Bounce rate", Unit.SHARE, "visits of one page ÷ visits", "bounces", -1, over="visits"
    ),
    _visits(
        "pages_per_visit",
        "Pages a visit",
        Unit.MEAN,
        "pages of visits ÷ visits",
        "visit_pages",
        1,
        over="visits",
    ),
    _visits(
        "visit_length",
        "Length of a visit",
        Unit.DURATION,
        "time from first to last request ÷ visits",
        "visit_time",
        1,
        over="visits",
    ),
    _requests("requests", "Requests", "people's requests", "requests"),
    _requests("pages", "Pages", "people's requests of pages", "pages", better=1),
    _requests(
        "all_requests",
        "All requests",
        "requests of people and bots, not the operator's own",
        "all_requests",
        rows="all_requests",
        by=(*_REQUESTS.by, "verdict", "class"),
    ),
    _requests(
        "bots_filtered",
        "Bots filtered",
        "requests of bots of every class",
        "bot_requests",
        rows="bot_requests",
        by=(*_REQUESTS.by, "verdict", "class"),
    ),
    _requests(
        "bot_share",
        "Share of bots",
        "requests of bots ÷ all requests",
        "bot_requests",
        unit=Unit.SHARE,
        over="all_requests",
        rows="all_requests",
    ),
    _requests("bytes", "Bytes", "bytes sent to people", "bytes", unit=Unit.BYTES),
    _requests(
        "all_bytes",
        "All bytes",
        "bytes sent to people and bots",
        "all_bytes",
        unit=Unit.BYTES,
        rows="all_requests",
    ),
    _requests("errors", "Errors", "people's requests answered with 400 and more", "errors", better=-1),
    _requests(
        "error_rate",
        "Error rate",
        "errors ÷ people's requests",
        "errors",
        unit=Unit.SHARE,
        over="requests",
        better=-1,
    ),
    _requests(
        "failure_rate",
        "Failure rate",
        "people's requests answered with 500 and more ÷ people's requests",
        "failures",
        unit=Unit.SHARE,
        over="requests",
        better=-1,
    ),
    _requests(
        "own_load",
        "Own load",
        "requests of the operator's load runs and addresses, counted nowhere else",
        "own_requests",
        rows="own_requests",
        by=(),
    ),
    *(_latency(percent) for percent in (50, 90, 95, 99)),
    Metric(
        name="revenue",
        title="Revenue by origin",
        area=Area.COMBINED,
        unit=Unit.MONEY,
        formula="net revenue by where its buyers came from: by a key or attribute, else by the hour's visits",
        source="events joined to visits, kept by day; exact sums, partly modelled; reads changed days alone",
        part=Part("joined", "revenue"),
        rows="origins",
        by=("referrer", "campaign", "landing"),
        finest=QUARTER,
        better=1,
    ),
    _per_visit("revenue_per_visit", "Revenue a visit", "net revenue ÷ people's visits", 1),
    _per_visit(
        "revenue_per_thousand", "Revenue a thousand visits", "net revenue × 1,000 ÷ people's visits", 1_000
    ),
    Metric(
        name="conversion",
        title="Conversion",
        area=Area.COMBINED,
        unit=Unit.SHARE,
        formula="number of earning events ÷ people's visits",
        source="events and visits while there is traffic; exact",
        part=Part("events", "earning"),
        over=Part("visits", "visits"),
        rows="visits",
        by=("campaign", "country"),
        finest=QUARTER,
        by_currency=False,
        least=20,
        covered=True,
        better=1,
    ),
    _costs(
        "cost", "Cost of campaigns", Unit.MONEY, "sum of the costs that were given", "cost", "cost_rows", -1
    ),
    _costs(
        "cost_per_visit",
        "Cost a visit",
        Unit.MONEY,
        "cost ÷ people's visits of the campaigns of which a cost is given",
        "cost",
        "cost_visits",
        -1,
        "cost_visits",
    ),
    _costs(
        "return_on_spend",
        "Return on spend",
        Unit.MEAN,
        "revenue of the campaigns of which a cost is given, in its currency ÷ their cost",
        "cost_revenue",
        "cost_rows",
        1,
        "cost",
    ),
)
"""In the order in which they are shown."""
