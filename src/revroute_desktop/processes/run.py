"""One attempt of a job in a worker, and what its end comes to."""

import signal
import time
from dataclasses import dataclass, field
from enum import Enum

from revroute_desktop.processes.history import JobRecord
from revroute_desktop.processes.kinds import chunk_mark
from revroute_desktop.processes.lines import ErrorLine, Line, ProgressLine, ResultLine
from revroute_desktop.processes.process import WorkerProcess
from revroute_desktop.processes.progress import Pace
from revroute_desktop.processes.states import JobState
from revroute_desktop.processes.view import Job

INTERRUPTED = "The program ended while this job was running: what it had committed stays; start it again."
RESUMES = "The program ended while this job was running: it goes on from its last chunk."


class Stop(Enum):
    """Why a run was asked to stop: by a person, for its time, or because the supervisor ends."""

    CANCEL = "cancel"
    TIMEOUT = "timeout"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended."""

    state: JobState
    result: object = None
    error: str | None = None
    stderr: str = ""


@dataclass(slots=True, eq=False)
class Run:
    """An attempt that a worker works on; `begun` and other seconds are those of the monotonic clock."""

    record: JobRecord
    worker: WorkerProcess
    job: Job
    begun: float = field(default_factory=time.monotonic)
    noted_at: float = field(default_factory=time.monotonic)
    paused_at: float | None = None
    paused: float = 0.0
    stop: Stop | None = None
    kill_at: float | None = None
    pace: Pace = field(default_factory=Pace)
    progress: ProgressLine | None = None
    shown: ProgressLine | None = None
    written: ProgressLine | None = None
    said: Line | None = None
    code: int | None = None
    seconds_taken: float = 0.0
    chunk_ms: float | None = None
    chunk_at: float | None = None

    @property
    def name(self) -> str:
        """The attempt as the worker is told it."""
        return f"{self.record.id}:{self.record.attempt}"

    def hear(self, line: ProgressLine) -> None:
        """Take up how far it is; the ends of two chunks tell how long one takes."""
        self.progress = line
        if line.what == chunk_mark(self.record.kind):
            now = time.monotonic()
            if self.chunk_at is not None and self.paused_at is None:
                self.chunk_ms = (now - self.chunk_at) * 1000
            self.chunk_at = now

    def seconds(self, now: float) -> float:
        """How long it has run, without its pauses."""
        standing = 0.0 if self.paused_at is None else now - self.paused_at
        return now - self.begun - self.paused - standing

    def left(self) -> float | None:
        """Seconds until it is done, at the rate of the last ones; None where that is not known."""
        return None if self.paused_at is not None else self.pace.seconds_left(time.monotonic())

    def overdue(self, now: float) -> bool:
        """Whether it has run for longer than it may."""
        timeout = self.record.terms.timeout
        return timeout is not None and self.seconds(now) > timeout

    def ending(self) -> Ending | None:
        """What its end comes to; None where it was interrupted and did not come to anything."""
        match self.said:
            case ResultLine(value):
                return Ending(JobState.DONE, result=value)
            case ErrorLine(message):
                error: str | None = message
            case _:
                error = None
        match self.stop:
            case Stop.RELEASE:
                return None
            case Stop.CANCEL:
                return Ending(JobState.CANCELLED, error=error)
            case Stop.TIMEOUT:
                timeout = self.record.terms.timeout
                return Ending(
                    JobState.FAILED,
                    error=f"The job took longer than the {timeout:g} s that it may take: what it had "
                    "committed stays.",
                )
        if error is not None:
            return Ending(JobState.FAILED, error=error)
        return Ending(
            JobState.CRASHED, error=_crash_sentence(self.code or 0), stderr=self.worker.stderr_tail()
        )


def _crash_sentence(code: int) -> str:
    if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
        return "The job used more CPU time than its kind may: what it had committed stays; raise the limit."
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"The job ended without a result ({how}): what it had committed stays; start it again to go on."
