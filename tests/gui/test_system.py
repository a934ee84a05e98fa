"""The system pane on a real workspace with real jobs: what it shows, steers, and leaves where it is."""

import gc
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from tests.gui.conftest import Desk

from revroute_desktop.console.jobs.words import job_words
from revroute_desktop.console.panes.system import reason_words
from revroute_desktop.console.panes.system.alert_words import said_change
from revroute_desktop.console.panes.system.alerts_dialog import AlertsDialog
from revroute_desktop.console.panes.system.dialogs import (
    BoundsDialog,
    RunJobDialog,
    SchedulesDialog,
    command_problem,
)
from revroute_desktop.console.panes.system.models import CONSOLE, PROCESS_COLUMNS
from revroute_desktop.console.panes.system.presenter import SystemPresenter
from revroute_desktop.console.panes.system.view import SystemView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Cell, Column, Row
from revroute_desktop.console.widgets.live_model import LiveModel
from revroute_desktop.console.widgets.segments import Segments, Switch
from revroute_desktop.processes import JobState, NewJob, requests, steering_table
from revroute_desktop.processes.alerts import USUAL, AlertChange, Reading
from revroute_desktop.processes.history import JobRecord, job
from revroute_desktop.processes.kinds import kind_settings, set_kind
from revroute_desktop.processes.limits import Limits
from revroute_desktop.processes.live import Metrics
from revroute_desktop.processes.sampling import HostSample, ProcessSample
from revroute_desktop.processes.schedule_table import schedules_of
from revroute_desktop.processes.tuning import Decision, Readings, Setting, Tuning, What, decide
from revroute_desktop.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

WAIT = 30_000


class System:
    """The pane with its desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        books = desk.console.books
        assert books is not None
        self.books = books
        books.panes.show("system")
        view = books.panes.view("system")
        assert isinstance(view, SystemView)
        self.view = view
        presenter = books.made.system
        assert isinstance(presenter, SystemPresenter)
        self.presenter = presenter
        self.until(lambda: presenter.overview is not None)

    @property
    def workspace(self) -> Workspace:
        return self.books.workspace

    def until(self, reached: Callable[[], object]) -> None:
        self.desk.qtbot.waitUntil(lambda: bool(reached()), timeout=WAIT)

    def hold_books(self) -> None:
        """Nothing of the books begins."""
        with self.workspace.desk() as desk:
            set_kind(desk.sql, "books", 0, Limits())

    def add(self, *words: str) -> JobRecord:
        return requests.add(self.workspace, NewJob(words[0], words))

    def row(self, key: object) -> Row:
        at = self.view.model.row_of(key)
        assert at is not None
        row = self.view.model.cells(at)
        assert row is not None
        return row

    @staticmethod
    def alert_row(dialog: AlertsDialog, reading: str) -> Row:
        at = dialog.model.row_of(reading)
        assert at is not None
        row = dialog.model.cells(at)
        assert row is not None
        return row

    def record(self, id: int) -> JobRecord:
        with self.workspace.read() as session:
            return job(session.sql, id)

    def choose(self, id: int) -> None:
        self.until(lambda: self.view.model.row_of(("job", id)) is not None)
        self.view.table.choose(("job", id))


@pytest.fixture
def system(desks: Callable[..., Desk], books_file: Path) -> System:
    desk = desks()
    desk.begin(books_file)
    return System(desk)


def test_the_machine_and_the_program_are_shown(system: System) -> None:
    view = system.view
    system.until(lambda: len(view.cpu.points) > 1)
    assert view.model.key(0) == CONSOLE
    row = system.row(CONSOLE)
    assert row[0].text == "Console" and float(row[6].text) >= 0
    assert int(row[8].text.replace(",", "")) > 20
    assert view.turn.accessibleDescription().endswith("never over 50 ms")
    assert "alert over 90 % for 60 s" in view.cpu.accessibleDescription()
    assert view.cpu.table.text().startswith("Time\tValue\n")


def test_a_job_is_shown_from_the_queue_to_its_end_with_the_worker_that_ran_it(system: System) -> None:
    system.until(lambda: system.view.model.rowCount())
    record = system.add("verify")
    system.until(lambda: system.record(record.id).state is JobState.DONE)
    system.until(lambda: system.row(("job", record.id))[1].text == "Done")
    assert system.row(("job", record.id))[0].text == "Verify"
    system.until(lambda: system.view.timeline.kinds == ("verify",))
    assert "worker 1\tverify" in system.view.timeline.table.text()
    system.view.which.choose(1)
    keys = [system.view.model.key(at) for at in range(system.view.model.rowCount())]
    assert keys[0] == CONSOLE and all(key == CONSOLE or key[0] == "worker" for key in keys)  # type: ignore[index]
    assert len(keys) == 2
    system.view.which.choose(2)
    assert [system.view.model.key(0)] == [("job", record.id)]


def test_place_and_selection_stay_while_jobs_come_and_end(system: System) -> None:
    system.hold_books()
    held = [system.add("verify").id for _ in range(12)]
    system.choose(held[6])
    resets: list[int] = []
    system.view.model.modelReset.connect(lambda: resets.append(1))
    place = system.view.table.visualRect(system.view.table.currentIndex()).top()
    runs = [system.add("summary") for _ in range(2)]
    for run in runs:
        system.until(lambda run=run: system.row(("job", run.id))[1].text == "Done")
    requests.cancel(system.workspace, held[0])
    system.until(lambda: system.row(("job", held[0]))[1].text == "Cancelled")
    assert not resets
    assert system.view.table.chosen_key() == ("job", held[6])
    assert abs(system.view.table.visualRect(system.view.table.currentIndex()).top() - place) <= 1


def test_a_job_is_paused_resumed_cancelled_and_tried_again_in_the_inspector(system: System) -> None:
    system.hold_books()
    id = system.add("verify").id
    system.choose(id)
    page = system.view.page
    assert system.view.beside.is_open
    system.until(lambda: page.pause_button.isVisible())
    page.pause_button.click()
    system.until(lambda: page.resume_button.isVisible())
    assert system.record(id).state is JobState.PAUSED
    page.resume_button.click()
    system.until(lambda: page.pause_button.isVisible())
    page.priority.setText("7")
    page.priority.editingFinished.emit()
    system.until(lambda: system.record(id).priority == 7)
    page.cancel_button.click()
    system.until(lambda: page.retry_button.isVisible())
    assert system.record(id).state is JobState.CANCELLED
    page.retry_button.click()
    system.until(lambda: system.record(id).state is JobState.QUEUED)


def test_a_failed_job_tells_why_and_its_log_is_filtered(system: System) -> None:
    id = requests.add(
        system.workspace, NewJob("import", ("import", "revenue", "/no/x.csv", "--profile", "generic"))
    ).id
    system.until(lambda: system.record(id).state is JobState.FAILED)
    system.choose(id)
    system.until(lambda: "x.csv" in system.view.page.says.text())
    row = system.row(("job", id))
    assert row[0].text == "Import x.csv" and row[1].text == "Failed" and "x.csv" in row[-1].text
    with system.workspace.desk() as desk:
        desk.sql.execute(
            "INSERT INTO desk_job_log VALUES (?, 1, 0, 'chunk 21'), (?, 2, 0, 'commit')", (id, id)
        )
    system.view.table.clearSelection()
    system.choose(id)
    system.until(lambda: "commit" in system.view.page.log.toPlainText())
    system.view.page.log_filter.setText("CHUNK")
    assert "commit" not in system.view.page.log.toPlainText()
    system.view.inspector.copied.emit()
    assert system.presenter.inspecting.text().endswith("chunk 21\ncommit")


def test_the_switch_and_the_bounds_are_written_and_shown(system: System) -> None:
    system.until(lambda: system.view.automatic.isChecked())
    system.view.automatic.click()

    def automatic() -> bool:
        with system.workspace.read() as session:
            return steering_table.is_automatic(session.sql)

    system.until(lambda: not automatic())
    system.until(lambda: system.presenter.overview is not None and not system.presenter.overview.automatic)
    system.view.bounds_button.click()
    [dialog] = system.desk.window.findChildren(BoundsDialog)
    assert [dialog._lane.itemText(at) for at in range(2)] == ["all workers", "books"]
    assert not dialog._least.isEnabled()
    dialog._most.put(0)
    dialog.act.click()
    assert dialog.fault.text().startswith("At least one worker")
    dialog._lane.setCurrentIndex(1)
    dialog._most.put(3)
    dialog._least.put(4)
    dialog.act.click()
    assert dialog.fault.text() == "The fewest are more than the most."
    dialog._least.put(1)
    dialog.act.click()

    def bounds() -> object:
        with system.workspace.read() as session:
            settings = kind_settings(session.sql)
        return settings.slots.get("books"), settings.least.get("books")

    system.until(lambda: bounds() == (3, 1))
    system.until(lambda: system.view.slots.lanes and system.view.slots.lanes[1].slots == 3)
    assert "all workers\t0\t0\t2\t2 to 2" in system.view.slots.table.text()
    assert "books\t0\t0\t3\t1 to 3" in system.view.slots.table.text()


def test_a_job_is_run_from_the_pane(system: System) -> None:
    system.view.run_button.click()
    [dialog] = system.desk.window.findChildren(RunJobDialog)
    dialog.say_command("jobs list")
    dialog.act.click()
    assert dialog.fault.text() == "jobs does not run as a job: run it in a terminal."
    dialog.say_command("verify")
    dialog.act.click()
    system.until(lambda: system.view.model.row_of(("job", 1)) is not None)
    system.until(lambda: system.row(("job", 1))[1].text == "Done")
    system.desk.rest()


def test_schedules_are_added_changed_paused_and_removed(system: System) -> None:
    system.view.schedule_button.click()
    [dialog] = system.desk.window.findChildren(SchedulesDialog)
    system.until(lambda: dialog.times.text().startswith("Next: "))
    dialog.cron.setText("every day")
    system.until(lambda: "is no schedule" in dialog.times.text())
    dialog.say("Nightly", "30 2 * * *", "verify --replay")
    dialog.act.click()
    system.until(lambda: dialog.model.rowCount() == 1)
    dialog.table.selectRow(0)
    dialog.cron.setText("15 3 * * *")
    dialog.act.click()

    def kept() -> list[tuple[str, str, bool]]:
        with system.workspace.read() as session:
            return [(one.name, one.cron, one.paused) for one in schedules_of(session.sql)]

    system.until(lambda: kept() == [("Nightly", "15 3 * * *", False)])
    dialog.pause_button.click()
    system.until(lambda: kept() == [("Nightly", "15 3 * * *", True)])
    system.until(lambda: dialog.pause_button.text() == "Resume")
    dialog.say("Nightly", "x", "verify")
    dialog.act.click()
    system.until(lambda: dialog.fault.text())
    dialog.remove_button.click()
    system.until(lambda: kept() == [])
    system.until(lambda: dialog.model.rowCount() == 0)
    dialog.reject()


def test_marks_of_alerts_are_set_switched_off_and_put_back(system: System) -> None:
    system.until(lambda: system.presenter.overview is not None)
    system.view.alerts_button.click()
    [dialog] = system.desk.window.findChildren(AlertsDialog)
    assert dialog.model.rowCount() == len(Reading)

    def kept(reading: Reading) -> tuple[float, float, float] | None:
        with system.workspace.read() as session:
            rules = {rule.reading: rule for rule in steering_table.alert_rules(session.sql)}
        rule = rules.get(reading)
        return None if rule is None else (rule.mark, rule.clear, rule.seconds)

    dialog.table.selectRow(2)
    assert dialog.reading.currentText() == "Free disk of the workspace"
    assert (dialog.mark.value, dialog.end.value) == (1024, 2048)
    dialog.end.put(512)
    dialog.act.click()
    assert "must lie above its mark" in dialog.fault.text()
    dialog.end.put(4096)
    dialog.act.click()
    system.until(lambda: kept(Reading.DISK_FREE) == (1024**3, 4 * 1024**3, 0))
    # What is typed is not overwritten by the next second's overview.
    dialog.reading.setCurrentIndex(0)
    dialog.mark.put(70)
    system.until(lambda: system.alert_row(dialog, "disk free")[4].text == "set here")
    assert dialog.mark.value == 70
    dialog.reading.setCurrentIndex(2)
    dialog.off_button.click()
    system.until(lambda: kept(Reading.DISK_FREE) is None)
    system.until(lambda: not dialog.off_button.isEnabled())
    dialog.usual_button.click()
    system.until(lambda: kept(Reading.DISK_FREE) == (1024**3, 2 * 1024**3, 0))
    system.until(lambda: system.alert_row(dialog, "disk free")[4].text == "usual")
    dialog.reject()


def test_an_alert_is_a_notice_that_leads_to_the_pane(system: System) -> None:
    turn = next(rule for rule in USUAL if rule.reading.value == "turn ms")
    system.books.panes.show("routing")
    system.books.jobs.alerted.emit(AlertChange(turn, 0, True, 83.0))
    sentence = "The window was held up for 83 ms, over 50 ms."
    [notice] = [one for one in system.desk.notices.said if one.text == sentence]
    system.desk.window.notice_list.acted.emit(notice)
    assert system.books.panes.current == "system"
    assert said_change(AlertChange(turn, 0, False, 12.0)) == "The window answers at once again: 12 ms."


def test_a_day_is_shown_from_what_was_kept(system: System) -> None:
    with system.workspace.desk() as desk:
        for minute in (100, 101, 103):
            desk.sql.execute(
                "INSERT INTO desk_metric_host VALUES (?, 0.5, 0.9, 1, 2, 3, NULL, NULL, 8.0)", (minute,)
            )
    system.view.span.choose(1)
    system.until(lambda: len(system.view.cpu.points) == 3)
    assert [value for _, value in system.view.turn.points] == [8.0, 8.0, 8.0]


def test_a_second_of_a_full_queue_takes_the_window_a_few_milliseconds(system: System) -> None:
    """Two hundred jobs, eight workers, five minutes of samples and a hundred decisions."""
    system.until(lambda: system.presenter.overview is not None)
    system.books.jobs.overview.disconnect(system.presenter._on_overview)
    base = system.presenter.overview
    assert base is not None
    id = system.add("summary").id
    record = system.record(id)
    took = []
    # As in the program, where garbage is looked for between two acts.
    gc.disable()
    for tick in range(12):
        at = base.at + tick * 1_000_000
        hosts = tuple(
            HostSample(at + n, (n + tick) % 9 / 9, n, 1_000, 1, 1.0, n % 7, n % 40) for n in range(300)
        )
        samples = {
            pid: tuple(ProcessSample(at, pid, pid, (n + tick) % 7 / 7, n, 0, 0, 3) for n in range(300))
            for pid in range(1, 9)
        }
        jobs = tuple(
            replace(record, id=n, state=JobState.RUNNING if n < 9 else JobState.QUEUED, reason=f"{tick}")
            for n in range(200, 0, -1)
        )
        decided = tuple(
            (n, Decision(at, "a", What.SLOTS, 1, 2, f"{tick}")) for n in range(100 + tick, tick, -1)
        )
        overview = replace(
            base,
            at=at,
            jobs=jobs,
            workers={pid: pid for pid in samples},
            numbers={pid: pid for pid in samples},
            metrics=Metrics(hosts, samples, {}),
            decisions=decided,
        )
        begun = time.thread_time()
        system.presenter._on_overview(overview)
        took.append((time.thread_time() - begun) * 1000)
    gc.enable()
    system.books.jobs.overview.connect(system.presenter._on_overview)
    # The first puts in three hundred rows.
    assert max(took[1:]) < 50 and sorted(took)[6] < 25, took


@pytest.fixture
def live(qapp: object) -> Iterator[LiveModel]:
    model = LiveModel((Column("Name", "x"), Column("Number", "1")))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()
    model.deleteLater()


@pytest.mark.parametrize("seed", range(20))
def test_a_live_model_goes_from_any_rows_to_any_others_without_a_reset(live: LiveModel, seed: int) -> None:
    chance = random.Random(seed)
    resets: list[int] = []
    live.modelReset.connect(lambda: resets.append(1))
    for _ in range(15):
        keys = chance.sample(range(12), chance.randint(0, 12))
        rows = [(Cell(str(key)), Cell(str(chance.randint(0, 2)))) for key in keys]
        live.show(rows, keys)
        assert [live.key(at) for at in range(live.rowCount())] == keys
        assert [live.cells(at) for at in range(live.rowCount())] == rows
    assert not resets


def test_a_live_model_tells_only_of_the_cells_that_differ(live: LiveModel) -> None:
    live.show([(Cell("a"), Cell("1")), (Cell("b"), Cell("2"))], ["a", "b"])
    told: list[tuple[int, int]] = []
    live.dataChanged.connect(lambda first, last: told.append((first.row(), first.column(), last.column())))
    live.show([(Cell("a"), Cell("1")), (Cell("b"), Cell("3"))], ["a", "b"])
    assert told == [(1, 1, 1)]


def test_segments_and_the_switch_go_by_keys(look: Look) -> None:
    segments = Segments(look, ("All", "Jobs"), "What")
    chosen: list[int] = []
    segments.changed.connect(chosen.append)
    QTest.keyClick(segments, Qt.Key.Key_Right)
    QTest.keyClick(segments, Qt.Key.Key_Right)
    assert chosen == [1, 0] and segments.accessibleDescription() == "All"
    switch = Switch(look, "Automatic")
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    segments.deleteLater()
    switch.deleteLater()


def test_every_reason_of_the_controller_has_words_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def spoken(text: str) -> str:
        said.append(text)
        return text

    monkeypatch.setattr(reason_words, "tr", spoken)
    at, running = 10**12, {"a": 1}
    reasons = []
    for readings in (
        Readings(at, cpu=0.99, running=running),
        Readings(at, memory=0.99, running=running),
        Readings(at, commit_ms=300, running=running),
        Readings(at, turn_ms=80, running=running),
        Readings(at, running=running, chunk_ms={"a": 5_000}),
        Readings(at, running=running, waiting={"a": 1}),
        Readings(at, running=running, waiting={"a": 3}),
        Readings(at, running=running, chunk_ms={"a": 10}),
    ):
        small = Tuning(lanes={"a": Setting(1, 2_000)})
        _, made = decide(small, readings)
        reasons += [decision.because for decision in made]
    assert len(reasons) == 8
    for reason in [*reasons, "schedule Nightly at 02:30"]:
        assert reason_words.reason_words(reason) == reason
    assert len(set(said)) == 9
    assert reason_words.reason_words("forecast: load run") == "forecast: load run"


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("", "Write the command"),
        ("route 'x", "quotation mark"),
        ("demo a.revroute", "does not run as a job"),
        ("route -w a.revroute", "leave -w out"),
        ("verify --replay", ""),
    ],
)
def test_a_command_is_checked_before_it_is_queued(command: str, problem: str) -> None:
    said = command_problem(command)
    assert problem in said and bool(problem) == bool(said)


def test_a_job_is_named_after_its_command_and_its_file() -> None:
    assert job_words(("import", "revenue", "/a/b/stripe.csv", "--profile", "generic")) == "Import stripe.csv"
    assert job_words(("verify", "--replay")) == "Verify with replay"
    assert job_words(("something", "else")) == "something else"
    assert len({column.title for column in PROCESS_COLUMNS}) == len(PROCESS_COLUMNS)
