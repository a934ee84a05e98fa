"""The header's period."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.console.books.period import ALL_TIME, Period, day_range, period_of, presets

DAYS = st.dates(date(1971, 1, 1), date(2100, 1, 1))


def test_presets_are_those_of_the_day_of_the_books() -> None:
    named = dict(presets(date(2026, 11, 3)))
    assert named["This quarter"].title == "Q4 2026"
    assert named["Last quarter"].title == "Q3 2026"
    assert named["Last year"].title == "2025"
    assert named["Last month"].title == "October 2026"
    assert named["Last 7 days"].title == "28 Oct to 3 Nov 2026"
    assert named["Today"].title == "3 Nov 2026"


def test_a_range_is_written_as_short_as_it_can_be() -> None:
    assert day_range(date(2026, 10, 19), date(2026, 10, 28)).title == "19 to 28 Oct 2026"
    assert day_range(date(2025, 12, 30), date(2026, 1, 2)).title == "30 Dec 2025 to 2 Jan 2026"


def test_days_begin_and_end_at_midnights_of_the_zone() -> None:
    day = day_range(date(2026, 10, 25), date(2026, 10, 25)).instants(ZoneInfo("Europe/Berlin"))
    assert day is not None
    assert day[1] - day[0] == 25 * 3_600_000_000


def test_a_range_whose_ends_are_exchanged_is_refused() -> None:
    with pytest.raises(ValueError, match="is after"):
        day_range(date(2026, 2, 1), date(2026, 1, 1))


def test_a_quarter_moves_by_quarters() -> None:
    quarter = Period(12 * 2026, 3)
    assert quarter.moved(-1, ALL_TIME).title == "Q4 2025"


@given(DAYS, st.integers(0, 400))
def test_a_range_moves_by_its_own_length_without_gap(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    period = day_range(first, last)
    before, days = period.moved(-1, ALL_TIME).days(), period.days()
    assert before is not None and days is not None
    assert before[1] == days[0] and before[1] - before[0] == days[1] - days[0]


@given(DAYS)
def test_a_remembered_period_comes_back(day: date) -> None:
    for period in (ALL_TIME, day_range(day, day), *(p for _, p in presets(day))):
        assert period_of(period.code) == period


@pytest.mark.parametrize(
    "code", ["", "months:x:1", "days:5:5", "weeks:1:2", "months:5", "months:9999999999:1"]
)
def test_what_cannot_be_read_is_all_time(code: str) -> None:
    assert period_of(code).is_all
