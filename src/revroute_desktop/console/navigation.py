"""`Navigation`: goes where a person wants to be: a pane, a page, what a job has found."""

from PySide6.QtCore import QObject

from revroute_desktop.console.acts import Acts
from revroute_desktop.console.host import Host
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.side_pages import HELP, SETTINGS, SidePages

_OF_AUDIT = frozenset({"verified", "checkpoint", "keyring"})
"""Words of the status bar that the audit pane explains."""
_VERIFY, _ACCOUNTS = ("audit", 0), ("routing", 4)
"""Where is seen whether the books hold: pane and tab."""


class Navigation(QObject):
    """Answers the rail, the status bar and the jobs tray."""

    def __init__(
        self, window: Window, pages: SidePages, jobs: JobList, acts: Acts, host: Host, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._pages = pages
        self._jobs = jobs
        self._acts = acts
        self._host = host
        window.rail.went.connect(self.go)
        window.status.asked.connect(self._on_status)
        window.tray.closed.connect(self.turn_tray)
        window.tray.opened.connect(self.show_result)
        pages.left.connect(self.leave_page)

    def go(self, place: str) -> None:
        """Go to a pane, or to help or settings."""
        if place == HELP:
            self._pages.show_help("start")
        elif place == SETTINGS:
            self._pages.show_settings()
        elif self._host.books is not None:
            self._host.books.panes.show(place)

    def leave_page(self) -> None:
        """Go back from help or settings to the pane, or to the screen without a workspace."""
        if not self._pages.current:
            return
        if self._host.books is not None:
            self.go(self._host.books.panes.current)
        else:
            self._host.show_no_books()

    def show_result(self, key: int) -> None:
        """Show what a job has found, or where it wrote."""
        job = next((j for j in self._jobs.all if j.key == key), None)
        if job is None or self._host.books is None:
            return
        if job.kind == "simulate" and isinstance(job.value, dict):
            self._acts.show_simulation(job.value)
        else:
            self._host.books.panes.show_tab(*job.goes_to)

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the pane that is shown."""
        if self._host.books is not None and not self._pages.current:
            self._host.books.panes.focus_filter()

    def turn_tray(self) -> None:
        """Open the jobs tray, or close it."""
        self._window.tray.set_open(not self._window.tray.is_open)

    def _on_status(self, item: str) -> None:
        books = self._host.books
        if item == "jobs":
            self.turn_tray()
        elif books is not None and item in _OF_AUDIT:
            books.panes.show("audit")
        elif books is not None and item == "balanced":
            books.panes.show_tab(*(_VERIFY if books.workspace.rolled_back else _ACCOUNTS))
