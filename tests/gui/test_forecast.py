"""The Forecast tab on real workspaces: forecasts with their range, holidays, capacity, prices, a file."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from tests.analytics.traffic_rows import count_requests
from tests.gui.analytics_tab import AnalyticsTab
from tests.gui.conftest import Desk

from revroute_desktop.analytics.anomalies.schedule import FORESEE, repeats
from revroute_desktop.analytics.forecast.desk import holiday_country
from revroute_desktop.analytics.forecast.forecast import Forecast, MethodError
from revroute_desktop.analytics.needs import Kind, Need
from revroute_desktop.analytics.prices import kept_prices, usual_prices
from revroute_desktop.analytics.series import DAY, HOUR, Series
from revroute_desktop.console.panes.analytics.forecast.models import (
    country_title,
    method_rows,
    need_row,
    note_words,
)
from revroute_desktop.console.panes.analytics.forecast.presenter import ForecastPresenter
from revroute_desktop.console.panes.analytics.forecast.prices_dialog import PricesDialog
from revroute_desktop.console.panes.analytics.forecast.view import ForecastView
from revroute_desktop.console.panes.analytics.seldom import Seldom
from revroute_desktop.console.panes.analytics.view import FORECAST
from revroute_desktop.traffic.rollups import MINUTE
from revroute_desktop.workspace import create

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Pane(AnalyticsTab):
    """The tab with its desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, FORECAST)
        self.view: ForecastView = self.whole.forecast
        self.presenter = self.filled_by(ForecastPresenter)

    def choose(self, metric: str, step: int) -> None:
        self.view.metrics.setCurrentIndex(self.view.metrics.findData(metric))
        self.view.steps.choose(step)
        self.view.changed.emit()
        self.desk.rest()


@pytest.fixture
def pane(desk: Desk) -> Pane:
    return Pane(desk)


@pytest.fixture
def busy(desks: Callable[..., Desk], tmp_path: Path) -> Pane:
    """Sixty days of requests by the hour, many at noon."""
    path = tmp_path / "busy.revroute"
    first = 20_000 * DAY
    with create(path, zone="UTC", name="busy", actor="ada") as workspace:
        rows = [
            ((first + hour * HOUR) // MINUTE, 6_000 if hour % 24 == 12 else 60 + hour % 7)
            for hour in range(60 * 24)
        ]
        count_requests(workspace, rows)
    desk = desks()
    desk.begin(path)
    return Pane(desk)


def test_what_comes_next_is_shown_with_its_range_its_sum_and_its_methods(pane: Pane) -> None:
    view = pane.view
    testers = [
        QAbstractItemModelTester(model) for model in (view.methods_model, view.needs_model, view.costs_model)
    ]
    pane.choose("sales", 1)
    view.horizon.put(7)
    view.horizon.editingFinished.emit()
    pane.desk.rest()
    data = view.chart.data
    assert data is not None and data.join_at is not None
    [curve] = data.curves
    assert len(curve.values) == data.join_at + 7
    assert curve.band is not None and np.isnan(curve.band[0][: data.join_at]).all()
    low, high = (end[data.join_at :] for end in curve.band)
    assert (low <= curve.values[data.join_at :]).all() and (curve.values[data.join_at :] <= high).all()
    used = [row for row in view.methods_model._rows if row[2].text == "in use"]
    assert len(used) == 1
    assert float(view.total.text().replace(",", "")) == pytest.approx(
        curve.values[data.join_at :].sum(), abs=0.51
    )
    assert "between" in view.about.text() and view.note.text()
    assert len(testers) == 3


def test_a_ratio_has_no_sum_and_money_is_told_in_one_currency(pane: Pane) -> None:
    pane.choose("refund_rate", 1)
    if pane.view.chart.data.spans:
        assert "in the last step" in pane.view.about.text()
    pane.choose("net", 1)
    assert pane.view.panel._title.text() in ("Net revenue, EUR", "Net revenue, USD")
    pane.books.chosen.show(pane.books.chosen.period, "USD")
    pane.desk.rest()
    assert pane.view.panel._title.text() == "Net revenue, USD"


def test_too_little_history_says_so(pane: Pane) -> None:
    pane.choose("net", 3)
    assert "not enough data" in pane.view.chart._empty
    assert pane.view.total.text() == "–" and not pane.view.export_button.isEnabled()
    assert pane.view.methods_model.rowCount() == 0
    assert pane.view.horizon.value == 6
    pane.choose("booked", 0)
    assert "by the day" in pane.view.chart._empty


def test_the_country_of_the_holidays_is_kept_by_the_workspace(pane: Pane) -> None:
    view = pane.view
    pane.choose("sales", 1)
    assert view.country.currentData() == "" and view.country.count() > 150
    at = view.country.findText("Germany")
    assert view.country.itemData(at) == "DE"
    view.country.setCurrentIndex(at)
    view.country.activated.emit(at)
    pane.desk.rest()
    with pane.books.workspace.read() as session:
        assert holiday_country(session.sql) == "DE"
    assert view.country.currentData() == "DE"
    view.country.activated.emit(0)
    pane.desk.rest()
    with pane.books.workspace.read() as session:
        assert holiday_country(session.sql) is None
    view.show_countries((("DE", "Germany"),), "DE-BY")
    assert view.country.currentData() == "DE-BY"
    assert country_title("DE-BY") == "Germany, BY"


def test_what_is_shown_is_written_to_a_file(pane: Pane, tmp_path: Path) -> None:
    pane.choose("sales", 1)
    pane.presenter.export_to(tmp_path / "sales")
    with (tmp_path / "sales.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    data = pane.view.chart.data
    assert len(rows) == data.spans + 1 > 30
    assert "24 steps" in pane.view.note.text(), "thirty days can't be told from twenty-four"
    assert rows[-1][0].startswith("20") and float(rows[-1][2]) <= float(rows[-1][1]) <= float(rows[-1][3])
    said: list[str] = []
    pane.presenter.said.connect(said.append)
    pane.presenter.export_to(tmp_path / "nowhere" / "sales.csv")
    assert said and "sales.csv" in said[0]


def test_capacity_tells_what_is_needed_and_what_it_costs(pane: Pane) -> None:
    view = pane.view
    pane.wait(lambda: view.needs_model.rowCount() > 0)
    kinds = [view.needs_model.key(at) for at in range(view.needs_model.rowCount())]
    assert "events" in kinds and "disk" in kinds
    assert view.costs_model.rowCount() == 2
    assert "no limit is reached" in view.verdict.text()
    view.days.choose(0)
    pane.desk.rest()
    assert "30 days" in view.verdict.text() or "25" in view.verdict.text()


def test_prices_are_the_workspaces_own_when_changed(pane: Pane) -> None:
    view = pane.view
    pane.wait(lambda: view.costs_model.rowCount() == 2)
    view.prices_button.click()
    pane.desk.rest()
    [dialog] = [one for one in pane.desk.window.findChildren(PricesDialog) if one.isVisible()]
    assert dialog.own is None
    dialog.editor.show_code("currency: [")
    dialog.act.click()
    assert "no YAML" in dialog.fault.text()
    dialog.editor.show_code(usual_prices().replace("0.625", "12.5"))
    dialog.act.click()
    pane.desk.rest()
    with pane.books.workspace.read() as session:
        assert "12.5" in kept_prices(session.sql)
    view.prices_button.click()
    pane.desk.rest()
    [dialog] = [one for one in pane.desk.window.findChildren(PricesDialog) if one.isVisible()]
    dialog.usual_button.click()
    dialog.act.click()
    pane.desk.rest()
    with pane.books.workspace.read() as session:
        assert kept_prices(session.sql) == usual_prices()


def test_the_queue_is_steered_by_the_forecast_when_switched_on(pane: Pane) -> None:
    pane.view.switch.click()
    pane.desk.rest()
    with pane.books.workspace.read() as session:
        assert repeats(session.sql, FORESEE)
    pane.view.switch.click()
    pane.desk.rest()
    with pane.books.workspace.read() as session:
        assert not repeats(session.sql, FORESEE)


def test_hours_of_traffic_are_forecast_without_any_revenue(busy: Pane) -> None:
    busy.choose("requests", 0)
    data = busy.view.chart.data
    assert data is not None and data.join_at is not None
    values, hours = data.curves[0].values[data.join_at :], data.edges[data.join_at : -1] // HOUR % 24
    assert len(values) == 48 and hours[np.argsort(values)[-2:]].tolist() == [12, 12]
    busy.wait(lambda: busy.view.needs_model.rowCount() > 0)
    assert busy.view.needs_model.key(0) == "requests"
    assert busy.view.costs_model.rowCount() == 0


def test_the_rows_behind_a_forecast_are_the_events_of_its_past(pane: Pane) -> None:
    pane.choose("sales", 1)
    pane.view.chart.rows_asked.emit()
    pane.desk.rest()
    assert pane.books.panes.current == "routing"


def test_what_takes_long_is_done_seldom_and_at_last(qtbot: QtBot) -> None:
    done: list[int] = []
    parent = QObject()
    seldom = Seldom(lambda: done.append(1), 0.2, parent)
    for _ in range(5):
        seldom.soon()
    assert len(done) == 1
    qtbot.waitUntil(lambda: len(done) == 2, timeout=5_000)
    seldom.soon()
    assert seldom.stop() and not seldom.stop()
    seldom.soon()
    assert len(done) == 3
    parent.deleteLater()


def test_words_of_needs_and_methods() -> None:
    passed = Need(Kind.WORKERS, 1.0, 2.0, 3.0, 2.0, "2 workers of the queue", date(2026, 12, 4))
    assert need_row(passed)[4].text == "4 Dec 2026"
    unknown = Need(Kind.LINES, 1.0, 2.0, 3.0, None, "not timed", None)
    assert need_row(unknown)[4].text == "not measured"
    little = Need(Kind.WORKERS, 0.0, 0.001, 0.001, 2.0, "", None)
    assert need_row(little)[1].text == "under 0.01"
    nothing = Series(0, DAY, np.zeros(1))
    zeros = np.zeros(1)
    short = Forecast(nothing, (), "last value", zeros, zeros, zeros, 0.9, gaps=2, outliers=1)
    assert "too short to compare" in note_words(short)
    assert "2 gaps were filled." in note_words(short) and "1 outlier was drawn in." in note_words(short)
    assert [row[1].text for row in method_rows(short)] == ["–"]
    tried = Forecast(
        nothing, (), "a", zeros, zeros, zeros, 0.9, (MethodError("a", 0.5), MethodError("b", 1.0)), folds=1
    )
    assert [row[2].text for row in method_rows(tried)] == ["in use", ""]
    assert "1 stretch" in note_words(tried)
