"""One load run as it goes or went: its head, and what stands below it once there is a run."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from revroute_desktop.console.format import duration, grouped
from revroute_desktop.console.panes.traffic.run_body import RunBody
from revroute_desktop.console.panes.traffic.run_reader import RunShown
from revroute_desktop.console.panes.traffic.words import STATES
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.parts import Button, StateMark
from revroute_desktop.console.widgets.surfaces import Panel
from revroute_desktop.traffic.load.runs import RunState

_HEIGHT_FOR_ALL = 560


class RunView(Panel):
    """`stop_asked`: end the run that goes; `report_asked`: write it as a file."""

    stop_asked = Signal()
    report_asked = Signal()

    def __init__(self, look: Look, title: str, *, reports: bool = True) -> None:
        super().__init__(look, title, " ")
        self._look = look
        self._reports = reports
        self._body: RunBody | None = None
        self.setAccessibleName(title)
        self.state = StateMark(look)
        self.stop_button = Button(look, tr("Stop"), icon="stop", variant="danger")
        self.export_button = Button(look, tr("Export"), icon="export")
        self.tools.addWidget(self.state)
        self.tools.addWidget(self.export_button)
        self.tools.addWidget(self.stop_button)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.empty = EmptyState(
            look,
            tr("No load was run yet"),
            tr("Put a service of your own under load: it proves that it is yours before and during the run."),
            tr("New load run"),
            "play",
        )
        self._or_empty = OrEmpty(inside, self.empty)
        self.add(self._or_empty, 1)
        self.show_run(None, 0)
        self.stop_button.clicked.connect(self.stop_asked)
        self.export_button.clicked.connect(self.report_asked)

    @property
    def body(self) -> RunBody:
        """What stands below the head; made when it is first asked for."""
        if self._body is None:
            self._body = RunBody(self._look)
            self._inside.addWidget(self._body)
            self._body.show_rate(self.height() >= _HEIGHT_FOR_ALL)
        return self._body

    def show_run(self, shown: RunShown | None, now: int, *, stoppable: bool = False) -> None:
        """Show a run; `stoppable` where it goes on in a job of this window. None shows the empty state."""
        self._or_empty.show_empty(shown is None)
        self.export_button.setVisible(shown is not None and self._reports)
        self.stop_button.setVisible(shown is not None and stoppable)
        if shown is None:
            self.state.say("", Tone.SECOND)
            return
        run = shown.run
        word, tone = STATES[run.state]
        running = run.state is RunState.RUNNING
        reached = duration(shown.reached)
        said = (
            tr("Running {reached} of {planned}", reached=reached, planned=duration(shown.planned))
            if running and shown.planned
            else tr(word)
        )
        self.state.say(said, tone)
        self.say_title(
            tr("Load run {number}", number=grouped(run.id)),
            tr("{scenario}, {target}", scenario=run.scenario, target=run.target),
        )
        self.body.show_run(shown, shown.next_check(now) if running else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._body is not None:
            # In a low window latency and thresholds come first.
            self._body.show_rate(self.height() >= _HEIGHT_FOR_ALL)
