"""Imports in the window: the preview before one, and its undo."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.conftest import HEAD, Desk

from revroute_desktop.console.panes.routing.importing import Importing
from revroute_desktop.console.panes.routing.view import IMPORTS, RoutingView
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.undo_import import undo_effect
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def night(tmp_path: Path) -> Path:
    file = tmp_path / "night.csv"
    row = "stripe,ch_{n},2026-11-01T00:15:00Z,subscription,{amount},EUR,AT,,,neon-kitten,90\n"
    file.write_text(HEAD + row.format(n=1, amount="5.00") + row.format(n=2, amount="five"), encoding="utf-8")
    return file


def test_a_file_shows_its_first_rows_before_it_is_imported(desk: Desk, night: Path, tmp_path: Path) -> None:
    desk.console.acts.import_revenue(night)
    importing = desk.console.books.findChild(Importing)
    dialog = importing.dialog
    tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    dialog.profile.setCurrentText("generic")
    dialog.preview_asked.emit()
    desk.rest()
    rows = [dialog.model.cells(at) for at in range(dialog.model.rowCount())]
    assert [row[1].text for row in rows] == ["Event", "Refused"]
    assert rows[0][5].text.endswith("EUR") and "'five'" in rows[1][6].text
    assert dialog.panel.note.text() == "1 of 2 become events; 1 goes to quarantine"
    own = tmp_path / "own.yaml"
    own.write_text("not a profile", encoding="utf-8")
    dialog.add_profile(own)
    dialog.preview_asked.emit()
    desk.rest()
    assert dialog.model.rowCount() == 0 and dialog.panel.note.text()
    own.write_text(resource_path("profiles", "generic.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    dialog.preview_asked.emit()
    desk.rest()
    assert dialog.model.rowCount() == 2 and dialog.asked.profile == str(own)
    assert tester.model() is dialog.model
    dialog.act.click()
    view = cast(RoutingView, desk.console.books.panes.view("routing"))
    desk.qtbot.waitUntil(lambda: desk.console.books.open_work.waiting == 1, timeout=30_000)
    view.head.tabs.choose(IMPORTS)
    desk.rest()
    assert view.imports_model.rowCount() == 2


def test_an_undo_says_its_effect_and_asks_for_a_reason(desk: Desk) -> None:
    view = cast(RoutingView, desk.console.books.panes.view("routing"))
    view.head.tabs.choose(IMPORTS)
    desk.rest()
    view.imports.table.selectRow(0)
    desk.rest()
    view.imports.undo_button.click()
    desk.rest()
    _, dialog = desk.console.books.made.routing.imports._asked
    assert dialog.about.text().startswith("598 events will be undone; the postings of 598")
    dialog.act.click()
    assert dialog.fault.text() == "Say why: the reason goes into the log."
    dialog.say_reason("the wrong month")
    dialog.act.click()
    desk.qtbot.waitUntil(lambda: desk.jobs.all and not desk.jobs.running, timeout=60_000)
    desk.rest()
    assert desk.jobs.all[0].result.startswith("Undone: 598 events")
    assert view.imports_model.cells(0)[1].text == "Undone"


def test_what_hinders_an_undo_is_said_before_it_is_asked_for(books_file: Path) -> None:
    with open_workspace(books_file) as workspace, workspace.read() as session:
        assert undo_effect(session.sql, 1).hindrance == ""
        assert undo_effect(session.sql, 9).hindrance.startswith("There is no import 9")
