"""Below the head of a load run: proof, figures, latency as a map of heat, rate, thresholds, answers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from revroute_desktop.console.format import decimal, grouped, milliseconds
from revroute_desktop.console.panes.traffic.run_reader import RunShown
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.charts.heat import HeatChart
from revroute_desktop.console.widgets.charts.legend import Legend
from revroute_desktop.console.widgets.charts.plot import Chart
from revroute_desktop.console.widgets.charts.series import Series
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import Note, Words
from revroute_desktop.console.widgets.surfaces import Line
from revroute_desktop.console.widgets.table import DataTable
from revroute_desktop.traffic.load.runs import RunState

LATENCY_SERIES = (
    Series("p50", "text"),
    Series("p95", 1),
    Series("p99", 6, dashed=True),
)
_LIMIT = Series(later("limit for p95"), "negative", dashed=True)
RATE_SERIES = (Series(later("asked"), "text_3", dashed=True), Series(later("achieved"), 1))

THRESHOLD_COLUMNS = (
    Column(later("Threshold"), "p95 of checkout < 200 ms over 30 s", grow=3),
    Column(later("Measured"), "12,345 ms", right=True, medium=True, grow=0),
    Column(later("Outcome"), later("Broken"), grow=0, mark=True),
)
ANSWER_COLUMNS = (
    Column(later("Answer"), "no whole answer in time", grow=3),
    Column(later("Count"), "12,345,678", right=True, medium=True, grow=0),
)


class _Small(QWidget):
    """Figures side by side in one line: a label above, a value below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pairs: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def say(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self._pairs = pairs
        self.setAccessibleName(". ".join(f"{label} {value}" for label, value in pairs))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 46)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        wide = self.width() / max(len(self._pairs), 1)
        for at, (label, value) in enumerate(self._pairs):
            place = self.rect().adjusted(int(at * wide) + 12, 5, 0, 0)
            place.setWidth(int(wide) - 14)
            if at:
                painter.fillRect(int(at * wide), 0, 1, self.height(), theme.line_hair)
            cut = metrics("label", 400).elidedText(label, Qt.TextElideMode.ElideRight, place.width())
            place.setHeight(18)
            words(painter, place, cut, theme.text_3, font("label", 400))
            place.translate(0, 18)
            words(painter, place, value, theme.text, font("table", 600))
        painter.end()


class RunBody(QWidget):
    """Widgets of one run; made when there is a run to show, since its charts take half of a turn's time."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._proof = Words(look, role="table", elide=True)
        self._next = Words(look, role="table", tone=Tone.FAINT)
        proof = QWidget()
        proof.setFixedHeight(32)
        line = QHBoxLayout(proof)
        line.setContentsMargins(12, 0, 12, 0)
        line.addWidget(self._proof, 1)
        line.addWidget(self._next)
        self._figures = _Small(look)
        self.heat = HeatChart(look, tr("latency from the intended send time"), LATENCY_SERIES)
        self.heat.setMinimumHeight(120)
        self.rate = Chart(look, tr("requests a second"), RATE_SERIES)
        self.rate.setMinimumHeight(70)
        heat_legend, rate_legend = Legend(look, (*LATENCY_SERIES, _LIMIT)), Legend(look, RATE_SERIES)
        heat_legend.changed.connect(self._on_heat_legend)
        self._limits: list[tuple[float, str]] = []
        self._limits_shown = True
        rate_legend.changed.connect(self.rate.show_only)
        self.thresholds_model = RowsModel(THRESHOLD_COLUMNS, self)
        self.thresholds = DataTable(look, self.thresholds_model, tr("Thresholds"))
        self.answers_model = RowsModel(ANSWER_COLUMNS, self)
        self.answers = DataTable(look, self.answers_model, tr("Answers by status"))
        self.remark = Note(look)
        notes = QWidget()
        notes_layout = QVBoxLayout(notes)
        notes_layout.setContentsMargins(12, 6, 12, 6)
        notes_layout.addWidget(self.remark)
        tables = QWidget()
        tables.setFixedHeight(28 + 27 * 4 + 4)
        beside = QHBoxLayout(tables)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.thresholds, 3)
        beside.addWidget(self.answers, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._rate_title = _titled(look, tr("Requests a second"), rate_legend)
        for widget, stretch in (
            (proof, 0),
            (Line(look), 0),
            (self._figures, 0),
            (Line(look), 0),
            (_titled(look, tr("Latency from the intended send time, ms"), heat_legend), 0),
            (self.heat, 3),
            (self._rate_title, 0),
            (self.rate, 1),
            (Line(look), 0),
            (tables, 0),
            (notes, 0),
        ):
            layout.addWidget(widget, stretch)

    def show_run(self, shown: RunShown, next_check: str) -> None:
        """Show a run; `next_check` says when the target is proved again."""
        self._proof.say(shown.proof)
        self._next.say(next_check)
        self._figures.say(
            (
                (tr("Asked"), _rate(shown.asked)),
                (tr("Achieved"), _rate(shown.achieved)),
                (tr("In flight"), grouped(shown.in_flight)),
                (tr("Sent"), grouped(shown.sent)),
                (tr("Send lag, 99th"), milliseconds(shown.lag)),
                (tr("Own CPU"), f"{decimal(100 * shown.cpu, 0)} %"),
            )
        )
        self.heat.show_heat(shown.edges, shown.reached, shown.heat)
        self.heat.show_values(shown.at, (shown.p50, shown.p95, shown.p99))
        self._limits = [(shown.limit, "negative")] if shown.limit else []
        self.heat.show_limits(self._limits if self._limits_shown else [])
        self.rate.show_values(shown.at, (shown.asked_rates, shown.achieved_rates))
        self.thresholds_model.show([_threshold(*one) for one in shown.thresholds])
        self.answers_model.show([_answer(name, count, bad) for name, count, bad in shown.answers])
        failed = shown.run.state is RunState.FAILED
        self.remark.say(shown.note, Tone.NEGATIVE if failed else Tone.WARNING)

    def show_rate(self, on: bool) -> None:
        """Show the rate, or leave it out."""
        for widget in (self._rate_title, self.rate):
            widget.setVisible(on)

    def _on_heat_legend(self, shown: tuple[bool, ...]) -> None:
        *curves, self._limits_shown = shown
        self.heat.show_only(curves)
        self.heat.show_limits(self._limits if self._limits_shown else [])


def _titled(look: Look, title: str, legend: Legend) -> QWidget:
    row = QWidget()
    row.setFixedHeight(30)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(12, 0, 8, 0)
    layout.addWidget(Words(look, title, role="table", weight=500, elide=True), 1)
    layout.addWidget(legend)
    return row


def _rate(value: float) -> str:
    return tr("{rate} /s", rate=decimal(value, 0 if value >= 10 else 1))


def _threshold(text: str, measured: str, holds: bool | None) -> Row:
    outcome = {True: tr("Holds"), False: tr("Broken"), None: tr("Not measured")}[holds]
    tone = {True: Tone.POSITIVE, False: Tone.NEGATIVE, None: Tone.SECOND}[holds]
    return (Cell(text, full=text), Cell(measured), Cell(outcome, Form.CHIP, tone))


def _answer(name: str, count: int, bad: bool) -> Row:
    return (Cell(name, tone=Tone.NEGATIVE if bad else Tone.NORMAL), Cell(grouped(count), raw=str(count)))
