"""Which version is in force when (B12), and how a version stands."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.routing.plans.versions import (
    PlanVersion,
    VersionState,
    plan_in_force,
    plan_in_force_columns,
    version_states,
)


def version(id: int, in_force_at: int) -> PlanVersion:
    return PlanVersion(id, "Test", f"{id:064x}", "", 0, in_force_at, 0, id)


versions = st.lists(st.integers(-5, 20), max_size=8).map(
    lambda instants: [version(number, at) for number, at in enumerate(instants, 1)]
)


@given(versions, st.lists(st.integers(-10, 25), max_size=30))
def test_in_force_is_the_latest_instant_and_on_a_tie_the_later_published_b12(published, occurred):
    found = plan_in_force_columns(np.array(occurred, np.int64), published)
    assert found.dtype == np.int64
    for at, index in zip(occurred, found.tolist(), strict=True):
        begun = [one for one in published if one.in_force_at <= at]
        best = max(begun, key=lambda one: (one.in_force_at, one.id), default=None)
        assert (published[index] if index >= 0 else None) is best


@given(versions, st.randoms())
def test_the_order_in_which_versions_are_given_does_not_matter(published, random):
    occurred = np.arange(-10, 25, dtype=np.int64)
    mixed = published[:]
    random.shuffle(mixed)
    before = [published[i].id if i >= 0 else 0 for i in plan_in_force_columns(occurred, published)]
    after = [mixed[i].id if i >= 0 else 0 for i in plan_in_force_columns(occurred, mixed)]
    assert before == after


def test_before_the_first_version_none_is_in_force():
    assert plan_in_force(9, [version(1, 10)]) is None
    assert plan_in_force(9, []) is None


def test_a_version_is_published_scheduled_or_superseded():
    published = [version(1, 0), version(2, 10), version(3, 10), version(4, 30), version(5, 30)]
    S = VersionState
    assert version_states(published, 20) == [
        S.SUPERSEDED,
        S.SUPERSEDED,
        S.PUBLISHED,
        S.SUPERSEDED,
        S.SCHEDULED,
    ]
    assert version_states(published, -1)[0] is S.SCHEDULED


def test_the_effective_day_is_a_date():
    assert PlanVersion(1, "a", "", "", 20000, 0, 0, 0).effective == date(2024, 10, 4)


@pytest.mark.parametrize("count", [0, 1])
def test_no_events_need_no_version(count):
    assert len(plan_in_force_columns(np.zeros(0, np.int64), [version(1, 0)] * count)) == 0
