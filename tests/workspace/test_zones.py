"""Local time: as zoneinfo has it, over whole columns, with B18 for the hours that are odd."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revroute_desktop.workspace import zones

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Africa/Monrovia",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Gaza",
    "America/Noronha",
)
instants = st.integers(-4_000_000_000 * 10**6, 8_000_000_000 * 10**6)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


@given(st.lists(instants, min_size=1, max_size=20), st.sampled_from(ZONES))
def test_local_times_are_those_of_zoneinfo(at: list[int], zone: str) -> None:
    expected = []
    for instant in at:
        local = (EPOCH + timedelta(microseconds=instant)).astimezone(ZoneInfo(zone))
        expected.append(micros(local.replace(tzinfo=UTC)))
    columns = np.array(at, dtype=np.int64)
    assert zones.local_times(columns, zone).tolist() == expected
    assert zones.local_days(columns, zone).tolist() == [local // zones.DAY for local in expected]


@given(st.lists(instants, min_size=1, max_size=20), st.sampled_from(ZONES))
@example([micros(datetime(2011, 12, 30, 12, tzinfo=UTC))], "Pacific/Apia")
@example([micros(datetime(2024, 10, 27, 1, 30, tzinfo=UTC))], "Europe/London")
def test_a_local_time_leads_to_its_first_instant_or_to_none(local: list[int], zone: str) -> None:
    found, exists = zones.from_local_columns(np.array(local, dtype=np.int64), zone)
    for wall, instant, there in zip(local, found.tolist(), exists.tolist(), strict=True):
        moment = (EPOCH + timedelta(microseconds=wall)).replace(tzinfo=ZoneInfo(zone), fold=0)
        expected = moment.astimezone(UTC)
        back = expected.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert there == (back == moment.replace(tzinfo=None))
        if there:
            assert instant == micros(expected)


def test_B18_a_time_that_occurs_twice_means_the_first() -> None:
    first = zones.from_local(2024, 10, 27, 1, 30, zone="Europe/London")
    assert first == micros(datetime(2024, 10, 27, 0, 30, tzinfo=UTC))


def test_B18_a_time_that_the_clock_leaps_over_is_refused_by_name() -> None:
    with pytest.raises(zones.ZoneError, match="2024-03-31 01:30:00 does not exist in Europe/London"):
        zones.from_local(2024, 3, 31, 1, 30, zone="Europe/London")
    assert zones.from_local(2024, 3, 31, 0, 59, 59, 999_999, zone="Europe/London") + 1 == zones.from_local(
        2024, 3, 31, 2, zone="Europe/London"
    )


def test_a_day_begins_at_its_first_instant_even_where_the_clock_leaps_over_midnight() -> None:
    day = (date(2018, 11, 4) - date(1970, 1, 1)).days
    begins = zones.midnight(day, "America/Sao_Paulo")
    assert begins == micros(datetime(2018, 11, 4, 3, tzinfo=UTC))
    assert zones.local_day(begins, "America/Sao_Paulo") == day
    assert zones.local_day(begins - 1, "America/Sao_Paulo") == day - 1


@given(st.integers(-20_000, 60_000), st.sampled_from(ZONES))
def test_midnight_is_where_the_local_day_turns(day: int, zone: str) -> None:
    begins = zones.midnight(day, zone)
    assert zones.local_day(begins - 1, zone) < max(day, zones.local_day(begins, zone))
    assert zones.local_day(begins, zone) >= day


def test_every_zone_has_its_own_changes_in_a_century_of_samples() -> None:
    years = np.arange(1900, 2040)
    samples = (years - 1970) * 31_556_952 * zones.SECOND + 7 * zones.DAY
    for zone in ZONES:
        info = ZoneInfo(zone)
        expected = [
            (EPOCH + timedelta(microseconds=at)).astimezone(info).utcoffset() // timedelta(microseconds=1)  # type: ignore[operator]
            for at in samples.tolist()
        ]
        assert zones.offsets(samples, zone).tolist() == expected


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "localtime", "../etc/passwd", "/etc/localtime"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(zones.ZoneError, match="There is no time zone"):
        zones.load_zone(name)


def test_times_beyond_the_calendar_are_refused() -> None:
    for at in (-(2**62), 2**62):
        with pytest.raises(zones.ZoneError, match="in the years 2 to 9998"):
            zones.local_days(np.array([at], dtype=np.int64), "UTC")


def test_no_times_have_no_local_times() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert len(zones.local_days(none, "UTC")) == 0
    assert len(zones.from_local_columns(none, "UTC")[0]) == 0
