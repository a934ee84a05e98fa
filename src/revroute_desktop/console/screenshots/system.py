"""Pictures of the system pane: jobs at work, one inspected, a day, and its dialogs."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.jobs.works import verify_work
from revroute_desktop.console.panes.system.alerts_dialog import AlertsDialog
from revroute_desktop.console.panes.system.dialogs import BoundsDialog, RunJobDialog, SchedulesDialog
from revroute_desktop.console.panes.system.view import SystemView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.processes import NewJob, Terms, requests
from revroute_desktop.processes.alerts import USUAL, AlertState
from revroute_desktop.processes.kinds import kind_of
from revroute_desktop.processes.schedule_table import add_schedule, schedules_of
from revroute_desktop.processes.schedules import CatchUp

Take = Callable[[str, QWidget | None], None]
Turn = Callable[[], None]

_QUEUED = (("verify", "--replay"), ("summary",), ("release", "--as-of", "2026-06-30"))
_BROKEN = ("import", "revenue", "/var/lib/shop/paypal-june.csv", "--profile", "generic")
_WATCHED = 3.0
_PATIENCE = 60.0


def queue_work(books: OpenBooks) -> None:
    """Queue a few jobs, of which one cannot be done, and two schedules."""
    for words in _QUEUED:
        requests.add(books.workspace, NewJob(kind_of(words), words))
    requests.add(books.workspace, NewJob("import", _BROKEN, terms=Terms(retries=4, backoff=240)))
    with books.workspace.read() as session:
        known = {one.name for one in schedules_of(session.sql)}
    for name, cron, words in (
        ("Verify every night", "30 2 * * *", ("verify", "--replay")),
        ("Route on working days", "0 18 * * 1-5", ("route",)),
    ):
        if name not in known:
            job = NewJob(kind_of(words), words)
            add_schedule(books.workspace, name, cron, job, catch_up=CatchUp.ONCE)


def take_system(books: OpenBooks, look: Look, take: Take, turn: Turn, name: str, *, works: bool) -> None:
    """Take the pictures of the pane, with real jobs where they may run."""
    books.panes.show("system")
    view = books.panes.view("system")
    assert isinstance(view, SystemView), "the system pane is built"
    if works:
        queue_work(books)
        books.start(verify_work(replay=True))
        _pass(turn, lambda: view.model.rowCount() > len(_QUEUED))
        _pass(turn, lambda: _running(view) is not None)
        _wait(turn)
        view.table.choose(_running(view))
    else:
        _pass(turn, lambda: view.model.rowCount() > 0)
        view.table.selectRow(0)
    view.beside.open_inspector()
    take(f"system-{name}", None)
    view.beside.close_inspector()
    view.scroller.verticalScrollBar().setValue(view.scroller.verticalScrollBar().maximum())
    take(f"system-below-{name}", None)
    view.scroller.verticalScrollBar().setValue(0)
    lanes = view.slots.lanes
    writer = books.books.writer
    schedules = SchedulesDialog(look, view.window(), writer, may_write=True)
    with books.workspace.read() as session:
        schedules.show_schedules(schedules_of(session.sql))
    alerts = AlertsDialog(look, view.window(), may_write=True)
    alerts.show_standing({rule: AlertState() for rule in USUAL})
    for words, dialog in (
        ("alerts", alerts),
        ("run-job", RunJobDialog(look, view.window())),
        ("bounds", BoundsDialog(look, view.window(), lanes)),
        ("schedules", schedules),
    ):
        dialog.show()
        take(f"dialog-{words}-{name}", dialog)
        dialog.hide()
        dialog.deleteLater()
    if works:
        _pass(turn, lambda: _running(view) is None)


def _running(view: SystemView) -> object:
    """The key of a job whose progress is shown."""
    for at in range(view.model.rowCount()):
        row = view.model.cells(at)
        if row is not None and row[4].share > 0:
            return view.model.key(at)
    return None


def _pass(turn: Turn, reached: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not reached() and time.monotonic() < until:
        turn()


def _wait(turn: Turn) -> None:
    until = time.monotonic() + _WATCHED
    while time.monotonic() < until:
        turn()
