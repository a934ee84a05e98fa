"""`Closing`: whether the window may close, and the question what is to become of jobs that are under way."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone

if TYPE_CHECKING:
    from revroute_desktop.console.shell.small_dialogs import ClosingDialog


class Closing(QObject):
    """Asked by the window before it closes. `under_way` tells whether closing would stop anything."""

    def __init__(
        self, look: Look, window: Window, jobs: JobList, under_way: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._window = window
        self._jobs = jobs
        self._under_way = under_way
        self._asked: ClosingDialog | None = None
        self._waits = self._stops = False
        jobs.changed.connect(self._close_if_idle)
        window.may_close = self._may_close

    def _may_close(self) -> bool:
        """Whether nothing runs that closing the window would stop; else ask what is to become of it."""
        if self._stops or not self._under_way():
            return True
        if self._asked is None:
            from revroute_desktop.console.shell.small_dialogs import ClosingDialog

            titles = tuple(job.title for job in self._jobs.running)
            self._asked = ClosingDialog(self._look, self._window, titles)
            self._asked.submitted.connect(self._on_wait)
            self._asked.stop_asked.connect(self._on_stop)
            self._asked.finished.connect(self._on_answered)
            self._asked.ask()
        return False

    def _on_answered(self, _code: int) -> None:
        self._asked = None

    def _on_wait(self) -> None:
        if self._asked is not None:
            self._asked.accept()
        self._waits = True
        self._window.toast.say(tr("The window closes when the jobs have ended."), Tone.SECOND)
        self._close_if_idle()

    def _on_stop(self) -> None:
        self._stops = True
        self._window.close()

    def _close_if_idle(self) -> None:
        if self._waits and not self._under_way():
            self._waits = False
            self._window.close()
