"""The event's inspector: its history in the log, its source row, and the acts that fit its state."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.conftest import HEAD, Desk

from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.widgets.dialog import ReasonDialog
from revroute_desktop.routing.event_history import event_history, source_row
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.route import route
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def lonely(books_file: Path, tmp_path: Path) -> Path:
    """The month, and a refund of an event that never came."""
    file = tmp_path / "refund.csv"
    row = "stripe,re_lonely,2026-10-28T00:15:00Z,refund,-7.00,EUR,DE,,ch_never,neon-kitten,90\n"
    file.write_text(HEAD + row, encoding="utf-8")
    with open_workspace(books_file) as workspace:
        import_revenue(workspace, file, "generic", actor="desk-1")
        route(workspace, actor="desk-1")
    return books_file


def test_history_and_source_of_an_event_are_shown(desk: Desk) -> None:
    view = cast(RoutingView, desk.console.books.panes.view("routing"))
    history = view.events.history_page.model
    tester = QAbstractItemModelTester(history, QAbstractItemModelTester.FailureReportingMode.Warning)
    view.events.table.selectRow(3)
    desk.rest()
    words = [history.cells(at)[1].text for at in range(history.rowCount())]
    assert words[0] == "Came in with stripe-october.csv"
    assert words[-1].startswith("Routed event, transaction")
    assert view.events.raw_page.facts._labels[0][1].text() == "stripe-october.csv"
    assert view.events.event_page._acts.isHidden()
    assert tester.model() is history


def test_an_event_without_its_original_is_released(desks: Callable[..., Desk], lonely: Path) -> None:
    desk = desks()
    desk.begin(lonely)
    view = cast(RoutingView, desk.console.books.panes.view("routing"))
    view.events.table.selectRow(0)
    desk.rest()
    page = view.events.event_page
    assert not page.release_button.isHidden() and page.retry_button.isHidden()
    page.release_button.click()
    more = desk.console.books.made.routing.events.more
    dialog = cast(ReasonDialog, more.decisions.dialog)
    dialog.say_reason("the shop confirmed it")
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: page.release_button.isHidden(), timeout=10_000)
    desk.rest()
    history = view.events.history_page.model
    words = [history.cells(at)[1].text for at in range(history.rowCount())]
    assert "Released without its original" in words


def test_the_entries_of_an_event_are_in_the_order_of_the_log(lonely: Path) -> None:
    with open_workspace(lonely) as workspace, workspace.read() as session:
        refund, first = (
            session.sql.execute("SELECT id FROM event WHERE external_id = ?", (name,)).fetchone()[0]
            for name in ("re_000049", "ch_000040")
        )
        seqs = [entry.seq for entry in event_history(session.sql, first)]
        assert seqs == sorted(seqs) and len(seqs) >= 2
        assert any("Refund" in entry.what for entry in event_history(session.sql, refund))
        assert source_row(session.sql, first).raw is None
        with pytest.raises(LookupError):
            source_row(session.sql, 10**9)
