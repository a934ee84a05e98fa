"""How a tab asks: what follows the file waits for the lane's older question, and its newest is asked then."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from tests.gui.conftest import Desk

from revroute_desktop.console.panes import tab
from revroute_desktop.console.theme.look import Look
from revroute_desktop.workspace import Sql

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


class Asker:
    """A tab whose first question takes until `gate` is set; `answers` are those that were shown."""

    def __init__(self, desk: Desk, look: Look) -> None:
        self.desk = desk
        self.gate, self.begun = threading.Event(), threading.Event()
        self.answers: list[int] = []
        self._parent = QObject()
        self._view = QWidget()
        books = desk.console.books
        assert books is not None
        self.tab = tab.TabPresenter(tab.Desk(look, books.books, True, "test"), self._view, self._parent)
        self.desk.qtbot.addWidget(self._view)

    def ask(self, number: int, *, live: bool = True) -> None:
        self.tab.ask("lane", self._question(number), self.answers.append, live=live)
        assert self.begun.wait(5)

    def ends_with(self, *answers: int) -> None:
        """Let the first question end, and wait for these answers and no others."""
        self.gate.set()
        self.desk.qtbot.waitUntil(lambda: tuple(self.answers) == answers, timeout=5_000)
        self.desk.rest()
        assert tuple(self.answers) == answers and not self.tab.is_asking("lane")

    def _question(self, number: int) -> Callable[[Sql], int]:
        def answer(_sql: Sql) -> int:
            if number <= 1:
                self.begun.set()
                self.gate.wait(10)
            if number <= 0:
                raise RuntimeError("no answer")
            return number

        return answer


@pytest.fixture
def asker(desk: Desk, look: Look) -> Iterator[Asker]:
    made = Asker(desk, look)
    yield made
    made.gate.set()


def test_of_what_waits_the_newest_is_asked_alone(asker: Asker) -> None:
    for number in (1, 2, 3):
        asker.ask(number)
    assert asker.tab.is_asking("lane")
    asker.ends_with(1, 3)


def test_a_wish_of_a_person_takes_the_place_of_both(asker: Asker) -> None:
    asker.ask(1)
    asker.ask(2)
    asker.ask(3, live=False)
    asker.ends_with(3)


def test_what_waits_is_asked_after_a_failure_too(asker: Asker) -> None:
    asker.ask(0)
    asker.ask(2)
    asker.ends_with(2)
