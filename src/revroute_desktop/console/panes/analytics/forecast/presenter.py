"""The Forecast tab's presenter: what is forecast, whose holidays count, capacity and prices."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from revroute_desktop.analytics.anomalies.schedule import FORESEE, repeat, repeats
from revroute_desktop.analytics.capacity import MONTH, Capacity, capacity
from revroute_desktop.analytics.forecast.desk import choose_holidays, holiday_country
from revroute_desktop.analytics.forecast.holidays import countries
from revroute_desktop.analytics.history import MetricForecast, following, forecast_metric
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.model import Area
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.needs import Place
from revroute_desktop.analytics.place import place_of
from revroute_desktop.analytics.prices import keep_prices, kept_prices
from revroute_desktop.console.books.views import VISITS, SavedView
from revroute_desktop.console.panes.analytics.forecast.models import (
    HORIZONS,
    cost_row,
    country_title,
    curves_of,
    forecast_title,
    method_rows,
    need_row,
    note_words,
    total_words,
    verdict_words,
)
from revroute_desktop.console.panes.analytics.forecast.prices_dialog import PricesDialog
from revroute_desktop.console.panes.analytics.forecast.view import DAYS, ForecastView
from revroute_desktop.console.panes.analytics.seldom import Seldom
from revroute_desktop.console.panes.tab import Desk, TabPresenter
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.terminal_words import in_window
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.charts.chart_export import export_chart
from revroute_desktop.console.widgets.charts.data import Curves
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Sql, Workspace
from revroute_desktop.workspace.zones import local_day

__all__ = ["ForecastPresenter", "ForecastView"]

_TOLD_EVERY, _LASTING_EVERY = 10.0, 60.0
"""Seconds between two forecasts, and two looks at capacity, while the file changes all the time."""

_STEPS = tuple(Step)
_FIRST = "net"
_BY = {
    Step.HOUR: later("by the hour"),
    Step.DAY: later("by the day"),
    Step.WEEK: later("by the week"),
    Step.MONTH: later("by the month"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be forecast, in which currency where there are several."""

    metric: str
    step: Step
    horizon: int
    currency: str | None


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast, or the sentence why there is none; whose holidays count; when the last step is over."""

    asked: Asked
    found: MetricForecast | None
    fault: str
    country: str | None
    end: int = 0


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long capacity lasts, or the sentence why that can't be said."""

    found: Capacity | None
    fault: str
    days: int
    repeats: bool


def read_forecast(sql: Sql, asked: Asked, zone: str, now: int) -> Foretold:
    """Return a forecast. Runs aside."""
    country = holiday_country(sql)
    try:
        found = forecast_metric(
            sql,
            asked.metric,
            asked.horizon,
            asked.step,
            zone,
            now,
            country=country,
            currency=asked.currency,
            shorten=True,
        )
    except UserError as error:
        return Foretold(asked, None, str(error), country)
    one = next((each for each in found if each.line.currency in (asked.currency, None)), found[0])
    end = following(one.at[-1], 2, asked.step, zone)[-1]
    return Foretold(asked, one, "", country, end)


def read_capacity(workspace: Workspace, days: int) -> Lasting:
    """Return how long capacity lasts. Runs aside."""
    place: Place = place_of(workspace)
    with workspace.read() as session:
        sql = session.sql
        steers = repeats(sql, FORESEE)
        try:
            found = capacity(
                sql, workspace.zone, workspace.clock(), days, place=place, country=holiday_country(sql)
            )
        except UserError as error:
            return Lasting(None, str(error), days, steers)
    return Lasting(found, "", days, steers)


class ForecastPresenter(TabPresenter):
    """Fills a `ForecastView`. `view_wanted` gives the saved view in which rows stand."""

    view_wanted = Signal(object)

    def __init__(self, desk: Desk, view: ForecastView, parent: QObject) -> None:
        super().__init__(desk, view, parent)
        self._view = view
        self._shown: Foretold | None = None
        self._last_step = Step.DAY
        self._telling = Seldom(self._ask_forecast, _TOLD_EVERY, self)
        self._lasting = Seldom(self._ask_capacity, _LASTING_EVERY, self)
        view.metrics.setCurrentIndex(view.metrics.findData(_FIRST))
        view.steps.choose(_STEPS.index(Step.DAY))
        view.horizon.put(HORIZONS[Step.DAY])
        view.changed.connect(self._on_changed)
        view.country_chosen.connect(self._on_country)
        view.days.changed.connect(self._ask_capacity)
        view.switch.clicked.connect(self._on_switch)
        view.prices_button.clicked.connect(self._on_prices)
        view.export_button.clicked.connect(self._on_export)
        view.chart.rows_asked.connect(self._on_rows)
        view.export_button.setEnabled(False)
        for widget in (view.country, view.switch):
            widget.setEnabled(desk.may_write)
        for table in (view.methods, view.needs, view.costs):
            TableLink(self.books, table, self).says.connect(self.selected_says)

    def load(self) -> None:
        self._telling.soon()
        self._lasting.soon()

    def show_period(self, span: tuple[int, int] | None, currency: str) -> None:
        if currency != self.currency:
            self._telling.stop()
        super().show_period(span, currency)

    def activate(self, active: bool) -> None:
        super().activate(active)
        if not active and any([self._telling.stop(), self._lasting.stop()]):
            self._stale = True

    @property
    def asked(self) -> Asked:
        """What is to be forecast."""
        view = self._view
        metric = metric_named(str(view.metrics.currentData()))
        code = (self.currency or self.books.base or None) if metric.by_currency else None
        return Asked(metric.name, _STEPS[view.steps.current], view.horizon.value, code)

    # The forecast

    def _ask_forecast(self) -> None:
        question = partial(
            read_forecast, asked=self.asked, zone=self.books.workspace.zone, now=self.books.now
        )
        self._view.chart.show_waiting(True)
        self.books.ask("analytics.forecast", question, self._on_forecast)

    def _on_changed(self) -> None:
        view, step = self._view, _STEPS[self._view.steps.current]
        if step is not self._last_step:
            self._last_step = step
            view.horizon.put(HORIZONS[step])
        if self._shown is None or self.asked != self._shown.asked:
            self._telling.now()

    def _on_forecast(self, told: Foretold) -> None:
        self._shown = told
        view, found = self._view, told.found
        view.show_countries(_titled(), told.country)
        view.export_button.setEnabled(found is not None)
        view.chart.say_empty(in_window(told.fault))
        if found is None:
            view.panel.say_title(view.metrics.currentText(), "")
            view.chart.show_data(Curves(np.empty(0, np.int64), ()))
            view.total.say("–")
            view.about.say(in_window(told.fault))
            view.note.say("")
            view.methods_model.show([])
            self.loaded.emit()
            return
        title = forecast_title(found)
        view.panel.say_title(title, tr(_BY[told.asked.step]))
        view.chart.say_title(title)
        view.chart.show_data(curves_of(found, told.asked.step, self.books.zone, told.end))
        total, about = total_words(found)
        view.total.say(total)
        view.about.say(about)
        view.total_panel.note.say(title)
        short = len(found.at) < told.asked.horizon
        words = tr("No more than the {n} steps that are known are looked ahead.", n=len(found.at))
        note = note_words(found.forecast)
        view.note.say(f"{words} {note}" if short else note)
        view.methods_model.show(method_rows(found.forecast))
        self.loaded.emit()

    def _on_country(self, code: str) -> None:
        act = partial(choose_holidays, self.books.workspace, code or None)
        self.books.write(act, self._on_chosen)

    def _on_chosen(self, _code: str | None) -> None:
        self._telling.now()
        self._lasting.now()

    def _on_export(self) -> None:
        start = str(Path.home() / f"{self.books.workspace.name}-forecast-{self.asked.metric}.csv")
        name, _ = QFileDialog.getSaveFileName(
            self._view.window(), tr("Export the forecast"), start, tr("CSV (*.csv)")
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write what is shown, past and future with the range, as CSV."""
        path = path if path.suffix else path.with_suffix(".csv")
        try:
            export_chart(self._view.chart, path)
        except UserError as error:
            self.said.emit(str(error))
            return
        self.said.emit(tr("{name} is written.", name=path.name))

    def _on_rows(self) -> None:
        """Show what the figures that are shown are made of: events, or visits."""
        data = self._view.chart.data
        if data is None or self._shown is None or self._shown.found is None or not data.join_at:
            return
        zone, metric = self.books.workspace.zone, self._shown.found.line.metric
        first, after = (local_day(int(at), zone) for at in (data.edges[0], data.edges[data.join_at] - 1))
        tab = VISITS if metric.area is Area.TRAFFIC else "Events"
        code = self._shown.found.line.currency or ""
        name = forecast_title(self._shown.found)
        self.view_wanted.emit(SavedView(name, tab, period=f"days:{first}:{after + 1}", currency=code))

    # Capacity

    def _ask_capacity(self) -> None:
        work = partial(read_capacity, self.books.workspace, DAYS[self._view.days.current])
        self.books.call("analytics.capacity", work, self._on_capacity, slow=True)

    def _on_capacity(self, lasting: Lasting) -> None:
        view, found = self._view, lasting.found
        view.switch.setChecked(lasting.repeats)
        if found is None:
            view.needs_model.show([])
            view.costs_model.show([])
            view.say_verdict(in_window(lasting.fault))
            return
        view.needs_model.show([need_row(one) for one in found.needs], [one.kind.value for one in found.needs])
        view.capacity_panel.note.say(tr("at the forecast's upper edge"))
        view.say_verdict(" ".join((verdict_words(found, lasting.days), *map(in_window, found.notes))))
        view.costs_model.show([cost_row(one, found.table) for one in found.costs])
        view.costs_panel.note.say(tr("what the events of {n} days would take", n=MONTH))

    def _on_switch(self) -> None:
        act = partial(repeat, self.books.workspace, FORESEE, on=self._view.switch.isChecked())
        self.books.write(act, self._on_switched)

    def _on_switched(self, _nothing: None) -> None:
        self._ask_capacity()

    def _on_prices(self) -> None:
        self.books.ask("analytics.prices", kept_prices, self._on_kept_prices)

    def _on_kept_prices(self, text: str) -> None:
        dialog = PricesDialog(self.desk.look, self._view.window(), text)
        dialog.act.setEnabled(self.desk.may_write)
        dialog.submitted.connect(partial(self._on_priced, dialog))
        dialog.ask()

    def _on_priced(self, dialog: PricesDialog) -> None:
        act = partial(keep_prices, self.books.workspace, dialog.own)
        self.books.write(act, partial(self._on_prices_kept, dialog), dialog.refuse)

    def _on_prices_kept(self, dialog: PricesDialog, _table: object) -> None:
        dialog.accept()
        self.said.emit(tr("The prices are kept."))
        self._ask_capacity()


def _titled() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((code, country_title(code)) for code in countries()), key=lambda one: one[1]))
