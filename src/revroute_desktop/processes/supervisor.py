"""The supervisor: runs the queue of a workspace in worker processes, one supervisor a workspace.

It has one thread, which alone writes the queue, one commit for all that happened since the last; `start`,
`cancel` and the like return at once, so that a window may call them. Where another process runs the queue
already, jobs that are started here are queued and followed, and the queue is taken over when that process is
gone.
"""

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from revroute_desktop.errors import UserError
from revroute_desktop.processes import history, lease, requests
from revroute_desktop.processes.alerts import AlertChange
from revroute_desktop.processes.crew import Crew
from revroute_desktop.processes.desk_queue import DeskQueue
from revroute_desktop.processes.handles import Handles
from revroute_desktop.processes.history import NewJob
from revroute_desktop.processes.known_files import hold_back_unknown
from revroute_desktop.processes.live import Live, Metrics
from revroute_desktop.processes.orphans import Orphans
from revroute_desktop.processes.overview import Overview
from revroute_desktop.processes.overviews import Overviews
from revroute_desktop.processes.process import program
from revroute_desktop.processes.schedules import LATE
from revroute_desktop.processes.states import JobState, Terms
from revroute_desktop.processes.steering import Steering
from revroute_desktop.processes.step import Step, Wish
from revroute_desktop.processes.store import Store
from revroute_desktop.processes.view import Job, JobView
from revroute_desktop.workspace import Workspace

GRACE = 30.0
"""Seconds that a job has to finish its chunk before it is killed."""

LOOK = 0.2
"""Seconds within which what others ask through the desk is seen."""

_PATIENCE = 30.0  # seconds beyond the grace after which closing no longer waits for the desk
_RETRY = 0.5  # seconds before a commit that failed, or the lease of another, is tried again


class Supervisor:
    """Runs the jobs of a workspace, `workers` at the same time (what the operator set, where it is None).

    `on_change` is called with each new view of a job, `on_overview` about once a second with all that there
    is to see, and `on_alert` when an alert begins or ends, all on the supervisor's thread. `command` starts
    the program; `chance` spreads the pauses before retries.
    """

    def __init__(
        self,
        workspace: Workspace,
        on_change: Callable[[Job, JobView], None] | None = None,
        *,
        workers: int | None = None,
        grace: float = GRACE,
        command: Sequence[str] | None = None,
        chance: random.Random | None = None,
        on_overview: Callable[[Overview], None] | None = None,
        on_alert: Callable[[AlertChange], None] | None = None,
    ) -> None:
        self._workspace = workspace
        self._store = Store(workspace)
        self._workers = workers
        self._grace = grace
        self._crew = Crew(
            list(program() if command is None else command), workspace.path.absolute(), grace, self._nudge
        )
        self._handles = Handles(on_change, kept=self._store.kept)
        self._queue = DeskQueue(chance or random.Random())
        self._lease = lease.new_lease(workspace.path)
        self._orphans = Orphans()
        self._others: dict[int, int | None] = {}
        self._rates: dict[int, float] = {}
        self._live = Live(
            workspace.path.absolute().parent, workspace.clock, self._seen_workers, self._seen_rates
        )
        self._steering = Steering(self._live, on_alert)
        self._overviews = Overviews(self._store, self._lease, self._steering, on_overview)
        self._leading = False
        self._idle = False
        self._version: int | None = None
        self._blocked_until = 0.0
        self._looked_at = 0.0
        self._latest = 0
        self._held_by_other = False
        # Shared with other threads, under the condition's lock.
        self._wake = threading.Condition()
        self._nudged = False
        self._new: list[Job] = []
        self._wishes: list[Wish] = []
        self._closing = False
        self._closing_since = 0.0
        # A daemon: a program that fails elsewhere can still end, and its workers notice that.
        self._thread = threading.Thread(target=self._work, name="supervisor", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------ for every thread

    def start(
        self,
        kind: str,
        arguments: Sequence[str],
        *,
        priority: int = 0,
        terms: Terms | None = None,
        needs: Sequence[int] = (),
    ) -> Job:
        """Queues a job: a subcommand of the program with its arguments, which never hold a secret.

        `-w`, `--job` and `--jsonl` are added. Raises UserError once the supervisor is closing.
        """
        new = NewJob(kind, tuple(arguments), priority, Terms() if terms is None else terms, tuple(needs))
        job = Job(new)
        with self._wake:
            if self._closing:
                raise UserError("The program is closing and starts no more jobs.")
            self._handles.mine(job)
            self._new.append(job)
        self._nudge()
        return job

    def cancel(self, job: Job) -> None:
        """Asks a job to stop after its chunk; after the grace it is killed. What is committed stays."""
        self._wish(job, requests.CANCEL)

    def pause(self, job: Job) -> None:
        """Stops a job where it is, or holds it back in the queue."""
        self._wish(job, requests.PAUSE)

    def resume(self, job: Job) -> None:
        """Lets a paused job go on."""
        self._wish(job, requests.RESUME)

    def running(self) -> list[Job]:
        """The jobs that were started here and have not ended, in their order."""
        return self._handles.open()

    def workers(self) -> dict[int, int | None]:
        """The process numbers of the workers, each with the number of the job that it runs."""
        return self._crew.workers()

    def turned(self, milliseconds: float) -> None:
        """Takes in how long a turn of the window took, for metrics and tuning."""
        self._live.turned(milliseconds)

    def metrics(self) -> Metrics:
        """What was sampled over the last five minutes."""
        return self._live.metrics()

    @property
    def leading(self) -> bool:
        """Whether this supervisor, and no other process, runs the queue."""
        return self._leading

    @property
    def idle(self) -> bool:
        """Whether nothing is left in the queue but what is paused, and nothing runs."""
        return self._idle

    def close(self) -> None:
        """Refuses new jobs, cancels those started here, gives the others back, waits for their end."""
        with self._wake:
            self._closing = True
            self._closing_since = time.monotonic()
        self._nudge()
        self._thread.join()

    def _wish(self, job: Job, what: str) -> None:
        with self._wake:
            self._wishes.append(Wish(job, what))
        self._nudge()

    def _nudge(self) -> None:
        with self._wake:
            self._nudged = True
            self._wake.notify()

    # ------------------------------------------------------------ the thread

    def _work(self) -> None:
        try:
            while not self._over():
                self._turn()
                self._wait()
        except BaseException:
            with self._wake:
                self._closing = True
            self._crew.abandon()
            self._handles.crash_all("The program failed while it ran this job.")
            raise
        finally:
            self._crew.close()
            self._live.close()
            # What cannot be written any more is found out by the next supervisor.
            with suppress(UserError, sqlite3.Error), self._store.write() as sql:
                lease.release(sql, self._lease)
            self._store.close()

    def _wait(self) -> None:
        seconds, now = LOOK, self._store.now()
        at = self._queue.next_time(now) if self._leading else None
        if at is not None and not self._closing and time.monotonic() >= self._blocked_until:
            seconds = min(seconds, max(0.001, (at - now) / 1_000_000))
        with self._wake:
            if not self._nudged:
                self._wake.wait(seconds)
            self._nudged = False

    def _over(self) -> bool:
        with self._wake:
            ended = not (self._new or self._crew.runs or self._crew.finished or self._handles.open())
            # Where the desk cannot be written for good, the end is not put off for ever.
            patience = self._grace + _PATIENCE
            return self._closing and (ended or time.monotonic() > self._closing_since + patience)

    def _turn(self) -> None:
        self._crew.take_heard()
        self._crew.watch()
        for run in list(self._crew.runs.values()):
            self._handles.show_progress(run)
        self._rates = {id: rate for id, run in self._crew.runs.items() if (rate := run.pace.rate())}
        if time.monotonic() < self._blocked_until:
            return
        try:
            self._look()
            if self._leading:
                self._lead()
            else:
                self._follow()
            self._steer()
        except UserError as error:
            # The disk is full or somebody writes for long: what happened is kept and written later.
            self._blocked_until = time.monotonic() + _RETRY
            self._version = None
            with self._wake:
                refused, self._new = self._new, []
            for job in refused:
                self._handles.end(job, JobState.FAILED, str(error))

    def _steer(self) -> None:
        """Once a second: slots and chunks follow the machine, and whoever watches is shown all."""
        now = self._store.now()
        if self._steering.is_stale(self._queue):
            with self._store.read() as sql:
                self._steering.load(sql, self._queue)
        self._steering.follow(self._queue, self._crew, now)
        if not self._held_by_other and not self._closing and self._steering.due(leading=self._leading):
            with self._timed_write() as sql:
                self._steering.write(sql)
            self._steering.written()
        self._others = self._overviews.show(
            self._queue, self._crew, now, leading=self._leading, version=self._version
        )

    @contextmanager
    def _timed_write(self) -> Iterator[sqlite3.Connection]:
        """One transaction, of which the commit alone is timed: what the disk takes."""
        with self._store.write() as sql:
            yield sql
            begun = time.perf_counter()
        self._live.committed((time.perf_counter() - begun) * 1000)

    def _seen_workers(self) -> dict[int, int | None]:
        """The workers that run jobs of this queue; runs on the thread that samples."""
        return self._crew.workers() if self._leading else self._others

    def _seen_rates(self) -> dict[int, float]:
        return self._rates

    # ------------------------------------------------------------ who leads

    def _look(self) -> None:
        """See what others have written, and whether the queue is ours to run."""
        version = self._store.version()
        changed, self._version = version != self._version, version
        if self._leading:
            if changed:
                self._see_changes()
            return
        if not (
            changed or self._new or (self._held_by_other and time.monotonic() > self._looked_at + _RETRY)
        ):
            return
        self._looked_at = time.monotonic()
        with self._store.read() as sql:
            self._queue.load(sql)
            free = lease.living_holder(sql, self._lease.token.split()[0]) is None
        work = self._new or self._queue.open or self._queue.next_schedule is not None
        self._idle = free and not work
        self._held_by_other = not free
        if free and work and not (self._closing and not self._handles.open()):
            self._take_lead()

    def _take_lead(self) -> None:
        if self._store.kept:
            hold_back_unknown(self._workspace)
        with self._store.write() as sql:
            if not lease.take(sql, self._lease, self._store.now()):
                self._held_by_other = True
                return
            self._queue.tidy(sql, self._store.now())
        self._leading = True
        self._orphans.find(self._queue.open.values())

    def _see_changes(self) -> None:
        with self._store.read() as sql:
            ours = lease.is_ours(sql, self._lease)
            if ours and lease.changes(sql) != self._queue.changes:
                self._queue.load(sql)
        if not ours:
            # Somebody took this process for gone: what runs here does not count any more.
            self._leading = self._idle = False
            self._version = None
            self._orphans.forget_all()
            self._crew.abandon()

    # ------------------------------------------------------------ running the queue

    def _lead(self) -> None:
        self._look_at_clock()
        new, wishes = self._taken()
        step = Step(
            self._queue,
            self._crew,
            self._handles,
            self._store,
            self._lease,
            new=new,
            wishes=wishes,
            gone=self._orphans.gone(),
            closing=self._closing,
            room=self._steering.room(self._queue, self._workers),
            chunk=self._steering.chunk,
        )
        if step.needed():
            try:
                with self._timed_write() as sql:
                    step.write(sql)
            except BaseException:
                step.take_back()
                with self._store.read() as sql:
                    self._queue.load(sql)
                raise
            self._forget(new, wishes)
            for id in step.gone:
                self._orphans.forget(id)
            step.act()
        runnable = any(record.state is not JobState.PAUSED for record in self._queue.open.values())
        self._idle = not (runnable or self._crew.runs or self._crew.finished or self._new)

    def _look_at_clock(self) -> None:
        """A clock that was set back must not leave anything waiting for a time that is far away now."""
        now = self._store.now()
        if now < self._latest - LATE:
            with self._store.write() as sql:
                self._queue.mend_times(sql, now)
            self._latest = now
        self._latest = max(self._latest, now)

    def _taken(self) -> tuple[list[Job], list[Wish]]:
        with self._wake:
            return list(self._new), list(self._wishes)

    def _forget(self, new: Sequence[Job], wishes: Sequence[Wish]) -> None:
        """What was written needs no writing again."""
        with self._wake:
            del self._new[: len(new)]
            del self._wishes[: len(wishes)]

    # ------------------------------------------------------------ following another supervisor

    def _follow(self) -> None:
        new, wishes = self._taken()
        if new:
            with self._store.write() as sql:
                made = [self._queue.enqueue(sql, job.new, self._store.now()) for job in new]
                sql.execute("UPDATE desk_supervisor SET changes = changes + 1")
            # After the commit: a number that was not kept would be another job's.
            for job, record in zip(new, made, strict=True):
                self._handles.number(job, record)
        for wish in wishes:
            self._ask_other(wish.job, wish.what)
        self._forget(new, wishes)
        mine = self._handles.open()
        if not mine:
            return
        with self._store.read() as sql:
            for job in mine:
                if job.number is not None:
                    self._handles.follow(job, history.job(sql, job.number))
        if self._closing:
            for job in mine:
                if not job.view.stopping:
                    self._ask_other(job, requests.CANCEL)

    def _ask_other(self, job: Job, what: str) -> None:
        asks = {
            requests.CANCEL: requests.cancel,
            requests.PAUSE: requests.pause,
            requests.RESUME: requests.resume,
        }
        if job.number is not None:
            # What has ended or is so already needs no asking.
            with suppress(UserError):
                asks[what](self._workspace, job.number)
        if what == requests.CANCEL:
            self._handles.change(job, stopping=True)
