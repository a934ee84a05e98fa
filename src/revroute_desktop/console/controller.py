"""`Console`: which workspace is open, what each action does, and what is remembered."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QObject, QPoint, QTimer
from PySide6.QtWidgets import QFileDialog

from revroute_desktop import __version__
from revroute_desktop.console.acts import Acts
from revroute_desktop.console.format import Writer, writer_for
from revroute_desktop.console.jobs import JobList, JobState, JobView
from revroute_desktop.console.open_books import OpenBooks
from revroute_desktop.console.reads import Reads
from revroute_desktop.console.session import Recent, Session, save_session
from revroute_desktop.console.shell.notices import Notice, Notices
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import CHOICES, Choice, Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.zones import system_zone
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace, create, open_workspace, system_clock

_AFTER_FIRST_PAINT_MS = 150


class Console(QObject):
    """The window's life: opening and closing workspaces, acts, notices, and the session on disk."""

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
    ) -> None:
        super().__init__()
        self._look = look
        self._window = window
        self._reads = reads
        self._jobs = jobs
        self._notices = notices
        self._session = session
        self._session_path = session_path
        self._person = person
        self._writer: Writer = writer_for(locale, system_zone(), {})
        self.books: OpenBooks | None = None
        self._acts_on_books = Acts(look, window)
        self._begun = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_FIRST_PAINT_MS)
        self._later.timeout.connect(self._after_first_paint)
        reads.failed.connect(self.say_fault)
        jobs.ended.connect(self._on_job_ended)
        notices.changed.connect(self._on_notices)
        self._connect_window()

    @property
    def clock(self) -> Callable[[], int]:
        """The system's clock, microseconds UTC."""
        return system_clock

    def begin(self, path: Path | None) -> None:
        """Restore what is remembered, and open a workspace if one is given."""
        self._window.resize(1600, 1000)
        if self._session.geometry:
            self._window.restoreGeometry(QByteArray.fromHex(self._session.geometry.encode("ascii")))
        self._window.tray.set_open(self._session.tray_open, at_once=True)
        self._show_no_books()
        if path is not None:
            self._window.show_work(True)
            self.open(path)
        else:
            self._later.start()

    def open(self, path: Path) -> None:
        """Open a workspace aside; the window shows it when its checks have passed."""
        if self._refuse_while_busy():
            return
        path = path.expanduser().absolute()
        self._window.status.say("balanced", Saying(f"Opening {path.name}"))
        self._reads.ask("console.open", partial(_opened, path), self._on_opened)

    def close(self) -> None:
        """Remember the session and close the workspace; waits for jobs to stop after their chunk."""
        self._later.stop()
        self._remember()
        self._close_books()
        self._reads.failed.disconnect(self.say_fault)

    # Opening and closing

    def _on_opened(self, found: Workspace | str) -> None:
        if isinstance(found, str):
            self._show_no_books()
            self._say(found, Tone.NEGATIVE)
            return
        self._close_books()
        self.books = OpenBooks(
            found,
            self._look,
            self._window,
            self._reads,
            self._jobs,
            self._session.panes,
            self,
            person=self._person,
        )
        self.books.acted.connect(self._do)
        self.books.first_painted.connect(self._on_first_rows)
        self.books.said.connect(self._on_said)
        self._acts_on_books.books = self.books
        self._window.setWindowTitle(f"{found.name} – RevRoute Desktop")
        self._window.show_work(True)
        known = {spec.id for spec in PANES}
        self.books.show_pane(self._session.pane if self._session.pane in known else "routing")
        self._window.actions_of_window.allow(books=True, writes=self.books.may_write)
        seen = Recent(str(found.path), found.name, system_clock())
        self._session = self._session.with_recent(seen)
        if found.state_note:
            self._say(found.state_note, Tone.WARNING, toast=False)
        self._later.start()

    def _on_first_rows(self) -> None:
        if not self._begun:
            self._later.start()

    def _after_first_paint(self) -> None:
        """What the first screen did not need."""
        if self.books is not None and not self._begun:
            self._begun = True
            self.books.begin()
        self._reads.ask("console.keyring", _keyring, self._on_keyring)

    def _close_books(self) -> None:
        if self.books is None:
            return
        self._session = replace(
            self._session,
            panes=self.books.saved(),
            pane=self.books.pane,
            recent=tuple(
                replace(r, state=self.books.state) if r.path == str(self.books.workspace.path) else r
                for r in self._session.recent
            ),
        )
        self._reads.drain()
        self.books.close()
        self.books.deleteLater()
        self.books = None
        self._acts_on_books.books = None
        self._begun = False
        self._jobs.clear()

    def _show_no_books(self) -> None:
        self._window.show_work(self.books is not None)
        self._window.actions_of_window.allow(books=self.books is not None, writes=self.books is not None)
        if self.books is not None:
            return
        self._window.setWindowTitle("RevRoute Desktop")
        self._window.first_run.show_recent(self._session.recent, self._writer, system_clock())
        for name in ("verified", "checkpoint", "selection", "jobs"):
            self._window.status.say(name, Saying(""))
        self._window.status.say("balanced", Saying("No workspace open"))
        self._window.status.say("network", Saying(f"Version {__version__}"))

    def _remember(self) -> None:
        geometry = bytes(self._window.saveGeometry().toHex().data()).decode("ascii")
        tray = self._window.tray.is_open
        self._session = replace(
            self._session,
            geometry=geometry,
            tray_open=tray,
            theme=self._look.choice,
            high_contrast=self._look.high_contrast,
        )
        if self.books is not None:
            self._session = replace(self._session, panes=self.books.saved(), pane=self.books.pane)
        if self._session_path is not None:
            save_session(self._session_path, self._session)

    # Acts

    def _connect_window(self) -> None:
        window = self._window
        window.rail.went.connect(self._on_went)
        window.header.theme_asked.connect(self._on_theme)
        window.header.notices_asked.connect(self._on_notices_asked)
        window.status.asked.connect(self._on_status)
        window.tray.closed.connect(self._on_tray)
        window.tray.cancelled.connect(self._on_cancel)
        window.tray.opened.connect(self._on_open_result)
        window.first_run.asked.connect(self._on_first_run)
        window.first_run.chosen.connect(self.open)
        window.first_run.cleared.connect(self._on_clear_recent)
        window.dropped.connect(self._on_dropped)
        window.closing.connect(self._on_closing)
        window.actions_of_window.chosen.connect(self._on_action)

    def _acts(self) -> dict[str, Callable[[], None]]:
        """What each action of the registry does."""
        return {
            "workspace.new": self._new,
            "workspace.open": self._choose,
            "workspace.demo": self._demo,
            "workspace.close": self._on_close_books,
            "app.quit": self._on_quit,
            "import.revenue": self._acts_on_books.import_revenue,
            "route.waiting": self._acts_on_books.route,
            "plan.publish": self._acts_on_books.publish,
            "plan.simulate": self._acts_on_books.simulate,
            "audit.verify": self._acts_on_books.verify,
            "audit.replay": self._acts_on_books.replay,
            "audit.checkpoint": self._acts_on_books.checkpoint,
            "go.filter": self._on_filter,
            "go.next_region": self._window.next_region,
            "view.jobs": self._on_tray,
            "view.contrast": self._on_contrast,
            **{f"go.{spec.id}": partial(self._on_went, spec.id) for spec in PANES},
            **{f"view.{choice}": partial(self._choose_theme, choice) for choice in CHOICES},
        }

    def _on_action(self, action: str) -> None:
        self._acts()[action]()

    def _do(self, action: str) -> None:
        self._window.actions_of_window.do(action)

    def _new(self) -> None:
        if self._refuse_while_busy():
            return
        from revroute_desktop.console.shell.dialogs import NewWorkspaceDialog

        dialog = NewWorkspaceDialog(self._look, self._window, Path.home(), system_zone().key)
        if dialog.exec():
            asked = dialog.asked
            work = partial(_created, asked.file, asked.name, asked.zone, self._person)
            self._reads.ask("console.open", work, self._on_opened)
        dialog.deleteLater()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a workspace", str(Path.home()), "Workspaces (*.revroute)"
        )
        if name:
            self.open(Path(name))

    def _demo(self) -> None:
        if self._refuse_while_busy():
            return
        from revroute_desktop.console.demo import demo_workspace

        self._window.status.say("balanced", Saying("Making the demo workspace, about a minute"))
        self._reads.ask("console.open", demo_workspace, self._on_opened)

    # What the window asks

    def _on_went(self, pane: str) -> None:
        if self.books is not None:
            self.books.show_pane(pane)

    def _on_theme(self) -> None:
        self._choose_theme("light" if self._look.theme.scheme == "dark" else "dark")

    def _on_contrast(self) -> None:
        self._look.strengthen(not self._look.high_contrast)

    def _choose_theme(self, choice: Choice) -> None:
        self._look.choose(choice)

    def _on_notices(self) -> None:
        self._window.header.show_unseen(self._notices.unseen)

    def _on_notices_asked(self, at: QPoint) -> None:
        self._notices.popup(self._window, at, self._writer)

    def _on_status(self, item: str) -> None:
        if item == "jobs":
            self._on_tray()
        elif self.books is not None and item in {"verified", "checkpoint", "keyring"}:
            self.books.show_pane("audit")
        elif self.books is not None and item == "balanced":
            self.books.show_tab("routing", 4)

    def _on_tray(self) -> None:
        self._window.tray.set_open(not self._window.tray.is_open)

    def _on_cancel(self, key: int) -> None:
        if self.books is not None:
            self.books.jobs.cancel(key)

    def _on_open_result(self, key: int) -> None:
        job = next((j for j in self._jobs.all if j.key == key), None)
        if job is None or self.books is None:
            return
        if job.kind == "simulate" and isinstance(job.value, dict):
            self._acts_on_books.show_simulation(job.value)
        else:
            self.books.show_tab(*job.goes_to)

    def _on_first_run(self, what: str) -> None:
        self._do({"new": "workspace.new", "open": "workspace.open", "demo": "workspace.demo"}[what])

    def _on_clear_recent(self) -> None:
        self._session = replace(self._session, recent=())
        self._show_no_books()

    def _on_dropped(self, names: list[str]) -> None:
        path = Path(names[0])
        if path.suffix == ".revroute":
            self.open(path)
        elif self.books is not None and self.books.may_write:
            self._acts_on_books.import_revenue(path)
        else:
            self._say("Open a workspace first: an export is imported into one.", Tone.WARNING)

    def _on_filter(self) -> None:
        if self.books is not None:
            self.books.focus_filter()

    def _on_close_books(self) -> None:
        if not self._refuse_while_busy():
            self._close_books()
            self._show_no_books()

    def _on_quit(self) -> None:
        self._window.close()

    def _on_closing(self) -> None:
        self._remember()

    def _refuse_while_busy(self) -> bool:
        """A workspace with running jobs is not closed under them."""
        if self.books is None or not self.books.jobs.busy:
            return False
        self._say(
            "A job is running. Wait for it or cancel it in the jobs tray, then try again.", Tone.WARNING
        )
        return True

    # What comes back

    def _on_keyring(self, found: tuple[str, str, bool]) -> None:
        word, about, usable = found
        if self.books is not None:
            self.books.show_keyring(word, about, usable=usable)
        else:
            tone = Tone.SECOND if usable else Tone.WARNING
            self._window.status.say("keyring", Saying(f"Keyring {word}", icon="key", tone=tone, tip=about))

    def say_fault(self, sentence: str) -> None:
        """Tell the person what went wrong."""
        self._say(sentence, Tone.NEGATIVE)

    def _on_said(self, sentence: str) -> None:
        self._say(sentence, Tone.POSITIVE)

    def _on_job_ended(self, job: JobView) -> None:
        tone = {JobState.DONE: Tone.POSITIVE, JobState.CANCELLED: Tone.SECOND}.get(job.state, Tone.NEGATIVE)
        sentence = job.result or job.title
        self._notices.say(Notice(f"{job.title}: {sentence}", system_clock(), tone))
        if not self._window.tray.is_open:
            self._window.toast.say(sentence, tone)

    def _say(self, sentence: str, tone: Tone, *, toast: bool = True) -> None:
        self._notices.say(Notice(sentence, system_clock(), tone))
        if toast:
            self._window.toast.say(sentence, tone)


def _opened(path: Path) -> Workspace | str:
    """Open a workspace on a thread aside, and mark the jobs that an earlier window left behind."""
    from revroute_desktop.processes import recover

    try:
        workspace = open_workspace(path)
        if workspace.read_only is None:
            recover(workspace)
    except UserError as fault:
        return str(fault)
    return workspace


def _created(path: Path, name: str, zone: str, person: str) -> Workspace | str:
    try:
        return create(path, zone=zone, name=name, actor=person)
    except UserError as fault:
        return str(fault)


def _keyring() -> tuple[str, str, bool]:
    """Ask the keyring by a round trip; returns its state in a word, a sentence, and whether it is usable."""
    from revroute_desktop.workspace.secrets import KeyringState, find_store

    state, store = find_store()
    word = "ready" if state is KeyringState.USABLE else state.value
    return word, store.description, state is KeyringState.USABLE
