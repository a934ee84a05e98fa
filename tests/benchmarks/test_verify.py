"""Verifying a million routed events."""

import time

from tests.benchmarks.figures import record
from tests.benchmarks.generator import MILLION, opened
from tests.benchmarks.routed import routed

from revroute_desktop.proof.verify import verify


def test_100_000_events_a_second_are_verified_by_two_processes() -> None:
    workspace = opened(routed(MILLION))
    begun = time.perf_counter()
    found = verify(workspace, processes=2)
    rate = MILLION / (time.perf_counter() - begun)
    workspace.close()
    assert found.passed
    assert found.events == MILLION
    record(
        "verify, two processes",
        events_per_second=rate,
        postings_per_second=rate * found.postings / MILLION,
        bar=100_000,
    )
    assert rate >= 100_000
