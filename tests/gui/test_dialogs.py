"""A dialog waits for its act, and one that a person closes meanwhile stays closed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.dialog import Dialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


class Asking(Dialog):
    """A dialog without fields."""

    def problem(self) -> str:
        return ""


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> Iterator[Asking]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Asking(look, window, "Ask", "About nothing.", "Do it")
    made.ask()
    yield made
    window.close()


def test_an_act_that_is_refused_can_be_done_again(dialog: Asking) -> None:
    dialog.act.click()
    assert dialog.waiting
    dialog.refuse("Not so.")
    assert not dialog.waiting and dialog.fault.text() == "Not so." and not dialog.over
    dialog.accept()
    assert dialog.over


def test_an_answer_that_comes_after_it_was_closed_finds_nothing_to_do(dialog: Asking) -> None:
    dialog.act.click()
    dialog.reject()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert not isValid(dialog) and dialog.over
    dialog.accept()
    dialog.refuse("Too late.")
