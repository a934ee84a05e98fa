"""What a metric can come to at all, which forecasts keep to."""

from math import inf

import numpy as np
import pytest

from revroute_desktop.analytics.forecast.forecast import forecast
from revroute_desktop.analytics.metrics.bounds import bounds_of
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.series import DAY, Series


@pytest.mark.parametrize(
    ("name", "bounds"),
    [
        ("refund_rate", (0, inf)),
        ("error_rate", (0, 1)),
        ("gross", (0, inf)),
        ("visits", (0, inf)),
        ("net", (-inf, inf)),
        ("take_rate", (-inf, inf)),
        ("revenue_per_visit", (-inf, inf)),
    ],
)
def test_a_metric_has_the_bounds_of_what_it_is(name: str, bounds: tuple[float, float]) -> None:
    assert bounds_of(metric_named(name)) == bounds


def test_a_forecast_is_cut_by_what_the_metric_is_and_not_by_its_past() -> None:
    noise = np.random.default_rng(5).normal(0, 0.3, 90)
    share = Series(0, DAY, np.clip(0.1 + noise, 0, 1))
    found = forecast(share, 14, (7,), bounds=bounds_of(metric_named("error_rate")))
    assert found.cut and found.lower.min() == 0 and found.values.min() >= 0 and found.upper.max() <= 1
    free = forecast(share, 14, (7,), bounds=bounds_of(metric_named("net")))
    assert not free.cut and free.lower.min() < 0
    assert free.total is not None and found.total is not None and free.total.lower < found.total.lower == 0


def test_a_past_below_zero_is_no_reason_for_a_share_below_zero() -> None:
    past = Series(0, DAY, np.where(np.arange(60) % 9 == 0, -0.5, 0.01))
    found = forecast(past, 7, (7,), bounds=bounds_of(metric_named("refund_rate")))
    assert found.lower.min() == 0 and found.values.min() >= 0
