"""The demo from the first screen: made aside with its progress in sight, stopped, opened when it is ready."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot
from tests.gui.conftest import Desk

from revroute_desktop.console.demo import DemoMaking, demo_path
from revroute_desktop.console.session import Session
from revroute_desktop.console.theme.look import Look

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_demo_shows_its_progress_blocks_no_reads_and_can_be_stopped(desks: Callable[..., Desk]) -> None:
    desk = desks()
    desk.begin(None)
    first = desk.window.first_run
    first._demo.click()
    assert desk.console.demo.is_making and not desk.reads.busy
    assert first._making.isVisible() and first._demo.accessibleName() == "Stop making the demo"
    answers: list[int] = []
    desk.reads.ask("test", lambda: 7, answers.append)
    desk.reads.ask("test.slow", lambda: 8, answers.append, slow=True)
    desk.qtbot.waitUntil(lambda: len(answers) == 2, timeout=5_000)
    desk.qtbot.waitUntil(lambda: "importing" in first._making._words.text(), timeout=60_000)
    assert "Making the demo workspace" in desk.window.status.saying("balanced").text
    first._demo.click()
    desk.qtbot.waitUntil(lambda: not desk.console.demo.is_making, timeout=30_000)
    assert not first._making.isVisible() and first._demo.text() == "Start the demo"
    assert not demo_path().exists() and desk.console.books is None


def test_a_demo_that_is_there_is_opened_at_once(desks: Callable[..., Desk], books_file: Path) -> None:
    demo_path().parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(books_file, demo_path())
    desk = desks()
    desk.begin(None)
    desk.window.first_run._demo.click()
    desk.qtbot.waitUntil(lambda: desk.console.books is not None, timeout=10_000)
    desk.rest()
    assert desk.console.books.workspace.path == demo_path() and not desk.console.demo.is_making


def test_who_has_opened_other_books_meanwhile_keeps_them(desk: Desk) -> None:
    path = desk.console.books.workspace.path
    desk.console.demo._on_made(demo_path())
    assert desk.console.books.workspace.path == path
    assert desk.notices.said[0].does == ("workspace", str(demo_path()))


def test_a_demo_that_cannot_be_made_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QObject()
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    making = DemoMaking(blocked / "demo.revroute", parent)
    said: list[str] = []
    making.failed.connect(said.append)
    making.start()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].endswith(".")


def test_a_demo_in_the_making_ends_with_the_window(look: Look, qtbot: QtBot) -> None:
    desk = Desk(look, qtbot, Session(), None)
    desk.begin(None)
    desk.window.first_run._demo.click()
    process = desk.console.demo._making._process
    assert process.waitForStarted(10_000)
    number = process.processId()
    desk.end()
    assert process.state() is QProcess.ProcessState.NotRunning
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert not demo_path().exists() and not desk.notices.said
