"""Screens come and go all day long: what was made for one of them is gone when it is closed."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from tests.gui.conftest import Desk

from revroute_desktop.console.shell.rail import PANES
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.tabs import Tabs
from revroute_desktop.processes.steering_table import AlertNote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")

DIALOGS = (
    *("workspace.new", "import.revenue", "import.map", "plan.publish", "plan.simulate"),
    *(f"audit.{act}" for act in ("compare", "prove", "check", "bundle", "keys", "rotate")),
    *(f"traffic.{act}" for act in ("import", "follow", "run")),
)
PAGES = (
    "settings.open",
    "settings.keys",
    "help.open",
    "help.keys",
    "palette.open",
    "view.notices",
    "view.jobs",
)
ROUNDS, WARM = 4, 1
"""In the first rounds caches are filled: fonts, pixmaps, statements of the database."""


@pytest.fixture
def closer() -> Iterator[None]:
    """Cancels every dialog as soon as it is shown."""

    def close() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()

    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(close)
    timer.start()
    yield
    timer.stop()


def _everywhere(desk: Desk) -> None:
    """Show every pane with every tab and what it says of its first row, each dialog, and each page."""
    do = desk.window.actions_of_window.do
    books = desk.console.books
    assert books is not None, "a workspace is open"
    for spec in PANES:
        do(f"go.{spec.id}")
        desk.rest()
        view = books.panes.view(spec.id)
        tabs = getattr(getattr(view, "head", None), "tabs", None)
        for at in range(len(tabs._titles) if isinstance(tabs, Tabs) else 1):
            if isinstance(tabs, Tabs):
                tabs.choose(at)
            desk.rest()
            for table in (one for one in view.findChildren(DataTable) if one.isVisible()):
                if table.model().rowCount():
                    table.selectRow(0)
                    desk.rest()
                    table.clearSelection()
    for act in DIALOGS:
        do(act)
        desk.qtbot.wait(30)
        desk.rest()
    for act in PAGES:
        do(act)
        desk.rest()
    desk.window.palette_panel.close_over()
    desk.window.notice_list.close_over()
    desk.window.tray.set_open(False, at_once=True)
    desk.console.navigation.leave_page()
    for look in ("view.dark", "view.light"):
        do(look)
        desk.qtbot.wait(5)


def _alive() -> Counter[str]:
    """Count what there is of the program and of Qt, by its type; alerts are rows of the file."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()
    kinds = [type(one) for one in gc.get_objects()]
    return Counter(
        f"{kind.__module__}.{kind.__name__}"
        for kind in kinds
        if str(kind.__module__).startswith(("revroute_desktop", "PySide6")) and kind is not AlertNote
    )


@pytest.mark.usefixtures("closer")
def test_screens_that_are_shown_again_leave_nothing_behind(
    desks: Callable[..., Desk], books_file: Path
) -> None:
    desk = desks()
    desk.begin(books_file)
    found: list[Counter[str]] = []
    for _ in range(ROUNDS):
        _everywhere(desk)
        desk.window.actions_of_window.do("workspace.close")
        desk.rest()
        # The newest thirty are kept, on purpose.
        desk.notices.clear()
        # Counted while nothing is open: how many threads read from an open file is a matter of chance.
        found.append(_alive())
        desk.console.open(books_file)
        desk.qtbot.waitUntil(lambda: desk.console.books is not None, timeout=10_000)
        desk.rest()
    steps = [after - before for before, after in zip(found[WARM:], found[WARM + 1 :], strict=False)]
    grows = {name: count for name, count in steps[0].items() if all(step[name] for step in steps)}
    assert not grows, f"more of these after every round: {grows}"
