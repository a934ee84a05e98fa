"""`OpenBooks`: one open workspace in the window: its panes, jobs and status, from opening to closing."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.anomaly_watch import AnomalyWatch
from revroute_desktop.console.books import Books
from revroute_desktop.console.currencies import in_order
from revroute_desktop.console.exports import Exports
from revroute_desktop.console.job_runner import Jobs, Work, prepare
from revroute_desktop.console.jobs import JobList, JobState, JobView
from revroute_desktop.console.memory import give_free_memory_back
from revroute_desktop.console.panes.routing.presenter import OpenWork, RoutingPresenter
from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.period import ALL_TIME, Period, month_of
from revroute_desktop.console.reads import Reads
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.standing import environment_of, jobs_saying, trust_sayings
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.trust import Trust, read_trust, verified_now, with_newest
from revroute_desktop.console.views import LOG, VISITS, SavedView, as_saved, views_of, with_view
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.routing.event_pages import event_currencies, newest_event_time
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import is_demo

if TYPE_CHECKING:
    from revroute_desktop.console.panes.analytics.presenter import AnalyticsPresenter
    from revroute_desktop.console.panes.audit.presenter import AuditPresenter
    from revroute_desktop.console.panes.system.presenter import SystemPresenter
    from revroute_desktop.console.panes.traffic.presenter import TrafficPresenter
    from revroute_desktop.console.shell.save_view import SaveViewDialog

_WATCH_MS = 500
_ROUTE = "route.waiting"

_NOT_YET = {
    "treasury": (
        later("Treasury"),
        later("Payees, holds, approvals, payouts and reconciliation will stand here."),
    ),
}


class PanePresenter(Protocol):
    """What the window asks of every pane."""

    def activate(self, active: bool) -> None:
        """The pane is shown or hidden."""

    def books_changed(self) -> None:
        """The file has changed."""


class OpenBooks(QObject):
    """Puts the panes of one workspace into the window and keeps them true to its file."""

    acted = Signal(str)
    pane_shown = Signal(str)
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
        self._look = look
        self._window = window
        self._saved = saved
        self._shown_jobs = jobs
        self.books = Books(workspace, reads, QLocale(), person)
        self.books.layouts = dict(saved.get("tables", {}))
        self.books.exports = Exports(workspace, jobs, self)
        window.tray.cancelled.connect(self.books.exports.cancel)
        self.may_write = workspace.read_only is None
        self.jobs = Jobs(workspace, jobs, self)
        self.jobs.alerted.connect(self.alerted)
        self.anomalies = AnomalyWatch(self.books, self.jobs, jobs, may_write=self.may_write, parent=self)
        self.anomalies.counted.connect(self._on_anomalies)
        self.anomalies.told.connect(self.anomalies_told)
        self._open_anomalies = 0
        self._views: dict[str, QWidget] = {}
        self._presenters: dict[str, PanePresenter] = {}
        self._keyring = (tr("not asked yet"), "", False)
        self._pane = ""
        self._period, self._currency, self._newest = ALL_TIME, "", ALL_TIME
        self._version: int | None = None
        self._trust: Trust | None = None
        self._demo = False
        self.open_work = OpenWork(0, 0, False)
        window.actions_of_window.bar(_ROUTE)
        window.actions_of_window.bar("audit.accept", not workspace.rolled_back)

        routing = RoutingPresenter(self.books, view, may_write=self.may_write, parent=self)
        self._routing = routing
        self._audit: AuditPresenter | None = None
        self._traffic: TrafficPresenter | None = None
        self._analytics: AnalyticsPresenter | None = None
        self._system: SystemPresenter | None = None
        self._add("routing", view, routing)
        view.acted.connect(self.acted)
        view.made.connect(window.put_status_last)
        routing.open_work.connect(self._on_open_work)
        routing.loaded.connect(self.first_painted)
        routing.started.connect(self.start)
        routing.said.connect(self._on_said)
        routing.save_asked.connect(self._on_save_view)
        views = saved.get("views", {})
        self.views = views_of(views.get(workspace.uuid))
        window.rail.view_asked.connect(self.show_view)
        window.rail.view_removed.connect(self._on_remove_view)
        window.rail.show_views(tuple(view.name for view in self.views))
        self._period, self._currency = routing.restore(saved.get("routing", {}))

        window.tray.set_writer(self.books.writer)
        window.rail.show_workspace(self.name)
        self._show_environment()
        self.books.ask("status.demo", is_demo, self._on_demo)
        header = window.header
        header.period_picked.connect(self._on_period)
        header.currency_picked.connect(self._on_currency)
        jobs.ended.connect(self._on_job_ended)
        jobs.changed.connect(self._say_jobs)
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._on_watch)
        # Asked before the first rows, so that no change between them and the watch is missed.
        self._on_watch()
        self._show_header()
        routing.show_period(self._period, self._currency)
        self._say_jobs()
        window.status.say(
            "network", Saying(tr("Offline, nothing unsent"), tip=tr("This version sends nothing anywhere."))
        )

    @property
    def name(self) -> str:
        """The workspace's name."""
        return self.workspace.name

    @property
    def pane(self) -> str:
        """Id of the pane that is shown."""
        return self._pane

    @property
    def state(self) -> str:
        """What the recent list says about these books."""
        verified = self._trust.verified if self._trust is not None else None
        if verified is None or verified.fault:
            return ""
        return tr("Verified to {size}", size=self.books.writer.count(verified.size))

    def begin(self) -> None:
        """Read what the first screen did not need, and follow the file from now on."""
        self._ask_around()
        self.books.call("jobs.prepare", prepare, self._on_prepared)
        if self.may_write:
            self.books.write(self._put_in_order, lambda _: None)
        self._watch.start()

    def _on_prepared(self, _nothing: None) -> None:
        self.jobs.begin()

    def _put_in_order(self) -> None:
        """Let go what traffic keeps for a time alone, and end load runs whose program is gone. Runs aside."""
        # Imported here: load runs need much that the first screen does not.
        from revroute_desktop.traffic.housekeeping import put_in_order

        put_in_order(self.workspace, self.books.person)

    def show_pane(self, pane: str) -> None:
        """Show a pane; it is made when it is shown for the first time."""
        made = self._views.get(pane)
        if pane == self._pane and self._window.panes.currentWidget() is made:
            return
        if self._pane in self._presenters:
            self._presenters[self._pane].activate(False)
        if pane not in self._views:
            self._make(pane)
        self._pane = pane
        self._window.panes.setCurrentWidget(self._views[pane])
        self._window.rail.show_pane(pane)
        self._on_selected("", "")
        if pane in self._presenters:
            self._presenters[pane].activate(True)
        self.pane_shown.emit(pane)

    def view(self, pane: str) -> QWidget:
        """Return a pane's view, made if need be."""
        if pane not in self._views:
            self._make(pane)
        return self._views[pane]

    def show_tab(self, pane: str, tab: int) -> None:
        """Go to a tab of a pane."""
        self.show_pane(pane)
        view = self._views[pane]
        head = getattr(view, "head", None)
        if isinstance(head, PaneHead):
            head.tabs.choose(tab)

    def show_period(self, period: Period, currency: str) -> None:
        """Show another period and currency in the whole console; an empty currency means all."""
        self._period, self._currency = period, currency
        self._window.header.show_currency(currency)
        self._show_header()
        self._routing.show_period(period, currency)
        if self._audit is not None:
            self._audit.show_period(period)
        if self._traffic is not None:
            self._traffic.show_period(period, currency)
        if self._analytics is not None:
            self._analytics.show_period(period, currency)

    @property
    def arrangements(self) -> tuple[str, ...]:
        """The names of the analytics pane's arrangements, as far as they are known."""
        from revroute_desktop.console.panes.analytics.names import ARRANGEMENT_TITLES

        return self._analytics.arrangements if self._analytics is not None else tuple(ARRANGEMENT_TITLES)

    def show_arrangement(self, name: str) -> None:
        """Show an arrangement of the analytics pane."""
        self.show_pane("analytics")
        if self._analytics is not None:
            self._analytics.show_arrangement(name)

    def act_on_analytics(self, action: str) -> None:
        """Do an act of the analytics pane, there."""
        self.show_pane("analytics")
        if self._analytics is not None:
            self._analytics.act(action)

    def show_anomaly(self, name: str) -> None:
        """Go to an anomaly, and say why its figure is another."""
        self.show_pane("analytics")
        if self._analytics is not None:
            self._analytics.show_anomaly(name)

    def act_on_traffic(self, action: str, files: tuple[Path, ...] = ()) -> None:
        """Do an act of the traffic pane, there."""
        self.show_pane("traffic")
        if self._traffic is not None:
            self._traffic.act(action, files)

    def act_on_trust(self, action: str) -> None:
        """Do an act of the audit pane, there."""
        self.show_pane("audit")
        if self._audit is not None:
            self._audit.act(action)

    def show_view(self, name: str) -> None:
        """Show a saved view."""
        view = next((view for view in self.views if view.name == name), None)
        if view is not None:
            self.show_rows(view)

    def show_rows(self, view: SavedView) -> None:
        """Show the rows of a view, wherever they stand."""
        if view.tab == LOG:
            self.show_pane("audit")
            if self._audit is not None:
                self._audit.show_view(view)
            return
        if view.tab == VISITS:
            self.show_pane("traffic")
            if self._traffic is not None:
                self.show_period(*self._traffic.show_view(view))
            return
        self.show_pane("routing")
        self.show_period(*self._routing.show_view(view))

    def _on_save_view(self) -> None:
        from revroute_desktop.console.shell.save_view import SaveViewDialog

        taken = frozenset(view.name for view in self.views)
        shower = {"audit": self._audit, "traffic": self._traffic}.get(self._pane) or self._routing
        dialog = SaveViewDialog(self._look, self._window, shower.view_shown(), taken)
        dialog.submitted.connect(partial(self._on_named, dialog))
        dialog.ask()

    def _on_named(self, dialog: "SaveViewDialog") -> None:
        dialog.accept()
        self.show_views(with_view(self.views, dialog.view))

    def _on_remove_view(self, name: str) -> None:
        self.show_views(tuple(view for view in self.views if view.name != name))

    def show_views(self, views: tuple[SavedView, ...]) -> None:
        """Have these views, and show them in the rail."""
        self.views = views
        self._window.rail.show_views(tuple(view.name for view in views))

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the pane that is shown."""
        view = self._views.get(self._pane)
        focus = getattr(view, "focus_filter", None)
        if focus is not None:
            focus()

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

    def show_keyring(self, word: str, about: str, *, usable: bool) -> None:
        """Say in which of its states the keyring is."""
        tone = Tone.SECOND if usable else Tone.WARNING
        self._window.status.say(
            "keyring", Saying(tr("Keyring {word}", word=word), icon="key", tone=tone, tip=about)
        )
        self._keyring = (word, about, usable)
        self._tell_key()

    def saved(self) -> dict[str, dict[str, Any]]:
        """Return what each pane remembers."""
        routing = self._routing.saved()
        views = {**self._saved.get("views", {}), self.workspace.uuid: as_saved(self.views)}
        saved = {**self._saved, "routing": routing, "tables": self.books.layouts, "views": views}
        stopped = {k: v for k, v in self._saved.get("stopped", {}).items() if k != self.workspace.uuid}
        if unfinished := self.jobs.unfinished:
            stopped[self.workspace.uuid] = {str(number): title for number, title in unfinished.items()}
        saved["stopped"] = stopped
        if self._analytics is not None:
            saved["analytics"] = self._analytics.saved()
        if self._audit is not None:
            path = self._audit.acts.keys.path
            others = {k: v for k, v in self._saved.get("keys", {}).items() if k != self.workspace.uuid}
            # Where the key file is; its passphrase is nowhere.
            saved["keys"] = others if path is None else {**others, self.workspace.uuid: str(path)}
        return saved

    def close(self) -> None:
        """Stop following the file and let go of the panes; `finish` is to be done after it, aside."""
        self.books.leaving.set()
        self._watch.stop()
        self.anomalies.stop()
        self._shown_jobs.ended.disconnect(self._on_job_ended)
        self._shown_jobs.changed.disconnect(self._say_jobs)
        self._window.header.period_picked.disconnect(self._on_period)
        self._window.header.currency_picked.disconnect(self._on_currency)
        self._window.rail.view_asked.disconnect(self.show_view)
        self._window.rail.view_removed.disconnect(self._on_remove_view)
        self._window.rail.show_views(())
        self._window.actions_of_window.bar(_ROUTE, False)
        if self.books.exports is not None:
            self._window.tray.cancelled.disconnect(self.books.exports.cancel)
            self.books.exports.leave()
        if self._system is not None:
            self._system.leave()
        self.jobs.alerted.disconnect(self.alerted)
        for view in self._views.values():
            self._window.panes.removeWidget(view)
            view.deleteLater()
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

    def _add(
        self,
        pane: str,
        view: QWidget,
        presenter: "RoutingPresenter | AuditPresenter | SystemPresenter | TrafficPresenter | "
        "AnalyticsPresenter | None" = None,
    ) -> None:
        self._views[pane] = view
        self._window.add_pane(view)
        if presenter is not None:
            self._presenters[pane] = presenter
            presenter.selected_says.connect(self._on_selected)

    def _make(self, pane: str) -> None:
        # Imported when first shown: the first pane must not wait for the others.
        if pane == "audit":
            from revroute_desktop.console.panes.audit.presenter import AuditPresenter
            from revroute_desktop.console.panes.audit.view import AuditView

            view = AuditView(self._look)
            self._audit = AuditPresenter(self._look, self.books, view, may_write=self.may_write, parent=self)
            self._audit.save_asked.connect(self._on_save_view)
            kept = self._saved.get("keys", {}).get(self.workspace.uuid)
            self._audit.acts.remember_key_file(Path(kept) if isinstance(kept, str) else None)
            self._audit.show_period(self._period)
            self._audit.show_jobs(self._shown_jobs.running)
            self._audit.started.connect(self.start)
            self._audit.said.connect(self._on_said)
            self._audit.reopen_asked.connect(self.reopen_asked)
            view.acted.connect(self.acted)
            self._add(pane, view, self._audit)
            self._tell_key()
            return
        if pane == "system":
            self._make_system()
            return
        if pane == "traffic":
            self._make_traffic()
            return
        if pane == "analytics":
            self._make_analytics()
            return
        from revroute_desktop.console.widgets.pane import NotYet

        self._add(pane, NotYet(self._look, *(tr(words) for words in _NOT_YET[pane])))

    def _make_system(self) -> None:
        from revroute_desktop.console.panes.system.presenter import SystemPresenter
        from revroute_desktop.console.panes.system.view import SystemView

        view = SystemView(self._look, self.books.writer)
        self._system = SystemPresenter(
            self._look, self.books, self.jobs, view, may_write=self.may_write, parent=self
        )
        self._system.started.connect(self.start)
        self._system.said.connect(self._on_said)
        self._add("system", view, self._system)

    def _make_traffic(self) -> None:
        from revroute_desktop.console.panes.traffic.presenter import TrafficPresenter
        from revroute_desktop.console.panes.traffic.view import TrafficView

        view = TrafficView(self._look)
        self._traffic = TrafficPresenter(self._look, self.books, view, may_write=self.may_write, parent=self)
        self._traffic.show_period(self._period, self._currency)
        self._traffic.show_jobs(self._shown_jobs.running)
        self._traffic.started.connect(self.start)
        self._traffic.cancelled.connect(self.jobs.cancel)
        self._traffic.save_asked.connect(self._on_save_view)
        self._traffic.said.connect(self._on_said)
        view.acted.connect(self.acted)
        self._add("traffic", view, self._traffic)

    def _make_analytics(self) -> None:
        from revroute_desktop.console.panes.analytics.presenter import AnalyticsPresenter
        from revroute_desktop.console.panes.analytics.view import AnalyticsView

        view = AnalyticsView(self._look, self.books)
        self._analytics = AnalyticsPresenter(
            self._look, self.books, view, may_write=self.may_write, parent=self
        )
        self._analytics.show_period(self._period, self._currency)
        self._analytics.started.connect(self.start)
        self._analytics.said.connect(self._on_said)
        self._analytics.acted.connect(self.acted)
        self._analytics.rows_wanted.connect(self.show_rows)
        self._analytics.restore(self._saved.get("analytics", {}))
        self._analytics.view_wanted.connect(self.show_rows)
        self._analytics.show_open(self._open_anomalies)
        view.acted.connect(self.acted)
        view.made.connect(self._window.put_status_last)
        self._add("analytics", view, self._analytics)

    def _tell_key(self) -> None:
        word, about, usable = self._keyring
        if self._audit is not None:
            self._audit.show_key(
                tr("Keyring {word}", word=word), about, Tone.POSITIVE if usable else Tone.WARNING
            )

    def _show_environment(self) -> None:
        self._window.header.show_environment(*environment_of(self.workspace, demo=self._demo))

    def _show_header(self) -> None:
        now = month_of(int(datetime.now(UTC).timestamp()) * 1_000_000, self.books.zone)
        newest = self._newest if self._newest.month is not None else now
        self._window.header.period.show_period(self._period, self.books.zone, newest)

    def _ask_around(self) -> None:
        self.books.ask("status.trust", read_trust, self._on_trust)
        self.books.ask("status.newest", newest_event_time, self._on_newest)
        self.books.ask("status.currencies", event_currencies, self._on_currencies)
        self.anomalies.file_changed()

    def _on_watch(self) -> None:
        self.books.call("status.version", self.workspace.data_version, self._on_version)

    def _on_version(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and before != version:
            self.refresh()

    def refresh(self) -> None:
        """The file has changed: let every pane know."""
        self._ask_around()
        for presenter in self._presenters.values():
            presenter.books_changed()

    def _on_trust(self, trust: Trust) -> None:
        self._trust = trust = with_newest(trust, self.books.verified)
        for item, saying in trust_sayings(trust, self.workspace, self.books.writer, self.books.now).items():
            self._window.status.say(item, saying)

    def _on_newest(self, newest: int | None) -> None:
        if newest is not None:
            self._newest = month_of(newest, self.books.zone)
            self._show_header()

    def _on_demo(self, demo: bool) -> None:
        self._demo = demo
        self._show_environment()

    def _on_currencies(self, codes: tuple[str, ...]) -> None:
        base = codes[0] if codes else ""
        if base != self.books.base:
            self.books.base = base
            self._routing.show_base()
            for pane in (self._traffic, self._analytics):
                if pane is not None:
                    pane.books_changed()
        self._window.header.show_currencies(tuple(in_order(codes, base)), self._currency)

    def _on_period(self, period: Period) -> None:
        self.show_period(period, self._currency)

    def _on_currency(self, code: str) -> None:
        self.show_period(self._period, code)

    def _on_said(self, sentence: str) -> None:
        self.refresh()
        self.said.emit(sentence)

    def _on_open_work(self, work: OpenWork) -> None:
        self.open_work = work
        self._window.actions_of_window.bar(_ROUTE, not (work.waiting and work.has_plan))
        waits = work.waiting + work.quarantined
        self._window.rail.show_count("routing", self.books.writer.count(waits) if waits else "")

    def _on_selected(self, text: str, strong: str) -> None:
        self._window.status.say("selection", Saying(text, strong))

    def _on_anomalies(self, count: int) -> None:
        self._open_anomalies = count
        self._window.rail.show_count("analytics", self.books.writer.count(count) if count else "")
        if self._analytics is not None:
            self._analytics.show_open(count)

    def _on_job_ended(self, job: JobView) -> None:
        if job.kind == "verify" and job.state is JobState.DONE:
            replay = isinstance(job.value, dict) and job.value.get("replayed") is not None
            here = verified_now(job.value, job.finished_at or self.books.now, replay=replay)
            self.books.verified = here or self.books.verified
        self.anomalies.job_ended(job)
        self.refresh()

    def _say_jobs(self) -> None:
        running = self._shown_jobs.running
        if self._audit is not None:
            self._audit.show_jobs(running)
        if self._traffic is not None:
            self._traffic.show_jobs(running)
        self._window.status.say("jobs", jobs_saying(running))


def _nothing_said(_result: object) -> None:
    """The tray shows the job."""
