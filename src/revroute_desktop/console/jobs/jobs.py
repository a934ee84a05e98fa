"""`JobView`: one job as the window shows it; `JobList`: the running ones and those that ended."""

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, Signal


class JobState(Enum):
    """Where a job stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class JobView:
    """One job. `done`, `total`, `rate` (units a second) and `left` (seconds) are None while unknown.

    `result` is its outcome in words, `value` as the job gave it; `goes_to` is the pane and tab to see it in.
    """

    key: int
    kind: str
    title: str
    state: JobState
    started_at: int
    what: str = ""
    done: int = 0
    total: int | None = None
    rate: float | None = None
    left: float | None = None
    finished_at: int | None = None
    result: str = ""
    value: object = None
    goes_to: tuple[str, int] = ("routing", 0)

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


class JobList(QObject):
    """All jobs that this window knows. `changed`: any of them has moved; `ended`: once for each."""

    changed = Signal()
    ended = Signal(object)
    _KEPT = 50

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, JobView] = {}
        self._last_key = 0

    def new_key(self) -> int:
        """Return a key that no other job of this window has, nor had: notices name jobs for a long time."""
        self._last_key += 1
        return self._last_key

    @property
    def all(self) -> tuple[JobView, ...]:
        """Every job: the running ones first, then the newest."""
        return tuple(
            sorted(
                self._jobs.values(), key=lambda j: (j.state is not JobState.RUNNING, -j.started_at, -j.key)
            )
        )

    @property
    def running(self) -> tuple[JobView, ...]:
        """The jobs under way."""
        return tuple(j for j in self._jobs.values() if j.state is JobState.RUNNING)

    def put(self, job: JobView) -> None:
        """Show a job, or its newest state."""
        before = self._jobs.get(job.key)
        self._jobs[job.key] = job
        ended = [each for each in self._jobs.values() if each.state is not JobState.RUNNING]
        if len(self._jobs) > self._KEPT and ended:
            del self._jobs[min(ended, key=lambda each: (each.started_at, each.key)).key]
        self.changed.emit()
        if job.state is not JobState.RUNNING and (before is None or before.state is JobState.RUNNING):
            self.ended.emit(job)

    def update(self, key: int, **changes: object) -> None:
        """Change some of what is known about a job."""
        if key in self._jobs:
            self.put(replace(self._jobs[key], **changes))  # type: ignore[arg-type]

    def clear(self) -> None:
        """Forget them all: another workspace is opened."""
        self._jobs.clear()
        self.changed.emit()
