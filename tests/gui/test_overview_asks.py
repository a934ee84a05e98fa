"""What the overview shows is what the file holds: no change is lost while it looks away or is slow."""
# ruff: noqa: F811 - fixtures are asked for by their names

import threading
from pathlib import Path

import pytest
from tests.gui.conftest import HEAD, Desk
from tests.gui.test_analytics import pane, settle, until  # noqa: F401 - fixtures

from revroute_desktop.console.books.period import Period
from revroute_desktop.console.panes.analytics.overview import answers
from revroute_desktop.console.panes.analytics.overview.presenter import OverviewPresenter
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")

NOVEMBER = Period(12 * 2026 + 10)
NET = "figure:net"


@pytest.fixture
def quiet(pane) -> tuple[Desk, OverviewPresenter]:
    """The overview, told of changes by the test alone; nothing is under way."""
    desk, _, overview = pane
    desk.console.books._watch.stop()
    until(desk, lambda: not overview.is_asking(""))
    return desk, overview


def sell(books_file: Path, tmp_path: Path, name: str) -> None:
    """Another 1,000.00 EUR, imported and routed by someone else."""
    file = tmp_path / f"{name}.csv"
    row = f"stripe,{name},2026-10-15T10:00:00Z,sale,1000.00,EUR,DE,u-{name},,neon-kitten,90\n"
    file.write_text(HEAD + row, encoding="utf-8")
    with open_workspace(books_file) as workspace:
        import_revenue(workspace, file, "generic", actor="other")
        route(workspace, actor="other")


def net(overview: OverviewPresenter) -> int:
    """The net revenue that is shown, in cents."""
    return overview.answers[NET].whole.now.part


def away_and_back(desk: Desk) -> None:
    """Leave the pane before anything could be answered, and come back."""
    desk.console.books.panes.show("audit")
    settle(desk)
    desk.console.books.panes.show("analytics")
    settle(desk)


def test_a_change_of_the_file_is_shown_after_the_pane_was_left(quiet, books_file, tmp_path) -> None:
    desk, overview = quiet
    before = net(overview)
    sell(books_file, tmp_path, "late")
    overview.books_changed()
    away_and_back(desk)
    until(desk, lambda: net(overview) == before + 100_000, 5)


def test_another_period_is_shown_after_the_pane_was_left(quiet) -> None:
    desk, overview = quiet
    desk.console.books.chosen.show(NOVEMBER, "")
    away_and_back(desk)
    wanted = {NET, *(card.id for card in overview.arrangement.cards)}

    def shown() -> set[str]:
        return {at for at, one in overview.answers.items() if one.period == overview.period}

    until(desk, lambda: wanted <= shown(), 5)
    assert overview.period is not None and overview.period.start == overview.span[0]


def test_a_change_during_a_slow_question_is_asked_for_after_it(
    quiet, books_file, tmp_path, monkeypatch
) -> None:
    desk, overview = quiet
    before, gate, asked = net(overview), threading.Event(), []
    answered = answers.answered

    def slow(sql, *, card, looked):
        found = answered(sql, card=card, looked=looked)
        asked.append(card.id)
        if asked.count(card.id) == 1 and card.id == NET:
            gate.wait(10)
        return found

    monkeypatch.setattr(answers, "answered", slow)
    sell(books_file, tmp_path, "first")
    overview.books_changed()
    until(desk, lambda: NET in asked)
    sell(books_file, tmp_path, "second")
    overview.books_changed()
    until(desk, lambda: overview.answers["c0"].whole.now.part == before + 200_000)
    gate.set()
    until(desk, lambda: net(overview) == before + 200_000, 5)
    settle(desk)
    assert asked.count(NET) == 2 and asked.count("c0") <= 2, "only what was put off is asked again"
    assert not overview.is_asking("")


def test_brushing_is_prepared_after_a_second_key_was_picked_quickly(quiet, monkeypatch) -> None:
    desk, overview = quiet
    own, gate, begun = overview._answers, threading.Event(), []
    prepared = len(own._held)
    held = answers._held

    def slow(sql, *, answers, looked):
        begun.append(looked.selection.terms)
        if len(begun) == 1:
            gate.wait(10)
        return held(sql, answers=answers, looked=looked)

    monkeypatch.setattr(answers, "_held", slow)
    overview.select(overview.selection.picked("country", "DE"))
    until(desk, lambda: begun)
    overview.select(overview.selection.picked("country", "FR"))
    until(desk, lambda: not overview.is_asking("card."))
    gate.set()
    until(desk, lambda: len(own._held) == prepared and not overview.is_asking(""), 5)
    assert begun[-1] == (("country", "FR"),) and len(begun) == 2


def test_a_question_that_failed_is_waited_for_no_longer(quiet, monkeypatch) -> None:
    desk, overview = quiet
    answered, broken = answers.answered, []

    def once(sql, *, card, looked):
        if card.id == "c0" and not broken:
            broken.append(card.id)
            raise RuntimeError("no answer")
        return answered(sql, card=card, looked=looked)

    monkeypatch.setattr(answers, "answered", once)
    overview._answers.ask_cards(overview.arrangement.cards[:1], live=False)
    until(desk, lambda: broken)
    until(desk, lambda: not overview.is_asking("card."), 5)
    before = overview.answers["c0"]
    overview._answers.ask_cards(overview.arrangement.cards[:1], live=True)
    until(desk, lambda: overview.answers["c0"] is not before, 5)
