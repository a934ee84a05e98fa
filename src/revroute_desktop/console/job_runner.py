"""`Jobs`: starts work in child processes and shows it; the one place where window and `processes` meet."""

from dataclasses import dataclass, replace
from functools import partial
from threading import Lock

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.jobs import JobList, JobState, JobView
from revroute_desktop.console.results import result_words
from revroute_desktop.console.translate import tr
from revroute_desktop.processes import Job, JobRunner
from revroute_desktop.processes import JobView as Report
from revroute_desktop.workspace import Workspace

_ENDED = {"done": JobState.DONE, "failed": JobState.FAILED, "cancelled": JobState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Work:
    """What to start: kind, arguments of the subcommand, title in the tray, and where its result is seen."""

    kind: str
    arguments: tuple[str, ...]
    title: str
    goes_to: tuple[str, int]


class Jobs(QObject):
    """Jobs of one workspace. Reports come on the jobs' threads; the main thread takes up the newest only."""

    _moved = Signal()

    def __init__(self, workspace: Workspace, shown: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown = shown
        self._jobs: dict[int, Job] = {}
        self._next = 0
        self._lock = Lock()
        self._reports: dict[int, Report] = {}
        self._numbers: dict[Job, int] = {}
        self._runner = JobRunner(
            workspace, partial(_report, self._reports, self._numbers, self._lock, self._moved)
        )
        self._moved.connect(self._take_up)

    @property
    def busy(self) -> bool:
        """Whether any job is under way."""
        return bool(self._runner.running())

    def start(self, work: Work) -> int:
        """Queue a piece of work; returns its key in the list. Raises UserError while closing."""
        self._next += 1
        key = self._next
        self._shown.put(
            JobView(
                key=key,
                kind=work.kind,
                title=work.title,
                state=JobState.RUNNING,
                started_at=self._workspace.clock(),
                what=tr("starting"),
                goes_to=work.goes_to,
            )
        )
        job = self._runner.start(work.kind, work.arguments)
        with self._lock:
            self._numbers[job] = key
            self._reports[key] = job.view
        self._jobs[key] = job
        self._take_up()
        return key

    def cancel(self, key: int) -> None:
        """Ask a job to stop after its chunk."""
        job = self._jobs.get(key)
        if job is not None:
            self._runner.cancel(job)
            self._shown.update(key, what=tr("stopping after this chunk"))

    def close(self) -> None:
        """Refuse new jobs, cancel those under way and wait for them."""
        self._runner.close()

    def _take_up(self) -> None:
        with self._lock:
            reports = dict(self._reports)
            self._reports.clear()
        shown = {job.key: job for job in self._shown.all}
        for key, report in reports.items():
            if key in shown:
                self._shown.put(_shown(shown[key], report, self._workspace.clock()))


def _report(
    reports: dict[int, Report], numbers: dict[Job, int], lock: Lock, moved: object, job: Job, view: Report
) -> None:
    """Runs on a job's thread: keep the newest report, and wake the main thread once for all that came."""
    with lock:
        key = numbers.get(job)
        if key is None:
            return
        first = not reports
        reports[key] = view
    if first:
        moved.emit()  # type: ignore[attr-defined]


def _shown(before: JobView, report: Report, now: int) -> JobView:
    state = _ENDED.get(
        report.state.value, JobState.CRASHED if report.state.value == "crashed" else JobState.RUNNING
    )
    progress = report.progress
    made = replace(
        before,
        state=state,
        what=tr("stopping after this chunk")
        if report.stopping
        else progress.what
        if progress
        else before.what,
        done=progress.done if progress else before.done,
        total=progress.total if progress else before.total,
        rate=report.rate,
        left=report.seconds_left,
    )
    if state is JobState.RUNNING:
        return made
    return replace(
        made,
        finished_at=now,
        value=report.result,
        result=result_words(before.kind, report.result, report.error, state),
    )
