"""Points become a series at equal steps, and a file says where it cannot be read."""

from pathlib import Path

import numpy as np
import pytest

from revroute_desktop.analytics.series import DAY, HOUR, MINUTE, WEEK, SeriesError, series_of, usual_seasons
from revroute_desktop.analytics.series_file import FileSeries, read_series


def test_steps_without_a_point_are_gaps_and_points_that_share_one_are_averaged() -> None:
    at = np.array([0, HOUR, HOUR, 4 * HOUR, 2 * HOUR], np.int64)
    series = series_of(at, np.array([1.0, 2.0, 4.0, 9.0, 5.0]))
    assert (series.start, series.step, series.measured) == (0, HOUR, 4)
    assert series.values.tolist()[:3] == [1, 3, 5] and np.isnan(series.values[3])
    assert series.end == 5 * HOUR and series.at[-1] == 4 * HOUR


def test_points_far_apart_are_refused_rather_than_filled() -> None:
    at = np.array([0, MINUTE, 2 * MINUTE, 10_000 * WEEK], np.int64)
    with pytest.raises(SeriesError, match="shorter range"):
        series_of(at, np.ones(4))


@pytest.mark.parametrize(
    ("step", "seasons"),
    [(5 * MINUTE, (288,)), (HOUR, (24, 168)), (DAY, (7,)), (WEEK, (52,)), (30 * DAY, (12,))],
)
def test_peoples_seasons(step: int, seasons: tuple[int, ...]) -> None:
    assert usual_seasons(step) == seasons


def test_a_file_is_read_with_its_gaps(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_text(
        "timestamp,value\n2026-03-01 00:00:00,1\n2026-03-01T01:00:00Z,\n2026-03-01T03:00:00+01:00,3.5\n"
    )
    series = read_series(path).series
    assert series.step == HOUR and series.values[[0, 2]].tolist() == [1, 3.5] and series.measured == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "holds no figures"),
        ("timestamp,value\n", "holds no figures"),
        ("2026-03-01\n", "line 1: a time and a value"),
        ("a,b\nyesterday,1\n", "line 2: 'yesterday' is no time"),
        ("2026-03-01,twelve\n", "line 1: 'twelve' is no number"),
        ("2026-03-01,inf\n", "line 1: 'inf' is no figure"),
        ("2026-03-01,1\n", "two different times"),
        (
            "2026-03-01,1\n2026-03-02,2\n2026-03-01T01:00+01:00,3\n",
            "lines 1 and 3: both give a figure of 2026-03-01T",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "visits.csv"
    path.write_text(text)
    with pytest.raises(SeriesError, match=says):
        read_series(path)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeriesError, match="cannot be read"):
        read_series(tmp_path / "none.csv")
    (tmp_path / "noise.csv").write_bytes(b"\xff\xfe\x00\x01" * 50)
    with pytest.raises(SeriesError, match="no CSV file"):
        read_series(tmp_path / "noise.csv")


def read_lines(path: Path, times: list[str]) -> FileSeries:
    path.write_text("".join(f"{time},{place}\n" for place, time in enumerate(times)))
    return read_series(path)


@pytest.mark.parametrize(
    ("times", "months", "ahead"),
    [
        (["2024-10-01", "2024-11-01", "2024-12-01"], 1, ["2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z"]),
        (["2024-12-31", "2025-01-31", "2025-03-31"], 1, ["2025-04-30T00:00:00Z", "2025-05-31T00:00:00Z"]),
        (["2024-04-01", "2024-07-01", "2025-01-01"], 3, ["2025-04-01T00:00:00Z", "2025-07-01T00:00:00Z"]),
        (["2020-02-29", "2021-02-28", "2022-02-28"], 12, ["2023-02-28T00:00:00Z", "2024-02-29T00:00:00Z"]),
        (
            ["2026-02-01T00:00+01:00", "2026-03-01T00:00+01:00", "2026-04-01T00:00+02:00"],
            1,
            ["2026-05-01T00:00:00", "2026-06-01T00:00:00"],
        ),
        (
            ["2026-03-28T00:00+01:00", "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00"],
            0,
            ["2026-03-31T00:00:00", "2026-04-01T00:00:00"],
        ),
        (
            ["2026-03-27T23:00Z", "2026-03-28T23:00Z", "2026-03-29T22:00Z", "2026-03-30T22:00Z"],
            0,
            ["2026-03-31T22:00:00Z", "2026-04-01T22:00:00Z"],
        ),
        (
            ["2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00"],
            0,
            ["2026-03-29T03:00:00Z", "2026-03-29T04:00:00Z"],
        ),
    ],
)
def test_steps_go_on_as_the_files_own_calendar(
    tmp_path: Path, times: list[str], months: int, ahead: list[str]
) -> None:
    read = read_lines(tmp_path / "sales.csv", times)
    assert read.months == months and read.series.measured == len(times)
    assert [read.time_words(at) for at in read.following(2)] == ahead


def test_months_that_are_missing_are_gaps_on_their_own_days(tmp_path: Path) -> None:
    read = read_lines(tmp_path / "sales.csv", ["2024-12-31", "2025-01-31", "2025-03-31", "2025-04-30"])
    shown = [read.time_words(at)[:10] for at in read.series.at.tolist()]
    assert shown == ["2024-12-31", "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]
    assert np.isnan(read.series.values[2]) and usual_seasons(read.series.step) == (12,)


def test_a_time_given_twice_in_a_long_recording_is_said(shared_data: Path) -> None:
    twice = {}
    for path in sorted((shared_data / "nab").rglob("*.csv")):
        read = read_series(path)
        assert read.months == 0 and read.series.measured > 1000
        if read.doubled:
            twice[path.stem] = read.note
    assert len(twice) == 4
    assert twice["speed_t4013"] == (
        "One time is given more than once (first 2015-09-10T05:33:00Z, lines 894 and 895); the mean counts."
    )
