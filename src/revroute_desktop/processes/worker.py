"""A worker: a process that stays and runs one job of the program after the other.

It is told what to do on standard input and answers in JSON lines on standard output; whatever else is printed
while a job runs goes to its error stream, which the supervisor keeps as the job's log. When standard input
ends, the supervisor has gone or wants no more: the job at work stops after its chunk, and the process ends.
"""

import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import BinaryIO, TypeAlias

from revroute_desktop.processes.child import Child
from revroute_desktop.processes.groups import kill_group
from revroute_desktop.processes.limits import allow_cpu_seconds, apply_limits, limits_from_json
from revroute_desktop.processes.lines import EndedLine, RunLine, StopLine, decode_line, encode_line

WORKER = "--worker"
"""The argument, before that of the limits, that has the program serve as a worker."""

ORPHAN_GRACE = 30.0
"""Seconds that a worker without a supervisor has to finish its chunk before it ends itself."""

MARK = b"\x1e"
"""Stands in the error stream before the name of a run that has ended, so that its log can be told apart."""

_SIGNAL_OF_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG

Run: TypeAlias = Callable[[Sequence[str], Child], int]
"""Runs one subcommand, speaking through the child, and returns its exit code."""


def serve(run: Run, settings: Sequence[str]) -> int:
    """Run jobs until standard input ends. `settings` is what stood behind WORKER: the limits, as JSON."""
    limits = limits_from_json(settings[0]) if settings else limits_from_json("{}")
    for sentence in apply_limits(limits):
        sys.stderr.write(f"{sentence}\n")
    _go_on_when_orphaned()
    # A terminal's Ctrl+C is the supervisor's to handle, and so is a wish to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, out = _take_standard_streams()
    inbox = _Inbox(orders)
    while (order := inbox.next()) is not None:
        if limits.cpu_seconds is not None:
            allow_cpu_seconds(limits.cpu_seconds)
        stop = inbox.stop_of(order.run)
        try:
            code = run(order.arguments, Child(out, stop=stop))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        inbox.forget(order.run)
        _say_ended(out, order.run, code)
    return 0


def _go_on_when_orphaned() -> None:
    """Have a worker that stands still go on when its supervisor dies, so that it sees that and ends."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENTS_DEATH, int(signal.SIGCONT))


class _Inbox:
    """What the supervisor says, read aside, so that a wish to stop is heard while a job runs."""

    def __init__(self, handle: int) -> None:
        self._orders: queue.SimpleQueue[RunLine | None] = queue.SimpleQueue()
        self._stops: dict[str, threading.Event] = {}
        self._handle = handle
        threading.Thread(target=self._listen, name="orders", daemon=True).start()

    def next(self) -> RunLine | None:
        """The next job; None when there will be no more."""
        return self._orders.get()

    def stop_of(self, run: str) -> threading.Event:
        """What is set when a run is to stop."""
        return self._stops[run]

    def forget(self, run: str) -> None:
        """A run has ended."""
        del self._stops[run]

    def _listen(self) -> None:
        left = b""
        # Read past Python's buffers, whose lock a daemon thread would hold while the program ends.
        while data := _read(self._handle):
            *lines, left = (left + data).split(b"\n")
            for each in lines:
                self._take(each)
        self._orders.put(None)
        for stop in list(self._stops.values()):
            stop.set()
        time.sleep(ORPHAN_GRACE)
        kill_group(os.getpid())

    def _take(self, data: bytes) -> None:
        match decode_line(data):
            case RunLine() as order:
                self._stops[order.run] = threading.Event()
                self._orders.put(order)
            case StopLine(run):
                stop = self._stops.get(run)
                if stop is not None:
                    stop.set()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65_536)
    except OSError:
        return b""


def _take_standard_streams() -> tuple[int, BinaryIO]:
    """Keep the two pipes to the supervisor out of reach of the jobs and of what they start."""
    orders, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    # Never closed by Python: the pipe ends with the process, when its exit code stands.
    return orders, os.fdopen(answers, "wb", closefd=False)


def _say_ended(out: BinaryIO, run: str, code: int) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.write(2, MARK + run.encode("ascii") + b"\n")
        out.write(encode_line(EndedLine(run, code, memory_held())))
        out.flush()
    except BrokenPipeError:
        return  # The supervisor has gone, which the end of standard input says too.


def memory_held() -> int:
    """The bytes of memory that this process holds."""
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a thousand times in a row
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    import psutil

    held: int = psutil.Process().memory_info().rss
    return held
