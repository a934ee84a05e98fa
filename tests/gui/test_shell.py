"""Settings, help, notices, one window a workspace, safe mode, what is dropped on the window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from tests.gui.conftest import Desk

import revroute_desktop.__main__ as door_of_program
from revroute_desktop.console.actions import ACTIONS, SPECS
from revroute_desktop.console.books.period import Period, day_range, presets
from revroute_desktop.console.books.views import SavedView
from revroute_desktop.console.pages.help_pages import help_pages, page_text
from revroute_desktop.console.session import Recent, Session, load_session
from revroute_desktop.console.shell.small_dialogs import DaysDialog
from revroute_desktop.console.single import Door, door_name, knock
from revroute_desktop.console.theme.look import ROW_HEIGHTS, Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Words
from revroute_desktop.processes.crash_report import crash_reports, save_crash


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "state"))


# Settings


def test_a_changed_shortcut_works_and_comes_back_at_the_next_start(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "console.json"
    first = desks(Session(), kept)
    first.begin(books_file)
    first.window.actions_of_window.do("settings.keys")
    view = first.console.pages.settings
    assert view is not None
    view.table.choose("route.waiting")
    view.edit.setKeySequence(QKeySequence("Ctrl+Alt+R"))
    view.give.click()
    assert first.window.actions_of_window.get("route.waiting").shortcut() == QKeySequence("Ctrl+Alt+R")
    first.console.remember()
    second = desks(load_session(kept))
    assert second.window.actions_of_window.keys("route.waiting") == "Ctrl+Alt+R"
    assert second.window.actions_of_window.keys("import.revenue") == "Ctrl+I"


def test_a_conflict_names_the_other_action_and_taking_over_leaves_it_without_keys(desk: Desk) -> None:
    desk.window.actions_of_window.do("settings.keys")
    view = desk.console.pages.settings
    assert view is not None
    view.table.choose("route.waiting")
    view.edit.setKeySequence(QKeySequence("Ctrl+I"))
    assert "Import revenue" in view._conflict._words.text()
    assert view.give.text() == "Take it over"
    view.give.click()
    actions = desk.window.actions_of_window
    assert actions.keys("route.waiting") == "Ctrl+I"
    assert actions.keys("import.revenue") == ""
    view.all_usual.emit()
    assert actions.own_keys() == {}
    assert actions.keys("import.revenue") == "Ctrl+I"


def test_keys_of_an_action_can_be_removed_and_put_back(desk: Desk) -> None:
    desk.window.actions_of_window.do("settings.keys")
    view = desk.console.pages.settings
    assert view is not None
    view.table.choose("audit.verify")
    view.take.click()
    assert desk.window.actions_of_window.keys("audit.verify") == ""
    view.usual.click()
    assert desk.window.actions_of_window.keys("audit.verify") == SPECS["audit.verify"].keys


def test_a_remembered_shortcut_that_another_action_has_by_now_takes_it(desks: Callable[..., Desk]) -> None:
    desk = desks(Session(keys={"plan.publish": "Ctrl+R"}))
    actions = desk.window.actions_of_window
    assert actions.keys("plan.publish") == "Ctrl+R"
    assert actions.keys("route.waiting") == ""


def test_theme_contrast_and_row_height_take_effect_at_once(desk: Desk, look: Look) -> None:
    desk.window.actions_of_window.do("settings.open")
    view = desk.console.pages.settings
    assert view is not None
    view.theme_chosen.emit("dark")
    assert look.theme.scheme == "dark"
    view.contrast.setChecked(True)
    assert look.high_contrast
    view.contrast.setChecked(False)
    view.density_chosen.emit("roomy")
    assert look.row_height == ROW_HEIGHTS["roomy"]
    assert desk.console.session.density == "roomy"
    view.density_chosen.emit("usual")


# Help


def test_every_help_page_can_be_read_and_its_links_lead_somewhere(desk: Desk) -> None:
    pages = desk.console.pages
    known = {page.id for page in help_pages()}
    for page in help_pages():
        pages.show_help(page.id)
        view = pages.help
        assert view is not None
        assert view.browser.toPlainText().startswith(page.title)
        text = page_text(page.id, {})
        for target in (part.partition(")")[0] for part in text.split("](")[1:]):
            name, _, _ = target.partition("#")
            file = name.rpartition("/")[2]
            if "://" not in target and file.endswith(".md") and file != "README.md":
                assert file.removesuffix(".md") in known, f"{page.id} leads to {target}"


def test_an_address_of_the_web_is_copied_and_not_opened(desk: Desk) -> None:
    desk.window.actions_of_window.do("help.open")
    view = desk.console.pages.help
    assert view is not None
    view.browser.anchorClicked.emit(QUrl("https://example.org/page"))
    assert QApplication.clipboard().text() == "https://example.org/page"
    assert view.browser.toPlainText().startswith("Start here")


def test_a_link_of_the_help_shows_the_page_at_its_heading(desk: Desk) -> None:
    pages = desk.console.pages
    pages.show_help("start")
    view = pages.help
    assert view is not None
    view.browser.anchorClicked.emit(QUrl("files.md#answers-in-json"))
    assert view.browser.toPlainText().startswith("Files")
    assert view.browser.verticalScrollBar().value() > 0


def test_the_page_of_shortcuts_is_made_from_the_registry() -> None:
    keys = {spec.id: spec.keys for spec in ACTIONS}
    text = page_text("shortcuts", keys | {"route.waiting": "Ctrl+Alt+9"})
    assert "| Route what waits | Ctrl+Alt+9 |" in text
    assert all(f"| {spec.title} |" in text for spec in ACTIONS if spec.keys)


def test_help_and_settings_are_there_without_a_workspace_and_lead_back(desks: Callable[..., Desk]) -> None:
    desk = desks()
    desk.begin(None)
    desk.window.actions_of_window.do("help.open")
    assert desk.console.pages.help is not None and desk.console.pages.help.isVisible()
    desk.window.actions_of_window.do("settings.open")
    assert desk.console.pages.settings is not None and desk.console.pages.settings.isVisible()
    desk.console.navigation.leave_page()
    assert desk.window.first_run.isVisible()


def test_from_help_one_comes_back_to_the_pane_one_left(desk: Desk) -> None:
    desk.console.books.panes.show("audit")
    desk.window.rail.went.emit("help")
    assert desk.console.pages.current == "help"
    desk.console.navigation.leave_page()
    assert desk.window.panes.currentWidget() is desk.console.books.panes.view("audit")


@pytest.mark.parametrize("way", ["verified", "balanced", "act", "view"])
def test_whatever_leads_to_a_pane_leaves_the_help(desk: Desk, way: str) -> None:
    desk.window.actions_of_window.do("help.open")
    if way == "act":
        desk.window.actions_of_window.do("traffic.stop")
    elif way == "view":
        desk.console.books.views.keep((SavedView(name="Refunds", tab="Events", filter="kind:refund"),))
        desk.window.rail.view_asked.emit("Refunds")
    else:
        desk.window.status.asked.emit(way)
    assert not desk.console.pages.help.isVisible()
    desk.window.actions_of_window.do("go.filter")
    assert desk.console.pages.current == ""
    desk.rest()


# Notices and faults


def test_the_report_of_a_fault_of_the_last_run_is_spoken_of_once(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    path = save_crash(RuntimeError("secret words"))
    assert path is not None and crash_reports() == [path]
    kept = tmp_path / "console.json"
    first = desks(Session(), kept)
    first.begin(None)
    first.qtbot.waitUntil(lambda: bool(first.notices.said), timeout=5000)
    notice = first.notices.said[0]
    assert notice.does == ("crash", str(path))
    assert "secret" not in path.read_text(encoding="utf-8")
    first.console.remember()
    second = desks(load_session(kept), kept)
    second.begin(None)
    second.qtbot.wait(300)
    second.rest()
    assert not second.notices.said


def test_a_notice_keeps_what_can_be_done_about_it(desk: Desk) -> None:
    from revroute_desktop.console.shell.notices import Notice
    from revroute_desktop.console.widgets.parts import Button

    desk.notices.clear()
    desk.notices.say(Notice("Routed 3 events.", 0, act="Jobs", does=("Action", "view.jobs")))
    desk.window.actions_of_window.do("view.notices")
    assert desk.notices.unseen == 0
    button = next(b for b in desk.window.notice_list.findChildren(Button) if b.text() == "Jobs")
    button.click()
    assert desk.window.tray.is_open
    assert not desk.window.notice_list.isVisible()


def test_a_long_sentence_of_a_toast_stays_in_the_window(desk: Desk) -> None:
    toast = desk.window.toast
    sentence = "The file night-of-the-28th.csv can't be read at line 1,204: a quote is not closed. " * 6
    for width in (900, 1600):
        desk.window.resize(width, 700)
        toast.say(sentence, Tone.NEGATIVE)
        assert toast.geometry().left() > 0 and toast.geometry().top() > 0
        assert toast.geometry().right() < width
        words = toast.findChild(Words)
        assert words is not None and words.height() >= words.heightForWidth(words.width()) > 40
    desk.window.resize(900, 700)
    assert toast.geometry().right() < 900, "it moves with the window"
    toast.say("Saved.", Tone.POSITIVE)
    assert toast.width() < 200
    toast.hide()


# One window a workspace, safe mode, drops


def test_a_second_window_of_a_workspace_raises_the_first(
    desk: Desk, books_file: Path, tmp_path: Path
) -> None:
    first, second = Door(), Door()
    knocks: list[int] = []
    first.knocked.connect(lambda: knocks.append(1))
    assert first.claim(books_file)
    assert first.claim(books_file), "one's own door is open"
    assert not second.claim(books_file)
    desk.qtbot.waitUntil(lambda: bool(knocks), timeout=2000)
    link = tmp_path / "other-name.revroute"
    link.hardlink_to(books_file)
    assert not second.claim(link), "another name of the same file is the same file"
    first.release()
    assert second.claim(books_file)
    second.release()
    assert second.claim(tmp_path / "not-there.revroute"), "what is not there is nobody's"


def test_a_closed_workspace_can_be_opened_in_another_window(desk: Desk, books_file: Path) -> None:
    desk.console.opener.door = Door()
    assert desk.console.opener.door.claim(books_file)
    other = Door()
    desk.console.close_books()
    assert other.claim(books_file)
    other.release()


def test_what_a_dead_window_left_behind_is_no_hindrance(desk: Desk, books_file: Path) -> None:
    name = door_name(books_file)
    assert name is not None and not knock(name)
    door = Door()
    assert door.claim(books_file)
    assert knock(name)
    door.release()


@pytest.mark.parametrize(
    ("given", "path", "safe"),
    [
        (["--safe-mode"], None, True),
        (["--safe-mode", "b.revroute"], Path("b.revroute"), True),
        (["-w", "b.revroute"], Path("b.revroute"), False),
    ],
)
def test_safe_mode_is_asked_for_at_the_start(
    monkeypatch: pytest.MonkeyPatch, given: list[str], path: Path | None, safe: bool
) -> None:
    import revroute_desktop.console.app as app

    asked: list[tuple[Path | None, bool]] = []

    def run(chosen: Path | None, *, safe_mode: bool) -> int:
        asked.append((chosen, safe_mode))
        return 0

    monkeypatch.setattr(app, "run", run)
    assert door_of_program.main(given) == 0
    assert asked == [(path, safe)]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_dropped_files_are_asked_about_one_after_the_other(desk: Desk, tmp_path: Path) -> None:
    from revroute_desktop.console.panes.routing.import_dialog import ImportDialog

    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file in files:
        file.write_text("id\n", encoding="utf-8")
    desk.window.dropped.emit([str(file) for file in files])
    seen = []
    for _ in files:
        desk.rest()
        dialog = next(d for d in desk.window.findChildren(ImportDialog) if d.isVisible())
        seen.append(dialog.asked.file.name)
        dialog.reject()
    desk.rest()
    assert seen == ["a.csv", "b.csv"]
    assert not [d for d in desk.window.findChildren(ImportDialog) if d.isVisible()]


def test_what_cannot_be_imported_says_why(desks: Callable[..., Desk], tmp_path: Path) -> None:
    made = desks()
    made.begin(None)
    made.window.dropped.emit([str(tmp_path / "night.csv")])
    assert made.notices.said[0].text.startswith("Open a workspace first")


def test_a_dropped_workspace_is_opened_and_then_offered_as_a_recent_one(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    gone = Recent(str(tmp_path / "gone.revroute"), "gone", 1)
    made = desks(Session(recent=(gone,)))
    made.begin(None)
    made.window.dropped.emit([str(books_file)])
    made.qtbot.waitUntil(lambda: made.console.books is not None, timeout=10_000)
    made.rest()
    menu = made.window.recent_menu

    def offered() -> list[tuple[str, bool]]:
        menu.aboutToShow.emit()
        return [(action.text().split()[0], action.isEnabled()) for action in menu.actions()]

    assert offered() == [("northlight", False), ("gone", False)], "neither what is open nor what is not there"
    made.console.close_books()
    made.rest()
    assert offered() == [("northlight", True), ("gone", False)]
    menu.actions()[0].trigger()
    made.qtbot.waitUntil(lambda: made.console.books is not None, timeout=10_000)
    made.rest()
    made.console.close_books()
    made.window.first_run.cleared.emit()
    assert made.console.session.recent == () and offered() == [("None", False)]
    made.rest()


# Period


def test_the_header_offers_presets_and_days_of_ones_own(desk: Desk) -> None:
    picker = desk.window.header.period
    menu = picker.menu()
    named = {action.text(): action for action in menu.actions()}
    named["Last 30 days"].trigger()
    assert picker.period == dict(presets(picker.today))["Last 30 days"]
    menu.deleteLater()
    days = day_range(date(2026, 10, 3), date(2026, 10, 4))
    desk.window.header.period_picked.emit(days)
    desk.rest()
    assert picker.period == days
    view = desk.console.books.panes.view("routing")
    assert 0 < view.events_model.rowCount() < 100


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_days_are_asked_for_in_the_zone_of_the_books(desk: Desk) -> None:
    asked: list[object] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DaysDialog)
        asked.append(dialog.period)
        dialog.accept()

    QTimer.singleShot(0, desk.window, answer)
    desk.window.header.period.days_asked.emit()
    desk.rest()
    today = (desk.console.books.books.today - date(1970, 1, 1)).days
    assert asked == [desk.console.books.chosen.period] == [Period(first=today - 27, after=today + 1)]


def test_the_period_comes_back_at_the_next_start(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "console.json"
    days = day_range(date(2026, 10, 3), date(2026, 10, 4))
    first = desks(Session(), kept)
    first.begin(books_file)
    first.window.header.period_picked.emit(days)
    first.rest()
    first.console.remember()
    second = desks(load_session(kept))
    second.begin(books_file)
    assert second.window.header.period.period == days
