"""`OpenBooks`: one open workspace in the window, from opening to closing."""

from functools import partial
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal

from revroute_desktop.console.books.anomaly_watch import AnomalyWatch
from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.chosen_period import ChosenPeriod
from revroute_desktop.console.books.file_watch import FileWatch
from revroute_desktop.console.books.kept_views import KeptViews
from revroute_desktop.console.books.made_panes import MadePanes
from revroute_desktop.console.books.open_panes import OpenPanes
from revroute_desktop.console.books.status import BooksStatus
from revroute_desktop.console.books.trust import verified_now
from revroute_desktop.console.books.views import as_saved, views_of
from revroute_desktop.console.jobs.exports import Exports
from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.jobs.runner import Jobs, Work, prepare
from revroute_desktop.console.panes.routing.presenter import OpenWork
from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.threads.memory import give_free_memory_back
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.routing.event_pages import event_currencies, newest_event_time
from revroute_desktop.workspace import Workspace

_ROUTE = "route.waiting"


class OpenBooks(QObject):
    """Puts one workspace into the window, follows its file, and lets go of it in the right order.

    `acted` gives the id of an action that a pane wants done, `said` what came of an act, `alerted` an alert
    that began or ended, `anomalies_told` the anomalies that are new. `first_painted`: the first rows are
    there; `reopen_asked`: the workspace is to be opened anew.
    """

    acted = Signal(str)
    first_painted = Signal()
    reopen_asked = Signal()
    said = Signal(str)
    alerted = Signal(object)
    anomalies_told = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        view: RoutingView,
        look: Look,
        window: Window,
        reads: Reads,
        jobs: JobList,
        saved: dict[str, dict[str, Any]],
        parent: QObject,
        *,
        person: str = "",
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.may_write = workspace.read_only is None
        self.open_work = OpenWork(0, 0, False)
        self._window = window
        self._shown_jobs = jobs
        self._saved = saved
        self.books = Books(workspace, reads, QLocale(), person)
        self.books.layouts = dict(saved.get("tables", {}))
        self.books.exports = Exports(workspace, jobs, self)
        self.jobs = Jobs(workspace, jobs, self)
        self.anomalies = AnomalyWatch(self.books, self.jobs, jobs, may_write=self.may_write, parent=self)
        self.chosen = ChosenPeriod(look, window, self.books, self)
        self.views = KeptViews(look, window, views_of(saved.get("views", {}).get(workspace.uuid)), self)
        self.made = MadePanes(look, self.books, self.jobs, view, may_write=self.may_write, parent=self)
        self.panes = OpenPanes(self.made, self.books, window, self.chosen, jobs, saved, self)
        self._connect()
        window.actions_of_window.bar(_ROUTE)
        window.actions_of_window.bar("audit.accept", not workspace.rolled_back)
        window.tray.set_writer(self.books.writer)
        window.rail.show_workspace(workspace.name)
        self.status = BooksStatus(self.books, window, jobs, self)
        self._watch = FileWatch(self.books, self)
        self._watch.changed.connect(self.refresh)
        # Asked before the first rows, so that no change between them and the watch is missed.
        self._watch.look()
        self.panes.restore()

    def _connect(self) -> None:
        self.made.acted.connect(self.acted)
        self.made.started.connect(self.start)
        self.made.cancelled.connect(self.jobs.cancel)
        self.made.said.connect(self._on_said)
        self.made.rows_wanted.connect(self.panes.show_rows)
        self.made.save_asked.connect(self._on_save_view)
        self.made.reopen_asked.connect(self.reopen_asked)
        self.made.routing.open_work.connect(self._on_open_work)
        self.made.routing.loaded.connect(self.first_painted)
        self.views.wanted.connect(self.panes.show_rows)
        self.jobs.alerted.connect(self.alerted)
        self.anomalies.counted.connect(self._on_anomalies)
        self.anomalies.told.connect(self.anomalies_told)
        self._shown_jobs.ended.connect(self._on_job_ended)
        self._window.tray.cancelled.connect(self.jobs.cancel)
        if self.books.exports is not None:
            self._window.tray.cancelled.connect(self.books.exports.cancel)

    # Opening

    def begin(self) -> None:
        """Read what the first screen did not need, and follow the file from now on."""
        self._ask_around()
        self.books.call("jobs.prepare", prepare, self._on_prepared)
        if self.may_write:
            self.books.write(self._put_in_order, _nothing_said)
        self._watch.begin()

    def _on_prepared(self, _nothing: None) -> None:
        self.jobs.begin()

    def _put_in_order(self) -> None:
        """Let go what traffic keeps for a time alone, and end load runs whose program is gone. Runs aside."""
        # Imported here: load runs need much that the first screen does not.
        from revroute_desktop.traffic.housekeeping import put_in_order

        put_in_order(self.workspace, self.books.person)

    # Jobs

    def start(self, work: Work) -> None:
        """Start a job."""
        self.jobs.start(work)

    @property
    def stopped(self) -> dict[int, str]:
        """The titles of the jobs that closing the window has stopped the last time, by their numbers."""
        kept = self._saved.get("stopped", {}).get(self.workspace.uuid, {})
        if not isinstance(kept, dict) or not self.may_write:
            return {}
        return {int(number): str(title) for number, title in kept.items() if str(number).isdecimal()}

    def go_on(self, number: int) -> None:
        """Let a job go on that closing the window has stopped."""
        self.books.write(partial(self.jobs.go_on, number, self.stopped.get(number, "")), _nothing_said)

    def _on_job_ended(self, job: JobView) -> None:
        if job.kind == "verify" and job.state is JobState.DONE:
            replay = isinstance(job.value, dict) and job.value.get("replayed") is not None
            here = verified_now(job.value, job.finished_at or self.books.now, replay=replay)
            self.books.verified = here or self.books.verified
        self.anomalies.job_ended(job)
        self.refresh()

    # The books have changed

    def refresh(self) -> None:
        """The file has changed: let every pane know."""
        self._ask_around()
        self.panes.books_changed()

    def _ask_around(self) -> None:
        self.status.read_trust()
        self.books.ask("status.newest", newest_event_time, self.chosen.show_newest)
        self.books.ask("status.currencies", event_currencies, self._on_currencies)
        self.anomalies.file_changed()

    def _on_currencies(self, codes: tuple[str, ...]) -> None:
        base = codes[0] if codes else ""
        if base != self.books.base:
            self.books.base = base
            self.panes.show_base()
        self.chosen.show_currencies(codes)

    def _on_said(self, sentence: str) -> None:
        self.refresh()
        self.said.emit(sentence)

    def _on_open_work(self, work: OpenWork) -> None:
        self.open_work = work
        self._window.actions_of_window.bar(_ROUTE, not (work.waiting and work.has_plan))
        waits = work.waiting + work.quarantined
        self._window.rail.show_count("routing", self.books.writer.count(waits) if waits else "")

    def _on_anomalies(self, count: int) -> None:
        self._window.rail.show_count("analytics", self.books.writer.count(count) if count else "")
        self.panes.show_open_anomalies(count)

    # What the rest of the window tells

    def show_keyring(self, word: str, about: str, *, usable: bool) -> None:
        """Say in which of its states the keyring is."""
        self.status.show_keyring(word, about, usable=usable)
        self.panes.show_keyring(word, about, usable=usable)

    def _on_save_view(self) -> None:
        self.views.ask_name(self.panes.view_shown())

    # Closing

    def saved(self) -> dict[str, dict[str, Any]]:
        """Return what is remembered of this workspace and of the others."""
        uuid = self.workspace.uuid
        stopped = {k: v for k, v in self._saved.get("stopped", {}).items() if k != uuid}
        if unfinished := self.jobs.unfinished:
            stopped[uuid] = {str(number): title for number, title in unfinished.items()}
        return {
            **self._saved,
            **self.panes.saved(),
            "tables": self.books.layouts,
            "views": {**self._saved.get("views", {}), uuid: as_saved(self.views.all)},
            "stopped": stopped,
        }

    def close(self) -> None:
        """Stop following the file and let go of the panes; `finish` is to be done after it, aside."""
        self.books.leaving.set()
        self._watch.stop()
        self.anomalies.stop()
        self._shown_jobs.ended.disconnect(self._on_job_ended)
        self.jobs.alerted.disconnect(self.alerted)
        self._window.actions_of_window.bar(_ROUTE, False)
        self.chosen.leave()
        self.views.leave()
        self.status.leave()
        self._window.tray.cancelled.disconnect(self.jobs.cancel)
        if self.books.exports is not None:
            self._window.tray.cancelled.disconnect(self.books.exports.cancel)
            self.books.exports.leave()
        self.panes.leave()
        # Jobs and exports outlive the panes: they end aside. Whoever made this owns them from now on, so that
        # the thread that ends them, and holds this last, does not end anything of Qt with it.
        self.jobs.leave()
        for lasting in (self.jobs, self.books.exports):
            if lasting is not None:
                lasting.setParent(self.parent())

    def finish(self) -> None:
        """End jobs and exports and close the file. Runs aside: it waits for chunks and for the disk."""
        self.jobs.close()
        if self.books.exports is not None:
            self.books.exports.close()
        self.workspace.close()
        # With the file went the caches of its pages, tens of megabytes of a large one.
        give_free_memory_back()


def _nothing_said(_result: object) -> None:
    """What came of it is seen elsewhere."""
