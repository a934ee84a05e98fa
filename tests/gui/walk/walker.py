"""`Walker`: the real program, and a hand that does one thing a turn."""

import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QLocale, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from tests.gui.walk.heart import Heart

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.controller import Console
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.session import Session
from revroute_desktop.console.shell.notices import Notices
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.focus import FocusRing
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.style import InkStyle
from revroute_desktop.console.threads.garbage import Garbage
from revroute_desktop.console.threads.reads import Reads

T = TypeVar("T")

_TICK_MS = 2
_LONGEST_WAIT = 120.0
_KEY_PAUSE = 0.03
_PAINTED_WITHIN = 0.1


@dataclass(frozen=True, slots=True)
class Later:
    """Something that runs an event loop of its own: done in a turn of its own, while the walk goes on."""

    act: Callable[[], object]


Wish = Later | Callable[[], bool] | float | None
Steps = Generator[Wish, None, None]


class Program:
    """The window and what belongs to it, put together as the program does it."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.look = Look(app, "light")
        self._style = InkStyle(self.look)
        app.setStyle(self._style)
        self.look.put_on()
        self._ring = FocusRing(app)
        self.reads = Reads()
        self.jobs = JobList()
        self.window = Window(self.look, self.jobs, "walker")
        self._garbage = Garbage()
        self.console = Console(
            look=self.look,
            window=self.window,
            reads=self.reads,
            jobs=self.jobs,
            notices=Notices(),
            session=Session(),
            session_path=None,
            locale=QLocale(QLocale.Language.English),
            person="walker",
        )

    @property
    def books(self) -> OpenBooks:
        """The open workspace."""
        assert self.console.books is not None, "a workspace is open"
        return self.console.books

    def begin(self, path: Path) -> None:
        """Open a workspace and show the window."""
        self.console.begin(path)
        self.window.show()
        self._garbage.begin()

    def close(self) -> None:
        """Close in the order in which the program closes."""
        self._garbage.end()
        self.console.close()
        self.window.close()
        self._ring.close()
        self.reads.close()
        self.look.close()
        self.window.deleteLater()


class Painted(QObject):
    """Knows when a widget was painted: the first time that the hand looks after it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.times: list[float] = []
        self._fresh = False
        widget.installEventFilter(self)

    def look(self) -> bool:
        """Note what was painted since the last look."""
        if self._fresh:
            self.times.append(time.perf_counter())
            self._fresh = False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._fresh = True
        return False


class Walker(QObject):
    """Does the steps of a walk one turn after the other.

    A step yields what it waits for: a condition, seconds, nothing but the next turn, or `Later`.
    """

    def __init__(self, program: Program, heart: Heart, pictures: Path | None) -> None:
        super().__init__()
        self.program = program
        self.heart = heart
        self.measured: dict[str, list[float]] = {}
        self.shown: list[str] = []
        self.pictures = pictures
        self.lap = 0
        """How many walks there were before this one."""
        self._steps: Steps | None = None
        self._wish: Wish = None
        self._since = 0.0
        self._loop = QEventLoop(self)
        self._fault: BaseException | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def walk(self, steps: Steps) -> None:
        """Do all steps; raises what one of them raises, and TimeoutError for one that waits in vain."""
        self._steps, self._wish, self._fault = steps, None, None
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        if self._fault is not None:
            raise self._fault

    def _tick(self) -> None:
        assert self._steps is not None, "a walk has steps"
        try:
            if not self._fulfilled():
                return
            self._wish = next(self._steps)
            self._since = time.monotonic()
            if isinstance(self._wish, Later):
                QTimer.singleShot(0, self._wish.act)
                self._wish = None
        except StopIteration:
            self._end()
        except BaseException as fault:
            self._fault = fault
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        # Loops of dialogs too: a walk that failed must not wait in one for ever.
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        self._loop.quit()

    def _fulfilled(self) -> bool:
        wish = self._wish
        if wish is None:
            return True
        waited = time.monotonic() - self._since
        if isinstance(wish, float):
            return waited >= wish
        assert callable(wish), "what a step waits for"
        if wish():
            return True
        if waited > _LONGEST_WAIT:
            raise TimeoutError(f"the window did not get there: {self.heart.step}")
        return False

    # What a hand does

    def some(self, things: Iterable[T], most: int = 1) -> tuple[T, ...]:
        """Return all things on the first walk, and so many on each later one: in turn all of them again."""
        every = tuple(things)
        if not self.lap or len(every) <= most:
            return every
        first = (self.lap - 1) * most % len(every)
        return (*every[first:], *every[:first])[:most]

    def at(self, step: str) -> None:
        """Name what is done next."""
        self.heart.step = step
        self.shown.append(step)

    def rest(self) -> Steps:
        """Wait until no question is open and all is painted."""
        yield lambda: not self.program.reads.busy
        yield 0.03
        yield lambda: not self.program.reads.busy

    def picture(self, name: str, widget: QWidget | None = None) -> Steps:
        """Come to rest and take a picture, if they are wanted; taking it is no turn of the program."""
        yield from self.rest()
        if self.pictures is None:
            return
        shot = widget or self.program.window
        with self.heart.paused():
            image = shot.grab()
            if not image.save(str(self.pictures / f"{name}.png")):
                raise OSError(f"the picture {name} could not be written")

    def type(self, widget: QWidget, text: str) -> Steps:
        """Type letter by letter."""
        for letter in text:
            QTest.keyClicks(widget, letter)
            yield _KEY_PAUSE

    def press(
        self, widget: QWidget, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Steps:
        """Press one key."""
        QTest.keyClick(widget, key, how)
        yield None

    def click(self, widget: QWidget, place: QPoint | None = None) -> Steps:
        """Click on a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())
        yield None

    def dialog(self, name: str, act: Callable[[], object]) -> Steps:
        """Do what shows a dialog, look at it, and cancel it."""
        before = set(_dialogs())
        yield Later(act)
        yield lambda: any(one not in before for one in _dialogs())
        shown = next(one for one in _dialogs() if one not in before)
        yield from self.picture(name, shown)
        shown.reject()
        yield lambda: shown not in _dialogs()
        yield from self.rest()

    def menu(self, name: str, act: Callable[[], object]) -> Steps:
        """Do what opens a menu, look at it, and close it."""
        yield Later(act)
        yield lambda: isinstance(QApplication.activePopupWidget(), QMenu)
        shown = QApplication.activePopupWidget()
        assert isinstance(shown, QMenu), "a menu is open"
        yield from self.picture(name, shown)
        shown.close()
        yield lambda: QApplication.activePopupWidget() is None

    def measure(
        self, name: str, act: Callable[[], object], paints: QWidget, seen: Callable[[], bool]
    ) -> Steps:
        """Note the seconds from an act until `seen` holds and the widget is painted with it."""
        watch = Painted(paints)
        began = time.perf_counter()
        act()
        yield lambda: watch.look() and seen()
        there = time.perf_counter()
        yield lambda: watch.look() and time.perf_counter() > there + _PAINTED_WITHIN
        # It may have been painted in the very turn in which it came.
        painted = next((at for at in watch.times if at > there - 2 * _TICK_MS / 1000), there)
        self.measured.setdefault(name, []).append(painted - began)
        paints.removeEventFilter(watch)
        watch.deleteLater()


def _dialogs() -> Iterable[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
