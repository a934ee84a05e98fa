"""`Reads`: questions and short writes on small thread pools; stale answers are dropped, writes never."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance

from revroute_desktop.console.crash import sentence_of_crash
from revroute_desktop.errors import UserError

_QUICK_THREADS = 2
_SLOW_THREADS = 1
_WRITE_THREADS = 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked:
    lane: str
    generation: int
    then: Callable[[Any], None]
    refused: Callable[[str], None] | None = None


class _Read(QRunnable):
    """Runs one question. It borrows the signal of `Reads`, which waits for it before it goes away."""

    def __init__(
        self,
        ticket: int,
        work: Callable[[], object],
        landed: SignalInstance,
        wanted: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__()
        self._ticket = ticket
        self._work = work
        self._landed = landed
        self._wanted = wanted

    def run(self) -> None:
        try:
            # One that was asked again while it waited for its turn is not answered at all.
            answer = self._work() if self._wanted is None or self._wanted() else None
        except Exception as fault:
            self._landed.emit(self._ticket, None, fault)
        else:
            self._landed.emit(self._ticket, answer, None)


class Reads(QObject):
    """Asks questions aside and gives the answers on the main thread.

    Quick questions never wait behind slow ones (`slow=True`: scans of a table), which have their own thread.
    A question belongs to a lane ("events.rows"); an answer is dropped when a newer one was asked in its lane.
    `failed` gives the sentence of a question that could not be answered.
    """

    failed = Signal(str)
    _landed = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quick, self._slow = QThreadPool(self), QThreadPool(self)
        self._quick.setMaxThreadCount(_QUICK_THREADS)
        self._slow.setMaxThreadCount(_SLOW_THREADS)
        self._writes = QThreadPool(self)
        self._writes.setMaxThreadCount(_WRITE_THREADS)
        self._asked: dict[int, _Asked] = {}
        self._unwanted: dict[int, Callable[[Any], None]] = {}
        self._generations: dict[str, int] = {}
        self._next = 0
        self._open = True
        self._landed.connect(self._on_landed)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self._asked)

    def ask(
        self,
        lane: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        priority: int = 0,
        slow: bool = False,
        unwanted: Callable[[T], None] | None = None,
    ) -> None:
        """Run `work` aside and call `then` with its answer, unless the lane has a newer question by then.

        `unwanted` gets an answer that came too late, where it holds something that has to be closed.
        """
        if not self._open:
            return
        generation = self._generations.get(lane, 0) + 1
        self._generations[lane] = generation
        self._next += 1
        self._asked[self._next] = _Asked(lane, generation, then)
        if unwanted is not None:
            self._unwanted[self._next] = unwanted
        pool = self._slow if slow else self._quick
        wanted = partial(_is_newest, self._generations, lane, generation)
        pool.start(_Read(self._next, work, self._landed, wanted), priority)

    def write(
        self, work: Callable[[], T], then: Callable[[T], None], refused: Callable[[str], None] | None = None
    ) -> None:
        """Do a short write aside, after those asked before; none is dropped.

        `refused` gets the sentence when it is refused; without it the sentence goes to `failed`.
        """
        if not self._open:
            return
        self._next += 1
        lane = f"write.{self._next}"
        self._generations[lane] = 0
        self._asked[self._next] = _Asked(lane, 0, then, refused)
        self._writes.start(_Read(self._next, work, self._landed))

    def leave(self, last: Callable[[], None], then: Callable[[None], None]) -> None:
        """Drop all questions; do `last` aside when those that have begun are done and so is every write."""
        for pool in (self._quick, self._slow):
            pool.clear()
        writes = {ticket: asked for ticket, asked in self._asked.items() if asked.lane.startswith("write.")}
        self._asked = {ticket: replace(asked, then=_forget) for ticket, asked in writes.items()}

        def work() -> None:
            for pool in (self._quick, self._slow):
                pool.waitForDone()
            last()

        self.write(work, then)

    def drain(self) -> None:
        """Drop the questions that have not begun and wait for the others, whose answers are dropped too.

        Writes that were asked are all done.
        """
        self._writes.waitForDone()
        for pool in (self._quick, self._slow):
            pool.clear()
            pool.waitForDone()
        self._asked.clear()

    def close(self) -> None:
        """Refuse new questions and end those that are open."""
        self._open = False
        self.drain()

    def _on_landed(self, ticket: int, answer: object, fault: Exception | None) -> None:
        asked, unwanted = self._asked.pop(ticket, None), self._unwanted.pop(ticket, None)
        if asked is None or not self._open or self._generations[asked.lane] != asked.generation:
            if unwanted is not None and answer is not None:
                unwanted(answer)
            return
        if asked.lane.startswith("write."):
            del self._generations[asked.lane]
        if fault is not None:
            sentence = str(fault) if isinstance(fault, UserError) else sentence_of_crash(fault)
            (asked.refused or self.failed.emit)(sentence)
        else:
            asked.then(answer)


def _is_newest(generations: dict[str, int], lane: str, generation: int) -> bool:
    return generations.get(lane) == generation


def _forget(_answer: object) -> None:
    """Whoever asked is gone."""
