"""What this machine remembers of each log outside its file.

Whoever can write the file can put an older one in its place. So the size and root of each log are kept in the
person's state folder (REVROUTE_STATE_DIR names another), and a file that falls behind them is noticed.
"""

import json
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from revroute_desktop.audit.merkle import HASH_SIZE
from revroute_desktop.workspace.log import Head
from revroute_desktop.workspace.problems import WorkspaceError


@dataclass(frozen=True, slots=True)
class Remembered:
    """The newest state of a log that this machine has seen, and the newest checkpoint, if any was made."""

    head: Head
    checkpoint: str | None


@dataclass(frozen=True, slots=True)
class Writer:
    """Who holds the file for writing: process, what it does, since when (microseconds UTC)."""

    pid: int
    action: str
    since: int


def state_folder() -> Path:
    """Where the program keeps what it remembers between runs."""
    named = os.environ.get("REVROUTE_STATE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("revroute", appauthor=False)


def recall(uuid: str) -> Remembered | None:
    """What is remembered of a log; None where this machine has never seen it.

    Raises WorkspaceError where the note cannot be read: to take it as "never seen" would hide a rollback.
    """
    path = _log_path(uuid)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        head = Head(int(found["size"]), bytes.fromhex(found["root"]))
        checkpoint = found["checkpoint"]
        if len(head.root) != HASH_SIZE or head.size < 0 or not isinstance(checkpoint, str | None):
            raise ValueError
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise WorkspaceError(
            f"What this machine remembers of the workspace cannot be read from {path}: mend the file, or "
            "delete it to open the workspace as if for the first time here."
        ) from None
    return Remembered(head, checkpoint)


def remember(uuid: str, head: Head, *, backwards: bool = False) -> None:
    """Notes the state of a log after a commit; an older state replaces a newer only when `backwards` is said.

    Raises WorkspaceError, as all that writes here does, where the state folder cannot be written.
    """
    known = recall(uuid)
    if known is not None and known.head.size > head.size and not backwards:
        # Another process committed after us and was faster to note it.
        return
    _write(uuid, Remembered(head, None if known is None or backwards else known.checkpoint))


def remember_checkpoint(uuid: str, head: Head, note: str) -> None:
    """Notes a signed checkpoint of the log at `head`."""
    known = recall(uuid)
    newest = head if known is None or known.head.size < head.size else known.head
    _write(uuid, Remembered(newest, note))


def forget(uuid: str) -> None:
    """Drops what is noted of a log whose file was made for a moment and is deleted for good."""
    with suppress(OSError):
        _log_path(uuid).unlink(missing_ok=True)


def announce_writer(uuid: str, action: str, now: int) -> None:
    """Lets others see who holds the file."""
    _replace(_writer_path(uuid), json.dumps({"pid": os.getpid(), "action": action, "since": now}))


def retract_writer(uuid: str) -> None:
    """Takes the announcement back."""
    # What stays there names a process that no longer writes: wrong, but in no sentence that stops anybody.
    with suppress(OSError):
        _writer_path(uuid).unlink(missing_ok=True)


def current_writer(uuid: str) -> Writer | None:
    """Who announced to hold the file; None where nobody did, or that process has ended."""
    try:
        found = json.loads(_writer_path(uuid).read_text(encoding="utf-8"))
        writer = Writer(int(found["pid"]), str(found["action"]), int(found["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    import psutil

    return writer if psutil.pid_exists(writer.pid) else None


def clock_text(at: int) -> str:
    """An instant in microseconds UTC as a person reads it."""
    return datetime.fromtimestamp(at // 1_000_000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _log_path(uuid: str) -> Path:
    return state_folder() / "logs" / f"{uuid}.json"


def _writer_path(uuid: str) -> Path:
    return state_folder() / "logs" / f"{uuid}.writer"


def _write(uuid: str, known: Remembered) -> None:
    note = {
        "uuid": uuid,
        "size": known.head.size,
        "root": known.head.root.hex(),
        "checkpoint": known.checkpoint,
    }
    _replace(_log_path(uuid), json.dumps(note))


def _replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise WorkspaceError(
            f"The folder {path.parent}, in which this machine remembers the state of the log, cannot be "
            f"written ({error.strerror}): make it writable and try again."
        ) from error
