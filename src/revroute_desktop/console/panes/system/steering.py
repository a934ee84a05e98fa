"""What a person steers in the system pane: jobs to run, schedules, alerts, the switch, bounds."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.jobs.runner import Work
from revroute_desktop.console.jobs.words import job_words
from revroute_desktop.console.panes.system.alerts_dialog import AlertsDialog
from revroute_desktop.console.panes.system.dialogs import BoundsDialog, RunJobDialog, SchedulesDialog
from revroute_desktop.console.panes.system.view import SystemView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.errors import UserError
from revroute_desktop.processes import NewJob, schedules, steering_table
from revroute_desktop.processes.alerts import Reading
from revroute_desktop.processes.kinds import ALL, kind_of, kind_settings, set_kind
from revroute_desktop.processes.limits import Limits
from revroute_desktop.processes.overview import Overview
from revroute_desktop.processes.schedule_table import (
    add_schedule,
    change_schedule,
    pause_schedule,
    remove_schedule,
)
from revroute_desktop.processes.schedules import CatchUp
from revroute_desktop.workspace import Workspace

_SYSTEM = ("system", 0)
_TIMES_SHOWN = 3


class SteeringActs(QObject):
    """Dialogs and their acts; all that is written is written aside."""

    started = Signal(object)
    said = Signal(str)

    def __init__(
        self, look: Look, books: Books, view: SystemView, parent: QObject, *, may_write: bool
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._books = books
        self._view = view
        self._may_write = may_write
        self._overview: Overview | None = None
        self._schedules: SchedulesDialog | None = None
        self._alerts: AlertsDialog | None = None
        view.run_button.clicked.connect(self.run)
        view.schedule_button.clicked.connect(self.show_schedules)
        view.alerts_button.clicked.connect(self.show_alerts)
        view.bounds_button.clicked.connect(self.set_bounds)
        view.automatic.clicked.connect(self._on_automatic)
        for button in (view.bounds_button, view.automatic):
            button.setEnabled(may_write)

    @property
    def overview(self) -> Overview | None:
        """The newest overview."""
        return self._overview

    @overview.setter
    def overview(self, overview: Overview) -> None:
        self._overview = overview
        if self._schedules is not None:
            self._schedules.show_schedules(overview.schedules)
        if self._alerts is not None:
            self._alerts.show_standing(overview.standing)

    # A job

    def run(self) -> None:
        """Ask for a command, and queue it."""
        dialog = RunJobDialog(self._look, self._view.window())
        dialog.submitted.connect(partial(self._on_run, dialog))
        dialog.ask()

    def _on_run(self, dialog: RunJobDialog) -> None:
        words, priority, retries = dialog.asked
        dialog.accept()
        self.started.emit(Work(kind_of(words), words, job_words(words), _SYSTEM, priority, retries))

    # Schedules

    def show_schedules(self) -> None:
        """Show the schedules, to add, change, pause and remove."""
        dialog = SchedulesDialog(
            self._look, self._view.window(), self._books.writer, may_write=self._may_write
        )
        dialog.submitted.connect(partial(self._on_schedule, dialog))
        dialog.times_asked.connect(self._on_times_asked)
        dialog.asked_of.connect(self._on_asked_of)
        dialog.finished.connect(self._on_schedules_closed)
        self._schedules = dialog
        if self._overview is not None:
            dialog.show_schedules(self._overview.schedules)
        dialog.ask()

    def _on_schedules_closed(self, _result: int) -> None:
        self._schedules = None

    def _on_schedule(self, dialog: SchedulesDialog) -> None:
        name, cron, words, catch_up = dialog.asked
        work = partial(
            _scheduled, self._books.workspace, name, cron, words, catch_up, known=dialog.knows(name)
        )
        self._books.write(work, self._on_scheduled, self._on_refused)

    def _on_scheduled(self, _nothing: None) -> None:
        if self._schedules is not None:
            self._schedules.saved()

    def _on_refused(self, sentence: str) -> None:
        if self._schedules is not None:
            self._schedules.refuse(sentence)
        else:
            self.said.emit(sentence)

    def _on_asked_of(self, verb: str, name: str) -> None:
        workspace = self._books.workspace
        if verb == "remove":
            self._books.write(partial(remove_schedule, workspace, name), self._on_scheduled, self._on_refused)
        else:
            work = partial(_paused, workspace, name, paused=verb == "pause")
            self._books.write(work, self._on_scheduled, self._on_refused)

    def _on_times_asked(self, cron: str) -> None:
        work = partial(_next_times, cron, self._books.zone.key, self._books.now)
        self._books.call("system.times", work, self._on_times)

    def _on_times(self, found: list[int] | str) -> None:
        if self._schedules is None:
            return
        if isinstance(found, str):
            self._schedules.show_times(found, fault=True)
            return
        said = "  ·  ".join(self._books.writer.moment(at)[:-3] for at in found)
        self._schedules.show_times(tr("Next: {times}", times=said), fault=False)

    # Alerts

    def show_alerts(self) -> None:
        """Show the alerts and their marks, to set them and to switch them off."""
        if self._overview is None:
            return
        dialog = AlertsDialog(self._look, self._view.window(), may_write=self._may_write)
        dialog.submitted.connect(partial(self._on_alert, dialog))
        dialog.switched.connect(partial(self._on_switched, dialog))
        dialog.finished.connect(self._on_alerts_closed)
        self._alerts = dialog
        dialog.show_standing(self._overview.standing)
        dialog.ask()

    def _on_alerts_closed(self, _result: int) -> None:
        self._alerts = None

    def _on_alert(self, dialog: AlertsDialog) -> None:
        rule = dialog.asked
        work = partial(steering_table.set_alert, self._books.workspace, rule.reading, rule)
        self._books.write(work, self._on_alert_kept, dialog.refuse)

    def _on_switched(self, dialog: AlertsDialog, reading: Reading, usual: bool) -> None:
        workspace = self._books.workspace
        off = partial(steering_table.set_alert, workspace, reading, None)
        work = partial(steering_table.usual_alert, workspace, reading) if usual else off
        self._books.write(work, self._on_alert_kept, dialog.refuse)

    def _on_alert_kept(self, _nothing: None) -> None:
        if self._alerts is not None:
            self._alerts.saved()

    # The controller

    def _on_automatic(self) -> None:
        on = self._view.automatic.isChecked()
        work = partial(steering_table.switch_automatic, self._books.workspace, on=on)
        self._books.write(work, _nothing_more, self._on_refused)

    def set_bounds(self) -> None:
        """Ask for the bounds of a lane, and set them."""
        if self._overview is None:
            return
        dialog = BoundsDialog(self._look, self._view.window(), self._overview.lanes)
        dialog.submitted.connect(partial(self._on_bounds, dialog))
        dialog.ask()

    def _on_bounds(self, dialog: BoundsDialog) -> None:
        lane, least, most = dialog.asked
        work = partial(_bounded, self._books.workspace, lane, least, most)
        self._books.write(work, partial(_accepted, dialog), dialog.refuse)


def _nothing_more(_nothing: None) -> None:
    """The next overview shows it."""


def _accepted(dialog: BoundsDialog, _nothing: None) -> None:
    dialog.accept()


def _scheduled(
    workspace: Workspace, name: str, cron: str, words: tuple[str, ...], catch_up: CatchUp, *, known: bool
) -> None:
    new = NewJob(kind_of(words), words)
    if known:
        change_schedule(workspace, name, cron, new, catch_up=catch_up)
    else:
        add_schedule(workspace, name, cron, new, catch_up=catch_up)


def _paused(workspace: Workspace, name: str, *, paused: bool) -> None:
    pause_schedule(workspace, name, paused=paused)


def _bounded(workspace: Workspace, lane: str, least: int, most: int) -> None:
    with workspace.desk() as desk:
        limits = kind_settings(desk.sql).limits.get(lane, Limits())
        set_kind(desk.sql, lane, most, limits, least=None if lane == ALL else least)


def _next_times(cron: str, zone: str, now: int) -> list[int] | str:
    """The next times of a cron line, or what is wrong with it. Runs aside."""
    found: list[int] = []
    try:
        for _ in range(_TIMES_SHOWN):
            found.append(schedules.next_time(cron, zone, found[-1] if found else now))
    except UserError as error:
        return str(error)
    return found
