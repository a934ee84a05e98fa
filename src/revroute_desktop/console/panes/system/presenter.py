"""What the system pane shows: each second the newest overview of the queue, which nobody asks for."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.format import milliseconds
from revroute_desktop.console.jobs.runner import Jobs
from revroute_desktop.console.panes.system.alert_words import said_rule
from revroute_desktop.console.panes.system.cards import LoadCard, Points
from revroute_desktop.console.panes.system.inspecting import Inspecting
from revroute_desktop.console.panes.system.models import Shown, count_words, decision_row, process_rows
from revroute_desktop.console.panes.system.steering import SteeringActs
from revroute_desktop.console.panes.system.timeline import Block
from revroute_desktop.console.panes.system.view import SystemView
from revroute_desktop.console.table_link import TableLink
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import EMPTY
from revroute_desktop.processes.alerts import AlertRule, Reading
from revroute_desktop.processes.overview import Overview
from revroute_desktop.processes.overviews import RUNS_SHOWN
from revroute_desktop.processes.rollups import MINUTE, HostMinute, host_minutes

_GIB = 1024**3
_MIB = 1024**2


class SystemPresenter(QObject):
    """Fills a `SystemView`. `said` gives what came of an act, `started` a job to run."""

    said = Signal(str)
    started = Signal(object)
    selected_says = Signal(str, str)

    def __init__(
        self,
        look: Look,
        books: Books,
        jobs: Jobs,
        view: SystemView,
        *,
        may_write: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._books = books
        self._jobs = jobs
        self._view = view
        self._active = False
        self.overview: Overview | None = None
        self._kinds: tuple[str, ...] = ()
        self._day_asked = -1
        jobs.overview.connect(self._on_overview)
        view.which.changed.connect(self._on_which)
        view.span.changed.connect(self._on_span)
        TableLink(books, view.table, self, tools=view.tools).says.connect(self.selected_says)
        TableLink(books, view.decisions, self).says.connect(self.selected_says)
        self.inspecting = Inspecting(books, view, self, may_write=may_write)
        self.steering = SteeringActs(look, books, view, self, may_write=may_write)
        self.steering.started.connect(self.started)
        self.steering.said.connect(self.said)
        view.chosen.connect(self._on_chosen)
        view.inspector.copied.connect(self._on_copy)

    def activate(self, active: bool) -> None:
        """The pane is shown or hidden; a hidden one draws nothing."""
        self._active = active
        if active and self.overview is not None:
            self._show()

    def books_changed(self) -> None:
        """The file has changed; what matters here comes with the next overview."""

    def leave(self) -> None:
        """Take up nothing more."""
        self._jobs.overview.disconnect(self._on_overview)

    def shown(self) -> Shown | None:
        """The newest overview with what rows are made of; None before the first second is over."""
        if self.overview is None:
            return None
        return Shown(self.overview, self._jobs.titles, self._books.writer)

    def _on_overview(self, overview: Overview) -> None:
        self.overview = overview
        self.steering.overview = overview
        if self._active:
            self._show()

    def _show(self) -> None:
        shown = self.shown()
        if shown is None:
            return
        self._show_table()
        self._show_cards(shown.overview)
        self._show_runs(shown.overview)
        self._show_controller(shown.overview)
        self.inspecting.show(shown)

    # The table

    def _show_table(self) -> None:
        shown = self.shown()
        if shown is not None:
            rows, keys = process_rows(shown, self._view.which.current)
            self._view.model.show(rows, keys)
            self._view.processes.note.say(count_words(shown.overview))

    def _on_which(self, _at: int) -> None:
        self._show_table()

    def _on_chosen(self, key: object) -> None:
        self.inspecting.choose(key, self.shown())
        self.selected_says.emit(tr("1 selected") if key is not None else "", "")

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.inspecting.text())

    # The machine

    def _on_span(self, _at: int) -> None:
        self._day_asked = -1
        if self.overview is not None:
            self._show_cards(self.overview)

    def _show_cards(self, overview: Overview) -> None:
        view, samples = self._view, overview.metrics.host
        if not samples:
            return
        last = samples[-1]
        rules = {
            rule.reading: (rule, state.on_since is not None) for rule, state in overview.standing.items()
        }
        total = last.memory_total / _GIB
        decimal = partial(_decimal, point=self._books.writer.point)
        cpu = tr("CPU, {count} cores", one="CPU, {count} core", n=overview.cores, count=overview.cores)
        memory = tr("{used} of {total} GiB", used=decimal(last.memory_used / _GIB), total=decimal(total))
        for card, reading, title, value in (
            (view.cpu, Reading.CPU, cpu, "–" if last.cpu is None else f"{round(last.cpu * 100)} %"),
            (view.memory, Reading.MEMORY, tr("Memory"), memory),
            (view.disk, Reading.COMMIT_MS, tr("Disk, a commit"), milliseconds(last.commit_ms)),
            (view.turn, Reading.TURN_MS, tr("Window, longest turn"), milliseconds(last.turn_ms)),
        ):
            rule, on = rules.get(reading, (None, False))
            note = "" if rule is None else said_rule(rule)
            if card is view.disk:
                written = decimal((last.write_rate or 0.0) / _MIB)
                card.setToolTip(tr("{alert}; {rate} MiB/s written", alert=note, rate=written))
                note = tr("95th percentile; {size} GiB free", size=decimal(last.disk_free / _GIB))
            card.say(title, value, note, alert=on)
        if self._view.span.current == 0:
            self._put(
                rules,
                overview,
                (
                    [(one.at, one.cpu) for one in samples],
                    [(one.at, float(one.memory_used)) for one in samples],
                    [(one.at, one.commit_ms) for one in samples],
                    [(one.at, one.turn_ms) for one in samples],
                ),
            )
        elif overview.at // MINUTE != self._day_asked:
            self._day_asked = overview.at // MINUTE
            self._books.ask("system.day", host_minutes, self._on_day)

    def _on_day(self, minutes: list[HostMinute]) -> None:
        overview = self.overview
        if overview is None or self._view.span.current != 1:
            return
        rules = {rule.reading: (rule, False) for rule in overview.standing}
        self._put(
            rules,
            overview,
            (
                [(one.minute * MINUTE, one.cpu) for one in minutes],
                [(one.minute * MINUTE, float(one.memory_used)) for one in minutes],
                [(one.minute * MINUTE, one.commit_ms) for one in minutes],
                [(one.minute * MINUTE, one.turn_ms) for one in minutes],
            ),
        )

    def _put(
        self,
        rules: dict[Reading, tuple[AlertRule, bool]],
        overview: Overview,
        points: tuple[Points, Points, Points, Points],
    ) -> None:
        view = self._view
        total = float(overview.metrics.host[-1].memory_total) if overview.metrics.host else 0.0
        cards: tuple[tuple[LoadCard, Reading, float, float], ...] = (
            (view.cpu, Reading.CPU, 1.0, 1.0),
            (view.memory, Reading.MEMORY, total, total),
            (view.disk, Reading.COMMIT_MS, 1.0, 0.0),
            (view.turn, Reading.TURN_MS, 1.0, 0.0),
        )
        for (card, reading, scale, most), values in zip(cards, points, strict=True):
            mark = rules[reading][0].mark * scale if reading in rules else None
            known = [value for _, value in values if value is not None]
            # A mark far above would press the curve to the floor.
            if card is view.disk and mark is not None and mark > 4 * max(known, default=0.0):
                mark = None
            card.show_points(values, mark, most)

    # Workers and controller

    def _show_runs(self, overview: Overview) -> None:
        first = overview.at - RUNS_SHOWN
        blocks = [
            Block(
                run.worker,
                run.kind,
                run.job,
                run.started_at,
                overview.at if run.ended_at is None else run.ended_at,
                run.state or "running",
            )
            for run in overview.runs
        ]
        kinds = (*self._kinds, *dict.fromkeys(b.kind for b in blocks if b.kind not in self._kinds))
        # A kind keeps its colour while the window is open.
        self._kinds = kinds
        self._view.timeline.show_blocks(blocks, first, overview.at, kinds)
        self._view.legend.show_kinds(tuple(k for k in kinds if any(b.kind == k for b in blocks)), kinds)

    def _show_controller(self, overview: Overview) -> None:
        writer = self._books.writer
        rows = [decision_row(decision, writer) for _, decision in overview.decisions]
        keys: list[object] = [id for id, _ in overview.decisions]
        if not rows:
            sentence = (
                tr("Nothing had to be changed yet.")
                if overview.automatic
                else tr("Slots and chunks stay as you set them.")
            )
            rows, keys = [(EMPTY, EMPTY, EMPTY, EMPTY._replace(text=sentence), EMPTY)], ["none"]
        self._view.decision_model.show(rows, keys)
        self._view.automatic.setChecked(overview.automatic)
        self._view.slots.show_lanes(overview.lanes)


def _decimal(value: float, point: str) -> str:
    return f"{value:.1f}".replace(".", point)
