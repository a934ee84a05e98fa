"""The plans tab: drafts that save themselves, the live check, diffs, publishing, and kept simulations."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.conftest import Desk

from revroute_desktop.console.panes.routing.models import plan_state
from revroute_desktop.console.panes.routing.plan_dialogs import (
    CompareDialog,
    PublishDraftDialog,
    SimulateDraftDialog,
)
from revroute_desktop.console.panes.routing.view import PLANS, SIMULATIONS, RoutingView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.routing.plans.drafts import list_drafts
from revroute_desktop.routing.plans.pages import PlanRow, ruled_days, ruling_on
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(desk: Desk) -> RoutingView:
    found = cast(RoutingView, desk.console.books.panes.view("routing"))
    found.head.tabs.choose(PLANS)
    desk.rest()
    return found


def begin_draft(desk: Desk, view: RoutingView) -> None:
    view.plans.edit_button.click()
    desk.qtbot.waitUntil(lambda: not view.plans.code.isReadOnly(), timeout=10_000)
    desk.rest()


def type_text(desk: Desk, view: RoutingView, text: str) -> None:
    """Put a text into the editor and wait until it is saved and checked."""
    view.plans.code.setPlainText(text)
    desk.console.books.made.routing.plans.editing.keep()
    desk.rest()


def test_a_draft_saves_itself_and_says_what_is_wrong_and_where(
    desk: Desk, view: RoutingView, books_file: Path
) -> None:
    assert view.plans.code.isReadOnly() and view.plans_model.rowCount() == 1
    begin_draft(desk, view)
    assert view.plans_model.rowCount() == 2
    assert view.plans.verdict.text().endswith("no findings.")
    text = view.plans.code.toPlainText()
    tester = QAbstractItemModelTester(
        view.plans.findings_model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    broken = text.replace("routes:", "rotes:", 1)
    type_text(desk, view, broken)
    assert view.plans.findings_model.rowCount() > 0
    assert not view.plans.publish_draft_button.isEnabled()
    view.plans.findings.selectRow(0)
    desk.rest()
    line = view.plans.findings_model.key(0)[1]
    assert view.plans.code.textCursor().blockNumber() == line - 1
    assert view.plans.code.extraSelections()
    with open_workspace(books_file) as workspace:
        assert list_drafts(workspace)[0].text == broken
    type_text(desk, view, text)
    assert view.plans.findings_model.rowCount() == 0
    assert tester.model() is view.plans.findings_model
    view.plans.discard_button.click()
    desk.qtbot.waitUntil(lambda: view.plans_model.rowCount() == 1, timeout=10_000)
    desk.rest()
    assert view.plans.code.isReadOnly()


def test_who_leaves_a_draft_and_comes_back_at_once_goes_on_with_what_was_typed(
    desk: Desk, view: RoutingView
) -> None:
    begin_draft(desk, view)
    typed = view.plans.code.toPlainText() + "# more to come\n"
    view.plans.code.setPlainText(typed)
    view.plans.table.selectRow(1)
    assert view.plans.code.toPlainText() != typed, "a published version is shown"
    view.plans.table.selectRow(0)
    assert view.plans.code.toPlainText() == typed
    desk.rest()
    assert view.plans.code.toPlainText() == typed


def test_words_are_completed_from_keys_and_accounts(desk: Desk, view: RoutingView) -> None:
    begin_draft(desk, view)
    code = view.plans.code
    code.setPlainText("")
    desk.qtbot.keyClicks(code, "perc")
    assert code.prefix() == "perc"
    assert code.completer.completionCount() > 0
    code.completer.popup().hide()
    code.setPlainText("to: payee:neon")
    code.moveCursor(code.textCursor().MoveOperation.End)
    desk.qtbot.keyClick(code, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert code.completer.currentCompletion() == "payee:neon-kitten"
    code.completer.activated[str].emit("payee:neon-kitten")
    assert code.toPlainText() == "to: payee:neon-kitten"
    code.completer.popup().hide()
    desk.console.books.made.routing.plans.keep()
    desk.rest()


def test_a_draft_is_compared_simulated_and_published(desk: Desk, view: RoutingView) -> None:
    editing = desk.console.books.made.routing.plans.editing
    begin_draft(desk, view)
    text = view.plans.code.toPlainText()
    assert "half_even" in text or "2.9" in text
    changed = text.replace("2.9", "2.7", 1)
    type_text(desk, view, changed)
    view.plans.compare_button.click()
    desk.rest()
    compared = cast(CompareDialog, editing.dialog)
    assert compared.diff.model.rowCount() >= 1
    compared.reject()
    desk.rest()
    view.plans.simulate_draft_button.click()
    desk.qtbot.waitUntil(lambda: editing.dialog is not None, timeout=10_000)
    simulated = cast(SimulateDraftDialog, editing.dialog)
    simulated._from.setText("2026-10-01")
    simulated._to.setText("2026-10-31")
    simulated.act.click()
    desk.qtbot.waitUntil(lambda: desk.jobs.all and not desk.jobs.running, timeout=60_000)
    desk.rest()
    view.head.tabs.choose(SIMULATIONS)
    desk.rest()
    desk.qtbot.waitUntil(lambda: view.simulations_model.rowCount() == 1, timeout=10_000)
    view.simulations.table.selectRow(0)
    desk.rest()
    assert view.simulations.destinations_model.rowCount() > 2
    view.head.tabs.choose(PLANS)
    desk.rest()
    view.plans.publish_draft_button.click()
    desk.rest()
    published = cast(PublishDraftDialog, editing.dialog)
    published._day.setText("tomorrow")
    assert published.problem() == "Write the day as 2026-12-01."
    published._day.setText("2026-12-01")
    assert published.problem() == "Say why: the reason goes into the log."
    published._reason.setText("lower fees")
    published.act.click()
    desk.qtbot.waitUntil(lambda: view.plans_model.rowCount() == 2, timeout=10_000)
    desk.rest()
    assert {view.plans_model.key(0), view.plans_model.key(1)} == {1, 2}


def version(number: int, day: int) -> PlanRow:
    return PlanRow(
        number, number, "P", "", f"text {number}", day, day * 86_400_000_000, 0, "ada", 1, 1, False
    )


def test_versions_rule_by_their_effective_days_whatever_was_published_first() -> None:
    first, late, between, same = version(1, 10), version(2, 40), version(3, 20), version(4, 40)
    rows = [first, late, between, same]
    assert ruled_days(rows) == {1: (10, 19), 3: (20, 39), 4: (40, None)}
    assert ruling_on(rows, 25) is between and ruling_on(rows, 9) is None
    assert ruling_on(rows, 20, before=between) is first
    assert ruling_on(rows, 40, before=late) is between
    assert plan_state(first, (10, 19), 50 * 86_400_000_000).text == "11 Jan 1970 – 20 Jan 1970"
    assert plan_state(late, None, 50 * 86_400_000_000).text == "Superseded"


def test_publishing_compares_with_the_version_of_the_day_and_warns_of_locked_days(
    desk: Desk, look: Look
) -> None:
    dialog = PublishDraftDialog(look, desk.window, "P", "version 1", [], date(2026, 3, 10), date(2026, 2, 28))
    days: list[date | None] = []
    dialog.day_edited.connect(lambda: days.append(dialog.day))
    assert dialog.warning.isHidden()
    dialog._day.setText("2026-02-15")
    assert not dialog.warning.isHidden() and "locked to 2026-02-28" in dialog.warning.text()
    assert days == [date(2026, 2, 15)]
    dialog.show_changes("version 3", [])
    dialog.deleteLater()


def test_a_simulation_of_an_empty_workspace_is_not_listed(
    desks: Callable[..., Desk], books_file: Path
) -> None:
    desk = desks()
    desk.begin(books_file)
    view = cast(RoutingView, desk.console.books.panes.view("routing"))
    view.head.tabs.choose(SIMULATIONS)
    desk.rest()
    assert view.simulations_model.rowCount() == 0
