"""Pictures of what tables have in common: the filter with its help, a fault, several rows, saved views."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.panes.routing.view import (
    CONFLICTS,
    IMPORTS,
    PLANS,
    SIMULATIONS,
    TABS,
    RoutingView,
)
from revroute_desktop.console.shell.save_view import SaveViewDialog
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.filter_chips import FilterHelp

_FILTER = "kind:sale,subscription amount>10 ~-country:DE at:2026"
_OTHER_FILTERS = (
    (CONFLICTS, "at:2025"),
    (IMPORTS, "rows>1000 -state:undone"),
    (PLANS, "state:ruling,superseded"),
    (SIMULATIONS, "changed>0"),
)
_VIEWS = (SavedView("Sales over 100", "Events", "amount>100"), SavedView("Refunds", "Events", "kind:refund"))


def take_tables(look: Look, books: OpenBooks, take: Callable[..., None], name: str) -> None:
    """Take the pictures; the filter is empty and no view is saved afterwards."""
    view = books.panes.view("routing")
    assert isinstance(view, RoutingView), "the routing pane is built"
    page, field = view.events, view.events.filter
    assert field is not None, "events have a filter"
    books.panes.show("routing")
    view.head.tabs.choose(0)
    books.views.keep(_VIEWS)
    field.set_text(_FILTER)
    field.filtered.emit(field.text)
    page.beside.close_inspector()
    take(f"filter-{name}")
    page.table.selectAll()
    take(f"filter-all-selected-{name}")
    page.table.clearSelection()
    field.set_text("amount>much")
    take(f"filter-fault-{name}")
    field.clear()
    window: QWidget = view.window()
    for tab, text in _OTHER_FILTERS:
        view.head.tabs.choose(tab)
        other = view.page(tab).filter
        assert other is not None, "each of these tabs has a filter"
        other.set_text(text)
        other.filtered.emit(other.text)
        take(f"filter-{TABS[tab].lower()}-{name}")
        other.clear()
    view.head.tabs.choose(0)
    popup = FilterHelp(look, field.table, field)
    _picture(take, f"filter-help-{name}", popup)
    _picture(take, f"save-view-{name}", SaveViewDialog(look, window, _VIEWS[0], frozenset()))
    books.views.keep(())


def _picture(take: Callable[..., None], name: str, widget: QWidget) -> None:
    widget.adjustSize()
    widget.show()
    take(name, widget)
    widget.close()
    widget.deleteLater()
