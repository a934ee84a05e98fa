"""`Acts`: what a person starts on the open books; each asks what it needs to know, then starts a job."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.host import Host
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.event_pages import newest_event_time

_SIMULATED_DAYS = 90


class Acts:
    """Acts on the books that are open, and does nothing while none are.

    Dialogs and what they need are imported when they are first opened: the first pane must not wait for them.
    """

    def __init__(self, look: Look, window: Window, host: Host) -> None:
        self._look = look
        self._window = window
        self._host = host

    @property
    def _books(self) -> OpenBooks | None:
        """The open books."""
        return self._host.books

    def import_files(self, files: Sequence[Path]) -> None:
        """Ask for the profile of one file after the other, and import them."""
        if files:
            self.import_revenue(files[0], files[1:])

    def import_revenue(
        self, file: Path | None = None, others: Sequence[Path] = (), *, profile: str = ""
    ) -> None:
        """Ask for file and profile, then import; after that for each of the others."""
        if self._books is None:
            return
        from revroute_desktop.console.panes.routing.importing import Importing

        importing = Importing(self._look, self._books.books, self._window, file, self._books, profile=profile)
        importing.started.connect(self._books.start)
        importing.map_asked.connect(partial(self._on_map, tuple(others)))
        importing.ended.connect(partial(self.import_files, tuple(others)))

    def map_columns(self, file: Path | None = None, others: Sequence[Path] = ()) -> None:
        """Make a profile of a file's columns, then import with it; after that go on with the others."""
        if self._books is None:
            return
        from revroute_desktop.console.panes.routing.profile_wizard import ProfileWizard

        wizard = ProfileWizard(self._look, self._books.books, self._window, file, self._books)
        wizard.saved.connect(partial(self._on_mapped, tuple(others)))
        wizard.left.connect(partial(self.import_files, tuple(others)))

    def route(self) -> None:
        """Route what waits."""
        if self._books is not None and self._books.open_work.waiting:
            from revroute_desktop.console.jobs.works import route_work

            self._books.start(route_work(self._books.books.writer.count(self._books.open_work.waiting)))

    def publish(self) -> None:
        """Ask for file and day, then publish."""
        if self._books is None:
            return
        from revroute_desktop.console.jobs.works import publish_work
        from revroute_desktop.console.shell.dialogs import PublishDialog

        dialog = PublishDialog(self._look, self._window, self._books.books.today, resource_path("plans"))
        if dialog.exec():
            self._books.start(publish_work(*dialog.asked))
        dialog.deleteLater()

    def simulate(self) -> None:
        """Ask for file and days, then simulate."""
        if self._books is not None:
            self._books.books.ask("acts.newest", newest_event_time, self._on_newest)

    def _on_newest(self, newest: int | None) -> None:
        """Offer the last days of the data, which may be long ago."""
        if self._books is None:
            return
        from revroute_desktop.console.jobs.works import simulate_work
        from revroute_desktop.console.shell.dialogs import SimulateDialog

        last = self._books.books.day_of(newest)
        first = last - timedelta(days=_SIMULATED_DAYS - 1)
        dialog = SimulateDialog(self._look, self._window, first, last, resource_path("plans"))
        if dialog.exec():
            self._books.start(simulate_work(*dialog.asked))
        dialog.deleteLater()

    def show_simulation(self, result: dict[str, object]) -> None:
        """Show what a simulation found."""
        if self._books is None:
            return
        from revroute_desktop.console.shell.simulation import SimulationDialog

        dialog = SimulationDialog(self._look, self._window, result, self._books.books.writer)
        dialog.exec()
        dialog.deleteLater()

    def verify(self) -> None:
        """Recompute everything from the log."""
        self._start_verify(replay=False)

    def replay(self) -> None:
        """Recompute everything, and every posting from events and plans."""
        self._start_verify(replay=True)

    def _on_map(self, others: Sequence[Path], file: Path | None) -> None:
        self.map_columns(file, others)

    def _on_mapped(self, others: Sequence[Path], file: Path, profile: str) -> None:
        self.import_revenue(file, others, profile=profile)

    def _start_verify(self, *, replay: bool) -> None:
        if self._books is not None:
            from revroute_desktop.console.jobs.works import verify_work

            self._books.start(verify_work(replay=replay))
