"""What a supervisor shows of its jobs: to those who started them, and to whoever watches all."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from revroute_desktop.processes.history import JobRecord, NewJob
from revroute_desktop.processes.lines import ProgressLine
from revroute_desktop.processes.run import Ending, Run
from revroute_desktop.processes.states import ENDED, JobState
from revroute_desktop.processes.view import Job, JobView


class Handles:
    """The jobs that were started here or run here. All but `mine` and `open` is for the supervisor's thread.

    `kept` is whether numbers of jobs mean anything to others.
    """

    def __init__(self, on_change: Callable[[Job, JobView], None] | None, *, kept: bool = True) -> None:
        self._on_change = on_change
        self._kept = kept
        self._numbered: dict[int, Job] = {}
        self._mine: dict[Job, None] = {}
        self._lock = threading.Lock()

    def mine(self, job: Job) -> None:
        """A job was started here."""
        with self._lock:
            self._mine[job] = None

    def open(self) -> list[Job]:
        """The jobs that were started here and have not ended, in their order."""
        with self._lock:
            return list(self._mine)

    def is_mine(self, job: Job) -> bool:
        """Whether a job was started here."""
        with self._lock:
            return job in self._mine

    def number(self, job: Job, record: JobRecord) -> None:
        """A job is written down."""
        job.number = record.id
        self._numbered[record.id] = job
        self.change(job, id=record.id if self._kept else None)

    def of(self, record: JobRecord) -> Job:
        """The job of a row: the one that was started here, or one made for it."""
        job = self._numbered.get(record.id)
        if job is None:
            job = Job(NewJob(record.kind, record.arguments, record.priority, record.terms))
            job.number = record.id
            job.view = replace(job.view, id=record.id if self._kept else None)
            self._numbered[record.id] = job
        return job

    def change(self, job: Job, **fields: object) -> None:
        """Show a job with other fields."""
        view = replace(job.view, **fields)  # type: ignore[arg-type]
        if view != job.view:
            job.view = view
            if self._on_change is not None:
                self._on_change(job, view)

    def show(self, record: JobRecord, ending: Ending | None = None) -> None:
        """Show a job as its row is; `ending` where an attempt has just ended."""
        job = self.of(record)
        ended = record.state in ENDED
        self.change(
            job,
            state=record.state,
            attempt=record.attempt,
            result=record.result,
            error=record.error,
            reason=record.reason,
            stopping=job.view.stopping and not ended and record.state is not JobState.QUEUED,
            stderr=ending.stderr if ending is not None else job.view.stderr,
            seconds_left=None if record.state is not JobState.RUNNING else job.view.seconds_left,
        )
        if ended:
            self._over(job)

    def end(self, job: Job, state: JobState, error: str | None, stderr: str = "") -> None:
        """Show the end of a job that its row does not tell."""
        self.change(job, state=state, error=error, stderr=stderr, stopping=False, seconds_left=None)
        self._over(job)

    def crash_all(self, error: str) -> None:
        """The supervisor itself failed."""
        for job in self.open():
            self.end(job, JobState.CRASHED, error)

    def show_progress(self, run: Run) -> None:
        """Show how far a run is, where that is news."""
        line = run.progress
        if line is None or line is run.shown:
            return
        run.shown = line
        now = time.monotonic()
        run.pace.update(line.done, line.total, line.what, now)
        self.change(run.job, progress=line, rate=run.pace.rate(), seconds_left=run.pace.seconds_left(now))

    def follow(self, job: Job, record: JobRecord) -> None:
        """Show a job that another process runs."""
        if record.progress is not None:
            found = json.loads(record.progress)
            self.change(
                job,
                progress=ProgressLine(found["done"], found["total"], found["what"]),
                rate=found["rate"],
                seconds_left=found["left"],
            )
        self.show(record)

    def _over(self, job: Job) -> None:
        if job.number is not None:
            self._numbered.pop(job.number, None)
        with self._lock:
            self._mine.pop(job, None)
        job.ended.set()
