"""One child process: started, read line by line, stopped politely and then firmly."""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO

from revroute_desktop.processes.lines import LONGEST_LINE, Line, decode_line

_TAIL = 64 * 1024
_BLOCK = 4096


def program() -> list[str]:
    """The command that starts this program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "revroute_desktop"]


class ChildProcess:
    """A running child. `on_line` is called on the thread that calls `run`, in the order of the lines."""

    def __init__(self, command: Sequence[str]) -> None:
        """Starts the command; raises OSError where that is not possible."""
        # A session of its own: Ctrl+C in the terminal that started the console is the console's to handle.
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name != "nt",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._tail: deque[bytes] = deque(maxlen=_TAIL // _BLOCK)
        self._firm: threading.Timer | None = None
        self._lock = threading.Lock()
        self._ended = False

    @property
    def pid(self) -> int:
        """The child's process number."""
        return self._process.pid

    def run(self, on_line: Callable[[Line], None]) -> int:
        """Reads what the child says until it ends; returns its exit code, negative for a signal."""
        assert self._process.stdout is not None and self._process.stderr is not None
        errors = threading.Thread(
            target=self._keep_tail, args=(self._process.stderr,), name=f"stderr of {self.pid}", daemon=True
        )
        errors.start()
        try:
            with self._process.stdout as output:
                while data := output.readline(LONGEST_LINE):
                    if not data.endswith(b"\n") and len(data) == LONGEST_LINE:
                        _skip_line(output)
                        continue
                    line = decode_line(data)
                    if line is not None:
                        on_line(line)
                    else:
                        self._tail.append(data[:_BLOCK])
            return self._process.wait()
        finally:
            self._end(errors)

    def stop(self, grace: float) -> None:
        """Asks the child to stop after its chunk, and kills it if it is still there `grace` seconds later."""
        with self._lock:
            if self._ended or self._firm is not None:
                return
            self._firm = threading.Timer(grace, self.kill)
            self._firm.daemon = True
            self._firm.start()
            self._close_input()
            if os.name != "nt":
                with suppress(ProcessLookupError):
                    self._process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the child at once."""
        with suppress(ProcessLookupError):
            self._process.kill()

    def stderr_tail(self) -> str:
        """The last of what the child wrote beside its lines."""
        return b"".join(self._tail).decode("utf-8", "replace")

    def _keep_tail(self, stream: IO[bytes]) -> None:
        with stream:
            while block := os.read(stream.fileno(), _BLOCK):
                self._tail.append(block)

    def _end(self, errors: threading.Thread) -> None:
        with self._lock:
            self._ended = True
            if self._firm is not None:
                self._firm.cancel()
            self._close_input()
        if self._process.poll() is None:
            self.kill()
            self._process.wait()
        # A grandchild may hold the pipe open; what it says is nobody's.
        errors.join(timeout=1.0)

    def _close_input(self) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()


def _skip_line(output: IO[bytes]) -> None:
    while (data := output.readline(_BLOCK)) and not data.endswith(b"\n"):
        pass
