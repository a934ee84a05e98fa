"""Crash reports: one local file a crash that says where the program failed and nothing of the books.

A report holds the kind of error and the places in the code that led to it, no message and no values: those
may quote a row, a name or a secret.
"""

import faulthandler
import os
import platform
import re
import sys
import time
import traceback
from pathlib import Path
from typing import TextIO

from revroute_desktop import __version__
from revroute_desktop.workspace.memory import state_folder

KEPT_MAX = 20
_PLACE = re.compile(r'\s*File "(.*)", line (\d+) in (.*)')
_HEAD = re.compile(
    r"(Fatal Python error: [\w ]+|Windows fatal exception: [\w ]+|(Current t|T)hread 0x[0-9a-f]+)"
)


def save_crash(error: BaseException) -> Path | None:
    """Write a report of an error and return where it lies; None where the disk does not take it."""
    return _save(crash_text(error))


class NativeWatch:
    """Has a crash below Python, as in Qt, leave the places of all threads in a file of this process.

    The next start makes a report of it. `end` is called when the program ends as it should.
    """

    def __init__(self) -> None:
        self._file: TextIO | None = None
        self._path = _folder() / f"native-{os.getpid()}.txt"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._file)

    def end(self) -> None:
        """Watch no more: nothing has crashed."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)


def take_native() -> list[Path]:
    """Make reports of what processes left that crashed below Python; returns the new ones."""
    made = []
    try:
        for path in sorted(_folder().glob("native-*.txt")):
            if _lives(path):
                continue
            places = native_text(path.read_text(encoding="utf-8", errors="replace"))
            path.unlink(missing_ok=True)
            report = _save(places) if places else None
            if report is not None:
                made.append(report)
    except OSError:
        return made
    return made


def native_text(said: str) -> str:
    """Return the report of a crash below Python: its kind and the places of the code, nothing else."""
    lines = []
    for line in said.splitlines():
        place, head = _PLACE.match(line), _HEAD.match(line)
        if place is not None:
            lines.append(f"  {_short(place[1])}:{place[2]} in {place[3]}")
        elif head is not None:
            lines.append(head[1])
    return "\n".join([_versions(), "", *lines]) + "\n" if lines else ""


def _lives(path: Path) -> bool:
    """Whether the process that made a file still runs; another may have got its number since."""
    # Rarely needed: the first pane must not wait for it.
    import psutil

    number = path.stem.partition("-")[2]
    try:
        return number.isdigit() and psutil.Process(int(number)).create_time() <= path.stat().st_mtime
    except psutil.Error:
        return False


def _folder() -> Path:
    return state_folder() / "crashes"


def _save(text: str) -> Path | None:
    folder = _folder()
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"crash-{stamp}-{time.time_ns() % 10**9:09d}.txt"
        path.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT_MAX]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def crash_reports() -> list[Path]:
    """Return the reports that are kept on this machine, newest first."""
    try:
        return sorted(_folder().glob("crash-*.txt"), reverse=True)
    except OSError:
        return []


def crash_text(error: BaseException) -> str:
    """Return the report: versions, kinds of error from the outermost cause inwards, and code places."""
    lines = [_versions(), ""]
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


def _versions() -> str:
    return f"RevRoute Desktop {__version__}, Python {platform.python_version()}, {sys.platform}"


def _short(filename: str) -> str:
    """Return the end of a path, which tells the module and not whose machine it is."""
    return "/".join(Path(filename).parts[-3:])
