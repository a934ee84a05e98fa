"""`ActionTable`: what each action of the registry does."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from revroute_desktop.console.acts import Acts
from revroute_desktop.console.crash_reports import CrashReports
from revroute_desktop.console.demo_shown import DemoShown
from revroute_desktop.console.host import Host
from revroute_desktop.console.navigation import Navigation
from revroute_desktop.console.palette.finding import Finding
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.side_pages import SidePages
from revroute_desktop.console.telling import Telling
from revroute_desktop.console.theme.look import CHOICES, Look
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.console.translate import tr
from revroute_desktop.console.zones import system_zone

_TRUST = ("checkpoint", "compare", "prove", "bundle", "keys", "rotate", "accept")
"""Acts of the audit pane, which need an open workspace."""
_TRAFFIC = ("import", "follow", "stop", "run")
_ANALYTICS = ("card", "save", "note", "why", "anomalies", "forecast", "reports", "report", "sql")
_FIRST_RUN = {"new": "workspace.new", "open": "workspace.open", "demo": "workspace.demo"}
"""Buttons of the first screen and their actions."""


class ActionTable(QObject):
    """Has each action done by whoever does it: a menu, a shortcut, the palette and buttons all end here."""

    def __init__(
        self,
        look: Look,
        window: Window,
        reads: Reads,
        acts: Acts,
        demo: DemoShown,
        navigation: Navigation,
        pages: SidePages,
        finding: Finding,
        telling: Telling,
        crashes: CrashReports,
        host: Host,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self._reads = reads
        self._acts = acts
        self._demo = demo
        self._navigation = navigation
        self._pages = pages
        self._finding = finding
        self._telling = telling
        self._crashes = crashes
        self._host = host
        window.actions_of_window.chosen.connect(self._on_chosen)
        window.first_run.asked.connect(self._on_first_run)
        window.header.find_asked.connect(finding.open)
        window.header.notices_asked.connect(telling.open_list)
        window.header.theme_asked.connect(self._on_theme)

    def answers(self) -> dict[str, Callable[[], None]]:
        """Return what is called for each action."""
        acts, pages, navigation, window = self._acts, self._pages, self._navigation, self._window
        return {
            "workspace.new": self._new,
            "workspace.open": self._open,
            "workspace.demo": self._make_demo,
            "workspace.close": self._host.close_books,
            "app.quit": self._quit,
            "import.revenue": acts.import_revenue,
            "import.map": acts.map_columns,
            "route.waiting": acts.route,
            "plan.publish": acts.publish,
            "plan.simulate": acts.simulate,
            "audit.verify": acts.verify,
            "audit.replay": acts.replay,
            "audit.check": self.check_proof,
            **{f"audit.{name}": partial(self._act_on_trust, f"audit.{name}") for name in _TRUST},
            **{f"traffic.{name}": partial(self._act_on_traffic, f"traffic.{name}") for name in _TRAFFIC},
            **{
                f"analytics.{name}": partial(self._act_on_analytics, f"analytics.{name}")
                for name in _ANALYTICS
            },
            **{f"go.{spec.id}": partial(navigation.go, spec.id) for spec in PANES},
            "go.filter": navigation.focus_filter,
            "go.period": window.header.period.open_menu,
            "go.next_region": window.next_region,
            "go.previous_region": partial(window.next_region, -1),
            "palette.open": self._finding.open,
            "settings.open": pages.show_settings,
            "settings.keys": partial(pages.show_settings, "shortcuts"),
            "help.open": partial(pages.show_help, "start"),
            "help.keys": partial(pages.show_help, "shortcuts"),
            "help.crashes": self._crashes.show_newest,
            "view.notices": self._telling.open_list,
            "view.jobs": navigation.turn_tray,
            "view.contrast": self._turn_contrast,
            **{f"view.{choice}": partial(self._look.choose, choice) for choice in CHOICES},
        }

    def do(self, action: str) -> None:
        """Do an action now, if it may be done."""
        self._window.actions_of_window.do(action)

    def check_proof(self, file: Path | None = None) -> None:
        """Check a proof file, which is asked for unless it is given; needs no workspace."""
        from revroute_desktop.console.panes.audit.check_proof import ProofCheck

        ProofCheck(self._look, self._reads, self._host.writer, self._window, file)

    def _on_chosen(self, action: str) -> None:
        self.answers()[action]()

    def _on_first_run(self, button: str) -> None:
        if button == "stop":
            self._demo.stop()
        else:
            self.do(_FIRST_RUN[button])

    # Workspaces

    def _new(self) -> None:
        if self._host.refuse_while_busy():
            return
        from revroute_desktop.console.shell.dialogs import NewWorkspaceDialog

        dialog = NewWorkspaceDialog(self._look, self._window, Path.home(), system_zone().key)
        if dialog.exec():
            asked = dialog.asked
            self._host.make(asked.file, asked.name, asked.zone)
        dialog.deleteLater()

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a workspace"), str(Path.home()), tr("Workspaces (*.revroute)")
        )
        if name:
            self._host.open(Path(name))

    def _make_demo(self) -> None:
        if not self._host.refuse_while_busy():
            self._demo.begin()

    def _quit(self) -> None:
        self._window.close()

    # Acts of panes

    def _act_on_trust(self, action: str) -> None:
        if self._host.books is not None:
            self._host.books.panes.act_on_trust(action)

    def _act_on_traffic(self, action: str) -> None:
        if self._host.books is not None:
            self._host.books.panes.act_on_traffic(action)

    def _act_on_analytics(self, action: str) -> None:
        if self._host.books is not None:
            self._host.books.panes.act_on_analytics(action)

    # The look

    def _on_theme(self) -> None:
        self._look.choose("light" if self._look.theme.scheme == "dark" else "dark")

    def _turn_contrast(self) -> None:
        self._look.strengthen(not self._look.high_contrast)
