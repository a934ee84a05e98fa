"""Arrivals follow the load curve: as many as its integral at every instant, however many workers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.load.model import Arrivals, Stage
from revroute_desktop.traffic.load.schedule import Curve, arrivals

HEIGHTS = st.floats(0, 500).map(lambda height: round(height, 3))
STAGES = st.lists(
    st.builds(Stage, st.floats(0.01, 20).map(lambda seconds: round(seconds, 3) + 0.01), HEIGHTS, HEIGHTS),
    min_size=1,
    max_size=6,
)


def every(curve: Curve, kind: Arrivals, worker: int = 0, workers: int = 1, chunk: int = 64) -> np.ndarray:
    chunks = list(arrivals(curve, kind, 7, worker, workers, chunk))
    return np.concatenate(chunks) if chunks else np.zeros(0)


@given(STAGES)
def test_even_arrivals_stay_within_half_of_the_integral_at_every_instant(stages: list[Stage]) -> None:
    curve = Curve(stages)
    times = every(curve, Arrivals.CONSTANT)
    assert abs(len(times) - curve.total) <= 0.5 + 1e-6
    assert np.all(np.diff(times) >= 0)
    assert np.all((times >= 0) & (times <= curve.seconds))
    for number, at in enumerate(times[:: max(1, len(times) // 50)].tolist()):
        place = number * max(1, len(times) // 50)
        assert curve.reached(at) == pytest.approx(place + 0.5, rel=1e-9, abs=1e-5)


@given(STAGES)
def test_the_integral_is_the_sum_of_the_areas_below_the_stages(stages: list[Stage]) -> None:
    curve = Curve(stages)
    area = sum((stage.start + stage.end) / 2 * stage.seconds for stage in stages)
    assert curve.total == pytest.approx(area)
    assert curve.reached(curve.seconds) == pytest.approx(area)
    assert curve.seconds == pytest.approx(sum(stage.seconds for stage in stages))


@given(STAGES, st.integers(2, 5), st.sampled_from(list(Arrivals)))
def test_workers_together_ask_exactly_what_one_would(
    stages: list[Stage], workers: int, kind: Arrivals
) -> None:
    curve = Curve(stages)
    alone = every(curve, kind)
    shared = np.sort(np.concatenate([every(curve, kind, worker, workers) for worker in range(workers)]))
    assert np.array_equal(alone, shared)


def test_random_arrivals_have_the_gaps_and_the_number_of_a_poisson_process() -> None:
    curve = Curve([Stage(100.0, 200.0, 200.0)])
    times = every(curve, Arrivals.POISSON, chunk=8_192)
    assert len(times) == pytest.approx(20_000, abs=4 * 20_000**0.5)
    gaps = np.diff(times)
    assert gaps.mean() == pytest.approx(1 / 200, rel=0.03)
    assert gaps.std() == pytest.approx(1 / 200, rel=0.05)


def test_a_curve_of_ramp_level_and_spike_has_its_heights() -> None:
    curve = Curve([Stage(10, 0, 100), Stage(10, 100, 100), Stage(1, 900, 900), Stage(5, 100, 0)])
    heights = [curve.height(at) for at in (-1, 0, 5, 10, 15, 20, 20.5, 21, 25, 26)]
    assert heights == [0, 0, 50, 100, 100, 900, 900, 100, 20, 0]
    assert (curve.peak, curve.total, curve.reached(10)) == (900, 500 + 1000 + 900 + 250, 500)


def test_stages_without_load_bring_no_arrivals() -> None:
    assert len(every(Curve([Stage(5, 0, 0)]), Arrivals.CONSTANT)) == 0
    times = every(Curve([Stage(5, 0, 0), Stage(1, 10, 10), Stage(5, 0, 0)]), Arrivals.CONSTANT)
    assert np.allclose(times, 5.05 + np.arange(10) / 10)
