"""Puts the window together and runs it."""

import getpass
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from revroute_desktop import __version__
from revroute_desktop.console.controller import Console
from revroute_desktop.console.crash import report_crashes
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.language import put_on
from revroute_desktop.console.session import Session, load_session, session_file
from revroute_desktop.console.shell.notices import Notices
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.single import Door
from revroute_desktop.console.theme.focus import FocusRing
from revroute_desktop.console.theme.look import CHOICES, Choice, Look
from revroute_desktop.console.theme.style import InkStyle
from revroute_desktop.console.threads.garbage import Garbage
from revroute_desktop.console.threads.memory import give_memory_back
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.processes.crash_report import NativeWatch, take_native

_GIVE_WAY_SECONDS = 0.0001


def make_application(arguments: list[str]) -> QApplication:
    """Return the application object with its names set, and Python's threads made to give way sooner.

    Painting calls Qt hundreds of times a frame; with the usual 5 ms a busy thread aside made a frame of 20 ms
    take 70 (and up to 170), with 0.1 ms it takes 20.
    """
    give_memory_back()
    sys.setswitchinterval(_GIVE_WAY_SECONDS)
    # 125 or 150 % as the screen has them, not rounded to whole ones.
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(arguments)
    app.setApplicationName("revroute-desktop")
    app.setApplicationDisplayName("RevRoute Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("revroute-desktop")
    return app


def run(path: Path | None, *, safe_mode: bool = False) -> int:
    """Open the window, on a workspace if one is given, and return when it is closed.

    A workspace that is open already has its window raised instead. Safe mode takes up nothing that is
    remembered but the list of recent workspaces, and leaves all of it as it is.
    """
    app = make_application(sys.argv[:1])
    door = Door()
    if path is not None and not door.claim(path):
        return 0
    take_native()
    native = NativeWatch()
    remembered: Path | None = session_file()
    session = load_session(session_file())
    if safe_mode:
        remembered, session = None, Session(recent=session.recent)
    locale = put_on(app, session.language)
    choice: Choice = next((c for c in CHOICES if c == session.theme), "system")
    look = Look(app, choice, high_contrast=session.high_contrast)
    style = InkStyle(look)
    app.setStyle(style)
    look.put_on()
    ring = FocusRing(app)
    reads = Reads()
    jobs = JobList()
    notices = Notices()
    person = getpass.getuser()
    window = Window(look, jobs, person)
    console = Console(
        look=look,
        window=window,
        reads=reads,
        jobs=jobs,
        notices=notices,
        session=session,
        session_path=remembered,
        locale=locale,
        person=person,
        door=door,
    )
    door.knocked.connect(window.come_forward)
    report_crashes(console.telling.fault)
    console.begin(path)
    window.show()
    garbage = Garbage()
    garbage.begin()
    code = app.exec()
    garbage.end()
    console.close()
    door.release()
    ring.close()
    reads.close()
    look.close()
    native.end()
    return code
