"""An alert neither begins nor ends for a moment's peak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.processes.alerts import (
    SECOND,
    USUAL,
    AlertRule,
    AlertState,
    Reading,
    rules_as_json,
    rules_from_json,
    watch,
)

CPU = AlertRule(Reading.CPU, mark=0.9, clear=0.7, seconds=10)


def followed(rule: AlertRule, values: list[float | None]) -> list[tuple[int, bool]]:
    """When the alert began and ended, by the second, with a reading each second."""
    states: dict[AlertRule, AlertState] = {}
    found = []
    for second, value in enumerate(values):
        readings = {} if value is None else {rule.reading: value}
        states, changes = watch([rule], states, readings, second * SECOND)
        found += [(second, change.began) for change in changes]
    return found


def test_it_begins_after_its_time_above_the_mark_and_ends_below_the_lower_one() -> None:
    assert followed(CPU, [0.95] * 15 + [0.8] * 5 + [0.5]) == [(10, True), (20, False)]


def test_a_peak_that_is_short_starts_nothing() -> None:
    assert followed(CPU, [0.95] * 9 + [0.5] + [0.95] * 9) == []


def test_a_reading_that_is_missing_changes_nothing() -> None:
    assert followed(CPU, [0.95] * 5 + [None] * 3 + [0.95] * 3) == [(10, True)]


def test_one_below_a_mark_works_the_other_way_round() -> None:
    free = AlertRule(Reading.DISK_FREE, mark=10, clear=20, seconds=0)
    assert followed(free, [30, 9, 15, 21, 9]) == [(1, True), (3, False), (4, True)]


def test_marks_between_which_it_would_flutter_are_refused() -> None:
    with pytest.raises(UserError, match="never settle"):
        AlertRule(Reading.CPU, mark=0.7, clear=0.9)
    with pytest.raises(UserError, match="never settle"):
        AlertRule(Reading.DISK_FREE, mark=2, clear=1)


def test_marks_and_times_that_make_no_sense_are_refused() -> None:
    for mark, clear, seconds in (
        (1.5, 0.5, 1),
        (0.9, -0.1, 1),
        (float("nan"), 0.5, 1),
        (0.9, 0.5, -1),
        (0.9, 0.5, 1e9),
    ):
        with pytest.raises(UserError, match="alert on cpu"):
            AlertRule(Reading.CPU, mark, clear, seconds)


def test_an_alert_that_is_on_goes_on_under_new_marks_and_is_over_where_nobody_watches() -> None:
    new = AlertRule(Reading.CPU, mark=0.6, clear=0.3, seconds=10)
    on = {CPU: AlertState(0, 5)}
    states, changes = watch([new], on, {Reading.CPU: 0.5}, 9 * SECOND)
    assert (states, changes) == ({new: AlertState(0, 5)}, ())
    _, [change] = watch([new], states, {Reading.CPU: 0.2}, 10 * SECOND)
    assert (change.rule, change.began) == (new, False)
    states, [change] = watch([], on, {Reading.CPU: 0.95}, 9 * SECOND)
    assert (states, change.began, change.value) == ({}, False, 0.95)


def test_rules_are_kept_as_what_differs_from_the_usual() -> None:
    assert rules_as_json(USUAL) == {}
    assert rules_from_json(None) == rules_from_json([]) == rules_from_json({"tea": [1, 2, 3]}) == USUAL
    queue = AlertRule(Reading.QUEUE, 50, 10, 0)
    changed = (*(rule for rule in USUAL if rule.reading is not Reading.CPU), queue)
    assert rules_from_json(rules_as_json(changed)) == changed


@pytest.mark.parametrize("damaged", [7, "x", [1], [0.5, 0.9, 1], ["a", "b", "c"], {"mark": 1}, [1, None, 2]])
def test_a_rule_that_cannot_be_read_is_the_usual_one(damaged: object) -> None:
    assert rules_from_json({"cpu": damaged}) == USUAL


def test_the_usual_alerts_are_sound() -> None:
    assert len({rule.reading for rule in USUAL}) == len(USUAL)


@given(st.lists(st.floats(0, 1) | st.none(), max_size=60))
def test_beginnings_and_ends_take_turns(values: list[float | None]) -> None:
    changes = [began for _, began in followed(CPU, values)]
    assert changes == [place % 2 == 0 for place in range(len(changes))]
