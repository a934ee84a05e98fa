"""The routing pane: its tabs and its two acts. Widgets only."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from revroute_desktop.console.panes.routing.events_view import EventsView
from revroute_desktop.console.panes.routing.models import (
    ACCOUNT_COLUMNS,
    IMPORT_COLUMNS,
    PLAN_COLUMNS,
    QUARANTINE_COLUMNS,
    STATEMENT_COLUMNS,
    event_columns,
)
from revroute_desktop.console.panes.routing.simulations import SIMULATION_COLUMNS, SimulationsView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.tabbed import TabbedView
from revroute_desktop.console.widgets.tree_model import TreeModel

if TYPE_CHECKING:
    from revroute_desktop.console.panes.routing.accounts import AccountsView
    from revroute_desktop.console.panes.routing.conflicts import ConflictsView
    from revroute_desktop.console.panes.routing.imports import ImportsView
    from revroute_desktop.console.panes.routing.plans_view import PlansView
    from revroute_desktop.console.panes.routing.quarantine import QuarantineView

    Page = (
        EventsView | QuarantineView | ConflictsView | ImportsView | AccountsView | PlansView | SimulationsView
    )

TABS = (
    later("Events"),
    later("Quarantine"),
    later("Conflicts"),
    later("Imports"),
    later("Accounts"),
    later("Plans"),
    later("Simulations"),
)
EVENTS, QUARANTINE, CONFLICTS, IMPORTS, ACCOUNTS, PLANS, SIMULATIONS = range(len(TABS))


class RoutingView(TabbedView["Page"]):
    """Routing: events and what became of them, imports, accounts, plans. `waiting_asked`: show what waits."""

    waiting_asked = Signal()

    def __init__(self, look: Look) -> None:
        self.import_button = Button(look, tr("Import"), icon="import")
        self.route_button = Button(look, tr("Route"), icon="play", variant="primary")
        self.waiting_button = Button(look, tr("Show what waits"))
        super().__init__(
            look, tr("Routing"), TABS, (self.import_button, self.waiting_button, self.route_button)
        )
        self.events_model = PagedModel(event_columns(""), self)
        self.quarantine_model = PagedModel(QUARANTINE_COLUMNS, self)
        self.conflicts_model = PagedModel(QUARANTINE_COLUMNS, self)
        self.imports_model = RowsModel(IMPORT_COLUMNS, self)
        self.accounts_model = TreeModel(ACCOUNT_COLUMNS, self)
        self.statement_model = RowsModel(STATEMENT_COLUMNS, self)
        self.plans_model = RowsModel(PLAN_COLUMNS, self)
        self.simulations_model = RowsModel(SIMULATION_COLUMNS, self)
        self.waiting_button.setToolTip(
            tr("Refunds and chargebacks whose payments were not imported yet. Routing decides them then.")
        )
        self.waiting_button.hide()
        self.import_button.clicked.connect(self._on_import)
        self.route_button.clicked.connect(self._on_route)
        self.waiting_button.clicked.connect(self.waiting_asked)
        self.page(EVENTS)

    @property
    def events(self) -> EventsView:
        """The page of the events."""
        return cast("EventsView", self.page(EVENTS))

    @property
    def quarantine(self) -> "QuarantineView":
        """The page of what was refused."""
        return cast("QuarantineView", self.page(QUARANTINE))

    @property
    def conflicts(self) -> "ConflictsView":
        """The page of the conflicts."""
        return cast("ConflictsView", self.page(CONFLICTS))

    @property
    def imports(self) -> "ImportsView":
        """The page of the imports."""
        return cast("ImportsView", self.page(IMPORTS))

    @property
    def accounts(self) -> "AccountsView":
        """The page of the accounts."""
        return cast("AccountsView", self.page(ACCOUNTS))

    @property
    def plans(self) -> "PlansView":
        """The page of the plans."""
        return cast("PlansView", self.page(PLANS))

    @property
    def simulations(self) -> SimulationsView:
        """The page of the simulations."""
        return cast(SimulationsView, self.page(SIMULATIONS))

    def _make(self, at: int) -> "Page":
        look = self._look
        page: Page
        if at == EVENTS:
            page = EventsView(look, self.events_model)
            page.empty.acted.connect(self._on_import)
        elif at == QUARANTINE:
            from revroute_desktop.console.panes.routing.quarantine import QuarantineView

            page = QuarantineView(look, self.quarantine_model)
            page.empty.acted.connect(self._on_import)
        elif at == CONFLICTS:
            from revroute_desktop.console.panes.routing.conflicts import ConflictsView

            page = ConflictsView(look, self.conflicts_model)
            page.empty.acted.connect(self._on_import)
        elif at == IMPORTS:
            from revroute_desktop.console.panes.routing.imports import ImportsView

            page = ImportsView(look, self.imports_model)
            page.empty.acted.connect(self._on_import)
        elif at == ACCOUNTS:
            from revroute_desktop.console.panes.routing.accounts import AccountsView

            page = AccountsView(look, self.accounts_model, self.statement_model)
            page.empty.acted.connect(self._on_publish)
        elif at == PLANS:
            from revroute_desktop.console.panes.routing.plans_view import PlansView

            page = PlansView(look, self.plans_model)
            page.empty.acted.connect(self._on_publish)
            page.publish_button.clicked.connect(self._on_publish)
            page.simulate_button.clicked.connect(self._on_simulate)
        else:
            page = SimulationsView(look, self.simulations_model)
            page.empty.acted.connect(self._on_simulate)
        return page

    def show_waiting(
        self, waiting: int, written: str, *, has_plan: bool, ready: bool, may_write: bool
    ) -> None:
        """Say on the primary button how much waits, or in its tooltip why it is off.

        Where a run would decide nothing of what waits (not `ready`) another button says so and shows it.
        """
        idle = bool(waiting) and has_plan and not ready
        self.waiting_button.setText(tr("{written} wait for their originals", written=written))
        self.waiting_button.setVisible(idle)
        self.route_button.setVisible(not idle)
        self.route_button.setText(tr("Route {waiting} waiting", waiting=written) if waiting else tr("Route"))
        self.route_button.setEnabled(bool(waiting) and has_plan and may_write)
        self.import_button.setEnabled(may_write)
        tip = ""
        if not may_write:
            tip = tr("These books are read-only.")
        elif not has_plan:
            tip = tr("Publish a plan first: it says who gets what.")
        elif not waiting:
            tip = tr("No event waits.")
        self.route_button.setToolTip(tip)
        self.import_button.setToolTip("" if may_write else tr("These books are read-only."))
        self.route_button.updateGeometry()

    def _enter(self, page: "Page") -> None:
        page.table.setFocus()

    def _on_import(self) -> None:
        self.acted.emit("import.revenue")

    def _on_route(self) -> None:
        self.acted.emit("route.waiting")

    def _on_simulate(self) -> None:
        self.acted.emit("plan.simulate")

    def _on_publish(self) -> None:
        self.acted.emit("plan.publish")
