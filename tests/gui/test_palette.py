"""The palette: what it offers, in which order, and what happens then."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.conftest import Desk

from revroute_desktop.console.books.period import Period
from revroute_desktop.console.palette.offers import Kind, Offer, merge, rank
from revroute_desktop.console.panes.routing.view import ACCOUNTS, PLANS, RoutingView
from revroute_desktop.console.session import Session
from revroute_desktop.routing.find import find_accounts, find_events, find_plans


def titles(desk: Desk) -> list[str]:
    return [offer.title for offer in desk.window.palette_panel.model.offers]


def typed(desk: Desk, text: str) -> list[str]:
    if not desk.window.palette_panel.isVisible():
        desk.window.actions_of_window.do("palette.open")
    desk.window.palette_panel.field.setText(text)
    desk.rest()
    return titles(desk)


def pick(desk: Desk) -> None:
    desk.qtbot.keyClick(desk.window.palette_panel.field, Qt.Key.Key_Return)
    desk.rest()


def test_some_letters_find_an_action_and_enter_does_it(desk: Desk) -> None:
    assert typed(desk, "aud")[0] == "Audit"
    pick(desk)
    assert desk.console.books is not None and desk.console.books.panes.current == "audit"
    assert not desk.window.palette_panel.isVisible()


def test_what_was_chosen_lately_comes_first(desk: Desk) -> None:
    typed(desk, "audit")
    pick(desk)
    assert typed(desk, "")[0] == "Audit"
    assert desk.window.palette_panel.model.offers[0].recent


def test_an_account_is_found_by_part_of_its_code_and_shown(desk: Desk) -> None:
    assert "payee:neon-kitten" in typed(desk, "kitten")
    at = titles(desk).index("payee:neon-kitten")
    for _ in range(at):
        desk.qtbot.keyClick(desk.window.palette_panel.field, Qt.Key.Key_Down)
    pick(desk)
    view = desk.console.books.panes.view("routing")
    assert isinstance(view, RoutingView)
    assert view.tab == ACCOUNTS


def test_an_event_is_found_by_the_beginning_of_its_id_and_shown_whatever_the_period(desk: Desk) -> None:
    desk.window.header.period_picked.emit(Period(12 * 2020))
    desk.rest()
    assert typed(desk, "ch_000300")[0] == "ch_000300"
    pick(desk)
    view = desk.console.books.panes.view("routing")
    assert isinstance(view, RoutingView)
    assert view.events_model.rowCount() == 1
    assert desk.window.header.period.period.is_all


def test_a_version_of_the_plan_is_found(desk: Desk) -> None:
    found = typed(desk, "creator")
    version = next(title for title in found if title.endswith("version 1"))
    panel = desk.window.palette_panel
    panel.list.setCurrentIndex(panel.model.index(found.index(version)))
    pick(desk)
    view = desk.console.books.panes.view("routing")
    assert isinstance(view, RoutingView)
    assert view.tab == PLANS


def test_help_pages_and_settings_are_found(desk: Desk) -> None:
    assert "Keyboard shortcuts" in typed(desk, "keyboard")
    assert "Theme, contrast and row height" in typed(desk, "density")
    assert "When something goes wrong" in typed(desk, "wrong")


def test_escape_closes_the_palette_and_the_focus_goes_back(desk: Desk) -> None:
    view = desk.console.books.panes.view("routing")
    assert isinstance(view, RoutingView)
    view.events.table.setFocus()
    typed(desk, "x")
    desk.qtbot.keyClick(desk.window.palette_panel.field, Qt.Key.Key_Escape)
    assert not desk.window.palette_panel.isVisible()
    assert desk.window.focusWidget() is view.events.table


def test_nothing_found_says_what_can_be_looked_for(desk: Desk) -> None:
    assert typed(desk, "qqqqqq") == []
    assert desk.window.palette_panel._nothing.isVisible()


def test_without_a_workspace_only_what_makes_sense_is_offered(
    desks: Callable[..., Desk], books_file: Path
) -> None:
    desk = desks()
    desk.begin(None)
    found = typed(desk, "")
    assert "Route what waits" not in found
    assert "New workspace…" in found


def test_what_was_found_in_other_books_is_not_offered_in_these(desk: Desk) -> None:
    desk.console.session = replace(
        desk.console.session, found=("another\tAccount\tpayee:elsewhere", "\tHelp\tstart")
    )
    found = typed(desk, "")
    assert "payee:elsewhere" not in found
    assert found[0] == "Start here"


def test_the_model_of_the_palette_keeps_the_rules_of_models(desk: Desk) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(desk.window.palette_panel.model, mode)
    for text in ("", "r", "route", "qqqq", "ch_0001"):
        typed(desk, text)
    assert tester.model() is desk.window.palette_panel.model


def test_first_results_are_there_within_the_blink_of_an_eye(desk: Desk) -> None:
    desk.window.actions_of_window.do("palette.open")
    desk.rest()
    started = time.perf_counter()
    desk.window.palette_panel.field.setText("verify")
    elapsed = time.perf_counter() - started
    assert titles(desk)[0] == "Verify"
    assert elapsed < 0.05


def test_events_are_found_by_seeks_in_indexes_alone(desk: Desk) -> None:
    with desk.console.books.workspace.read() as session:
        plan = session.sql.execute(
            "EXPLAIN QUERY PLAN SELECT found.event FROM source CROSS JOIN d_event_identity AS found "
            "ON found.source = source.id AND found.external_id >= ? AND found.external_id < ? LIMIT ?",
            ("ch_", "ch_\U0010ffff", 6),
        ).fetchall()
        assert any("SEARCH found USING PRIMARY KEY" in row[3] for row in plan)
        assert len(find_events(session.sql, "ch_0000")) == 6
        assert find_events(session.sql, "") == [] == find_accounts(session.sql, " ")
        one = find_events(session.sql, "#7")[0]
        assert find_events(session.sql, one.external_id)[0] == one
        assert find_accounts(session.sql, "NEON")[0] == "payee:neon-kitten"
        assert find_plans(session.sql, "creator")[0].number == 1


def test_what_is_named_exactly_leads_the_list_and_what_has_another_title_ends_it() -> None:
    static = [
        Offer(Kind.ACTION, "a", "Route what waits", places=(0, 1, 2, 3, 4)),
        Offer(Kind.HELP, "h", "Start here", also="route"),
    ]
    found = [Offer(Kind.ACCOUNT, "payee:route-a", "payee:route-a"), Offer(Kind.EVENT, "route", "route")]
    merged = [offer.name for offer in merge(static, found, "route")]
    assert merged == ["route", "a", "payee:route-a", "h"]


def test_letters_strewn_over_other_words_of_an_offer_find_nothing() -> None:
    offer = Offer(Kind.HELP, "commands", "Commands", also="ledger undo export")
    assert rank([offer], "lux", ()) == []
    assert rank([offer], "exp", ()) != []


def test_choices_of_the_palette_are_remembered() -> None:
    session = Session().with_found("\tAction\ta").with_found("\tAction\tb").with_found("\tAction\ta")
    assert session.found == ("\tAction\ta", "\tAction\tb")
