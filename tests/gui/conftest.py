"""The window's fixtures: one look, a small real workspace, and a watch over what a test leaves behind."""

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from revroute_desktop.console.controller import Console
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.session import Session
from revroute_desktop.console.shell.notices import Notices
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.style import InkStyle
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import create

EVENTS = 600
HEAD = (
    "source,id,time,kind,amount,currency,country,payer,original,attribute.creator,attribute.treasury_share\n"
)


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Iterator[Look]:
    """One look and one style for the whole run, as the program has them."""
    made = Look(qapp, "light")
    style = InkStyle(made)
    qapp.setStyle(style)
    made.put_on()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _leaves_nothing(qapp: QApplication, look: Look) -> Iterator[None]:
    """A test that leaves a thread, a running timer, busy pool or top-level widget behind fails."""
    threads = set(threading.enumerate())
    widgets = {id(w) for w in qapp.topLevelWidgets()}
    timers = {id(t) for t in _active_timers()}
    # As in the program: who looks for garbage wherever he happens to be may end a widget on a thread aside.
    gc.disable()
    yield
    look.choose("light")
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    gc.collect()
    gc.enable()
    left = [t.name for t in set(threading.enumerate()) - threads if not isinstance(t, threading._DummyThread)]
    assert not left, f"threads left behind: {left}"
    assert not [p for p in _alive(QThreadPool) if p.activeThreadCount()], "a thread pool is still busy"
    assert not [t for t in _active_timers() if id(t) not in timers], "a timer is still running"
    tops = [w for w in qapp.topLevelWidgets() if id(w) not in widgets]
    assert not tops, f"top-level widgets left behind: {tops}"


def _alive(kind: type) -> list:
    return [o for o in gc.get_objects() if type(o) is kind and shiboken6.isValid(o)]


def _active_timers() -> list[QTimer]:
    return [timer for timer in _alive(QTimer) if timer.isActive()]


def _csv() -> str:
    """A made-up month: subscriptions in two currencies, refunds of earlier ones, two unreadable rows."""
    creators = ("neon-kitten", "lux-rose", "crystal-dream")
    lines = [HEAD]
    for number in range(EVENTS):
        day, minute = 1 + number // 24, number % 24
        when = f"2026-10-{day:02d}T{minute:02d}:15:00Z"
        who, code = creators[number % 3], ("EUR", "EUR", "USD")[number % 3]
        if number % 50 == 49:
            paid = number - 9
            code, who = ("EUR", "EUR", "USD")[paid % 3], creators[paid % 3]
            lines.append(f"stripe,re_{number:06d},{when},refund,-19.00,{code},DE,,ch_{paid:06d},{who},90\n")
        else:
            amount = "1.204,50" if number in {100, 200} else "19.00"
            lines.append(
                f"stripe,ch_{number:06d},{when},subscription,{amount},{code},DE,user{number % 40},,{who},90\n"
            )
    return "".join(lines)


@pytest.fixture(scope="session")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a month of events, imported and routed; tests take a copy."""
    folder = tmp_path_factory.mktemp("month")
    file = folder / "stripe-october.csv"
    file.write_text(_csv(), encoding="utf-8")
    path = folder / "northlight.revroute"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        with create(path, zone="Europe/Berlin", name="northlight", actor="desk-1") as workspace:
            import_revenue(workspace, file, "generic", actor="desk-1")
            text = resource_path("plans", "creator-network.yaml").read_text(encoding="utf-8")
            publish_plan(workspace, text, effective=date(2026, 1, 1), actor="desk-1", reason="first plan")
            route(workspace, actor="desk-1")
    return path


@pytest.fixture
def books_file(month: Path, tmp_path: Path) -> Path:
    """A copy of the month's workspace."""
    path = tmp_path / "northlight.revroute"
    shutil.copyfile(month, path)
    return path


class Desk:
    """The program as a person has it before them."""

    def __init__(self, look: Look, qtbot: QtBot, session: Session, session_path: Path | None) -> None:
        self.qtbot = qtbot
        self.reads = Reads()
        self.jobs = JobList()
        self.notices = Notices()
        self.window = Window(look, self.jobs, "desk-1")
        self.console = Console(
            look=look,
            window=self.window,
            reads=self.reads,
            jobs=self.jobs,
            notices=self.notices,
            session=session,
            session_path=session_path,
            locale=QLocale(QLocale.Language.English),
            person="desk-1",
        )

    def begin(self, path: Path | None) -> None:
        """Start, on a workspace if one is given, and wait until it stands."""
        self.console.begin(path)
        self.window.show()
        if path is not None:
            self.qtbot.waitUntil(lambda: self.console.books is not None, timeout=10_000)
        self.rest()

    def rest(self) -> None:
        """Wait until no question is open."""
        self.qtbot.waitUntil(lambda: not self.reads.busy, timeout=10_000)
        self.qtbot.wait(5)
        self.qtbot.waitUntil(lambda: not self.reads.busy, timeout=10_000)

    def end(self) -> None:
        """Close in the order in which the program closes."""
        self.console.close()
        self.window.close()
        self.reads.close()
        self.window.deleteLater()


@pytest.fixture
def desks(look: Look, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Makes programs; all are closed at the end of the test."""
    made: list[Desk] = []

    def make(session: Session | None = None, session_path: Path | None = None) -> Desk:
        made.append(Desk(look, qtbot, session or Session(), session_path))
        return made[-1]

    yield make
    for desk in made:
        desk.end()


@pytest.fixture
def desk(desks: Callable[..., Desk], books_file: Path) -> Desk:
    """The program with the month's workspace open."""
    made = desks()
    made.begin(books_file)
    return made
