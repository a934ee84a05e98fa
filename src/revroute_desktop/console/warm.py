"""Imports what later screens need once the first one is there, so that none of them waits for it."""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from revroute_desktop.console.reads import Reads

_PAUSE_MS = 12
_OF_BOOKS = (
    "ruamel.yaml",
    "jsonschema",
    "encodings.idna",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "revroute_desktop.ledger.account_tree",
    "revroute_desktop.routing.imports.mapping",
    "revroute_desktop.routing.imports.mending",
    "revroute_desktop.routing.imports.preview",
    "revroute_desktop.routing.imports.undo_import",
    "revroute_desktop.routing.plans.live_check",
    "revroute_desktop.routing.route",
    "revroute_desktop.proof.checkpoint",
    "revroute_desktop.proof.prove",
    "revroute_desktop.proof.fault_rows",
    "pyqtgraph",
    "revroute_desktop.traffic.follow_logs",
    "revroute_desktop.traffic.formats.tester",
    "revroute_desktop.traffic.load.run_scenario",
    "revroute_desktop.traffic.load.scenario_file",
    "revroute_desktop.traffic.revenue_queries",
    "revroute_desktop.traffic.visit_pages",
)
"""Rooms below the console, which know no Qt, and what makes nothing of Qt when it is imported: a thread aside
may import them.
"""

_OF_CONSOLE = (
    "panes.routing.quarantine",
    "panes.routing.conflicts",
    "panes.routing.imports",
    "panes.routing.accounts",
    "panes.routing.plans_view",
    "panes.routing.plans",
    "panes.routing.mend_dialog",
    "panes.routing.decisions",
    "panes.routing.import_dialog",
    "panes.routing.importing",
    "panes.routing.booking_dialogs",
    "panes.routing.booking",
    "panes.routing.plan_dialogs",
    "panes.routing.plan_editing",
    "panes.audit.models",
    "panes.audit.dialogs",
    "panes.audit.trust_acts",
    "panes.audit.view",
    "panes.audit.presenter",
    "panes.audit.check_proof",
    *(f"widgets.charts.{name}" for name in ("axes", "plot", "heat")),
    *(
        f"panes.traffic.{name}"
        for name in ("models", "run_body", "run_view", "overview_view", "overview", "view")
    ),
    *(f"panes.traffic.{name}" for name in ("presenter", "visits", "bots", "sources", "revenue", "runs")),
    *(f"panes.traffic.{name}" for name in ("log_dialog", "rules_dialog", "run_dialog", "acts")),
    *(f"panes.analytics.{name}" for name in ("overview_view", "overview", "view", "presenter")),
    *(f"panes.analytics.{name}" for name in ("anomalies", "forecast", "reports", "sql")),
    "panes.system.models",
    "panes.system.timeline",
    "panes.system.job_page",
    "panes.system.view",
    "panes.system.dialogs",
    "panes.system.presenter",
    "pages.help_view",
    "pages.settings_view",
    "pages.settings",
    "shell.dialogs",
    "shell.small_dialogs",
    "shell.save_view",
    "shell.simulation",
    "reveal",
    "works",
)


class Warm(QObject):
    """Imports aside what the rooms below need, then the console's own modules, one a turn."""

    def __init__(self, reads: Reads, parent: QObject) -> None:
        super().__init__(parent)
        self._reads = reads
        self._left = list(_OF_CONSOLE)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Begin; what was imported already costs nothing."""
        self._reads.ask("console.warm", _import_rooms, self._on_rooms, slow=True)

    def stop(self) -> None:
        """Import nothing more."""
        self._timer.stop()

    def _on_rooms(self, _nothing: None) -> None:
        self._timer.start()

    def _next(self) -> None:
        if self._left:
            import_module(f"revroute_desktop.console.{self._left.pop(0)}")
        else:
            self._timer.stop()


def _import_rooms() -> None:
    for name in _OF_BOOKS:
        import_module(name)
