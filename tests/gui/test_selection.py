"""What is selected stays selected when the table is sorted anew, wherever its rows come to stand."""

from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from tests.gui.conftest import Desk

from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Column
from revroute_desktop.console.widgets.models import PagedModel
from revroute_desktop.console.widgets.table import DataTable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

IDS = np.arange(1, 5_001, dtype=np.int64)
_FLAGS = QItemSelectionModel.SelectionFlag


@pytest.fixture
def table(look: Look, qtbot: QtBot) -> DataTable:
    model = PagedModel((Column("A", "x", "a"), Column("B", "y")))
    made = DataTable(look, model, "Things")
    model.setParent(made)
    qtbot.addWidget(made)
    model.show(IDS)
    return made


def select(table: DataTable, *rows: int) -> None:
    table.setCurrentIndex(table.model().index(rows[0], 0))
    for row in rows[1:]:
        table.selectionModel().select(table.model().index(row, 0), _FLAGS.Select | _FLAGS.Rows)


def test_rows_beyond_the_first_screen_survive_a_sort_that_comes_in_two_steps(table: DataTable) -> None:
    model = cast(PagedModel, table.cells_model)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    select(table, 400, 10, 4_000)
    model.show(IDS[::-1][:256], partial=True)
    assert table.selected_keys() == []
    model.show(IDS[::-1])
    assert sorted(table.selected_keys()) == [11, 401, 4_001] and table.chosen_key() == 401
    assert chosen == [401] and tester.model() is model


def test_what_a_person_selects_meanwhile_counts(table: DataTable) -> None:
    model = cast(PagedModel, table.cells_model)
    select(table, 400)
    model.show(IDS[::-1][:256], partial=True)
    select(table, 3)
    model.show(IDS[::-1])
    assert table.selected_keys() == [4_997]


def test_a_row_that_is_gone_is_not_selected_any_more(table: DataTable) -> None:
    model = cast(PagedModel, table.cells_model)
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    select(table, 400)
    model.show(IDS[:256], partial=True)
    model.show(IDS[:300])
    assert table.selected_keys() == [] and chosen == [401, None]


def test_all_rows_stay_selected_however_many_they_are(table: DataTable) -> None:
    model = cast(PagedModel, table.cells_model)
    table.selectAll()
    model.show(IDS[::-1][:256], partial=True)
    model.show(IDS[::-1])
    assert table.selected_rows() == ((0, 4_999),)


def test_a_thousand_scattered_rows_stay_selected(table: DataTable) -> None:
    model = cast(PagedModel, table.cells_model)
    select(table, *range(0, 2_000, 2))
    model.show(IDS[::-1])
    assert sorted(cast(list[int], table.selected_keys())) == list(range(1, 2_001, 2))


def test_events_stay_selected_when_they_are_sorted(desk: Desk) -> None:
    view = cast(RoutingView, desk.console.books.panes.view("routing"))
    page = view.events
    before = page.table.cells_model.key(500)
    page.table.selectRow(500)
    desk.rest()
    for key, down in (("occurred", False), ("amount", True), ("arrival", False)):
        page.table.sort_asked.emit(key, down)
        desk.rest()
        assert page.table.selected_keys() == [before]
        assert desk.console.books.made.routing.events.state.selected == before
