"""`Console`: which workspace is open, what each action does, and what is remembered."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from revroute_desktop import __version__
from revroute_desktop.console.acts import Acts
from revroute_desktop.console.around import HELP, SETTINGS, Around
from revroute_desktop.console.closing import Closing
from revroute_desktop.console.format import Writer, writer_for
from revroute_desktop.console.jobs import JobList, JobState, JobView
from revroute_desktop.console.open_books import OpenBooks
from revroute_desktop.console.opening import created, keyring_state, opened
from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.reads import Reads
from revroute_desktop.console.results import result_tone
from revroute_desktop.console.session import Recent, Session, save_session
from revroute_desktop.console.shell.notices import Notice, Notices
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.shell.status_bar import Saying
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.single import Door
from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.theme.look import CHOICES, Choice, Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.warm import Warm
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.zones import system_zone
from revroute_desktop.workspace import Workspace, system_clock

if TYPE_CHECKING:
    from revroute_desktop.analytics.anomalies.alerts import Alert
    from revroute_desktop.console.demo import DemoMaking
    from revroute_desktop.processes.alerts import AlertChange

_AFTER_FIRST_PAINT_MS = 150
_AFTER_WINDOW_MS = 10
_TOLD_MOST = 5
"""Anomalies that are told at a time; the list has all."""
_JOBS = ("Action", "view.jobs")
_SYSTEM = ("Action", "go.system")


_TRUST = ("checkpoint", "compare", "prove", "bundle", "keys", "rotate", "accept")
"""Acts of the audit pane, which need an open workspace."""
_TRAFFIC = ("import", "follow", "stop", "run")
_ANALYTICS = ("card", "save", "note", "why", "anomalies", "forecast", "reports", "report", "sql")


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
        door: Door | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._window = window
        self._reads = reads
        self._jobs = jobs
        self._notices = notices
        self.session = session
        self._session_path = session_path
        self._person = person
        self._writer: Writer = writer_for(locale, system_zone(), {})
        self.books: OpenBooks | None = None
        self._acts_on_books = Acts(look, window)
        self._begun = False
        self._closing = Closing(look, window, jobs, self._under_way, self)
        self._door = door
        self._demo_making: DemoMaking | None = None
        self._around = Around(look, window, reads, notices, self)
        look.space(session.density)
        self._warm = Warm(reads, self)
        # The first pane is made while the file is checked aside, so that both do not fall into one turn.
        self._view: RoutingView | None = None
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AFTER_WINDOW_MS)
        self._ahead.timeout.connect(self._make_view)
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
        self._window.status.say("balanced", Saying(tr("Opening {name}", name=path.name)))
        self._ask_for_books(partial(opened, path))
        self._ahead.start()

    def close(self) -> None:
        """Remember the session and close the workspace; waits for jobs to stop after their chunk."""
        self._later.stop()
        if self._demo_making is not None:
            self._demo_making.close()
        self._remember()
        self._warm.stop()
        self._drop_view()
        self._close_books()
        self._reads.drain()
        self._reads.failed.disconnect(self.say_fault)

    # Opening and closing

    def _ask_for_books(self, work: Callable[[], Workspace | str]) -> None:
        self._reads.ask("console.open", work, self._on_opened, unwanted=self._on_unwanted)

    def _on_unwanted(self, found: Workspace | str) -> None:
        """Another workspace was asked for meanwhile: the file of this one is let go, aside."""
        if isinstance(found, Workspace):
            self._reads.write(found.close, _nobody_waits)

    def _on_opened(self, found: Workspace | str) -> None:
        if isinstance(found, str):
            self._drop_view()
            self._leave_door()
            self._show_no_books()
            self._say(found, Tone.NEGATIVE)
            return
        if self._door is not None and not self._door.claim(found.path):
            name = found.name
            self._on_unwanted(found)
            self._drop_view()
            self._show_no_books()
            self._say(
                tr("{name} is open in another window, which has come to the front.", name=name), Tone.SECOND
            )
            return
        self._close_books()
        self._ahead.stop()
        view, self._view = self._view or RoutingView(self._look), None
        self.books = OpenBooks(
            found,
            view,
            self._look,
            self._window,
            self._reads,
            self._jobs,
            self.session.panes,
            self,
            person=self._person,
        )
        self.books.acted.connect(self._do)
        self.books.reopen_asked.connect(self._on_reopen)
        self.books.first_painted.connect(self._on_first_rows)
        self.books.said.connect(self._on_said)
        self.books.alerted.connect(self._on_alert)
        self.books.anomalies_told.connect(self._on_anomalies_told)
        self._acts_on_books.books = self.books
        file = found.path.stem
        name = found.name if file == found.name else f"{found.name} ({found.path.name})"
        self._window.setWindowTitle(tr("{name} – RevRoute Desktop", name=name))
        self._window.show_work(True)
        self._around.leave()
        known = {spec.id for spec in PANES}
        self.books.panes.show(self.session.pane if self.session.pane in known else "routing")
        self._window.actions_of_window.allow(books=True, writes=self.books.may_write)
        seen = Recent(str(found.path), found.name, system_clock())
        self.session = self.session.with_recent(seen)
        for number, title in self.books.stopped.items():
            self._notices.say(
                Notice(
                    tr("{title}: stopped when the window was closed.", title=title),
                    system_clock(),
                    Tone.WARNING,
                    tr("Go on"),
                    ("job", str(number)),
                )
            )
        if found.state_note:
            self._say(found.state_note, Tone.WARNING, toast=False)
        self._later.start()

    def _leave_door(self) -> None:
        """Without books, this window is not the one to be raised for any."""
        if self._door is not None and self.books is None:
            self._door.release()

    def _make_view(self) -> None:
        if self._view is None:
            self._view = RoutingView(self._look)

    def _drop_view(self) -> None:
        self._ahead.stop()
        if self._view is not None:
            self._view.deleteLater()
            self._view = None

    def _on_first_rows(self) -> None:
        if not self._begun:
            self._later.start()

    def _after_first_paint(self) -> None:
        """What the first screen did not need."""
        if self.books is not None and not self._begun:
            self._begun = True
            self.books.begin()
        self._around.look_for_crashes()
        self._reads.ask("console.keyring", keyring_state, self._on_keyring)
        self._warm.begin()

    def _close_books(self) -> None:
        if self.books is None:
            return
        self.session = replace(
            self.session,
            panes=self.books.saved(),
            pane=self.books.panes.current,
            recent=tuple(
                replace(r, state=self.books.status.verified)
                if r.path == str(self.books.workspace.path)
                else r
                for r in self.session.recent
            ),
        )
        books = self.books
        books.close()
        self._reads.leave(books.finish, partial(_let_go, books.jobs, books.books.exports))
        books.deleteLater()
        self.books = None
        self._acts_on_books.books = None
        self._begun = False
        self._jobs.clear()

    def _show_no_books(self) -> None:
        self._window.show_work(self.books is not None)
        self._around.leave()
        self._window.actions_of_window.allow(books=self.books is not None, writes=self.books is not None)
        if self.books is not None:
            return
        self._window.setWindowTitle("RevRoute Desktop")
        self._window.first_run.show_recent(self.session.recent, self._writer, system_clock())
        for name in ("verified", "checkpoint", "selection", "jobs"):
            self._window.status.say(name, Saying(""))
        self._window.status.say("balanced", Saying(tr("No workspace open")))
        self._window.status.say("network", Saying(tr("Version {version}", version=__version__)))

    def _remember(self) -> None:
        geometry = bytes(self._window.saveGeometry().toHex().data()).decode("ascii")
        tray = self._window.tray.is_open
        self.session = replace(
            self.session,
            geometry=geometry,
            tray_open=tray,
            theme=self._look.choice,
            high_contrast=self._look.high_contrast,
        )
        if self.books is not None:
            self.session = replace(self.session, panes=self.books.saved(), pane=self.books.panes.current)
        if self._session_path is not None:
            save_session(self._session_path, self.session)

    # Acts

    def _connect_window(self) -> None:
        window = self._window
        window.rail.went.connect(self._on_went)
        window.header.find_asked.connect(self._around.open_palette)
        window.header.theme_asked.connect(self._on_theme)
        window.header.notices_asked.connect(self._around.open_notices)
        window.status.asked.connect(self._on_status)
        window.tray.closed.connect(self._on_tray)
        window.tray.cancelled.connect(self._on_cancel)
        window.tray.opened.connect(self.show_result)
        window.recent_menu.aboutToShow.connect(self._on_recent_menu)
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
            "import.map": self._acts_on_books.map_columns,
            "route.waiting": self._acts_on_books.route,
            "plan.publish": self._acts_on_books.publish,
            "plan.simulate": self._acts_on_books.simulate,
            "audit.verify": self._acts_on_books.verify,
            "audit.replay": self._acts_on_books.replay,
            "audit.check": self._check_proof,
            **{f"traffic.{name}": partial(self._on_traffic, f"traffic.{name}") for name in _TRAFFIC},
            **{f"analytics.{name}": partial(self._on_analytics, f"analytics.{name}") for name in _ANALYTICS},
            **{f"audit.{name}": partial(self._on_trust, f"audit.{name}") for name in _TRUST},
            "go.filter": self._on_filter,
            "go.next_region": self._window.next_region,
            "go.previous_region": partial(self._window.next_region, -1),
            "go.period": self._on_period_menu,
            "palette.open": self._around.open_palette,
            "settings.open": self._around.show_settings,
            "settings.keys": partial(self._around.show_settings, "shortcuts"),
            "help.open": partial(self._around.show_help, "start"),
            "help.keys": partial(self._around.show_help, "shortcuts"),
            "help.crashes": self._around.show_newest_crash,
            "view.notices": self._around.open_notices,
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
            self._ask_for_books(partial(created, asked.file, asked.name, asked.zone, self._person))
        dialog.deleteLater()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a workspace"), str(Path.home()), tr("Workspaces (*.revroute)")
        )
        if name:
            self.open(Path(name))

    def _demo(self) -> None:
        if self._refuse_while_busy():
            return
        if self._demo_making is not None:
            return
        from revroute_desktop.console.demo import DemoMaking, demo_path

        self._demo_making = DemoMaking(demo_path(), self)
        self._demo_making.moved.connect(self._on_demo_moved)
        self._demo_making.made.connect(self._on_demo_made)
        self._demo_making.failed.connect(self._on_demo_failed)
        self._on_demo_moved(0.0, tr("starting"))
        self._demo_making.start()

    def _on_demo_moved(self, share: float, what: str) -> None:
        self._window.first_run.show_demo(share, what)
        if self.books is None:
            percent = int(share * 100)
            said = tr("Making the demo workspace, {percent} %", percent=percent)
            self._window.status.say("balanced", Saying(said, share=share))

    def _on_demo_made(self, path: Path) -> None:
        self._end_demo()
        if self.books is None:
            self.open(path)
        else:
            # Who has gone on with books of their own is not taken away from them.
            self._notices.say(
                Notice(
                    tr("The demo workspace is ready."),
                    system_clock(),
                    Tone.POSITIVE,
                    tr("Open it"),
                    ("workspace", str(path)),
                )
            )

    def _on_demo_failed(self, sentence: str) -> None:
        self._end_demo()
        if self.books is None:
            self._show_no_books()
        if sentence:
            self._say(sentence, Tone.NEGATIVE)

    def _end_demo(self) -> None:
        if self._demo_making is not None:
            self._demo_making.deleteLater()
            self._demo_making = None
        self._window.first_run.show_demo(None, "")

    # What the window asks

    def _on_went(self, pane: str) -> None:
        if pane == HELP:
            self._around.show_help("start")
        elif pane == SETTINGS:
            self._around.show_settings()
        elif self.books is not None:
            self._around.leave()
            self.books.panes.show(pane)

    def leave_page(self) -> None:
        """Go back from help or settings to the pane, or to the screen without a workspace."""
        if not self._around.page:
            return
        if self.books is not None:
            self._on_went(self.books.panes.current)
        else:
            self._show_no_books()

    def _on_period_menu(self) -> None:
        self._window.header.period.open_menu()

    def _on_recent_menu(self) -> None:
        menu = self._window.recent_menu
        menu.clear()
        here = str(self.books.workspace.path) if self.books is not None else ""
        for seen in self.session.recent:
            action = menu.addAction(f"{seen.name}   {seen.path}")
            action.setEnabled(seen.path != here and Path(seen.path).is_file())
            action.triggered.connect(partial(self._on_recent, Path(seen.path)))
        if menu.isEmpty():
            menu.addAction(tr("None yet")).setEnabled(False)

    def _on_recent(self, path: Path, _checked: bool = False) -> None:
        self.open(path)

    def _on_theme(self) -> None:
        self._choose_theme("light" if self._look.theme.scheme == "dark" else "dark")

    def _on_contrast(self) -> None:
        self._look.strengthen(not self._look.high_contrast)

    def _choose_theme(self, choice: Choice) -> None:
        self._look.choose(choice)

    def _on_notices(self) -> None:
        self._window.header.show_unseen(self._notices.unseen)

    def _on_status(self, item: str) -> None:
        if item == "jobs":
            self._on_tray()
        elif self.books is not None and item in {"verified", "checkpoint", "keyring"}:
            self.books.panes.show("audit")
        elif self.books is not None and item == "balanced":
            self.books.panes.show_tab(*(("audit", 0) if self.books.workspace.rolled_back else ("routing", 4)))

    def _on_tray(self) -> None:
        self._window.tray.set_open(not self._window.tray.is_open)

    def _on_cancel(self, key: int) -> None:
        if self.books is not None:
            self.books.jobs.cancel(key)

    def show_result(self, key: int) -> None:
        """Show what a job has found, or where it wrote."""
        job = next((j for j in self._jobs.all if j.key == key), None)
        if job is None or self.books is None:
            return
        if job.kind == "simulate" and isinstance(job.value, dict):
            self._acts_on_books.show_simulation(job.value)
        else:
            self.books.panes.show_tab(*job.goes_to)

    def _on_first_run(self, what: str) -> None:
        if what == "stop":
            if self._demo_making is not None:
                self._demo_making.stop()
            return
        self._do({"new": "workspace.new", "open": "workspace.open", "demo": "workspace.demo"}[what])

    def _on_clear_recent(self) -> None:
        self.session = replace(self.session, recent=())
        self._show_no_books()

    def _on_dropped(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        books = next((path for path in paths if path.suffix == ".revroute"), None)
        if books is not None:
            self.open(books)
        elif len(paths) == 1 and paths[0].suffix == ".json":
            self._check_proof(paths[0])
        elif self.books is None:
            self._say(tr("Open a workspace first: an export is imported into one."), Tone.WARNING)
        elif not self.books.may_write:
            self._say(tr("These books are read-only: nothing can be imported into them."), Tone.WARNING)
        elif self.books.panes.current == "traffic":
            self._on_traffic("traffic.import", tuple(paths))
        else:
            self._acts_on_books.import_files(paths)

    def _on_trust(self, action: str) -> None:
        if self.books is not None:
            self.books.panes.act_on_trust(action)

    def _on_analytics(self, action: str) -> None:
        if self.books is not None:
            self._around.leave()
            self.books.panes.act_on_analytics(action)

    def _on_traffic(self, action: str, files: tuple[Path, ...] = ()) -> None:
        if self.books is not None:
            self.books.panes.act_on_traffic(action, files)

    def _check_proof(self, file: Path | None = None) -> None:
        from revroute_desktop.console.panes.audit.check_proof import ProofCheck

        ProofCheck(self._look, self._reads, self.writer, self._window, file)

    def _on_reopen(self) -> None:
        if self.books is not None:
            self.open(self.books.workspace.path)

    def _on_filter(self) -> None:
        if self.books is not None and not self._around.page:
            self.books.panes.focus_filter()

    def _on_close_books(self) -> None:
        if not self._refuse_while_busy():
            self._close_books()
            self._leave_door()
            self._show_no_books()

    def _on_quit(self) -> None:
        self._window.close()

    def _on_closing(self) -> None:
        self._remember()

    def _under_way(self) -> bool:
        return self.books is not None and (self.books.jobs.busy or bool(self.books.jobs.unfinished))

    def _refuse_while_busy(self) -> bool:
        """A workspace with running jobs is not closed under them."""
        if self.books is None or not self.books.jobs.busy:
            return False
        self._say(
            tr("A job is running. Wait for it or cancel it in the jobs tray, then try again."), Tone.WARNING
        )
        return True

    # What comes back

    def _on_keyring(self, found: tuple[str, str, bool]) -> None:
        word, about, usable = found
        if self.books is not None:
            self.books.show_keyring(word, about, usable=usable)
        else:
            tone = Tone.SECOND if usable else Tone.WARNING
            self._window.status.say(
                "keyring", Saying(tr("Keyring {word}", word=word), icon="key", tone=tone, tip=about)
            )

    def say_fault(self, sentence: str) -> None:
        """Tell the person what went wrong."""
        self._say(sentence, Tone.NEGATIVE)

    def _on_said(self, sentence: str) -> None:
        self._say(sentence, Tone.POSITIVE)

    def _on_job_ended(self, job: JobView) -> None:
        if self.books is not None and self.books.anomalies.is_own(job) and job.state is JobState.DONE:
            # What it found is told by itself.
            return
        tone = result_tone(job.kind, job.value, job.state)
        sentence = job.result or job.title
        act = (tr("Show"), ("result", str(job.key))) if job.state is JobState.DONE else (tr("Jobs"), _JOBS)
        self._notices.say(Notice(f"{job.title}: {sentence}", system_clock(), tone, *act))
        if not self._window.tray.is_open:
            self._window.toast.say(sentence, tone)

    def _on_alert(self, change: "AlertChange") -> None:
        from revroute_desktop.console.panes.system.alert_words import said_change

        tone = Tone.WARNING if change.began else Tone.POSITIVE
        self._notices.say(Notice(said_change(change), system_clock(), tone, tr("Show"), _SYSTEM))

    def _on_anomalies_told(self, told: "tuple[Alert, ...]") -> None:
        from revroute_desktop.console.panes.analytics.anomalies_models import notice_of

        if self.books is None:
            return
        shown = [notice_of(alert, self.books.books.zone) for alert in told[:_TOLD_MOST]]
        for text, alert in zip(reversed(shown), reversed(told[:_TOLD_MOST]), strict=True):
            self._notices.say(Notice(text, system_clock(), Tone.WARNING, tr("Why"), ("anomaly", alert.name)))
        if not self._window.tray.is_open:
            many = tr("{n} anomalies are new.", one="{n} anomaly is new.", n=len(told))
            self._window.toast.say(shown[0] if len(told) == 1 else many, Tone.WARNING)

    def _say(self, sentence: str, tone: Tone, *, toast: bool = True) -> None:
        sentence = in_window(sentence)
        self._notices.say(Notice(sentence, system_clock(), tone))
        if toast:
            self._window.toast.say(sentence, tone)


def _let_go(jobs: QObject, exports: QObject | None, _nothing: None) -> None:
    """Jobs and exports have ended, and their file is closed."""
    jobs.deleteLater()
    if exports is not None:
        exports.deleteLater()


def _nobody_waits(_nothing: None) -> None:
    """A file was closed that nobody looks at."""
