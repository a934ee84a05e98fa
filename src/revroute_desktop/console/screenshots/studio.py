"""`Studio`: the real window without a screen, and a camera; a workspace to picture is a copy."""

import getpass
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QApplication, QWidget

from revroute_desktop.console.app import make_application
from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.controller import Console
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.language import put_on
from revroute_desktop.console.session import Session
from revroute_desktop.console.shell.notices import Notices
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Choice, Look
from revroute_desktop.console.theme.style import InkStyle
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.console.widgets.list_tab import ListTab

SIZES = ((1600, 1000), (1280, 720))
_LONGEST_WAIT = 60.0
_STATE = "REVROUTE_STATE_DIR"


class Studio:
    """One application with the real window, and a camera. Where it `works`, real jobs are on the pictures."""

    works = False

    def __init__(
        self,
        out: Path,
        language: str = "en",
        looks: tuple[Choice, ...] = ("light", "dark"),
        sizes: tuple[tuple[int, int], ...] = SIZES,
    ) -> None:
        known = QApplication.instance()
        self.app = known if isinstance(known, QApplication) else make_application(["screenshots"])
        locale = put_on(self.app, language)
        self.looks = looks
        self.sizes = sizes
        self._out = out
        self.look = Look(self.app, "light")
        self._style = InkStyle(self.look)
        self.app.setStyle(self._style)
        self.look.put_on()
        self.reads = Reads()
        self.jobs = JobList()
        self.window = Window(self.look, self.jobs, getpass.getuser())
        self.console = Console(
            look=self.look,
            window=self.window,
            reads=self.reads,
            jobs=self.jobs,
            notices=Notices(),
            session=Session(),
            session_path=None,
            locale=locale,
            person=getpass.getuser(),
        )
        self.taken: list[Path] = []

    def settle(self) -> None:
        """Let the window come to rest: no question open, nothing left to paint."""
        until = time.monotonic() + _LONGEST_WAIT
        quiet = 0
        while quiet < 8 and time.monotonic() < until:
            self.turn()
            quiet = 0 if self.reads.busy else quiet + 1

    def turn(self) -> None:
        """Let a little time pass."""
        self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.01)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Write one picture."""
        shot = widget or self.window
        shot.activateWindow()
        path = self._out / f"{name}.png"
        self.settle()
        if not shot.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.taken.append(path)

    def begin(self) -> None:
        """Show the window as one sees it who has no workspace yet."""
        self.console.begin(None)
        self.window.show()

    def open(self, workspace: Path) -> OpenBooks:
        """Open a workspace; SystemExit where that fails."""
        self.console.open(workspace)
        self.settle()
        if self.console.books is None:
            raise SystemExit(f"{workspace} could not be opened")
        return self.console.books

    def choose_row(self, page: ListTab) -> None:
        """Select a row of a tab, if it has any, and show its inspector."""
        model = page.table.model()
        if model.rowCount():
            page.table.selectRow(min(5, model.rowCount() - 1))
            page.beside.open_inspector()
        self.settle()

    def sizes_and_themes(self) -> Iterator[str]:
        """Give the window each of its sizes and looks; gives a word for names of pictures."""
        for width, height in self.sizes:
            for choice in self.looks:
                self.look.choose(choice)
                self.window.resize(width, height)
                self.settle()
                yield f"{choice}-{width}x{height}"

    def close(self) -> None:
        """Put everything away in order."""
        self.console.close()
        self.window.close()
        self.reads.close()
        self.look.close()


@contextmanager
def borrowed(workspace: Path) -> Iterator[Path]:
    """Give a copy of a workspace: jobs may run in it, and what this machine remembers is not touched."""
    with TemporaryDirectory() as folder:
        copied = shutil.copyfile(workspace, Path(folder) / workspace.name)
        known = os.environ.get(_STATE)
        os.environ[_STATE] = str(Path(folder) / "state")
        try:
            yield copied
        finally:
            if known is None:
                del os.environ[_STATE]
            else:
                os.environ[_STATE] = known


def without_size_hints(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what its offscreen platform says of every window."""
    del kind, context
    if "This plugin does not support" not in message:
        sys.stderr.write(f"{message}\n")
