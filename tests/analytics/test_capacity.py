"""Capacity is the rate that the best run bore with its thresholds kept, against the peaks to be expected."""

import json
from pathlib import Path

import numpy as np
from tests.analytics.traffic_rows import count_requests
from tests.traffic.load.samples import second
from tests.traffic.load.test_runs import SCENARIO, TARGET

from revroute_desktop.analytics.capacity import capacity
from revroute_desktop.analytics.measured_rates import import_rate, postings_of_event, routing_rate
from revroute_desktop.analytics.needs import Kind, Place
from revroute_desktop.analytics.place import place_of
from revroute_desktop.analytics.series import DAY
from revroute_desktop.traffic.load.runs import RunState, add_seconds, begin_run, end_run
from revroute_desktop.traffic.load.target.ownership import Proof, ProvedBy
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.zones import from_local

DAYS = 40
BEGIN = 20_600 * DAY


def growing(folder: Path) -> Workspace:
    """Forty days whose busiest minute grows by a request a second each day."""
    workspace = create(folder / "books.revroute", zone="UTC", actor="ada")
    rows = [
        ((BEGIN + day * DAY + hour * 60 * MINUTE) // MINUTE, 60 * (day + 1) if hour == 12 else 6)
        for day in range(DAYS)
        for hour in range(24)
    ]
    rows.append(((BEGIN + DAYS * DAY) // MINUTE, 1))
    count_requests(workspace, rows)
    # The operator's own load is no traffic that has to be borne.
    count_requests(workspace, [(rows[0][0], 900_000)], bot=11)
    return workspace


def bear(workspace: Workspace, name: str, rate: int, state: RunState) -> None:
    run = begin_run(workspace, name, SCENARIO, Proof(TARGET, "127.0.0.1", ProvedBy.LOOPBACK))
    add_seconds(workspace, run, [second(place, [5] * rate) for place in range(12)])
    end_run(workspace, run, state, None, (), 1)


def test_the_day_on_which_capacity_is_passed_is_named(tmp_path: Path) -> None:
    with growing(tmp_path) as workspace:
        bear(workspace, "small", 20, RunState.PASSED)
        bear(workspace, "large", 55, RunState.PASSED)
        bear(workspace, "broken", 500, RunState.FAILED)
        with workspace.read() as session:
            found = capacity(session.sql, "UTC", BEGIN + (DAYS + 1) * DAY, days=30)
    assert found.borne is not None and found.borne.run.run == "large"
    assert found.borne.per_second == 55 and found.busiest == DAYS
    assert found.passed_on is not None
    passed = next(one for one in found.peaks if one.day == found.passed_on)
    assert (
        passed.upper > 55 >= max((one.upper for one in found.peaks if one.day < found.passed_on), default=0)
    )
    assert np.isclose(found.peaks[0].per_second, DAYS + 1, atol=3)


def read_log_at(workspace: Workspace, lines: int, seconds: float) -> None:
    with workspace.desk() as desk:
        desk.sql.execute(
            "INSERT INTO desk_job (kind, arguments, state, attempt, started_at, finished_at, result)"
            " VALUES ('traffic import', '[]', 'done', 1, 0, ?, ?)",
            (int(seconds * 1_000_000), json.dumps({"lines": lines})),
        )


def test_workers_and_lines_are_told_by_what_was_timed(tmp_path: Path) -> None:
    with growing(tmp_path) as workspace:
        read_log_at(workspace, 500, 0.001)
        with workspace.read() as session:
            assert import_rate(session.sql) is None, "of 500 lines nothing can be told"
        read_log_at(workspace, 32_400, 36_000)
        read_log_at(workspace, 18_000, 36_000)
        with workspace.read() as session:
            rate = import_rate(session.sql)
            found = capacity(
                session.sql, "UTC", BEGIN + (DAYS + 1) * DAY, days=30, place=Place(1 << 20, 1 << 30, 1)
            )
    assert rate is not None and rate.per_second == 0.9
    needs = {one.kind: one for one in found.needs}
    lines, workers = needs[Kind.LINES], needs[Kind.WORKERS]
    assert lines.have == 3240 and lines.newest == 60 * DAYS
    assert workers.have == 1 and workers.upper == lines.upper / 3240
    assert workers.passed_on == lines.passed_on is not None
    assert Kind.EVENTS not in needs and Kind.DISK not in needs and found.costs == ()


def test_books_without_logs_have_a_capacity_too(shop: Workspace) -> None:
    place = place_of(shop)
    assert place.size > 1 << 20 and place.workers == 2
    with shop.read() as session:
        rate = routing_rate(session.sql)
        assert rate is not None and 100 < rate.per_second < 1_000_000
        assert 2 <= postings_of_event(session.sql) <= 20
        now = from_local(2011, 12, 10, zone="Europe/London")
        found = capacity(session.sql, "Europe/London", now, days=60, place=place, country="GB")
        full = capacity(session.sql, "Europe/London", now, days=60, place=Place(place.size, 1_000, 2))
    assert found.peaks == () and found.passed_on is None and len(found.events) == 60
    needs = {one.kind: one for one in found.needs}
    assert set(needs) == {Kind.EVENTS, Kind.WORKERS, Kind.DISK}
    assert needs[Kind.DISK].newest < needs[Kind.DISK].expected < needs[Kind.DISK].upper
    assert needs[Kind.EVENTS].passed_on is None
    (disk,) = [one for one in full.needs if one.kind is Kind.DISK]
    assert disk.passed_on is not None and disk.passed_on <= found.events[1].day
    assert len(found.costs) == len(found.table.prices)
    assert all(one.amount > 0 for one in found.costs)
