"""The walk: what an operator looks at and does, screen by screen."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget
from tests.gui.walk.feed import Feed
from tests.gui.walk.walker import Steps, Walker

from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.panes.routing.events_view import EventsView
from revroute_desktop.console.panes.routing.view import ACCOUNTS, EVENTS, PLANS, TABS, RoutingView
from revroute_desktop.console.panes.system.view import SystemView
from revroute_desktop.console.period import ALL_TIME, Period
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.views import SavedView
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.models import PagedModel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.tabs import Tabs

INDEXED = ("state:waiting", "id=e0000123", "state:quarantined", "at:2025-12", "currency:GBP")
OTHERS = ("id:e0000123", "amount>5000", "country:DE -kind:refund", "file:arrivals", "line:1..50", "creator")
_PAGES = 6


def walk(walker: Walker, feed: Feed, path: Path) -> Steps:
    """Go through every screen of the open workspace at `path`, close it, and open it again."""
    feed.go()
    yield from _events(walker, feed)
    yield from _filters(walker, feed)
    yield from _period(walker)
    feed.go()
    yield from _tabs(walker, feed)
    yield from _accounts(walker)
    feed.go()
    yield from _plans(walker)
    yield from _audit(walker, feed)
    yield from _other_panes(walker, feed)
    yield from _system(walker, feed)
    yield from _switches(walker)
    feed.go()
    yield from _palette(walker)
    yield from _views(walker)
    yield from _pages(walker)
    feed.go()
    yield from _dialogs(walker, feed)
    yield from _looks(walker, feed)
    yield from _jobs(walker, feed)
    yield from _without_books(walker, path)


def _routing(walker: Walker) -> RoutingView:
    view = walker.program.books.view("routing")
    assert isinstance(view, RoutingView), "the routing pane is built"
    return view


def _do(walker: Walker, action: str) -> None:
    walker.program.window.actions_of_window.do(action)


def _go_to_events(walker: Walker) -> Steps:
    walker.program.books.show_pane("routing")
    yield None
    _routing(walker).head.tabs.choose(EVENTS)
    yield from walker.rest()


# The events table


def _events(walker: Walker, feed: Feed) -> Steps:
    walker.at("events: the first screen")
    yield from _go_to_events(walker)
    page = _routing(walker).events
    yield from walker.picture("events")
    walker.at("events: sorted by each column")
    for column in range(len(page.table.cells_model.columns)):
        if page.table.cells_model.columns[column].sort and not page.table.isColumnHidden(column):
            for _ in range(2):
                yield from _click_head(walker, page.table, column)
                yield from walker.rest()
            feed.go()
    _restore_arrival(page)
    yield from walker.rest()
    walker.at("events: scrolled to the end and back")
    page.table.setFocus()
    for _ in range(_PAGES):
        yield from walker.press(page.table, Qt.Key.Key_PageDown)
        yield 0.03
    yield from walker.press(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    yield from walker.rest()
    yield from walker.picture("events-end")
    bar = page.table.verticalScrollBar()
    for part in range(10):
        bar.setValue(bar.maximum() * (10 - part) // 10)
        yield 0.02
    yield from walker.press(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    yield from walker.rest()
    walker.at("events: all selected, with their sums")
    yield from walker.press(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    yield from walker.rest()
    yield from walker.picture("events-all-selected")
    page.table.clearSelection()
    yield None
    walker.at("events: twenty selected and copied")
    page.table.selectRow(0)
    for _ in range(20):
        QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        yield 0.01
    for form in ("tsv", "csv", "json"):
        page.table.copy(form)
        yield from walker.rest()
    page.table.clearSelection()
    yield from _inspect(walker, page, "events", 3)
    walker.at("events: menus")
    yield from walker.menu("events-columns", page.tools.columns.click)
    at = QPoint(200, 40)
    yield from walker.menu("events-menu", partial(page.table.menu_asked.emit, page.table.mapToGlobal(at)))
    yield from walker.dialog("save-view", page.save_button.click)


def _click_head(walker: Walker, table: DataTable, column: int) -> Steps:
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + head.sectionSize(column) // 2, head.height() // 2)
    yield from walker.click(head.viewport(), place)


def _restore_arrival(page: EventsView) -> None:
    page.table.sort_asked.emit("arrival", True)


def _inspect(walker: Walker, page: ListTab, name: str, rows: int) -> Steps:
    """Select some rows, look at each tab of the inspector, and close it."""
    model = page.table.model()
    for row in range(min(rows, model.rowCount())):
        walker.at(f"{name}: row {row} inspected")
        page.table.setFocus()
        page.table.selectRow(row)
        page.beside.open_inspector()
        yield from walker.rest()
        tabs = page.inspector.tabs
        for at, title in enumerate(_titles(tabs)):
            walker.at(f"{name}: row {row}, {title}")
            page.inspector.choose_tab(at)
            yield from walker.rest()
            if row == 0:
                yield from walker.picture(f"{name}-inspector-{at}")
        page.inspector.choose_tab(0)
    page.beside.close_inspector()
    page.table.clearSelection()
    yield from walker.rest()


def _titles(tabs: Tabs) -> tuple[str, ...]:
    return tabs._titles


# Filters


def _filters(walker: Walker, feed: Feed) -> Steps:
    page = _routing(walker).events
    field = page.filter
    assert field is not None, "events have a filter"
    edit = field.focusProxy()
    assert edit is not None, "the filter has a line"
    yield from _go_to_events(walker)
    for name, texts in (("filter_indexed", INDEXED), ("filter_others", OTHERS)):
        for text in texts:
            walker.at(f"events: filter {text}")
            feed.go()
            page.focus_filter()
            yield from walker.type(edit, text[:-1])
            fresh = _fresh_rows(walker, text)
            # From the last letter to the rows, with the pause that waits for the next letter.
            yield from walker.measure(
                name, partial(QTest.keyClicks, edit, text[-1]), page.table.viewport(), fresh
            )
            yield from walker.rest()
            if text in {INDEXED[0], OTHERS[0]}:
                yield from walker.picture(f"{name}")
            yield from walker.press(edit, Qt.Key.Key_Return)
            yield from walker.rest()
            field.clear()
            yield from walker.rest()
    walker.at("events: a fault in the filter")
    page.focus_filter()
    yield from walker.type(edit, "amount>much")
    yield 0.2
    yield from walker.picture("filter-fault")
    field.clear()
    yield from walker.rest()
    walker.at("events: a filter switched off and on")
    field.set_text("country:DE amount>10")
    field.filtered.emit(field.text)
    yield from walker.rest()
    for _ in range(2):
        chips = [w for w in field.findChildren(QAbstractButton) if type(w).__name__ == "FilterChip"]
        yield from walker.press(chips[0], Qt.Key.Key_Space)
        yield 0.15
        yield from walker.rest()
    yield from walker.picture("filter-chips")
    field.clear()
    yield from walker.rest()
    page.table.setFocus()


def _fresh_rows(walker: Walker, text: str) -> Callable[[], bool]:
    """Return a question: are the first rows there that this text leaves?"""
    presenter = walker.program.books._routing.events
    landed: list[str] = []

    def on_loaded() -> None:
        landed.append(presenter.state.filter)

    presenter.loaded.connect(on_loaded)

    def there() -> bool:
        if text not in landed:
            return False
        presenter.loaded.disconnect(on_loaded)
        return True

    return there


# Period, currency


def _period(walker: Walker) -> Steps:
    header = walker.program.window.header
    yield from _go_to_events(walker)
    walker.at("header: the menu of periods")
    yield from walker.menu("period-menu", partial(_do, walker, "go.period"))
    yield from walker.dialog("days", header.period.days_asked.emit)
    for back in range(3):
        walker.at(f"header: month {back} shown")
        header.period_picked.emit(Period((2025 - 1970) * 12 + 11 - back))
        yield from walker.rest()
    for code in ("EUR", "USD", ""):
        walker.at(f"header: currency {code or 'all'}")
        header.currency_picked.emit(code)
        yield from walker.rest()
    yield from walker.picture("period")
    header.period_picked.emit(ALL_TIME)
    yield from walker.rest()


# The other tabs


def _tabs(walker: Walker, feed: Feed) -> Steps:
    view = _routing(walker)
    for at, title in enumerate(TABS):
        if at in {EVENTS, PLANS}:
            continue
        name = title.lower()
        walker.at(f"{name}: shown")
        feed.go()
        yield from walker.measure("tab_switch", partial(view.head.tabs.choose, at), view, _always)
        page = view.page(at)
        assert isinstance(page, ListTab), "the other tabs have a table"
        yield from walker.rest()
        yield from walker.picture(name)
        yield from _every_sort(walker, page, name)
        yield from _inspect(walker, page, name, 2)
        if page.filter is not None:
            walker.at(f"{name}: filtered")
            edit = page.filter.focusProxy()
            assert edit is not None, "the filter has a line"
            page.focus_filter()
            yield from walker.type(edit, "creator")
            yield 0.15
            yield from walker.rest()
            page.filter.clear()
            yield from walker.rest()
        walker.at(f"{name}: all selected")
        page.table.setFocus()
        yield from walker.press(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        yield from walker.rest()
        page.table.clearSelection()
        yield from _dialogs_of(walker, page, name)


def _every_sort(walker: Walker, page: ListTab, name: str) -> Steps:
    for column in range(len(page.table.cells_model.columns)):
        if page.table.cells_model.columns[column].sort and not page.table.isColumnHidden(column):
            walker.at(f"{name}: sorted by column {column}")
            yield from _click_head(walker, page.table, column)
            yield from walker.rest()


def _dialogs_of(walker: Walker, page: ListTab, name: str) -> Steps:
    """Open each dialog that the buttons of a tab and of its inspector show, for its first row."""
    if page.table.model().rowCount():
        page.table.selectRow(0)
        page.beside.open_inspector()
    yield from walker.rest()
    for words in ("mend_button", "retry_button", "dismiss_button", "retry_all", "dismiss_all", "undo_button"):
        button = getattr(page, words, None)
        if isinstance(button, QAbstractButton) and button.isVisible() and button.isEnabled():
            walker.at(f"{name}: {words}")
            yield from walker.dialog(f"dialog-{name}-{words.replace('_', '-')}", button.click)
    page.beside.close_inspector()
    page.table.clearSelection()
    yield from walker.rest()


def _always() -> bool:
    return True


def _accounts(walker: Walker) -> Steps:
    view = _routing(walker)
    page = view.accounts
    view.head.tabs.choose(ACCOUNTS)
    yield from walker.rest()
    walker.at("accounts: groups folded and opened")
    for _ in range(2):
        page.table.selectRow(0)
        yield from walker.press(page.table, Qt.Key.Key_Return)
        yield from walker.rest()
    walker.at("accounts: a statement")
    rows = page.table.model().rowCount()
    for row in range(0, min(rows, 12), 3):
        page.table.selectRow(row)
        page.beside.open_inspector()
        page.inspector.choose_tab(1)
        yield from walker.rest()
    yield from walker.picture("statement")
    page.inspector.choose_tab(0)
    page.beside.close_inspector()
    for button in page.acts:
        walker.at(f"accounts: {button.text()}")
        yield from walker.dialog(f"dialog-accounts-{button.text().split()[-1].lower()}", button.click)


def _plans(walker: Walker) -> Steps:
    view = _routing(walker)
    page = view.plans
    walker.at("plans: versions")
    view.head.tabs.choose(PLANS)
    yield from walker.rest()
    yield from walker.picture("plans")
    walker.at("plans: a draft begun")
    page.table.selectRow(0)
    yield None
    if page.edit_button.isVisible():
        page.edit_button.click()
    yield lambda: not page.code.isReadOnly()
    yield from walker.rest()
    walker.at("plans: typed into")
    page.code.setFocus()
    page.code.go_to(1)
    for letter in "# tried\n":
        QTest.keyClicks(page.code, letter) if letter != "\n" else QTest.keyClick(page.code, Qt.Key.Key_Return)
        yield 0.04
    yield 0.5
    yield from walker.rest()
    walker.at("plans: a fault typed")
    yield from walker.type(page.code, "st")
    yield from walker.press(page.code, Qt.Key.Key_Escape)
    yield 0.5
    yield from walker.rest()
    yield from walker.picture("plan-findings")
    for _ in range(2):
        yield from walker.press(page.code, Qt.Key.Key_Backspace)
    yield 0.5
    yield from walker.rest()
    yield from walker.picture("plan-draft")
    for button in (page.compare_button, page.simulate_draft_button, page.publish_draft_button):
        walker.at(f"plans: {button.text()}")
        if button.isEnabled():
            yield from walker.dialog(f"dialog-plans-{button.text().split()[0].lower()}", button.click)
    walker.at("plans: the draft discarded")
    page.discard_button.click()
    yield from walker.rest()


# The other panes


def _audit(walker: Walker, feed: Feed) -> Steps:
    walker.at("audit: shown")
    feed.go()
    books = walker.program.books
    books.show_pane("audit")
    yield from walker.rest()
    view = books.view("audit")
    assert isinstance(view, AuditView), "the audit pane is built"
    yield from walker.picture("audit")
    for row in range(min(4, view.table.model().rowCount())):
        walker.at(f"audit: entry in row {row}")
        view.table.selectRow(row)
        yield from walker.rest()
        for form in (1, 0):
            view.forms.choose(form)
            yield from walker.rest()
    yield from walker.picture("audit-entry")
    walker.at("audit: the whole log")
    view.table.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_A):
        yield from walker.press(view.table, key, Qt.KeyboardModifier.ControlModifier)
        yield from walker.rest()
    view.table.clearSelection()
    view.beside.close_inspector()
    walker.at("audit: filtered")
    edit = view.filter.focusProxy()
    assert edit is not None, "the filter has a line"
    view.focus_filter()
    yield from walker.type(edit, "action:route")
    yield 0.2
    yield from walker.rest()
    view.filter.clear()
    yield from walker.rest()
    for act in ("compare", "prove", "check", "bundle", "keys", "rotate"):
        walker.at(f"audit: dialog {act}")
        yield from walker.dialog(f"dialog-audit-{act}", partial(_do, walker, f"audit.{act}"))


def _system(walker: Walker, feed: Feed) -> Steps:
    """Processes and jobs while a file comes in: each row inspected, spans, dialogs, the switch."""
    walker.at("system: shown")
    feed.go()
    _do(walker, "go.system")
    view = walker.program.books.view("system")
    assert isinstance(view, SystemView), "the system pane is built"
    yield lambda: view.model.rowCount() > 1
    yield from walker.picture("system")
    for row in range(min(4, view.model.rowCount())):
        walker.at(f"system: row {row} inspected")
        view.table.selectRow(min(row, view.model.rowCount() - 1))
        yield from walker.rest()
        yield 1.2
        if row == 1:
            yield from walker.picture("system-inspector")
    walker.at("system: what the table shows, and the day")
    for at in (1, 2, 0):
        view.which.choose(at)
        yield from walker.rest()
    for at in (1, 0):
        view.span.choose(at)
        yield from walker.rest()
    walker.at("system: figures of the charts")
    for chart in (view.cpu, view.timeline, view.slots):
        chart.table.copy()
        yield None
    walker.at("system: dialogs")
    yield from walker.dialog("dialog-run-job", view.run_button.click)
    yield from walker.dialog("dialog-schedules", view.schedule_button.click)
    if view.bounds_button.isEnabled():
        yield from walker.dialog("dialog-bounds", view.bounds_button.click)
    walker.at("system: the switch")
    for _ in range(2):
        view.automatic.click()
        yield from walker.rest()
    view.beside.close_inspector()
    yield from walker.rest()


def _other_panes(walker: Walker, feed: Feed) -> Steps:
    """Panes that this walk knows nothing of: each with its tabs, its first table and its inspector."""
    for spec in PANES:
        if spec.id in {"routing", "audit", "system"}:
            continue
        walker.at(f"{spec.id}: shown")
        feed.go()
        _do(walker, f"go.{spec.id}")
        yield from walker.rest()
        yield from walker.picture(spec.id)
        view = walker.program.books.view(spec.id)
        tabs = getattr(getattr(view, "head", None), "tabs", None)
        for at, title in enumerate(_titles(tabs) if isinstance(tabs, Tabs) else ()):
            walker.at(f"{spec.id}: {title}")
            assert isinstance(tabs, Tabs), "a pane with titles has tabs"
            tabs.choose(at)
            yield from walker.rest()
            table = _first_table(view)
            if table is not None and table.model() is not None and table.model().rowCount():
                table.selectRow(0) if isinstance(table, DataTable) else None
                yield from walker.rest()
            yield from walker.picture(f"{spec.id}-{at}")


def _first_table(view: QWidget) -> QAbstractItemView | None:
    return next((table for table in view.findChildren(DataTable) if table.isVisible()), None)


def _switches(walker: Walker) -> Steps:
    """Go from pane to pane, all of them built: from the key to the painted pane with its rows."""
    for _ in range(2):
        for spec in PANES:
            walker.at(f"switch to {spec.id}")
            view = walker.program.books.view(spec.id)
            yield from walker.measure(
                "pane_switch", partial(_do, walker, f"go.{spec.id}"), view, _has_rows(view)
            )
            yield from walker.rest()


def _has_rows(view: QWidget) -> Callable[[], bool]:
    def there() -> bool:
        table = _first_table(view)
        if table is None:
            return view.isVisible()
        model = table.model()
        return not isinstance(model, PagedModel) or not model.rowCount() or model.cells(0) is not None

    return there


# What lies around the panes


def _palette(walker: Walker) -> Steps:
    panel = walker.program.window.palette_panel
    for query in ("", "rww", "payee:creator-1", "e000012", "verif", "six"):
        walker.at(f"palette: {query or 'empty'}")
        _do(walker, "palette.open")
        yield from walker.rest()
        if query:
            yield from walker.type(panel.field, query[:-1])
            before = panel.model.offers
            act = partial(QTest.keyClicks, panel.field, query[-1])
            seen = partial(_offers_changed, walker, before, query)
            yield from walker.measure("palette_first_results", act, panel.list.viewport(), seen)
        yield from walker.rest()
        yield from walker.picture(f"palette-{query.partition(':')[0] or 'empty'}")
        panel.close_over()
        yield from walker.rest()
    walker.at("palette: an account chosen")
    _do(walker, "palette.open")
    yield from walker.type(panel.field, "payee:creator-12")
    yield from walker.rest()
    yield from walker.press(panel.field, Qt.Key.Key_Return)
    yield from walker.rest()
    page = _routing(walker).accounts
    if page.filter is not None:
        page.filter.clear()
    page.beside.close_inspector()
    yield from walker.rest()


def _offers_changed(walker: Walker, before: object, query: str) -> bool:
    panel = walker.program.window.palette_panel
    return panel.field.text() == query and (panel.model.offers != before or bool(panel.model.offers))


def _views(walker: Walker) -> Steps:
    walker.at("a saved view shown")
    books = walker.program.books
    books.show_views(
        (SavedView("Sales over 100", "Events", "amount>100"), SavedView("Refunds", "Events", "kind:refund"))
    )
    yield None
    for view in ("Sales over 100", "Refunds"):
        books.show_view(view)
        yield from walker.rest()
    yield from walker.picture("saved-view")
    books.show_views(())
    field = _routing(walker).events.filter
    assert field is not None, "events have a filter"
    field.clear()
    _restore_arrival(_routing(walker).events)
    yield from walker.rest()


def _pages(walker: Walker) -> Steps:
    program = walker.program
    for action in ("settings.open", "settings.keys", "help.open", "help.keys"):
        walker.at(f"page {action}")
        _do(walker, action)
        yield from walker.rest()
        yield from walker.picture(action.replace(".", "-"))
    from revroute_desktop.console.pages.help_pages import help_pages

    for page in help_pages():
        walker.at(f"help: {page.id}")
        program.console._around.show_help(page.id)
        yield from walker.rest()
        yield from walker.picture(f"help-{page.id}")
    program.console.leave_page()
    yield from walker.rest()
    walker.at("notices")
    program.console.say_fault("Disk full: free some space, then import the same file again.")
    yield 0.1
    _do(walker, "view.notices")
    yield from walker.rest()
    yield from walker.picture("notices")
    program.window.notice_list.close_over()
    yield from walker.rest()
    walker.at("the menu of the window")
    yield from walker.menu("menu", program.window.rail._workspace.click)


def _dialogs(walker: Walker, feed: Feed) -> Steps:
    """The dialogs that the registry of actions opens."""
    # A workspace is not left while a job works on it.
    yield from feed.end()
    for action in ("workspace.new", "workspace.open", "plan.publish", "plan.simulate", "import.revenue"):
        walker.at(f"dialog {action}")
        if action == "plan.publish":
            feed.go()
        yield from walker.dialog(f"dialog-{action.replace('.', '-')}", partial(_do, walker, action))


def _looks(walker: Walker, feed: Feed) -> Steps:
    """Each pane in the dark, in high contrast, with other rows, in a small window and a large one."""
    window, look = walker.program.window, walker.program.look
    for name, width, height, act in (
        ("dark", 1600, 1000, "view.dark"),
        ("contrast", 1600, 1000, "view.contrast"),
        ("small", 1280, 720, "view.contrast"),
        ("large", 2560, 1440, "view.light"),
    ):
        walker.at(f"look {name}")
        feed.go()
        _do(walker, act)
        yield from walker.rest()
        window.resize(width, height)
        yield from walker.rest()
        for spec in PANES:
            walker.at(f"look {name}: {spec.id}")
            _do(walker, f"go.{spec.id}")
            yield from walker.rest()
            yield from walker.picture(f"{spec.id}-{name}")
    for density in ("compact", "usual"):
        walker.at(f"rows {density}")
        look.space(density)
        yield from walker.rest()
    window.resize(1600, 1000)
    yield from walker.rest()


def _jobs(walker: Walker, feed: Feed) -> Steps:
    program = walker.program
    walker.at("jobs: the tray")
    yield from feed.end()
    _do(walker, "view.jobs")
    yield 0.4
    feed.go()
    yield from walker.picture("jobs")
    yield from feed.end()
    walker.at("jobs: a verify cancelled")
    _do(walker, "audit.verify")
    yield 1.0
    for job in program.jobs.running:
        program.window.tray.cancelled.emit(job.key)
    yield from feed.end()
    yield from walker.picture("jobs-ended")
    _do(walker, "view.jobs")
    yield 0.4


def _without_books(walker: Walker, path: Path) -> Steps:
    program = walker.program
    walker.at("the workspace closed")
    yield from _go_to_events(walker)
    _do(walker, "workspace.close")
    yield from walker.rest()
    yield from walker.picture("first-run")
    for act in ("settings.open", "help.open"):
        walker.at(f"without a workspace: {act}")
        _do(walker, act)
        yield from walker.rest()
    program.console.leave_page()
    yield from walker.rest()
    walker.at("the workspace opened again")
    act = partial(program.window.first_run.chosen.emit, path)
    yield from walker.measure("opened_to_first_rows", act, program.window, partial(opened, walker))
    yield from walker.rest()


def opened(walker: Walker) -> bool:
    """Tell whether a workspace is open and its first rows are there."""
    if walker.program.console.books is None:
        return False
    model = _routing(walker).events_model
    return not model.rowCount() or model.cells(0) is not None
