"""The demo's files: the same bytes from the same seed, and what a real network's files hold."""

import csv
import hashlib
import time
from collections import Counter
from pathlib import Path

import pytest

from revroute_desktop.cli.demo_data import COLUMNS, DemoFiles, write_demo_files
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.reader import read_plan


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> DemoFiles:
    return write_demo_files(tmp_path_factory.mktemp("demo"), events=4000)


def rows_of(demo: DemoFiles) -> list[dict[str, str]]:
    rows = []
    for path in demo.files:
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


def test_the_same_seed_gives_the_same_bytes_everywhere(demo):
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in demo.files)).hexdigest()
    assert digest[:16] == "7d1cf5aecb3d0983"


def test_another_seed_gives_other_files(tmp_path, demo):
    other = write_demo_files(tmp_path, seed=8, events=4000)
    assert [path.name for path in other.files] == [path.name for path in demo.files]
    assert other.files[1].read_bytes() != demo.files[1].read_bytes()


def test_fifty_thousand_events_take_seconds_at_most(tmp_path):
    start = time.perf_counter()
    made = write_demo_files(tmp_path)
    assert time.perf_counter() - start < 5
    assert 50_000 <= made.rows < 50_200


def test_what_a_network_lives_through_is_in_them(demo):
    rows = rows_of(demo)
    assert len(rows) == demo.rows
    assert {row["source"] for row in rows} == {"ad-network", "cards-eu", "cards-us", "cards-jp"}
    assert {row["currency"] for row in rows} >= {"EUR", "USD", "GBP", "JPY"}
    assert {row["attribute.treasury_share"] for row in rows} == {"80", "90", "100"}
    assert {row["attribute.schedule"] for row in rows} >= {"daily", "weekly", "bi-weekly"}
    kinds = Counter(row["kind"] for row in rows)
    assert {
        "sale",
        "subscription",
        "tip",
        "ad",
        "affiliate",
        "refund",
        "chargeback",
        "chargeback_reversal",
    } <= set(kinds)
    assert {"2025-01", "2026-06"} <= {row["time"][:7] for row in rows}


def test_what_comes_back_never_exceeds_what_was_paid(demo):
    rows = [row for row in rows_of(demo) if not row["id"].startswith(("bad", "odd"))]
    paid = {row["id"]: row for row in reversed(rows)}
    back: Counter[str] = Counter()
    for row in {row["id"]: row for row in rows}.values():
        if row["kind"] in ("refund", "chargeback") and row["original"]:
            sale = paid[row["original"]]
            assert sale["currency"] == row["currency"]
            assert sale["time"] < row["time"]
            back[row["original"]] += int(row["amount"].replace(".", ""))
    assert back
    for name, minor in back.items():
        assert -minor <= int(paid[name]["amount"].replace(".", ""))


def test_import_finds_just_the_slips_that_were_made(demo, workspace):
    results = [import_revenue(workspace, path, "generic", actor="ada") for path in demo.files]
    assert sum(result.refused for result in results) == demo.bad
    assert sum(result.conflicts for result in results) == demo.conflicts
    assert sum(result.duplicates for result in results) == demo.repeats
    assert sum(result.events for result in results) == demo.rows - demo.bad - demo.conflicts - demo.repeats


def test_a_field_is_never_without_its_column(demo: DemoFiles):
    for path in demo.files:
        header, *lines = Path(path).read_text("utf-8").splitlines()
        assert header == ",".join(COLUMNS)
        assert len(lines) > 100


def test_the_second_years_plan_follows_the_first():
    first = read_plan(resource_path("plans", "creator-network.yaml").read_text("utf-8"))
    second = resource_path("demo", "creator-network-2026.yaml").read_text("utf-8")
    assert read_plan(second, earlier=[first]).name == first.name
