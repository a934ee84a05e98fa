"""The workers of a run, seen from their parent: started, given their tasks, heard, and ended."""

import json
import queue
import subprocess
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, Final

from revroute_desktop.errors import UserError
from revroute_desktop.processes.process import program
from revroute_desktop.traffic.load.handover import Handover, to_line
from revroute_desktop.traffic.load.snapshot import Snapshot, from_json

COMMAND: Final = ("traffic", "load-worker", "--quiet")
"""The subcommand that a worker is."""

_LONGEST_LINE: Final = 64 << 20
_TAIL: Final = 40


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker waits for the instant to start at."""

    worker: int


@dataclass(frozen=True, slots=True)
class Interval:
    """What a worker did in one interval."""

    worker: int
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Gone:
    """A worker has ended: `reason` is why it ended early, `error` what kept it from ending well."""

    worker: int
    reason: str | None
    error: str | None


Heard = Ready | Interval | Gone


class Crew:
    """Worker processes; use as a context manager, at whose end none is left."""

    def __init__(self, tasks: list[Handover]) -> None:
        self._tasks = tasks
        self._workers: list[_Worker] = []
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()

    def __enter__(self) -> "Crew":
        try:
            for number, task in enumerate(self._tasks):
                self._workers.append(_Worker(number, task, self._heard))
        except OSError as error:
            self.__exit__()
            raise UserError(
                f"A worker could not be started ({error.strerror}); free memory and run again."
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.hang_up()
        for worker in self._workers:
            worker.end()

    @property
    def pids(self) -> list[int]:
        """Process numbers of the workers."""
        return [worker.pid for worker in self._workers]

    def start(self, at: float) -> None:
        """Let all of them start at an instant of `time.perf_counter`, which all processes share."""
        for worker in self._workers:
            worker.say(f"{at!r}\n".encode("ascii"))

    def stop(self) -> None:
        """Ask all of them to stop; each says once more what it did."""
        for worker in self._workers:
            worker.hang_up()

    def kill(self) -> None:
        """End all of them at once."""
        for worker in self._workers:
            worker.kill()

    def hear(self, seconds: float) -> Heard | None:
        """Return what is said next, None where nothing comes within this time."""
        try:
            return self._heard.get(timeout=seconds)
        except queue.Empty:
            return None


class _Worker:
    def __init__(self, number: int, task: Handover, heard: "queue.SimpleQueue[Heard]") -> None:
        self._number = number
        self._heard = heard
        # It stays in its parent's process group: whoever ends that group ends the workers with it.
        self._process = subprocess.Popen(
            [*program(), *COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._input = self._process.stdin
        self._tail: deque[bytes] = deque(maxlen=_TAIL)
        self._threads = [
            threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True),
            threading.Thread(target=self._keep, args=(self._process.stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self.say(to_line(task))

    @property
    def pid(self) -> int:
        return self._process.pid

    def say(self, line: bytes) -> None:
        # One that is gone already says so on its other side.
        with suppress(OSError, ValueError):
            self._input.write(line)
            self._input.flush()

    def hang_up(self) -> None:
        with suppress(OSError):
            self._input.close()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    def end(self) -> None:
        """Wait for its end; it had its time when this is called, so one that lingers is ended."""
        try:
            self._process.wait(timeout=2.0)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join(timeout=1.0)

    def _listen(self, output: IO[bytes]) -> None:
        with output:
            while line := output.readline(_LONGEST_LINE):
                match _decoded(line):
                    case {"type": "ready"}:
                        self._heard.put(Ready(self._number))
                    case {"type": "interval", "value": value}:
                        self._heard.put(Interval(self._number, from_json(value)))
                    case {"type": "end", "reason": reason}:
                        self._heard.put(Gone(self._number, reason, None))
                        return
        code = self._process.wait()
        self._heard.put(Gone(self._number, None, self._error(code)))

    def _error(self, code: int) -> str:
        """Return why it ended without saying so: its own sentence where it wrote one."""
        # What it wrote last may still be on its way.
        time.sleep(0.05)
        said = b"".join(self._tail).decode("utf-8", "replace").strip()
        if code == 2 and said:
            return said.splitlines()[-1]
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"Worker {self._number + 1} of the load ended unexpectedly ({how}); the run was stopped."

    def _keep(self, errors: IO[bytes]) -> None:
        with errors:
            while line := errors.readline(4096):
                self._tail.append(line)


def _decoded(line: bytes) -> Any:
    """Return what a line says; None where it is something else, such as a library's own output."""
    try:
        return json.loads(line)
    except ValueError:
        return None
