"""What a period is compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revroute_desktop.analytics.comparison import (
    BEFORE,
    Against,
    Comparison,
    comparison_of,
    moved,
)
from revroute_desktop.analytics.metrics.periods import Period

BERLIN = "Europe/Berlin"


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last), BERLIN)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30")),
        (("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31")),
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29")),
        (("2026-10-05", "2026-10-07"), ("2026-10-02", "2026-10-04")),
        (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
    ],
)
def test_months_are_compared_with_months_and_days_with_as_many_days(
    period: tuple[str, str], before: tuple[str, str]
) -> None:
    assert days(*period).before == days(*before)


def test_the_same_days_last_year_are_those_of_the_catalogue() -> None:
    for period in (days("2026-10-05", "2026-10-07"), days("2024-02-29", "2024-02-29")):
        assert Comparison(Against.YEAR).period(period) == period.last_year


def test_nothing_and_a_simulation_have_no_other_period() -> None:
    for against in (Comparison(Against.NOTHING), Comparison(Against.SIMULATION, 4)):
        assert against.period(days("2026-10-05", "2026-10-07")) is None


@pytest.mark.parametrize(
    "one", [BEFORE, Comparison(Against.YEAR), Comparison(Against.NOTHING), Comparison(Against.SIMULATION, 7)]
)
def test_a_comparison_is_remembered(one: Comparison) -> None:
    assert comparison_of(one.code) == one


@pytest.mark.parametrize("code", ["", "later", "simulation:", "simulation:x", "year:3", ":"])
def test_a_comparison_that_cannot_be_read_is_with_the_period_before(code: str) -> None:
    assert comparison_of(code) == BEFORE


def test_a_brushed_span_is_compared_with_as_much_of_the_other_period() -> None:
    october, september = days("2026-10-01", "2026-10-31"), days("2026-09-01", "2026-09-30")
    brushed = days("2026-10-05", "2026-10-07")
    found = moved((brushed.start, brushed.end), october, september)
    there = days("2026-09-05", "2026-09-07")
    assert found == (there.start, there.end)


def test_days_that_the_other_period_does_not_have_are_compared_with_its_last_ones() -> None:
    october, september = days("2026-10-01", "2026-10-31"), days("2026-09-01", "2026-09-30")
    for (first, last), there in (
        (("2026-10-31", "2026-10-31"), ("2026-09-30", "2026-09-30")),
        (("2026-10-26", "2026-10-28"), ("2026-09-26", "2026-09-28")),
        (("2026-10-02", "2026-10-31"), ("2026-09-01", "2026-09-30")),
    ):
        span = days(first, last)
        other = days(*there)
        assert moved((span.start, span.end), october, september) == (other.start, other.end)


@settings(max_examples=80)
@given(
    st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    st.integers(1, 80),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_no_span_lies_beyond_the_other_period(first: date, count: int, low: float, high: float) -> None:
    period = Period(first, first + timedelta(count - 1), BERLIN)
    other = period.before
    length = period.end - period.start
    span = period.start + int(low * length), period.start + int(high * length)
    found = moved((min(span), max(span)), period, other)
    assert other.start <= found[0] <= found[1] <= other.end
    assert moved((period.start, period.end), period, other) == (other.start, other.end)
