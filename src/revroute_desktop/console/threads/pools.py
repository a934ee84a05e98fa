"""`Pool`: a few threads and the work that waits for one of them, the most urgent first."""

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from threading import Lock

from PySide6.QtCore import QObject, QThreadPool


class Pool:
    """A pool of Qt's, whose waiting work is kept here instead of there.

    The binding never lets go of the Python half of a `QRunnable` that a pool has run or cleared, nor of what
    its work holds: the question for a page of a table kept the ids of all its rows. So Qt's pool is only told
    that something waits, and `clear` forgets what.
    """

    def __init__(self, threads: int, parent: QObject) -> None:
        self._pool = QThreadPool(parent)
        self._pool.setMaxThreadCount(threads)
        self._waiting: list[tuple[int, int, Callable[[], None]]] = []
        self._number = count()
        self._lock = Lock()

    def start(self, work: Callable[[], None], priority: int = 0) -> None:
        """Run `work` as soon as a thread is free and nothing more urgent, or as urgent and older, waits."""
        with self._lock:
            heappush(self._waiting, (-priority, next(self._number), work))
        self._pool.start(self._run_next)

    def clear(self) -> None:
        """Forget the work that has not begun."""
        with self._lock:
            self._waiting.clear()

    def wait(self) -> None:
        """Wait until all is done."""
        self._pool.waitForDone()

    def _run_next(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            *_, work = heappop(self._waiting)
        work()
