"""One worker process as its supervisor has it: started, told what to run, read, and ended."""

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from revroute_desktop.processes.groups import ProcessId, identify, kill_group
from revroute_desktop.processes.limits import Limits, limits_as_json, remove_cgroup
from revroute_desktop.processes.lines import LONGEST_LINE, EndedLine, Line, RunLine, decode_line, encode_line
from revroute_desktop.processes.worker import MARK, WORKER

LOG_LINES = 500
"""Lines of a job's log that are kept; older ones make room."""

LOG_WIDTH = 2_000
"""Characters of one line of a log that are kept."""

_TAIL = 64 * 1024
_BLOCK = 4096


def program() -> list[str]:
    """The command that starts this program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "revroute_desktop"]


@dataclass(frozen=True, slots=True)
class Died:
    """The worker has ended: its exit code, negative for a signal."""

    code: int


Told = Line | Died


class WorkerProcess:
    """A running worker. `tell` is called on threads of its own with what it says, and last that it died."""

    def __init__(
        self,
        command: Sequence[str],
        limits: Limits,
        tell: Callable[["WorkerProcess", Told], None],
        number: int = 1,
    ) -> None:
        """Starts the program as a worker; raises OSError where that is not possible."""
        self.number = number
        self.limits = limits
        self.jobs = 0
        self._tell = tell
        # A session of its own: Ctrl+C in the terminal that started the console is the console's to handle.
        self._process = subprocess.Popen(
            [*command, WORKER, limits_as_json(limits)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name != "nt",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.id = identify(self.pid) or ProcessId(self.pid, "")
        self._lock = threading.Lock()
        self._tail: deque[bytes] = deque(maxlen=_TAIL // _BLOCK)
        self._log: deque[tuple[float, str]] = deque(maxlen=LOG_LINES)
        self._ended: EndedLine | None = None
        self._marked = ""
        self._gone = False
        self._errors = threading.Thread(target=self._read_errors, name=f"errors of {self.pid}", daemon=True)
        self._answers = threading.Thread(
            target=self._read_answers, name=f"answers of {self.pid}", daemon=True
        )
        self._errors.start()
        self._answers.start()

    @property
    def pid(self) -> int:
        """The worker's process number, which is also that of its group."""
        return self._process.pid

    def run(self, order: RunLine) -> None:
        """Hand over a job; the worker must be free."""
        self.jobs += 1
        self._tail.clear()
        self.say(order)

    def say(self, line: Line) -> None:
        """Tell the worker something; one that has died says so by itself."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            self._process.stdin.write(encode_line(line))
            self._process.stdin.flush()

    def dismiss(self) -> None:
        """Say that there will be no more jobs: the worker ends after its chunk."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()

    def kill(self) -> None:
        """End the worker and all that it started at once."""
        with self._lock:
            if not self._gone:
                kill_group(self.pid)

    def join(self) -> None:
        """Wait for the worker's end and for that of the threads that read it."""
        self._answers.join()

    @property
    def has_log(self) -> bool:
        """Whether lines came since they were last taken."""
        return bool(self._log)

    def take_log(self) -> list[tuple[float, str]]:
        """The lines that came since the last call, each with the seconds of its time; the newest 500."""
        with self._lock:
            taken = list(self._log)
            self._log.clear()
        return taken

    def stderr_tail(self) -> str:
        """The last of what was written beside the lines since the job began."""
        return b"".join(list(self._tail)).decode("utf-8", "replace")

    def _read_answers(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            while data := answers.readline(LONGEST_LINE):
                if not data.endswith(b"\n") and len(data) == LONGEST_LINE:
                    _skip_line(answers)
                    continue
                line = decode_line(data)
                if isinstance(line, EndedLine):
                    self._end_of_run(ended=line)
                elif line is not None:
                    self._tell(self, line)
        self._bury()

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        left = b""
        with self._process.stderr as stream:
            while block := os.read(stream.fileno(), _BLOCK):
                *lines, left = (left + block).split(b"\n")
                for line in lines:
                    self._take_error_line(line)
                if len(left) >= _BLOCK:
                    self._take_error_line(left)
                    left = b""
        if left:
            self._take_error_line(left, ending=b"")

    def _take_error_line(self, data: bytes, ending: bytes = b"\n") -> None:
        text, mark, run = data.partition(MARK)
        if text or not mark:
            self._tail.append(text + ending)
            with self._lock:
                self._log.append((time.time(), text.decode("utf-8", "replace")[:LOG_WIDTH]))
        if mark:
            self._end_of_run(marked=run.decode("ascii", "replace"))

    def _end_of_run(self, ended: EndedLine | None = None, marked: str = "") -> None:
        """A run is over when both streams have said so: then its log is whole."""
        with self._lock:
            self._ended = ended or self._ended
            self._marked = marked or self._marked
            both = self._ended if self._ended is not None and self._ended.run == self._marked else None
            if both is not None:
                self._ended = None
        if both is not None:
            self._tell(self, both)

    def _bury(self) -> None:
        """The worker has ended or is about to: nothing of its group is left when this returns."""
        if hasattr(os, "waitid"):
            # Not reaped yet, so that the number of its group stays its own until the group has been killed.
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        self.kill()
        with self._lock:
            self._gone = True
        code = self._process.wait()
        # What left the group may hold the pipe open; what it says is nobody's.
        self._errors.join(timeout=1.0)
        self.dismiss()
        remove_cgroup(self.pid)
        self._tell(self, Died(code))


def _skip_line(output: IO[bytes]) -> None:
    while (data := output.readline(_BLOCK)) and not data.endswith(b"\n"):
        pass
