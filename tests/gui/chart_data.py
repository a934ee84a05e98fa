"""What the tests of charts feed: the samples, and what is empty, alone, unknown, negative, huge or many."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np

from revroute_desktop.console.screenshots.chart_samples import BERLIN, EUR, sample
from revroute_desktop.console.widgets.charts.data import (
    Bar,
    Bars,
    Cohort,
    Cohorts,
    Curve,
    Curves,
    Distribution,
    Funnel,
    HourGrid,
    Points,
    Scale,
    Stage,
    Step,
    ValueMark,
    Waterfall,
)

HOUR = 3_600_000_000
BEGIN = int(datetime(2026, 10, 1, tzinfo=BERLIN).timestamp()) * 1_000_000
HUGE = 1_000_000_000_000_001
"""Minor units: ten million million euros and a cent."""
MANY = 10_000

USUAL = "usual"
CASES = (USUAL, "empty", "one", "unknown", "negative", "huge", "many")


def _values(case: str) -> list[float]:
    some = [float(300 + 17 * at % 90) for at in range(30)]
    return {
        "empty": [],
        "one": [1234.0],
        "unknown": [*some[:5], float("nan"), *some[6:8], float("nan"), some[9], float("nan")],
        "negative": [value if at % 3 else -value for at, value in enumerate(some)],
        "huge": [float(HUGE), float(HUGE - 2), 5.0],
        "many": [float(200 + at * 7919 % 997) for at in range(MANY)],
    }[case]


def curves(values: list[float], **more: Any) -> Curves:
    """Curves by the hour."""
    edges = BEGIN + HOUR * np.arange(len(values) + 1, dtype=np.int64)
    given = np.array(values, np.float64)
    return Curves(
        edges if values else edges[:0],
        (Curve("net", given, 0, key="net"), Curve("gross", given * 1.5, 1, key="gross")),
        EUR,
        zone=BERLIN,
        **more,
    )


def _bars(values: list[float]) -> Bars:
    rows = [Bar(f"k{at}", f"payee {at}", value, value * 0.9) for at, value in enumerate(values)]
    return Bars(tuple(rows), EUR, "September 2026")


def _hours(values: list[float]) -> HourGrid:
    cells = np.full(168, np.nan)
    cells[: min(len(values), 168)] = values[:168]
    return HourGrid(cells.reshape(7, 24), EUR)


def _cohorts(values: list[float]) -> Cohorts:
    rows = [
        Cohort(
            f"k{at}", f"Week {at}", 0 if np.isnan(value) else abs(int(value)), np.array([1.0, 0.5, np.nan])
        )
        for at, value in enumerate(values)
    ]
    return Cohorts(tuple(rows), "Week")


def _funnel(values: list[float]) -> Funnel:
    counts = sorted((0 if np.isnan(value) else abs(int(value)) for value in values[:40]), reverse=True)
    return Funnel(tuple(Stage(f"k{at}", f"Step {at}", count) for at, count in enumerate(counts)))


def _distribution(values: list[float]) -> Distribution:
    counts = np.abs(np.array(values, np.float64))
    edges = np.arange(len(values) + 1, dtype=np.float64) * 100 if values else np.empty(0)
    return Distribution(edges, counts, EUR, (ValueMark(150.0, "median"),))


def _points(values: list[float]) -> Points:
    given = np.array(values, np.float64)
    labels = tuple(f"page {at}" for at in range(len(values)))
    keys = tuple(f"k{at}" for at in range(len(values)))
    return Points(
        np.arange(len(values), dtype=np.float64), given, labels, Scale(), EUR, "Visits", "Net", keys
    )


def _change(values: list[float]) -> Waterfall:
    known = [0.0 if np.isnan(value) else value for value in values]
    steps = tuple(Step(f"step {at}", value, f"Because of {at}.", f"k{at}") for at, value in enumerate(known))
    return Waterfall(1000.0, steps, 1000.0 + sum(known), EUR)


_MADE: dict[str, Callable[[list[float]], object]] = {
    "line": curves,
    "area": lambda values: curves(values, area=True),
    "stacked": lambda values: curves(values, stacked=True),
    "bars over time": lambda values: curves(values, bars=True),
    "stacked bars": lambda values: curves(values, bars=True, stacked=True),
    "ranking": _bars,
    "treemap": _bars,
    "hours": _hours,
    "cohorts": _cohorts,
    "funnel": _funnel,
    "distribution": _distribution,
    "scatter": _points,
    "change": _change,
}


def data_of(form: str, case: str) -> Any:
    """What a form is fed with in a case."""
    return sample(form) if case == USUAL else _MADE[form](_values(case))
