"""Jobs as child processes: queued, started, watched, cancelled and written down.

Every job has a thread of its own that starts the child, reads its lines and keeps the desk; `start`, `cancel`
and `view` return at once, so that a window may call them.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from revroute_desktop.errors import UserError
from revroute_desktop.processes import history
from revroute_desktop.processes.history import ENDED, JobState
from revroute_desktop.processes.lines import ErrorLine, Line, ProgressLine, ResultLine
from revroute_desktop.processes.process import ChildProcess, program
from revroute_desktop.processes.progress import Pace
from revroute_desktop.workspace import Workspace

GRACE = 30.0
"""Seconds that a child has to finish its chunk before it is killed."""


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it is at one moment.

    `id` is its number in the list of jobs, None until it is written down; `rate` units a second and
    `seconds_left` are None while they are not known; `stderr` is the last of what a crashed child wrote.
    """

    kind: str
    arguments: tuple[str, ...]
    state: JobState
    id: int | None = None
    attempt: int = 0
    progress: ProgressLine | None = None
    rate: float | None = None
    seconds_left: float | None = None
    result: object = None
    error: str | None = None
    stopping: bool = False
    stderr: str = ""


class Job:
    """One job of a runner: `view` at any time, `wait` for its end."""

    def __init__(self, view: JobView) -> None:
        self._view = view
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._child: ChildProcess | None = None

    @property
    def view(self) -> JobView:
        """The job as it is now."""
        return self._view

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until the job has ended and is written down; False where that takes longer."""
        return self._ended.wait(timeout)


@dataclass(frozen=True, slots=True)
class _End:
    """How an attempt ended."""

    state: JobState
    result: object = None
    error: str | None = None
    stderr: str = ""


class JobRunner:
    """Starts jobs on a workspace, `at_once` of them at the same time, the others in their order.

    `on_change` is called with each new view of a job, on the job's thread or that of `cancel`. `command`
    starts the program.
    """

    def __init__(
        self,
        workspace: Workspace,
        on_change: Callable[[Job, JobView], None] | None = None,
        *,
        at_once: int = 1,
        grace: float = GRACE,
        command: Sequence[str] | None = None,
    ) -> None:
        self._workspace = workspace
        self._on_change = on_change
        self._grace = grace
        self._command = list(program() if command is None else command)
        self._at_once = at_once
        self._turns = threading.Condition()
        self._threads: dict[Job, threading.Thread] = {}  # of jobs that have not ended, in their order
        self._closed = False

    def start(self, kind: str, arguments: Sequence[str]) -> Job:
        """Queues a job: a subcommand of the program with its arguments, which never hold a secret.

        `-w`, `--job` and `--jsonl` are added. Raises UserError once the runner is closing.
        """
        return self._launch(Job(JobView(kind, tuple(arguments), JobState.QUEUED)))

    def again(self, record: history.JobRecord) -> Job:
        """Queues another attempt of a job that has ended; raises UserError where it has not."""
        if record.state not in ENDED:
            raise UserError(
                f"Job {record.id} is {record.state} and cannot be started again: cancel it first."
            )
        view = JobView(record.kind, record.arguments, JobState.QUEUED, id=record.id, attempt=record.attempt)
        return self._launch(Job(view))

    def cancel(self, job: Job) -> None:
        """Asks a job to stop after its chunk; after the grace it is killed. What is committed stays."""
        with job._lock:
            if job._view.state in ENDED or job._view.stopping:
                return
            job._view = replace(job._view, stopping=True)
            child = job._child
        if child is not None:
            child.stop(self._grace)
        with self._turns:
            self._turns.notify_all()
        self._tell(job)

    def running(self) -> list[Job]:
        """The jobs that have not ended, in their order."""
        with self._turns:
            return list(self._threads)

    def close(self) -> None:
        """Refuses new jobs, cancels the others and waits for their end."""
        with self._turns:
            self._closed = True
            threads = dict(self._threads)
        for job in threads:
            self.cancel(job)
        for thread in threads.values():
            thread.join()

    def _launch(self, job: Job) -> Job:
        thread = threading.Thread(target=self._run, args=(job,), name=f"job {job.view.kind}")
        with self._turns:
            if self._closed:
                raise UserError("The program is closing and starts no more jobs.")
            self._threads[job] = thread
            thread.start()
        return job

    def _run(self, job: Job) -> None:
        try:
            # A workspace that opened for reading alone keeps no list of jobs, but can be verified.
            written_down = self._workspace.read_only is None
            if written_down and job.view.id is None:
                id = history.enqueue(self._workspace, job.view.kind, job.view.arguments)
                self._change(job, id=id)
            with self._turns:
                self._turns.wait_for(lambda: job.view.stopping or self._has_turn(job))
            self._attempt(job, written_down)
        except (UserError, OSError) as error:
            self._change(job, state=JobState.FAILED, error=str(error))
        except BaseException:
            self._change(job, state=JobState.CRASHED, error="The program failed while it ran this job.")
            raise
        finally:
            with self._turns:
                del self._threads[job]
                self._turns.notify_all()
            job._ended.set()

    def _has_turn(self, job: Job) -> bool:
        return job in list(self._threads)[: self._at_once]

    def _attempt(self, job: Job, written_down: bool) -> None:
        id, attempt = job.view.id, job.view.attempt
        if job.view.stopping:
            end = _End(JobState.CANCELLED)
        else:
            if written_down and id is not None:
                attempt = history.begin_attempt(self._workspace, id).attempt
            self._change(job, state=JobState.RUNNING, attempt=attempt)
            end = self._watch(job)
        if written_down and id is not None:
            history.finish(self._workspace, id, attempt, end.state, end.result, end.error)
        self._change(
            job, state=end.state, result=end.result, error=end.error, stderr=end.stderr, seconds_left=None
        )

    def _watch(self, job: Job) -> "_End":
        """Runs one attempt to its end."""
        view = job.view
        command = [*self._command, *view.arguments, "-w", str(self._workspace.path.absolute()), "--jsonl"]
        if view.id is not None:
            command += ["--job", f"{view.id}:{view.attempt}"]
        try:
            child = ChildProcess(command)
        except OSError as error:
            return _End(JobState.FAILED, error=f"The job could not be started: {error.strerror}.")
        with job._lock:
            job._child = child
            stopping = job._view.stopping
        if stopping:
            child.stop(self._grace)
        pace = Pace()
        ends: list[Line] = []

        def take(line: Line) -> None:
            if isinstance(line, ProgressLine):
                now = time.monotonic()
                pace.update(line.done, line.total, line.what, now)
                self._change(job, progress=line, rate=pace.rate(), seconds_left=pace.seconds_left(now))
            else:
                ends.append(line)

        code = child.run(take)
        stopping = job.view.stopping
        match ends[-1] if ends else None:
            case ResultLine(value):
                return _End(JobState.DONE, result=value)
            case ErrorLine(message):
                return _End(JobState.CANCELLED if stopping else JobState.FAILED, error=message)
        if stopping:
            return _End(JobState.CANCELLED)
        return _End(JobState.CRASHED, error=_crash_sentence(code), stderr=child.stderr_tail())

    def _change(self, job: Job, **fields: object) -> None:
        with job._lock:
            job._view = replace(job._view, **fields)  # type: ignore[arg-type]
        self._tell(job)

    def _tell(self, job: Job) -> None:
        if self._on_change is not None:
            self._on_change(job, job.view)


def _crash_sentence(code: int) -> str:
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"The job ended without a result ({how}): what it had committed stays; start it again to go on."
