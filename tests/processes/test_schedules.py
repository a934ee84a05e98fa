"""Schedules: cron times in a zone, across changes of the clock, and what is done of times slept through."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import FixedClock
from tests.processes.helpers import PROGRAM, ended, row, until

from revroute_desktop.errors import UserError
from revroute_desktop.processes import JobState, NewJob, Supervisor, Terms, history, requests, schedules
from revroute_desktop.processes.schedule_table import (
    add_schedule,
    pause_schedule,
    queue_due,
    remove_schedule,
    schedules_of,
)
from revroute_desktop.processes.schedules import LATE, MOST_AT_ONCE, CatchUp, due, next_time
from revroute_desktop.workspace import Workspace, create

CRONS = st.sampled_from(
    ["*/5 * * * *", "30 2 * * *", "0 3 * * 0", "15 1,2,3 * * *", "0 0 1 * *", "7 * * * *"]
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
BEGIN = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
HOUR = 3_600_000_000


def at(text: str, zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000


@given(CRONS, ZONES, st.integers(0, 365 * 24 * 60), st.integers(0, 60 * 24 * 60), st.sampled_from(CatchUp))
def test_what_is_due_is_in_order_in_time_and_bounded(
    cron: str, zone: str, start: int, slept: int, catch_up: CatchUp
) -> None:
    begun = BEGIN + start * 60_000_000
    next_at = next_time(cron, zone, begun)
    assert next_at > begun
    assert due(cron, zone, catch_up, next_at, next_at - 1) is None
    now = next_at + slept * 60_000_000
    found = due(cron, zone, catch_up, next_at, now)
    assert found is not None
    assert found.next_at > now
    assert list(found.run) == sorted(set(found.run))
    assert all(next_at <= each <= now for each in found.run)
    assert len(found.run) <= (MOST_AT_ONCE if catch_up is CatchUp.ALL else 1)
    if catch_up is not CatchUp.SKIP:
        assert found.run
    if catch_up is CatchUp.SKIP:
        assert all(now - each <= LATE for each in found.run)


@given(CRONS, ZONES, st.integers(0, 365 * 24), st.integers(1, 30))
def test_looking_at_every_time_runs_each_once(cron: str, zone: str, start: int, count: int) -> None:
    expected, place = [], BEGIN + start * HOUR
    for _ in range(count):
        place = next_time(cron, zone, place)
        expected.append(place)
    ran, next_at = [], expected[0]
    for now in expected:
        found = due(cron, zone, CatchUp.SKIP, next_at, now)
        assert found is not None
        ran += found.run
        next_at = found.next_at
    assert ran == expected


def test_a_time_that_the_clock_leaps_over_or_has_twice_comes_once() -> None:
    night = at("2026-03-28T12:00")
    first = next_time("30 2 * * *", "Europe/Berlin", night)
    assert first == at("2026-03-29T03:00", "Europe/Berlin")  # half past two does not exist on that day
    assert next_time("30 2 * * *", "Europe/Berlin", first) == at("2026-03-30T02:30", "Europe/Berlin")
    autumn = next_time("30 2 * * *", "Europe/Berlin", at("2026-10-24T12:00"))
    assert autumn == at("2026-10-25T00:30")  # the first of the two
    assert next_time("30 2 * * *", "Europe/Berlin", autumn) == at("2026-10-26T01:30")
    assert next_time("30 2 * * *", "Europe/Berlin", autumn + HOUR // 2) == at("2026-10-26T01:30")


def test_a_year_of_sleep_is_made_up_for_within_bounds() -> None:
    now = BEGIN + int(timedelta(days=365).total_seconds()) * 1_000_000
    found = due("* * * * *", "Europe/Berlin", CatchUp.ALL, BEGIN, now)
    assert found is not None
    assert len(found.run) == MOST_AT_ONCE
    assert found.run[-1] == now


@pytest.mark.parametrize(
    ("cron", "zone", "sentence"),
    [
        ("now and then", "UTC", "is no schedule"),
        ("* * * * * *", "UTC", "five fields"),
        ("0 0 30 2 *", "UTC", "is no schedule"),
        ("0 0 * * *", "Nowhere/Town", "is no time zone"),
        ("0 0 * * *", "../secret", "is no time zone"),
    ],
)
def test_what_is_no_schedule_is_refused_in_a_sentence(cron: str, zone: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        schedules.check(cron, zone)


def test_schedules_queue_their_jobs_and_say_what_came_of_it(tmp_path: Path, clock: FixedClock) -> None:
    with create(tmp_path / "b.revroute", zone="Europe/Berlin", actor="ada", clock=clock) as workspace:
        new = NewJob("route", ("route",), 3)
        for name, catch_up in (("a", CatchUp.SKIP), ("b", CatchUp.ONCE), ("c", CatchUp.ALL)):
            made = add_schedule(workspace, name, "0 * * * *", new, catch_up=catch_up)
            assert made.zone == "Europe/Berlin" and made.next_at > clock.now
        with pytest.raises(UserError, match="already"):
            add_schedule(workspace, "a", "0 * * * *", new, catch_up=CatchUp.SKIP)
        add_schedule(workspace, "held", "0 * * * *", new, catch_up=CatchUp.ALL)
        assert pause_schedule(workspace, "held", paused=True).paused
        clock.now += 3 * HOUR + HOUR // 2
        with workspace.desk() as desk:
            queued = queue_due(desk.sql, set(), clock.now)
            assert queue_due(desk.sql, set(), clock.now) == []
            found = {each.name: each for each in schedules_of(desk.sql)}
        assert [job.schedule for job in queued] == [found["b"].id, *[found["c"].id] * 3]
        assert {(job.kind, job.priority, job.arguments) for job in queued} == {("route", 3, ("route",))}
        assert (found["a"].note, found["b"].note, found["c"].note) == (
            "3 missed, let go.",
            "2 missed, let go.",
            None,
        )
        clock.now += HOUR
        with workspace.desk() as desk:
            held_up = queue_due(desk.sql, {found["b"].id}, clock.now)
            notes = {each.name: each.note for each in schedules_of(desk.sql)}
        assert found["b"].id not in {job.schedule for job in held_up}
        assert notes["b"] == "Not queued: the job before has not ended."
        remove_schedule(workspace, "a")
        with pytest.raises(UserError, match="no schedule 'a'"):
            remove_schedule(workspace, "a")
        with pytest.raises(UserError, match="no schedule 'a'"):
            pause_schedule(workspace, "a", paused=False)


def test_a_supervisor_runs_what_is_due(workspace: Workspace) -> None:
    add_schedule(workspace, "often", "* * * * *", NewJob("x", ("noop",)), catch_up=CatchUp.ONCE)
    supervisor = Supervisor(workspace, command=PROGRAM)
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_schedule SET next_at = ?", (workspace.clock() + 300_000,))
        desk.sql.execute("UPDATE desk_supervisor SET changes = changes + 1")

    def done() -> bool:
        with workspace.read() as session:
            return [job.state for job in history.jobs(session.sql)] == [JobState.DONE]

    until(done)
    supervisor.close()


def test_a_schedule_that_this_machine_cannot_read_is_paused_and_holds_up_nothing(
    workspace: Workspace,
) -> None:
    add_schedule(workspace, "far", "* * * * *", NewJob("x", ("noop",)), catch_up=CatchUp.ONCE)
    supervisor = Supervisor(workspace, command=PROGRAM)
    until(lambda: supervisor.leading)
    with workspace.desk() as desk:
        desk.sql.execute("UPDATE desk_schedule SET zone = 'Moon/Sea', next_at = ?", (workspace.clock(),))
        desk.sql.execute("UPDATE desk_supervisor SET changes = changes + 1")
    assert supervisor.start("x", ["noop"]).wait(30)

    def found() -> tuple[bool, str | None]:
        with workspace.read() as session:
            [schedule] = schedules_of(session.sql)
        return schedule.paused, schedule.note

    until(lambda: found()[0])
    supervisor.close()
    assert "'Moon/Sea' is no time zone" in str(found()[1])


def test_a_clock_that_was_ahead_leaves_nothing_waiting_for_its_time(tmp_path: Path) -> None:
    ahead = [1_000 * 24 * HOUR]

    def clock() -> int:
        return time.time_ns() // 1_000 + ahead[0]

    with create(tmp_path / "b.revroute", zone="UTC", actor="ada", clock=clock) as workspace:
        add_schedule(workspace, "hourly", "0 * * * *", NewJob("x", ("noop",)), catch_up=CatchUp.SKIP)
        job = requests.add(workspace, NewJob("x", ("noop",), terms=Terms(retries=1, backoff=100)))
        with workspace.desk() as desk:
            history.change(desk.sql, job.id, 0, not_before=clock() + 100_000_000)
        supervisor = Supervisor(workspace, command=PROGRAM)
        until(lambda: supervisor.leading)
        assert ended(supervisor.start("x", ["noop"])).state is JobState.DONE
        assert row(workspace, job.id).state is JobState.QUEUED
        ahead[0] = 0
        until(lambda: row(workspace, job.id).state is JobState.DONE)
        supervisor.close()
        with workspace.read() as session:
            [schedule] = schedules_of(session.sql)
        assert schedule.next_at <= clock() + HOUR
