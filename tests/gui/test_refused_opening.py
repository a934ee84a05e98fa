"""Another workspace is asked for while books are open, and refused: the books stay as they were."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.gui.conftest import HEAD, Desk

from revroute_desktop.console.actions import ACTIONS
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")


@pytest.fixture
def refuse(tmp_path: Path) -> Callable[[Desk], None]:
    """Asks for a file that is no workspace, and waits for the sentence."""
    path = tmp_path / "no.revroute"
    path.write_bytes(b"nothing")

    def ask(desk: Desk) -> None:
        desk.console.open(path)
        desk.qtbot.waitUntil(lambda: any("no.revroute" in one.text for one in desk.notices.said))
        desk.rest()

    return ask


def test_the_status_bar_tells_of_the_open_books_again(desk: Desk, refuse: Callable[[Desk], None]) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.status.saying("balanced").text == "Books balanced")
    refuse(desk)
    assert desk.window.status.saying("balanced").text == "Books balanced"
    assert desk.console.books is not None and desk.window.rail.isVisible()


def test_books_that_may_not_be_written_are_still_not(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path, refuse: Callable[[Desk], None]
) -> None:
    newer = tmp_path / "newer.revroute"
    shutil.copyfile(books_file, newer)
    file = tmp_path / "late.csv"
    file.write_text(f"{HEAD}stripe,late,2026-10-15T10:00:00Z,sale,19.00,EUR,DE,u1,,neon-kitten,90\n")
    with open_workspace(newer) as workspace:
        import_revenue(workspace, file, "generic", actor="other")
    # This machine remembers the newer one: the older one is only read.
    desk = desks()
    desk.begin(books_file)
    assert not desk.console.books.may_write
    actions = desk.window.actions_of_window

    def offered() -> list[str]:
        return [spec.id for spec in ACTIONS if spec.writes and actions._made[spec.id].isEnabled()]

    before = offered()
    refuse(desk)
    assert offered() == before


@pytest.mark.parametrize("page", ["help", "settings"])
def test_the_page_that_is_open_can_be_left(desk: Desk, refuse: Callable[[Desk], None], page: str) -> None:
    desk.console.navigation.go(page)
    shown = desk.console.pages.help if page == "help" else desk.console.pages.settings
    assert shown is not None and shown.isVisible()
    refuse(desk)
    assert shown.isVisible()
    shown.left.emit()
    desk.rest()
    assert not shown.isVisible() and desk.console.books.panes.view("routing").isVisible()
