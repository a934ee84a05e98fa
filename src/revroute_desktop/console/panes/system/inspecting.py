"""What the inspector says of a job or a process, and what is asked of a job there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.system.models import CONSOLE, Shown, job_title, said_state
from revroute_desktop.console.panes.system.view import SystemView
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Form, Tone
from revroute_desktop.processes import requests
from revroute_desktop.processes.history import JobRecord, LogLine, log_of
from revroute_desktop.processes.limits import Limits
from revroute_desktop.processes.rollups import MINUTE, JobMinute, minutes_of
from revroute_desktop.processes.sampling import ProcessSample
from revroute_desktop.processes.states import ENDED, JobState
from revroute_desktop.workspace import Workspace

_MIB = 1024 * 1024
_ASKS: dict[str, Callable[[Workspace, int], JobRecord]] = {
    "pause": requests.pause,
    "resume": requests.resume,
    "cancel": requests.cancel,
    "retry": requests.retry,
}


class Inspecting(QObject):
    """Follows the row that is selected."""

    def __init__(self, books: Books, view: SystemView, parent: QObject, *, may_write: bool) -> None:
        super().__init__(parent)
        self._books = books
        self._view = view
        self._may_write = may_write
        self._key: object = None
        self._facts: list[tuple[str, str]] = []
        self._lines: list[LogLine] = []
        self._asked: object = None
        view.page.asked.connect(self._on_asked)
        view.page.prioritised.connect(self._on_prioritised)
        view.page.filtered.connect(self._on_filtered)

    @property
    def job(self) -> int | None:
        """The number of the job that is inspected."""
        return self._key[1] if isinstance(self._key, tuple) and self._key[0] == "job" else None

    def choose(self, key: object, shown: Shown | None) -> None:
        """Inspect what a row stands for."""
        self._key = key
        self._lines, self._asked = [], None
        self._view.page.show_log("")
        self._view.page.show_rates(())
        if key is not None and shown is not None:
            self.show(shown)

    def text(self) -> str:
        """The facts and the log, to copy."""
        lines = [f"{name}\t{value}" for name, value in self._facts]
        return "\n".join([*lines, *(line.text for line in self._lines)])

    def show(self, shown: Shown) -> None:
        """Show the newest of what is inspected."""
        if self._key == CONSOLE:
            self._show_process(shown, tr("Console"), shown.overview.pid)
        elif isinstance(self._key, tuple) and self._key[0] == "worker":
            number = shown.overview.numbers.get(self._key[1], 0)
            self._show_process(shown, tr("Worker {number}", number=number), self._key[1])
        elif (job := self.job) is not None:
            record = next((one for one in shown.overview.jobs if one.id == job), None)
            if record is not None:
                self._show_job(shown, record)

    # A process

    def _show_process(self, shown: Shown, title: str, pid: int) -> None:
        view, overview = self._view, shown.overview
        samples = overview.metrics.processes.get(pid, ())
        view.inspector.head(title, tr("Running"), Tone.POSITIVE, chip=False)
        view.page.show_job_parts(False)
        for button in view.page.buttons.values():
            button.hide()
        last = samples[-1] if samples else None
        view.page.how_far.say(tr("Process {pid}", pid=pid))
        view.page.percent.say("")
        view.page.says.say(
            tr("Runs the queue of this workspace.")
            if pid == overview.leader
            else tr("Another program runs the queue of this workspace: process {pid}.", pid=overview.leader)
            if title == tr("Console") and overview.leader is not None
            else ""
        )
        self._say([] if last is None else _load_facts(last, shown.writer))

    # A job

    def _show_job(self, shown: Shown, record: JobRecord) -> None:
        view, overview, writer = self._view, shown.overview, shown.writer
        page, state = view.page, said_state(record, overview.at)
        view.inspector.head(
            job_title(record, shown.titles), state.text, state.tone, chip=state.form is Form.CHIP
        )
        page.show_job_parts(True)
        progress = overview.progress.get(record.id) if record.state not in ENDED else None
        if progress is not None and progress.total:
            share = min(1.0, progress.done / progress.total)
            done, total = writer.count(progress.done), writer.count(progress.total)
            page.how_far.say(tr("{done} of {total}", done=done, total=total))
            page.percent.say(f"{int(share * 100)} %")
            page.bar.show_share(share)
        else:
            page.how_far.say(state.text)
            page.percent.say("")
            page.bar.show_share(1.0 if record.state is JobState.DONE else 0.0)
        page.says.say(_says(record, progress.what if progress is not None else ""))
        self._enable(record)
        if not page.priority.hasFocus():
            page.priority.put(record.priority)
        page.priority.setEnabled(self._may_write and record.state not in ENDED)
        rates = overview.metrics.rates.get(record.id, ())
        if rates:
            page.show_rates(rates)
        page.chart.say_empty(tr("No rate is known of it."))
        pid = next((pid for pid, job in overview.workers.items() if job == record.id), None)
        self._say(_job_facts(shown, record, pid))
        self._ask(record, with_minutes=not rates)

    def _ask(self, record: JobRecord, *, with_minutes: bool) -> None:
        """Read the log, and what is kept of the rate of a job that has ended, aside and once a change."""
        asked = (record.id, record.state, record.attempt)
        if asked == self._asked and record.state in ENDED:
            return
        self._asked = asked
        self._books.ask("system.log", partial(log_of, id=record.id), partial(self._on_log, record.id))
        if with_minutes:
            question = partial(minutes_of, job=record.id)
            self._books.ask("system.minutes", question, partial(self._on_minutes, record.id))

    def _enable(self, record: JobRecord) -> None:
        page, ended = self._view.page, record.state in ENDED
        paused = record.state is JobState.PAUSED
        stopping = record.requested == "cancel"
        page.pause_button.setVisible(not ended and not paused)
        page.resume_button.setVisible(paused)
        page.cancel_button.setVisible(not ended)
        page.retry_button.setVisible(ended)
        for button in page.buttons.values():
            button.setEnabled(self._may_write and not stopping)

    def _say(self, facts: list[tuple[str, str]]) -> None:
        if facts != self._facts:
            self._facts = facts
            self._view.page.facts.show_facts(facts)

    # Log and rate

    def _on_log(self, job: int, lines: list[LogLine]) -> None:
        if job == self.job:
            self._lines = lines
            self._show_log()

    def _on_filtered(self, _text: str) -> None:
        self._show_log()

    def _show_log(self) -> None:
        wanted = self._view.page.log_filter.text().casefold()
        shown = [line for line in self._lines if wanted in line.text.casefold()]
        writer = self._books.writer
        text = "\n".join(f"{writer.time(line.at)} {line.text}" for line in shown)
        if not text:
            text = tr("No line holds this.") if self._lines else tr("It has written nothing.")
        self._view.page.show_log(text)

    def _on_minutes(self, job: int, minutes: list[JobMinute]) -> None:
        if job == self.job:
            rates = tuple((one.minute * MINUTE, one.rate) for one in minutes if one.rate is not None)
            self._view.page.show_rates(rates)

    # What is asked

    def _on_asked(self, verb: str) -> None:
        if self.job is not None:
            work = partial(_ASKS[verb], self._books.workspace, self.job)
            self._books.write(work, self._on_done, self._on_refused)

    def _on_prioritised(self, priority: int) -> None:
        if self.job is not None and self._view.page.priority.isEnabled():
            work = partial(requests.prioritise, self._books.workspace, self.job, priority)
            self._books.write(work, self._on_done, self._on_refused)

    def _on_done(self, _record: JobRecord) -> None:
        """The next overview shows it."""

    def _on_refused(self, sentence: str) -> None:
        self._view.page.says.say(sentence, Tone.NEGATIVE)


def _says(record: JobRecord, what: str) -> str:
    if record.state is JobState.RUNNING:
        stop = tr("A stop loses at most the chunk under way.")
        return f"{what[:1].upper()}{what[1:]}. {stop}" if what else stop
    return record.error or record.reason or ""


def _job_facts(shown: Shown, record: JobRecord, pid: int | None) -> list[tuple[str, str]]:
    overview, writer = shown.overview, shown.writer
    facts = []
    if pid is not None:
        ran = overview.worked.get(pid, 1)
        said = tr(
            "{pid} in worker {number}, {count} jobs since its start",
            one="{pid} in worker {number}, its first job",
            n=ran,
            pid=pid,
            number=overview.numbers.get(pid, 1),
            count=ran,
        )
        facts.append((tr("Process"), said))
        if samples := overview.metrics.processes.get(pid, ()):
            facts += _load_facts(samples[-1], writer)
    earlier = (
        tr("{attempt}, no earlier try", attempt=record.attempt)
        if record.attempt == 1
        else str(record.attempt)
    )
    facts.append((tr("Attempt"), earlier))
    if record.failures:
        most = record.terms.retries + 1
        facts.append((tr("Failures"), tr("{count} of {most} tries", count=record.failures, most=most)))
    facts.append((tr("Limits"), _limits_words(overview.settings.limits_of(record.kind), writer)))
    for label, at in (
        (tr("Queued"), record.queued_at),
        (tr("Started"), record.started_at),
        (tr("Ended"), record.finished_at),
    ):
        if at is not None:
            facts.append((label, writer.moment(at)))
    facts.append((tr("Command"), " ".join(record.arguments)))
    return facts


def _load_facts(last: ProcessSample, writer: Writer) -> list[tuple[str, str]]:
    return [
        (tr("CPU"), f"{last.cpu * 100:.1f} %".replace(".", writer.point)),
        (tr("Memory"), f"{writer.count(round(last.memory / _MIB))} MiB"),
        (
            tr("Disk"),
            tr(
                "{read} KiB/s read, {written} KiB/s written",
                read=writer.count(round(last.read_rate / 1024)),
                written=writer.count(round(last.write_rate / 1024)),
            ),
        ),
        (tr("Threads"), str(last.threads)),
    ]


def _limits_words(limits: Limits, writer: Writer) -> str:
    parts = []
    if limits.memory is not None:
        parts.append(f"{writer.count(limits.memory // _MIB)} MiB")
    if limits.cpu_percent is not None:
        parts.append(tr("{percent} % of a processor", percent=limits.cpu_percent))
    if limits.cpu_seconds is not None:
        parts.append(tr("{seconds} s of CPU time", seconds=limits.cpu_seconds))
    if limits.nice:
        parts.append(f"nice {limits.nice}")
    if limits.processors:
        parts.append(tr("processors {numbers}", numbers=", ".join(map(str, limits.processors))))
    return ", ".join(parts) or tr("none set")
