"""Verifying a million routed events."""

from tests.benchmarks.figures import Stopwatch, record
from tests.benchmarks.generator import MILLION
from tests.benchmarks.routed import routed

from revroute_desktop.proof.verify import verify
from revroute_desktop.workspace import open_workspace


def test_100_000_events_a_second_are_verified_by_two_processes() -> None:
    workspace = open_workspace(routed(MILLION))
    with Stopwatch() as watch:
        found = verify(workspace, processes=2)
    rate = MILLION / watch.seconds
    workspace.close()
    assert found.passed
    assert found.events == MILLION
    record(
        "verify, two processes",
        events_per_second=rate,
        cpu_seconds=watch.cpu,
        postings_per_second=rate * found.postings / MILLION,
        bar=100_000,
    )
    assert rate >= 100_000
