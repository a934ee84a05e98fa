"""The watch over the workspace's file: a change is told soon, many changes no more than twice a second."""

import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QLocale, QObject
from pytestqt.qtbot import QtBot

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.books.file_watch import FileWatch
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.workspace import create
from revroute_desktop.workspace.settings import remember_setting


def test_a_change_is_told_soon_and_those_that_follow_it_together(tmp_path: Path, qtbot: QtBot) -> None:
    path, told, parent, reads = tmp_path / "watched.revroute", [], QObject(), Reads()
    with create(path, zone="UTC", name="watched", actor="ada") as workspace:
        watch = FileWatch(Books(workspace, reads, QLocale(QLocale.Language.English)), parent)
        watch.changed.connect(lambda: told.append(time.monotonic()))
        watch.look()
        qtbot.waitUntil(lambda: not reads.busy)
        watch.begin()
        qtbot.wait(400)
        assert not told, "nothing has changed yet"
        for number in range(5):
            remember_setting(workspace, "watched", {"number": number})
            qtbot.wait(150)
        qtbot.waitUntil(lambda: len(told) >= 2)
        qtbot.wait(600)
        watch.stop()
        reads.close()
    assert min(after - before for before, after in pairwise(told)) >= 0.45
