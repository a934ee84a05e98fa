"""`CrashReports`: the reports of the program's own faults: a new one is spoken of, each can be read."""

from pathlib import Path

from PySide6.QtCore import QObject

from revroute_desktop.console.host import Host
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.telling import Telling
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone


class CrashReports(QObject):
    """Looks for reports aside. The newest that was spoken of is remembered, so that none is twice."""

    def __init__(
        self, look: Look, window: Window, reads: Reads, telling: Telling, host: Host, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self._reads = reads
        self._telling = telling
        self._host = host

    def look_for_new(self) -> None:
        """Speak of a report that came since the last one spoken of."""
        from revroute_desktop.processes.crash_report import crash_reports

        self._reads.ask("console.crashes", crash_reports, self._on_found)

    def show_newest(self) -> None:
        """Show the newest report, or say that there is none."""
        from revroute_desktop.processes.crash_report import crash_reports

        self._reads.ask("console.crashes", crash_reports, self._on_newest)

    def show(self, path: Path) -> None:
        """Show one report."""
        from revroute_desktop.console.shell.small_dialogs import CrashDialog

        try:
            report = path.read_text(encoding="utf-8")
        except OSError:
            self._window.toast.say(tr("{name} is not there any more.", name=path.name), Tone.WARNING)
            return
        dialog = CrashDialog(self._look, self._window, str(path.parent), report)
        dialog.exec()
        dialog.deleteLater()

    def _on_found(self, reports: list[Path]) -> None:
        if not reports or reports[0].name <= self._host.session.crash_seen:
            return
        self._host.session = self._host.session.with_crash_seen(reports[0].name)
        self._telling.offer(
            tr("The program met a fault of its own the last time. A report without your data is kept here."),
            Tone.WARNING,
            tr("Show the report"),
            ("crash", str(reports[0])),
        )

    def _on_newest(self, reports: list[Path]) -> None:
        if reports:
            self.show(reports[0])
        else:
            self._window.toast.say(tr("No report of a fault is kept on this machine."), Tone.POSITIVE)
