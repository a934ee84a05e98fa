"""A job as whoever started it, or shows it, sees it."""

import threading
from dataclasses import dataclass

from revroute_desktop.processes.history import NewJob
from revroute_desktop.processes.lines import ProgressLine
from revroute_desktop.processes.states import JobState


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it is at one moment.

    `id` is its number in the list of jobs, None until it is written down; `rate` units a second and
    `seconds_left` are None while they are not known; `stderr` is the last of what a crashed worker wrote.
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
    reason: str | None = None
    stopping: bool = False
    stderr: str = ""


class Job:
    """One job of a supervisor: `view` at any time, `wait` for its end.

    `number` is its row in the supervisor's queue, once it has one.
    """

    def __init__(self, new: NewJob) -> None:
        self.new = new
        self.view = JobView(new.kind, new.arguments, JobState.QUEUED)
        self.number: int | None = None
        self.ended = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until the job has ended and is written down; False where that takes longer."""
        return self.ended.wait(timeout)
