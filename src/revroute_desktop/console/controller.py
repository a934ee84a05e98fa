"""`Console`: the window's life: which workspace is open, and what is remembered between two starts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, QObject, QTimer

from revroute_desktop import __version__
from revroute_desktop.console.action_table import ActionTable
from revroute_desktop.console.acts import Acts
from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.books.opener import Opener
from revroute_desktop.console.books.opening import keyring_state
from revroute_desktop.console.books.standing import keyring_saying
from revroute_desktop.console.closing import Closing
from revroute_desktop.console.crash_reports import CrashReports
from revroute_desktop.console.demo_shown import DemoShown
from revroute_desktop.console.dropped import DroppedFiles
from revroute_desktop.console.errands import Errands
from revroute_desktop.console.format import Writer, writer_for
from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.navigation import Navigation
from revroute_desktop.console.own_keys import OwnKeys
from revroute_desktop.console.palette.finding import Finding
from revroute_desktop.console.recent_books import RecentBooks
from revroute_desktop.console.session import Recent, Session, save_session
from revroute_desktop.console.shell.notices import Notices
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.side_pages import SidePages
from revroute_desktop.console.single import Door
from revroute_desktop.console.telling import Telling
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.console.threads.view_ahead import ViewAhead
from revroute_desktop.console.threads.warm import Warm
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.zones import system_zone
from revroute_desktop.workspace import Workspace, system_clock

if TYPE_CHECKING:
    from revroute_desktop.analytics.anomalies.alerts import Alert

_AFTER_FIRST_PAINT_MS = 150


class Console(QObject):
    """Puts in one workspace after the other and lets go of it; makes the parts that answer the window.

    To them it is the `Host`. What is open is in `books`, what is remembered in `session`.
    """

    def __init__(
        self,
        *,
        look: Look,
        window: Window,
        reads: Reads,
        jobs: JobList,
        notices: Notices,
        session: Session,
        session_path: Path | None,
        locale: QLocale,
        person: str,
        door: Door | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._window = window
        self._reads = reads
        self._jobs = jobs
        self.session = session
        self._session_path = session_path
        self._person = person
        self._writer: Writer = writer_for(locale, system_zone(), {})
        self.books: OpenBooks | None = None
        self._begun = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_FIRST_PAINT_MS)
        self._later.timeout.connect(self._after_first_paint)

        self.telling = Telling(window, notices, self, self)
        self.acts = Acts(look, window, self)
        self.demo = DemoShown(window, self.telling, self, self)
        self.pages = SidePages(look, window, self, self)
        self.navigation = Navigation(window, self.pages, jobs, self.acts, self, self)
        self._crashes = CrashReports(look, window, reads, self.telling, self, self)
        self.errands = Errands(window, self.navigation, self.pages, self._crashes, self, self)
        finding = Finding(window.palette_panel, window.actions_of_window, self.errands, self, self)
        self.actions = ActionTable(
            look,
            window,
            reads,
            self.acts,
            self.demo,
            self.navigation,
            self.pages,
            finding,
            self.telling,
            self._crashes,
            self,
            self,
        )
        OwnKeys(window, self, self)
        RecentBooks(window, self, self)
        DroppedFiles(window, self.telling, self.acts, self.actions.check_proof, self, self)
        Closing(look, window, jobs, self._under_way, self)
        self._warm = Warm(reads, self)
        self._ahead = ViewAhead(look, self)
        self.opener = Opener(reads, door, person, self)
        self.opener.opened.connect(self._on_opened)
        self.opener.refused.connect(self._on_refused)
        look.space(session.density)
        reads.failed.connect(self.telling.fault)
        jobs.ended.connect(self._on_job_ended)
        window.closing.connect(self.remember)

    @property
    def clock(self) -> Callable[[], int]:
        """The system's clock, microseconds UTC."""
        return system_clock

    @property
    def writer(self) -> Writer:
        """How numbers and times are written: as the open books do, or as the system does."""
        return self.books.books.writer if self.books is not None else self._writer

    def begin(self, path: Path | None) -> None:
        """Restore what is remembered, and open a workspace if one is given."""
        self._window.resize(1600, 1000)
        if self.session.geometry:
            self._window.restoreGeometry(QByteArray.fromHex(self.session.geometry.encode("ascii")))
        self._window.tray.set_open(self.session.tray_open, at_once=True)
        self.show_no_books()
        if path is not None:
            self._window.show_work(True)
            self.open(path)
        else:
            self._later.start()

    def close(self) -> None:
        """Remember the session and close the workspace; waits for jobs to stop after their chunk."""
        self._later.stop()
        self.demo.close()
        self.remember()
        self._warm.stop()
        self._ahead.drop()
        self._let_go_of_books()
        self._reads.drain()
        self._reads.failed.disconnect(self.telling.fault)

    def remember(self) -> None:
        """Write down what the next start takes up."""
        self.session = replace(
            self.session,
            geometry=bytes(self._window.saveGeometry().toHex().data()).decode("ascii"),
            tray_open=self._window.tray.is_open,
            theme=self._look.choice,
            high_contrast=self._look.high_contrast,
        )
        if self.books is not None:
            self.session = replace(self.session, panes=self.books.saved(), pane=self.books.panes.current)
        if self._session_path is not None:
            save_session(self._session_path, self.session)

    # Opening

    def open(self, path: Path) -> None:
        """Open a workspace aside; the window shows it when its checks have passed."""
        if self.refuse_while_busy():
            return
        path = path.expanduser().absolute()
        self._window.status.say("balanced", Saying(tr("Opening {name}", name=path.name)))
        self.opener.open(path)
        self._ahead.begin()

    def make(self, path: Path, name: str, zone: str) -> None:
        """Make a workspace aside; the window shows it when it is made."""
        self.opener.make(path, name, zone)

    def _on_refused(self, sentence: str, tone: Tone) -> None:
        self._ahead.drop()
        if self.books is None:
            self.opener.leave_door()
            self.show_no_books()
        else:
            # They stay as they are, and the status bar tells of them again.
            self.books.status.read_trust()
        self.telling.say(sentence, tone)

    def _on_opened(self, found: Workspace) -> None:
        self._let_go_of_books()
        self.books = books = OpenBooks(
            found,
            self._ahead.take(),
            self._look,
            self._window,
            self._reads,
            self._jobs,
            self.session.panes,
            self,
            person=self._person,
        )
        books.panes.shown.connect(self.pages.leave)
        books.acted.connect(self.actions.do)
        books.reopen_asked.connect(self._on_reopen)
        books.first_painted.connect(self._on_first_rows)
        books.said.connect(self.telling.done)
        books.alerted.connect(self.telling.alert)
        books.anomalies_told.connect(self._on_anomalies_told)
        file = found.path.stem
        name = found.name if file == found.name else f"{found.name} ({found.path.name})"
        self._window.setWindowTitle(tr("{name} – RevRoute Desktop", name=name))
        self._window.show_work(True)
        known = {spec.id for spec in PANES}
        books.panes.show(self.session.pane if self.session.pane in known else "routing")
        self._window.actions_of_window.allow(books=True, writes=books.may_write)
        self.session = self.session.with_recent(Recent(str(found.path), found.name, system_clock()))
        for number, title in books.stopped.items():
            self.telling.job_stopped(number, title)
        if found.state_note:
            self.telling.say(found.state_note, Tone.WARNING, toast=False)
        self._later.start()

    def _on_reopen(self) -> None:
        if self.books is not None:
            self.open(self.books.workspace.path)

    # After the first paint

    def _on_first_rows(self) -> None:
        if not self._begun:
            self._later.start()

    def _after_first_paint(self) -> None:
        """What the first screen did not need."""
        if self.books is not None and not self._begun:
            self._begun = True
            self.books.begin()
        self._crashes.look_for_new()
        self._reads.ask("console.keyring", keyring_state, self._on_keyring)
        self._warm.begin()

    def _on_keyring(self, found: tuple[str, str, bool]) -> None:
        word, about, usable = found
        if self.books is not None:
            self.books.show_keyring(word, about, usable=usable)
        else:
            self._window.status.say("keyring", keyring_saying(word, about, usable=usable))

    # While it is open

    def _on_job_ended(self, job: JobView) -> None:
        if self.books is not None and self.books.anomalies.is_own(job) and job.state is JobState.DONE:
            # What it found is told by itself.
            return
        self.telling.job_ended(job)

    def _on_anomalies_told(self, told: "tuple[Alert, ...]") -> None:
        if self.books is not None:
            self.telling.anomalies(told, self.books.books.zone)

    # Closing

    def close_books(self) -> None:
        """Close the workspace and show the first screen, unless a job runs."""
        if not self.refuse_while_busy():
            self._let_go_of_books()
            self.opener.leave_door()
            self.show_no_books()

    def refuse_while_busy(self) -> bool:
        """A workspace with running jobs is not closed under them."""
        if self.books is None or not self.books.jobs.busy:
            return False
        self.telling.say(
            tr("A job is running. Wait for it or cancel it in the jobs tray, then try again."), Tone.WARNING
        )
        return True

    def show_no_books(self) -> None:
        """Show the screen without a workspace, once there is none."""
        self._window.show_work(False)
        self.pages.leave()
        self._window.actions_of_window.allow(books=False, writes=False)
        self._window.setWindowTitle("RevRoute Desktop")
        self._window.first_run.show_recent(self.session.recent, self._writer, system_clock())
        for name in ("verified", "checkpoint", "selection", "jobs"):
            self._window.status.say(name, Saying(""))
        self._window.status.say("balanced", Saying(tr("No workspace open")))
        self._window.status.say("network", Saying(tr("Version {version}", version=__version__)))

    def _under_way(self) -> bool:
        return self.books is not None and (self.books.jobs.busy or bool(self.books.jobs.unfinished))

    def _let_go_of_books(self) -> None:
        if self.books is None:
            return
        books, path = self.books, str(self.books.workspace.path)
        state = books.status.verified
        self.session = replace(
            self.session,
            panes=books.saved(),
            pane=books.panes.current,
            recent=tuple(replace(r, state=state) if r.path == path else r for r in self.session.recent),
        )
        books.close()
        self._reads.leave(books.finish, partial(_let_go, books.jobs, books.books.exports))
        books.deleteLater()
        self.books = None
        self._begun = False
        self._jobs.clear()


def _let_go(jobs: QObject, exports: QObject | None, _nothing: None) -> None:
    """Jobs and exports have ended, and their file is closed."""
    jobs.deleteLater()
    if exports is not None:
        exports.deleteLater()
