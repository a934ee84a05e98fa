"""The queue raises its slots ahead of load that is forecast, and says that it was predicted."""

import time
from pathlib import Path

from tests.analytics.test_capacity import read_log_at
from tests.analytics.traffic_rows import count_requests
from tests.processes.helpers import until

from revroute_desktop.analytics.load_ahead import foresee_load, load_ahead
from revroute_desktop.analytics.series import DAY, HOUR
from revroute_desktop.processes import Supervisor, steering_table
from revroute_desktop.processes.tuning import Expected
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace import Workspace, create

DAYS = 40
BUSY = 10_000


def with_traffic(path: Path, busy: range, *, until_hour: int) -> Workspace:
    """Forty days of traffic by the hour up to an hour since 1970: much of it in some hours of each day."""
    workspace = create(path, zone="UTC", actor="ada")
    first = until_hour - DAYS * 24
    rows = [
        (hour * HOUR // MINUTE, BUSY if (hour - until_hour) % 24 in busy else 100)
        for hour in range(first, until_hour)
    ]
    rows.append((until_hour * HOUR // MINUTE, 1))
    count_requests(workspace, rows)
    return workspace


def test_hours_that_one_slot_does_not_bear_are_foreseen(tmp_path: Path) -> None:
    hour = 500_000
    with with_traffic(tmp_path / "books.revroute", range(3, 6), until_hour=hour) as workspace:
        now = hour * HOUR + 20 * MINUTE
        with workspace.read() as session:
            untimed = load_ahead(session.sql, "UTC", now)
        assert untimed.expected == () and len(untimed.unknown) == 2
        # A slot reads 8,000 lines an hour, and is full at half of them.
        read_log_at(workspace, 80_000, 36_000)
        with workspace.read() as session:
            found = load_ahead(session.sql, "UTC", now)
            long_ago = load_ahead(session.sql, "UTC", now + 30 * DAY)
    (one,) = found.expected
    assert (one.lane, one.slots) == ("traffic import", 3)
    assert (one.at, one.until) == ((hour + 3) * HOUR, (hour + 6) * HOUR)
    assert "log lines an hour from 11:00 to 14:00" in one.why
    assert long_ago.expected == () and any("too old" in sentence for sentence in long_ago.unknown)


def test_what_was_foreseen_stands_beside_what_was_handed_in(tmp_path: Path) -> None:
    hour = int(time.time()) // 3600
    with with_traffic(tmp_path / "books.revroute", range(24), until_hour=hour) as workspace:
        read_log_at(workspace, 80_000, 36_000)
        steering_table.hand_in(workspace, [Expected("load", 1, 2, 1, "once")])
        assert foresee_load(workspace).expected
        with workspace.read() as session:
            assert len(steering_table.handed_in(session.sql)) == 1
            assert (
                steering_table.foreseen(session.sql)
                == load_ahead(session.sql, "UTC", workspace.clock()).expected
            )


def test_a_job_hands_the_forecast_to_the_queue_which_raises_its_slots(tmp_path: Path) -> None:
    hour = int(time.time()) // 3600
    with with_traffic(tmp_path / "books.revroute", range(24), until_hour=hour) as workspace:
        read_log_at(workspace, 80_000, 36_000)
        supervisor = Supervisor(workspace)
        try:
            supervisor.start("forecast", ("forecast", "--work"))

            def predicted() -> bool:
                with workspace.read() as session:
                    made = [decision for _, decision in steering_table.decisions(session.sql)]
                return any(
                    one.predicted and one.lane == "traffic import" and one.because.startswith("forecast of")
                    for one in made
                )

            until(predicted, 60)
        finally:
            supervisor.close()
