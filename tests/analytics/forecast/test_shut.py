"""Where nothing ever happens nothing is forecast: closed days, nights, holidays; not where it is seldom."""

from datetime import date

import numpy as np
import pytest

from revroute_desktop.analytics.forecast.forecast import forecast
from revroute_desktop.analytics.forecast.holidays import holiday_columns
from revroute_desktop.analytics.forecast.shut import shut_ahead
from revroute_desktop.analytics.history import following, forecast_metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import DAY, HOUR, Floats, Series
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.zones import local_day


def open_days(weeks: int, shut: tuple[int, ...] = (5,), level: float = 1_000.0) -> Floats:
    """Takings by the day from a Monday on, with a rhythm and noise, none on the days that are shut."""
    chance = np.random.default_rng(11)
    days = np.arange(7 * weeks)
    takings = level + level / 5 * np.sin(days / 7 * 2 * np.pi) + chance.normal(0, level / 10, len(days))
    takings[np.isin(days % 7, shut)] = 0.0
    return takings


@pytest.mark.parametrize("shut", [(5,), (5, 6), (0, 2, 6)])
@pytest.mark.parametrize("cut", [0, 3])
def test_a_day_on_which_it_is_shut_is_expected_to_bring_nothing(shut: tuple[int, ...], cut: int) -> None:
    past = open_days(30, shut)[: 7 * 30 - cut]
    found = forecast(Series(0, DAY, past), 21, (7,))
    days = np.arange(len(past), len(past) + 21) % 7
    closed = np.isin(days, shut)
    for values in (found.values, found.lower, found.upper):
        assert not values[closed].any() and (values[~closed] > 0).all()
    assert found.total is not None and found.total.value == pytest.approx(found.values[~closed].sum())


def test_a_shut_day_is_none_for_what_goes_below_zero_on_others() -> None:
    past = open_days(30)
    past[[3, 80]] = -400.0
    found = forecast(Series(0, DAY, past), 7, (7,))
    assert (found.values[5], found.lower[5], found.upper[5]) == (0, 0, 0)


def test_nights_without_anything_are_expected_to_stay_so() -> None:
    hours = np.arange(24 * 40)
    open_ = (hours % 24 >= 9) & (hours % 24 < 18)
    past = np.where(open_, np.random.default_rng(5).poisson(20, len(hours)), 0).astype(np.float64)
    found = forecast(Series(0, HOUR, past), 48, (24, 168))
    ahead = np.arange(48) % 24
    night = (ahead < 9) | (ahead >= 18)
    assert not found.upper[night].any() and (found.values[~night] > 5).all()


def test_an_open_hour_after_a_night_has_a_range_though_none_but_shut_ones_were_tried() -> None:
    hours = np.arange(24 * 7 * 6 - 8)
    open_ = hours % 24 >= 16
    past = np.where(open_, np.random.default_rng(1).poisson(30, len(hours)) + 1, 0).astype(np.float64)
    # The twelve single hours that are tried all lie in the sixteen of the night.
    found = forecast(Series(0, HOUR, past), 1, (24, 168))
    assert found.values.min() > 5 and (found.upper > found.values).all()
    assert found.total is not None and found.total.upper > found.total.value


def test_the_hours_of_a_shut_day_are_shut_too() -> None:
    hours = np.arange(24 * 7 * 20)
    open_ = (hours % 24 >= 9) & (hours % 24 < 18) & (hours // 24 % 7 != 5)
    past = np.where(open_, np.random.default_rng(5).poisson(6, len(hours)), 0).astype(np.float64)
    found = forecast(Series(0, HOUR, past[:-31]), 168, (24, 168))
    ahead = np.roll(open_[: 7 * 24], 31)
    assert not found.upper[~ahead].any() and (found.upper[ahead] > 3).all()


def test_what_is_merely_seldom_is_not_shut() -> None:
    chance = np.random.default_rng(2)
    for _ in range(40):
        seldom = chance.poisson(0.3, 7 * 30).astype(np.float64)
        assert not shut_ahead(seldom, (7,), 14).any()


def test_a_day_that_opened_lately_is_shut_no_more() -> None:
    past = open_days(30)
    past[5 + 7 * 28] = 800.0
    assert not shut_ahead(past, (7,), 7).any()
    assert not shut_ahead(open_days(3), (7,), 7).any(), "three weeks say little"


def test_a_series_that_has_ended_has_no_more_shut_days() -> None:
    past = open_days(30)
    past[-7 * 8 :] = 0.0
    assert np.flatnonzero(shut_ahead(past, (7,), 7)).tolist() == [5]
    assert not shut_ahead(np.zeros(70), (7,), 7).any()
    assert forecast(Series(0, DAY, np.zeros(70)), 7, (7,)).upper.tolist() == [0.0] * 7


def test_holidays_on_which_it_was_always_shut_will_be_so() -> None:
    first = day_number(date(2024, 1, 1))
    edges = [day * DAY for day in range(first, first + 365 * 2 + 2)]
    columns = holiday_columns(edges, DAY, "UTC", "DE")
    past = open_days(60)[:360]
    past[columns[:360, 0] > 0] = 0.0
    found = forecast(Series(edges[0], DAY, past), 300, (7,), holidays=columns[: 360 + 300])
    on = columns[360:660, 0] > 0
    assert on.sum() > 5 and not found.values[on].any() and not found.upper[on].any()
    without = forecast(Series(edges[0], DAY, past), 300, (7,))
    assert without.values[on].any(), "nobody told it of holidays"


def test_the_published_shop_is_shut_on_saturdays_and_holidays(shop: Workspace) -> None:
    with shop.read() as session:
        (found,) = forecast_metric(session.sql, "net", 21, Step.DAY, shop.zone, shop.clock(), country="GB")
    at = following(found.line.edges[-1], 21, Step.DAY, shop.zone)
    days = [day_of(local_day(one, shop.zone)) for one in at]
    christmas = {date(2011, 12, 26), date(2011, 12, 27)}
    shut = np.array([day.weekday() == 5 or day in christmas for day in days])
    assert {date(2011, 12, 10), *christmas} <= set(days)
    assert not found.forecast.values[shut].any() and not found.forecast.lower[shut].any()
    assert (found.forecast.values[~shut & np.array([day < min(christmas) for day in days])][:10] > 0).all()
