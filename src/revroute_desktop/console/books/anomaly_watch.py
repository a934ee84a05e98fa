"""`AnomalyWatch`: how many anomalies are open, what was told since, and looking again after new data."""

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.jobs.runner import Jobs
from revroute_desktop.console.jobs.works import look_work
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Sql

if TYPE_CHECKING:
    from revroute_desktop.analytics.anomalies.alerts import Alert

LOOKED_AFTER = frozenset({"import", "undo", "route", "restate", "retry", "release", "traffic import"})
"""Kinds of jobs that bring figures."""

_FOLLOW = "traffic follow"
_REST_MS = 4_000
"""So long nothing more has to end before a look: a batch of files is looked at once."""
_FOLLOWED_EVERY = 600.0
"""Seconds between two looks while a log is followed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many alerts are open, which entry of the log told last, what was told after the one asked."""

    open: int
    last: int
    told: "tuple[Alert, ...]"


def read_standing(sql: Sql, after: int | None) -> Standing:
    """Return how alerts stand. Runs aside."""
    # Imported here: the first screen does without what finds anomalies.
    from revroute_desktop.analytics.anomalies.alerts import last_told, open_alerts, told_after

    return Standing(open_alerts(sql), last_told(sql), () if after is None else told_after(sql, after))


class AnomalyWatch(QObject):
    """`counted` gives how many are open, `told` the alerts that are new, newest first."""

    counted = Signal(int)
    told = Signal(object)

    def __init__(self, books: Books, jobs: Jobs, shown: JobList, *, may_write: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._jobs = jobs
        self._shown = shown
        self._may_write = may_write
        self._last: int | None = None
        self._own: set[int] = set()
        self._looked_at = time.monotonic()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)

    def is_own(self, job: JobView) -> bool:
        """Whether a job is a look that nobody asked for."""
        return job.key in self._own

    def file_changed(self) -> None:
        """The file has changed."""
        self._books.ask("status.anomalies", partial(read_standing, after=self._last), self._on_read)
        followed = any(job.kind == _FOLLOW for job in self._shown.running)
        if followed and time.monotonic() - self._looked_at > _FOLLOWED_EVERY:
            self._ask_look()

    def job_ended(self, job: JobView) -> None:
        """A job has ended: what it brought is looked at soon."""
        if job.state is JobState.DONE and job.kind in LOOKED_AFTER:
            self._ask_look()

    def stop(self) -> None:
        """Look no more."""
        self._rest.stop()

    def _ask_look(self) -> None:
        if self._may_write:
            self._rest.start()

    def _look(self) -> None:
        if any(job.kind == "anomalies" for job in self._shown.running):
            self._rest.start()
            return
        self._looked_at = time.monotonic()
        try:
            self._own.add(self._jobs.start(look_work()))
        except UserError:
            # The books are being closed.
            return

    def _on_read(self, found: Standing) -> None:
        first, self._last = self._last is None, max(found.last, self._last or found.last)
        self.counted.emit(found.open)
        if found.told and not first:
            self.told.emit(found.told)
