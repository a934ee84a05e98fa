"""A forecast takes the method that would have done best, and says how far it may be off."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from revroute_desktop.analytics.forecast.clean import drawn_in, without_gaps
from revroute_desktop.analytics.forecast.forecast import LEAST, Forecast, forecast
from revroute_desktop.analytics.forecast.methods import METHODS, last_season
from revroute_desktop.analytics.series import HOUR, Floats, Series, SeriesError

NOISE = np.random.default_rng(7)


def hourly(days: int, noise: float = 0.0) -> Floats:
    """Visits with a day's and a week's rhythm."""
    hours = np.arange(24 * days)
    wave = 100 + 40 * np.sin(hours * 2 * np.pi / 24) + 20 * (hours // 24 % 7 > 4)
    return wave + noise * NOISE.standard_normal(len(hours))


def of(values: Floats, horizon: int = 24, seasons: tuple[int, ...] = (24, 168)) -> Forecast:
    return forecast(Series(0, HOUR, values), horizon, seasons)


def test_a_rhythm_is_found_again() -> None:
    whole = hourly(60)
    found = of(whole[:-48], horizon=48)
    assert np.abs(found.values - whole[-48:]).max() < 1
    assert found.errors[0].error < 0.05


def test_noise_lies_within_the_range_as_often_as_the_level_says() -> None:
    inside = []
    for _ in range(12):
        whole = hourly(45, noise=8)
        found = of(whole[:-24])
        inside.append(np.mean((whole[-24:] >= found.lower) & (whole[-24:] <= found.upper)))
    assert 0.8 <= np.mean(inside) <= 0.99


def test_gaps_and_outliers_are_mended_and_told() -> None:
    whole = hourly(60, noise=2)
    broken = whole.copy()
    broken[[100, 101, 102, 700]] = np.nan
    broken[900] = 100_000
    found, clean = of(broken), of(whole)
    assert (found.gaps, found.outliers) == (4, 1)
    assert np.abs(found.values - clean.values).max() < 6


def test_too_short_a_history_says_so() -> None:
    with pytest.raises(SeriesError, match="not enough data"):
        of(np.ones(LEAST - 1), horizon=3)
    found = of(np.arange(14.0), horizon=13, seasons=())
    assert found.errors == () and found.note is not None and found.method == "last value"


@pytest.mark.parametrize("horizon", [0, -1, 10_000])
def test_a_horizon_that_makes_no_sense_is_refused(horizon: int) -> None:
    with pytest.raises(SeriesError, match="horizon"):
        of(hourly(10), horizon=horizon)


def test_seasons_that_the_history_does_not_hold_twice_are_left_out() -> None:
    assert of(hourly(10)).seasons == (24,)


@given(
    hnp.arrays(np.float64, st.integers(30, 120), elements=st.floats(-1e6, 1e6, width=32)),
    st.sampled_from([(), (7,), (7, 28)]),
    st.integers(1, 20),
)
def test_every_series_has_a_finite_forecast_within_its_range(
    values: Floats, seasons: tuple[int, ...], horizon: int
) -> None:
    found = of(values, horizon, seasons)
    assert len(found.values) == len(found.lower) == len(found.upper) == horizon
    assert np.isfinite(found.values).all()
    assert (found.lower <= found.values + 1e-6).all() and (found.values <= found.upper + 1e-6).all()
    if values.min() >= 0:
        assert (found.lower >= 0).all()


@given(hnp.arrays(np.float64, st.integers(20, 80), elements=st.floats(-1e3, 1e3) | st.just(np.nan)))
def test_filling_gaps_changes_nothing_that_was_measured(values: Floats) -> None:
    if np.isfinite(values).any():
        filled = without_gaps(values, 7)
        known = np.isfinite(values)
        assert np.isfinite(filled).all() and (filled[known] == values[known]).all()


def test_a_constant_has_no_outliers_and_stays() -> None:
    flat = np.full(100, 5.0)
    assert drawn_in(flat, 7)[1] == 0
    found = of(flat, 5, ())
    assert found.values.tolist() == [5.0] * 5 and found.upper.tolist() == [5.0] * 5


def series_of_m4(folder: Path, kind: str) -> list[tuple[Floats, Floats]]:
    """History and future of each series of the competition."""

    def read(part: str) -> dict[str, Floats]:
        with (folder / "m4" / f"{kind}-{part}.csv").open(newline="") as file:
            rows = list(csv.reader(file))[1:]
        return {row[0]: np.array([float(text) for text in row[1:] if text], np.float64) for row in rows}

    past, future = read("train"), read("test")
    return [(past[name], future[name]) for name in past]


def scaled_error(past: Floats, future: Floats, expected: Floats, season: int) -> float:
    return float(np.mean(np.abs(future - expected)) / np.mean(np.abs(past[season:] - past[:-season])))


@pytest.mark.parametrize(
    ("kind", "horizon", "season", "seasons", "bar", "naive"),
    [("Hourly", 48, 24, (24, 168), 1.05, 1.233), ("Weekly", 13, 1, (52,), 2.50, 2.915)],
)
def test_the_competitions_series_are_forecast_well(
    shared_data: Path,
    kind: str,
    horizon: int,
    season: int,
    seasons: tuple[int, ...],
    bar: float,
    naive: float,
) -> None:
    every = 6
    pairs = series_of_m4(shared_data, kind)
    repeated = [
        scaled_error(past, future, np.resize(past[-season:], horizon), season) for past, future in pairs
    ]
    assert np.mean(repeated) == pytest.approx(naive, abs=0.001), "the error is measured as published"
    errors = [
        scaled_error(past, future, of(past, horizon, seasons).values, season)
        for past, future in pairs[::every]
    ]
    assert np.mean(errors) < bar


def test_methods_are_named_once() -> None:
    assert len({method.name for method in METHODS}) == len(METHODS)
    assert last_season(np.arange(10.0), (4,), 6).tolist() == [6, 7, 8, 9, 6, 7]
