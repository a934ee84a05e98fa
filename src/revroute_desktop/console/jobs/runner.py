"""`Jobs`: starts work in child processes and shows it; the one place where window and `processes` meet."""

from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.jobs.results import result_words
from revroute_desktop.console.jobs.words import job_words
from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.threads.turns import Turns
from revroute_desktop.console.translate import tr
from revroute_desktop.workspace import Workspace

if TYPE_CHECKING:
    from revroute_desktop.processes import Job, Supervisor
    from revroute_desktop.processes import JobView as Report
    from revroute_desktop.processes.alerts import AlertChange
    from revroute_desktop.processes.overview import Overview

_ENDED = {
    "done": JobState.DONE,
    "failed": JobState.FAILED,
    "cancelled": JobState.CANCELLED,
    "crashed": JobState.CRASHED,
}


@dataclass(frozen=True, slots=True)
class Work:
    """What to start: kind, arguments of the subcommand, title in the tray, where its result is seen."""

    kind: str
    arguments: tuple[str, ...]
    title: str
    goes_to: tuple[str, int]
    priority: int = 0
    retries: int = 0


class Jobs(QObject):
    """Jobs of one workspace. Reports come on the supervisor's thread; the main one takes up the newest.

    Jobs that were queued elsewhere and run here are shown too.
    """

    overview = Signal(object)
    alerted = Signal(object)
    _moved = Signal()
    _seen = Signal()
    _alarmed = Signal(object)

    def __init__(self, workspace: Workspace, shown: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown = shown
        self._jobs: dict[int, Job] = {}
        self._keys: dict[Job, int] = {}
        self._gone_on: dict[int, str] = {}
        self._lock = Lock()
        self._reports: dict[Job, Report] = {}
        self._moved.connect(self._take_up)
        self._newest: list[Overview] = []
        self._left = False
        self._seen.connect(self._show_overview)
        self._alarmed.connect(self.alerted)
        self._made: Supervisor | None = None
        self._turns: Turns | None = None

    def begin(self) -> None:
        """Run what is queued from now on. The first screen does not wait for it: `prepare` goes before."""
        self._supervisor  # noqa: B018 - made when first asked for

    @property
    def _supervisor(self) -> "Supervisor":
        if self._made is None:
            from revroute_desktop.processes import Supervisor

            self._made = Supervisor(
                self._workspace,
                partial(_report, self._reports, self._lock, self._moved),
                on_overview=partial(_see, self._newest, self._lock, self._seen),
                on_alert=partial(_alarm, self._alarmed),
            )
            self._turns = Turns(self._made.turned, self)
        return self._made

    @property
    def busy(self) -> bool:
        """Whether any job that was started here is under way."""
        return self._made is not None and bool(self._made.running())

    def start(self, work: Work) -> int:
        """Queue a piece of work; returns its key in the list. Raises UserError while closing."""
        from revroute_desktop.processes import Terms

        terms = Terms(retries=work.retries)
        job = self._supervisor.start(work.kind, work.arguments, priority=work.priority, terms=terms)
        return self._show(job, work)

    def cancel(self, key: int) -> None:
        """Ask a job to stop after its chunk."""
        job = self._jobs.get(key)
        if job is not None:
            self._supervisor.cancel(job)
            self._shown.update(key, what=tr("stopping after this chunk"))

    @property
    def titles(self) -> dict[int, str]:
        """The titles of the jobs that the window knows, by their numbers in the queue."""
        shown = {each.key: each.title for each in self._shown.all}
        return {
            job.number: shown[key]
            for key, job in self._jobs.items()
            if job.number is not None and key in shown
        }

    @property
    def unfinished(self) -> dict[int, str]:
        """The titles of the jobs that are under way, by their numbers in the queue."""
        running = {each.key: each.title for each in self._shown.running}
        return {
            job.number: running[key]
            for key, job in self._jobs.items()
            if key in running and job.number is not None
        }

    def go_on(self, number: int, title: str) -> None:
        """Queue a job again that was stopped, under its number and its title. Runs aside.

        Raises UserError where it is under way already.
        """
        from revroute_desktop.processes.requests import retry

        self._gone_on[number] = title
        retry(self._workspace, number)

    def leave(self) -> None:
        """Show nothing more of the jobs."""
        # What was sent before the signals are disconnected still arrives.
        self._left = True
        if self._turns is not None:
            self._turns.stop()
        self._seen.disconnect(self._show_overview)
        self._alarmed.disconnect(self.alerted)
        self._moved.disconnect(self._take_up)

    def close(self) -> None:
        """Refuse new jobs, cancel those that were started here and wait; others go on another time."""
        if self._made is not None:
            self._made.close()

    def _show_overview(self) -> None:
        with self._lock:
            newest = self._newest.pop() if self._newest else None
        if newest is not None and not self._left:
            self.overview.emit(newest)

    def _show(self, job: "Job", work: Work) -> int:
        key = self._shown.new_key()
        self._jobs[key], self._keys[job] = job, key
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
        return key

    def _take_up(self) -> None:
        with self._lock:
            reports = {} if self._left else dict(self._reports)
            self._reports.clear()
        for job, report in reports.items():
            key = self._keys.get(job)
            if key is None:
                title = self._gone_on.get(job.number or 0) or job_words(report.arguments)
                key = self._show(job, Work(report.kind, report.arguments, title, ("system", 0)))
            shown = {each.key: each for each in self._shown.all}
            if key in shown:
                self._shown.put(_shown(shown[key], report, self._workspace.clock()))


def prepare() -> None:
    """Import what runs jobs. Runs aside."""
    import_module("revroute_desktop.processes.supervisor")


def _report(reports: "dict[Job, Report]", lock: Lock, moved: object, job: "Job", view: "Report") -> None:
    """Runs on the supervisor's thread: keep the newest report, and wake the main thread once for all."""
    with lock:
        first = not reports
        reports[job] = view
    if first:
        moved.emit()  # type: ignore[attr-defined]


def _see(newest: "list[Overview]", lock: Lock, seen: object, overview: "Overview") -> None:
    """Runs on the supervisor's thread: keep the newest overview, and wake the main thread once for all."""
    with lock:
        first = not newest
        newest[:] = [overview]
    if first:
        seen.emit()  # type: ignore[attr-defined]


def _alarm(alarmed: object, change: "AlertChange") -> None:
    """Runs on the supervisor's thread."""
    alarmed.emit(change)  # type: ignore[attr-defined]


def _shown(before: JobView, report: "Report", now: int) -> JobView:
    progress = report.progress
    state = _ENDED.get(report.state.value, JobState.RUNNING)
    made = replace(
        before,
        state=state,
        what=_what(report) or before.what,
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
        result=in_window(result_words(before.kind, report.result, report.error or report.reason, state)),
    )


def _what(report: "Report") -> str:
    """Say in a few words what a job that has not ended is at."""
    if report.stopping:
        return tr("stopping after this chunk")
    if report.state.value == "paused":
        return tr("paused")
    if report.state.value == "queued":
        return report.reason or tr("waiting for its turn")
    return report.progress.what if report.progress else ""
