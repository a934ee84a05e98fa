"""The traffic pane: what reaches the platform, and load on one's own services, as a person sees both."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from tests.gui.conftest import Desk
from tests.traffic.meaning.make_mmdb import write_mmdb

from revroute_desktop.console.books.period import Period, month_of
from revroute_desktop.console.jobs.jobs import JobState, JobView
from revroute_desktop.console.jobs.results import result_tone
from revroute_desktop.console.jobs.works import follow_log_work, load_run_work
from revroute_desktop.console.panes.traffic import words
from revroute_desktop.console.panes.traffic.bots import BotsPresenter
from revroute_desktop.console.panes.traffic.log_dialog import LogDialog
from revroute_desktop.console.panes.traffic.overruling import AsBotDialog
from revroute_desktop.console.panes.traffic.overview_view import COUNTRIES, DEVICES
from revroute_desktop.console.panes.traffic.presenter import TrafficPresenter
from revroute_desktop.console.panes.traffic.run_dialog import RunDialog
from revroute_desktop.console.panes.traffic.runs import RunsPresenter
from revroute_desktop.console.panes.traffic.sources import SourcesPresenter
from revroute_desktop.console.panes.traffic.view import (
    BOTS,
    OVERVIEW,
    REVENUE,
    RUNS,
    SOURCES,
    VISITS,
    TrafficView,
)
from revroute_desktop.console.panes.traffic.visits import VisitsPresenter
from revroute_desktop.console.screenshots.traffic import shop
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.dialog import ReasonDialog
from revroute_desktop.traffic.bots.rules import load_rules
from revroute_desktop.traffic.formats.registry import FORMATS
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.judged import Rules
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.traffic.queries import span
from revroute_desktop.traffic.settings import load_rules as traffic_rules
from revroute_desktop.traffic.settings import save_rules
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.memory import state_folder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
OWN = "RevRoute-Load/1.0 (+load-1)"
FIRST = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
BUYERS = 24
SCENARIO = """\
format: 1
scenario: small
target: {target}
load:
  model: open
  stages:
    - {{for: {seconds}s, at: 20}}
journeys:
  - journey: home
    requests:
      - get: /
thresholds:
  - errors < 1%
  - p95 < 5 s
"""


def line(at: datetime, who: str, path: str, agent: str, referrer: str = "-") -> str:
    stamp = at.strftime("%d/%b/%Y:%H:%M:%S +0000")
    return f'{who} - - [{stamp}] "GET {path} HTTP/1.1" 200 1234 "{referrer}" "{agent}"\n'


def month_log() -> str:
    """Buyers of the month's payments, a crawler, a load run, and one line that is none."""
    lines = []
    for number in range(BUYERS):
        who, paid = f"198.18.0.{number}", datetime(2026, 10, 5, number, 15, tzinfo=UTC)
        landing = "/c/neon-kitten?utm_source=instagram&utm_campaign=autumn" if number % 2 else "/shop"
        lines.append(line(paid - timedelta(seconds=90), who, landing, FIREFOX, "https://www.google.com/"))
        lines.append(line(paid - timedelta(seconds=89), who, "/app.css", FIREFOX))
        # Payments of 5 October, as the month's file has them.
        order = 96 + number
        lines.append(line(paid, who, f"/thanks?order_id=ch_{order:06d}", FIREFOX))
    lines += [line(FIRST + timedelta(minutes=n), "198.51.100.9", f"/c/{n}", GOOGLE) for n in range(40)]
    lines += [line(FIRST + timedelta(seconds=n), "192.0.2.4", "/shop", OWN) for n in range(30)]
    return "".join(lines) + "what is this doing here\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "logs" / "access.log"
    path.parent.mkdir()
    path.write_text(month_log(), encoding="utf-8")
    return path


@pytest.fixture
def traffic(desks: Callable[..., Desk], books_file: Path, log: Path) -> tuple[Desk, TrafficView]:
    """The pane over a month of revenue and its log."""
    with open_workspace(books_file) as workspace:
        import_logs(workspace, [log], actor="desk-1")
    desk = desks()
    desk.begin(books_file)
    return desk, shown(desk)


def shown(desk: Desk) -> TrafficView:
    books = desk.console.books
    assert books is not None
    books.panes.show("traffic")
    desk.rest()
    view = books.panes.view("traffic")
    assert isinstance(view, TrafficView)
    return view


def presenter(desk: Desk) -> TrafficPresenter:
    assert desk.console.books is not None and desk.console.books.made.traffic is not None
    return desk.console.books.made.traffic


def until(desk: Desk, there: Callable[[], object], seconds: int = 30) -> None:
    desk.qtbot.waitUntil(lambda: bool(there()), timeout=1000 * seconds)


def go(desk: Desk, view: TrafficView, tab: int) -> None:
    view.head.tabs.choose(tab)
    desk.rest()


def ended(desk: Desk, kind: str) -> JobView:
    until(desk, lambda: any(j.kind == kind and j.state is not JobState.RUNNING for j in desk.jobs.all), 90)
    desk.rest()
    return next(j for j in desk.jobs.all if j.kind == kind)


def column(model, at: int) -> list[str]:
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_the_overview_keeps_people_bots_and_own_load_apart_and_says_how_revenue_was_joined(traffic) -> None:
    desk, view = traffic
    # The currency of the books is asked for after the first paint.
    until(desk, lambda: "EUR" in view.overview.figures.accessibleDescription())
    said = view.overview.figures.accessibleDescription()
    assert "People 72 requests" in said and "Bots, filtered out 40" in said
    assert "Own load, kept apart 30" in said
    assert "Revenue per visit" in said
    assert column(view.overview.bots_model, 0) == ["Googlebot"]
    assert column(view.overview.bots_model, 2) == ["Its agent matches Googlebot"]
    view.overview.chart.setFocus()
    totals = [curve.values.sum() for curve in view.overview.chart.data.curves]
    assert totals == [72, 40, 30]
    assert not view.overview.run.isVisible()


def test_a_part_of_the_chart_is_brushed_named_and_let_go(traffic) -> None:
    desk, view = traffic
    page, chart = view.overview, view.overview.chart
    page.which.choose(DEVICES)
    desk.rest()
    assert page.selection.isHidden()
    # Half an hour in which the crawler came: 8 in UTC is 10 in Berlin.
    edges = chart.data.edges
    at = int(np.searchsorted(edges, int(FIRST.timestamp()) * 1_000_000, "right")) - 1
    part = (int(edges[at]), int(edges[at + 3]))
    chart._brush.put(at, at + 2)
    chart._set_brush()
    chart._tell()
    desk.rest()
    [chip] = page.selection.chips
    assert chip.text() == "at 5 Oct 2026, 10:00 to 10:30"
    hits = [sum(curve.values[at : at + 3]) for curve in chart.data.curves]
    until(desk, lambda: f"People {hits[0]:.0f} requests" in page.figures.accessibleDescription())
    said = page.figures.accessibleDescription()
    assert f"Bots, filtered out {hits[1]:.0f}" in said
    until(desk, lambda: page.bots_panel.note.text() == "counted by whole hours")
    until(desk, lambda: 0 < page.visits_model.rowCount() < BUYERS)
    assert chart.span == part and presenter(desk).overview.part == part
    # The chart goes on to show all of the period.
    assert len(chart.data.edges) == len(edges)
    page.all_visits_button.click()
    desk.rest()
    assert view.tab == VISITS and view.visits.filter.text == "seen>=2026-10-05T10:00 seen<2026-10-05T10:30"
    assert view.visits.model.rowCount() == page.visits_model.rowCount()
    go(desk, view, OVERVIEW)
    QTest.keyClick(page.devices, Qt.Key.Key_Escape)
    desk.rest()
    assert page.selection.isHidden() and chart.span is None
    until(desk, lambda: "People 72" in page.figures.accessibleDescription())
    assert column(page.devices_model, 1) == [str(BUYERS)]


def test_keys_mark_a_part_and_another_period_lets_go_of_it(traffic) -> None:
    desk, view = traffic
    page, chart = view.overview, view.overview.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(4):
        QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.selection.isHidden()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    desk.rest()
    assert not page.selection.isHidden() and presenter(desk).overview.part is not None
    page.selection.chips[0].click()
    desk.rest()
    assert presenter(desk).overview.part is None and chart.span is None
    QTest.keyClick(chart, Qt.Key.Key_Return)
    desk.rest()
    assert presenter(desk).overview.part is not None
    october = month_of(int(FIRST.timestamp()) * 1_000_000, desk.console.books.books.zone)
    desk.console.books.chosen.show(october, "")
    desk.rest()
    assert presenter(desk).overview.part is None and page.selection.isHidden()


def test_people_by_device_and_what_a_country_needs(traffic, tmp_path: Path) -> None:
    desk, view = traffic
    page = view.overview
    page.which.choose(DEVICES)
    desk.rest()
    assert column(page.devices_model, 0) == ["desktop"]
    assert column(page.devices_model, 1) == [str(BUYERS)]
    assert column(page.devices_model, 2) == ["72"]
    page.which.choose(COUNTRIES)
    desk.rest()
    assert "MaxMind" in page.no_country.text() and page.no_country.isVisible()
    assert not page.countries.isVisible() and not page.all_visits_button.isVisible()
    page.rules_button.click()
    tab = presenter(desk).tabs[SOURCES]
    assert isinstance(tab, SourcesPresenter)
    until(desk, lambda: tab.dialog is not None)
    assert tab.dialog is not None
    tab.dialog.reject()
    with desk.console.books.workspace.desk() as session:
        save_rules(session.sql, Rules(countries=str(write_mmdb(tmp_path / "c.mmdb", {"192.0.2.0/24": "DE"}))))
    go(desk, view, OVERVIEW)
    until(desk, lambda: "before the rules named the file" in page.no_country.text())


def test_people_by_country(desks, books_file: Path, log: Path, tmp_path: Path) -> None:
    networks = {"198.18.0.0/28": "DE", "198.18.0.16/29": "FR"}
    with open_workspace(books_file) as workspace:
        with workspace.desk() as session:
            save_rules(session.sql, Rules(countries=str(write_mmdb(tmp_path / "c.mmdb", networks))))
        import_logs(workspace, [log], actor="desk-1")
    desk = desks()
    desk.begin(books_file)
    page = shown(desk).overview
    page.which.choose(COUNTRIES)
    desk.rest()
    assert [column(page.countries_model, at) for at in range(3)] == [["DE", "FR"], ["16", "8"], ["48", "24"]]
    assert page.countries.isVisible()


def test_all_follows_the_period_of_the_header(traffic) -> None:
    desk, view = traffic
    september = Period(12 * 2026 + 8)
    desk.console.books.chosen.show(september, "")
    desk.rest()
    assert "People 0" in view.overview.figures.accessibleDescription()
    until(desk, lambda: not view.overview.visits_model.rowCount())
    october = month_of(int(FIRST.timestamp()) * 1_000_000, desk.console.books.books.zone)
    desk.console.books.chosen.show(october, "USD")
    desk.rest()
    assert "People 72" in view.overview.figures.accessibleDescription()
    assert "USD" in view.overview.figures.accessibleDescription()


def test_a_verdict_is_overruled_with_a_reason_and_taken_back(traffic) -> None:
    desk, view = traffic
    view.overview.bots.selectRow(0)
    view.overview.people_button.click()
    overruling = presenter(desk).overview.overruling
    until(desk, lambda: overruling.dialog is not None)
    dialog = overruling.dialog
    assert isinstance(dialog, ReasonDialog) and dialog.problem()
    dialog.say_reason("our own search index")
    dialog.act.click()
    until(desk, lambda: overruling.dialog is None)
    desk.rest()
    until(desk, lambda: not view.overview.bots_model.rowCount())
    go(desk, view, BOTS)
    assert column(view.bots.rules_model, 0) == ["Googlebot"]
    assert column(view.bots.rules_model, 4) == ["our own search index"]
    view.bots.rules.selectRow(0)
    view.bots.back_button.click()
    until(desk, lambda: not view.bots.rules_model.rowCount())
    with desk.console.books.workspace.read() as session:
        assert load_rules(session.sql) == ()


def test_an_agent_is_counted_as_a_bot(traffic) -> None:
    desk, view = traffic
    go(desk, view, BOTS)
    tab = presenter(desk).tabs[BOTS]
    assert isinstance(tab, BotsPresenter)
    view.bots.as_bot_button.click()
    dialog = tab.overruling.dialog
    assert isinstance(dialog, AsBotDialog) and "words" in dialog.problem()
    dialog.words.setText("Firefox/139")
    dialog.act.click()
    until(desk, lambda: view.bots.rules_model.rowCount() == 1)
    assert column(view.bots.rules_model, 1) == ["other bot"]


def test_visits_are_filtered_sorted_and_their_lines_read_back(traffic) -> None:
    desk, view = traffic
    go(desk, view, VISITS)
    tab = presenter(desk).tabs[VISITS]
    assert isinstance(tab, VisitsPresenter)
    visits = view.visits
    tester = QAbstractItemModelTester(visits.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert visits.model.rowCount() == BUYERS
    visits.filter.filtered.emit("campaign:autumn pages>1")
    desk.rest()
    assert visits.model.rowCount() == BUYERS // 2
    visits.filter.filtered.emit("who:search")
    desk.rest()
    assert 0 < visits.model.rowCount() < BUYERS
    visits.filter.filtered.emit("landing:/shop who:people")
    desk.rest()
    visits.table.sort_asked.emit("landing", False)
    desk.rest()
    visits.table.selectRow(0)
    desk.rest()
    assert visits.what.text() == "/shop"
    assert any("EUR" in text or "USD" in text for text in column(visits.model, 8))
    visits.inspector.choose_tab(1)
    desk.rest()
    assert len(column(visits.lines.model, 2)) == 3
    assert "order_id=ch_" in column(visits.lines.model, 2)[-1]
    assert tester.model() is visits.model


def test_what_was_refused_stands_with_its_reason_and_as_it_is(traffic) -> None:
    desk, view = traffic
    go(desk, view, SOURCES)
    view.sources.table.selectRow(0)
    view.sources.inspector.choose_tab(1)
    desk.rest()
    assert column(view.sources.model, 7) == ["1"]
    assert column(view.sources.refused_model, 2) == ["what is this doing here"]
    assert column(view.sources.refused_model, 1)[0]
    view.sources.inspector.choose_tab(2)
    desk.rest()
    assert view.sources.lines.model.rowCount()


def test_rules_are_checked_before_they_are_kept(traffic) -> None:
    desk, view = traffic
    go(desk, view, SOURCES)
    view.sources.rules_button.click()
    tab = presenter(desk).tabs[SOURCES]
    assert isinstance(tab, SourcesPresenter)
    until(desk, lambda: tab.dialog is not None)
    assert tab.dialog is not None and "own_addresses" in tab.dialog.text
    tab.dialog.editor.setPlainText("own_addresses: nonsense")
    tab.dialog.act.click()
    assert "line 1" in tab.dialog.fault.text()
    tab.dialog.editor.setPlainText('own_addresses: ["192.0.2.0/24"]\nkeep_addresses_days: 7\n')
    tab.dialog.act.click()
    until(desk, lambda: tab.dialog is None)
    with desk.console.books.workspace.read() as session:
        rules = traffic_rules(session.sql)
    assert rules.own == ("192.0.2.0/24",) and rules.address_days == 7


def test_revenue_by_origin_adds_up_and_says_what_is_modelled(traffic) -> None:
    desk, view = traffic
    go(desk, view, REVENUE)
    model = view.revenue.model
    assert "autumn" in column(model, 0)
    assert "joined by a key" in view.revenue.count.accessibleName()
    assert "estimate" in view.revenue.note.text
    view.revenue.by.choose(1)
    assert "Google" in column(model, 0)
    totals = view.revenue.block.totals._rows
    by_code = {row[5].text: row for row in totals}
    for code, row in by_code.items():
        rows = [at for at in range(model.rowCount()) if column(model, 5)[at] == code]
        for part in range(1, 5):
            values = [float(model.cells(at)[part].raw) for at in rows]
            assert sum(values) == pytest.approx(float(row[part].text.replace(",", "").replace("−", "-")))


def test_logs_are_imported_after_their_format_was_shown(desk: Desk, log: Path) -> None:
    view = shown(desk)
    assert view.overview.empty.isVisible()
    view.overview.empty.act.click()
    dialog = presenter(desk).acts.dialog
    assert isinstance(dialog, LogDialog) and dialog.problem()
    dialog.places.setText(str(log))
    until(desk, lambda: "Combined" in dialog.told.text)
    assert "198.18.0.0" in column(dialog.model, 2)
    dialog.format.setEditText('nginx:$remote_addr - - [$time_local] "$request" $status $host|')
    until(desk, lambda: "stops" in dialog.told.text.lower())
    dialog.format.setCurrentIndex(0)
    dialog.act.click()
    job = ended(desk, "traffic import")
    assert job.state is JobState.DONE and job.result.startswith("Counted 142 requests")
    until(desk, lambda: "People 72" in view.overview.figures.accessibleDescription())
    desk.window.dropped.emit([str(log)])
    again = presenter(desk).acts.dialog
    assert isinstance(again, LogDialog) and again.places.text() == str(log)
    again.reject()


def test_a_live_log_shows_its_lines_while_it_is_followed_until_it_is_stopped(
    desk: Desk, tmp_path: Path
) -> None:
    view = shown(desk)
    live = tmp_path / "live.log"
    now = datetime.now(UTC)
    live.write_text(line(now, "198.18.1.1", "/", FIREFOX), encoding="utf-8")
    desk.console.books.begin()
    desk.console.books.start(follow_log_work((str(live),), "combined", "UTC"))
    until(desk, lambda: "People 1 " in view.overview.figures.accessibleDescription(), 60)
    until(desk, lambda: "following live.log" in view.overview.following.accessibleName())
    begun = time.monotonic()
    with live.open("a", encoding="utf-8") as file:
        file.write("".join(line(now, f"198.18.2.{n}", "/shop", FIREFOX) for n in range(50)))
    until(desk, lambda: "People 51 " in view.overview.figures.accessibleDescription())
    # A second where nothing else is done; here other work shares the machine.
    assert time.monotonic() - begun < 10
    go(desk, view, SOURCES)
    assert view.sources.stop_button.isVisible()
    view.sources.stop_button.click()
    assert ended(desk, "traffic follow").state in {JobState.CANCELLED, JobState.DONE}
    until(desk, lambda: not view.sources.stop_button.isVisible())


def test_a_load_run_is_asked_for_checked_run_shown_live_and_written_as_reports(
    desk: Desk, tmp_path: Path
) -> None:
    view = shown(desk)
    go(desk, view, RUNS)
    desk.console.books.begin()
    with shop() as url:
        view.run_button.click()
        dialog = presenter(desk).acts.dialog
        assert isinstance(dialog, RunDialog)
        dialog.editor.setPlainText("format: 1\nscenario: nothing\n")
        until(desk, lambda: "Line" in dialog.checked.text or "missing" in dialog.checked.text)
        dialog.act.click()
        assert "Mend" in dialog.fault.text()
        dialog.editor.setPlainText(SCENARIO.format(target=url, seconds=4))
        dialog.target.setText("no origin")
        dialog.act.click()
        assert "no origin" in dialog.fault.text()
        dialog.target.setText(url)
        assert "/.well-known/revroute-load-" in dialog.proof.text()
        dialog.verify_button.click()
        until(desk, lambda: "loopback" in dialog.verified.text)
        dialog.reason.setText("before the sale")
        dialog.act.click()
        run = view.runs.run
        until(desk, lambda: "Running" in run.state.accessibleName(), 60)
        assert run.stop_button.isVisible()
        until(desk, lambda: len(run.body.rate._x) > 1)
        job = ended(desk, "traffic run")
        assert job.state is JobState.DONE, job.result
    # What the window wrote down for the job has gone: the books have it.
    assert not list((state_folder() / "scenarios").iterdir())
    until(desk, lambda: "Passed" in run.state.accessibleName())
    desk.rest()
    assert column(run.body.thresholds_model, 2) == ["Holds", "Holds"]
    assert column(run.body.answers_model, 0)[0] == "200"
    assert len(run.body.heat._x) >= 3 and run.body.heat._reach is not None
    tab = presenter(desk).tabs[RUNS]
    assert isinstance(tab, RunsPresenter)
    for suffix, head in ((".pdf", b"%PDF"), (".html", b"<!doctype"), (".json", b"{"), (".csv", b"run,")):
        path = tmp_path / f"run{suffix}"
        tab.report_to(path)
        until(desk, path.is_file)
        desk.rest()
        assert path.read_bytes().startswith(head)
    assert (tmp_path / "run.pdf").stat().st_size > 10_000


def run_dialog(desk: Desk) -> RunDialog:
    """Open the dialog of a new run over the tab of the runs."""
    view = shown(desk)
    go(desk, view, RUNS)
    view.run_button.click()
    dialog = presenter(desk).acts.dialog
    assert isinstance(dialog, RunDialog)
    return dialog


def test_a_scenario_is_edited_as_a_form_which_is_the_same_document_as_its_text(desk: Desk) -> None:
    dialog = run_dialog(desk)
    dialog.editor.setPlainText("# Ours.\n" + SCENARIO.format(target="http://127.0.0.1:8080", seconds=4))
    fields = dialog.fields
    until(desk, lambda: fields.name.text() == "small")
    assert fields.isVisible() and not dialog.editor.isVisible()
    assert fields.thresholds.rows == (("errors < 1%",), ("p95 < 5 s",))
    type_over(fields.stages.cell(0, 2), "40")
    fields.pages.add_button.click()
    type_over(fields.pages.cell(1, 0), "cart")
    type_over(fields.pages.cell(1, 2), "/cart")
    type_over(fields.pages.cell(1, 4), "200, 404")
    method = fields.pages.cell(1, 1)
    assert isinstance(method, QComboBox) and method.accessibleName() == "Pages, row 2: Method"
    method.setCurrentText("POST")
    type_over(fields.limits[3], "2m")
    type_over(dialog.target, "http://localhost:9000")
    text = dialog.editor.toPlainText()
    assert text.startswith("# Ours.\n")
    scenario = parse_scenario(text)
    assert (scenario.stages[0].end, scenario.limits.seconds) == (40.0, 120.0)
    assert (scenario.target.port, scenario.journeys[1].requests[0].method) == (9000, "POST")
    type_over(fields.thresholds.cell(1, 0), "p95 under 5")
    assert "is no threshold" in fields.thresholds.fault(1)
    until(desk, lambda: "is no threshold" in dialog.checked.text)
    fields.thresholds.take_away(1)
    until(desk, lambda: "1 thresholds" in dialog.checked.text)
    dialog.ways.choose(1)
    assert dialog.editor.isVisible() and "/cart" in dialog.editor.toPlainText()
    dialog.reject()


def test_a_scenario_that_is_more_than_a_form_says_why_and_stays_as_it_is(desk: Desk) -> None:
    dialog = run_dialog(desk)
    dialog.pick.setCurrentIndex(dialog.pick.findText("Example: journey"))
    text = dialog.editor.toPlainText()
    assert dialog.off.isVisible() and "journeys of several requests" in dialog.off.text
    dialog.ways.choose(1)
    dialog.ways.choose(0)
    assert dialog.editor.toPlainText() == text
    dialog.editor.setPlainText("format: 1\n")
    until(desk, lambda: "mend the text" in dialog.off.text)
    dialog.reject()


def test_a_scenario_is_drawn_from_the_busiest_day_of_the_traffic(
    traffic: tuple[Desk, TrafficView],
) -> None:
    desk, _view = traffic
    dialog = run_dialog(desk)
    dialog.target.setText("http://127.0.0.1:8080")
    dialog.draw_button.click()
    assert dialog.drawing is not None
    dialog.drawing.factor.setText("none")
    dialog.drawing.act.click()
    assert "number above 0" in dialog.drawing.fault.text()
    dialog.drawing.factor.setText("0.001")
    dialog.drawing.act.click()
    until(desk, lambda: dialog.drawing is None or "more minutes" in dialog.drawing.fault.text())
    assert dialog.drawing is not None and "--" not in dialog.drawing.fault.text()
    dialog.drawing.factor.setText("300")
    dialog.drawing.minutes.put(5)
    dialog.drawing.act.click()
    until(desk, lambda: dialog.drawing is None)
    assert dialog.pick.currentText() == "Drawn from traffic"
    assert parse_scenario(dialog.editor.toPlainText()).seconds == pytest.approx(300)
    dialog.reject()


def type_over(field: QWidget, text: str) -> None:
    """Write over what stands in a field."""
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)


@pytest.mark.parametrize(
    ("state", "tone"), [("passed", Tone.POSITIVE), ("failed", Tone.NEGATIVE), ("stopped", Tone.WARNING)]
)
def test_a_run_that_broke_a_threshold_or_was_stopped_is_no_good_news(state: str, tone: Tone) -> None:
    assert result_tone("traffic run", {"state": state}, JobState.DONE) is tone


def test_a_run_is_stopped_and_compared_with_another(desk: Desk, tmp_path: Path) -> None:
    view = shown(desk)
    go(desk, view, RUNS)
    desk.console.books.begin()
    with shop() as url:
        for seconds in (2, 60):
            file = tmp_path / f"for-{seconds}.yaml"
            file.write_text(SCENARIO.format(target=url, seconds=seconds), encoding="utf-8")
            desk.console.books.start(load_run_work(file, url, ""))
            until(desk, lambda: "Running" in view.runs.run.state.accessibleName(), 60)
            if seconds > 2:
                until(desk, lambda: len(view.runs.run.body.rate._x) > 1)
                view.runs.run.stop_button.click()
            until(desk, lambda: not desk.jobs.running, 60)
            desk.rest()
    until(desk, lambda: column(view.runs.model, 1) == ["Stopped", "Passed"])
    view.runs.table.selectAll()
    assert view.runs.compare_button.isEnabled()
    view.runs.compare_button.click()
    tab = presenter(desk).tabs[RUNS]
    assert isinstance(tab, RunsPresenter)
    until(desk, lambda: tab.dialog is not None)
    assert tab.dialog is not None
    assert "p95" in column(tab.dialog.model, 0)
    tab.dialog.act.click()


def test_read_only_books_can_be_looked_at(desks: Callable[..., Desk], books_file: Path, log: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    with open_workspace(books_file) as workspace:
        import_logs(workspace, [log], actor="desk-1")
    books_file.chmod(0o444)
    desk = desks()
    desk.begin(books_file)
    view = shown(desk)
    assert not view.import_button.isEnabled() and not view.run_button.isEnabled()
    assert "People 72" in view.overview.figures.accessibleDescription()


def test_a_hidden_tab_reads_nothing_until_it_is_shown(traffic) -> None:
    desk, view = traffic
    go(desk, view, VISITS)
    go(desk, view, OVERVIEW)
    tab = presenter(desk).tabs[VISITS]
    loads: list[None] = []
    tab.loaded.connect(lambda: loads.append(None))
    presenter(desk).books_changed()
    desk.rest()
    assert not loads
    go(desk, view, VISITS)
    assert loads


def test_the_models_of_the_pane_keep_to_the_rules_of_models(traffic) -> None:
    desk, view = traffic
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    models = (
        view.overview.bots_model,
        view.overview.visits_model,
        view.bots.model,
        view.bots.single_model,
        view.bots.rules_model,
        view.sources.model,
        view.revenue.model,
        view.runs.model,
    )
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    for tab in (BOTS, SOURCES, REVENUE, RUNS, OVERVIEW):
        go(desk, view, tab)
    desk.console.books.refresh()
    desk.rest()
    assert len(testers) == len(models)
    with desk.console.books.workspace.read() as session:
        assert span(session.sql) is not None


def test_every_format_with_a_name_is_offered() -> None:
    assert list(words.FORMATS) == [known.name for known in FORMATS]
