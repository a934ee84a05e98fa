"""What a person decides about refused rows, conflicts and open events, as the window does it."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.conftest import HEAD, Desk

from revroute_desktop.console.panes.routing.mend_dialog import MendDialog
from revroute_desktop.console.panes.routing.view import CONFLICTS, QUARANTINE, RoutingView
from revroute_desktop.console.widgets.dialog import ReasonDialog
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.mending import check_mend, conflict, mend_form
from revroute_desktop.workspace import open_workspace

# The offscreen platform says so of every dialog.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def routing(desk: Desk) -> RoutingView:
    assert desk.console.books is not None
    return cast(RoutingView, desk.console.books.panes.view("routing"))


def dialog_of(desk: Desk, tab: str) -> MendDialog | ReasonDialog:
    presenter = getattr(desk.console.books.made.routing, tab)
    desk.qtbot.waitUntil(lambda: presenter.decisions.dialog is not None, timeout=10_000)
    return presenter.decisions.dialog


@pytest.fixture
def disputed(books_file: Path, tmp_path: Path) -> Path:
    """The month, and a later file with another amount for an event of it, and an unreadable one."""
    file = tmp_path / "later.csv"
    row = "stripe,ch_000000,2026-10-01T00:15:00Z,subscription,21.00,EUR,AT,user0,,neon-kitten,90\n"
    bad = "stripe,ch_900000,2026-10-02T00:15:00Z,subscription,12 50,EUR,AT,user0,,neon-kitten,90\n"
    file.write_text(HEAD + row + bad, encoding="utf-8")
    with open_workspace(books_file) as workspace:
        import_revenue(workspace, file, "generic", actor="desk-1")
    return books_file


def test_a_refused_row_is_mended_in_its_form(desks: Callable[..., Desk], disputed: Path) -> None:
    desk = desks()
    desk.begin(disputed)
    view = routing(desk)
    view.head.tabs.choose(QUARANTINE)
    desk.rest()
    view.quarantine.table.selectRow(0)
    desk.rest()
    view.quarantine.mend_button.click()
    dialog = cast(MendDialog, dialog_of(desk, "quarantine"))
    desk.rest()
    fields = {field.name: field for field in dialog.fields}
    assert fields["amount"].edit.text() == "12 50"
    assert fields["amount"].fault.text() and not fields["currency"].fault.text()
    assert dialog.problem() == "The row is still refused. Correct the fields that are marked."
    fields["amount"].edit.setText("12.50")
    dialog.edited.emit()
    desk.rest()
    assert "Becomes a subscription of" in dialog.outcome.text()
    assert dialog.problem() == "Say why: the reason goes into the log."
    dialog._reason.setText("comma is a decimal sign there")
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: view.quarantine_model.rowCount() == 2, timeout=10_000)
    desk.rest()
    assert desk.console.books.open_work.waiting == 1


def test_an_act_before_the_check_waits_for_it(desks: Callable[..., Desk], disputed: Path) -> None:
    desk = desks()
    desk.begin(disputed)
    view = routing(desk)
    view.head.tabs.choose(QUARANTINE)
    desk.rest()
    view.quarantine.table.selectRow(0)
    desk.rest()
    view.quarantine.mend_button.click()
    dialog = cast(MendDialog, dialog_of(desk, "quarantine"))
    desk.rest()
    amount = next(field for field in dialog.fields if field.name == "amount")
    amount.edit.selectAll()
    desk.qtbot.keyClicks(amount.edit, "12.50")
    assert not amount.fault.text(), "what was said of the old text is gone"
    dialog._reason.setText("comma is a decimal sign there")
    dialog.act.click()
    assert not dialog.fault.text()
    desk.qtbot.waitUntil(lambda: view.quarantine_model.rowCount() == 2, timeout=10_000)
    desk.rest()


def test_a_retry_that_is_refused_keeps_its_dialog_open(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(QUARANTINE)
    desk.rest()
    view.quarantine.table.selectRow(0)
    desk.rest()
    view.quarantine.retry_button.click()
    dialog = cast(ReasonDialog, dialog_of(desk, "quarantine"))
    dialog.say_reason("again")
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: dialog.fault.text().startswith("Still refused"), timeout=10_000)
    dialog.reject()


def test_an_act_never_hits_the_row_that_was_shown_before(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(QUARANTINE)
    desk.rest()
    presenter = desk.console.books.made.routing.quarantine
    view.quarantine.table.selectRow(0)
    desk.rest()
    first = presenter._row
    view.quarantine.table.selectRow(1)
    view.quarantine.dismiss_button.click()
    assert presenter.decisions.dialog is None, "the second row is not there yet"
    desk.rest()
    assert first is not None and presenter._row is not None and presenter._row != first


def test_all_rows_of_a_reason_are_dismissed_at_once(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(QUARANTINE)
    desk.rest()
    assert not view.quarantine.dismiss_all.isEnabled()
    view.quarantine.reasons.setCurrentIndex(1)
    view.quarantine.reasons.activated.emit(1)
    desk.rest()
    assert view.quarantine.dismiss_all.text() == "Dismiss all 2"
    view.quarantine.dismiss_all.click()
    dialog = cast(ReasonDialog, dialog_of(desk, "quarantine"))
    dialog.say_reason("test rows")
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: view.quarantine_model.rowCount() == 0, timeout=30_000)
    desk.rest()


def test_a_conflict_stands_beside_the_event_of_the_books(desks: Callable[..., Desk], disputed: Path) -> None:
    desk = desks()
    desk.begin(disputed)
    view = routing(desk)
    view.head.tabs.choose(CONFLICTS)
    desk.rest()
    tester = QAbstractItemModelTester(
        view.conflicts.fields_model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    assert view.conflicts_model.rowCount() == 1 and desk.console.books.open_work.conflicts == 1
    view.conflicts.table.selectRow(0)
    desk.rest()
    rows = [view.conflicts.fields_model.cells(at) for at in range(view.conflicts.fields_model.rowCount())]
    said = {row[0].text: (row[1].text, row[2].text) for row in rows}
    assert said["amount"] == ("19.00", "21.00") and said["country"] == ("DE", "AT")
    assert said["creator"] == ("neon-kitten", "neon-kitten")
    view.conflicts.dismiss_button.click()
    dialog = cast(ReasonDialog, dialog_of(desk, "conflicts"))
    dialog.say_reason("the first one is right")
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: view.conflicts_model.rowCount() == 0, timeout=10_000)
    desk.rest()
    assert tester.model() is view.conflicts.fields_model


def test_forms_checks_and_conflicts_read_as_the_books_would(disputed: Path) -> None:
    with open_workspace(disputed) as workspace, workspace.read() as session:
        bad, clash = 3, 4
        form = mend_form(session.sql, bad)
        assert [c.field for c in form.columns if c.name == "amount"] == ["amount"]
        assert check_mend(session.sql, bad, {}).columns == ("amount",)
        assert check_mend(session.sql, bad, {"amount": "7", "currency": "X"}).columns == ("currency",)
        event = check_mend(session.sql, bad, {"amount": "7.00"}).event
        assert event is not None and event.amount == 700
        found = conflict(session.sql, clash)
        assert found is not None and [f.name for f in found.fields if f.differs] == ["amount", "country"]
        assert conflict(session.sql, bad) is None
