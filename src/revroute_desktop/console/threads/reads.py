"""`Reads`: questions and short writes on small thread pools; stale answers are dropped, writes never."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.crash import sentence_of_crash
from revroute_desktop.console.threads.pools import Pool
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
    failed: Callable[[], None] | None = None


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
        self._quick, self._slow = Pool(_QUICK_THREADS, self), Pool(_SLOW_THREADS, self)
        self._writes = Pool(_WRITE_THREADS, self)
        self._asked: dict[int, _Asked] = {}
        self._work: dict[int, Callable[[], Any]] = {}
        """The work of each ticket until its answer has come: what it holds of Qt then ends on this thread."""
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
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Run `work` aside and call `then` with its answer, unless the lane has a newer question by then.

        `unwanted` gets an answer that came too late, where it holds something that has to be closed. `failed`
        is called in place of `then` where there is no answer; the signal says why.
        """
        if not self._open:
            return
        generation = self._generations.get(lane, 0) + 1
        self._generations[lane] = generation
        self._next += 1
        self._asked[self._next] = _Asked(lane, generation, then, failed=failed)
        self._work[self._next] = work
        if unwanted is not None:
            self._unwanted[self._next] = unwanted
        pool = self._slow if slow else self._quick
        wanted = partial(_is_newest, self._generations, lane, generation)
        pool.start(partial(self._answer, self._next, wanted), priority)

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
        self._work[self._next] = work
        self._writes.start(partial(self._answer, self._next, _always))

    def leave(self, last: Callable[[], None], then: Callable[[None], None]) -> None:
        """Drop all questions; do `last` aside when those that have begun are done and so is every write."""
        for pool in (self._quick, self._slow):
            pool.clear()
        writes = {ticket: asked for ticket, asked in self._asked.items() if asked.lane.startswith("write.")}
        dropped = self._work.keys() - writes.keys()
        self._asked = {ticket: replace(asked, then=_forget) for ticket, asked in writes.items()}

        def work() -> None:
            for pool in (self._quick, self._slow):
                pool.wait()
            last()

        def ended(_nothing: None) -> None:
            for ticket in dropped:
                self._work.pop(ticket, None)
            then(None)

        self.write(work, ended)

    def drain(self) -> None:
        """Drop the questions that have not begun and wait for the others, whose answers are dropped too.

        Writes that were asked are all done.
        """
        self._writes.wait()
        for pool in (self._quick, self._slow):
            pool.clear()
            pool.wait()
        self._asked.clear()
        self._work.clear()

    def close(self) -> None:
        """Refuse new questions and end those that are open."""
        self._open = False
        self.drain()

    def _answer(self, ticket: int, wanted: Callable[[], bool]) -> None:
        """Do the work of a ticket. Runs aside."""
        try:
            # One that was asked again while it waited for its turn is not answered at all.
            answer = self._work[ticket]() if wanted() else None
        except Exception as fault:
            self._landed.emit(ticket, None, fault)
        else:
            self._landed.emit(ticket, answer, None)

    def _on_landed(self, ticket: int, answer: object, fault: Exception | None) -> None:
        self._work.pop(ticket, None)
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
            if asked.failed is not None:
                asked.failed()
        else:
            asked.then(answer)


def _is_newest(generations: dict[str, int], lane: str, generation: int) -> bool:
    return generations.get(lane) == generation


def _always() -> bool:
    return True


def _forget(_answer: object) -> None:
    """Whoever asked is gone."""
