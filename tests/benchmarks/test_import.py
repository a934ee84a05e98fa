"""Import of the published year of a shop's invoices, and of events that stand one a line."""

import sqlite3
import time
from pathlib import Path

from tests.benchmarks.figures import Stopwatch, record
from tests.benchmarks.generator import write_csv

from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.workspace import create

EVENTS = 200_000


def test_the_shop_file_is_imported_at_150_000_lines_a_second(tmp_path: Path, shared_data: Path) -> None:
    file = shared_data / "revenue" / "uci_online_retail.csv.xz"
    watches = []
    for run in range(3):
        workspace = create(tmp_path / f"{run}.revroute", zone="Europe/London", name="shop", actor="bench")
        with Stopwatch() as watch:
            result = import_revenue(workspace, file, "uci-online-retail", actor="bench")
        watches.append(watch)
        workspace.close()
        assert (result.lines, result.events, result.refused) == (541_909, 23_798, 2_102)
    watch = sorted(watches, key=lambda one: one.seconds)[1]
    rate = 541_909 / watch.seconds
    record(
        "import, shop file",
        lines_per_second=rate,
        seconds=watch.seconds,
        cpu_seconds=watch.cpu,
        bar=150_000,
    )
    assert rate >= 150_000


def test_events_one_a_line_are_imported_against_bare_inserts(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    write_csv(file, EVENTS)
    workspace = create(tmp_path / "books.revroute", zone="Europe/Berlin", name="books", actor="bench")
    begun = time.perf_counter()
    result = import_revenue(workspace, file, "generic", actor="bench")
    seconds = time.perf_counter() - begun
    assert result.events == EVENTS
    with workspace.read() as session:
        bare = _bare_seconds(session.sql, tmp_path / "bare.revroute")
    workspace.close()
    record(
        "import, events one a line",
        events_per_second=EVENTS / seconds,
        bare_events_per_second=EVENTS / bare,
        ratio=bare / seconds,
    )


def _bare_seconds(source: sqlite3.Connection, target: Path) -> float:
    """Return how long executemany takes over the rows of all events, in chunks of 10,000."""
    create(target, zone="Europe/Berlin", name="bare", actor="bench").close()
    raw = sqlite3.connect(target, isolation_level=None)
    raw.execute("PRAGMA synchronous = FULL")
    tables = ("account", "source", "import", "term", "attribute_set")
    for table in tables:
        rows = source.execute(f"SELECT * FROM {table}").fetchall()
        raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    raw.execute("PRAGMA foreign_keys = ON")
    seconds = 0.0
    for first in range(1, EVENTS + 1, 10_000):
        written = [
            (table, source.execute(f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ?", span).fetchall())
            for table, key in (("event", "id"), ("d_event_identity", "event"), ("d_event_state", "event"))
            for span in [(first, first + 9_999)]
        ]
        begun = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for table, rows in written:
            raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        raw.execute("COMMIT")
        seconds += time.perf_counter() - begun
    raw.close()
    return seconds
