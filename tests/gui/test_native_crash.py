"""A crash below Python, as in Qt, leaves a report that the next start speaks of."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from revroute_desktop.console.session import load_session, session_file
from revroute_desktop.processes.crash_report import crash_reports, native_text

_CHILD = """
import ctypes, sys
from functools import partial
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from revroute_desktop.console import app

def crashes_here():
    ctypes.string_at(0)

def made(begin, arguments):
    application = begin(arguments)
    act = crashes_here if sys.argv[1] == "crash" else QApplication.closeAllWindows
    QTimer.singleShot(800, act)
    return application

app.make_application = partial(made, app.make_application)
sys.exit(app.run(None))
"""


def _start(what: str, folder: Path) -> int:
    script = folder / "child.py"
    script.write_text(_CHILD, encoding="utf-8")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, str(script), what], env=env, capture_output=True, timeout=60, check=False
    ).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="a crash there ends with a code of its own")
def test_a_crash_below_python_is_reported_once_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "payee-4711" / "books" / "here" / "there"
    folder.mkdir(parents=True)
    assert _start("crash", folder) == -signal.SIGSEGV
    assert crash_reports() == []
    assert _start("close", folder) == 0
    [report] = crash_reports()
    text = report.read_text(encoding="utf-8")
    assert "Fatal Python error: Segmentation fault" in text
    assert "in crashes_here" in text
    assert "payee-4711" not in text
    assert load_session(session_file()).crash_seen == report.name
    assert _start("close", folder) == 0
    assert crash_reports() == [report]
    assert [path.name for path in report.parent.iterdir()] == [report.name]


def test_a_report_of_a_crash_below_python_keeps_places_and_nothing_else() -> None:
    said = (
        "Fatal Python error: Aborted\n\nCurrent thread 0x00007f2a (most recent call first):\n"
        '  File "/home/ada/books/payee/console/app.py", line 3 in run\n  secret words\n'
        "Extension modules: numpy (total: 1)\n"
    )
    lines = native_text(said).splitlines()[2:]
    assert lines == [
        "Fatal Python error: Aborted",
        "Current thread 0x00007f2a",
        "  payee/console/app.py:3 in run",
    ]
    assert native_text("") == ""
