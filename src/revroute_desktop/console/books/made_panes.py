"""`MadePanes`: the panes of one workspace as far as they are made, and what any of them says."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.jobs.runner import Jobs
from revroute_desktop.console.panes.routing.presenter import RoutingPresenter
from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr

if TYPE_CHECKING:
    from revroute_desktop.console.panes.analytics.presenter import AnalyticsPresenter
    from revroute_desktop.console.panes.audit.presenter import AuditPresenter
    from revroute_desktop.console.panes.system.presenter import SystemPresenter
    from revroute_desktop.console.panes.traffic.presenter import TrafficPresenter

    Presenter = RoutingPresenter | AuditPresenter | TrafficPresenter | AnalyticsPresenter | SystemPresenter

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


class MadePanes(QObject):
    """Makes each pane when it is asked for; `views` and `presenters` have those that are made, by their ids.

    `acted` gives the id of an action that is done elsewhere, `started` a job to run, `cancelled` the key of
    one to end, `said` what came of an act, `selected_says` words about the selection, `rows_wanted` a view
    whose rows are to be shown. `save_asked`: what is shown is to be kept as a view; `reopen_asked`: the
    workspace is to be opened anew; `grown`: a pane has got a tab's page.
    """

    acted = Signal(str)
    started = Signal(object)
    cancelled = Signal(int)
    said = Signal(str)
    selected_says = Signal(str, str)
    rows_wanted = Signal(object)
    save_asked = Signal()
    reopen_asked = Signal()
    grown = Signal()

    def __init__(
        self, look: Look, books: Books, jobs: Jobs, first: RoutingView, *, may_write: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._books = books
        self._jobs = jobs
        self._may_write = may_write
        self.views: dict[str, QWidget] = {}
        self.presenters: dict[str, PanePresenter] = {}
        self.routing = RoutingPresenter(books, first, may_write=may_write, parent=self)
        self.audit: AuditPresenter | None = None
        self.traffic: TrafficPresenter | None = None
        self.analytics: AnalyticsPresenter | None = None
        self.system: SystemPresenter | None = None
        self.routing.save_asked.connect(self.save_asked)
        first.acted.connect(self.acted)
        first.made.connect(self.grown)
        self._join("routing", first, self.routing)

    def make(self, pane: str) -> QWidget:
        """Make a pane; returns its view."""
        if pane == "audit":
            self._make_audit()
        elif pane == "traffic":
            self._make_traffic()
        elif pane == "analytics":
            self._make_analytics()
        elif pane == "system":
            self._make_system()
        else:
            self._make_not_yet(pane)
        return self.views[pane]

    # What these need is imported when they are first shown: the first pane must not wait for the others.

    def _make_audit(self) -> None:
        from revroute_desktop.console.panes.audit.presenter import AuditPresenter
        from revroute_desktop.console.panes.audit.view import AuditView

        view = AuditView(self._look)
        self.audit = AuditPresenter(self._look, self._books, view, may_write=self._may_write, parent=self)
        self.audit.save_asked.connect(self.save_asked)
        self.audit.reopen_asked.connect(self.reopen_asked)
        view.acted.connect(self.acted)
        self._join("audit", view, self.audit)

    def _make_traffic(self) -> None:
        from revroute_desktop.console.panes.traffic.presenter import TrafficPresenter
        from revroute_desktop.console.panes.traffic.view import TrafficView

        view = TrafficView(self._look)
        self.traffic = TrafficPresenter(self._look, self._books, view, may_write=self._may_write, parent=self)
        self.traffic.save_asked.connect(self.save_asked)
        self.traffic.cancelled.connect(self.cancelled)
        view.acted.connect(self.acted)
        self._join("traffic", view, self.traffic)

    def _make_analytics(self) -> None:
        from revroute_desktop.console.panes.analytics.presenter import AnalyticsPresenter
        from revroute_desktop.console.panes.analytics.view import AnalyticsView

        view = AnalyticsView(self._look, self._books)
        self.analytics = AnalyticsPresenter(
            self._look, self._books, view, may_write=self._may_write, parent=self
        )
        self.analytics.rows_wanted.connect(self.rows_wanted)
        self.analytics.view_wanted.connect(self.rows_wanted)
        self.analytics.acted.connect(self.acted)
        view.acted.connect(self.acted)
        view.made.connect(self.grown)
        self._join("analytics", view, self.analytics)

    def _make_system(self) -> None:
        from revroute_desktop.console.panes.system.presenter import SystemPresenter
        from revroute_desktop.console.panes.system.view import SystemView

        view = SystemView(self._look, self._books.writer)
        self.system = SystemPresenter(
            self._look, self._books, self._jobs, view, may_write=self._may_write, parent=self
        )
        self._join("system", view, self.system)

    def _make_not_yet(self, pane: str) -> None:
        from revroute_desktop.console.widgets.pane import NotYet

        self.views[pane] = NotYet(self._look, *(tr(words) for words in _NOT_YET[pane]))

    def _join(self, pane: str, view: QWidget, presenter: "Presenter") -> None:
        self.views[pane] = view
        self.presenters[pane] = presenter
        presenter.started.connect(self.started)
        presenter.said.connect(self.said)
        presenter.selected_says.connect(self.selected_says)
