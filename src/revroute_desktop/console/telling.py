"""`Telling`: what is said of what happened, as notices under the bell and for a moment over the panes."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from revroute_desktop.console.host import Host
from revroute_desktop.console.jobs.jobs import JobState, JobView
from revroute_desktop.console.jobs.results import result_tone
from revroute_desktop.console.shell.notices import Notice, Notices
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone

if TYPE_CHECKING:
    from revroute_desktop.analytics.anomalies.alerts import Alert
    from revroute_desktop.processes.alerts import AlertChange

_TOLD_MOST = 5
"""Anomalies that are told at a time; the list has all."""
_JOBS = ("Action", "view.jobs")
_SYSTEM = ("Action", "go.system")


class Telling(QObject):
    """Puts what happened into sentences. Each is kept as a notice; a toast shows those that cannot wait."""

    def __init__(self, window: Window, notices: Notices, host: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._notices = notices
        self._host = host
        notices.changed.connect(self._on_notices)
        window.notice_list.cleared.connect(notices.clear)

    def open_list(self) -> None:
        """Show the notices under the bell; they are seen then."""
        self._window.notice_list.open_list(self._notices.said, self._host.writer, self._host.clock())
        self._notices.see()

    def say(self, sentence: str, tone: Tone, *, toast: bool = True) -> None:
        """Say a sentence; one of a room below is said in the window's words."""
        sentence = in_window(sentence)
        self._notices.say(Notice(sentence, self._host.clock(), tone))
        if toast:
            self._window.toast.say(sentence, tone)

    def fault(self, sentence: str) -> None:
        """Say what went wrong."""
        self.say(sentence, Tone.NEGATIVE)

    def done(self, sentence: str) -> None:
        """Say what came of an act."""
        self.say(sentence, Tone.POSITIVE)

    def offer(self, sentence: str, tone: Tone, act: str, does: tuple[str, str]) -> None:
        """Keep a notice with a button: `act` is its word, `does` a kind and a name that the console knows."""
        self._notices.say(Notice(sentence, self._host.clock(), tone, act, does))

    def job_ended(self, job: JobView) -> None:
        """Say what came of a job."""
        tone = result_tone(job.kind, job.value, job.state)
        sentence = job.result or job.title
        act, does = (
            (tr("Show"), ("result", str(job.key))) if job.state is JobState.DONE else (tr("Jobs"), _JOBS)
        )
        self.offer(f"{job.title}: {sentence}", tone, act, does)
        self._toast_without_tray(sentence, tone)

    def job_stopped(self, number: int, title: str) -> None:
        """Say that a job was stopped when the window was closed the last time."""
        sentence = tr("{title}: stopped when the window was closed.", title=title)
        self.offer(sentence, Tone.WARNING, tr("Go on"), ("job", str(number)))

    def alert(self, change: "AlertChange") -> None:
        """Say that an alert of the machine began or ended."""
        from revroute_desktop.console.panes.system.alert_words import said_change

        tone = Tone.WARNING if change.began else Tone.POSITIVE
        self.offer(said_change(change), tone, tr("Show"), _SYSTEM)

    def anomalies(self, told: "tuple[Alert, ...]", zone: ZoneInfo) -> None:
        """Say which anomalies are new, the newest first; their days are those of the zone."""
        from revroute_desktop.console.panes.analytics.anomalies.models import notice_of

        shown = [notice_of(alert, zone) for alert in told[:_TOLD_MOST]]
        for text, alert in zip(reversed(shown), reversed(told[:_TOLD_MOST]), strict=True):
            self.offer(text, Tone.WARNING, tr("Why"), ("anomaly", alert.name))
        many = tr("{n} anomalies are new.", one="{n} anomaly is new.", n=len(told))
        self._toast_without_tray(shown[0] if len(told) == 1 else many, Tone.WARNING)

    def _toast_without_tray(self, sentence: str, tone: Tone) -> None:
        """Show a toast, unless the jobs tray is open, which it would lie over."""
        if not self._window.tray.is_open:
            self._window.toast.say(sentence, tone)

    def _on_notices(self) -> None:
        self._window.header.show_unseen(self._notices.unseen)
