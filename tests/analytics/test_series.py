"""Points become a series at equal steps, and a file says where it cannot be read."""

from pathlib import Path

import numpy as np
import pytest

from revroute_desktop.analytics.series import DAY, HOUR, MINUTE, WEEK, SeriesError, series_of, usual_seasons
from revroute_desktop.analytics.series_file import read_series


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
    series = read_series(path)
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
