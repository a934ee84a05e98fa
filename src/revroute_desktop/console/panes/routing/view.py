"""The routing pane: its tabs and its two acts. Widgets only."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.console.panes.routing.accounts import AccountsView
from revroute_desktop.console.panes.routing.conflicts import ConflictsView
from revroute_desktop.console.panes.routing.events_view import EventsView
from revroute_desktop.console.panes.routing.imports import ImportsView
from revroute_desktop.console.panes.routing.models import (
    ACCOUNT_COLUMNS,
    IMPORT_COLUMNS,
    PLAN_COLUMNS,
    QUARANTINE_COLUMNS,
    STATEMENT_COLUMNS,
    event_columns,
)
from revroute_desktop.console.panes.routing.plans_view import PlansView
from revroute_desktop.console.panes.routing.quarantine import QuarantineView
from revroute_desktop.console.panes.routing.simulations import SIMULATION_COLUMNS, SimulationsView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.tree_model import TreeModel

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


class RoutingView(QWidget):
    """One page a tab. `acted` gives the id of an action of the registry."""

    acted = Signal(str)
    tab_changed = Signal(int)
    waiting_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.events_model = PagedModel(event_columns(""), self)
        self.quarantine_model = PagedModel(QUARANTINE_COLUMNS, self)
        self.conflicts_model = PagedModel(QUARANTINE_COLUMNS, self)
        self.imports_model = RowsModel(IMPORT_COLUMNS, self)
        self.accounts_model = TreeModel(ACCOUNT_COLUMNS, self)
        self.statement_model = RowsModel(STATEMENT_COLUMNS, self)
        self.plans_model = RowsModel(PLAN_COLUMNS, self)
        self.events = EventsView(look, self.events_model)
        self.quarantine = QuarantineView(look, self.quarantine_model)
        self.conflicts = ConflictsView(look, self.conflicts_model)
        self.imports = ImportsView(look, self.imports_model)
        self.accounts = AccountsView(look, self.accounts_model, self.statement_model)
        self.plans = PlansView(look, self.plans_model)
        self.simulations_model = RowsModel(SIMULATION_COLUMNS, self)
        self.simulations = SimulationsView(look, self.simulations_model)
        self.import_button = Button(look, tr("Import"), icon="import")
        self.route_button = Button(look, tr("Route"), icon="play", variant="primary")
        self.waiting_button = Button(look, tr("Show what waits"))
        self.waiting_button.setToolTip(
            tr("Refunds and chargebacks whose payments were not imported yet. Routing decides them then.")
        )
        self.waiting_button.hide()
        self.head = PaneHead(
            look, tr("Routing"), TABS, (self.import_button, self.waiting_button, self.route_button)
        )
        self._pages = QStackedWidget()
        self.tabs = (
            self.events,
            self.quarantine,
            self.conflicts,
            self.imports,
            self.accounts,
            self.plans,
            self.simulations,
        )
        for page in self.tabs:
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.head.tabs.changed.connect(self._on_tab)
        self.import_button.clicked.connect(self._on_import)
        self.route_button.clicked.connect(self._on_route)
        self.waiting_button.clicked.connect(self.waiting_asked)
        self.events.empty.acted.connect(self._on_import)
        self.imports.empty.acted.connect(self._on_import)
        self.plans.empty.acted.connect(self._on_publish)
        self.accounts.empty.acted.connect(self._on_publish)
        self.quarantine.empty.acted.connect(self._on_import)
        self.conflicts.empty.acted.connect(self._on_import)
        self.simulations.empty.acted.connect(self._on_simulate)
        self.plans.publish_button.clicked.connect(self._on_publish)
        self.plans.simulate_button.clicked.connect(self._on_simulate)

    @property
    def tab(self) -> int:
        """Index of the tab shown."""
        return self.head.tabs.current

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the tab shown."""
        self.tabs[self.tab].focus_filter()

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
        self.route_button.setText(tr("Route {written} waiting", written=written) if waiting else tr("Route"))
        self.route_button.setEnabled(bool(waiting) and has_plan and may_write)
        self.import_button.setEnabled(may_write)
        self.plans.publish_button.setEnabled(may_write)
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

    def _on_tab(self, at: int) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self._pages.isAncestorOf(focused)
        self._pages.setCurrentIndex(at)
        if inside:
            self.tabs[at].table.setFocus()
        self.tab_changed.emit(at)

    def _on_import(self) -> None:
        self.acted.emit("import.revenue")

    def _on_route(self) -> None:
        self.acted.emit("route.waiting")

    def _on_simulate(self) -> None:
        self.acted.emit("plan.simulate")

    def _on_publish(self) -> None:
        self.acted.emit("plan.publish")
