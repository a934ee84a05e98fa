"""The side of one worker: it is handed its task on standard input, and says what it does on standard output.

In come the task and the instant to start at, a line each; the end of the input is the wish to stop, so that a
worker whose parent has died stops too. Out go "ready", each interval, and why it ended.
"""

import gc
import ipaddress
import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.engine import STOPPED, Engine
from revroute_desktop.traffic.load.handover import Handover, from_line
from revroute_desktop.traffic.load.serve import run_loop
from revroute_desktop.traffic.load.snapshot import Snapshot, to_json
from revroute_desktop.traffic.load.target.ownership import NotOwned, prove
from revroute_desktop.traffic.load.target.resolver import SystemResolver
from revroute_desktop.work import StopAsked

_CLOSE_SECONDS_MAX: Final = 3.0


def work(source: int, out: BinaryIO, stop_asked: StopAsked) -> str | None:
    """Do what the parent at the other end of `source` hands over; return why it ended early, if it did.

    Raises UserError where there is no parent, or the target is not proved to be the operator's.
    """
    inbox = _Inbox(source)
    line = inbox.line()
    try:
        handover = from_line(line)
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(
            "This command is started by `revroute traffic run` alone, which hands it its task; run that."
        ) from error
    outbox = _Outbox(out)
    try:
        _raise_open_files(handover.scenario.limits.connections)
        gc.collect()
        # What is loaded now stays; looking through it again and again would only make requests late.
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        return run_loop(_run(handover, inbox, outbox, stop_asked))
    finally:
        outbox.close()


async def _run(handover: Handover, inbox: "_Inbox", outbox: "_Outbox", stop_asked: StopAsked) -> str | None:
    await _see_that_it_is_owned(handover)

    def stops() -> bool:
        return stop_asked() or inbox.ended or outbox.broken

    def report(snapshot: Snapshot) -> None:
        outbox.say({"type": "interval", "value": to_json(snapshot)})

    engine = Engine(handover.scenario, handover.share, report=report, stop_asked=stops)
    outbox.say({"type": "ready"})
    line = inbox.line()
    reason = STOPPED if not line else await engine.run(float(line))
    outbox.say({"type": "end", "reason": reason})
    # An event loop whose sockets ran out may never close; no worker stays behind for that.
    last_resort = threading.Timer(_CLOSE_SECONDS_MAX, os._exit, (1,))
    last_resort.daemon = True
    last_resort.start()
    return reason


async def _see_that_it_is_owned(handover: Handover) -> None:
    """Look once more, so that no worker can be made to send where the operator has no say."""
    target, address = handover.scenario.target, handover.share.address
    if ipaddress.ip_address(address.partition("%")[0]).is_loopback:
        return
    if handover.token is None:
        raise NotOwned(f"{target.origin} ({address}) is not proved to be yours; verify the target first.")
    await prove(target, handover.token, SystemResolver(), address=address, run=handover.share.run)


def _raise_open_files(connections: int) -> None:
    """Allow as many open files as the system lets this process have, up to what the run can need."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + 256
    if soft != resource.RLIM_INFINITY and soft < wanted:
        bounded = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (bounded, hard))


class _Inbox:
    """Lines from the parent, read on a thread aside; `ended` once it hung up."""

    def __init__(self, source: int) -> None:
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.ended = False
        threading.Thread(target=self._read, args=(source,), name="inbox", daemon=True).start()

    def line(self) -> bytes:
        """Wait for the next line; empty at the end."""
        return b"" if self.ended and self._lines.empty() else self._lines.get()

    def _read(self, source: int) -> None:
        rest = b""
        # Read past Python's buffered stdin, whose lock a daemon thread would hold while the program ends.
        try:
            while data := os.read(source, 1 << 16):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self._lines.put(line)
        except OSError:
            pass
        self.ended = True
        self._lines.put(b"")


class _Outbox:
    """Lines to the parent, written on a thread aside, so that a slow reader does not hold requests up."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.broken = False
        self._thread = threading.Thread(target=self._write, name="outbox", daemon=True)
        self._thread.start()

    def say(self, value: dict[str, object]) -> None:
        """Send one line."""
        self._lines.put(json.dumps(value).encode("ascii") + b"\n")

    def close(self) -> None:
        """Wait until all is written, a second at most."""
        self._lines.put(None)
        self._thread.join(timeout=1.0)

    def _write(self) -> None:
        write: Callable[[bytes], int] = self._out.write
        while (line := self._lines.get()) is not None:
            try:
                write(line)
                self._out.flush()
            except (BrokenPipeError, ValueError):
                # Nobody listens any more, so there is nobody to make load for.
                self.broken = True
                return
