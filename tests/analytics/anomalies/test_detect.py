"""Anomalies are told once, where a figure is not as its season lets expect, and seldom without reason."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.analytics.anomalies.detect import Detector, find_anomalies
from revroute_desktop.analytics.series import DAY, HOUR, Floats, Series, SeriesError
from revroute_desktop.analytics.series_file import read_series

NOISE = np.random.default_rng(11)


def hourly(days: int) -> Floats:
    hours = np.arange(24 * days)
    return 100 + 40 * np.sin(hours * 2 * np.pi / 24) + 3 * NOISE.standard_normal(len(hours))


def test_a_drop_is_told_once_at_its_beginning_with_what_was_expected() -> None:
    values = hourly(20)
    values[300:306] = 0
    (found,) = find_anomalies(Series(0, HOUR, values))
    assert (found.begun, found.ended) == (300 * HOUR, 305 * HOUR)
    assert found.lower > 0 and found.severity > 1 and found.value == 0


def test_the_rhythm_itself_is_no_anomaly() -> None:
    assert find_anomalies(Series(0, HOUR, hourly(60))) == []


def test_a_flat_line_that_moves_is_told() -> None:
    values = np.full(400, 7.0)
    assert find_anomalies(Series(0, HOUR, values)) == []
    values[200] = 8
    assert [one.begun for one in find_anomalies(Series(0, HOUR, values))] == [200 * HOUR]


def test_the_worst_of_a_flat_line_is_what_is_farthest_off() -> None:
    values = np.full(400, 7.0)
    values[200:204] = [8, 50, 9, -20]
    (found,) = find_anomalies(Series(0, HOUR, values))
    assert (found.value, found.begun, found.ended) == (50, 200 * HOUR, 203 * HOUR)


def test_a_flat_line_that_comes_to_life_is_told_and_then_usual() -> None:
    values = np.full(24 * 60, 7.0)
    values[24 * 20 :] += NOISE.normal(0, 1, 24 * 40)
    found = find_anomalies(Series(0, HOUR, values))
    assert found[0].begun == 24 * 20 * HOUR
    assert not [one for one in found if one.ended > 24 * 45 * HOUR], "by then it is what is usual"


def test_gaps_are_no_anomalies() -> None:
    values = hourly(20)
    values[200:230] = np.nan
    assert find_anomalies(Series(0, HOUR, values)) == []


def test_too_little_history_says_so() -> None:
    with pytest.raises(SeriesError, match="not enough data"):
        find_anomalies(Series(0, HOUR, np.ones(99)))


@given(st.lists(st.floats(-1e6, 1e6, width=32) | st.just(float("nan")), min_size=1, max_size=150))
def test_figure_by_figure_is_the_same_as_all_at_once(values: list[float]) -> None:
    detector = Detector(7)
    judged = [detector.judge(value) for value in values]
    if np.isfinite(values).sum() >= 100:
        found = find_anomalies(Series(0, DAY, np.array(values)), season=7)
        assert [one.begun // DAY for one in found] == [
            place for place, one in enumerate(judged) if one.begins
        ]


def f1_by_folder(folder: Path, detections: dict[str, list[int]]) -> dict[str, float]:
    """A hit where any detection falls inside a labelled window; every one outside is a false alarm."""
    windows = json.loads((folder / "windows.json").read_text())
    counts: dict[str, list[int]] = {}
    for name, labelled in windows.items():
        spans = [[instant(text) for text in window] for window in labelled]
        hits = sum(any(begin <= at <= end for at in detections[name]) for begin, end in spans)
        false = sum(not any(begin <= at <= end for begin, end in spans) for at in detections[name])
        count = counts.setdefault(name.split("/")[0], [0, 0, 0])
        for place, more in enumerate((hits, false, len(spans) - hits)):
            count[place] += more
    return {
        part: 2 * hits / (2 * hits + false + missed) if hits else 0.0
        for part, (hits, false, missed) in counts.items()
    }


def instant(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1_000_000)


def three_sigma(series: Series) -> list[int]:
    """The plain detector: beyond three standard deviations of all that came before."""
    found = []
    for place in range(50, len(series.values)):
        before = series.values[:place]
        before = before[np.isfinite(before)]
        value = series.values[place]
        if np.isfinite(value) and abs(value - before.mean()) > 3 * before.std():
            found.append(series.start + place * series.step)
    return found


def test_labelled_anomalies_are_found_better_than_by_three_sigma_in_every_folder(shared_data: Path) -> None:
    folder = shared_data / "nab"
    names = list(json.loads((folder / "windows.json").read_text()))
    series = {name: read_series(folder / name).series for name in names}
    ours = f1_by_folder(folder, {name: [one.begun for one in find_anomalies(series[name])] for name in names})
    plain = f1_by_folder(folder, {name: three_sigma(series[name]) for name in names})
    for part in ("artificialWithAnomaly", "realAdExchange", "realTraffic"):
        assert ours[part] > plain[part], part
    unlabelled = [name for name in names if name.startswith("artificialNoAnomaly")]
    assert sum(len(find_anomalies(series[name])) for name in unlabelled) == 0
