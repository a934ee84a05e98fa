"""The system pane: the machine, processes and jobs, what workers ran, the controller. Widgets only."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from revroute_desktop.console.format import Writer, milliseconds
from revroute_desktop.console.panes.system.cards import LoadCard
from revroute_desktop.console.panes.system.job_page import JobPage
from revroute_desktop.console.panes.system.models import DECISION_COLUMNS, PROCESS_COLUMNS
from revroute_desktop.console.panes.system.slots import Slots
from revroute_desktop.console.panes.system.timeline import KindLegend, Timeline
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.inspector import Beside, Inspector
from revroute_desktop.console.widgets.live_model import LiveModel
from revroute_desktop.console.widgets.pane import PaneHead
from revroute_desktop.console.widgets.parts import Button
from revroute_desktop.console.widgets.segments import Segments, Switch
from revroute_desktop.console.widgets.surfaces import Ground, Panel, canvas_colour, panel_colour
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.console.widgets.table_tools import Tools

_GIB = 1024**3
_TABLE_LEAST = 250
_DECISIONS_HEIGHT = 190


class SystemView(QWidget):
    """`chosen` gives the key of the selected row or None."""

    chosen = Signal(object)

    def __init__(self, look: Look, writer: Writer) -> None:
        super().__init__()
        self.schedule_button = Button(look, tr("Schedules"), icon="calendar")
        self.run_button = Button(look, tr("Run job"), icon="play", variant="primary")
        self.alerts_button = Button(look, tr("Alerts"), icon="bell")
        buttons = (self.alerts_button, self.schedule_button, self.run_button)
        self.head = PaneHead(look, tr("System"), (tr("Processes"),), buttons)
        self.span = Segments(look, (tr("5 minutes"), tr("Day")), tr("Span of the charts"))
        self.cpu = LoadCard(look, tr("CPU"), 0, _percent, writer.moment, most=1.0)
        self.memory = LoadCard(look, tr("Memory"), 2, _gib, writer.moment)
        self.disk = LoadCard(look, tr("Disk, a commit"), 1, milliseconds, writer.moment)
        self.turn = LoadCard(look, tr("Window, longest turn"), 3, milliseconds, writer.moment)
        cards = QHBoxLayout()
        cards.setSpacing(10)
        for card in (self.cpu, self.memory, self.disk, self.turn):
            cards.addWidget(card, 1)

        self.model = LiveModel(PROCESS_COLUMNS, self)
        self.table = DataTable(look, self.model, tr("Processes and jobs"))
        self.model.moving.connect(self.table.hold)
        self.model.moved.connect(self.table.release)
        self.which = Segments(look, (tr("All"), tr("Processes"), tr("Jobs")), tr("What the table shows"))
        self.tools = Tools(look)
        self.processes = Panel(look, tr("Processes and jobs"), " ")
        for widget in (self.span, self.which, *self.tools.buttons):
            self.processes.tools.addWidget(widget)
        self.processes.add(self.table, 1)
        self.table.setMinimumHeight(_TABLE_LEAST)

        self.timeline = Timeline(look, writer.time, partial(_to_the_minute, writer))
        self.legend = KindLegend(look)
        workers = Panel(look, tr("Workers, last 30 minutes"))
        workers.tools.addWidget(self.legend)
        workers.add(self.timeline)

        self.decision_model = LiveModel(DECISION_COLUMNS, self)
        self.decisions = DataTable(look, self.decision_model, tr("What the controller did"))
        self.decision_model.moving.connect(self.decisions.hold)
        self.decision_model.moved.connect(self.decisions.release)
        self.automatic = Switch(look, tr("Automatic"))
        did = Panel(look, tr("What the controller did"), tr("within your bounds"))
        did.tools.addWidget(self.automatic)
        did.add(self.decisions, 1)
        did.setFixedHeight(_DECISIONS_HEIGHT)
        self.slots = Slots(look)
        self.bounds_button = Button(look, tr("Bounds…"), icon="settings")
        slots = Panel(look, tr("Slots"), tr("in use of allowed"))
        slots.tools.addWidget(self.bounds_button)
        inner = QScrollArea()
        inner.setFrameShape(QFrame.Shape.NoFrame)
        inner.setWidgetResizable(True)
        inner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setWidget(_on_panel(look, self.slots))
        slots.add(inner, 1)
        slots.setFixedHeight(_DECISIONS_HEIGHT)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(did, 5)
        below.addWidget(slots, 2)

        inside = Ground(look, canvas_colour)
        body = QVBoxLayout(inside)
        body.setContentsMargins(12, 12, 12, 12)
        body.setSpacing(10)
        body.addLayout(cards)
        body.addWidget(self.processes, 1)
        body.addWidget(workers)
        body.addLayout(below)
        self.scroller = QScrollArea()
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inside)
        self.page = JobPage(look, writer)
        self.inspector = Inspector(look, ((tr("Job"), self.page),))
        self.beside = Beside(self.scroller, self.inspector, home=self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.beside, 1)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_chosen)

    def focus_filter(self) -> None:
        """Put the cursor into the table, which has no filter."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_chosen(self, key: object) -> None:
        if key is not None:
            self.beside.open_inspector()
        self.chosen.emit(key)


def _on_panel(look: Look, widget: QWidget) -> QWidget:
    ground = Ground(look, panel_colour)
    layout = QVBoxLayout(ground)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    return ground


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"


def _gib(size: float) -> str:
    return f"{size / _GIB:.1f} GiB"


def _to_the_minute(writer: Writer, at: int) -> str:
    return writer.time(at)[:5]
