"""The window on a real workspace."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from tests.gui.conftest import EVENTS, Desk

from revroute_desktop.console.actions import ACTIONS
from revroute_desktop.console.books.period import ALL_TIME, Period
from revroute_desktop.console.jobs.jobs import JobState
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.panes.routing.view import (
    ACCOUNTS,
    IMPORTS,
    PLANS,
    QUARANTINE,
    TABS,
    RoutingView,
)
from revroute_desktop.console.session import Session, load_session
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.table import DataTable

REFUSED = 2


def routing(desk: Desk) -> RoutingView:
    assert desk.console.books is not None
    view = desk.console.books.panes.view("routing")
    assert isinstance(view, RoutingView)
    return view


def column(desk: Desk, table: DataTable, title: str, rows: int = 20) -> list[str]:
    model = table.cells_model
    at = [c.title for c in model.columns].index(title)
    texts = []
    for row in range(min(rows, model.rowCount())):
        model.data(model.index(row, at))
        desk.rest()
        texts.append(str(model.data(model.index(row, at))))
    return texts


def test_the_events_of_the_workspace_are_shown_with_their_sums(desk: Desk) -> None:
    view = routing(desk)
    assert view.events_model.rowCount() == EVENTS - REFUSED
    assert view.events.count.accessibleName().startswith(f"{EVENTS - REFUSED} events")
    assert "EUR" in view.events.count.accessibleName() and "USD" in view.events.count.accessibleName()
    assert set(column(desk, view.events.table, "State")) <= {"Routed", "Reversed"}


def test_every_model_of_the_window_keeps_the_rules_of_models(desk: Desk) -> None:
    view = routing(desk)
    models = (
        view.events_model,
        view.quarantine_model,
        view.imports_model,
        view.accounts_model,
        view.plans_model,
        view.statement_model,
    )
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    for tester in testers:
        # It would open rows of the tree inside the signal that the tree was shown anew.
        tester.setUseFetchMore(False)
    for tab in range(len(TABS)):
        view.head.tabs.choose(tab)
        desk.rest()
    assert len(testers) == 6
    assert all(model.rowCount() for model in models[:5])


def test_a_sort_by_amount_holds_from_the_first_row_to_the_last(desk: Desk) -> None:
    view = routing(desk)
    view.events.table.sort_asked.emit("amount", False)
    desk.rest()
    assert {text[:6] for text in column(desk, view.events.table, "Amount", 3)} == {"−19.00"}
    last = view.events_model.rowCount() - 1
    view.events_model.data(view.events_model.index(last, 7))
    desk.rest()
    assert view.events_model.data(view.events_model.index(last, 7)).startswith("19.00 ")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_filter_narrows_and_a_wrong_one_says_why_and_keeps_the_last_result(desk: Desk) -> None:
    view = routing(desk)
    field = view.events.filter
    assert field is not None
    desk.qtbot.keyClicks(field._edit, "kind:refund")
    desk.qtbot.keyClick(field._edit, Qt.Key.Key_Return)
    desk.rest()
    refunds = view.events_model.rowCount()
    assert refunds == EVENTS // 50
    field._edit.setFocus()
    desk.qtbot.keyClicks(field._edit, "kind:gift")
    desk.qtbot.waitUntil(lambda: bool(field.fault))
    desk.rest()
    assert "gift is not known" in field.fault
    assert view.events_model.rowCount() == refunds
    field.clear()
    desk.rest()
    assert view.events_model.rowCount() == EVENTS - REFUSED
    assert not field.fault


def test_the_table_follows_period_and_currency_of_the_header(desk: Desk) -> None:
    view = routing(desk)
    desk.window.header.currency_picked.emit("USD")
    desk.rest()
    assert 0 < view.events_model.rowCount() < EVENTS / 2
    assert "Amount, USD" in [c.title for c in view.events_model.columns]
    desk.window.header.period_picked.emit(Period(12 * 2026 + 8))
    desk.rest()
    assert view.events_model.rowCount() == 0
    desk.window.header.period_picked.emit(ALL_TIME)
    desk.window.header.currency_picked.emit("")
    desk.rest()
    assert view.events_model.rowCount() == EVENTS - REFUSED


def test_a_selected_event_is_explained_by_steps_that_add_up(desk: Desk) -> None:
    view = routing(desk)
    view.events.filter.filtered.emit("ch_000300")
    desk.rest()
    view.events.table.selectRow(0)
    desk.rest()
    assert view.events.beside.is_open
    page = view.events.why_page
    gross, *falls = page._fall._falls
    assert gross.amount == 1900 == sum(fall.amount for fall in falls)
    assert any("% of gross" in fall.rule for fall in falls), "the rate stands beside its bar"
    assert page._question.text() == f"Why {falls[-1].amount_text}?"
    assert desk.window.status.saying("selection").strong == "19.00 EUR"


def test_escape_closes_the_inspector_and_gives_the_focus_back(desk: Desk) -> None:
    view = routing(desk)
    view.events.table.selectRow(1)
    desk.rest()
    desk.qtbot.keyClick(view.events.inspector, Qt.Key.Key_Escape)
    assert not view.events.beside.is_open


def test_refused_rows_stand_in_quarantine_with_their_sentence(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(QUARANTINE)
    desk.rest()
    assert view.quarantine_model.rowCount() == REFUSED
    assert column(desk, view.quarantine.table, "Line") == ["202", "102"]
    view.quarantine.table.selectRow(0)
    desk.rest()
    assert "1.204,50" in view.quarantine.raw.toPlainText()


def test_balances_of_each_currency_sum_to_zero_on_screen(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(ACCOUNTS)
    desk.rest()
    assert view.accounts_model.rowCount() > 2
    (total,) = view.accounts.block.totals._rows
    assert total[1].text == "0.00 in EUR, USD"
    view.accounts.table.choose(("payee:neon-kitten", "EUR", False))
    desk.rest()
    assert view.statement_model.rowCount() > 50


def test_the_plan_in_force_is_shown_as_text(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(PLANS)
    desk.rest()
    assert view.plans.code.toPlainText().count("\n") > 50
    assert column(desk, view.plans.table, "State") == ["In force"]


def test_imports_list_the_file_and_what_it_gave(desk: Desk) -> None:
    view = routing(desk)
    view.head.tabs.choose(IMPORTS)
    desk.rest()
    assert column(desk, view.imports.table, "File") == ["stripe-october.csv"]
    assert column(desk, view.imports.table, "Still refused") == [str(REFUSED)]


def test_the_log_is_shown_and_an_entry_explained(desk: Desk) -> None:
    desk.console.books.panes.show("audit")
    desk.rest()
    view = desk.console.books.panes.view("audit")
    assert isinstance(view, AuditView)
    assert view.model.rowCount() >= 4
    assert column(desk, view.table, "Action")[-1] == "workspace.create"
    view.table.selectRow(0)
    desk.rest()
    assert view.payload.toPlainText().startswith("{")
    assert "Nothing can be proved" in view.checkpoint.accessibleName()


@pytest.mark.parametrize("pane", [spec.id for spec in PANES])
def test_every_pane_is_drawn_in_both_themes_and_says_what_it_is(desk: Desk, look: Look, pane: str) -> None:
    desk.console.books.panes.show(pane)
    for choice in ("light", "dark"):
        look.choose(choice)
        desk.rest()
        assert not desk.window.grab().isNull()


def test_the_status_bar_tells_the_truth(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.status.saying("balanced").text == "Books balanced", timeout=5000)
    assert desk.window.status.saying("verified").text == "Audit not verified yet"
    assert desk.window.status.saying("checkpoint").text == "No checkpoint yet"
    assert desk.window.status.saying("network").text == "Offline, nothing unsent"
    desk.qtbot.waitUntil(lambda: desk.window.status.saying("keyring").text != "", timeout=20_000)


def test_every_control_that_takes_focus_has_a_name(desk: Desk) -> None:
    unnamed: set[str] = set()

    def look_around(where: str) -> None:
        desk.rest()
        for widget in desk.window.findChildren(QWidget):
            reached = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reached and not widget.accessibleName():
                unnamed.add(f"{where}: {type(widget).__name__} {widget.objectName()}")

    books = desk.console.books
    assert books is not None
    for spec in PANES:
        books.panes.show(spec.id)
        look_around(spec.id)
        head = books.panes.view(spec.id).findChild(PaneHead)
        for tab in range(len(head.tabs._titles) if head is not None else 0):
            head.tabs.choose(tab)
            look_around(f"{spec.id}, tab {tab}")
    for act in ("help.open", "settings.open", "settings.keys", "palette.open", "view.notices", "view.jobs"):
        desk.window.actions_of_window.do(act)
        look_around(act)
    assert not unnamed


def test_each_shortcut_belongs_to_one_action() -> None:
    keys = [spec.keys for spec in ACTIONS if spec.keys]
    assert len(keys) == len(set(keys))


def test_every_action_of_the_registry_does_something(desk: Desk) -> None:
    assert set(desk.console.actions.answers()) == {spec.id for spec in ACTIONS}


def test_a_narrow_window_folds_the_rail_and_lays_the_inspector_over_the_table(desk: Desk) -> None:
    view = routing(desk)
    desk.window.resize(1300, 700)
    assert desk.window.rail.width() == 48
    desk.window.resize(1000, 700)
    view.events.table.selectRow(0)
    desk.rest()
    assert view.events.beside._content.width() == view.events.beside.width()


def test_f6_goes_through_all_regions_and_shift_f6_back(desk: Desk) -> None:
    window = desk.window
    regions = window.regions()
    assert {regions[0], regions[1], regions[-1]} == {window.rail, window.header, window.status}
    assert len(regions) >= 6, "the pane has its head, its filter and its table"

    def walk(step: int) -> list[QWidget | None]:
        seen = []
        for _ in regions:
            window.next_region(step)
            seen.append(window.focusWidget())
        return seen

    there, back = walk(1), walk(-1)
    assert len({id(widget) for widget in there}) == len(regions)
    assert back == [*reversed(there[:-1]), there[-1]]


def test_without_a_workspace_the_first_screen_offers_one(desks: Callable[..., Desk]) -> None:
    desk = desks()
    desk.begin(None)
    assert desk.window.first_run.isVisible()
    assert desk.window.status.saying("balanced").text == "No workspace open"


def test_a_file_that_is_no_workspace_is_refused_in_one_sentence(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    path = tmp_path / "notes.revroute"
    path.write_text("not a database", encoding="utf-8")
    desk = desks()
    desk.begin(None)
    desk.console.open(path)
    desk.qtbot.waitUntil(lambda: bool(desk.notices.said), timeout=5000)
    assert "notes.revroute" in desk.notices.said[0].text
    assert desk.window.first_run.isVisible()


def test_the_session_comes_back_at_the_next_start(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "console.json"
    first = desks(Session(), kept)
    first.begin(books_file)
    view = routing(first)
    view.head.tabs.choose(ACCOUNTS)
    view.events.filter.filtered.emit("kind:refund")
    first.rest()
    first.console.books.panes.show("audit")
    first.rest()
    first.console.remember()
    session = load_session(kept)
    assert session.pane == "audit"
    assert session.recent[0].name == "northlight"
    second = desks(replace(session, pane="routing"))
    second.begin(books_file)
    again = routing(second)
    assert again.tab == ACCOUNTS
    assert again.events_model.rowCount() == EVENTS // 50


def test_new_rows_wait_until_they_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    from tests.gui.conftest import HEAD

    from revroute_desktop.routing.imports.import_revenue import import_revenue

    view = routing(desk)
    shown = view.events_model.ids.tolist()
    file = tmp_path / "late.csv"
    file.write_text(
        HEAD + "stripe,late_1,2026-10-30T10:00:00Z,tip,5.00,EUR,DE,,,lux-rose,90\n", encoding="utf-8"
    )
    import_revenue(desk.console.books.workspace, file, "generic", actor="desk-1")
    desk.qtbot.waitUntil(lambda: view.events._newer.isVisible(), timeout=5000)
    desk.rest()
    assert view.events._newer.text() == "1 new, show"
    assert view.events_model.ids.tolist() == shown
    assert view.route_button.text() == "Route 1 waiting"
    view.events._newer.click()
    desk.rest()
    assert view.events_model.rowCount() == len(shown) + 1


def test_verify_runs_as_a_job_in_a_child_process_and_its_result_is_kept(desk: Desk) -> None:
    desk.window.actions_of_window.do("audit.verify")
    desk.qtbot.waitUntil(lambda: bool(desk.jobs.all) and not desk.jobs.running, timeout=60_000)
    job = desk.jobs.all[0]
    assert job.state is JobState.DONE, job.result
    assert job.result.startswith("Nothing altered:")
    desk.rest()
    desk.qtbot.waitUntil(
        lambda: desk.window.status.saying("verified").text.startswith("Audit verified to"), timeout=5000
    )


def test_a_wrong_file_ends_the_job_with_one_sentence(desk: Desk, tmp_path: Path) -> None:
    from revroute_desktop.console.jobs.works import import_work
    from revroute_desktop.console.panes.routing.import_dialog import ImportAsked

    desk.console.books.start(import_work(ImportAsked(tmp_path / "gone.csv", "generic", "")))
    desk.qtbot.waitUntil(lambda: bool(desk.jobs.all) and not desk.jobs.running, timeout=60_000)
    job = desk.jobs.all[0]
    assert job.state is JobState.FAILED
    assert "gone.csv" in job.result
    assert desk.notices.said


def test_a_read_only_workspace_says_so_and_offers_no_writing(
    desks: Callable[..., Desk], books_file: Path
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    books_file.chmod(0o444)
    desk = desks()
    desk.begin(books_file)
    assert not routing(desk).import_button.isEnabled()


def test_the_first_pane_waits_for_nothing_that_it_does_not_need() -> None:
    heavy = ("sqlalchemy", "keyring", "duckdb", "cryptography", "ruamel.yaml", "jsonschema", "psutil")
    code = (
        "import sys, revroute_desktop.console.app; "
        f"print([m for m in {heavy!r} if m in sys.modules], "
        "[m for m in sys.modules if 'panes.audit' in m or 'dialogs' in m])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] []"
