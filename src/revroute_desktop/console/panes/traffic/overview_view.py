"""The overview: figures, requests over time, bots and why, visits now, the load run beside. Widgets only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from revroute_desktop.console.panes.traffic.models import (
    COUNTRY_COLUMNS,
    DEVICE_COLUMNS,
    FILTERED_COLUMNS,
    NOW_COLUMNS,
)
from revroute_desktop.console.panes.traffic.run_view import RunView
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.curves import CurveChart
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.figures import FigureStrip
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, StateMark, Words
from revroute_desktop.console.widgets.segments import Segments
from revroute_desktop.console.widgets.selection_bar import SPAN, SelectionBar
from revroute_desktop.console.widgets.surfaces import Ground, Panel, panel_colour
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.totals import TableBlock

PEOPLE, BOTS, OWN_LOAD = 0, 3, 1
"""Places of the three in the categorical list, wherever they are drawn."""

CURVES = ((later("People"), PEOPLE), (later("Bots"), BOTS), (later("Own load"), OWN_LOAD))
"""What the chart is made of, from below, with its inks."""
NEWEST, COUNTRIES, DEVICES = range(3)
"""What stands below: the newest visits, people by country, people by device."""
_WIDE_ENOUGH = 1180


class OverviewView(TabPage):
    """`people_asked`: count the chosen name as people; `let_go_asked`: look at the whole period again;
    `stop_run_asked`: end the load run; `below_changed`: show the newest visits, countries or devices.
    """

    people_asked = Signal()
    let_go_asked = Signal()
    stop_run_asked = Signal()
    all_visits_asked = Signal()
    rules_asked = Signal()
    below_changed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.figures = FigureStrip(look)
        self.chart = CurveChart(look, tr("requests"))
        self.following = StateMark(look, chip=False)
        self.chart_panel = Panel(look, tr("Requests over time"), " ")
        self.chart_panel.tools.addWidget(self.following)
        self.legend = self.chart.make_legend()
        self.chart_panel.tools.addWidget(self.legend)
        self.chart_panel.add(self.chart, 1)
        self.chart.setMinimumHeight(110)

        self.bots_model = RowsModel(FILTERED_COLUMNS, self)
        self.bots = DataTable(look, self.bots_model, tr("Bots and why"))
        self.bots_block = TableBlock(look, self.bots)
        self.people_button = Button(look, tr("Count as people"), icon="person")
        self.bots_panel = Panel(look, tr("Bots and why"), tr("every verdict can be overruled"))
        self.bots_panel.tools.addWidget(self.people_button)
        self.bots_panel.add(self.bots_block, 1)
        self.bots_panel.setMinimumHeight(130)

        self.visits_model = RowsModel(NOW_COLUMNS, self)
        self.visits = DataTable(look, self.visits_model, tr("Visits now"))
        self.all_visits_button = Button(look, tr("All visits"), variant="bare")
        self.countries_model = RowsModel(COUNTRY_COLUMNS, self)
        self.countries = DataTable(look, self.countries_model, tr("Countries"))
        self.devices_model = RowsModel(DEVICE_COLUMNS, self)
        self.devices = DataTable(look, self.devices_model, tr("Devices"))
        self.no_country = Words(look, role="body", tone=Tone.SECOND, wrap=True)
        self.rules_button = Button(look, tr("Rules"), icon="settings")
        self._tables = QStackedWidget()
        for table in (self.visits, OrEmpty(self.countries, self._no_country()), self.devices):
            self._tables.addWidget(table)
        self.which = Segments(look, (tr("Visits"), tr("Countries"), tr("Devices")), tr("What stands below"))
        self.visits_panel = Panel(look, tr("Visits now"), " ")
        for tool in (self.all_visits_button, self.which):
            self.visits_panel.tools.addWidget(tool)
        self.visits_panel.add(self._tables, 1)
        self.visits_panel.setMinimumHeight(110)

        self._run: RunView | None = None
        self._has_run = False
        self.empty = EmptyState(
            look,
            tr("No log was read yet"),
            tr(
                "Import the access logs of your server, or follow the one that it writes: visits, bots and "
                "where revenue came from stand here then."
            ),
            tr("Import logs"),
            "import",
        )
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.chart_panel, 5)
        left.addWidget(self.bots_panel, 5)
        left.addWidget(self.visits_panel, 4)
        self._below = below = QHBoxLayout()
        below.setSpacing(10)
        below.addLayout(left, 17)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        self.selection = SelectionBar(look)
        self.selection.hide()
        layout.addWidget(self.selection)
        layout.addWidget(self.figures)
        layout.addLayout(below, 1)
        self._or_empty = OrEmpty(content, self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._or_empty)
        self.people_button.clicked.connect(self.people_asked)
        self.all_visits_button.clicked.connect(self.all_visits_asked)
        self.rules_button.clicked.connect(self.rules_asked)
        self.which.changed.connect(self._on_which)
        self.selection.removed.connect(self._on_removed)

    @property
    def run(self) -> RunView:
        """The newest load run; made when there is one, since its charts take their time."""
        if self._run is None:
            self._run = RunView(self.look, tr("Load run"), reports=False)
            self._run.stop_asked.connect(self.stop_run_asked)
            self._run.hide()
            self._below.addWidget(self._run, 15)
        return self._run

    def show_empty(self, empty: bool) -> None:
        """Show what there would be, or what there is."""
        self._or_empty.show_empty(empty)

    @property
    def below(self) -> int:
        """Which of the tables below is shown."""
        return self.which.current

    def show_part(self, words: str) -> None:
        """Name at the top the part of the period that is looked at; empty for all of it."""
        chips = ((SPAN, tr("at"), words),) if words else ()
        self.selection.show_chips(chips, tr("Figures, bots and visits are of this part. Esc lets go of it."))
        self.selection.setVisible(bool(words))

    def say_below(self, title: str, note: str) -> None:
        """Head what stands below."""
        self.visits_panel.say_title(title, note)

    def say_no_country(self, sentence: str) -> None:
        """Say what a country needs, in place of the table; empty to show the table."""
        self.no_country.say(sentence)
        found = self._tables.widget(COUNTRIES)
        assert isinstance(found, OrEmpty), "the table of countries can be empty"
        found.show_empty(bool(sentence))

    def show_following(self, text: str) -> None:
        """Say which log is followed; empty for none."""
        self.following.say(text, Tone.POSITIVE, chip=False)

    def show_run(self, shown: bool) -> None:
        """Let the newest load run stand beside, where there is room."""
        self._has_run = shown
        self._divide()

    def focus_filter(self) -> None:
        """The overview has no filter: go to its first table."""
        self.bots.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.selection.isHidden():
            self.let_go_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _no_country(self) -> Ground:
        """What stands there while no country is known."""
        ground = Ground(self.look, panel_colour)
        row = QHBoxLayout(ground)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.no_country, 1)
        row.addWidget(self.rules_button)
        return ground

    def _on_removed(self, _name: str) -> None:
        self.let_go_asked.emit()

    def _on_which(self, at: int) -> None:
        self._tables.setCurrentIndex(at)
        self.all_visits_button.setVisible(at == NEWEST)
        self.below_changed.emit(at)

    def _divide(self) -> None:
        if self._has_run or self._run is not None:
            self.run.setVisible(self._has_run and self.width() >= _WIDE_ENOUGH)
