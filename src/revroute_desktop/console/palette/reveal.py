"""Shows in the panes what the palette found in the books."""

from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.books.period import ALL_TIME
from revroute_desktop.console.palette.offers import Kind
from revroute_desktop.console.panes.routing.view import ACCOUNTS, EVENTS, PLANS, RoutingView

_TABS = {Kind.EVENT: EVENTS, Kind.ACCOUNT: ACCOUNTS, Kind.PLAN: PLANS}


def reveal(books: OpenBooks, kind: Kind, name: str) -> None:
    """Go to an account, an event or a version of the plan; the filter says what is shown."""
    books.panes.show_tab("routing", _TABS[kind])
    view = books.panes.view("routing")
    if not isinstance(view, RoutingView):
        return
    if kind is Kind.EVENT:
        # It may lie outside what the header shows.
        books.chosen.show(ALL_TIME, "")
    page = view.events if kind is Kind.EVENT else view.accounts
    if kind is not Kind.PLAN and page.filter is not None:
        text = f'"{name}"'
        page.filter.set_text(text)
        page.filter.filtered.emit(text)
