"""The child's side of one job: it says how far it is and what came of it, and hears when it is to stop."""

import os
import stat
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from revroute_desktop.processes.lines import ErrorLine, Line, ProgressLine, ResultLine, encode_line

_LEAST_PAUSE = 0.1  # seconds between two lines of progress: ten a second


class Child:
    """Speaks JSON lines on `out` (standard output) and is asked to stop through `stop`.

    Where no `stop` is handed in, the end of standard input is that wish, so that a child whose parent has
    died stops too. `clock` gives seconds.
    """

    def __init__(
        self,
        out: BinaryIO | None = None,
        *,
        input_handle: int | None = None,
        stop: threading.Event | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._out = sys.stdout.buffer if out is None else out
        self._clock = clock
        self._last_progress = float("-inf")
        self._stop = threading.Event() if stop is None else stop
        if stop is not None:
            return
        handle = _standard_input() if input_handle is None else input_handle
        if handle is not None:
            threading.Thread(target=self._wait_for_end, args=(handle,), name="stop", daemon=True).start()

    def progress(self, done: int, total: int | None, what: str) -> None:
        """Says how far the work is, ten times a second at most; the rest is dropped, but never the end."""
        now = self._clock()
        if now - self._last_progress >= _LEAST_PAUSE or done == total:
            self._last_progress = now
            self._say(ProgressLine(done, total, what))

    def result(self, value: object) -> None:
        """Says what came of the work; raises UserError for more than a line takes."""
        self._say(ResultLine(value))

    def error(self, message: str) -> None:
        """Says why nothing came of it."""
        self._say(ErrorLine(message))

    def stop_asked(self) -> bool:
        """Whether the parent wants the work to end after its current chunk."""
        return self._stop.is_set()

    def _say(self, line: Line) -> None:
        try:
            self._out.write(encode_line(line))
            self._out.flush()
        except BrokenPipeError:
            # Nobody listens any more; what the child has begun it still ends cleanly.
            self._stop.set()

    def _wait_for_end(self, handle: int) -> None:
        # Read past Python's buffered stdin, whose lock a daemon thread would hold while the program ends.
        try:
            while os.read(handle, 4096):
                pass
        except OSError:
            return
        self._stop.set()


def _standard_input() -> int | None:
    """The handle of standard input where a parent holds its other end, not a terminal or /dev/null."""
    try:
        handle = sys.stdin.fileno()
        mode = os.fstat(handle).st_mode
    except (OSError, ValueError, AttributeError):
        return None
    return handle if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) else None
