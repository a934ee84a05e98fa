"""Questions aside: newest answer only, quick ones before slow ones, faults as sentences."""

import sys
import threading
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from revroute_desktop.console.crash import report_crashes
from revroute_desktop.console.threads.reads import Reads
from revroute_desktop.errors import UserError


@pytest.fixture
def reads(qtbot: QtBot) -> Iterator[Reads]:
    made = Reads()
    yield made
    made.close()


def test_a_stale_answer_is_dropped(reads: Reads, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers = []
    reads.ask("rows", lambda: gate.wait(5) and "old", answers.append)
    reads.ask("rows", lambda: "new", answers.append)
    qtbot.waitUntil(lambda: answers == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: not reads.busy)
    assert answers == ["new"]


def test_an_answer_that_came_too_late_can_be_closed(reads: Reads, qtbot: QtBot) -> None:
    gate, begun = threading.Event(), threading.Event()
    seen: list[str] = []
    closed: list[str] = []

    def first() -> str:
        begun.set()
        gate.wait(5)
        return "first"

    reads.ask("books", first, seen.append, unwanted=closed.append)
    assert begun.wait(5)
    reads.ask("books", lambda: "second", seen.append, unwanted=closed.append)
    gate.set()
    qtbot.waitUntil(lambda: not reads.busy)
    assert (seen, closed) == (["second"], ["first"])


def test_a_quick_question_does_not_wait_behind_slow_ones(reads: Reads, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers = []
    for number in range(4):
        reads.ask(f"scan {number}", lambda: gate.wait(5), lambda _answer: None, slow=True)
    reads.ask("page", lambda: "page", answers.append)
    qtbot.waitUntil(lambda: answers == ["page"])
    gate.set()
    qtbot.waitUntil(lambda: not reads.busy)


def test_bad_input_is_told_in_its_own_words(reads: Reads, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise UserError("The file has moved: choose it again.")

    with qtbot.waitSignal(reads.failed) as told:
        reads.ask("rows", refuse, lambda _answer: None)
    assert told.args == ["The file has moved: choose it again."]


def test_a_bug_is_reported_without_its_values(reads: Reads, qtbot: QtBot, tmp_path: Path) -> None:
    def fail() -> None:
        raise ValueError("payer ada@example.org")

    with qtbot.waitSignal(reads.failed) as told:
        reads.ask("rows", fail, lambda _answer: None)
    assert told.args[0].startswith("The program met a fault of its own")
    (report,) = (tmp_path / "state" / "crashes").glob("*.txt")
    assert "ValueError" in report.read_text(encoding="utf-8")
    assert "ada@" not in report.read_text(encoding="utf-8") + told.args[0]


def test_what_no_one_has_caught_is_said_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    said = []
    report_crashes(said.append)
    sys.excepthook(KeyError, KeyError("x"), None)
    assert said[0].startswith("The program met a fault of its own")


def test_after_draining_no_answer_comes(reads: Reads, qtbot: QtBot) -> None:
    answers = []
    reads.ask("rows", lambda: 1, answers.append)
    reads.drain()
    qtbot.wait(20)
    assert answers == []


class _Asking:
    """A question that can be told to have gone."""

    def __call__(self) -> int:
        return 1


def test_an_answered_question_is_let_go_with_all_that_it_holds(reads: Reads, qtbot: QtBot) -> None:
    held = []
    for lane in ("rows", "rows", "sums"):
        asking = _Asking()
        held.append(weakref.ref(asking))
        reads.ask(lane, asking, lambda _answer: None)
        reads.write(asking, lambda _answer: None)
        del asking
    qtbot.waitUntil(lambda: not reads.busy)
    assert [one() for one in held] == [None, None, None]


def test_a_dropped_question_is_let_go_too(reads: Reads, qtbot: QtBot) -> None:
    gate = threading.Event()
    asking = _Asking()
    held = weakref.ref(asking)
    reads.ask("scan", partial(gate.wait, 5), lambda _answer: None, slow=True)
    reads.ask("rows", asking, lambda _answer: None, slow=True)
    del asking
    left: list[None] = []
    reads.leave(lambda: None, left.append)
    gate.set()
    qtbot.waitUntil(lambda: left == [None])
    assert held() is None
