"""`Heart`: every turn of the main thread, and the stacks of those that took too long."""

import gc
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

LIMIT_MS = 50.0
_BEAT_MS = 2
_SAMPLED_AFTER = 0.040
_SAMPLED_EVERY = 0.010
_HERE = str(Path(__file__).parents[3])


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the main thread, in milliseconds.

    `wall` is the whole of it, `queued` how long the thread was ready and the system let others run, `work`
    what it computed itself; the rest it waited, for Python's lock or the disk.
    """

    wall: float
    queued: float
    work: float
    step: str

    @property
    def own(self) -> float:
        """What counts: the turn without its wait for a processor."""
        return self.wall - self.queued

    @property
    def said(self) -> str:
        """The turn as a line of a report."""
        parts = f"wall {self.wall:.0f}, queued {self.queued:.0f}, work {self.work:.0f}"
        return f"{self.own:.1f} ms ({parts}) at {self.step}"


@dataclass(slots=True)
class Stall:
    """A turn over the limit, with the stacks that were seen during it."""

    turn: Turn
    stacks: list[str] = field(default_factory=list)


class Heart(QObject):
    """Beats every 2 ms on the main thread: what lies between two beats is a turn.

    All that is done between two beats counts as one turn, also when it was several events: a person who
    types meanwhile waits for all of it. A thread of its own looks at the stacks of a turn after 40 ms.
    """

    def __init__(self) -> None:
        super().__init__()
        self.step = "the window shown"
        self.turns = 0
        self.longest = Turn(0.0, 0.0, 0.0, "")
        self.longest_wall = self.longest
        self.stalls: list[Stall] = []
        self.over_16 = 0
        self.gc_longest_ms = 0.0
        self._gc_began = 0.0
        self._asleep = 0
        self._main = threading.get_ident()
        self._schedstat = _open_schedstat()
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
        return self._schedstat is not None

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
        if self._schedstat is not None:
            os.close(self._schedstat)
            self._schedstat = None

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
        now = self._now()
        wall, work, queued = ((new - old) * 1000 for new, old in zip(now, self._last, strict=True))
        self._last = now
        self.turns += 1
        if wall > 16:
            turn = Turn(wall, min(queued, wall), work, self.step)
            self.over_16 += turn.own > 16
            self.longest = max(self.longest, turn, key=lambda one: one.own)
            self.longest_wall = max(self.longest_wall, turn, key=lambda one: one.wall)
            if turn.own > LIMIT_MS:
                self.stalls.append(Stall(turn, list(self._seen)))
        if self._seen:
            self._seen.clear()

    def _now(self) -> tuple[float, float, float]:
        queued = 0.0
        if self._schedstat is not None:
            queued = int(os.pread(self._schedstat, 64, 0).split()[1]) / 1e9
        return time.perf_counter(), time.thread_time(), queued

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


def _open_schedstat() -> int | None:
    try:
        return os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
    except OSError:
        return None
