"""Forecasts of the competition series and anomalies of labelled ones, all of them, as they were published."""

import csv
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.benchmarks.figures import record

from revroute_desktop.analytics.anomalies.detect import find_anomalies
from revroute_desktop.analytics.forecast.forecast import forecast
from revroute_desktop.analytics.series import HOUR, WEEK, Floats, Series
from revroute_desktop.analytics.series_file import read_series

MILLISECONDS = 50
LABELLED = ("artificialWithAnomaly", "realAdExchange", "realTraffic")


def rows(path: Path) -> dict[str, Floats]:
    with path.open(newline="") as file:
        found = list(csv.reader(file))[1:]
    return {row[0]: np.array([float(text) for text in row[1:] if text], np.float64) for row in found}


@pytest.mark.parametrize(
    ("kind", "step", "season", "seasons", "bar"),
    [("Hourly", HOUR, 24, (24, 168), 1.05), ("Weekly", WEEK, 1, (52,), 2.50)],
)
def test_the_competitions_series_are_forecast_well_and_fast(
    shared_data: Path, kind: str, step: int, season: int, seasons: tuple[int, ...], bar: float
) -> None:
    past, future = (rows(shared_data / "m4" / f"{kind}-{part}.csv") for part in ("train", "test"))
    errors = []
    spent = 0.0
    for name, known in past.items():
        truth = future[name]
        begun = time.perf_counter()
        found = forecast(Series(0, step, known), len(truth), seasons)
        spent += time.perf_counter() - begun
        scale = np.mean(np.abs(known[season:] - known[:-season]))
        errors.append(float(np.mean(np.abs(found.values - truth)) / scale))
    each = 1000 * spent / len(past)
    record(f"forecast {kind}", series=len(past), mase=float(np.mean(errors)), ms_a_series=each)
    assert np.mean(errors) <= bar
    assert each <= MILLISECONDS


def test_labelled_anomalies_are_found_better_than_by_three_sigma(shared_data: Path) -> None:
    folder = shared_data / "nab"
    windows: dict[str, list[list[str]]] = json.loads((folder / "windows.json").read_text())
    series = {name: read_series(folder / name).series for name in windows}
    ours = f1_by_folder(windows, series, lambda one: [found.begun for found in find_anomalies(one)])
    plain = f1_by_folder(windows, series, three_sigma)
    for part, score in sorted(ours.items()):
        record(f"anomalies {part}", f1=score, three_sigma=plain[part])
    assert all(ours[part] > plain[part] for part in LABELLED)


def f1_by_folder(
    windows: dict[str, list[list[str]]], series: dict[str, Series], detect: Callable[[Series], list[int]]
) -> dict[str, float]:
    """A hit where any detection falls inside a labelled window; every one outside is a false alarm."""
    counts: dict[str, list[int]] = {}
    for name, labelled in windows.items():
        at = detect(series[name])
        spans = [(instant(begin), instant(end)) for begin, end in labelled]
        hits = sum(any(begin <= one <= end for one in at) for begin, end in spans)
        false = sum(not any(begin <= one <= end for begin, end in spans) for one in at)
        count = counts.setdefault(name.split("/")[0], [0, 0, 0])
        for place, more in enumerate((hits, false, len(spans) - hits)):
            count[place] += more
    return {
        part: 2 * hits / (2 * hits + false + missed) if hits else 0.0
        for part, (hits, false, missed) in counts.items()
    }


def three_sigma(series: Series) -> list[int]:
    """The plain detector: beyond three standard deviations of all that came before."""
    values = series.values
    known = np.isfinite(values)
    filled = np.where(known, values, 0.0)
    count = np.maximum(np.cumsum(known), 1)
    mean = np.cumsum(filled) / count
    deviation = np.sqrt(np.maximum(np.cumsum(filled**2) / count - mean**2, 0.0))
    off = np.zeros(len(values), np.bool_)
    off[1:] = np.abs(values[1:] - mean[:-1]) > 3 * deviation[:-1]
    off[:50] = False
    return [int(at) for at in series.at[off & known]]


def instant(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1_000_000)
