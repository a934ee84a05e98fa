"""What a person starts in the traffic pane: an import of logs, following one, a load run."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.jobs.works import follow_log_work, import_logs_work, load_run_work
from revroute_desktop.console.panes.tab import Desk
from revroute_desktop.console.panes.traffic.draw_dialog import DrawAsked, DrawnText, drawn_text
from revroute_desktop.console.panes.traffic.log_dialog import LogDialog, Looked, look_at_logs
from revroute_desktop.console.panes.traffic.run_dialog import RunAsked, RunDialog
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import Dialog
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.kept_scenarios import keep_scenario
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.run_scenario import verify_target
from revroute_desktop.traffic.load.target.resolver import SystemResolver
from revroute_desktop.workspace import Workspace


class TrafficActs(QObject):
    """`started` gives work for a job. `dialog` is the one that is open, or None."""

    started = Signal(object)

    def __init__(self, desk: Desk, view: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self.dialog: Dialog | None = None

    def import_logs(self, files: tuple[Path, ...] = ()) -> None:
        """Ask for logs and their format, then import them."""
        self._open_logs(tuple(map(str, files)), follow=False)

    def follow(self) -> None:
        """Ask for a log and its format, then follow it."""
        self._open_logs((), follow=True)

    def run(self) -> None:
        """Ask for scenario and target, then run."""
        dialog = RunDialog(self._desk.look, self._view, self._desk.books.workspace.uuid)
        dialog.verify_asked.connect(partial(self._on_verify, dialog))
        dialog.draw_asked.connect(partial(self._on_draw, dialog))
        dialog.submitted.connect(partial(self._on_run, dialog))
        self._ask(dialog)

    def _open_logs(self, places: tuple[str, ...], *, follow: bool) -> None:
        zone = self._desk.books.zone.key
        dialog = LogDialog(self._desk.look, self._view, zone, places, follow=follow)
        dialog.look_asked.connect(partial(self._on_look, dialog))
        dialog.submitted.connect(partial(self._on_logs, dialog, follow))
        self._ask(dialog)

    def _ask(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_finished)
        dialog.ask()

    def _on_finished(self, _code: int) -> None:
        self.dialog = None

    def _on_look(self, dialog: LogDialog) -> None:
        work = partial(look_at_logs, dialog.asked)
        self._desk.books.call("traffic.look", work, partial(self._on_looked, dialog), slow=True)

    def _on_looked(self, dialog: LogDialog, looked: Looked) -> None:
        if self.dialog is dialog:
            dialog.show_looked(looked)

    def _on_logs(self, dialog: LogDialog, follow: bool) -> None:
        asked = dialog.asked
        dialog.accept()
        make = follow_log_work if follow else import_logs_work
        self.started.emit(make(asked.places, asked.format, asked.zone))

    def _on_verify(self, dialog: RunDialog) -> None:
        target = dialog.target_or_none()
        if target is not None:
            work = partial(_verified, self._desk.books.workspace, target)
            self._desk.books.call("traffic.verify", work, partial(self._on_verified, dialog), slow=True)

    def _on_verified(self, dialog: RunDialog, found: tuple[str, bool]) -> None:
        if self.dialog is dialog:
            dialog.show_verified(found[0], owned=found[1])

    def _on_draw(self, dialog: RunDialog, target: Target, asked: DrawAsked) -> None:
        question = partial(drawn_text, zone=self._desk.books.zone.key, target=target, asked=asked)
        self._desk.books.ask("traffic.draw", question, partial(self._on_drawn, dialog), slow=True)

    def _on_drawn(self, dialog: RunDialog, drawn: DrawnText) -> None:
        if self.dialog is dialog:
            dialog.show_drawn(drawn)

    def _on_run(self, dialog: RunDialog) -> None:
        asked = dialog.asked
        work = partial(keep_scenario, asked.text, asked.folder, self._desk.books.workspace.clock())
        self._desk.books.write(work, partial(self._on_kept, dialog, asked), dialog.refuse)

    def _on_kept(self, dialog: RunDialog, asked: RunAsked, path: Path) -> None:
        dialog.accept()
        self.started.emit(load_run_work(path, asked.target, asked.reason))


def _verified(workspace: Workspace, target: Target) -> tuple[str, bool]:
    """Return what a verification came to, in a sentence, and whether the target is one's own."""
    try:
        proof = verify_target(workspace, target, SystemResolver())
    except UserError as error:
        return str(error), False
    return tr(
        "{target} ({address}) may be put under load: proved by {proof}.",
        target=target.origin,
        address=proof.address,
        proof=str(proof.by),
    ), True
