"""The SQL tab: questions asked aside, answers as tables, faults in their place, nothing written."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from tests.gui.analytics_tab import AnalyticsTab
from tests.gui.conftest import Desk

from revroute_desktop.analytics.sql_page.kept import READY
from revroute_desktop.console.panes.analytics.presenter import AnalyticsPresenter
from revroute_desktop.console.panes.analytics.sql.presenter import SqlPresenter, SqlView
from revroute_desktop.console.panes.analytics.view import SQL, AnalyticsView
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.console.widgets.table import DataTable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


@pytest.fixture
def page(desk: Desk) -> tuple[Desk, SqlView]:
    return desk, AnalyticsTab(desk, SQL).whole.sql


def ask(page: tuple[Desk, SqlView], question: str) -> SqlView:
    desk, view = page
    view.show_question(question)
    view.editor.setFocus()
    QTest.keyClick(view.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.rest()
    desk.qtbot.wait(20)
    desk.rest()
    return view


def shown(view: SqlView) -> list[list[str]]:
    model = view.model
    assert model is not None
    return [
        [str(model.index(row, at).data()) for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_answer_is_a_table_that_can_be_sorted(page: tuple[Desk, SqlView]) -> None:
    question = "SELECT kind, currency, COUNT(*) AS n, SUM(amount) / 3.0 AS third FROM events GROUP BY 1, 2"
    view = ask(page, question)
    assert view.model is not None and view.table is not None
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = shown(view)
    assert len(rows) > 2 and not view.fault.isVisible()
    numbers = [int(row[2].replace(",", "")) for row in rows]
    view.table.sort_asked.emit("n", True)
    page[0].rest()
    view.table.viewport().repaint()
    page[0].rest()
    assert [int(row[2].replace(",", "")) for row in shown(view)] == sorted(numbers, reverse=True)
    assert [column.right for column in view.model.columns] == [False, False, True, True]


def test_many_rows_come_page_by_page_and_say_that_there_are_more(page: tuple[Desk, SqlView]) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, -i FROM n"
    view = ask(page, f"{endless} LIMIT 5000")
    assert view.model is not None and view.model.rowCount() == 1000
    assert any("there are more" in words.text() for words in view.answer_panel.findChildren(Words))
    view.rows.setCurrentIndex(1)
    view = ask(page, f"{endless} LIMIT 5000")
    assert view.model is not None and view.model.rowCount() == 5000
    view.model.index(4990, 0).data()
    page[0].rest()
    assert view.model.index(4990, 0).data() == "4991"
    assert view.model.index(4990, 1).data() == "\u22124991"


def test_a_fault_is_told_in_its_place_and_the_last_answer_stays(page: tuple[Desk, SqlView]) -> None:
    view = ask(page, "SELECT COUNT(*) AS n FROM events")
    before = view.model
    view = ask(page, "SELECT kind,\n  nope\nFROM events")
    assert view.model is before and "line 2" in view.fault.text() and "nope" in view.fault.text()
    assert view.editor.textCursor().selectedText() == "nope"
    view = ask(page, "DELETE FROM events")
    assert "cannot modify" in view.fault.text()
    view = ask(page, "SELECT text FROM sealed_text")
    assert "can't be used here" in view.fault.text()


def test_a_question_that_lasts_is_stopped(page: tuple[Desk, SqlView]) -> None:
    desk, view = page
    view.show_question("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n")
    view.run_button.click()
    desk.qtbot.waitUntil(lambda: view.stop_button.isVisible())
    desk.qtbot.wait(100)
    view.stop_button.click()
    desk.rest()
    assert "was stopped" in view.fault.text() and view.run_button.isEnabled()


def test_an_answer_is_exported_whole_in_every_form(page: tuple[Desk, SqlView], tmp_path: Path) -> None:
    desk, _ = page
    view = ask(page, "SELECT external_id, amount, amount / 7.0 AS part, NULL AS gap FROM events ORDER BY id")
    books = desk.console.books
    assert books is not None and view.model is not None and view.table is not None
    (pane,) = books.findChildren(AnalyticsPresenter)
    presenter = pane.tabs[SQL]
    assert isinstance(presenter, SqlPresenter) and presenter.link is not None
    rows = view.model.rowCount()
    for suffix in ("csv", "json", "jsonl", "parquet"):
        path = tmp_path / f"answer.{suffix}"
        presenter.link.export_to(path)
        desk.qtbot.waitUntil(path.exists, timeout=10_000)
        if suffix == "csv":
            with path.open(newline="") as file:
                found = list(csv.DictReader(file))
            assert len(found) == rows and found[0]["gap"] == ""
        elif suffix == "json":
            whole = json.loads(path.read_text("utf-8"))
            assert len(whole) == rows and isinstance(whole[0]["part"], float) and whole[0]["gap"] is None
        elif suffix == "jsonl":
            assert len(path.read_text("utf-8").splitlines()) == rows
        else:
            (answer,) = duckdb.sql(f"SELECT COUNT(*), typeof(MAX(part)) FROM '{path}'").fetchall()
            assert answer == (rows, "DOUBLE")


def test_questions_are_kept_taken_and_removed(page: tuple[Desk, SqlView]) -> None:
    desk, view = page
    view.show_question("SELECT 1 AS one")
    view.keep_button.click()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.name.setText("Mine")  # type: ignore[attr-defined]
    dialog.act.click()  # type: ignore[attr-defined]
    desk.rest()
    desk.qtbot.wait(50)
    desk.rest()
    assert view.questions.rowCount() == len(READY) + 1
    view.show_question("")
    view.question_table.choose("kept:Mine")
    view.question_table.opened.emit("kept:Mine")
    assert view.question == "SELECT 1 AS one"
    view.drop_button.click()
    desk.rest()
    desk.qtbot.wait(50)
    desk.rest()
    assert view.questions.rowCount() == len(READY)


def test_every_ready_question_can_be_answered(page: tuple[Desk, SqlView]) -> None:
    for one in READY:
        assert not ask(page, one.text).fault.text(), one.name


def test_names_of_views_are_offered_and_inserted(page: tuple[Desk, SqlView]) -> None:
    _, view = page
    view.show_question("SELECT ")
    view.editor.setFocus()
    QTest.keyClicks(view.editor, "exter")
    assert view.editor.completer.currentCompletion() == "external_id"
    QTest.keyClick(view.editor.completer.popup(), Qt.Key.Key_Return)
    assert view.question == "SELECT external_id"
    view.view_table.opened.emit("events")
    assert view.question == "SELECT external_id events"


def test_closing_does_not_wait_for_a_question(desks: Callable[..., Desk], books_file: Path) -> None:
    desk = desks()
    desk.begin(books_file)
    books = desk.console.books
    assert books is not None
    books.panes.show_tab("analytics", SQL)
    desk.rest()
    view = books.panes.view("analytics")
    assert isinstance(view, AnalyticsView)
    view.sql.seconds.setCurrentIndex(2)
    view.sql.show_question(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"
    )
    view.sql.run_button.click()
    desk.qtbot.wait(200)


def test_every_table_of_the_routing_pane_can_be_exported(desk: Desk) -> None:
    books = desk.console.books
    assert books is not None
    routing = books.panes.view("routing")
    for at in range(7):
        books.panes.show_tab("routing", at)
        desk.rest()
    unlinked = [
        table.accessibleName() for table in routing.findChildren(DataTable) if not table.property("linked")
    ]
    assert not unlinked
