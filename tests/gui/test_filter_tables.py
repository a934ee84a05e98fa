"""The filter in the tables of imports, conflicts, plans and simulations; a payer is asked for, not kept."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from tests.gui.conftest import HEAD, Desk

from revroute_desktop.console.panes.routing.view import (
    CONFLICTS,
    EVENTS,
    IMPORTS,
    PLANS,
    SIMULATIONS,
    RoutingView,
)
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.pages import IMPORT_FIELDS
from revroute_desktop.routing.imports.quarantine_pages import CONFLICT_FIELDS
from revroute_desktop.routing.plans.drafts import save_draft
from revroute_desktop.routing.plans.pages import PLAN_FIELDS
from revroute_desktop.routing.simulations import SIMULATION_FIELDS, keep_simulation
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.filters.fields import Table
from revroute_desktop.workspace.filters.language import read

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

RESULT = {"events": 12, "changed": 3, "undecided": 0, "note": "", "destinations": []}


@pytest.fixture
def filled(desks: Callable[..., Desk], books_file: Path, tmp_path: Path) -> Desk:
    """The month with a second import that conflicts, a draft, and two simulations."""
    file = tmp_path / "later.csv"
    row = "stripe,ch_00000{n},2026-10-01T00:15:00Z,subscription,21.00,EUR,AT,user0,,neon-kitten,90\n"
    file.write_text(HEAD + row.format(n=0) + row.format(n=1), encoding="utf-8")
    with open_workspace(books_file) as workspace:
        import_revenue(workspace, file, "generic", actor="desk-2")
        save_draft(workspace, "next-year", "plan: next-year\n")
        keep_simulation(workspace, "creator-network", "2026-10-01", "2026-10-31", dict(RESULT))
        keep_simulation(workspace, "next-year", "2026-09-01", "2026-09-30", {**RESULT, "changed": 0})
    desk = desks()
    desk.begin(books_file)
    return desk


def routing(desk: Desk) -> RoutingView:
    return cast(RoutingView, desk.console.books.panes.view("routing"))


def count(desk: Desk, tab: int, model: RowsModel | PagedModel, text: str) -> int:
    """Filter a tab and return how many rows are left."""
    view = routing(desk)
    view.head.tabs.choose(tab)
    desk.rest()
    field = view.page(tab).filter
    assert isinstance(field, FilterField)
    field.set_text(text)
    field.filtered.emit(field.text)
    desk.rest()
    return model.rowCount()


@pytest.mark.parametrize("table", [IMPORT_FIELDS, CONFLICT_FIELDS, PLAN_FIELDS, SIMULATION_FIELDS])
def test_every_field_has_an_example_that_can_be_read(table: Table) -> None:
    for known in table.explained:
        assert read(known.example, table)[0].name == known.name


def test_imports_are_filtered(filled: Desk) -> None:
    model = routing(filled).imports_model
    for text, left in (
        ("", 2),
        ("later", 1),
        ("by:desk-2", 1),
        ("rows>100", 1),
        ("state:complete", 2),
        ("state:undone", 0),
        ("-file:later refused:2", 1),
    ):
        assert count(filled, IMPORTS, model, text) == left, text
    view = routing(filled).imports
    assert count(filled, IMPORTS, model, "state:undone") == 0
    assert view.empty.isVisible() and view.filter is not None and view.filter.isVisible()


def test_conflicts_are_filtered_and_exported_as_filtered(filled: Desk) -> None:
    model = routing(filled).conflicts_model
    for text, left in (("", 2), ("id:ch_000001", 1), ("line:2", 1), ("at:2026-10", 2), ("source:paypal", 0)):
        assert count(filled, CONFLICTS, model, text) == left, text


def test_plans_and_their_draft_are_filtered(filled: Desk) -> None:
    model = routing(filled).plans_model
    for text, left in (
        ("", 2),
        ("state:draft", 1),
        ("state:ruling", 1),
        ("effective<2026-02", 1),
        ("says:treasury", 1),
        ("version:7", 0),
    ):
        assert count(filled, PLANS, model, text) == left, text
    assert routing(filled).plans.filter.isVisible()
    view = filled.console.books.made.routing.view_shown()
    assert view.tab == "Plans" and view.filter == "version:7"


def test_simulations_are_filtered(filled: Desk) -> None:
    model = routing(filled).simulations_model
    for text, left in (
        ("", 2),
        ("changed>0", 1),
        ("from:2026-10-01", 1),
        ("to:2026-Q3", 1),
        ("plan:next", 1),
    ):
        assert count(filled, SIMULATIONS, model, text) == left, text


def test_a_fault_keeps_the_last_good_result(filled: Desk) -> None:
    model = routing(filled).imports_model
    assert count(filled, IMPORTS, model, "later") == 1
    field = routing(filled).imports.filter
    assert field is not None
    field._edit.setText("rows:many")
    field._edit.textEdited.emit("rows:many")
    field._send()
    filled.rest()
    assert "rows" in field.fault and model.rowCount() == 1


def test_a_payer_is_asked_for_and_not_remembered(filled: Desk) -> None:
    model = routing(filled).events_model
    assert count(filled, EVENTS, model, "payer:user7 kind:subscription") == 15
    assert filled.console.books.made.routing.saved()["filter"] == "kind:subscription"
    assert filled.console.books.made.routing.view_shown().filter == "kind:subscription"
    assert count(filled, EVENTS, model, "attr.creator:neon-kitten") == 200
