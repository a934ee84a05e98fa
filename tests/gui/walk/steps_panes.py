"""The steps through the other panes, and from one to the other."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget
from tests.gui.walk.feed import Feed
from tests.gui.walk.shared import do, titles
from tests.gui.walk.walker import Steps, Walker

from revroute_desktop.console.jobs.works import follow_log_work
from revroute_desktop.console.panes.audit.view import AuditView
from revroute_desktop.console.panes.system.view import SystemView
from revroute_desktop.console.panes.traffic.view import TrafficView
from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.widgets.models import PagedModel
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.tabs import Tabs

_LINES = 2_000
_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
_CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def walk_audit(walker: Walker, feed: Feed) -> Steps:
    walker.at("audit: shown")
    feed.go()
    books = walker.program.books
    books.panes.show("audit")
    yield from walker.rest()
    view = books.panes.view("audit")
    assert isinstance(view, AuditView), "the audit pane is built"
    yield from walker.picture("audit")
    for row in walker.some(range(min(4, view.table.model().rowCount()))):
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
    for act in walker.some(("compare", "prove", "check", "bundle", "keys", "rotate"), 2):
        walker.at(f"audit: dialog {act}")
        yield from walker.dialog(f"dialog-audit-{act}", partial(do, walker, f"audit.{act}"))


def walk_system(walker: Walker, feed: Feed) -> Steps:
    """Processes and jobs while a file comes in: each row inspected, spans, dialogs, the switch."""
    walker.at("system: shown")
    feed.go()
    do(walker, "go.system")
    view = walker.program.books.panes.view("system")
    assert isinstance(view, SystemView), "the system pane is built"
    yield lambda: view.model.rowCount() > 1
    yield from walker.picture("system")
    for row in walker.some(range(min(4, view.model.rowCount()))):
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


def walk_traffic(walker: Walker, feed: Feed) -> Steps:
    """A log comes in and is followed while every tab is looked at; then the dialogs."""
    walker.at("traffic: shown")
    feed.go()
    do(walker, "go.traffic")
    books = walker.program.books
    view = books.panes.view("traffic")
    assert isinstance(view, TrafficView), "the traffic pane is built"
    yield from walker.rest()
    yield from walker.picture("traffic-empty")
    walker.at("traffic: a log is followed")
    log = books.workspace.path.with_name("walk-access.log")
    log.write_text(_log(0, _LINES), encoding="utf-8")
    books.start(follow_log_work((str(log),), "combined", "UTC"))
    yield lambda: view.overview.bots_model.rowCount() > 0
    for at, title in enumerate(titles(view.head.tabs)):
        walker.at(f"traffic: {title}")
        with log.open("a", encoding="utf-8") as file:
            file.write(_log(_LINES * (at + 1), _LINES))
        view.head.tabs.choose(at)
        yield from walker.rest()
        table = _first_table(view)
        if isinstance(table, DataTable) and table.cells_model.rowCount():
            table.selectRow(0)
            yield from walker.rest()
        yield 0.6
        yield from walker.picture(f"traffic-{at}")
    walker.at("traffic: figures of the chart")
    view.overview.chart.table.copy()
    yield None
    walker.at("traffic: dialogs")
    for act in walker.some(("import", "follow", "run")):
        yield from walker.dialog(f"dialog-traffic-{act}", partial(do, walker, f"traffic.{act}"))
    yield from walker.dialog("dialog-traffic-rules", view.sources.rules_button.click)
    do(walker, "traffic.stop")
    view.head.tabs.choose(0)
    yield from walker.rest()


def _log(first: int, lines: int) -> str:
    """Requests of a day, a tenth of them a crawler's."""
    begun = datetime(2026, 6, 28, 8, tzinfo=UTC)
    made = []
    for number in range(first, first + lines):
        when = f"{begun + timedelta(seconds=number):%d/%b/%Y:%H:%M:%S +0000}"
        agent = _CRAWLER if number % 10 == 0 else _BROWSER
        made.append(
            f'198.18.{number % 200}.{number % 50} - - [{when}] "GET /shop/{number % 40} HTTP/1.1" 200 512 '
            f'"-" "{agent}"\n'
        )
    return "".join(made)


def walk_other_panes(walker: Walker, feed: Feed) -> Steps:
    """Panes that this walk knows nothing of: each with its tabs, its first table and its inspector."""
    for spec in PANES:
        if spec.id in {"routing", "audit", "system", "traffic"}:
            continue
        walker.at(f"{spec.id}: shown")
        feed.go()
        do(walker, f"go.{spec.id}")
        yield from walker.rest()
        yield from walker.picture(spec.id)
        view = walker.program.books.panes.view(spec.id)
        tabs = getattr(getattr(view, "head", None), "tabs", None)
        for at, title in enumerate(titles(tabs) if isinstance(tabs, Tabs) else ()):
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


def walk_switches(walker: Walker) -> Steps:
    """Go from pane to pane, all of them built: from the key to the painted pane with its rows."""
    for _ in walker.some(range(2)):
        for spec in PANES:
            walker.at(f"switch to {spec.id}")
            view = walker.program.books.panes.view(spec.id)
            yield from walker.measure(
                "pane_switch", partial(do, walker, f"go.{spec.id}"), view, _has_rows(view)
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
