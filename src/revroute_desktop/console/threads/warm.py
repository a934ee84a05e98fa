"""Imports what later screens need once the first one is there, so that none of them waits for it."""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from revroute_desktop.console.threads.reads import Reads

_PAUSE_MS = 12
_LIBRARIES = (
    "ruamel.yaml",
    "jsonschema",
    "encodings.idna",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "pyqtgraph",
    "holidays",
)
_OF_BOOKS = """
    processes.supervisor ledger.account_tree ledger.entry_text ledger.journal ledger.account_pages
    routing.imports.mapping routing.imports.mending routing.imports.preview routing.imports.undo_import
    routing.plans.live_check routing.route routing.open_events routing.imports.kept_profiles
    routing.imports.profile_fit routing.plans.drafts traffic.follow_logs traffic.formats.tester
    traffic.load.run_scenario traffic.load.scenario_file traffic.revenue_queries traffic.visit_pages
    traffic.bots.queries traffic.bots.words traffic.groups traffic.bins traffic.load.compare
    traffic.load.heat traffic.load.series traffic.load.export traffic.load.run_document
    traffic.load.drawn_text traffic.load.scenario_form traffic.drill_down traffic.rules_text
    traffic.load.kept_scenarios proof.checkpoint proof.prove proof.fault_rows analytics.card_answers
    analytics.why analytics.annotations analytics.arrangements analytics.rows analytics.anomalies.schedule
    analytics.anomalies.course analytics.anomalies.why_alert analytics.checks analytics.capacity
    analytics.days_ahead analytics.measured_rates analytics.place analytics.prices analytics.reports.made
    analytics.reports.statement analytics.reports.sample analytics.sql_page.ask analytics.sql_page.kept
    analytics.outlook analytics.period_of_books paper.pdf
    traffic.load.from_traffic analytics.reports.period_words
"""
"""Rooms below the console, which know no Qt, and what makes nothing of Qt when it is imported: a thread aside
may import them.
"""

_OF_CONSOLE = """
    panes.routing.quarantine panes.routing.conflicts panes.routing.imports panes.routing.account_words
    panes.routing.statement panes.routing.accounts widgets.code_editor panes.routing.plans_view
    panes.routing.plans widgets.dialog panes.routing.mend_dialog panes.routing.decisions
    panes.routing.import_preview panes.routing.import_dialog panes.routing.importing
    panes.routing.booking_dialogs panes.routing.booking panes.routing.plan_dialogs
    panes.routing.plan_editing panes.audit.models panes.audit.proof_words panes.audit.dialogs
    books.held_keys panes.audit.trust_acts panes.audit.alarm panes.audit.cards panes.audit.coverage
    panes.audit.view panes.audit.log panes.audit.trust_cards panes.audit.presenter panes.audit.check_proof
    widgets.charts.data widgets.charts.ticks widgets.charts.axes widgets.charts.zoom widgets.charts.form
    widgets.charts.strokes widgets.charts.tip widgets.charts.plot widgets.charts.heat panes.traffic.words
    panes.traffic.models panes.traffic.run_reader widgets.charts.legend panes.traffic.run_body
    panes.traffic.run_view widgets.charts.brush widgets.charts.row_parts widgets.charts.curve_axes
    widgets.charts.brushed widgets.charts.curve_paint widgets.charts.span_words widgets.charts.curve_words
    widgets.charts.inks widgets.charts.fold widgets.charts.plane widgets.charts.curves widgets.segments
    widgets.selection_bar panes.traffic.overview_view panes.tab panes.tabs panes.traffic.figures
    panes.traffic.overruling panes.traffic.overview panes.traffic.view panes.traffic.presenter
    panes.traffic.lines_view panes.traffic.visits panes.traffic.bots widgets.text_dialog
    panes.traffic.rules_dialog panes.traffic.sources panes.traffic.revenue panes.traffic.report_file
    panes.traffic.runs panes.traffic.log_dialog widgets.number_field panes.traffic.draw_dialog
    widgets.row_fields panes.traffic.scenario_fields panes.traffic.run_dialog panes.traffic.acts
    panes.analytics.words panes.analytics.cards.data widgets.charts.painted panes.analytics.cards.figure
    panes.analytics.cards.table widgets.charts.shares widgets.charts.bars widgets.charts.change
    widgets.charts.ramp widgets.charts.hours widgets.charts.treemap widgets.charts.cohorts
    widgets.charts.distribution widgets.charts.funnel widgets.charts.scatter
    panes.analytics.cards.shape_data panes.analytics.cards.forms widgets.tab_order
    panes.analytics.cards.view panes.analytics.cards.grid panes.analytics.overview.names
    panes.analytics.why_page panes.analytics.overview.view panes.analytics.cards.marks
    panes.analytics.overview.frame panes.analytics.cards.lacking panes.analytics.overview.words
    panes.analytics.overview.answers panes.analytics.overview.kept panes.analytics.overview.cards
    panes.analytics.overview.why panes.analytics.overview.rows panes.analytics.overview.presenter
    panes.analytics.view panes.analytics.presenter panes.analytics.anomalies.checks
    panes.analytics.anomalies.models panes.analytics.anomalies.feed panes.analytics.anomalies.rule_dialog
    panes.analytics.anomalies.view panes.analytics.anomalies.ruling panes.analytics.seldom
    panes.analytics.anomalies.presenter panes.analytics.forecast.models panes.analytics.forecast.view
    panes.analytics.forecast.prices_dialog widgets.charts.chart_export panes.analytics.forecast.presenter
    widgets.live_model panes.analytics.reports.view panes.analytics.reports.dialogs
    panes.analytics.reports.presenter panes.analytics.sql.answer panes.analytics.sql.view
    panes.analytics.sql.presenter panes.system.reason_words panes.system.models panes.system.timeline
    panes.system.job_page panes.system.cards panes.system.slots panes.system.view panes.system.dialogs
    panes.system.alert_words panes.system.inspecting panes.system.alerts_dialog panes.system.steering
    panes.system.presenter pages.help_pages pages.help_view pages.settings_view pages.settings shell.dialogs
    shell.small_dialogs shell.save_view shell.simulation palette.reveal jobs.works
"""
"""One a turn, each after those that it needs: a test sees to it that no turn imports many of them."""


class Warm(QObject):
    """Imports aside what the rooms below need, then the console's own modules, one a turn."""

    def __init__(self, reads: Reads, parent: QObject) -> None:
        super().__init__(parent)
        self._reads = reads
        self._left = _OF_CONSOLE.split()
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
    for name in _LIBRARIES:
        import_module(name)
    for name in _OF_BOOKS.split():
        import_module(f"revroute_desktop.{name}")
