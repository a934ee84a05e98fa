"""The steps through the routing pane: events, filters, period, and every tab."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from tests.gui.walk.feed import Feed
from tests.gui.walk.shared import do, go_to_events, inspect, restore_arrival, routing
from tests.gui.walk.walker import Steps, Walker

from revroute_desktop.console.books.period import ALL_TIME, Period
from revroute_desktop.console.panes.routing.view import ACCOUNTS, EVENTS, PLANS, TABS
from revroute_desktop.console.widgets.list_tab import ListTab
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.tree import DataTree

INDEXED = ("state:waiting", "id=e0000123", "state:quarantined", "at:2025-12", "currency:GBP")
OTHERS = ("id:e0000123", "amount>5000", "country:DE -kind:refund", "file:arrivals", "line:1..50", "creator")
_PAGES = 6


# The events table


def walk_events(walker: Walker, feed: Feed) -> Steps:
    walker.at("events: the first screen")
    yield from go_to_events(walker)
    page = routing(walker).events
    yield from walker.picture("events")
    walker.at("events: sorted by each column")
    for at, column in enumerate(walker.some(_sortable(page.table))):
        # Up and down: once is enough to see that it does both.
        for _ in range(2 if at == 0 else 1):
            yield from _click_head(walker, page.table, column)
            yield from walker.rest()
        feed.go()
    restore_arrival(page)
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
    yield from inspect(walker, page, "events", 3)
    walker.at("events: menus")
    yield from walker.menu("events-columns", page.tools.columns.click)
    at = QPoint(200, 40)
    yield from walker.menu("events-menu", partial(page.table.menu_asked.emit, page.table.mapToGlobal(at)))
    yield from walker.dialog("save-view", page.save_button.click)


def _click_head(walker: Walker, table: DataTable | DataTree, column: int) -> Steps:
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + head.sectionSize(column) // 2, head.height() // 2)
    yield from walker.click(head.viewport(), place)


# Filters


def walk_filters(walker: Walker, feed: Feed) -> Steps:
    page = routing(walker).events
    field = page.filter
    assert field is not None, "events have a filter"
    edit = field.focusProxy()
    assert edit is not None, "the filter has a line"
    yield from go_to_events(walker)
    for name, texts in (("filter_indexed", INDEXED), ("filter_others", OTHERS)):
        for text in walker.some(texts):
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
    presenter = walker.program.books.made.routing.events
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


def walk_period(walker: Walker) -> Steps:
    header = walker.program.window.header
    yield from go_to_events(walker)
    walker.at("header: the menu of periods")
    yield from walker.menu("period-menu", partial(do, walker, "go.period"))
    yield from walker.dialog("days", header.period.days_asked.emit)
    for back in walker.some(range(3)):
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


def walk_tabs(walker: Walker, feed: Feed) -> Steps:
    view = routing(walker)
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
        yield from inspect(walker, page, name, 2)
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
    for column in walker.some(_sortable(page.table)):
        walker.at(f"{name}: sorted by column {column}")
        yield from _click_head(walker, page.table, column)
        yield from walker.rest()


def _sortable(table: DataTable | DataTree) -> list[int]:
    columns = table.cells_model.columns
    return [at for at, column in enumerate(columns) if column.sort and not table.isColumnHidden(at)]


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


def walk_accounts(walker: Walker) -> Steps:
    view = routing(walker)
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
    for row in walker.some(range(0, min(rows, 12), 3)):
        page.table.selectRow(row)
        page.beside.open_inspector()
        page.inspector.choose_tab(1)
        yield from walker.rest()
    yield from walker.picture("statement")
    page.inspector.choose_tab(0)
    page.beside.close_inspector()
    for button in walker.some(page.acts):
        walker.at(f"accounts: {button.text()}")
        yield from walker.dialog(f"dialog-accounts-{button.text().split()[-1].lower()}", button.click)


def walk_plans(walker: Walker) -> Steps:
    view = routing(walker)
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
