"""`BooksStatus`: says in the header and the status bar how the open books stand."""

from PySide6.QtCore import QObject

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.standing import environment_of, jobs_saying, keyring_saying, trust_sayings
from revroute_desktop.console.books.trust import Trust, read_trust, with_newest
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.translate import tr
from revroute_desktop.workspace.settings import is_demo


class BooksStatus(QObject):
    """Keeps true what is said of one workspace: what kind it is, whether it holds, which jobs run."""

    def __init__(self, books: Books, window: Window, jobs: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._window = window
        self._jobs = jobs
        self._trust: Trust | None = None
        self._show_environment(demo=False)
        books.ask("status.demo", is_demo, self._on_demo)
        jobs.changed.connect(self._say_jobs)
        self._say_jobs()
        window.status.say(
            "network", Saying(tr("Offline, nothing unsent"), tip=tr("This version sends nothing anywhere."))
        )

    @property
    def verified(self) -> str:
        """What the list of recent workspaces says of these books: how far they are verified, or nothing."""
        verified = self._trust.verified if self._trust is not None else None
        if verified is None or verified.fault:
            return ""
        return tr("Verified to {size}", size=self._books.writer.count(verified.size))

    def read_trust(self) -> None:
        """Look again whether the books balance, and what was verified and signed."""
        self._books.ask("status.trust", read_trust, self._on_trust)

    def show_keyring(self, word: str, about: str, *, usable: bool) -> None:
        """Say in which of its states the keyring is."""
        self._window.status.say("keyring", keyring_saying(word, about, usable=usable))

    def leave(self) -> None:
        """Header and status bar are no longer these books'."""
        self._jobs.changed.disconnect(self._say_jobs)

    def _on_demo(self, demo: bool) -> None:
        self._show_environment(demo=demo)

    def _show_environment(self, *, demo: bool) -> None:
        self._window.header.show_environment(*environment_of(self._books.workspace, demo=demo))

    def _on_trust(self, trust: Trust) -> None:
        books = self._books
        self._trust = trust = with_newest(trust, books.verified)
        for item, saying in trust_sayings(trust, books.workspace, books.writer, books.now).items():
            self._window.status.say(item, saying)

    def _say_jobs(self) -> None:
        self._window.status.say("jobs", jobs_saying(self._jobs.running))
