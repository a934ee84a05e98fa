"""`Heart`: every turn of the main thread, and the stacks of those that took too long."""

import gc
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

LIMIT_MS = 50.0
_BEAT_MS = 2
_SAMPLED_AFTER = 0.025
_SAMPLED_EVERY = 0.010
_LONGEST_KEPT = 10
_SLOWED_ABOVE_MS = 30.0
_FROZEN_FROM_MS = 30.0
_YARD, _LAID_AGAIN = 2_000, 5
_LOOKED_EVERY = 50
"""Beats after which the threads of the process are counted anew."""
_HERE = str(Path(__file__).parents[3])


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the main thread, in milliseconds.

    `wall` is the whole of it, `work` what the thread computed itself, `queued` how long it was ready and the
    system let other programs run; the rest it waited, for Python's lock or the disk. `beside` is how long the
    other threads of the process were ready and not let run: as long as one of them has Python's lock and no
    processor, the main thread waits for that processor too. `slowed` is how many times as long as at best the
    same work took right after the turn, where programs on the other half of the processor slow it down.
    """

    wall: float
    work: float
    queued: float
    beside: float
    slowed: float
    step: str

    @property
    def own(self) -> float:
        """What counts: the turn without its waits for a processor, as if it had the processor alone."""
        return self.work / self.slowed + max(0.0, self.wall - self.work - self.queued - self.beside)

    @property
    def said(self) -> str:
        """The turn as a line of a report."""
        parts = f"wall {self.wall:.0f}, work {self.work:.0f}, slowed {self.slowed:.1f} times"
        parts += f", queued {self.queued:.0f}+{self.beside:.0f}"
        return f"{self.own:.1f} ms ({parts}) at {self.step}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A long turn, with the stacks that were seen during it."""

    turn: Turn
    stacks: tuple[str, ...]


class Heart(QObject):
    """Beats every 2 ms on the main thread: what lies between two beats is a turn.

    All that is done between two beats counts as one turn, also when it was several events: a person who
    types meanwhile waits for all of it. A thread of its own looks at the stacks of a turn after 25 ms.
    """

    def __init__(self) -> None:
        super().__init__()
        self.step = "the window shown"
        self.turns = 0
        self.longest: list[Seen] = []
        """The longest turns by what counts, the longest first."""
        self.longest_wall = Turn(0.0, 0.0, 0.0, 0.0, 1.0, "")
        self.stalls: list[Seen] = []
        self.over_16 = 0
        self.gc_longest_ms = 0.0
        self._gc_began = 0.0
        self._asleep = 0
        self._main = threading.get_ident()
        self._queues = _Queues()
        self._yardstick = _Yardstick()
        self._seen: deque[str] = deque(maxlen=40)
        self._last = self._now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._stop = threading.Event()
        self._watch = threading.Thread(target=self._look, name="watchdog", daemon=True)

    @property
    def knows_queue(self) -> bool:
        """Whether the system says how long a thread waits for a processor."""
        return self._queues.known

    def begin(self) -> None:
        """Beat from now on."""
        gc.callbacks.append(self._on_gc)
        self._last = self._now()
        self._timer.start()
        self._watch.start()

    def end(self) -> None:
        """Stop."""
        self._timer.stop()
        self._stop.set()
        self._watch.join()
        gc.callbacks.remove(self._on_gc)
        self._queues.close()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is done in this block is no part of the program, as the taking of a picture."""
        self._beat()
        self._asleep += 1
        try:
            yield
        finally:
            self._asleep -= 1
            self._seen.clear()
            self._last = self._now()

    def _beat(self) -> None:
        if self._asleep:
            return
        now, before = self._now(), self._last
        wall, work, queued, beside = ((new - old) * 1000 for new, old in zip(now, before, strict=True))
        self._last = now
        self.turns += 1
        if wall > 16:
            # Threads that have begun since count too, and what a machine that stood still did not let run.
            self._queues.look()
            beside = (self._queues.read()[1] - before[3]) * 1000
            if self._queues.stood_still(self._watch.native_id, wall):
                queued = wall - work
            slowed = self._yardstick.slowed() if work > _SLOWED_ABOVE_MS else 1.0
            self._keep(Turn(wall, work, min(queued, wall), max(beside, 0.0), slowed, self.step))
            self._last = self._now()
        else:
            self._queues.stood_still(self._watch.native_id, wall)
        if self.turns % _LOOKED_EVERY == 0:
            self._queues.look()
            self._yardstick.lay()
            self._last = self._now()
        if self._seen:
            self._seen.clear()

    def _keep(self, turn: Turn) -> None:
        self.over_16 += turn.own > 16
        self.longest_wall = max(self.longest_wall, turn, key=lambda one: one.wall)
        seen = Seen(turn, tuple(self._seen))
        if turn.own > LIMIT_MS:
            self.stalls.append(seen)
        if len(self.longest) < _LONGEST_KEPT or turn.own > self.longest[-1].turn.own:
            self.longest.append(seen)
            self.longest.sort(key=lambda one: one.turn.own, reverse=True)
            del self.longest[_LONGEST_KEPT:]

    def _now(self) -> tuple[float, float, float, float]:
        return time.perf_counter(), time.thread_time(), *self._queues.read()

    def _look(self) -> None:
        """Runs on a thread of its own: keep what the threads do while a turn is long."""
        while not self._stop.wait(_SAMPLED_EVERY):
            since = time.perf_counter() - self._last[0]
            if since < _SAMPLED_AFTER or self._asleep:
                continue
            said = [f"after {since * 1000:.0f} ms"]
            said += (f"  {_said(place)}" for place in reversed(self._places(self._main, 10)))
            # Threads of Qt's pools too, which `threading` knows nothing of.
            for thread in set(sys._current_frames()) - {self._main, threading.get_ident()}:
                said += (f"  beside it, {thread:x}: {_said(place)}" for place in self._places(thread, 2))
            self._seen.append("\n".join(said))

    @staticmethod
    def _places(thread: int, most: int) -> list[tuple[str, int, str]]:
        """Return where a thread is, the innermost place first.

        No frame is kept: it would keep what its function holds, widgets that Qt deletes meanwhile.
        """
        frame = sys._current_frames().get(thread)
        places = []
        while frame is not None and len(places) < most:
            places.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
            frame = frame.f_back
        return places

    def _on_gc(self, phase: str, info: dict[str, int]) -> None:
        del info
        if threading.get_ident() != self._main:
            return
        if phase == "start":
            self._gc_began = time.perf_counter()
        else:
            self.gc_longest_ms = max(self.gc_longest_ms, (time.perf_counter() - self._gc_began) * 1000)


def _said(place: tuple[str, int, str]) -> str:
    return f"{place[0].replace(_HERE, '')}:{place[1]} in {place[2]}"


class _Yardstick:
    """The same small work again and again: how long it takes says how fast the processor is just now."""

    def __init__(self) -> None:
        self._best = min(self._once() for _ in range(4 * _LAID_AGAIN))

    def lay(self) -> float:
        """Return how long the work takes now."""
        took = self._once()
        self._best = min(self._best, took)
        return took

    def slowed(self) -> float:
        """Return how many times as long as at best it takes now."""
        return min(self.lay() for _ in range(_LAID_AGAIN)) / self._best

    @staticmethod
    def _once() -> float:
        began = time.thread_time()
        words = [str(number) for number in range(_YARD)]
        sorted(words, key=len)
        return time.thread_time() - began


class _Queues:
    """How long the threads of the process have waited for a processor, in seconds.

    It is made on the main thread.
    """

    def __init__(self) -> None:
        self._main = _open_queue(threading.get_native_id())
        self._beside: dict[int, int] = {}
        self._slices = 0
        self.look()

    @property
    def known(self) -> bool:
        """Whether the system says it."""
        return self._main is not None

    def look(self) -> None:
        """Find the threads that there are now."""
        if self._main is None:
            return
        here = {int(task.name) for task in Path("/proc/self/task").iterdir()}
        for thread in here - self._beside.keys() - {threading.get_native_id()}:
            queue = _open_queue(thread)
            if queue is not None:
                self._beside[thread] = queue

    def read(self) -> tuple[float, float]:
        """Return the wait of the main thread, and that of all others together."""
        if self._main is None:
            return 0.0, 0.0
        beside = 0.0
        for thread in list(self._beside):
            try:
                beside += _waited(self._beside[thread])
            except OSError:
                # The thread has ended.
                os.close(self._beside.pop(thread))
        return _waited(self._main), beside

    def stood_still(self, watchdog: int | None, wall: float) -> bool:
        """Whether the machine let not even the watchdog run in a turn of so many milliseconds.

        It wakes every 10 ms, also while the main thread works or has Python's lock. To be asked after every
        turn.
        """
        queue = self._beside.get(watchdog) if watchdog is not None else None
        if queue is None:
            return False
        before, self._slices = self._slices, int(os.pread(queue, 64, 0).split()[2])
        return before == self._slices and wall > _FROZEN_FROM_MS

    def close(self) -> None:
        """Let go of what the system gave."""
        for queue in self._beside.values():
            os.close(queue)
        if self._main is not None:
            os.close(self._main)
        self._main, self._beside = None, {}


def _open_queue(thread: int) -> int | None:
    try:
        return os.open(f"/proc/self/task/{thread}/schedstat", os.O_RDONLY)
    except OSError:
        return None


def _waited(queue: int) -> float:
    return int(os.pread(queue, 64, 0).split()[1]) / 1e9
