"""Steering: slots follow the machine within the operator's bounds, every decision is written down."""

import json
import random
from pathlib import Path

import pytest
from tests.processes.helpers import PROGRAM, until

from revroute_desktop.errors import UserError
from revroute_desktop.processes import NewJob, Supervisor, requests, steering_table
from revroute_desktop.processes.alerts import USUAL, AlertChange, AlertRule, Reading
from revroute_desktop.processes.crew import Crew
from revroute_desktop.processes.desk_queue import DeskQueue
from revroute_desktop.processes.kinds import BOOKS, chunk_words, kind_settings, set_kind
from revroute_desktop.processes.limits import Limits
from revroute_desktop.processes.run import Ending
from revroute_desktop.processes.sampling import HostSample
from revroute_desktop.processes.schedule_table import (
    add_schedule,
    change_schedule,
    pause_schedule,
    schedules_of,
)
from revroute_desktop.processes.schedules import CatchUp
from revroute_desktop.processes.states import JobState
from revroute_desktop.processes.steering import Steering
from revroute_desktop.processes.tuning import SECOND, Decision, Expected, What
from revroute_desktop.workspace import Workspace

GIB = 1024**3


class Meter:
    """Stands where the sampler stands, with readings that the test gives."""

    def __init__(self) -> None:
        self.now = 0
        self.host: HostSample | None = None

    def say(self, at: int, *, cpu: float = 0.1, memory: int = 2 * GIB, turn_ms: float | None = None) -> None:
        self.host = HostSample(at, cpu, memory, 10 * GIB, 50 * GIB, None, 2.0, turn_ms)

    def newest(self) -> HostSample | None:
        return self.host

    def minutes_due(self) -> int:
        return 0

    def take_minutes(self) -> tuple[list[object], list[object]]:
        return [], []


class Desk:
    """A queue on a real desk, steered without a thread."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.meter = Meter()
        self.alerts: list[AlertChange] = []
        self.steering = Steering(self.meter, self.alerts.append)  # type: ignore[arg-type]
        self.queue = DeskQueue(random.Random(1))
        self.crew = Crew(PROGRAM, workspace.path, 1.0, lambda: None)
        self.at = workspace.clock()

    def turn(self, seconds: float = 1.0, *, cpu: float = 0.1, turn_ms: float | None = None) -> None:
        self.at += int(seconds * SECOND)
        with self.workspace.read() as session:
            self.queue.load(session.sql)
            self.steering.load(session.sql, self.queue)
        self.meter.say(self.at, cpu=cpu, turn_ms=turn_ms)
        self.steering.follow(self.queue, self.crew, self.at)
        if self.steering.due(leading=True):
            with self.workspace.desk() as desk:
                self.steering.write(desk.sql)
            self.steering.written()

    def decisions(self) -> list[Decision]:
        with self.workspace.read() as session:
            return [decision for _, decision in steering_table.decisions(session.sql)]

    def slots(self, lane: str) -> int:
        return self.steering.room(self.queue, 8).of(lane)


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace)


def test_slots_rise_ahead_of_a_schedule_and_the_decision_says_so(desk: Desk) -> None:
    for name in ("shop", "blog"):
        add_schedule(
            desk.workspace, name, "* * * * *", NewJob("traffic import", ("x",)), catch_up=CatchUp.SKIP
        )
    desk.turn()
    [made] = desk.decisions()
    assert (made.lane, made.before, made.after, made.predicted) == ("traffic import", 1, 2, True)
    assert made.because.startswith("schedule blog, shop at ")
    requests.add(desk.workspace, NewJob("traffic import", ("x",)))
    desk.turn()
    assert desk.slots("traffic import") == 2


def test_load_that_was_handed_in_raises_slots_until_it_is_over(desk: Desk) -> None:
    text = json.dumps(
        [{"lane": "load", "at": desk.at, "until": desk.at + 60 * SECOND, "slots": 3, "why": "forecast: 9:40"}]
    )
    steering_table.hand_in(desk.workspace, steering_table.expected_from_json(text))
    desk.turn()
    assert [(made.after, made.because) for made in desk.decisions()] == [(3, "forecast: 9:40")]
    desk.turn(120)
    assert desk.steering.expected({}, desk.at) == []


@pytest.mark.parametrize(
    "text", ["{", "[1]", '[{"lane": "a"}]', '[{"lane":"a","at":2,"until":1,"slots":1,"why":""}]']
)
def test_expected_load_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        steering_table.expected_from_json(text)


def test_with_the_switch_off_the_operators_most_holds(desk: Desk) -> None:
    with desk.workspace.desk() as session:
        set_kind(session.sql, "load", 2, Limits(), least=1)
    requests.add(desk.workspace, NewJob("load", ("x",)))
    desk.turn()
    assert desk.slots("load") == 1, "nothing runs yet that would show one slot to be too few"
    steering_table.switch_automatic(desk.workspace, on=False)
    desk.turn()
    assert desk.slots("load") == 2


def test_the_books_keep_their_order_unless_the_operator_says_otherwise(desk: Desk) -> None:
    for _ in range(3):
        requests.add(desk.workspace, NewJob("route", ("route",)))
    for _ in range(30):
        desk.turn(11)
    assert desk.slots(BOOKS) == 1 and desk.decisions() == []


def test_the_switch_leaves_slots_and_chunks_as_they_are_set(desk: Desk) -> None:
    steering_table.switch_automatic(desk.workspace, on=False)
    add_schedule(desk.workspace, "a", "* * * * *", NewJob("load", ("x",)), catch_up=CatchUp.SKIP)
    desk.turn(cpu=1.0)
    assert desk.decisions() == [] and desk.steering.chunk("route") is None
    steering_table.switch_automatic(desk.workspace, on=True)
    desk.turn()
    assert desk.steering.automatic


def test_a_stall_of_the_window_is_an_alert_at_once_and_is_written_down(desk: Desk) -> None:
    desk.turn(turn_ms=80)
    desk.turn(turn_ms=20)
    assert [change.began for change in desk.alerts] == [True, False]
    with desk.workspace.read() as session:
        notes = steering_table.alerts(session.sql)
    assert [(note.reading.value, note.began, note.value) for note in notes] == [
        ("turn ms", False, 20.0),
        ("turn ms", True, 80.0),
    ]


def test_marks_that_the_operator_sets_hold_from_the_next_sample_on_and_are_kept(desk: Desk) -> None:
    steering_table.set_alert(desk.workspace, Reading.TURN_MS, AlertRule(Reading.TURN_MS, 200, 100, 0))
    desk.turn(turn_ms=80)
    assert not desk.alerts
    desk.turn(turn_ms=250)
    desk.turn(turn_ms=150)
    assert [change.began for change in desk.alerts] == [True]
    steering_table.set_alert(desk.workspace, Reading.TURN_MS, None)
    desk.turn(turn_ms=150)
    assert [change.began for change in desk.alerts] == [True, False]
    desk.turn(turn_ms=9_000)
    assert len(desk.alerts) == 2
    steering_table.usual_alert(desk.workspace, Reading.TURN_MS)
    desk.turn(turn_ms=80)
    assert [change.began for change in desk.alerts] == [True, False, True]
    with desk.workspace.read() as session:
        assert steering_table.alert_rules(session.sql) == USUAL


def test_jobs_that_failed_within_the_hour_and_jobs_that_wait_can_be_watched(desk: Desk) -> None:
    for reading in (Reading.FAILED, Reading.QUEUE):
        steering_table.set_alert(desk.workspace, reading, AlertRule(reading, 1, 0.5, 0))
    for _ in range(2):
        job = requests.add(desk.workspace, NewJob("x", ("add", "1")))
        desk.turn()
        if job.id == 2:
            assert [change.rule.reading for change in desk.alerts] == [Reading.QUEUE]
    for record in list(desk.queue.open.values()):
        with desk.workspace.desk() as session:
            desk.queue.end(session.sql, record, Ending(JobState.FAILED, error="x"), 60.0, desk.at)
    desk.turn()
    readings = [(change.rule.reading, change.began) for change in desk.alerts[1:]]
    assert sorted(readings) == [(Reading.FAILED, True), (Reading.QUEUE, False)]
    desk.turn(seconds=3_700)
    assert (desk.alerts[-1].rule.reading, desk.alerts[-1].began) == (Reading.FAILED, False)


def test_the_newest_decisions_are_kept(desk: Desk) -> None:
    made = [Decision(at, "a", What.SLOTS, 1, 2, "why") for at in range(steering_table.KEPT + 5)]
    with desk.workspace.desk() as session:
        steering_table.add_decisions(session.sql, made)
    with desk.workspace.read() as session:
        kept = steering_table.decisions(session.sql, 5_000)
    assert len(kept) == steering_table.KEPT and kept[0][1].at == steering_table.KEPT + 4


def test_a_chunk_is_told_to_the_commands_that_take_one() -> None:
    assert chunk_words(("route",), 5_000) == ("--chunk", "5000")
    assert chunk_words(("import", "revenue", "a.csv"), 2_000) == ("--chunk", "2000")
    assert chunk_words(("import", "undo", "3"), 2_000) == ()
    assert chunk_words(("verify",), 2_000) == ()
    assert chunk_words(("route", "--chunk", "7"), 2_000) == ()
    assert chunk_words(("route",), None) == ()


def test_bounds_that_cross_are_refused(workspace: Workspace) -> None:
    with workspace.desk() as desk, pytest.raises(UserError, match="fewest"):
        set_kind(desk.sql, "load", 2, Limits(), least=3)
    with workspace.desk() as desk:
        set_kind(desk.sql, "load", 3, Limits(), least=2)
        assert kind_settings(desk.sql).least == {"load": 2}


def test_a_job_that_waits_gets_another_priority(workspace: Workspace) -> None:
    record = requests.add(workspace, NewJob("route", ("route",)))
    assert requests.prioritise(workspace, record.id, 9).priority == 9
    with pytest.raises(UserError):
        requests.prioritise(workspace, record.id, 5_000)
    requests.cancel(workspace, record.id)
    with pytest.raises(UserError, match="ended"):
        requests.prioritise(workspace, record.id, 1)


def test_a_schedule_is_changed_under_its_name(workspace: Workspace) -> None:
    add_schedule(workspace, "nightly", "30 2 * * *", NewJob("verify", ("verify",)), catch_up=CatchUp.ONCE)
    pause_schedule(workspace, "nightly", paused=True)
    change_schedule(workspace, "nightly", "0 4 * * *", NewJob("route", ("route",)), catch_up=CatchUp.SKIP)
    with workspace.read() as session:
        [found] = schedules_of(session.sql)
    assert (found.cron, found.kind, found.paused, found.catch_up) == (
        "0 4 * * *",
        "route",
        True,
        CatchUp.SKIP,
    )
    with pytest.raises(UserError, match="no schedule"):
        change_schedule(workspace, "other", "0 4 * * *", NewJob("route", ("route",)), catch_up=CatchUp.SKIP)


def test_jobs_of_one_lane_run_beside_each_other_once_the_machine_has_room(
    workspace: Workspace, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in "ab"]
    # Waiting jobs take no processor, so that the machine has room, whatever else runs on it.
    with workspace.desk() as desk:
        set_kind(desk.sql, "waits", 2, Limits(), least=2)
    supervisor = Supervisor(workspace, command=PROGRAM, workers=2)
    try:
        jobs = [supervisor.start("waits", ("wait for", str(file))) for file in files]
        until(lambda: all(job.view.state is JobState.RUNNING for job in jobs))
        for file in files:
            file.touch()
        for job in jobs:
            assert job.wait(30)
    finally:
        supervisor.close()


def test_expected_load_is_data(desk: Desk) -> None:
    steering_table.hand_in(desk.workspace, [Expected("load", 1, 2, 1, "once")])
    with desk.workspace.read() as session:
        assert steering_table.handed_in(session.sql) == (Expected("load", 1, 2, 1, "once"),)
    with pytest.raises(UserError, match="1000"):
        steering_table.hand_in(desk.workspace, [Expected("load", 1, 2, 1, "")] * 1_001)
