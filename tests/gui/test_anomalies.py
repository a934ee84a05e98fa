"""The Anomalies tab on real workspaces: told, shown with what was expected, acknowledged; rules; checks."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QAbstractItemModelTester
from tests.analytics.traffic_rows import count_requests
from tests.gui.analytics_tab import AnalyticsTab
from tests.gui.conftest import Desk

from revroute_desktop.analytics.anomalies.alerts import Alert, alerts
from revroute_desktop.analytics.anomalies.desk import kept_rules
from revroute_desktop.analytics.anomalies.rules import read_rule
from revroute_desktop.analytics.anomalies.schedule import FORESEE, LOOK, repeat, repeats
from revroute_desktop.analytics.checks import Check, Row
from revroute_desktop.analytics.series import DAY, HOUR
from revroute_desktop.console.books import anomaly_watch
from revroute_desktop.console.jobs.jobs import JobState, JobView
from revroute_desktop.console.panes.analytics.anomalies.checks import check_row, rows_of
from revroute_desktop.console.panes.analytics.anomalies.models import ALL, OPEN, PAST, SEEN, notice_of
from revroute_desktop.console.panes.analytics.anomalies.presenter import AnomaliesPresenter
from revroute_desktop.console.panes.analytics.anomalies.rule_dialog import MISSING, RATIO, RuleDialog
from revroute_desktop.console.panes.analytics.anomalies.view import WHY, AnomaliesView
from revroute_desktop.console.panes.analytics.view import ANOMALIES
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.dialog import ReasonDialog
from revroute_desktop.processes.schedule_table import pause_schedule, schedules_of
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace import create

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

DAYS = 30
BURST = 9_000


def with_burst(path: Path) -> Path:
    """A month of requests by the hour up to the hour before this one, with a burst some hours ago."""
    chance = np.random.default_rng(3)
    end = int(time.time()) // 3600
    rows = [
        ((end - DAYS * 24 + hour) * HOUR // MINUTE, int(100 + chance.integers(-5, 6)))
        for hour in range(DAYS * 24)
    ]
    rows[-5] = (rows[-5][0], BURST)
    rows[10 * 24] = (rows[10 * 24][0], BURST)
    with create(path, zone="UTC", name="busy", actor="ada") as workspace:
        count_requests(workspace, rows)
    return path


class Pane(AnalyticsTab):
    """The tab with its desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ANOMALIES)
        self.view: AnomaliesView = self.whole.anomalies
        self.presenter = self.filled_by(AnomaliesPresenter)

    def kept(self) -> tuple[Alert, ...]:
        with self.workspace.read() as session:
            return alerts(session.sql)

    def dialog(self, kind: type) -> object:
        found = [one for one in self.desk.window.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def look(self) -> None:
        """Look now, and wait until what was found is listed."""
        self.view.look_asked.emit()
        self.wait(lambda: self.kept() and not self.desk.jobs.running)
        self.desk.rest()


@pytest.fixture
def pane(desks: Callable[..., Desk], tmp_path: Path) -> Pane:
    desk = desks()
    desk.begin(with_burst(tmp_path / "busy.revroute"))
    return Pane(desk)


@pytest.fixture
def month_pane(desk: Desk) -> Pane:
    return Pane(desk)


def test_what_looks_wrong_is_told_shown_with_why_and_acknowledged(pane: Pane) -> None:
    view, desk = pane.view, pane.desk
    testers = [QAbstractItemModelTester(model) for model in (view.model, view.rules_model, view.checks_model)]
    assert view.model.rowCount() == 0 and view.empty.isVisible()
    pane.look()
    pane.wait(lambda: view.model.rowCount() == 1)
    assert desk.window.rail._items["analytics"].count == "1"
    assert pane.head.tabs._counts[ANOMALIES] == "1"
    [cells] = [view.model.cells(0)]
    assert cells is not None
    assert cells[2].text == "9,000" and " to " in cells[3].text
    assert cells[4].text == "Severe" and cells[5].text == "Open"

    # The notice leads to why, by one click.
    [notice] = [one for one in desk.notices.said if one.act == "Why"]
    assert "Requests" in notice.text and "was to be expected" in notice.text
    pane.books.panes.show("routing")
    desk.console.errands.run(*notice.does)
    desk.rest()
    assert pane.books.panes.current == "analytics" and pane.head.tabs.current == ANOMALIES
    assert view.beside.is_open and view.inspector.tab == WHY
    pane.wait(lambda: view.why.dimension.count() > 0)

    # The course has the expected range and the point circled.
    data = view.chart.data
    assert data is not None and data.expected is not None
    [curve] = data.curves
    assert [curve.values[at] for at in curve.odd] == [BURST]
    assert data.expected[1][curve.odd[0]] < 200

    view.inspector.choose_tab(0)
    view.seen_button.click()
    dialog = pane.dialog(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.act.click()
    assert "Say why" in dialog.fault.text()
    dialog.say_reason("a press article")
    dialog.act.click()
    pane.wait(lambda: view.model.rowCount() == 0)
    desk.rest()
    assert desk.window.rail._items["analytics"].count == "" and pane.head.tabs._counts[ANOMALIES] == ""
    view.states.choose(SEEN)
    assert view.model.rowCount() == 1
    with pane.workspace.read() as session:
        payload = session.sql.execute(
            "SELECT actor, reason, payload FROM audit_entry WHERE action = 'anomaly.acknowledged'"
        ).fetchall()
    assert [row[:2] for row in payload] == [("desk-1", "a press article")]
    assert json.loads(payload[0][2])["alerts"][0]["metric"] == "requests"
    view.states.choose(PAST)
    assert view.model.rowCount() == 1
    view.states.choose(ALL)
    assert view.model.rowCount() == 2
    view.states.choose(OPEN)
    assert view.empty.isVisible()
    assert len(testers) == 3


def test_several_are_acknowledged_at_once_and_copied_rows_stay(pane: Pane) -> None:
    pane.look()
    view = pane.view
    view.states.choose(ALL)
    assert not view.acknowledge_button.isVisible()
    view.table.selectAll()
    assert view.acknowledge_button.isVisible()
    view.acknowledge_button.click()
    dialog = pane.dialog(ReasonDialog)
    assert isinstance(dialog, ReasonDialog) and "2" in dialog.windowTitle()
    dialog.say_reason("both known")
    dialog.act.click()
    pane.wait(lambda: all(one.seen is not None for one in pane.kept()))
    pane.desk.rest()


def test_rules_are_put_together_from_fields_and_tell_when_broken(pane: Pane) -> None:
    view = pane.view
    view.add_button.click()
    dialog = pane.dialog(RuleDialog)
    assert isinstance(dialog, RuleDialog)
    dialog.metrics.setCurrentIndex(dialog.metrics.findData("requests"))
    dialog.act.click()
    assert "Say the figure" in dialog.fault.text()
    dialog.mark.setText("8000")
    dialog.step.setCurrentIndex(0)
    assert dialog.text == "requests > 8000 per hour"
    dialog.act.click()
    pane.wait(lambda: view.rules_model.rowCount() == 1)
    pane.desk.rest()
    pane.look()
    pane.wait(lambda: "Broken now" in [row[1].text for row in view.rules_model._rows])
    view.rules.selectRow(0)
    view.edit_button.click()
    dialog = pane.dialog(RuleDialog)
    assert isinstance(dialog, RuleDialog) and dialog.text == "requests > 8000 per hour"
    dialog.kind.choose(MISSING)
    dialog.count.put(3)
    dialog.act.click()
    pane.wait(lambda: "missing" in next(one.rule.text for one in _rules(pane)))
    pane.desk.rest()
    with pane.workspace.read() as session:
        assert repeats(session.sql, LOOK), "missing data show by the clock alone"
    assert view.switch.isChecked()
    view.rules.selectRow(0)
    view.drop_button.click()
    pane.wait(lambda: not _rules(pane))
    pane.desk.rest()
    view.switch.click()
    pane.desk.rest()
    with pane.workspace.read() as session:
        assert not repeats(session.sql, LOOK)


def _rules(pane: Pane) -> list:
    with pane.workspace.read() as session:
        return list(kept_rules(session.sql))


@pytest.mark.parametrize(
    "text",
    [
        "net EUR < 1.50 per day",
        "error_rate > 5% per hour",
        "latency_p95 > 2 per hour",
        "requests / visits > 50 per hour",
        "net USD / visits < 0.10 per week",
        "visits missing 3 hours",
        "booked JPY < 100 per month",
        "pages_per_visit < 1.5 per day",
    ],
)
def test_a_rule_comes_out_of_its_fields_as_it_went_in(look: Look, text: str, desk: Desk) -> None:
    rule = read_rule(text)
    dialog = RuleDialog(look, desk.window, ("EUR", "USD"), rule)
    assert dialog.problem() == ""
    again = read_rule(dialog.text)
    assert (again.metric, again.currency, again.other, again.above) == (
        rule.metric,
        rule.currency,
        rule.other,
        rule.above,
    )
    assert (again.mark, again.step, again.missing) == (rule.mark, rule.step, rule.missing)
    assert dialog.kind.current == (MISSING if rule.missing else RATIO if rule.other else 0)
    dialog.deleteLater()


def test_checks_say_what_to_do_and_lead_to_their_rows(month_pane: Pane) -> None:
    view, books = month_pane.view, month_pane.books
    month_pane.wait(lambda: view.checks_model.rowCount() > 5)
    wanted: list[object] = []
    month_pane.presenter.view_wanted.connect(wanted.append)
    found = [
        at
        for at in range(view.checks_model.rowCount())
        if view.checks_model._rows[at][1].text not in ("0", "–")
    ]
    for at in range(view.checks_model.rowCount()):
        view.checks.selectRow(at)
        assert view.sentence.text().startswith("Looked at")
        assert view.rows_button.isVisible() == (at in found and view.rows_button.isVisible())
    if found:
        view.checks.selectRow(found[0])
        view.rows_button.click()
        month_pane.desk.rest()
        assert wanted and books.panes.current in ("routing", "traffic")


@pytest.mark.parametrize(
    ("name", "about", "tab", "text"),
    [
        ("suspense", {"account": "suspense:x", "currency": "EUR"}, "Accounts", "suspense:x"),
        ("below_zero", {"account": "payee:a", "currency": "EUR"}, "Accounts", "payee:a currency:EUR"),
        ("below_zero", {}, "Accounts", "available<0"),
        ("drift", {"payee": "payee:a"}, "Accounts", "payee:a"),
        ("caps", {}, "Plans", ""),
        ("duplicates", {"events": "ch_1 ch_2"}, "Events", "id=ch_1"),
        ("no_rates", {"currency": "JPY"}, "Events", "currency:JPY"),
    ],
)
def test_each_check_knows_where_its_rows_stand(name: str, about: dict[str, str], tab: str, text: str) -> None:
    rows = (Row("found", about),) * (1 if about else 2)
    check = Check(name, name, "all", True, rows)
    view = rows_of(check, (20_000, 20_028))
    assert view is not None and (view.tab, view.filter) == (tab, text)
    assert check_row(check)[1].text == str(len(rows))


def test_what_does_not_apply_has_no_rows() -> None:
    check = Check("after_payout", "Refunds after payout", "nothing is paid out yet", applies=False)
    assert rows_of(check, (0, 1)) is None
    assert check_row(check)[1].text == "–"


def test_new_data_are_looked_at_after_a_job_and_nobody_is_told_of_the_look(
    pane: Pane,
) -> None:
    watch = pane.books.anomalies
    watch._rest.setInterval(10)
    said = len(pane.desk.notices.said)
    ended = JobView(99, "traffic import", "Import", JobState.DONE, 0)
    watch.job_ended(JobView(98, "verify", "Verify", JobState.DONE, 0))
    assert not watch._rest.isActive()
    watch.job_ended(ended)
    pane.wait(lambda: pane.kept() and not pane.desk.jobs.running)
    pane.desk.rest()
    [look] = [job for job in pane.desk.jobs.all if job.kind == "anomalies"]
    assert watch.is_own(look)
    texts = [one.text for one in pane.desk.notices.said[: len(pane.desk.notices.said) - said]]
    # A busy machine may be told of as well.
    assert [text for text in texts if not text.startswith("The window was held up")] == [
        text for text in texts if "expected" in text
    ]
    assert sum("expected" in text for text in texts) == 1
    assert "traffic import" in anomaly_watch.LOOKED_AFTER


def test_the_rows_behind_an_anomaly_are_the_visits_of_its_days(pane: Pane) -> None:
    pane.look()
    pane.wait(lambda: pane.view.model.rowCount() == 1)
    pane.view.rows_asked.emit()
    pane.desk.rest()
    assert pane.books.panes.current == "traffic"


def test_a_schedule_that_was_paused_is_switched_on_anew(pane: Pane) -> None:
    workspace = pane.workspace
    for words in (LOOK, FORESEE):
        repeat(workspace, words, on=True)
        repeat(workspace, words, on=True)
        with workspace.read() as session:
            [schedule] = [one for one in schedules_of(session.sql) if one.arguments == words]
        pause_schedule(workspace, schedule.name, paused=True)
        with workspace.read() as session:
            assert not repeats(session.sql, words)
        repeat(workspace, words, on=True)
        with workspace.read() as session:
            assert repeats(session.sql, words)
        repeat(workspace, words, on=False)
        with workspace.read() as session:
            assert not repeats(session.sql, words) and not schedules_of(session.sql)


def test_an_alert_by_a_rule_is_said_with_its_rule(pane: Pane) -> None:
    rule = read_rule("requests > 8000 per hour")
    alert = Alert(
        "rule-1/x", rule.metric, None, rule.step, rule.text, DAY, DAY + HOUR, 9e3, None, None, None, None,
        0, 1, None, None, None, None, None,
    )  # fmt: skip
    said = notice_of(alert, pane.books.books.zone)
    assert rule.text in said and "breaks a rule" in said
