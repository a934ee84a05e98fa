"""Saved views: filter, order, columns, period and currency under a name, in the rail and after a restart."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.gui.conftest import EVENTS, Desk

from revroute_desktop.console.books.period import ALL_TIME
from revroute_desktop.console.books.views import SavedView, as_saved, views_of, with_view
from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.panes.traffic.view import VISITS as VISITS_TAB
from revroute_desktop.console.session import Session, load_session
from revroute_desktop.console.shell.save_view import SaveViewDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def routing(desk: Desk) -> RoutingView:
    view = desk.console.books.panes.view("routing")
    assert isinstance(view, RoutingView)
    return view


def save(desk: Desk, name: str) -> None:
    routing(desk).events.save_button.click()
    dialog = desk.window.findChild(SaveViewDialog)
    dialog._name.setText(name)
    dialog.act.click()
    desk.rest()


def test_a_view_comes_back_as_it_was_also_after_a_restart(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "console.json"
    first = desks(Session(), kept)
    first.begin(books_file)
    page = routing(first).events
    names = [column.name for column in page.table.cells_model.columns]
    page.filter.set_text("kind:refund ~country:DE")
    page.filter.filtered.emit(page.filter.text)
    first.rest()
    page.table.sort_asked.emit("amount", True)
    page.table.columns.choose(names.index("Country"), False)
    first.rest()
    save(first, "Refunds")
    assert [item.spec.id for item in first.window.rail._views] == ["Refunds"]
    page.filter.clear()
    page.table.columns.reset()
    page.table.sort_asked.emit("arrival", True)
    first.rest()
    assert routing(first).events_model.rowCount() == EVENTS - 2
    first.console.remember()
    second = desks(load_session(kept), kept)
    second.begin(books_file)
    (item,) = second.window.rail._views
    item.click()
    second.rest()
    again = routing(second).events
    assert routing(second).events_model.rowCount() == EVENTS // 50
    assert again.filter.text == "kind:refund ~country:DE"
    assert again.table.isColumnHidden(names.index("Country"))
    state = second.console.books.made.routing.events.state
    assert (state.sort, state.descending, state.period) == ("amount", True, ALL_TIME)


def test_a_view_needs_a_name_of_its_own_and_can_be_removed(desk: Desk) -> None:
    save(desk, "All")
    routing(desk).events.save_button.click()
    dialog = desk.window.findChildren(SaveViewDialog)[-1]
    dialog._name.setText(" ")
    assert dialog.problem() == "Give the view a name."
    dialog._name.setText("All")
    assert dialog.problem().startswith("There is a view All already")
    dialog.reject()
    desk.window.rail.view_removed.emit("All")
    assert desk.console.books.views.all == ()
    assert desk.window.rail._views == []


def test_views_are_read_as_they_were_written_and_broken_ones_left_out() -> None:
    view = SavedView("Big", "Events", "amount>100", "amount", False, "2026-10", "EUR", {"away": ["Kind"]})
    assert views_of(as_saved([view])) == (view,)
    assert views_of([{"name": "x"}, 7, None]) == ()
    assert views_of("nothing") == ()
    assert with_view((view,), replace(view, filter="")) == (replace(view, filter=""),)
    assert view.named("  two   words ").name == "two words"


def test_a_view_of_the_log_stands_beside_the_others(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "console.json"
    first = desks(Session(), kept)
    first.begin(books_file)
    save(first, "All")
    first.console.books.panes.show("audit")
    first.rest()
    audit = first.console.books.panes.view("audit")
    everything = audit.model.rowCount()
    audit.filter.set_text("action:plan.*")
    audit.filter.filtered.emit(audit.filter.text)
    first.rest()
    audit.save_button.click()
    dialog = [d for d in first.window.findChildren(SaveViewDialog) if d.isVisible()][-1]
    assert "payer" not in dialog.about.text()
    dialog._name.setText("Plans in the log")
    dialog.act.click()
    first.rest()
    assert [item.spec.id for item in first.window.rail._views] == ["All", "Plans in the log"]
    audit.filter.clear()
    first.rest()
    assert audit.model.rowCount() == everything
    first.console.remember()
    second = desks(load_session(kept), kept)
    second.begin(books_file)
    second.rest()
    second.console.books.panes.show("routing")
    second.console.books.views.show("Plans in the log")
    second.rest()
    again = second.console.books.panes.view("audit")
    assert second.console.books.panes.current == "audit" and again.filter.text == "action:plan.*"
    assert 0 < again.model.rowCount() < everything
    second.console.books.views.show("All")
    second.rest()
    assert second.console.books.panes.current == "routing"


def test_a_view_of_visits_comes_back_with_filter_order_and_columns(desk: Desk) -> None:
    books = desk.console.books
    books.panes.show("traffic")
    desk.rest()
    books.panes.view("traffic").head.tabs.choose(VISITS_TAB)
    page = books.panes.view("traffic").visits
    names = [column.name for column in page.table.cells_model.columns]
    page.filter.set_text("landing:/shop pages>1")
    page.filter.filtered.emit(page.filter.text)
    page.table.sort_asked.emit("pages", False)
    page.table.columns.choose(names.index("Country"), False)
    desk.rest()
    page.save_button.click()
    dialog = desk.window.findChildren(SaveViewDialog)[-1]
    dialog._name.setText("Shop")
    dialog.act.click()
    page.filter.clear()
    page.table.columns.reset()
    page.table.sort_asked.emit("seen", True)
    books.panes.show("routing")
    desk.rest()
    assert views_of(as_saved(books.views.all)) == books.views.all
    books.views.show("Shop")
    desk.rest()
    assert books.panes.current == "traffic" and books.panes.view("traffic").tab == VISITS_TAB
    assert page.filter.text == "landing:/shop pages>1"
    assert page.table.isColumnHidden(names.index("Country"))
    shown = books.made.traffic.view_shown()
    assert (shown.tab, shown.sort, shown.descending) == ("Visits", "pages", False)
