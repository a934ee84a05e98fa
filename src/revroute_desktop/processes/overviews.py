"""Puts together what a person sees of the queue, once a second, on the supervisor's thread."""

import json
import os
import sqlite3
from collections.abc import Callable, Mapping

from revroute_desktop.processes import history, lease, schedule_table, steering_table
from revroute_desktop.processes.crew import Crew
from revroute_desktop.processes.desk_queue import DeskQueue
from revroute_desktop.processes.history import JobRecord
from revroute_desktop.processes.lease import Lease
from revroute_desktop.processes.overview import ENDED_SHOWN, JobProgress, Overview
from revroute_desktop.processes.runs_table import RunNote, runs_since
from revroute_desktop.processes.schedule_table import Schedule
from revroute_desktop.processes.states import JobState
from revroute_desktop.processes.steering import Steering
from revroute_desktop.processes.steering_table import AlertNote
from revroute_desktop.processes.store import Store
from revroute_desktop.processes.tuning import Decision

RUNS_SHOWN = 30 * 60 * 1_000_000
"""Microseconds over which runs are shown."""

_DECISIONS = 100


class Overviews:
    """Gives `then` an overview after each sample and after each change; without it nothing is read."""

    def __init__(
        self,
        store: Store,
        held: Lease,
        steering: Steering,
        then: Callable[[Overview], None] | None,
    ) -> None:
        self._store = store
        self._lease = held
        self._steering = steering
        self._then = then
        self._seen: object = None
        self._version: int | None = None
        self._jobs: tuple[JobRecord, ...] = ()
        self._runs: tuple[RunNote, ...] = ()
        self._schedules: tuple[Schedule, ...] = ()
        self._decisions: tuple[tuple[int, Decision], ...] = ()
        self._alerts: tuple[AlertNote, ...] = ()
        self._leader: int | None = None

    def show(
        self, queue: DeskQueue, crew: Crew, now: int, *, leading: bool, version: int | None
    ) -> dict[int, int | None]:
        """Show an overview where there is news; returns the workers of another program that leads."""
        sample = self._steering.live.newest()
        moment = (None if sample is None else sample.at, version)
        if self._then is None or moment == self._seen:
            return self._workers_elsewhere(leading)
        self._seen = moment
        if version is None or version != self._version or not self._store.kept:
            with self._store.read() as sql:
                self._read(sql)
            self._version = version
        self._then(
            Overview(
                at=now,
                pid=os.getpid(),
                cores=os.cpu_count() or 1,
                leader=os.getpid() if leading else self._leader,
                automatic=self._steering.automatic,
                jobs=self._jobs,
                progress=self._progress(crew, leading),
                workers=crew.workers() if leading else self._workers_elsewhere(leading),
                worked=crew.jobs_of_workers(),
                numbers=crew.numbers() if leading else self._numbers_elsewhere(),
                runs=self._runs,
                lanes=self._steering.lanes(queue, crew, now),
                settings=queue.settings,
                schedules=self._schedules,
                metrics=self._steering.live.metrics(),
                decisions=self._decisions,
                alerts=self._alerts,
                standing=self._steering.standing,
            )
        )
        return self._workers_elsewhere(leading)

    def _read(self, sql: sqlite3.Connection) -> None:
        self._jobs = tuple(history.listed(sql, ENDED_SHOWN))
        self._runs = tuple(runs_since(sql, self._store.now() - RUNS_SHOWN))
        self._schedules = tuple(schedule_table.schedules_of(sql))
        self._decisions = tuple(steering_table.decisions(sql, _DECISIONS))
        self._alerts = tuple(steering_table.alerts(sql))
        holder = lease.living_holder(sql, self._lease.token.split()[0])
        self._leader = None if holder is None else holder.process.pid

    def _workers_elsewhere(self, leading: bool) -> dict[int, int | None]:
        if leading:
            return {}
        return {
            record.worker.pid: record.id
            for record in self._jobs
            if record.worker is not None and record.state in (JobState.RUNNING, JobState.PAUSED)
        }

    def _numbers_elsewhere(self) -> dict[int, int]:
        running = {note.job: note.worker for note in self._runs if note.ended_at is None}
        return {pid: running.get(job or 0, 1) for pid, job in self._workers_elsewhere(False).items()}

    def _progress(self, crew: Crew, leading: bool) -> Mapping[int, JobProgress]:
        if not leading:
            return {
                record.id: _noted(record.progress) for record in self._jobs if record.progress is not None
            }
        found = {}
        for id, run in crew.runs.items():
            if run.shown is not None:
                found[id] = JobProgress(
                    run.shown.done, run.shown.total, run.shown.what, run.pace.rate(), run.left()
                )
        return found


def _noted(text: str) -> JobProgress:
    note = json.loads(text)
    return JobProgress(note["done"], note["total"], note["what"], note["rate"], note["left"])
