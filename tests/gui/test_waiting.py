"""The button that moves the day on, what kind of books these are, and the order of currencies."""

from typing import cast

import pytest
from tests.gui.conftest import Desk

from revroute_desktop.console.books.currencies import in_order
from revroute_desktop.console.panes.routing.view import EVENTS, RoutingView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_currency_that_is_shown_comes_first_and_the_others_by_code() -> None:
    assert in_order(["GBP", "JPY", "USD", "EUR", "GBP"]) == ["EUR", "GBP", "JPY", "USD"]
    assert in_order(["GBP", "JPY", "USD", "EUR"], "USD") == ["USD", "EUR", "GBP", "JPY"]


def test_what_only_waits_for_originals_is_said_and_shown_and_is_no_primary_act(desk: Desk) -> None:
    view = cast(RoutingView, desk.console.books.panes.view("routing"))
    view.show_waiting(4, "4", has_plan=True, ready=False, may_write=True)
    assert view.route_button.isHidden() and not view.waiting_button.isHidden()
    assert view.waiting_button.text() == "4 wait for their originals"
    view.waiting_button.click()
    desk.rest()
    assert view.tab == EVENTS and view.events.filter is not None
    assert view.events.filter.text == "state:waiting"
    view.show_waiting(4, "4", has_plan=True, ready=True, may_write=True)
    assert view.waiting_button.isHidden() and view.route_button.text() == "Route 4 waiting"


def test_live_books_say_so(desk: Desk) -> None:
    assert desk.window.header._environment.accessibleName() == "Live books"
