"""Routing a million events to durable postings, rollups and audit, against bare inserts of the same rows."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.bare import route_beside_bare
from tests.benchmarks.figures import record
from tests.benchmarks.generator import LARGE, MILLION, waiting

CHILD = Path(__file__).with_name("child.py")
MEGABYTE = 1_000_000


def routed_alone(count: int, folder: Path) -> dict[str, float]:
    """Route so many events in a process of its own."""
    path = waiting(count, folder / "books.revroute")
    done = subprocess.run(
        [sys.executable, str(CHILD), "route", str(path)], check=True, capture_output=True, text=True
    )
    path.unlink()
    answer: dict[str, float] = json.loads(done.stdout)
    assert answer["routed"] == count
    return answer


def test_routing_a_million_events_keeps_four_tenths_of_the_rate_of_bare_inserts(tmp_path: Path) -> None:
    path = waiting(MILLION, tmp_path / "books.revroute")
    compared = route_beside_bare(path, Path(shutil.copyfile(path, tmp_path / "bare.revroute")))
    record(
        "route beside bare inserts",
        events=MILLION,
        ratio=compared.bare / compared.route,
        route_events_per_second=MILLION / compared.route,
        bare_events_per_second=MILLION / compared.bare,
        bar=0.4,
    )
    assert compared.bare / compared.route >= 0.4


def test_routing_takes_the_same_memory_for_any_number_of_events(tmp_path: Path) -> None:
    more = 5 * MILLION if LARGE else 2 * MILLION
    one = routed_alone(MILLION, tmp_path)
    many = routed_alone(more, tmp_path)
    record(
        "route",
        events=MILLION,
        events_per_second=MILLION / one["seconds"],
        cpu_seconds=one["cpu_seconds"],
        postings_per_second=one["postings"] / one["seconds"],
        peak_megabytes=one["peak_bytes"] / MEGABYTE,
        bar_events_per_second=30_000,
        bar_peak_megabytes=600,
    )
    record(
        "route, more events",
        events=more,
        events_per_second=more / many["seconds"],
        peak_megabytes=many["peak_bytes"] / MEGABYTE,
        peak_against_a_million=many["peak_bytes"] / one["peak_bytes"],
        bar=1.1,
    )
    assert MILLION / one["seconds"] >= 30_000
    assert one["peak_bytes"] < 600 * MEGABYTE
    assert many["peak_bytes"] < 600 * MEGABYTE
    assert many["peak_bytes"] <= 1.1 * one["peak_bytes"]
