"""The queue as its supervisor holds it: the open jobs, mirrored from the desk and written to it.

Every change is written in the transaction of the caller and taken into the mirror at once. Where that
transaction fails in the end, `load` reads the mirror anew.
"""

import json
import random
import sqlite3
from collections.abc import Sequence

from revroute_desktop.processes import history, kinds, lease, runs_table, schedule_table
from revroute_desktop.processes.groups import ProcessId
from revroute_desktop.processes.history import JobRecord, NewJob
from revroute_desktop.processes.kinds import KindSettings, lane_of
from revroute_desktop.processes.queue import Room, Waiting, choose, hindrance, next_time
from revroute_desktop.processes.retry import Again, after_failure
from revroute_desktop.processes.run import INTERRUPTED, RESUMES, Ending
from revroute_desktop.processes.states import ENDED, JobState

PRUNED_EACH = 200
"""Attempts that end between two looks for jobs and logs that are too old."""


class DeskQueue:
    """The open jobs of a workspace, by number. `chance` spreads the pauses before retries."""

    def __init__(self, chance: random.Random) -> None:
        self.open: dict[int, JobRecord] = {}
        self.settings = KindSettings({}, {})
        self.changes = -1
        self.next_schedule: int | None = None
        self._chance = chance
        self._waiting: dict[int, Waiting] = {}
        self._needs: dict[int, dict[int, JobState]] = {}
        self._ended = 0
        self._failed: dict[int, int] = {}

    def tidy(self, sql: sqlite3.Connection, now: int) -> None:
        """Where a supervisor begins: old jobs go, and so do times that a clock set too late."""
        history.prune(sql)
        self.mend_times(sql, now)

    def mend_times(self, sql: sqlite3.Connection, now: int) -> None:
        """The clock may have been ahead: nothing waits longer for it than it would have by itself."""
        history.mend_times(sql, now)
        schedule_table.mend_times(sql, now)
        self.load(sql)

    def load(self, sql: sqlite3.Connection) -> None:
        """Read all of it from the desk."""
        self.changes = lease.changes(sql)
        self.settings = kinds.kind_settings(sql)
        self.next_schedule = schedule_table.next_due(sql)
        self._needs = history.open_needs(sql)
        self.open, self._waiting = {}, {}
        for record in history.open_jobs(sql):
            self._take(record)

    def enqueue(self, sql: sqlite3.Connection, new: NewJob, now: int) -> JobRecord:
        """Write down a new job; raises WorkspaceError where it needs one that is not there."""
        record = history.enqueue(sql, new, now)
        if new.needs:
            self._needs[record.id] = history.needs(sql, record.id)
        self._take(record)
        return record

    def choose(self, running: Sequence[str], room: Room, now: int) -> list[JobRecord]:
        """The jobs to begin now; `running` are the lanes of those that run."""
        return [self.open[job.id] for job in choose(self._waiting.values(), running, room, now)]

    def next_time(self, now: int) -> int | None:
        """When something is due by its time alone, in microseconds UTC."""
        times = (next_time(self._waiting.values(), now), self.next_schedule)
        return min((at for at in times if at is not None), default=None)

    def begin(
        self, sql: sqlite3.Connection, record: JobRecord, worker: ProcessId, now: int, number: int = 1
    ) -> JobRecord | None:
        """Start the next attempt of a queued job, in the worker of a number; None where somebody took it from
        the queue meanwhile.
        """
        begun = history.begin_attempt(sql, record.id, worker, now)
        if begun is not None:
            runs_table.add_run(sql, begun.id, begun.attempt, begun.kind, number, now)
        self._take(begun if begun is not None else history.job(sql, record.id))
        return begun

    def failed_since(self, at: int) -> int:
        """How many jobs have failed for good since an instant, of those that this supervisor saw."""
        self._failed = {id: ended for id, ended in self._failed.items() if ended >= at}
        return len(self._failed)

    def hindered(self) -> list[tuple[JobRecord, str]]:
        """Queued jobs that can never begin, each with the reason."""
        found = ((self.open[id], hindrance(self._needs[id])) for id in self._waiting if id in self._needs)
        return [(record, reason) for record, reason in found if reason is not None]

    def change(self, sql: sqlite3.Connection, record: JobRecord, **columns: object) -> JobRecord | None:
        """Write columns of a job; None where another attempt counts by now."""
        changed = history.change(sql, record.id, record.attempt, **columns)
        if changed is not None:
            self._take(changed)
        return changed

    def end(
        self, sql: sqlite3.Connection, record: JobRecord, ending: Ending, seconds: float, now: int
    ) -> JobRecord | None:
        """Write down how an attempt of some seconds ended; a failure may put the job back into the queue.

        None where another attempt counts by now, so that nothing was written.
        """
        current = history.job(sql, record.id)
        if current.attempt != record.attempt:
            return None
        runs_table.end_run(sql, record.id, record.attempt, ending.state.value, now)
        if current.requested == "cancel" and ending.state is not JobState.DONE:
            ending = Ending(JobState.CANCELLED, error=ending.error)
        self._ended += 1
        if self._ended % PRUNED_EACH == 0:
            # A supervisor may run for months.
            history.prune(sql)
        record = current
        failed = ending.state in (JobState.FAILED, JobState.CRASHED)
        failures = record.failures + failed
        fast = record.fast_failures + 1 if failed and seconds < record.terms.fast else 0
        decided = after_failure(record.terms, failures, fast, self._chance) if failed else None
        again = decided if isinstance(decided, Again) else None
        return self.change(
            sql,
            record,
            state=JobState.QUEUED if again else ending.state,
            finished_at=now,
            not_before=now + int(again.delay * 1_000_000) if again else None,
            result=json.dumps(ending.result) if ending.state is JobState.DONE else None,
            error=ending.error,
            reason=decided.reason if decided else None,
            failures=failures,
            fast_failures=fast,
            progress=None,
            requested=None,
            worker=None,
        )

    def interrupt(self, sql: sqlite3.Connection, record: JobRecord, now: int) -> JobRecord | None:
        """The process that ran an attempt is gone without an end of its own making; None as for `end`."""
        current = history.job(sql, record.id)
        if current.attempt != record.attempt:
            return None
        record = current
        if record.requested == "cancel":
            return self.end(sql, record, Ending(JobState.CANCELLED), 0.0, now)
        runs_table.end_run(sql, record.id, record.attempt, "interrupted", now)
        terms = record.terms
        if not (kinds.resumes(record.kind) if terms.resumes is None else terms.resumes):
            # It may have done part of its work, and what it does twice might count twice.
            columns: dict[str, object] = {"state": JobState.CRASHED, "error": INTERRUPTED}
        elif record.requested == "pause" or (
            record.state is JobState.PAUSED and record.requested != "resume"
        ):
            columns = {"state": JobState.PAUSED}
        else:
            columns = {"state": JobState.QUEUED, "reason": RESUMES, "queued_at": now}
        return self.change(sql, record, finished_at=now, worker=None, requested=None, **columns)

    def queue_due(self, sql: sqlite3.Connection, now: int) -> None:
        """Queue what schedules ask for."""
        held = {record.schedule for record in self.open.values() if record.schedule is not None}
        for record in schedule_table.queue_due(sql, held, now):
            self._take(record)
        self.next_schedule = schedule_table.next_due(sql)

    def _take(self, record: JobRecord) -> None:
        """Have the mirror as the row is."""
        if record.state in ENDED:
            if record.state in (JobState.FAILED, JobState.CRASHED) and record.finished_at is not None:
                self._failed[record.id] = record.finished_at
            self.open.pop(record.id, None)
            self._needs.pop(record.id, None)
            for id, needs in self._needs.items():
                if record.id in needs:
                    needs[record.id] = record.state
                    if id in self.open:
                        self._take(self.open[id])
        else:
            self.open[record.id] = record
        if record.state is not JobState.QUEUED:
            self._waiting.pop(record.id, None)
            return
        needs = self._needs.get(record.id, {})
        left = frozenset(id for id, state in needs.items() if state is not JobState.DONE)
        lane = lane_of(record.kind)
        self._waiting[record.id] = Waiting(record.id, lane, record.priority, record.not_before, left)
