"""Pictures of every pane and dialog, light and dark, large and small: `python -m … OUTDIR WORKSPACE`."""

import sys
import time
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler

from revroute_desktop.console.pages.settings_view import APPEARANCE, SettingsView
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.panes.routing.import_dialog import ImportDialog
from revroute_desktop.console.panes.routing.view import TABS, RoutingView
from revroute_desktop.console.panes.traffic.view import TrafficView
from revroute_desktop.console.screenshots.ahead import take_ahead, take_ahead_dialogs
from revroute_desktop.console.screenshots.audit import take_audit, take_audit_dialogs
from revroute_desktop.console.screenshots.charts import take_galleries
from revroute_desktop.console.screenshots.jobs import run_jobs, simulated, start_replay, wait
from revroute_desktop.console.screenshots.overview import take_overview
from revroute_desktop.console.screenshots.reports import take_report_dialogs, take_reports
from revroute_desktop.console.screenshots.routing import take_profile_wizard, take_routing_dialogs
from revroute_desktop.console.screenshots.scales import take_scaled
from revroute_desktop.console.screenshots.studio import Studio, borrowed, without_size_hints
from revroute_desktop.console.screenshots.system import take_system
from revroute_desktop.console.screenshots.tables import take_tables
from revroute_desktop.console.screenshots.traffic import run_load, take_traffic, take_traffic_dialogs
from revroute_desktop.console.shell.dialogs import (
    NewWorkspaceDialog,
    PublishDialog,
    SimulateDialog,
)
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.shell.simulation import SimulationDialog
from revroute_desktop.console.shell.small_dialogs import ClosingDialog, CrashDialog, DaysDialog
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import ReasonDialog
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.processes.crash_report import crash_text
from revroute_desktop.resources import resource_path


def take_all(out: Path, workspace: Path, language: str = "en") -> None:
    """Take every picture of a workspace in a language."""
    out.mkdir(parents=True, exist_ok=True)
    studio = Studio(out, language)
    studio.works = True
    with borrowed(workspace) as copied:
        show_all(studio, copied)


def show_all(studio: Studio, workspace: Path) -> None:
    """Show a studio every pane and dialog of a workspace, in each of its looks and sizes, and close it."""
    try:
        studio.begin()
        for name in studio.sizes_and_themes():
            studio.take(f"first-run-{name}")
            studio.window.first_run.show_demo(0.62, "routing")
            studio.take(f"first-run-demo-{name}")
            studio.window.first_run.show_demo(None, "")
        books = studio.open(workspace)
        time.sleep(0.4)
        if studio.works:
            run_jobs(books, studio.jobs, studio.turn, workspace.parent)
            run_load(books, studio.jobs, studio.turn, workspace.parent)
            studio.window.toast.hide()
        for name in studio.sizes_and_themes():
            _panes(studio, name)
            _dialogs(studio, name)
            _shell(studio, name)
    finally:
        studio.close()


def _panes(studio: Studio, name: str) -> None:
    books = studio.console.books
    assert books is not None, "the workspace is open"
    books.panes.show("routing")
    view = books.panes.view("routing")
    assert isinstance(view, RoutingView), "the routing pane is built"
    for at, tab in enumerate(TABS):
        view.head.tabs.choose(at)
        studio.settle()
        page = view.page(at)
        if isinstance(page, ListTab):
            studio.choose_row(page)
        if page is view.events:
            for tab_at, words in enumerate(("event", "why", "postings", "history", "raw")):
                page.inspector.choose_tab(tab_at)
                studio.take(f"routing-events-{words}-{name}")
            page.inspector.choose_tab(1)
            page.beside.close_inspector()
        studio.take(f"routing-{tab.lower()}-{name}")
        if page is view.accounts:
            page.inspector.choose_tab(1)
            studio.take(f"routing-statement-{name}")
            page.inspector.choose_tab(0)
    books.panes.show("audit")
    audit = books.panes.view("audit")
    assert isinstance(audit, AuditView), "the audit pane is built"
    studio.settle()
    take_audit(audit, studio.take, name)
    take_system(books, studio.look, studio.take, studio.turn, name, works=studio.works)
    books.panes.show("traffic")
    traffic = books.panes.view("traffic")
    assert isinstance(traffic, TrafficView), "the traffic pane is built"
    take_traffic(traffic, studio.settle, studio.take, name)
    for spec in PANES:
        if spec.id not in {"routing", "audit", "system", "traffic"}:
            books.panes.show(spec.id)
            studio.take(f"{spec.id}-{name}")
    take_overview(books, studio.look, studio.window, studio.take, name)
    take_ahead(books, studio.jobs, studio.turn, studio.take, name)
    take_reports(books, studio.jobs, studio.turn, studio.take, name)
    books.panes.show("routing")
    view.head.tabs.choose(0)
    take_tables(studio.look, books, studio.take, name)
    replay = start_replay(books, studio.jobs, studio.turn) if studio.works else None
    studio.window.tray.set_open(True, at_once=True)
    studio.take(f"jobs-{name}")
    studio.window.tray.set_open(False, at_once=True)
    if replay is not None:
        wait(studio.jobs, studio.turn, replay)
    studio.window.toast.hide()


def _dialogs(studio: Studio, name: str) -> None:
    plans = resource_path("plans")
    today = date(2026, 11, 3)
    look, window = studio.look, studio.window
    writer = studio.console.books.books.writer if studio.console.books is not None else None
    assert writer is not None, "the workspace is open"
    take_audit_dialogs(look, window, studio.take, name)
    take_routing_dialogs(look, window, writer, studio.take, name)
    take_profile_wizard(look, window, writer, studio.take, name)
    if studio.console.books is not None:
        folder = studio.console.books.workspace.path.parent
        take_traffic_dialogs(look, window, writer, folder, studio.take, name)
    take_ahead_dialogs(look, window, studio.take, name)
    take_report_dialogs(look, window, studio.take, name)
    for words, dialog in (
        ("import", ImportDialog(look, window, ("generic", "stripe-balance"), writer)),
        ("publish", PublishDialog(look, window, today, plans)),
        ("simulate", SimulateDialog(look, window, today, today, plans)),
        ("new", NewWorkspaceDialog(look, window, Path("~/books"), "Europe/Berlin")),
        (
            "dismiss",
            ReasonDialog(
                look,
                window,
                tr("Dismiss this row?"),
                tr("It will not become an event. The row, your name and the reason stay in the books."),
                tr("Dismiss"),
            ),
        ),
        *(
            (("simulation", SimulationDialog(look, window, simulated(studio.jobs), writer)),)
            if studio.works
            else ()
        ),
    ):
        dialog.show()
        studio.take(f"dialog-{words}-{name}", dialog)
        dialog.hide()
        dialog.deleteLater()


def _shell(studio: Studio, name: str) -> None:
    """What lies around the panes: palette, notices, settings, help."""
    window, do = studio.window, studio.window.actions_of_window.do
    for words, text in (("empty", ""), ("actions", "rww"), ("accounts", "payee")):
        do("palette.open")
        window.palette_panel.field.setText(text)
        studio.take(f"palette-{words}-{name}")
        window.palette_panel.close_over()
    studio.console.telling.fault("Disk full: free some space, then import the same file again.")
    window.toast.hide()
    do("view.notices")
    studio.take(f"notices-{name}")
    window.notice_list.close_over()
    for act in ("settings.keys", "settings.open", "help.keys", "help.open"):
        do(act)
        settings = window.findChild(SettingsView)
        if act == "settings.open" and settings is not None:
            settings.head.tabs.choose(APPEARANCE)
        studio.take(f"{act.replace('.', '-')}-{name}")
    studio.console.navigation.leave_page()
    first = date(2026, 10, 19)
    for words, dialog in (
        ("days", DaysDialog(studio.look, window, first, first + timedelta(days=9), "Europe/Berlin")),
        ("closing", ClosingDialog(studio.look, window, ("Import cards-eu-july.csv",))),
        ("crash", CrashDialog(studio.look, window, "crashes", crash_text(ValueError()))),
    ):
        dialog.show()
        studio.take(f"dialog-{words}-{name}", dialog)
        dialog.hide()
        dialog.deleteLater()


def main(arguments: list[str]) -> int:
    """Take the pictures; prints how many. Exit code 2 for wrong arguments."""
    if len(arguments) not in {2, 3}:
        sys.stderr.write(
            "usage: python -m revroute_desktop.console.screenshots OUTDIR WORKSPACE [LANGUAGE]\n"
        )
        return 2
    qInstallMessageHandler(without_size_hints)
    out, workspace = Path(arguments[0]), Path(arguments[1])
    began = time.time()
    take_all(out, workspace, *arguments[2:])
    take_scaled(out, workspace)
    take_galleries(out)
    taken = sum(path.stat().st_mtime >= began for path in out.glob("*.png"))
    sys.stdout.write(f"{taken} pictures in {out}\n")
    return 0
