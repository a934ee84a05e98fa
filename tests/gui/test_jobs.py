"""The main job from the window, each part of it in a child process: from import to checkpoint."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.gui.conftest import HEAD, Desk
from tests.gui.test_window import routing

from revroute_desktop.console.jobs.jobs import JobState, JobView
from revroute_desktop.console.jobs.results import result_words
from revroute_desktop.console.jobs.works import (
    checkpoint_work,
    dismiss_all_work,
    import_work,
    publish_work,
    route_work,
    simulate_work,
    verify_work,
)
from revroute_desktop.console.panes.routing.import_dialog import ImportAsked, ImportDialog
from revroute_desktop.console.panes.routing.presenter import OpenWork
from revroute_desktop.console.session import Session, load_session
from revroute_desktop.console.shell.dialogs import (
    NewWorkspaceDialog,
    PublishDialog,
    SimulateDialog,
)
from revroute_desktop.console.shell.simulation import SimulationDialog
from revroute_desktop.console.shell.small_dialogs import ClosingDialog
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.dialog import ReasonDialog
from revroute_desktop.processes import NewJob, requests
from revroute_desktop.resources import resource_path
from revroute_desktop.workspace import create, open_workspace

PLAN = "creator-network.yaml"


def finish(desk: Desk, before: int) -> JobView:
    desk.qtbot.waitUntil(lambda: len(desk.jobs.all) > before and not desk.jobs.running, timeout=90_000)
    desk.rest()
    return max(desk.jobs.all, key=lambda job: job.key)


def test_a_day_of_work_from_the_first_file_to_the_checkpoint(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    path = tmp_path / "new.revroute"
    create(path, zone="Europe/Berlin", name="new", actor="desk-1").close()
    file = tmp_path / "day.csv"
    lines = [
        f"stripe,c{n},2026-10-{n + 1:02d}T10:00:00Z,subscription,19.00,EUR,DE,,,lux-rose,90\n"
        for n in range(20)
    ]
    file.write_text(
        HEAD + "".join(lines) + "stripe,bad,2026-10-01T10:00:00Z,tip,1.2.3,EUR,DE,,,lux-rose,90\n"
    )
    desk = desks()
    desk.begin(path)
    books, view = desk.console.books, routing(desk)
    assert view.route_button.toolTip() == "Publish a plan first: it says who gets what."
    says = []
    for number, (work, says_something) in enumerate(
        (
            (import_work(ImportAsked(file, "generic", "")), "Imported 20 events"),
            (publish_work(resource_path("plans", PLAN), "2026-01-01", "first"), "Published Creator network"),
            (route_work("20"), "Routed 20 events."),
            (
                simulate_work(resource_path("plans", PLAN), "2026-10-01", "2026-10-31"),
                "0 of 20 events would change.",
            ),
            (dismiss_all_work("amount", "not ours"), "Dismissed 1 row."),
            (verify_work(replay=True), "Nothing altered:"),
            (checkpoint_work(), "Signed a checkpoint over"),
        )
    ):
        books.start(work)
        job = finish(desk, number)
        assert job.state is JobState.DONE, job.result
        assert job.result.startswith(says_something), job.result
        says.append(job)
    assert view.events_model.rowCount() == 20
    desk.qtbot.waitUntil(
        lambda: desk.window.status.saying("checkpoint").text.startswith("Checkpoint "), timeout=5000
    )
    assert desk.window.status.saying("verified").text.startswith("Audit verified to")
    assert desk.window.rail._items["routing"].count == ""
    value = says[3].value
    assert isinstance(value, dict) and value["destinations"]


def test_a_cancelled_job_says_so(desk: Desk) -> None:
    key = desk.console.books.jobs.start(verify_work(replay=True))
    desk.console.books.jobs.cancel(key)
    job = finish(desk, 0)
    assert job.state in {JobState.CANCELLED, JobState.DONE}
    if job.state is JobState.CANCELLED:
        assert job.result.startswith("Stopped.")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_closing_under_a_job_asks_and_what_was_stopped_is_offered_again(
    desks: Callable[..., Desk], books_file: Path, tmp_path: Path
) -> None:
    first = desks(session_path=tmp_path / "console.json")
    first.begin(books_file)
    first.console.books.start(replace(verify_work(replay=True), title="Verify with replay, by hand"))
    first.qtbot.waitUntil(lambda: bool(first.console.books.jobs.unfinished), timeout=30_000)
    first.window.close()
    asked = first.window.findChild(ClosingDialog)
    assert first.window.isVisible() and asked is not None
    assert "Verify with replay, by hand" in asked.about.text()
    asked.reject()
    assert first.window.isVisible(), "Cancel closes nothing"
    first.window.close()
    stopped = dict(first.console.books.jobs.unfinished)
    first.window.findChildren(ClosingDialog)[-1].stop.click()
    assert not first.window.isVisible()
    kept = load_session(tmp_path / "console.json").panes["stopped"]
    assert list(kept.values()) == [{str(number): title for number, title in stopped.items()}]


def test_a_job_that_closing_stopped_goes_on_under_its_title(
    desks: Callable[..., Desk], books_file: Path
) -> None:
    with open_workspace(books_file) as workspace:
        record = requests.add(workspace, NewJob("verify", ("verify",)))
        requests.cancel(workspace, record.id)
        uuid = workspace.uuid
    desk = desks(Session(panes={"stopped": {uuid: {str(record.id): "Verify of the year"}}}))
    desk.begin(books_file)
    notice = next(
        notice for notice in desk.notices.said if "stopped when the window was closed" in notice.text
    )
    desk.console.errands.run(*notice.does)
    desk.qtbot.waitUntil(lambda: any(j.state is JobState.DONE for j in desk.jobs.all), timeout=60_000)
    assert desk.jobs.all[0].title == "Verify of the year"


def test_a_job_that_a_terminal_queued_runs_here_and_stands_in_the_tray(desk: Desk) -> None:
    requests.add(desk.console.books.workspace, NewJob("balances", ("balances",)))
    job = finish(desk, 0)
    assert (job.title, job.state) == ("balances", JobState.DONE)
    assert not desk.console.books.jobs.busy


def test_the_tray_shows_jobs_with_progress_and_opens_results(desk: Desk) -> None:
    now = desk.console.clock()
    desk.jobs.put(JobView(90, "route", "Route 14", JobState.RUNNING, now, "chunk 2", 7, 14, 38_412.0, 2.6))
    desk.jobs.put(
        JobView(91, "verify", "Verify", JobState.DONE, now, result="Nothing altered.", goes_to=("audit", 0))
    )
    desk.window.tray.set_open(True, at_once=True)
    cells = desk.window.tray._model.cells(0)
    assert [cell.text for cell in cells[:5]] == [
        "Route 14",
        "Running",
        "50.0\u2009%",
        "38,412 /s",
        "0:03 left",
    ]
    assert desk.window.status.saying("jobs").text == "Route 14, 50 %"
    desk.window.tray.opened.emit(91)
    assert desk.console.books.panes.current == "audit"
    desk.jobs.update(90, state=JobState.DONE, result="Routed 14 events.")
    assert desk.window.status.saying("jobs").text == "No jobs running"
    desk.window.tray.set_open(False, at_once=True)


def test_a_running_job_keeps_its_workspace_open(desk: Desk, tmp_path: Path) -> None:
    desk.console.books.start(verify_work(replay=True))
    before = desk.console.books
    desk.console.open(tmp_path / "other.revroute")
    assert desk.console.books is before
    assert "A job is running" in desk.notices.said[0].text
    finish(desk, 0)


def test_of_two_workspaces_that_are_opened_at_once_the_first_is_let_go(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{name}.revroute" for name in ("one", "two")]
    for path in paths:
        create(path, zone="UTC", name=path.stem, actor="desk-1").close()
    desk = desks()
    desk.begin(None)
    for path in paths:
        desk.console.open(path)
    desk.qtbot.waitUntil(lambda: desk.console.books is not None)
    desk.rest()
    assert desk.console.books.workspace.name == "two"
    files = Path("/proc/self/fd")
    if files.is_dir():
        held = {str(fd.readlink()) for fd in files.iterdir() if fd.is_symlink()}
        assert str(paths[1]) in held and str(paths[0]) not in held


def test_routing_is_offered_only_where_something_waits_and_a_plan_says_how(
    desk: Desk, tmp_path: Path
) -> None:
    action = desk.window.actions_of_window.get("route.waiting")
    desk.qtbot.waitUntil(lambda: not desk.reads.busy)
    assert not action.isEnabled(), "nothing waits"
    desk.console.books.made.routing.open_work.emit(OpenWork(3, 0, has_plan=True))
    assert action.isEnabled()
    desk.console.books.made.routing.open_work.emit(OpenWork(3, 0, has_plan=False))
    assert not action.isEnabled()


@pytest.fixture
def parent(desk: Desk) -> Desk:
    return desk


def test_dialogs_name_what_is_missing_before_they_act(parent: Desk, look: Look, tmp_path: Path) -> None:
    from datetime import date

    window = parent.window
    plan = resource_path("plans", PLAN)
    imported = ImportDialog(look, window, ("generic",), parent.console.writer)
    published = PublishDialog(look, window, date(2026, 11, 3), plan.parent)
    simulated = SimulateDialog(look, window, date(2026, 11, 3), date(2026, 11, 1), plan.parent)
    new = NewWorkspaceDialog(look, window, tmp_path, "Europe/Berlin")
    dismissed = ReasonDialog(look, window, "Dismiss this row?", "It stays.", "Dismiss")
    assert imported.problem() == "Choose the file to import."
    imported._file.setText(str(tmp_path / "gone.csv"))
    assert imported.problem().startswith("There is no file")
    published._file.setText(str(plan))
    assert published.problem() == "Say why: the reason goes into the log."
    published._reason.setText("first plan")
    assert published.problem() == ""
    published._day.setText("1 December")
    assert published.problem() == "Write the day as 2026-12-01."
    simulated._file.setText(str(plan))
    assert simulated.problem() == "From is after to. Exchange the two days."
    assert new.problem() == ""
    new._on_name("Neon Night")
    assert new.asked.file.name == "neon-night.revroute"
    assert dismissed.problem() == "Say why: the reason goes into the log."
    for dialog in (imported, published, simulated, new, dismissed):
        assert not dialog.grab().isNull()
        dialog.deleteLater()


def test_a_simulation_is_shown_with_sums_that_add_up(parent: Desk, look: Look) -> None:
    result = {
        "plan": "Creator network",
        "events": 10,
        "changed": 4,
        "undecided": 0,
        "destinations": [
            {
                "account": "treasury:main",
                "currency": "EUR",
                "now": "10.00",
                "then": "8.00",
                "difference": "-2.00",
            },
            {"account": "payee:x", "currency": "EUR", "now": "0.00", "then": "2.00", "difference": "2.00"},
        ],
    }
    dialog = SimulationDialog(look, parent.window, result, parent.console.books.books.writer)
    model = dialog.table.cells_model
    assert [model.data(model.index(0, at)) for at in (2, 3, 4)] == ["10.00", "8.00", "−2.00"]
    assert not dialog.grab().isNull()
    dialog.deleteLater()


def test_an_unknown_result_still_says_its_numbers() -> None:
    assert result_words("other", {"rows_read": 5, "name": "x"}, None, JobState.DONE) == "rows read 5."


def test_the_tray_takes_a_quarter_of_a_low_window_and_no_more_than_its_jobs(desk: Desk) -> None:
    desk.window.resize(1280, 720)
    desk.jobs.put(JobView(1, "route", "Route", JobState.DONE, 0))
    desk.window.tray.set_open(True, at_once=True)
    low = desk.window.tray.maximumHeight()
    assert low <= 720 // 4
    for key in range(2, 20):
        desk.jobs.put(JobView(key, "route", "Route", JobState.DONE, key))
    assert low < desk.window.tray.maximumHeight() <= 720 // 4
    desk.window.resize(1600, 1000)
    assert desk.window.tray.maximumHeight() <= 240
