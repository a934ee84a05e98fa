"""Capacity is the rate that the best run bore with its thresholds kept, against the peaks to be expected."""

from pathlib import Path

import numpy as np
from tests.traffic.load.samples import second
from tests.traffic.load.test_runs import SCENARIO, TARGET

from revroute_desktop.analytics.capacity import capacity
from revroute_desktop.analytics.series import DAY
from revroute_desktop.traffic.load.runs import RunState, add_seconds, begin_run, end_run
from revroute_desktop.traffic.load.target.ownership import Proof, ProvedBy
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace import Workspace, create

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
    with workspace.desk() as desk:
        desk.sql.executemany("INSERT INTO desk_traffic_minute VALUES (?, 0, ?, 0, 0, 0, 0)", rows)
        # The operator's own load is no traffic that has to be borne.
        desk.sql.execute("INSERT INTO desk_traffic_minute VALUES (?, 11, 900000, 0, 0, 0, 0)", rows[0][:1])
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
