"""Reading of logs in a process aside, so that parsing and writing use two processors."""

import gc
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Final, TypeAlias

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.judged import Judge, Rules
from revroute_desktop.traffic.reading.batches import (
    BATCH_LINES,
    NOTHING_KNOWN,
    Batch,
    Format,
    Known,
    read_log,
)

_AHEAD: Final = 2
"""Batches that may wait to be written."""
_ENDING: Final = 5.0
"""Seconds that a process whose pipe has closed may take to end."""

_Message: TypeAlias = Batch | UserError | None
"""None: the file has ended."""


class ReaderAside:
    """A process that reads files one after the other. Use it in a `with` block."""

    def __init__(self, rules: Rules) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, rules), name="log reader", daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> "ReaderAside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing the pipe ends it between two batches; a batch that is being made is not waited for.
        self._process.terminate()
        self._process.join()
        self._pipe.close()

    def read(
        self,
        path: Path,
        format: Format,
        *,
        known: Known = NOTHING_KNOWN,
        batch_lines: int = BATCH_LINES,
        wait_for_end: bool = False,
    ) -> Iterator[Batch]:
        """Yield a file in batches, as `read_log` does."""
        self._pipe.send((path, format, known, batch_lines, wait_for_end))
        messages: Queue[_Message | BaseException] = Queue(_AHEAD)
        ended = threading.Event()
        thread = threading.Thread(
            target=self._receive, args=(messages, ended), name="log batches", daemon=True
        )
        thread.start()
        try:
            while (message := messages.get()) is not None:
                if isinstance(message, BaseException):
                    raise message
                yield message
        finally:
            # Whoever stops early leaves a batch in the way of the thread that fills the queue.
            ended.set()
            with suppress(Empty):
                while True:
                    messages.get_nowait()

    def _receive(self, messages: "Queue[_Message | BaseException]", ended: threading.Event) -> None:
        message: _Message | BaseException = None
        while not ended.is_set():
            try:
                message = self._pipe.recv()
            except (EOFError, OSError):
                message = self._why_ended()
            messages.put(message)
            if not isinstance(message, Batch):
                return

    def _why_ended(self) -> BaseException:
        self._process.join(_ENDING)
        code = self._process.exitcode
        if code is not None and code < 0:
            return UserError(
                "The process that reads the log was ended from outside, perhaps for want of memory; the same "
                "command goes on from there."
            )
        return RuntimeError("the process that reads the log ended before the log did")


def _work(pipe: Connection, rules: Rules) -> None:
    # The parent hears Ctrl+C and says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Batches hold no cycles, and looking for some takes a third of the time.
    gc.disable()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        judge: Judge | None = None
        while True:
            path, format, known, batch_lines, wait_for_end = pipe.recv()
            try:
                judge = judge or Judge(rules)
                for batch in read_log(
                    path,
                    format,
                    judge=judge,
                    known=known,
                    batch_lines=batch_lines,
                    wait_for_end=wait_for_end,
                ):
                    pipe.send(batch)
            except UserError as error:
                pipe.send(error)
            else:
                pipe.send(None)


def worth_it(total_size: int) -> bool:
    """Whether a log of so many bytes is read sooner by two processes; starting one takes half a second."""
    return total_size > 32 * 2**20 and (os.cpu_count() or 1) > 1
