"""Thresholds say whether a run held what it was asked to hold, and end it where it breaks one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.load.samples import second

from revroute_desktop.traffic.load.model import Metric, Threshold
from revroute_desktop.traffic.load.snapshot import Snapshot, total
from revroute_desktop.traffic.load.thresholds import Verdict, Watch, measure

P95 = Threshold("p95 < 200 ms over 3 s", Metric.LATENCY, 0.2, percentile=95, window=3, stops=True)
ERRORS = Threshold("errors < 1%", Metric.ERRORS, 0.01)


def watched(thresholds: list[Threshold], seconds: list[Snapshot]) -> tuple[list[Verdict | None], Watch]:
    watch = Watch(thresholds)
    return [watch.take(one) for one in seconds], watch


def test_a_window_that_breaks_its_bound_ends_the_run_at_that_second() -> None:
    answers = [second(n, [10] * 20) for n in range(4)] + [second(n, [500] * 20) for n in range(4, 6)]
    ended, _ = watched([P95], answers)
    assert ended[:4] == [None] * 4
    broken = ended[4]
    assert broken is not None and not broken.holds and broken.at == 5.0
    assert broken.value == pytest.approx(0.5, rel=0.002)


def test_a_window_that_was_never_full_is_not_said_to_hold() -> None:
    ended, watch = watched([P95], [second(0, [10]), second(1, [10])])
    assert ended == [None, None]
    assert watch.verdicts() == (Verdict(P95, False, None),)


def test_the_whole_run_is_judged_at_its_end_and_only_a_stopping_threshold_ends_it() -> None:
    ended, watch = watched([ERRORS], [second(0, [10] * 100, failed=50), second(1, [10] * 9900)])
    assert ended == [None, None]
    (verdict,) = watch.verdicts()
    assert verdict.holds and verdict.value == 0.005


def test_a_threshold_of_one_request_looks_at_no_other() -> None:
    slow = Threshold("p50 of slow < 100 ms", Metric.LATENCY, 0.1, percentile=50, request="slow")
    both = [second(0, [10] * 9), second(1, [900] * 2, name="slow")]
    _, watch = watched([slow], both)
    assert not watch.verdicts()[0].holds
    _, without = watched([slow], both[:1])
    assert without.verdicts()[0] == Verdict(slow, False, None)


def test_a_rate_is_asked_to_stay_above_its_bound() -> None:
    rate = Threshold("rate > 50/s over 2 s", Metric.RATE, 50, above=True, window=2)
    _, watch = watched([rate], [second(0, [1] * 80), second(1, [1] * 60), second(2, [1] * 20)])
    assert watch.verdicts() == (Verdict(rate, False, 40.0, at=3.0),)


@given(
    st.lists(st.lists(st.integers(1, 2000), min_size=1, max_size=8), min_size=1, max_size=8),
    st.integers(1, 4),
)
def test_the_worst_window_is_that_of_all_windows_taken_one_by_one(took: list[list[int]], window: int) -> None:
    threshold = Threshold("p90", Metric.LATENCY, 0.7, percentile=90, window=window)
    seconds = [second(number, answers) for number, answers in enumerate(took)]
    _, watch = watched([threshold], seconds)
    spans = [seconds[end - window : end] for end in range(window, len(seconds) + 1)]
    values = [measure(threshold, total(span)) for span in spans]
    assert watch.verdicts()[0].value == max((value for value in values if value is not None), default=None)
