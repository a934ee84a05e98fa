"""One job in the inspector: how far it is, what can be done with it, its rate, its facts and its log."""

import numpy as np
from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from revroute_desktop.console.format import Writer
from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.style import draw_progress
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.plot import Chart
from revroute_desktop.console.widgets.charts.series import Series, short
from revroute_desktop.console.widgets.number_field import NumberField
from revroute_desktop.console.widgets.parts import Button, Facts, Words
from revroute_desktop.console.widgets.surfaces import Column, Line

_CHART_HEIGHT = 130
_LOG_HEIGHT = 200


class Progress(QWidget):
    """A bar over the whole width."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        self.setFixedHeight(8)
        look.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_progress(painter, QRect(0, 0, self.width(), 8), self._look, self._share)
        painter.end()


class JobPage(Column):
    """The parts that the presenter fills. `asked` gives a verb: pause, resume, cancel or retry."""

    asked = Signal(str)
    prioritised = Signal(int)
    filtered = Signal(str)

    def __init__(self, look: Look, writer: Writer) -> None:
        super().__init__(look)
        self.how_far = Words(look, role="title")
        self.percent = Words(look, role="title")
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.how_far, 1)
        row.addWidget(self.percent)
        self.add(top)
        self.bar = Progress(look)
        self.add(self.bar)
        self.says = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self.add(self.says)
        self.pause_button = Button(look, tr("Pause"), icon="pause")
        self.resume_button = Button(look, tr("Resume"), icon="play")
        self.cancel_button = Button(look, tr("Cancel the job"), icon="close", variant="danger")
        self.retry_button = Button(look, tr("Retry"), icon="refresh")
        self.buttons = {
            "pause": self.pause_button,
            "resume": self.resume_button,
            "cancel": self.cancel_button,
            "retry": self.retry_button,
        }
        self.add_row(*self.buttons.values())
        self._verbs = {button: verb for verb, button in self.buttons.items()}
        for button in self.buttons.values():
            button.clicked.connect(self._on_button)
        self.priority = NumberField(-1_000, 1_000)
        self.priority.setAccessibleName(tr("Priority"))
        self.priority.setFixedWidth(84)
        self.priority.setToolTip(tr("The higher goes first."))
        self.priority.editingFinished.connect(self._on_priority)
        self.priority_label = Words(look, tr("Priority"), role="table", tone=Tone.FAINT)
        self._priority_row = self.add_row(self.priority_label, self.priority)
        self.add(Line(look))
        self.rate_title = Words(look, tr("Units a second"), role="heading")
        self.add(self.rate_title)
        self.chart = Chart(
            look, tr("units a second"), (Series(later("Rate"), "accent_text"),), zone=writer.zone, write=short
        )
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self.add(self.chart)
        self.facts = Facts(look)
        self.add(self.facts)
        self.add(Line(look))
        self.log_filter = QLineEdit()
        self.log_filter.setPlaceholderText(tr("only lines that hold this"))
        self.log_filter.setAccessibleName(tr("Filter of the log"))
        self.log_filter.setClearButtonEnabled(True)
        self.log_filter.textChanged.connect(self.filtered)
        self._log_title = Words(look, tr("Log"), role="heading")
        head = QWidget()
        head_row = QHBoxLayout(head)
        head_row.setContentsMargins(0, 0, 0, 0)
        head_row.addWidget(self._log_title)
        head_row.addStretch(1)
        head_row.addWidget(self.log_filter, 2)
        self._log_head = head
        self.add(head)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setFont(font("code", mono=True))
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setAccessibleName(tr("Log"))
        self.log.setMinimumHeight(_LOG_HEIGHT)
        self.add(self.log)

    def show_rates(self, rates: tuple[tuple[int, float], ...]) -> None:
        """Show how fast it went, microseconds UTC and units a second."""
        times = np.array([at / 1_000_000 for at, _ in rates], np.float64)
        self.chart.show_values(times, [np.array([rate for _, rate in rates], np.float64)])

    def show_log(self, text: str) -> None:
        """Show the log; who reads its end keeps reading it, who looks back is left there."""
        if text == self.log.toPlainText():
            return
        bar = self.log.verticalScrollBar()
        at_end, place = bar.value() >= bar.maximum(), bar.value()
        self.log.setPlainText(text)
        bar.setValue(bar.maximum() if at_end else place)

    def show_job_parts(self, shown: bool) -> None:
        """Hide what a process that is no job does not have."""
        for widget in (self.bar, self.chart, self.rate_title, self._log_head, self.log, self._priority_row):
            widget.setVisible(shown)

    def _on_button(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.asked.emit(self._verbs[button])

    def _on_priority(self) -> None:
        self.prioritised.emit(self.priority.value)
