"""Tables: several rows, copies that no spreadsheet runs, columns, exports of exactly what is filtered."""

import csv
import json
import re
import threading
from pathlib import Path

import duckdb
import numpy as np
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.conftest import EVENTS, Desk

from revroute_desktop.console.jobs.exports import Export
from revroute_desktop.console.jobs.jobs import JobState
from revroute_desktop.console.panes.routing.view import ACCOUNTS, TABS, RoutingView
from revroute_desktop.console.table_link import layout_of
from revroute_desktop.console.table_text import defused, written
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import EMPTY, NOT_APPLICABLE, Cell, Column, Holds, Row
from revroute_desktop.console.widgets.columns import Layout
from revroute_desktop.console.widgets.models import Ids, PagedModel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.workspace import Sql

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COLUMNS = (
    Column("Who", "x"),
    Column("Amount, EUR", "1", holds=Holds.MONEY),
    Column("Rows", "1", holds=Holds.COUNT),
)
PLACES = list(enumerate(COLUMNS))
ROWS = [
    (Cell('=HYPERLINK("x")', note="held"), Cell("−1,204.50", raw="-1204.50"), Cell("1,000", raw="1000")),
    (Cell("tab\there, and\nline"), NOT_APPLICABLE, Cell("7", raw="7")),
]


def routing(desk: Desk) -> RoutingView:
    view = desk.console.books.panes.view("routing")
    assert isinstance(view, RoutingView)
    return view


def select(table: DataTable, first: int, last: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    table.clearSelection()
    table.selectRow(first)
    for row in range(first + 1, last + 1):
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@cmd", "\tx", "\rx"])
def test_what_could_begin_a_formula_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert defused(f"a{text}") == f"a{text}"


def test_copies_are_values_as_programs_read_them() -> None:
    lines = written(ROWS, PLACES, "tsv").splitlines()
    assert lines == ["Who\tAmount\tRows", '\'=HYPERLINK("x") held\t-1204.50\t1000', "tab here, and line\t\t7"]
    table = list(csv.reader(written(ROWS, PLACES, "csv").splitlines(keepends=True)))
    assert table[1] == ['\'=HYPERLINK("x") held', "-1204.50", "1000"]
    assert table[2][0] == "tab\there, and\nline"
    first, second = json.loads(written(ROWS, PLACES, "json"))
    assert first == {"Who": '=HYPERLINK("x") held', "Amount": "-1204.50", "Rows": 1000}
    assert second["Amount"] is None


def test_several_rows_are_summed_and_copied_with_their_currency(desk: Desk) -> None:
    view = routing(desk)
    table = view.events.table
    select(table, 0, 2)
    desk.rest()
    says = desk.window.status.saying("selection")
    assert says.text == "3 selected,"
    assert "EUR" in says.strong
    desk.qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    desk.rest()
    head, *lines = QApplication.clipboard().text().splitlines()
    assert head.split("\t")[:3] == ["Occurred", "State", "External id"]
    assert "Currency" in head.split("\t")
    assert len(lines) == 3
    assert {len(line.split("\t")) for line in lines} == {len(head.split("\t"))}
    amount = head.split("\t").index("Amount")
    assert {line.split("\t")[amount] for line in lines} <= {"19.00", "-19.00"}


def test_all_rows_can_be_selected_and_a_change_of_order_keeps_a_few(desk: Desk) -> None:
    view = routing(desk)
    table = view.events.table
    table.selectAll()
    desk.rest()
    assert desk.window.status.saying("selection").text == f"{EVENTS - 2} selected,"
    assert not view.events.beside.is_open
    select(table, 3, 5)
    kept = set(table.selected_keys())
    assert len(kept) == 3
    table.sort_asked.emit("occurred", True)
    desk.rest()
    assert set(table.selected_keys()) == kept


def test_columns_are_chosen_moved_and_widened_and_that_is_remembered(desk: Desk) -> None:
    view = routing(desk)
    table = view.events.table
    names = [column.name for column in table.cells_model.columns]
    table.columns.choose(names.index("Kind"), False)
    table.columns.choose(names.index("Currency"), True)
    assert table.isColumnHidden(names.index("Kind"))
    table.horizontalHeader().moveSection(table.horizontalHeader().visualIndex(names.index("Source")), 0)
    table.horizontalHeader().resizeSection(names.index("Source"), 151)
    saved = desk.console.books.saved()["tables"]["events"]
    laid = layout_of(json.loads(json.dumps(saved)))
    assert laid.order[0] == "Source"
    assert (laid.away, laid.shown, dict(laid.widths)["Source"]) == (("Kind",), ("Currency",), 151)
    table.columns.reset()
    assert not table.isColumnHidden(names.index("Kind"))
    assert table.columns.order() == tuple(range(len(names)))
    table.columns.lay(laid)
    assert table.columnWidth(names.index("Source")) == 151
    assert table.columns.order()[0] == names.index("Source")
    assert layout_of({"order": 7}) == Layout()


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_an_export_holds_exactly_what_is_filtered_in_its_order(
    desk: Desk, tmp_path: Path, suffix: str
) -> None:
    view = routing(desk)
    desk.console.books.panes.view("routing")
    view.events.filter.filtered.emit("kind:refund")
    desk.rest()
    view.events.table.sort_asked.emit("occurred", False)
    desk.rest()
    path = tmp_path / f"refunds.{suffix}"
    desk.console.books.made.routing.events.link.export_to(path)
    desk.qtbot.waitUntil(lambda: desk.jobs.all and desk.jobs.all[0].state is JobState.DONE, timeout=20_000)
    assert desk.jobs.all[0].result == f"Wrote {EVENTS // 50} rows to refunds.{suffix}."
    shown = [row.split("\t")[0] for row in _external_ids(view)]
    if suffix == "csv":
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    elif suffix == "jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        with duckdb.connect() as database:
            read = database.execute(f"SELECT \"External id\", Amount, Currency FROM '{path}'")
            names = [column[0] for column in read.description]
            rows = [dict(zip(names, row, strict=True)) for row in read.fetchall()]
    assert [row["External id"] for row in rows] == shown
    assert {str(row["Amount"]).rstrip("0") for row in rows} == {"-19."}
    assert {row["Currency"] for row in rows} == {"EUR", "USD"}
    assert [p.name for p in tmp_path.glob("refunds*")] == [path.name]


def _external_ids(view: RoutingView) -> list[str]:
    model = view.events_model
    at = [column.name for column in model.columns].index("External id")
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def test_an_export_to_a_place_that_cannot_be_written_says_so_and_leaves_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    desk.console.books.made.routing.events.link.export_to(tmp_path / "nowhere" / "events.csv")
    desk.qtbot.waitUntil(lambda: desk.jobs.all and desk.jobs.all[0].state is JobState.FAILED)
    assert "can't be written" in desk.jobs.all[0].result


def test_a_stopped_export_writes_no_file(desk: Desk, tmp_path: Path) -> None:
    books = desk.console.books
    path = tmp_path / "events.csv"
    books.made.routing.events.link.export_to(path)
    key = desk.jobs.all[0].key
    desk.window.tray.cancelled.emit(key)
    desk.qtbot.waitUntil(lambda: not desk.jobs.running, timeout=20_000)
    if desk.jobs.all[0].state is JobState.CANCELLED:
        assert list(tmp_path.glob("events*")) == []


def test_the_window_does_not_wait_for_an_export_when_its_books_are_closed(desk: Desk, tmp_path: Path) -> None:
    gate, begun = threading.Event(), threading.Event()

    def rows_of(_sql: Sql, _ids: Ids) -> list[Row]:
        begun.set()
        gate.wait(10)
        return []

    books = desk.console.books.books
    path = tmp_path / "events.csv"
    books.exports.start(Export("Export", path, (), lambda sql: np.arange(3_000), rows_of))
    assert begun.wait(5)
    desk.console.close_books()
    assert desk.console.books is None and not gate.is_set()
    gate.set()
    desk.rest()
    assert not list(tmp_path.glob("events*"))


def test_every_number_of_every_table_is_copied_as_programs_read_it(desk: Desk) -> None:
    view = routing(desk)
    seen = set()
    for tab in range(len(TABS)):
        view.head.tabs.choose(tab)
        desk.rest()
        table = view.page(tab).table
        table.selectRow(0)
        desk.rest()
        if tab == ACCOUNTS:
            table.choose(("payee:neon-kitten", "EUR", False))
            desk.rest()
    for table in view.findChildren(DataTable):
        model = table.cells_model
        for at, column in enumerate(model.columns):
            assert column.holds is not Holds.TEXT or not column.right, (
                f"{table.accessibleName()}: {column.title}"
            )
            for row in range(min(model.rowCount(), 20)):
                cell = (model.cells(row) or {at: EMPTY})[at]
                if column.holds is not Holds.TEXT and cell.text not in {"", NOT_APPLICABLE.text}:
                    seen.add(f"{table.accessibleName()}: {column.name}")
                    assert re.fullmatch(r"-?\d+(\.\d+)?|\d{4}-\d\d-\d\dT.*", cell.raw), (column.title, cell)
    assert len(seen) > 15, seen


def test_every_table_has_its_menu(desk: Desk) -> None:
    view = routing(desk)
    for link in view.window().findChildren(DataTable):
        assert link.accessibleName()
    menu = desk.console.books.made.routing.events.link.menu()
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles == ["Copy", "Copy as CSV", "Copy as JSON", "Select all", "Columns", "Export these rows…"]
    menu.deleteLater()


def test_accounts_are_filtered_by_amount_and_summed_once(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(ACCOUNTS)
    desk.rest()
    field = view.accounts.filter
    field.set_text("root:payee currency:EUR")
    field.filtered.emit(field.text)
    desk.rest()
    table = view.accounts.table
    model = view.accounts_model
    assert [model.key(model.index(row, 0)) for row in range(model.rowCount())] == [("payee", "EUR", True)]
    group = model.index(0, 0)
    table.selectionModel().clearSelection()
    rows = QItemSelection(model.index(0, 0, group), model.index(model.rowCount(group) - 1, 0, group))
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(rows, flags.Select | flags.Rows)
    single = desk.window.status.saying("selection").strong
    table.selectAll()
    assert desk.window.status.saying("selection").strong == single
    assert single.endswith(" EUR")
    field.set_text("available>1000000000")
    field.filtered.emit(field.text)
    assert view.accounts_model.rowCount() == 0


def test_new_rows_do_not_move_what_one_reads(look: Look, qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS)
    table = DataTable(look, model, "Numbers")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    model.show(np.arange(500, 0, -1, dtype=np.int64))
    table.selectRow(200)
    table.scrollTo(model.index(200, 0))
    place, key = table.rowViewportPosition(200), model.key(200)
    model.show(np.arange(512, 0, -1, dtype=np.int64))
    assert table.chosen_key() == key
    assert table.rowViewportPosition(212) == place
    table.clearSelection()
    top = model.key(table.rowAt(0))
    model.show(np.arange(530, 0, -1, dtype=np.int64))
    assert model.key(table.rowAt(0)) == top


def test_all_tables_follow_the_density(desk: Desk) -> None:
    view = routing(desk)
    look = view.events.table._look
    try:
        look.space("roomy")
        assert view.events.table.rowHeight(0) == 34
        look.space("compact")
        assert view.events.table.rowHeight(0) == 24
    finally:
        look.space("usual")
