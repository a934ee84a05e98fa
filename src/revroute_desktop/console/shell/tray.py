"""The jobs tray: slides up from the status bar; a table of jobs with progress, rate, time left and an act."""

from PySide6.QtCore import QEasingCurve, QModelIndex, QPropertyAnimation, Signal
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from revroute_desktop.console.actions import shown_keys
from revroute_desktop.console.format import Writer, duration, rate
from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.jobs.results import result_tone
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import NOT_APPLICABLE, Cell, Column, Form, Row, Tone
from revroute_desktop.console.widgets.empty import EmptyState, OrEmpty
from revroute_desktop.console.widgets.models import RowsModel
from revroute_desktop.console.widgets.parts import ToolButton, Words
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour
from revroute_desktop.console.widgets.table import DataTable

HEIGHT = 240
"""The most that it takes of a window."""
_HEAD, _EDGE, _LEAST = 38, 8, 96
_OPEN_MS = 140

_COLUMNS = (
    Column(later("Job"), "Import stripe-2026-11-03.csv", medium=True, grow=3),
    Column(later("State"), "Cancelled", grow=0, mark=True),
    Column(later("Progress"), "progress bar 100 %", grow=1),
    Column(later("Rate"), "171,300 lines/s", right=True, grow=0),
    Column(later("Time left"), "12:34 left", right=True, grow=0),
    Column(later("Started"), "14:43:42", right=True, grow=0),
    Column(later("Result"), "Routed 14 events, 1,204.50 EUR", grow=4),
    Column("", "Cancel", grow=0),
)
_ACT = len(_COLUMNS) - 1

_STATES = {
    JobState.RUNNING: Cell(later("Running"), Form.DOT, Tone.POSITIVE),
    JobState.DONE: Cell(later("Done"), Form.DOT, Tone.FAINT),
    JobState.FAILED: Cell(later("Stopped"), Form.CHIP, Tone.NEGATIVE),
    JobState.CRASHED: Cell(later("Crashed"), Form.CHIP, Tone.NEGATIVE),
    JobState.CANCELLED: Cell(later("Cancelled"), Form.CHIP, Tone.SECOND),
}


def job_row(job: JobView, writer: Writer) -> Row:
    """Return the cells of one job."""
    running = job.state is JobState.RUNNING
    progress = NOT_APPLICABLE
    if running and job.total:
        percent = writer.percent(min(job.done, job.total), job.total)
        progress = Cell(percent, Form.PROGRESS, share=job.share)
    elif running:
        progress = Cell(writer.count(job.done) if job.done else tr("starting"), tone=Tone.SECOND)
    act = NOT_APPLICABLE
    if running:
        act = Cell(tr("Cancel"), Form.LINK)
    elif job.state is JobState.DONE:
        act = Cell(tr("Open"), Form.LINK)
    fault = not running and result_tone(job.kind, job.value, job.state) is Tone.NEGATIVE
    return (
        Cell(job.title, full=job.title),
        _STATES[job.state].said(),
        progress,
        Cell(rate(job.rate)) if running and job.rate else NOT_APPLICABLE,
        Cell(tr("{left} left", left=duration(job.left)))
        if running and job.left is not None
        else NOT_APPLICABLE,
        Cell(writer.time(job.started_at), tone=Tone.SECOND),
        Cell(
            job.what if running else job.result,
            tone=Tone.NEGATIVE if fault else Tone.SECOND,
            full=job.result,
        ),
        act,
    )


class Tray(Ground):
    """`cancelled` and `opened` give the key of a job; `closed` when the person closes the tray."""

    cancelled = Signal(int)
    opened = Signal(int)
    closed = Signal()

    def __init__(self, look: Look, jobs: JobList) -> None:
        super().__init__(look, panel_colour, lines="t")
        self._jobs = jobs
        self._writer: Writer | None = None
        self._note = Words(look, role="table", tone=Tone.FAINT)
        self._close = ToolButton(look, "chevron-down", tr("Close the jobs tray"))
        self._close.clicked.connect(self._on_close)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(Words(look, tr("Jobs"), role="heading"))
        head.addWidget(self._note)
        head.addStretch(1)
        head.addWidget(self._close)
        top = QWidget()
        top.setFixedHeight(_HEAD)
        top.setLayout(head)
        self._model = RowsModel(_COLUMNS, self)
        self._table = DataTable(look, self._model, tr("Jobs"))
        self._table.clicked.connect(self._on_clicked)
        self._table.opened.connect(self._on_opened)
        self._body = OrEmpty(
            self._table,
            EmptyState(
                look,
                tr("No job has run since this window opened"),
                tr("Imports, routing and checks show their progress here."),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(top)
        layout.addWidget(self._body, 1)
        self._slide = QPropertyAnimation(self, b"maximumHeight", self)
        self._slide.setDuration(_OPEN_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(self._on_slid)
        self._open = False
        self.setMaximumHeight(0)
        self.hide()
        jobs.changed.connect(self._show_jobs)

    @property
    def is_open(self) -> bool:
        """Whether the tray is shown."""
        return self._open

    def show_keys(self, keys: str) -> None:
        """Show by which shortcut the tray closes."""
        tip = tr("Close the jobs tray ({keys})", keys=shown_keys(keys)) if keys else tr("Close the jobs tray")
        self._close.setToolTip(tip)

    def set_writer(self, writer: Writer) -> None:
        """Write numbers and times as these books do."""
        self._writer = writer
        self._show_jobs()

    def set_open(self, on: bool, *, at_once: bool = False) -> None:
        """Slide the tray up or down."""
        self._open = on
        self._slide.stop()
        still = not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        wanted = self._wanted() if on else 0
        if at_once or still:
            self.setMaximumHeight(wanted)
            self.setMinimumHeight(wanted)
            self.setVisible(on)
            return
        self.setMinimumHeight(0)
        self.show()
        self._slide.setStartValue(self.height() if self.isVisible() else 0)
        self._slide.setEndValue(wanted)
        self._slide.start()

    def _show_jobs(self) -> None:
        if self._writer is None:
            return
        jobs = self._jobs.all
        self._model.show([job_row(job, self._writer) for job in jobs], [job.key for job in jobs])
        running = len(self._jobs.running)
        self._note.say(tr("{count} running", count=running) if running else tr("none running"))
        self._body.show_empty(not jobs)
        self.fit()

    def fit(self) -> None:
        """Be as high as what the tray holds; the window has changed, or the jobs have."""
        if self._open and self._slide.state() is not QPropertyAnimation.State.Running:
            wanted = self._wanted()
            self.setMaximumHeight(wanted)
            self.setMinimumHeight(wanted)

    def _wanted(self) -> int:
        """Return the height of the head and the jobs, a quarter of the window at most."""
        rows = self._model.rowCount()
        table = (
            self._table.horizontalHeader().height() + rows * self._table.verticalHeader().defaultSectionSize()
        )
        content = _HEAD + table + _EDGE if rows else HEIGHT
        return max(min(content, HEIGHT, self.window().height() // 4), _LEAST)

    def _on_slid(self) -> None:
        if self._open:
            self.fit()
        else:
            self.hide()

    def _on_close(self) -> None:
        self.closed.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _ACT:
            self._act(self._model.key(index.row()))

    def _on_opened(self, key: object) -> None:
        self._act(key)

    def _act(self, key: object) -> None:
        job = next((j for j in self._jobs.all if j.key == key), None)
        if job is None:
            return
        if job.state is JobState.RUNNING:
            self.cancelled.emit(job.key)
        elif job.state is JobState.DONE:
            self.opened.emit(job.key)
