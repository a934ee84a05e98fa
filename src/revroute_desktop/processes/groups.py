"""Processes and their groups: who is still the same one, and stopping, continuing and killing all of a group.

A worker leads a group of its own, so that what it started shares its fate. On Windows, where groups are not
signalled, the process and its descendants are taken one by one; that part is untested.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_STOP_WAIT = 1.0  # seconds within which a stopped process is seen as such


@dataclass(frozen=True, slots=True)
class ProcessId:
    """A process that cannot be taken for a later one of the same number: `since` tells when it began."""

    pid: int
    since: str


def identify(pid: int) -> ProcessId | None:
    """The process of a number; None where there is none, or only what is left of one that has ended."""
    found = _linux_status(pid) if sys.platform == "linux" else _other_status(pid)
    return None if found is None or found[1] in ("Z", "X") else ProcessId(pid, found[0])


def own_id() -> ProcessId:
    """This process."""
    found = identify(os.getpid())
    assert found is not None, "this process is there"
    return found


def is_alive(process: ProcessId) -> bool:
    """Whether the process is there still, and not another with its number."""
    return identify(process.pid) == process


def may_have_left(process: ProcessId) -> bool:
    """Whether children of a process that is gone may be there still, in the group of its number.

    Not where the process ran before the machine's last start, or on another machine: that number is somebody
    else's by now.
    """
    if sys.platform != "linux":
        return identify(process.pid) is None
    return process.since.partition(":")[0] == _boot() and identify(process.pid) is None


def is_stopped(process: ProcessId) -> bool:
    """Whether a signal holds the process."""
    found = _linux_status(process.pid) if sys.platform == "linux" else _other_status(process.pid)
    return found is not None and found[1] == "T"


def suspend_group(leader: int) -> None:
    """Stop a group; returns when its leader stands still, so that none of it holds a lock taken later."""
    if sys.platform == "win32":
        _each(leader, "suspend")
        return
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGSTOP)
    process = identify(leader)
    deadline = time.monotonic() + _STOP_WAIT
    while process is not None and not is_stopped(process) and time.monotonic() < deadline:
        time.sleep(0.001)
        process = identify(leader)


def resume_group(leader: int) -> None:
    """Let a stopped group go on."""
    if sys.platform == "win32":
        _each(leader, "resume")
        return
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGCONT)


def kill_group(leader: int) -> None:
    """End a group at once, stopped or not; none of it is left to write."""
    if sys.platform == "win32":
        _each(leader, "kill")
        return
    if leader <= 1:
        # 0 is the caller's own group, and 1 would mean every process of this user.
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _linux_status(pid: int) -> tuple[str, str] | None:
    """When the process began, in clock ticks after the machine's start, which is named too, and its state."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name in parentheses may hold anything, so what counts stands behind the last one.
    fields = text.rpartition(")")[2].split()
    return f"{_boot()}:{fields[19]}", fields[0]


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()[:8]
    except OSError:
        return ""


def _other_status(pid: int) -> tuple[str, str] | None:
    """As on Linux, told by psutil. Untested on macOS and Windows."""
    import psutil

    try:
        process = psutil.Process(pid)
        with process.oneshot():
            state = process.status()
            begun = f"{process.create_time():.2f}"
    except psutil.Error:
        return None
    known = {psutil.STATUS_ZOMBIE: "Z", psutil.STATUS_DEAD: "X", psutil.STATUS_STOPPED: "T"}
    return begun, known.get(state, "R")


def _each(leader: int, act: str) -> None:
    """Do something to a process and all that descend from it. Windows; untested."""
    import psutil

    with suppress(psutil.Error):
        process = psutil.Process(leader)
        for each in [process, *process.children(recursive=True)]:
            with suppress(psutil.Error):
                getattr(each, act)()
