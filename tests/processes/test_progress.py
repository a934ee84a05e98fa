"""Rate and time left, from reports and a clock that is passed in."""

import pytest

from revroute_desktop.processes import Pace


def test_a_steady_pace_gives_rate_and_time_left() -> None:
    pace = Pace()
    for second in range(11):
        pace.update(second * 100, 5_000, "routing", float(second))
    assert pace.rate() == pytest.approx(100)
    assert pace.seconds_left(10.0) == pytest.approx(40)
    assert pace.seconds_left(15.0) == pytest.approx(35)
    assert pace.seconds_left(99.0) == 0


def test_nothing_is_said_before_enough_is_known() -> None:
    pace = Pace()
    assert pace.rate() is None
    assert pace.seconds_left(0.0) is None
    pace.update(0, 100, "routing", 0.0)
    pace.update(10, 100, "routing", 0.1)
    assert pace.rate() is None
    pace.update(50, None, "routing", 1.0)
    assert pace.rate() == pytest.approx(50)
    assert pace.seconds_left(1.0) is None


def test_work_that_stands_still_has_no_time_left() -> None:
    pace = Pace()
    pace.update(5, 10, "routing", 0.0)
    pace.update(5, 10, "routing", 3.0)
    assert pace.rate() == 0
    assert pace.seconds_left(3.0) is None


def test_the_pace_is_that_of_the_last_seconds() -> None:
    pace = Pace()
    done = 0
    for second in range(100):
        done += 1_000 if second < 50 else 10
        pace.update(done, 10**6, "routing", float(second))
    assert pace.rate() == pytest.approx(10)


@pytest.mark.parametrize(("done", "what"), [(60, "checking"), (0, "routing")])
def test_another_piece_of_work_begins_anew(done: int, what: str) -> None:
    pace = Pace()
    pace.update(0, 100, "routing", 0.0)
    pace.update(50, 100, "routing", 1.0)
    pace.update(done, 100, what, 2.0)
    assert pace.rate() is None
