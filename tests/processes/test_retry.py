"""After a failure: again after a pause that grows, or given up with the reason."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.processes import Terms
from revroute_desktop.processes.retry import Again, GiveUp, after_failure, pause
from revroute_desktop.processes.states import terms_as_json, terms_from_json

TERMS = st.builds(
    Terms,
    timeout=st.none() | st.floats(0.001, 1e6),
    retries=st.integers(0, 2_000),
    backoff=st.floats(0, 100),
    longest_backoff=st.floats(100, 10_000),
    fast=st.floats(0, 10),
    fast_limit=st.integers(1, 10),
    resumes=st.none() | st.booleans(),
)


@given(TERMS, st.integers(1, 5_000), st.integers(0, 20), st.integers())
def test_a_job_is_tried_as_often_as_was_said_and_no_more(
    terms: Terms, failures: int, fast: int, seed: int
) -> None:
    decided = after_failure(terms, failures, fast, random.Random(seed))
    if failures > terms.retries:
        assert decided == GiveUp(None if not terms.retries else f"Given up after {failures} failures.")
    elif fast >= terms.fast_limit:
        assert isinstance(decided, GiveUp) and f"{fast} times in a row" in (decided.reason or "")
    else:
        assert isinstance(decided, Again)
        assert 0 <= decided.delay <= terms.longest_backoff


@given(st.integers(1, 3_000), st.integers())
def test_pauses_double_up_to_the_longest_and_are_spread(failures: int, seed: int) -> None:
    terms = Terms(backoff=1.0, longest_backoff=64.0)
    whole = min(64.0, 2.0 ** min(failures - 1, 10))
    assert whole / 2 <= pause(terms, failures, random.Random(seed)) <= whole


@given(TERMS)
def test_terms_are_kept_as_they_are(terms: Terms) -> None:
    assert terms_from_json(terms_as_json(terms)) == terms
    assert terms_from_json('{"of a later version": 1}') == Terms()


def test_terms_without_sense_are_refused() -> None:
    for wrong in (
        {"timeout": 0.0},
        {"timeout": float("nan")},
        {"retries": -1},
        {"fast_limit": 0},
        {"backoff": -1.0},
        {"backoff": 10.0, "longest_backoff": 1.0},
    ):
        with pytest.raises(UserError):
            Terms(**wrong)  # type: ignore[arg-type]
