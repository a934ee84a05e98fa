"""What several steps of the walk need: panes, actions, and a look at rows in the inspector."""

from tests.gui.walk.walker import Steps, Walker

from revroute_desktop.console.panes.routing.events_view import EventsView
from revroute_desktop.console.panes.routing.view import EVENTS, RoutingView
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.tabs import Tabs


def routing(walker: Walker) -> RoutingView:
    """Return the routing pane."""
    view = walker.program.books.panes.view("routing")
    assert isinstance(view, RoutingView), "the routing pane is built"
    return view


def do(walker: Walker, action: str) -> None:
    """Do an action of the registry."""
    walker.program.window.actions_of_window.do(action)


def go_to_events(walker: Walker) -> Steps:
    """Go to the table of the events."""
    walker.program.books.panes.show("routing")
    yield None
    routing(walker).head.tabs.choose(EVENTS)
    yield from walker.rest()


def inspect(walker: Walker, page: ListTab, name: str, rows: int) -> Steps:
    """Select some rows, look at each tab of the inspector, and close it."""
    model = page.table.model()
    for row in walker.some(range(min(rows, model.rowCount()))):
        walker.at(f"{name}: row {row} inspected")
        page.table.setFocus()
        page.table.selectRow(row)
        page.beside.open_inspector()
        yield from walker.rest()
        tabs = page.inspector.tabs
        for at, title in enumerate(titles(tabs)):
            walker.at(f"{name}: row {row}, {title}")
            page.inspector.choose_tab(at)
            yield from walker.rest()
            if row == 0:
                yield from walker.picture(f"{name}-inspector-{at}")
        page.inspector.choose_tab(0)
    page.beside.close_inspector()
    page.table.clearSelection()
    yield from walker.rest()


def titles(tabs: Tabs) -> tuple[str, ...]:
    """Return what the tabs are called."""
    return tabs._titles


def restore_arrival(page: EventsView) -> None:
    """Sort the events by arrival again."""
    page.table.sort_asked.emit("arrival", True)


def opened(walker: Walker) -> bool:
    """Tell whether a workspace is open and its first rows are there."""
    if walker.program.console.books is None:
        return False
    model = routing(walker).events_model
    return not model.rowCount() or model.cells(0) is not None
