"""`TabPresenter`: what the presenters of a pane's tabs share: the period, and reading when shown."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.theme.look import Look
from revroute_desktop.workspace import Sql

T = TypeVar("T")

_GIVEN_UP = 20.0
"""Seconds after which an answer is waited for no longer."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every tab works with: look, open books, whether they may be written, the id of its pane."""

    look: Look
    books: Books
    may_write: bool
    pane: str


class TabPresenter(QObject):
    """`said` gives what came of an act, `started` a job to run, `selected_says` words about the selection."""

    said = Signal(str)
    started = Signal(object)
    selected_says = Signal(str, str)
    loaded = Signal()

    def __init__(self, desk: Desk, view: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.books = desk.books
        self.view: QWidget = view
        self.span: tuple[int, int] | None = None
        self.currency = ""
        self._active = False
        self._stale = True
        self._asked: dict[str, float] = {}
        self._put_off: dict[str, Callable[[], None]] = {}
        self._acts: deque[Callable[[], None]] = deque()
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._on_next)

    def activate(self, active: bool) -> None:
        """The tab is shown or hidden; a hidden one reads nothing."""
        self._active = active
        if active and self._stale:
            self._read()

    def show_period(self, span: tuple[int, int] | None, currency: str) -> None:
        """Show another period (None: all time) and currency (empty: all)."""
        changed = (span, currency) != (self.span, self.currency)
        self.span, self.currency = span, currency
        if changed:
            self.books_changed()

    def books_changed(self) -> None:
        """The file has changed."""
        self._stale = True
        if self._active:
            self._read()

    def load(self) -> None:
        """Read what the tab shows."""
        raise NotImplementedError

    def ask(
        self,
        lane: str,
        question: Callable[[Sql], T],
        then: Callable[[T], None],
        *,
        live: bool = True,
        slow: bool = False,
    ) -> None:
        """Ask. A `live` question, which follows the file, waits until the lane's older one is answered: a log
        that grows would never let that end. Any other takes the place of the older one, and of what waits.
        """
        if live and time.monotonic() - self._asked.get(lane, -_GIVEN_UP) < _GIVEN_UP:
            self._put_off[lane] = partial(self.ask, lane, question, then, slow=slow)
            return
        self._put_off.pop(lane, None)
        self._asked[lane] = time.monotonic()
        self.books.ask(
            f"{self.desk.pane}.{lane}",
            question,
            partial(self._on_answer, lane, then),
            slow=slow,
            failed=partial(self._on_failed, lane),
        )

    def is_asking(self, lanes: str) -> bool:
        """Whether an answer is still to come in a lane whose name begins so."""
        return any(lane.startswith(lanes) for lane in (*self._asked, *self._put_off))

    def in_turns(self, *acts: Callable[[], None]) -> None:
        """Do each act in a turn of its own, in place of what is left of the acts before: a page with many
        parts is never shown in one go.
        """
        self._acts = deque(acts)
        self._next.start()

    def _on_next(self) -> None:
        if self._acts:
            self._acts.popleft()()
        if not self._acts:
            self._next.stop()

    def _on_answer(self, lane: str, then: Callable[[T], None], answer: T) -> None:
        self._asked.pop(lane, None)
        then(answer)
        self._ask_put_off(lane)

    def _on_failed(self, lane: str) -> None:
        self._asked.pop(lane, None)
        self._ask_put_off(lane)

    def _ask_put_off(self, lane: str) -> None:
        """Ask what waited for the lane's older question, and that alone: two slow lanes that had everything
        read anew would never end.
        """
        put_off = self._put_off.pop(lane, None)
        if put_off is not None:
            put_off()

    def _read(self) -> None:
        self._stale = False
        self.load()
