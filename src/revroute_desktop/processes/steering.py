"""Slots and chunks as the machine bears them, and alerts: between what is sampled and what the queue does."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from revroute_desktop.processes import steering_table
from revroute_desktop.processes.alerts import USUAL, AlertChange, AlertRule, AlertState, Reading, watch
from revroute_desktop.processes.crew import Crew
from revroute_desktop.processes.desk_queue import DeskQueue
from revroute_desktop.processes.kinds import ALL, BOOKS, CHUNKED, lane_of
from revroute_desktop.processes.live import Live
from revroute_desktop.processes.overview import LaneView
from revroute_desktop.processes.queue import Room
from revroute_desktop.processes.rollups import HostMinute, JobMinute, write_minutes
from revroute_desktop.processes.schedule_table import Schedule, schedules_of
from revroute_desktop.processes.states import JobState
from revroute_desktop.processes.tuning import (
    LEAD,
    SECOND,
    SLOTS,
    Bounds,
    Decision,
    Expected,
    Readings,
    Tuning,
    decide,
)

SCHEDULED = 120 * SECOND
"""So long a job of a schedule is expected to need its slot."""

_PATIENT_MINUTES = 10  # minutes that wait for the desk while nothing else is written there


class Steering:
    """What the supervisor's thread decides each second; everything here is for that thread alone."""

    def __init__(self, live: Live, on_alert: Callable[[AlertChange], None] | None) -> None:
        self.live = live
        self.tuning = Tuning(chunked=CHUNKED)
        self.automatic = True
        self.rules: tuple[AlertRule, ...] = USUAL
        self.standing: Mapping[AlertRule, AlertState] = {rule: AlertState() for rule in USUAL}
        self._on_alert = on_alert
        self._schedules: tuple[Schedule, ...] = ()
        self._handed_in: tuple[Expected, ...] = ()
        self._read_at: tuple[int, int | None] | None = None
        self._at = 0
        self._decided: list[Decision] = []
        self._changed: list[AlertChange] = []
        self._hosts: list[HostMinute] = []
        self._jobs: list[JobMinute] = []

    def is_stale(self, queue: DeskQueue) -> bool:
        """Whether what is set has changed since it was read."""
        return self._read_at != (queue.changes, queue.next_schedule)

    def load(self, sql: sqlite3.Connection, queue: DeskQueue) -> None:
        """Read what is set: the switch, marks of alerts, schedules, load that was handed in."""
        self._read_at = (queue.changes, queue.next_schedule)
        self.automatic = steering_table.is_automatic(sql)
        self.rules = steering_table.alert_rules(sql)
        self._handed_in = (*steering_table.handed_in(sql), *steering_table.foreseen(sql))
        self._schedules = tuple(one for one in schedules_of(sql) if not one.paused)

    def follow(self, queue: DeskQueue, crew: Crew, now: int) -> None:
        """Look at the newest sample: what strains or eases the machine, and what alerts begin or end."""
        host = self.live.newest()
        if host is None or host.at == self._at:
            return
        self._at = host.at
        waiting = Counter(_lanes(queue, JobState.QUEUED, now))
        self._watch(
            {
                Reading.CPU: host.cpu,
                Reading.MEMORY: host.memory,
                Reading.DISK_FREE: float(host.disk_free),
                Reading.COMMIT_MS: host.commit_ms,
                Reading.TURN_MS: host.turn_ms,
                Reading.QUEUE: float(waiting.total()),
                Reading.FAILED: float(queue.failed_since(now - 3600 * SECOND)),
            }
        )
        if not self.automatic:
            return
        running = Counter(crew.lanes())
        readings = Readings(
            at=now,
            cpu=host.cpu,
            memory=host.memory,
            commit_ms=host.commit_ms,
            turn_ms=host.turn_ms,
            waiting=waiting,
            running=running,
            chunk_ms=crew.chunks(),
        )
        bounded = self._bounded(queue, readings)
        self.tuning, made = decide(bounded, readings, self.expected(running, now))
        self._decided += made

    def room(self, queue: DeskQueue, workers: int | None) -> Room:
        """How much may run at the same time now."""
        room = queue.settings.room(workers)
        if not self.automatic:
            return room
        lanes = {**room.lanes}
        for lane in {*lanes, *(lane_of(record.kind) for record in queue.open.values())}:
            lanes[lane] = _within(self.tuning.of(lane).slots, self._bounds(queue, lane))
        return Room(room.workers, lanes, room.each)

    def chunk(self, kind: str) -> int | None:
        """Events in one chunk of a kind; None leaves it to the command."""
        batch = self.tuning.of(lane_of(kind)).batch
        return batch if self.automatic and batch < self.tuning.batch.most else None

    def lanes(
        self, queue: DeskQueue, crew: Crew, now: int, workers: int | None = None
    ) -> tuple[LaneView, ...]:
        """All workers together, as lane ALL, and every lane that has jobs or that the operator bounded."""
        running, waiting = Counter(crew.lanes()), Counter(_lanes(queue, JobState.QUEUED, now))
        room = self.room(queue, workers)
        together = Bounds(room.workers, room.workers)
        everything = LaneView(ALL, running.total(), waiting.total(), room.workers, together, 0)
        known = {BOOKS, *room.lanes, *running, *waiting, *self.tuning.lanes}
        lanes = (
            LaneView(
                lane,
                running[lane],
                waiting[lane],
                room.of(lane),
                self._bounds(queue, lane),
                self.chunk(lane) or self.tuning.batch.most,
            )
            for lane in sorted(known)
        )
        return (everything, *lanes)

    def expected(self, running: Mapping[str, int], now: int) -> list[Expected]:
        """The load that is known of the next minutes: of schedules, handed in, or forecast."""
        found = [one for one in self._handed_in if one.until > now]
        due: dict[str, list[Schedule]] = {}
        for one in self._schedules:
            if one.next_at - LEAD <= now:
                due.setdefault(lane_of(one.kind), []).append(one)
        for lane, coming in due.items():
            first = min(coming, key=lambda one: one.next_at)
            names = ", ".join(one.name for one in coming)
            found.append(
                Expected(
                    lane,
                    first.next_at,
                    first.next_at + SCHEDULED,
                    running.get(lane, 0) + len(coming),
                    f"schedule {names} at {_clock(first.next_at, first.zone)}",
                )
            )
        return found

    # ------------------------------------------------------------ writing

    def due(self, *, leading: bool) -> bool:
        """Whether there is something to write down."""
        minutes = self.live.minutes_due()
        return bool(
            self._decided or self._changed or self._hosts or minutes >= (1 if leading else _PATIENT_MINUTES)
        )

    def write(self, sql: sqlite3.Connection) -> None:
        """Write down what was decided, alerts and minutes, in the transaction that is open."""
        hosts, jobs = self.live.take_minutes()
        # Kept until the commit: a disk that is full must not lose them.
        self._hosts += hosts
        self._jobs += jobs
        steering_table.add_decisions(sql, self._decided)
        steering_table.add_alerts(sql, self._changed)
        write_minutes(sql, self._hosts, self._jobs)

    def written(self) -> None:
        """What was written needs no writing again."""
        for done in (self._decided, self._changed, self._hosts, self._jobs):
            done.clear()

    # ------------------------------------------------------------ inside

    def _watch(self, readings: Mapping[Reading, float | None]) -> None:
        known = {reading: value for reading, value in readings.items() if value is not None}
        self.standing, changes = watch(self.rules, self.standing, known, self._at)
        self._changed += changes
        if self._on_alert is not None:
            for change in changes:
                self._on_alert(change)

    def _bounded(self, queue: DeskQueue, readings: Readings) -> Tuning:
        lanes = {*readings.waiting, *readings.running, *self.tuning.lanes}
        lanes |= {lane_of(one.kind) for one in self._schedules} | {one.lane for one in self._handed_in}
        bounds = {lane: self._bounds(queue, lane) for lane in lanes}
        held = {
            lane: replace(setting, slots=_within(setting.slots, bounds[lane]))
            for lane, setting in self.tuning.lanes.items()
        }
        return replace(self.tuning, lanes=held, slots=bounds)

    def _bounds(self, queue: DeskQueue, lane: str) -> Bounds:
        """What the operator set for a lane, and what is usual otherwise: the books keep their order."""
        usual = Bounds(1, 1) if lane == BOOKS else SLOTS
        most = queue.settings.room().lanes.get(lane, usual.most)
        least = min(most, queue.settings.least_of(lane, usual.least))
        return Bounds(least, most)


def _lanes(queue: DeskQueue, state: JobState, now: int) -> Iterable[str]:
    """The lanes of the jobs that are in a state, one each; of those that wait, what could begin now."""
    return (
        lane_of(record.kind)
        for record in queue.open.values()
        if record.state is state and (record.not_before is None or record.not_before <= now)
    )


def _within(slots: int, bounds: Bounds) -> int:
    return max(bounds.least, min(bounds.most, slots))


def _clock(at: int, zone: str) -> str:
    moment = datetime.fromtimestamp(at / 1_000_000, UTC)
    try:
        return moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
    except (KeyError, ValueError, OSError):
        # A zone that this machine does not know; the queue says so when the schedule is due.
        return f"{moment:%H:%M} UTC"
