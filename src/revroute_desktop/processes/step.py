"""One commit of a supervisor: all that happened since the last, and what begins now, written at once.

First everything is written (`write`, within the transaction), then done (`act`, after the commit): a worker
hears of a job only when its attempt stands on the disk, so that what it writes counts (B26).
"""

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from revroute_desktop.processes import history, lease, requests
from revroute_desktop.processes.crew import Crew
from revroute_desktop.processes.desk_queue import DeskQueue
from revroute_desktop.processes.handles import Handles
from revroute_desktop.processes.history import JobRecord
from revroute_desktop.processes.lease import Lease
from revroute_desktop.processes.process import WorkerProcess
from revroute_desktop.processes.queue import Room
from revroute_desktop.processes.run import Ending, Run, Stop
from revroute_desktop.processes.states import JobState
from revroute_desktop.processes.store import Store
from revroute_desktop.processes.view import Job
from revroute_desktop.workspace import WorkspaceError

NOTE = 2.0
"""Seconds between two commits of a run's progress and log."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked of a job in this process: pause, resume or cancel."""

    job: Job
    what: str


class Step:
    """One commit. `gone` are the jobs whose workers, left behind by another, are no more; `room` is how much
    may run at the same time, `chunk` how many events a kind takes in one chunk, None for as many as usual.
    """

    def __init__(
        self,
        queue: DeskQueue,
        crew: Crew,
        handles: Handles,
        store: Store,
        held: Lease,
        *,
        new: Sequence[Job],
        wishes: Sequence[Wish],
        gone: Sequence[int],
        closing: bool,
        room: Room,
        chunk: Callable[[str], int | None],
    ) -> None:
        self.gone = gone
        self._queue = queue
        self._crew = crew
        self._handles = handles
        self._store = store
        self._lease = held
        self._new = new
        self._wishes = wishes
        self._closing = closing
        self._chunk = chunk
        # A job that stands still leaves its worker's place to another, but not its place in the lane.
        self._room = Room(room.workers + crew.standing(), room.lanes, room.each)
        self._now = store.now()
        self._after: list[Callable[[], None]] = []
        self._suspended: list[Run] = []
        self._taken: list[WorkerProcess] = []
        self._numbers: dict[Job, int] = {}
        self._asked = [record for record in queue.open.values() if self._asks_something(record)]
        self._notes = [run for run in crew.runs.values() if _has_news(run)]
        self._letting_go = closing and self._has_to_let_go()

    def needed(self) -> bool:
        """Whether there is anything to write."""
        if self._new or self._wishes or self.gone or self._crew.finished or self._asked or self._notes:
            return True
        if self._closing:
            return self._letting_go
        due = self._queue.next_schedule
        if due is not None and due <= self._now:
            return True
        return bool(self._queue.choose(self._crew.lanes(), self._room, self._now) or self._queue.hindered())

    def write(self, sql: sqlite3.Connection) -> None:
        """Write all of it within the transaction that is open; raises UserError."""
        if not lease.is_ours(sql, self._lease):
            raise WorkspaceError("Another process has taken over the queue of this workspace: try again.")
        if lease.changes(sql) != self._queue.changes:
            # Somebody asked for something since the last look; now nobody can any more.
            self._queue.load(sql)
            self._asked = [record for record in self._queue.open.values() if self._asks_something(record)]
        for job in self._new:
            record = self._queue.enqueue(sql, job.new, self._now)
            self._numbers[job] = record.id
            self._after.append(partial(self._handles.number, job, record))
        for run in self._crew.finished:
            self._finish(sql, run)
        for id in self.gone:
            self._interrupt(sql, self._queue.open.get(id))
        self._hear_wishes(sql)
        for record in self._asked:
            if record.id in self._queue.open:
                self._ask(sql, self._queue.open[record.id], record.requested or "")
        for run in self._notes:
            if run.record.id in self._crew.runs:
                self._note(sql, run)
        if self._closing:
            self._let_go(sql)
            return
        if self._queue.next_schedule is not None and self._queue.next_schedule <= self._now:
            self._queue.queue_due(sql, self._now)
        while hindered := self._queue.hindered():
            for record, reason in hindered:
                ended = self._queue.change(
                    sql, record, state=JobState.CANCELLED, finished_at=self._now, reason=reason
                )
                self._show(ended)
        self._begin(sql)

    def act(self) -> None:
        """Do what was written, after the commit."""
        self._crew.finished.clear()
        for act in self._after:
            act()

    def take_back(self) -> None:
        """Nothing was written: leave workers and runs as they were."""
        for run in self._suspended:
            self._crew.go_on(run)
        for worker in self._taken:
            self._crew.pool.put_back(worker, 0, 0.0)

    # ------------------------------------------------------------ ends

    def _finish(self, sql: sqlite3.Connection, run: Run) -> None:
        self._write_log(sql, run)
        ending = run.ending()
        if ending is None:
            self._interrupt(sql, run.record)
            return
        record = self._queue.end(sql, run.record, ending, run.seconds_taken, self._now)
        if record is not None:
            self._show(record, ending)
        else:
            # Another attempt counts by now; whoever waits for this one hears its own end.
            self._after.append(partial(self._handles.end, run.job, ending.state, ending.error, ending.stderr))

    def _interrupt(self, sql: sqlite3.Connection, record: JobRecord | None) -> None:
        if record is not None:
            self._show(self._queue.interrupt(sql, record, self._now))

    def _has_to_let_go(self) -> bool:
        running = any(run.stop not in (Stop.CANCEL, Stop.RELEASE) for run in self._crew.runs.values())
        waiting = any(job.number not in self._crew.runs for job in self._handles.open())
        return running or waiting

    def _let_go(self, sql: sqlite3.Connection) -> None:
        """The supervisor ends: jobs that were started here are cancelled, others go back into the queue."""
        for run in self._crew.runs.values():
            if self._handles.is_mine(run.job):
                self._ask(sql, self._queue.open[run.record.id], requests.CANCEL)
            else:
                self._after.append(partial(self._crew.stop, run, Stop.RELEASE))
        for job in self._handles.open():
            record = self._record(job)
            if record is not None and record.id not in self._crew.runs:
                self._ask(sql, record, requests.CANCEL)

    # ------------------------------------------------------------ what is asked of jobs

    def _hear_wishes(self, sql: sqlite3.Connection) -> None:
        for wish in self._wishes:
            record = self._record(wish.job)
            if record is not None:
                self._ask(sql, record, wish.what)

    def _record(self, job: Job) -> JobRecord | None:
        """The row of a job that has not ended; it may have been written in this very step."""
        id = self._numbers.get(job, job.number)
        return None if id is None else self._queue.open.get(id)

    def _asks_something(self, record: JobRecord) -> bool:
        """Whether a request on the desk still wants something done."""
        if record.requested is None:
            return False
        run = self._crew.runs.get(record.id)
        if record.requested == requests.CANCEL:
            return run.stop is not Stop.CANCEL if run is not None else record.worker is None
        return run is not None or record.worker is None

    def _ask(self, sql: sqlite3.Connection, record: JobRecord, what: str) -> None:
        run = self._crew.runs.get(record.id)
        if what == requests.CANCEL:
            self._cancel(sql, record, run)
        elif what == requests.PAUSE:
            self._pause(sql, record, run)
        elif record.state is JobState.PAUSED and run is not None:
            self._show(self._queue.change(sql, record, state=JobState.RUNNING, requested=None))
            self._after.append(partial(self._crew.go_on, run))
        elif record.state is JobState.PAUSED and record.worker is None:
            self._show(self._queue.change(sql, record, state=JobState.QUEUED, requested=None))
        elif record.requested is not None:
            self._queue.change(sql, record, requested=None)

    def _cancel(self, sql: sqlite3.Connection, record: JobRecord, run: Run | None) -> None:
        if run is not None:
            if run.paused_at is not None:
                # It goes on to its next chunk's end, whose writes count again.
                self._queue.change(sql, record, state=JobState.RUNNING)
            self._after.append(partial(self._crew.stop, run, Stop.CANCEL))
            self._after.append(partial(self._handles.change, run.job, stopping=True))
        elif record.worker is None:
            ending = Ending(JobState.CANCELLED, error=record.error)
            self._show(self._queue.end(sql, record, ending, 0.0, self._now))
        else:
            self._queue.change(sql, record, requested=requests.CANCEL)

    def _pause(self, sql: sqlite3.Connection, record: JobRecord, run: Run | None) -> None:
        if run is not None and run.paused_at is None and run.stop is None:
            # This transaction holds the writer's lock of the file, so that a run which stands still within it
            # does not hold that lock and keep everybody from writing.
            self._crew.suspend(run)
            self._suspended.append(run)
            self._show(self._queue.change(sql, record, state=JobState.PAUSED, requested=None))
        elif record.state is JobState.QUEUED:
            self._show(self._queue.change(sql, record, state=JobState.PAUSED, requested=None))
        elif record.requested is not None:
            self._queue.change(sql, record, requested=None)

    # ------------------------------------------------------------ begins, and what is said meanwhile

    def _begin(self, sql: sqlite3.Connection) -> None:
        for record in self._queue.choose(self._crew.lanes(), self._room, self._now):
            try:
                worker = self._crew.pool.take(self._queue.settings.limits_of(record.kind))
            except OSError as error:
                sentence = f"The job could not be started: {error.strerror}."
                ending = Ending(JobState.FAILED, error=sentence)
                self._show(self._queue.end(sql, record, ending, 0.0, self._now), ending)
                continue
            begun = self._queue.begin(sql, record, worker.id, self._now, worker.number)
            if begun is None:
                self._crew.pool.put_back(worker, 0, 0.0)
                continue
            self._taken.append(worker)
            self._after.append(partial(self._hand_over, begun, worker))

    def _hand_over(self, record: JobRecord, worker: WorkerProcess) -> None:
        self._crew.hand_over(
            record,
            self._handles.of(record),
            worker,
            named=self._store.kept,
            chunk=self._chunk(record.kind),
        )
        self._handles.show(record)

    def _note(self, sql: sqlite3.Connection, run: Run) -> None:
        run.noted_at = time.monotonic()
        self._write_log(sql, run)
        line = run.shown
        if line is None or line is run.written:
            return
        run.written = line
        note = {
            "done": line.done,
            "total": line.total,
            "what": line.what,
            "rate": run.pace.rate(),
            "left": run.pace.seconds_left(run.noted_at),
        }
        self._queue.change(sql, run.record, progress=json.dumps(note))

    def _write_log(self, sql: sqlite3.Connection, run: Run) -> None:
        if run.worker.has_log:
            lines = [(int(at * 1_000_000), text) for at, text in run.worker.take_log()]
            history.add_log(sql, run.record.id, lines)

    def _show(self, record: JobRecord | None, ending: Ending | None = None) -> None:
        if record is not None:
            self._after.append(partial(self._handles.show, record, ending))


def _has_news(run: Run) -> bool:
    if time.monotonic() < run.noted_at + NOTE:
        return False
    return run.worker.has_log or run.shown is not run.written
