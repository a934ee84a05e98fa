"""Data for every form of chart: made up, of one plausible month, adding up. Pictures and tests are fed it."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.console.widgets.charts.bars import BarsChart
from revroute_desktop.console.widgets.charts.change import ChangeChart
from revroute_desktop.console.widgets.charts.cohorts import CohortChart
from revroute_desktop.console.widgets.charts.curves import CurveChart
from revroute_desktop.console.widgets.charts.data import (
    OTHERS,
    Bar,
    Bars,
    Cohort,
    Cohorts,
    Curve,
    Curves,
    Distribution,
    Floats,
    Funnel,
    HourGrid,
    Instants,
    Limit,
    Mark,
    Points,
    Scale,
    Stage,
    Step,
    ValueMark,
    Waterfall,
)
from revroute_desktop.console.widgets.charts.distribution import DistributionChart
from revroute_desktop.console.widgets.charts.form import Form
from revroute_desktop.console.widgets.charts.funnel import FunnelChart
from revroute_desktop.console.widgets.charts.hours import HourChart
from revroute_desktop.console.widgets.charts.scatter import ScatterChart
from revroute_desktop.console.widgets.charts.treemap import Treemap

BERLIN = ZoneInfo("Europe/Berlin")
EUR = Scale(Unit.MONEY, "EUR")
_MICROSECONDS = 1_000_000
_ROUTES = (
    ("Shop orders", 12_041_250),
    ("Subscriptions", 6_830_800),
    ("Tips", 2_214_075),
    ("Ads", 1_106_230),
)

Card = tuple[str, str, type[Form], object, int]
"""Title, note, form, what it is fed with, and how many of twelve columns it takes."""


def days(count: int, first: datetime = datetime(2026, 10, 1)) -> Instants:
    """Return the edges of so many days in Berlin."""
    at = [(first + timedelta(days=day)).replace(tzinfo=BERLIN) for day in range(count + 1)]
    return np.array([int(one.timestamp()) * _MICROSECONDS for one in at], np.int64)


def _at(day: int, hour: int = 9) -> int:
    return int(datetime(2026, 10, day, hour, tzinfo=BERLIN).timestamp()) * _MICROSECONDS


def _parts(total: int, weights: Floats) -> Floats:
    """Divide a total by weights into whole minor units that add up."""
    parts = np.floor(total * weights / weights.sum())
    parts[0] += total - parts.sum()
    whole: Floats = parts
    return whole


def _daily(chance: np.random.Generator, total: int, count: int = 31) -> Floats:
    week = 1 + 0.12 * np.sin(np.arange(count) / 7 * 2 * np.pi + 1)
    return _parts(total, week * chance.normal(1, 0.07, count))


def cards() -> list[list[Card]]:
    """Return what is shown, in rows."""
    chance = np.random.default_rng(7)
    by_route = [_daily(chance, total) for _, total in _ROUTES]
    net = np.sum(by_route, axis=0)
    return [
        [
            ("Net revenue by day", "EUR, with 14 days ahead", CurveChart, _forecast(chance, net), 8),
            ("Why did it change? +18.6 %", "", ChangeChart, _change(), 4),
        ],
        [
            ("By payee", "October 2026", BarsChart, _payees(before=True), 3),
            ("Events by hour", "mean per day", HourChart, _hours(chance), 4),
            ("Refund rate", "3.8 % on 4 Oct, expected up to 3.7 %", CurveChart, _refunds(chance), 5),
        ],
        [
            ("Net revenue by route", "EUR", CurveChart, _routes(by_route, bars=False), 4),
            ("Net revenue by route", "EUR a day", CurveChart, _routes(by_route, bars=True), 4),
            ("Net revenue against September", "EUR", CurveChart, _against(chance, net), 4),
        ],
        [
            ("Shares of payees", "October 2026", Treemap, _payees(before=False), 4),
            ("Cohorts of payers", "share that paid again", CohortChart, _cohorts(), 5),
            ("From visit to order", "October 2026", FunnelChart, _funnel(), 3),
        ],
        [
            ("Order values", "EUR, 9,836 orders", DistributionChart, _orders(chance), 4),
            ("Visits and revenue", "186 landing pages", ScatterChart, _pages(chance), 4),
            ("Requests", "logarithmic, 10,000 quarters of an hour", CurveChart, _requests(chance), 4),
        ],
        [
            ("Payouts", "EUR, with gaps and returns", CurveChart, _payouts(chance), 4),
            ("Net revenue by month", "EUR", CurveChart, _months(), 4),
            ("By payee, the rest", "", BarsChart, Bars(()), 4),
        ],
    ]


def _forecast(chance: np.random.Generator, net: Floats) -> Curves:
    ahead = np.round(net[:14] * 0.98 + chance.normal(0, 6000, 14))
    values = np.concatenate([net, ahead])
    reach = np.concatenate([np.full(31, np.nan), np.linspace(45_000, 130_000, 14)])
    marks = (
        Mark(_at(1), "plan version 7", "plan", "plan 7"),
        Mark(_at(19), "campaign autumn-drop", "campaign", "campaign autumn-drop"),
        Mark(_at(28), "treasury cap reached", "plan", "cap"),
    )
    curve = Curve("net", values, 0, band=(values - reach, values + reach))
    return Curves(days(45), (curve,), EUR, marks=marks, join_at=31, zone=BERLIN, band_word="80 % interval")


def _change() -> Waterfall:
    steps = (
        Step("Shop orders, more of them", 1_073_233, "1,204 orders became 1,433.", "shop"),
        Step("Subscriptions, size of each", 118_667, "From 18.90 to 19.74 each.", "subscriptions"),
        Step("Shop orders, size of each", 77_007, "From 41.02 to 41.56 each.", "shop size"),
        Step("Tips, fewer", -43_265, "612 tips became 540.", "tips"),
        Step("Subscriptions, more of them", 34_633, "1,398 became 1,416.", "subscriptions more"),
        Step("Refunds and chargebacks", 10_905, "31 became 27.", "refunds"),
        Step("Everything else", -13_041, "", ""),
    )
    return Waterfall(6_763_820, steps, 8_021_959, EUR, "19 to 28 Sep", "19 to 28 Oct")


def _payees(*, before: bool) -> Bars:
    named = ("neon-kitten", "lux-rose", "crystal-dream", "amber-fox", "velvet-moth", "ads pool")
    values = [1_871_730, 1_701_140, 1_039_180, 550_650, 486_990, 448_219]
    values += [402_110, 366_025, 298_440, 251_300, 204_175, 180_090, 131_400, 90_510]
    names = [*named, *(f"payee {number}" for number in range(7, 15))]
    shares = (0.87, 0.8, 0.99, 0.75, 0.8, 0.95, 0.84, 0.9, 1.1, 0.7, 0.95, 1.0, 0.8, 1.2)
    word = "1 to 30 Sep 2026" if before else ""
    rows = tuple(
        Bar(name, name, value, round(value * share) if before else None, 0 if before else min(at, OTHERS))
        for at, (name, value, share) in enumerate(zip(names, values, shares, strict=True))
    )
    rest = Bars(
        tuple(
            Bar(row.key, row.label, row.value, None, row.ink if at < 6 else OTHERS)
            for at, row in enumerate(rows)
        ),
        EUR,
    )
    return Bars(rows, EUR, word) if before else rest


def _hours(chance: np.random.Generator) -> HourGrid:
    hours = np.arange(24)
    shape = 34 * np.exp(-((hours - 15) ** 2) / 22) + 6 * np.exp(-((hours - 20) ** 2) / 6)
    return HourGrid(chance.poisson(np.tile(shape, (7, 1))).astype(np.float64))


def _refunds(chance: np.random.Generator) -> Curves:
    rates = np.clip(chance.normal(0.018, 0.008, 30), 0.002, 0.035)
    rates[3] = 0.038
    return Curves(
        days(30),
        (Curve("refund rate", rates, 1, odd=(3,)),),
        Scale(Unit.SHARE),
        expected=(np.zeros(30), np.full(30, 0.037)),
        limits=(Limit(0.05, "limit 5 %", "negative"),),
        zone=BERLIN,
        expected_word="expected range",
    )


def _routes(values: list[Floats], *, bars: bool) -> Curves:
    curves = tuple(
        Curve(name, one, at, key=name)
        for at, ((name, _), one) in enumerate(zip(_ROUTES, values, strict=True))
    )
    return Curves(days(31), curves, EUR, stacked=True, bars=bars, zone=BERLIN, open_at=30)


def _against(chance: np.random.Generator, net: Floats) -> Curves:
    before = np.round(net * 0.86 + chance.normal(0, 30_000, 31))
    curves = (
        Curve("October", net, 0, key="now"),
        Curve("September", before, OTHERS, dashed=True, key="before"),
    )
    return Curves(days(31), curves, EUR, zone=BERLIN)


def _cohorts() -> Cohorts:
    sizes = (808, 751, 896, 591, 479, 653, 702)
    names = ("Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026")
    rows = []
    for at, (name, size) in enumerate(zip(names, sizes, strict=True)):
        counts = [size, *(round(size * (0.46 + 0.02 * (at % 3)) * 0.82**step) for step in range(6 - at))]
        rows.append(Cohort(name, name, size, np.array(counts) / size))
    return Cohorts(tuple(rows), "Month")


def _funnel() -> Funnel:
    return Funnel(
        (
            Stage("visits", "Visits", 84_127, 80_210),
            Stage("product", "Product seen", 31_204, 30_118),
            Stage("basket", "In the basket", 9_041, 8_204),
            Stage("order", "Ordered", 3_353, 3_137),
        )
    )


def _orders(chance: np.random.Generator) -> Distribution:
    values = np.round(chance.lognormal(7.75, 0.6, 9_836))
    counts, edges = np.histogram(values, bins=np.linspace(0, 15_000, 61))
    median, high = (float(np.percentile(values, at)) for at in (50, 95))
    marks = (ValueMark(median, "median"), ValueMark(high, "95th percentile"))
    return Distribution(edges, counts.astype(np.float64), EUR, marks)


def _pages(chance: np.random.Generator) -> Points:
    visits = np.round(chance.lognormal(6.5, 0.9, 186))
    revenue = np.round(visits * chance.lognormal(2.9, 0.5, 186))
    names = tuple(f"/page/{number}" for number in range(186))
    return Points(visits, revenue, names, Scale(), EUR, "Visits", "Revenue, EUR")


def _requests(chance: np.random.Generator) -> Curves:
    quarter = np.int64(900) * _MICROSECONDS
    edges = days(1, datetime(2026, 7, 1))[0] + np.arange(10_001, dtype=np.int64) * quarter
    day = np.sin(np.arange(10_000) / 96 * 2 * np.pi)
    people = np.round(np.exp(chance.normal(0, 0.25, 10_000) + 5.2 + 0.9 * day)).astype(np.float64)
    bots = np.round(np.exp(chance.normal(0, 0.4, 10_000) + 2.6)).astype(np.float64)
    return Curves(edges, (Curve("people", people, 0), Curve("bots", bots, 3)), zone=BERLIN)


def _payouts(chance: np.random.Generator) -> Curves:
    values = _daily(chance, 9_400_000, 30)
    values[6:10] = np.nan
    values[14] = values[16] = np.nan
    values[22:25] -= 700_000
    return Curves(days(30), (Curve("paid out", values, 2),), EUR, area=True, zone=BERLIN)


def _months() -> Curves:
    first = [datetime(2025 + (7 + at) // 12, (7 + at) % 12 + 1, 1, tzinfo=BERLIN) for at in range(17)]
    edges = np.array([int(one.timestamp()) * _MICROSECONDS for one in first], np.int64)
    rising: Floats = np.linspace(15_200_000.0, 23_800_000.0, 16, dtype=np.float64)
    values: Floats = np.round(rising * (1 + 0.05 * np.sin(np.arange(16.0))))
    return Curves(edges, (Curve("net", values, 0),), EUR, bars=True, zone=BERLIN, join_at=14)


def sample(form: str) -> object:
    """Return what a form is fed with, by the name of the form; of `FORMS` each has one."""
    chance = np.random.default_rng(7)
    by_route = [_daily(chance, total) for _, total in _ROUTES]
    beside = _against(chance, np.sum(by_route, axis=0))
    return {
        "line": beside,
        "area": replace(beside, area=True),
        "stacked": _routes(by_route, bars=False),
        "bars over time": replace(beside, bars=True),
        "stacked bars": _routes(by_route, bars=True),
        "ranking": _payees(before=True),
        "treemap": _payees(before=False),
        "hours": _hours(chance),
        "cohorts": _cohorts(),
        "funnel": _funnel(),
        "distribution": _orders(chance),
        "scatter": _pages(chance),
        "change": _change(),
    }[form]


FORMS: dict[str, type[Form]] = {
    "line": CurveChart,
    "area": CurveChart,
    "stacked": CurveChart,
    "bars over time": CurveChart,
    "stacked bars": CurveChart,
    "ranking": BarsChart,
    "treemap": Treemap,
    "hours": HourChart,
    "cohorts": CohortChart,
    "funnel": FunnelChart,
    "distribution": DistributionChart,
    "scatter": ScatterChart,
    "change": ChangeChart,
}
"""Every form by name."""
