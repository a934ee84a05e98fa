"""Slots and chunks follow what the machine bears, within bounds, each change with its reason."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.processes.tuning import (
    BATCH,
    CALM_BETWEEN,
    LEAD,
    SECOND,
    SLOTS,
    Bounds,
    Expected,
    Readings,
    Setting,
    Tuning,
    What,
    decide,
)

NOW = 1_772_000_000 * SECOND
BUSY = Readings(NOW, cpu=0.3, memory=0.3, waiting={"import": 3}, running={"import": 1})


def test_waiting_jobs_get_one_slot_more_while_the_machine_has_room() -> None:
    tuning, (decision,) = decide(Tuning(), BUSY)
    assert (decision.lane, decision.what, decision.before, decision.after) == ("import", What.SLOTS, 1, 2)
    assert decision.because == "3 jobs wait and the machine has room" and not decision.predicted
    _, soon = decide(tuning, replace(BUSY, at=NOW + SECOND, running={"import": 2}))
    assert soon == (), "the effect of a change is seen before the next"
    _, later = decide(tuning, replace(BUSY, at=NOW + CALM_BETWEEN, running={"import": 2}))
    assert later[0].after == 3


def test_strain_halves_the_slots_of_what_runs_then_its_chunks() -> None:
    tuning = Tuning({"import": Setting(4, 10_000), "route": Setting(4, 10_000)})
    strained = Readings(NOW, turn_ms=120, running={"import": 4})
    tuning, (decision,) = decide(tuning, strained)
    assert (decision.lane, decision.after) == ("import", 2)
    assert decision.because == "a turn of the window took 120 ms, over 50 ms"
    changes = []
    for second in range(2, 30, 2):
        tuning, made = decide(tuning, replace(strained, at=NOW + second * SECOND))
        changes += [(one.what, one.after) for one in made]
    assert changes == [
        (What.SLOTS, 1),
        (What.BATCH, 5000),
        (What.BATCH, 2500),
        (What.BATCH, 1250),
        (What.BATCH, 1000),
    ]


def test_slots_are_there_before_load_that_is_known_and_stay_while_it_lasts() -> None:
    coming = Expected("load", NOW + LEAD, NOW + 10 * LEAD, 3, "schedule nightly run")
    _, before = decide(Tuning(), Readings(NOW - SECOND), [coming])
    assert before == ()
    tuning, (decision,) = decide(Tuning(), Readings(NOW), [coming])
    assert decision.predicted and (decision.after, decision.because) == (3, "schedule nightly run")
    strained = Readings(NOW + 2 * LEAD, memory=0.99, running={"load": 3})
    _, made = decide(tuning, strained, [coming])
    assert all(one.what is What.BATCH for one in made), "known load keeps its slots"


def test_a_chunk_that_takes_too_long_is_made_smaller_and_grows_again_in_steps() -> None:
    tuning, (decision,) = decide(Tuning(), Readings(NOW, running={"route": 1}, chunk_ms={"route": 1800}))
    assert (decision.what, decision.after) == (What.BATCH, 5000)
    later = Readings(NOW + CALM_BETWEEN, running={"route": 1}, chunk_ms={"route": 150})
    _, (grown,) = decide(tuning, later)
    assert grown.after == 6000


READINGS = st.builds(
    Readings,
    at=st.integers(NOW, NOW + 1000 * SECOND),
    cpu=st.none() | st.floats(0, 1),
    memory=st.none() | st.floats(0, 1),
    commit_ms=st.none() | st.floats(0, 1000),
    turn_ms=st.none() | st.floats(0, 1000),
    waiting=st.dictionaries(st.sampled_from("ab"), st.integers(0, 9)),
    running=st.dictionaries(st.sampled_from("ab"), st.integers(0, 9)),
    chunk_ms=st.dictionaries(st.sampled_from("ab"), st.floats(0, 5000)),
)
EXPECTED = st.builds(
    Expected,
    lane=st.sampled_from("ab"),
    at=st.integers(NOW, NOW + 1000 * SECOND),
    until=st.integers(NOW, NOW + 2000 * SECOND),
    slots=st.integers(0, 99),
    why=st.just("schedule"),
)


@given(st.lists(st.tuples(READINGS, st.lists(EXPECTED, max_size=2)), max_size=30))
def test_bounds_always_hold_and_every_change_is_a_decision(
    steps: list[tuple[Readings, list[Expected]]],
) -> None:
    tuning = Tuning(slots={"a": Bounds(2, 3)})
    for readings, expected in steps:
        before, (tuning, made) = tuning, decide(tuning, readings, expected)
        for lane in "ab":
            bounds = Bounds(2, 3) if lane == "a" else SLOTS
            assert bounds.least <= tuning.of(lane).slots <= bounds.most
            assert BATCH.least <= tuning.of(lane).batch <= BATCH.most
            told = {one.what: one for one in made if one.lane == lane}
            for what, old, new in (
                (What.SLOTS, before.of(lane).slots, tuning.of(lane).slots),
                (What.BATCH, before.of(lane).batch, tuning.of(lane).batch),
            ):
                assert (what in told) == (old != new)
                if what in told:
                    assert (told[what].before, told[what].after) == (old, new) and told[what].because
