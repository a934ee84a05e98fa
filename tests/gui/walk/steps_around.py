"""The steps through what lies around the panes: palette, pages, dialogs, looks, jobs, the first screen."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.walk.feed import Feed
from tests.gui.walk.shared import do, go_to_events, opened, restore_arrival, routing
from tests.gui.walk.walker import Steps, Walker

from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.shell.rail import PANES


def walk_palette(walker: Walker) -> Steps:
    panel = walker.program.window.palette_panel
    for query in walker.some(("", "rww", "payee:creator-1", "e000012", "verif", "six")):
        walker.at(f"palette: {query or 'empty'}")
        do(walker, "palette.open")
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
    do(walker, "palette.open")
    yield from walker.type(panel.field, "payee:creator-12")
    yield from walker.rest()
    yield from walker.press(panel.field, Qt.Key.Key_Return)
    yield from walker.rest()
    page = routing(walker).accounts
    if page.filter is not None:
        page.filter.clear()
    page.beside.close_inspector()
    yield from walker.rest()


def _offers_changed(walker: Walker, before: object, query: str) -> bool:
    panel = walker.program.window.palette_panel
    return panel.field.text() == query and (panel.model.offers != before or bool(panel.model.offers))


def walk_views(walker: Walker) -> Steps:
    walker.at("a saved view shown")
    books = walker.program.books
    books.views.keep(
        (SavedView("Sales over 100", "Events", "amount>100"), SavedView("Refunds", "Events", "kind:refund"))
    )
    yield None
    for view in ("Sales over 100", "Refunds"):
        books.views.show(view)
        yield from walker.rest()
    yield from walker.picture("saved-view")
    books.views.keep(())
    field = routing(walker).events.filter
    assert field is not None, "events have a filter"
    field.clear()
    restore_arrival(routing(walker).events)
    yield from walker.rest()


def walk_pages(walker: Walker) -> Steps:
    program = walker.program
    for action in ("settings.open", "settings.keys", "help.open", "help.keys"):
        walker.at(f"page {action}")
        do(walker, action)
        yield from walker.rest()
        yield from walker.picture(action.replace(".", "-"))
    from revroute_desktop.console.pages.help_pages import help_pages

    for page in walker.some(help_pages(), 2):
        walker.at(f"help: {page.id}")
        program.console.pages.show_help(page.id)
        yield from walker.rest()
        yield from walker.picture(f"help-{page.id}")
    program.console.navigation.leave_page()
    yield from walker.rest()
    walker.at("notices")
    program.console.telling.fault("Disk full: free some space, then import the same file again.")
    yield 0.1
    do(walker, "view.notices")
    yield from walker.rest()
    yield from walker.picture("notices")
    program.window.notice_list.close_over()
    yield from walker.rest()
    walker.at("the menu of the window")
    yield from walker.menu("menu", program.window.rail._workspace.click)


def walk_dialogs(walker: Walker, feed: Feed) -> Steps:
    """The dialogs that the registry of actions opens."""
    # A workspace is not left while a job works on it.
    yield from feed.end()
    actions = ("workspace.new", "workspace.open", "plan.publish", "plan.simulate", "import.revenue")
    for action in walker.some(actions, 2):
        walker.at(f"dialog {action}")
        if action == "plan.publish":
            feed.go()
        yield from walker.dialog(f"dialog-{action.replace('.', '-')}", partial(do, walker, action))


def walk_looks(walker: Walker, feed: Feed) -> Steps:
    """Each pane in the dark, in high contrast, with other rows, in a small window and a large one."""
    window, look = walker.program.window, walker.program.look
    looks = (
        ("dark", 1600, 1000, "view.dark"),
        ("contrast", 1600, 1000, "view.contrast"),
        ("small", 1280, 720, "view.contrast"),
        ("large", 2560, 1440, "view.light"),
    )
    for name, width, height, act in looks:
        walker.at(f"look {name}")
        feed.go()
        do(walker, act)
        yield from walker.rest()
        window.resize(width, height)
        yield from walker.rest()
        for spec in walker.some(PANES):
            walker.at(f"look {name}: {spec.id}")
            do(walker, f"go.{spec.id}")
            yield from walker.rest()
            yield from walker.picture(f"{spec.id}-{name}")
    for density in ("compact", "usual"):
        walker.at(f"rows {density}")
        look.space(density)
        yield from walker.rest()
    window.resize(1600, 1000)
    yield from walker.rest()


def walk_jobs(walker: Walker, feed: Feed) -> Steps:
    program = walker.program
    walker.at("jobs: the tray")
    yield from feed.end()
    do(walker, "view.jobs")
    yield 0.4
    feed.go()
    yield from walker.picture("jobs")
    yield from feed.end()
    walker.at("jobs: a verify cancelled")
    do(walker, "audit.verify")
    yield 1.0
    for job in program.jobs.running:
        program.window.tray.cancelled.emit(job.key)
    yield from feed.end()
    yield from walker.picture("jobs-ended")
    do(walker, "view.jobs")
    yield 0.4


def walk_without_books(walker: Walker, path: Path) -> Steps:
    program = walker.program
    walker.at("the workspace closed")
    yield from go_to_events(walker)
    do(walker, "workspace.close")
    yield from walker.rest()
    yield from walker.picture("first-run")
    for act in ("settings.open", "help.open"):
        walker.at(f"without a workspace: {act}")
        do(walker, act)
        yield from walker.rest()
    program.console.navigation.leave_page()
    yield from walker.rest()
    walker.at("the workspace opened again")
    act = partial(program.window.first_run.chosen.emit, path)
    yield from walker.measure("opened_to_first_rows", act, program.window, partial(opened, walker))
    yield from walker.rest()
