"""The Anomalies tab: what looks wrong, its course, rules by hand, checks of the routing. Widgets only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.panes.analytics.anomalies.models import (
    ALERT_COLUMNS,
    CHECK_COLUMNS,
    OPEN,
    RULE_COLUMNS,
)
from revroute_desktop.console.panes.analytics.why_page import WhyPage
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.curves import CurveChart
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.inspector import Beside, Inspector
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Button, Facts, Words
from revroute_desktop.console.widgets.segments import Segments, Switch
from revroute_desktop.console.widgets.surfaces import Column, Line, Panel
from revroute_desktop.console.widgets.tabbed import TabPage
from revroute_desktop.console.widgets.table import DataTable

WHAT, WHY = range(2)
"""Tabs of the inspector."""
_FOUND_MOST = 12
_EMPTY_WIDE = 280


class AnomaliesView(TabPage):
    """`look_asked` looks now; `rows_asked` shows the rows behind what is selected."""

    look_asked = Signal()
    rows_asked = Signal()

    def __init__(self, look: Look, books: Books) -> None:
        super().__init__()
        self.look = look
        self.books = books
        states = (tr("Open", "an alert"), tr("Acknowledged"), tr("Past"), tr("All"))
        self.states = Segments(look, states, tr("Which ones"))
        self.states.choose(OPEN)
        self.switch = Switch(look, tr("Look every hour"))
        self.switch.setToolTip(
            tr("New data are looked at as they come; missing data show by the clock alone.")
        )
        self.look_button = Button(look, tr("Look now"), icon="refresh")
        self.acknowledge_button = Button(look, tr("Acknowledge"), icon="check")
        self.model = RowsModel(ALERT_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Anomalies"))
        self.empty = EmptyState(
            look,
            tr("Nothing was looked at yet"),
            tr(
                "After each import, routing and reading of logs the main figures are looked at. What is not "
                "as its season lets expect stands here."
            ),
            tr("Look now"),
            "refresh",
        )
        self.empty.acted.connect(self.look_asked)
        self._or_empty = OrEmpty(self.table, self.empty)
        self.panel = Panel(look, tr("What looks wrong"), " ")
        for tool in (self.states, self.switch, self.look_button, self.acknowledge_button):
            self.panel.tools.addWidget(tool)
        self.panel.add(self._or_empty, 1)
        self.panel.setMinimumHeight(160)
        self.chart = CurveChart(look, tr("Course"))
        self.chart_panel = Panel(look, tr("Course"), " ")
        legend = self.chart.make_legend()
        if legend is not None:
            self.chart_panel.tools.addWidget(legend)
        self.chart_panel.add(self.chart, 1)
        self.chart_panel.setMinimumHeight(190)
        self.rules_model = RowsModel(RULE_COLUMNS, self)
        self.rules = DataTable(look, self.rules_model, tr("Rules by hand"))
        self.add_button = Button(look, tr("Add"), icon="plus", name=tr("Add a rule"))
        self.edit_button = Button(look, tr("Change", "a rule"), name=tr("Change the rule"))
        self.drop_button = Button(look, tr("Remove"), name=tr("Remove the rule"))
        rules = Panel(look, tr("Rules by hand"), " ")
        for button in (self.drop_button, self.edit_button, self.add_button):
            rules.tools.addWidget(button)
        none = EmptyState(
            look,
            tr("No rule yet"),
            tr("A rule sets a threshold, a ratio, or how long data may be missing. Add says which."),
            width=_EMPTY_WIDE,
        )
        self._or_none = OrEmpty(self.rules, none)
        self._or_none.follow(self.rules_model)
        rules.add(self._or_none, 1)
        self.checks_model = RowsModel(CHECK_COLUMNS, self)
        self.checks = DataTable(look, self.checks_model, tr("Checks of the routing"))
        self.checks_panel = Panel(look, tr("Checks of the routing"), tr("is it fair, and does money leak"))
        unchecked = EmptyState(
            look,
            tr("Nothing to check yet"),
            tr("Once revenue is imported and routed, what looks unfair or leaks is listed here."),
            width=_EMPTY_WIDE,
        )
        self._or_unchecked = OrEmpty(self.checks, unchecked)
        self._or_unchecked.follow(self.checks_model)
        self.checks_panel.add(self._or_unchecked, 1)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(rules, 2)
        below.addWidget(self.checks_panel, 3)
        bottom = QWidget()
        below.setContentsMargins(0, 0, 0, 0)
        bottom.setLayout(below)
        bottom.setMinimumHeight(150)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        for widget, share in ((self.panel, 22), (self.chart_panel, 34), (bottom, 34)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, share)
        split.setSizes([220, 320, 320])
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(split)
        self.why = WhyPage(look)
        pages = ((tr("What"), self._make_page()), (tr("Why did it change?"), self.why))
        self.inspector = Inspector(look, pages)
        self.beside = Beside(content, self.inspector, home=self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.beside)
        self.look_button.clicked.connect(self.look_asked)

    def _make_page(self) -> QWidget:
        look = self.look
        page = Column(look)
        self.sentence = Words(look, role="body", wrap=True, selectable=True)
        self.facts = Facts(look, 96)
        self.todo = Words(look, role="body", tone=Tone.SECOND, wrap=True)
        self.seen_button = Button(look, tr("Acknowledge…"), icon="check", variant="primary")
        self.rows_button = Button(look, tr("Show the rows"))
        page.add(self.sentence)
        page.add(self.todo)
        page.add_row(self.seen_button, self.rows_button)
        page.add(self.facts)
        self.line = Line(look)
        page.add(self.line)
        self.found = [Words(look, role="table", wrap=True, selectable=True) for _ in range(_FOUND_MOST)]
        for words in self.found:
            page.add(words)
        self.rows_button.clicked.connect(self.rows_asked)
        return page

    def show_found(self, sentences: tuple[str, ...]) -> None:
        """List sentences below the facts; none hides the list."""
        self.line.setVisible(bool(sentences))
        for at, words in enumerate(self.found):
            words.setVisible(at < len(sentences))
            if at < len(sentences):
                words.say(sentences[at])

    def show_empty(self, empty: bool) -> None:
        """Show the empty state in place of the list."""
        self._or_empty.show_empty(empty)

    def focus_filter(self) -> None:
        """Go to the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
