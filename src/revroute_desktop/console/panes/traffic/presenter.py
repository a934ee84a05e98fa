"""The traffic pane's presenter: the period for all its tabs, what is followed and run, and its acts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.period import Period, period_of
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.jobs.jobs import JobView
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.panes.tabs import TabsPresenter
from revroute_desktop.console.panes.traffic.overview import OverviewPresenter
from revroute_desktop.console.panes.traffic.run_reader import RunShown
from revroute_desktop.console.panes.traffic.view import (
    BOTS,
    OVERVIEW,
    REVENUE,
    RUNS,
    SOURCES,
    VISITS,
    TrafficView,
)
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.span_words import local
from revroute_desktop.traffic.load.runs import RunState

if TYPE_CHECKING:
    from revroute_desktop.console.panes.traffic.acts import TrafficActs
    from revroute_desktop.console.panes.traffic.visits import VisitsPresenter

FOLLOW, RUN = "traffic follow", "traffic run"
"""Kinds of jobs."""


class TrafficPresenter(TabsPresenter[TrafficView]):
    """Fills a `TrafficView`. `cancelled` gives the key of a job to end, `save_asked` wants the view saved."""

    save_asked = Signal()
    cancelled = Signal(int)

    def __init__(
        self, look: Look, books: Books, view: TrafficView, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(Desk(look, books, may_write, "traffic"), view, parent)
        self._following: tuple[JobView, ...] = ()
        self._running: tuple[JobView, ...] = ()
        self._made_acts: TrafficActs | None = None
        view.overview.all_visits_asked.connect(self._on_all_visits)
        for button in (view.import_button, view.run_button):
            button.setEnabled(may_write)
            button.setToolTip("" if may_write else tr("These books are read-only."))
        self._on_made(OVERVIEW)

    @property
    def acts(self) -> "TrafficActs":
        """What a person starts here; its dialogs are imported when the first is asked for."""
        if self._made_acts is None:
            from revroute_desktop.console.panes.traffic.acts import TrafficActs

            self._made_acts = TrafficActs(self._desk, self._view, self)
            self._made_acts.started.connect(self.started)
        return self._made_acts

    @property
    def overview(self) -> OverviewPresenter:
        """The presenter of the first tab."""
        found = self.tabs[OVERVIEW]
        assert isinstance(found, OverviewPresenter), "the first tab is the overview"
        return found

    @property
    def _visits(self) -> "VisitsPresenter":
        self._view.page(VISITS)
        return cast("VisitsPresenter", self.tabs[VISITS])

    def show_jobs(self, running: tuple[JobView, ...]) -> None:
        """Take up which logs are followed and which runs go on."""
        following = tuple(job for job in running if job.kind == FOLLOW)
        load = tuple(job for job in running if job.kind == RUN)
        changed = [job.key for job in following] != [job.key for job in self._following]
        changed |= _names(following) != _names(self._following)
        changed |= [job.key for job in load] != [job.key for job in self._running]
        self._following, self._running = following, load
        if changed:
            self._tell_jobs()

    def view_shown(self) -> SavedView:
        """Return what the table of visits shows, as a view without a name."""
        return replace(self._visits.view_shown(), period=self._period.code, currency=self._currency)

    def show_view(self, view: SavedView) -> tuple[Period, str]:
        """Show a saved view of visits; returns the period and currency that belong to it."""
        self._view.head.tabs.choose(VISITS)
        self._visits.show_view(view)
        return period_of(view.period), view.currency

    def act(self, action: str, files: tuple[Path, ...] = ()) -> None:
        """Do an act by its id in the registry of actions."""
        acts: dict[str, Callable[[], None]] = {
            "traffic.follow": self.acts.follow,
            "traffic.run": self.acts.run,
            "traffic.stop": self._on_stop_following,
        }
        if action == "traffic.import":
            self.acts.import_logs(files)
        else:
            acts[action]()

    def _on_all_visits(self) -> None:
        """Show the visits of the period, or of the part of it that the overview looks at."""
        self._view.head.tabs.choose(VISITS)
        part = self.overview.part
        if part is not None:
            first, end = (local(at, self._desk.books.zone) for at in part)
            self._visits.filter_by(f"seen>={first:%Y-%m-%dT%H:%M} seen<{end:%Y-%m-%dT%H:%M}")

    def _tell_jobs(self) -> None:
        names = _names(self._following)
        self.overview.show_following(names)
        sources, runs = self.tabs.get(SOURCES), self.tabs.get(RUNS)
        if sources is not None:
            from revroute_desktop.console.panes.traffic.sources import SourcesPresenter

            assert isinstance(sources, SourcesPresenter), "that is the tab of sources"
            sources.show_following(names)
        if runs is not None:
            from revroute_desktop.console.panes.traffic.runs import RunsPresenter

            assert isinstance(runs, RunsPresenter), "that is the tab of runs"
            runs.show_stoppable(bool(self._running))
        self._view.head.tabs.set_count(RUNS, str(len(self._running)) if self._running else "")

    def _on_made(self, at: int) -> None:
        super()._on_made(at)
        self._tell_jobs()

    def _make(self, at: int) -> TabPresenter:
        view, desk = self._view, self._desk
        if at == VISITS:
            from revroute_desktop.console.panes.traffic.visits import VisitsPresenter

            view.visits.save_button.clicked.connect(self.save_asked)
            return VisitsPresenter(desk, view.visits, self)
        if at == BOTS:
            from revroute_desktop.console.panes.traffic.bots import BotsPresenter

            return BotsPresenter(desk, view.bots, self)
        if at == SOURCES:
            from revroute_desktop.console.panes.traffic.sources import SourcesPresenter

            view.sources.stop_asked.connect(self._on_stop_following)
            return SourcesPresenter(desk, view.sources, self)
        if at == REVENUE:
            from revroute_desktop.console.panes.traffic.revenue import RevenuePresenter

            return RevenuePresenter(desk, view.revenue, self)
        if at == RUNS:
            from revroute_desktop.console.panes.traffic.runs import RunsPresenter

            runs = RunsPresenter(desk, view.runs, self)
            runs.stop_asked.connect(self._on_stop_run)
            return runs
        overview = OverviewPresenter(desk, view.overview, self)
        overview.run_read.connect(self._on_run_read)
        view.overview.stop_run_asked.connect(self._on_stop_run)
        return overview

    def _on_run_read(self, shown: RunShown | None) -> None:
        if shown is not None:
            stoppable = shown.run.state is RunState.RUNNING and bool(self._running)
            self._view.overview.run.show_run(shown, self._desk.books.now, stoppable=stoppable)

    def _on_stop_following(self) -> None:
        for job in self._following:
            self.cancelled.emit(job.key)

    def _on_stop_run(self) -> None:
        for job in self._running:
            self.cancelled.emit(job.key)


def _names(jobs: tuple[JobView, ...]) -> tuple[str, ...]:
    """Return the names of the logs that jobs follow."""
    return tuple(job.what.partition("following ")[2] or job.title for job in jobs)
