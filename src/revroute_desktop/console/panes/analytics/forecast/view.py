"""The Forecast tab: what is forecast, its methods, capacity and what it costs. Widgets only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.console.books.books import Books
from revroute_desktop.console.panes.analytics.forecast.models import (
    COST_COLUMNS,
    METHOD_COLUMNS,
    NEED_COLUMNS,
    STEPS,
)
from revroute_desktop.console.panes.analytics.words import metric_title
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.curves import CurveChart
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.number_field import NumberField
from revroute_desktop.console.widgets.parts import Button, Words
from revroute_desktop.console.widgets.segments import Segments, Switch
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable

DAYS = (30, 90, 365)
"""How far capacity looks ahead."""
_HORIZON_MOST = 1_000
_COSTS_HEIGHT = 134
"""Room for two prices; more are scrolled to."""


class ForecastView(TabPage):
    """`changed`: something else is to be forecast; `country_chosen` gives the country of holidays."""

    changed = Signal()
    country_chosen = Signal(str)

    def __init__(self, look: Look, books: Books) -> None:
        super().__init__()
        self.look = look
        self.books = books
        self.metrics = self._choice(tr("Metric"))
        for metric in METRICS:
            self.metrics.addItem(metric_title(metric), metric.name)
        self.steps = Segments(look, tuple(tr(step) for step in STEPS), tr("Step"))
        self.horizon = NumberField(1, _HORIZON_MOST)
        self.horizon.setFixedWidth(64)
        self.horizon.setAccessibleName(tr("Steps ahead"))
        self.horizon.setProperty("form", True)
        self.country = self._choice(tr("Holidays of a country"))
        self.export_button = Button(look, tr("Export CSV"), icon="export")
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.metrics)
        bar.addWidget(self.steps)
        bar.addWidget(self.horizon)
        bar.addWidget(Words(look, tr("steps ahead"), role="table", tone=Tone.SECOND))
        bar.addSpacing(8)
        bar.addWidget(Words(look, tr("Holidays"), role="table", tone=Tone.SECOND))
        bar.addWidget(self.country)
        bar.addStretch(1)
        bar.addWidget(self.export_button)
        self.chart = CurveChart(look, tr("Forecast"))
        self.panel = Panel(look, tr("Forecast"), " ")
        self.panel.add(self.chart, 1)
        self.panel.setMinimumHeight(170)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._make_methods(), 4)
        below.addLayout(self._make_capacity(), 7)
        content = QVBoxLayout(self)
        content.setContentsMargins(12, 10, 12, 12)
        content.setSpacing(10)
        content.addLayout(bar)
        content.addWidget(self.panel, 4)
        content.addLayout(below, 5)
        self.metrics.activated.connect(self._on_changed)
        self.steps.changed.connect(self._on_changed)
        self.horizon.editingFinished.connect(self._on_changed)
        self.country.activated.connect(self._on_country)

    def _make_methods(self) -> Panel:
        look = self.look
        self.total = Words(look, role="figure", selectable=True)
        self.about = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.methods_model = RowsModel(METHOD_COLUMNS, self)
        self.methods = DataTable(look, self.methods_model, tr("Methods"))
        self.note = Words(look, role="table", tone=Tone.FAINT, wrap=True)
        panel = Panel(look, tr("What comes together"), " ")
        self.total_panel = panel
        head = QWidget()
        layout = QVBoxLayout(head)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(self.total)
        layout.addWidget(self.about)
        foot = QWidget()
        inner = QVBoxLayout(foot)
        inner.setContentsMargins(12, 6, 12, 6)
        inner.addWidget(self.note)
        panel.add(head)
        panel.add(self.methods, 1)
        panel.add(foot)
        return panel

    def _make_capacity(self) -> QVBoxLayout:
        look = self.look
        self.needs_model = RowsModel(NEED_COLUMNS, self)
        self.needs = DataTable(look, self.needs_model, tr("Capacity"))
        self.days = Segments(look, tuple(tr("{n} days", n=days) for days in DAYS), tr("How far ahead"))
        self.days.choose(1)
        self.switch = Switch(look, tr("Steer the queue by it"))
        self.switch.setToolTip(
            tr("Every hour the work of the next day is forecast; slots of the queue are raised ahead of it.")
        )
        self.capacity_panel = Panel(look, tr("Capacity"), " ")
        for tool in (self.switch, self.days):
            self.capacity_panel.tools.addWidget(tool)
        self.verdict = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        foot = QWidget()
        inner = QVBoxLayout(foot)
        inner.setContentsMargins(12, 6, 12, 6)
        inner.addWidget(self.verdict)
        self.capacity_panel.add(self.needs, 1)
        self.capacity_panel.add(foot)
        self.costs_model = RowsModel(COST_COLUMNS, self)
        self.costs = DataTable(look, self.costs_model, tr("Tables of the cloud"))
        self.prices_button = Button(look, tr("Prices…"))
        self.costs_panel = Panel(look, tr("As tables of the cloud"), " ")
        self.costs_panel.tools.addWidget(self.prices_button)
        self.costs_panel.add(self.costs, 1)
        self.capacity_panel.setMinimumHeight(150)
        self.costs_panel.setFixedHeight(_COSTS_HEIGHT)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self.capacity_panel, 1)
        column.addWidget(self.costs_panel)
        return column

    def show_countries(self, countries: tuple[tuple[str, str], ...], chosen: str | None) -> None:
        """Offer countries, each by its code and its name, and show which one is chosen."""
        if self.country.count() != len(countries) + 1:
            self.country.clear()
            self.country.addItem(tr("none"), "")
            for code, name in countries:
                self.country.addItem(name, code)
        at = self.country.findData(chosen or "")
        if at < 0 and chosen:
            self.country.addItem(chosen, chosen)
            at = self.country.count() - 1
        self.country.setCurrentIndex(max(at, 0))

    def say_verdict(self, sentence: str) -> None:
        """Say how long what is there lasts; what has no room is in the tooltip."""
        self.verdict.say(sentence)
        self.verdict.setToolTip(sentence)

    def focus_filter(self) -> None:
        """Go to the choice of the metric."""
        self.metrics.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(16)
        return made

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_country(self, at: int) -> None:
        self.country_chosen.emit(str(self.country.itemData(at)))
