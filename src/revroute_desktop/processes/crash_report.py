"""Crash reports: one local file a crash that says where the program failed and nothing of the books.

A report holds the kind of error and the places in the code that led to it, no message and no values: those
may quote a row, a name or a secret.
"""

import platform
import sys
import time
import traceback
from pathlib import Path

from revroute_desktop import __version__
from revroute_desktop.workspace.memory import state_folder

KEPT_MAX = 20


def save_crash(error: BaseException) -> Path | None:
    """Write a report of an error and return where it lies; None where the disk does not take it."""
    folder = state_folder() / "crashes"
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"crash-{stamp}-{time.time_ns() % 10**9:09d}.txt"
        path.write_text(crash_text(error), encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT_MAX]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def crash_reports() -> list[Path]:
    """Return the reports that are kept on this machine, newest first."""
    try:
        return sorted((state_folder() / "crashes").glob("crash-*.txt"), reverse=True)
    except OSError:
        return []


def crash_text(error: BaseException) -> str:
    """Return the report: versions, kinds of error from the outermost cause inwards, and code places."""
    lines = [
        f"RevRoute Desktop {__version__}, Python {platform.python_version()}, {sys.platform}",
        "",
    ]
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        for frame in traceback.extract_tb(cause.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
        if cause is not None:
            lines.append("caused by")
    return "\n".join(lines) + "\n"


def _short(filename: str) -> str:
    """Return the end of a path, which tells the module and not whose machine it is."""
    return "/".join(Path(filename).parts[-3:])
