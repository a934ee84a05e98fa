"""Forecasts know the holidays of a country that was chosen, and of none that was not."""

from datetime import date, timedelta

import numpy as np
import pytest

from revroute_desktop.analytics.forecast.desk import choose_holidays, holiday_country
from revroute_desktop.analytics.forecast.forecast import WITH_HOLIDAYS, forecast
from revroute_desktop.analytics.forecast.holidays import (
    check_country,
    countries,
    holiday_columns,
    holidays_of,
)
from revroute_desktop.analytics.history import following, forecast_metric
from revroute_desktop.analytics.metrics.periods import Step, edges
from revroute_desktop.analytics.series import Floats, Series, SeriesError, usual_seasons
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import from_local, local_day, midnight

BERLIN = "Europe/Berlin"


def marks(first: date, last: date, step: Step) -> tuple[int, ...]:
    return edges(midnight(day_number(first), BERLIN), midnight(day_number(last), BERLIN), step, BERLIN)


def closed_on_holidays(first: date, last: date) -> tuple[tuple[int, ...], Floats]:
    """A shop that sells on weekdays, less at weekends, and next to nothing on the holidays of Germany."""
    known = dict(holidays_of("DE", first.year, last.year))
    chance = np.random.default_rng(7)
    days = [first + timedelta(place) for place in range((last - first).days)]
    usual = [60.0 if day.weekday() >= 5 else 100.0 for day in days]
    values = [
        0.1 * one if day in known else one * chance.normal(1, 0.05)
        for day, one in zip(days, usual, strict=True)
    ]
    return marks(first, last, Step.DAY), np.array(values)


def test_christmas_is_known_before_it_comes_again() -> None:
    at, values = closed_on_holidays(date(2024, 1, 1), date(2025, 12, 20))
    ahead = following(at[-1], 15, Step.DAY, BERLIN)
    columns = holiday_columns((*at[:-1], *ahead), Step.DAY.length, BERLIN, "DE")
    series = Series(at[0], Step.DAY.length, values)
    seasons = usual_seasons(series.step)
    knowing = forecast(series, 14, seasons, holidays=columns)
    plain = forecast(series, 14, seasons)
    assert knowing.method == WITH_HOLIDAYS
    assert {one.method for one in knowing.errors} - {one.method for one in plain.errors} == {WITH_HOLIDAYS}
    christmas = 5  # the 25th
    assert knowing.values[christmas] < 40 < 70 < plain.values[christmas]
    assert knowing.values[1] == pytest.approx(plain.values[1], rel=0.3)


def test_a_holiday_that_never_was_has_what_holidays_have_in_common() -> None:
    at, values = closed_on_holidays(date(2025, 1, 7), date(2025, 9, 28))
    ahead = following(at[-1], 11, Step.DAY, BERLIN)
    columns = holiday_columns((*at[:-1], *ahead), Step.DAY.length, BERLIN, "DE")
    found = forecast(Series(at[0], Step.DAY.length, values), 10, (7,), holidays=columns)
    unity_day = 5
    assert found.values[unity_day] < 0.75 * found.values[unity_day - 1]


@pytest.mark.parametrize(
    ("step", "days"), [(Step.HOUR, 60), (Step.DAY, 400), (Step.WEEK, 800), (Step.MONTH, 1500)]
)
def test_each_step_has_its_columns(step: Step, days: int) -> None:
    first = date(2023, 12, 1)
    at = marks(first, first + timedelta(days), step)
    columns = holiday_columns(at, step.length, BERLIN, "DE")
    assert len(columns) == len(at) - 1 and columns.any()
    # December 2023 alone has two of them, the new year begins with a third.
    assert columns.sum(axis=0).max() >= 3 * (24 if step is Step.HOUR else 1)


def test_months_count_their_holidays_and_figures_may_be_below_zero() -> None:
    at = marks(date(2019, 1, 1), date(2025, 1, 1), Step.MONTH)
    ahead = following(at[-1], 7, Step.MONTH, BERLIN)
    columns = holiday_columns((*at[:-1], *ahead), Step.MONTH.length, BERLIN, "DE")
    values = np.sin(np.arange(len(at) - 1)) * 10 - 3 * columns[: len(at) - 1].any(axis=1)
    found = forecast(Series(at[0], Step.MONTH.length, values), 6, (12,), holidays=columns)
    assert np.isfinite(found.values).all() and (found.lower <= found.upper).all()


def test_without_a_holiday_in_the_past_nothing_is_tried() -> None:
    at = marks(date(2026, 6, 15), date(2026, 9, 15), Step.DAY)
    ahead = following(at[-1], 31, Step.DAY, BERLIN)
    columns = holiday_columns((*at[:-1], *ahead), Step.DAY.length, BERLIN, "DE")
    values = 50 + 10 * np.cos(2 * np.pi * np.arange(len(at) - 1) / 7)
    found = forecast(Series(at[0], Step.DAY.length, values), 30, (7,), holidays=columns)
    assert WITH_HOLIDAYS not in {one.method for one in found.errors}


def test_countries_are_checked() -> None:
    assert {"DE", "GB", "US", "FR", "JP"} <= set(countries())
    assert check_country(" de-by ") == "DE-BY"
    assert len(holidays_of("DE-BY", 2026, 2026)) > len(holidays_of("DE", 2026, 2026))
    for wrong in ("XX", "DE-XX", "", "Germany", "DE-BY-1"):
        with pytest.raises(SeriesError, match="two letters"):
            check_country(wrong)


def test_the_country_is_chosen_for_a_workspace_and_off_before(demo: Workspace) -> None:
    now = from_local(2026, 7, 1, 12, zone=BERLIN)
    with demo.read() as session:
        assert holiday_country(session.sql) is None
    assert choose_holidays(demo, "de") == "DE"
    with demo.read() as session:
        country = holiday_country(session.sql)
        (found,) = forecast_metric(session.sql, "sales", 14, Step.DAY, BERLIN, now, country=country)
    assert WITH_HOLIDAYS in {one.method for one in found.forecast.errors}
    assert choose_holidays(demo, None) is None
    with demo.read() as session:
        assert holiday_country(session.sql) is None


def test_the_day_of_a_step_is_that_of_the_books_zone() -> None:
    new_year = midnight(day_number(date(2026, 1, 1)), BERLIN)
    columns = holiday_columns((new_year, new_year + Step.HOUR.length), Step.HOUR.length, BERLIN, "DE")
    assert columns.any() and local_day(new_year, "UTC") != local_day(new_year, BERLIN)
