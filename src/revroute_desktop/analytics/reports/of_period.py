"""The report of a period: how it went beside the one before, over time and by dimension, and under what."""

import sqlite3
from datetime import timedelta
from typing import Final

from revroute_desktop.analytics.checks import run_checks
from revroute_desktop.analytics.metrics.figures import Line, Shown, lines, show
from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.metrics.words import change, said
from revroute_desktop.analytics.reports.page import Seal, heading, page, paragraph, seal_section, table
from revroute_desktop.money import currency
from revroute_desktop.routing.plans.versions import plan_versions
from revroute_desktop.traffic.chart import line_chart

SUMMARY: Final = (
    "gross",
    "refunds",
    "chargebacks",
    "net",
    "sales",
    "average_order",
    "refund_rate",
    "take",
    "take_rate",
    "held",
    "suspense",
    "top10_share",
    "visits",
    "bounce_rate",
    "conversion",
    "revenue_per_visit",
    "error_rate",
    "latency_p95",
)
TABLES: Final = (("net", "route"), ("net", "country"), ("received", "destination"), ("visits", "referrer"))
CHARTS: Final = ("net", "visits")

_ROWS: Final = 15  # of a table, for each currency
_DAY: Final = 86_400


def period_report(sql: sqlite3.Connection, name: str, period: Period, now: int, seal: Seal) -> str:
    """Return the report of a period as one HTML page; `name` is the workspace's, `now` microseconds UTC."""
    about = f"{period.words}, beside {period.before.words}. Days are those of {period.zone}."
    if period.end > now:
        about += " The period is not over yet."
    parts = [heading("Summary"), *_summary(sql, period, now)]
    for metric in CHARTS:
        parts += _charts(sql, metric, period, now)
    for metric, by in TABLES:
        parts += _table(show(sql, metric, period, by=by, now=now))
    parts += _checks(sql, period, now)
    parts += _plans(sql, period)
    return page(f"{name}: {period.words}", about, [*parts, *seal_section(seal)])


def _summary(sql: sqlite3.Connection, period: Period, now: int) -> list[str]:
    rows: list[tuple[str, ...]] = []
    notes: dict[str, None] = {}
    for name in SUMMARY:
        shown = show(sql, name, period, now=now)
        rows += [
            (
                f"{shown.metric.title}{f', {one.currency}' if one.currency else ''}",
                said(shown.metric, one.currency, one.now.exact),
                said(shown.metric, one.currency, one.before.exact),
                change(one.change),
                f"{one.now.rows:,}",
            )
            for one in shown.whole
        ]
        notes |= dict.fromkeys(f"{shown.metric.title}: {note}" for note in shown.notes if shown.complete)
    heads = ("Figure", "Period>", "Before>", "Change>", "Rows>")
    return [table(heads, rows), *(paragraph(note, quiet=True) for note in notes)]


def _charts(sql: sqlite3.Connection, name: str, period: Period, now: int) -> list[str]:
    end = min(period.end, now)
    here = lines(sql, name, period.start, end, Step.DAY, period.zone)
    was = {
        line.currency: line
        for line in lines(sql, name, period.before.start, period.before.end, Step.DAY, period.zone)
    }

    def words(second: float) -> str:
        return (period.first + timedelta(round(second / _DAY))).isoformat()

    parts = []
    for line in here:
        drawn = {"period": _values(line, period)}
        if line.currency in was:
            drawn["before"] = _values(was[line.currency], period.before)
        days = [float(place * _DAY) for place in range(period.days)]
        unit = f", {line.currency}" if line.currency else ""
        parts.append(line_chart(f"{line.metric.title} a day{unit}", days, drawn, words=words))
    return [heading(f"{here[0].metric.title} over time"), *parts] if here else []


def _values(line: Line, period: Period) -> list[float | None]:
    """Return a line's values day by day of a period, money in major units."""
    scale = 1
    if line.metric.unit is Unit.MONEY and line.currency is not None:
        scale = currency(line.currency).minor_per_major
    known = dict(zip(line.edges, line.exact, strict=False))
    found: list[float | None] = []
    for place in range(period.days):
        day = period.first + timedelta(place)
        value = known.get(Period(day, day, period.zone).start)
        found.append(None if value is None else float(value / scale))
    return found


def _table(shown: Shown) -> list[str]:
    if not shown.figures:
        return []
    rows: list[tuple[str, ...]] = []
    left = 0
    for code in dict.fromkeys(one.currency for one in shown.figures):
        chosen = [one for one in shown.figures if one.currency == code]
        left += max(len(chosen) - _ROWS, 0)
        rows += [
            (
                one.key or "(none)",
                said(shown.metric, code, one.now.exact),
                said(shown.metric, code, one.before.exact),
                change(one.change),
                f"{one.now.rows:,}",
            )
            for one in chosen[:_ROWS]
        ]
    heads = ((shown.by or "").capitalize(), f"{shown.metric.title}>", "Before>", "Change>", "Rows>")
    more = [paragraph(f"{left:,} smaller rows are left out.", quiet=True)] if left else []
    return [heading(f"{shown.metric.title} by {shown.by}"), table(heads, rows), *more]


def _checks(sql: sqlite3.Connection, period: Period, now: int) -> list[str]:
    rows = []
    for check in run_checks(sql, period, now):
        found = f"{len(check.rows) + check.more:,}" if check.applies else "–"
        first = check.rows[0].sentence if check.rows else check.looked_at
        rows.append((check.title, found, first))
    return [heading("Checks of the routing"), table(("Check", "Found>", "What"), rows)]


def _plans(sql: sqlite3.Connection, period: Period) -> list[str]:
    """Return the versions that came into force by the end of the period."""
    rows = [
        (version.name, version.effective.isoformat(), version.hash)
        for version in plan_versions(sql)
        if version.in_force_at < period.end
    ]
    if not rows:
        return [heading("Plans"), paragraph("No plan was in force.")]
    return [heading("Plans"), table(("Plan", "In force from", "Hash"), rows)]
