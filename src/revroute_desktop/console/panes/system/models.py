"""The tables of the system pane: processes and jobs, and what the controller did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from revroute_desktop.console.format import Writer, duration
from revroute_desktop.console.jobs.words import job_words
from revroute_desktop.console.panes.system.reason_words import reason_words
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import EMPTY, NOT_APPLICABLE, Cell, Column, Form, Holds, Row, Tone
from revroute_desktop.processes.history import JobRecord
from revroute_desktop.processes.overview import JobProgress, Overview
from revroute_desktop.processes.sampling import ProcessSample
from revroute_desktop.processes.states import ENDED, JobState
from revroute_desktop.processes.tuning import Decision, What

PROCESS_COLUMNS = (
    Column(later("Process or job"), "Import stripe-2026-11-03.csv", medium=True, grow=3),
    Column(later("State"), later("Retrying"), mark=True, grow=0),
    Column(later("Kind"), "traffic import", grow=1, yields=2),
    Column(later("Runs in"), later("worker 12"), grow=0, yields=3),
    Column(later("Progress"), "                           71 %", grow=0),
    Column(later("Rate"), "171,300 /s", right=True, grow=0),
    Column(later("CPU, %"), "196.2", right=True, grow=0),
    Column(later("CPU, last minutes"), "0000000000", grow=0, yields=4),
    Column(later("Memory, MiB"), "1,312", right=True, grow=0),
    Column(later("Read, KiB/s"), "12,345", right=True, grow=0, off=True),
    Column(later("Write, KiB/s"), "12,345", right=True, grow=0, off=True),
    Column(later("Threads"), "12", right=True, grow=0, holds=Holds.COUNT, off=True),
    Column(later("Time or reason"), later("try 2 of 5 in 0:24"), grow=2),
)

DECISION_COLUMNS = (
    Column(later("Time"), "14:43:42", grow=0),
    Column(later("Lane"), "traffic import", grow=0),
    Column(later("Change"), later("chunk 10,000 → 5,000"), medium=True, grow=0),
    Column(later("Because"), "processors are 100% busy, over 95%", grow=4),
    Column(later("Trigger"), later("predicted"), mark=True, grow=0),
)

ALL, PROCESSES, JOBS = range(3)
"""What the table shows."""

CONSOLE = "console"
"""Key of the row of the program itself; workers and jobs have ("worker", pid) and ("job", number)."""

Key = object

_MIB = 1024 * 1024
_SPARK = 60
_ENDED_MOST = 50

_STATES: dict[JobState, Cell] = {
    JobState.RUNNING: Cell(later("Running"), Form.DOT, Tone.POSITIVE),
    JobState.PAUSED: Cell(later("Paused"), Form.CHIP, Tone.INFO),
    JobState.QUEUED: Cell(later("Waiting"), tone=Tone.SECOND),
    JobState.DONE: Cell(later("Done"), Form.DOT, Tone.FAINT),
    JobState.FAILED: Cell(later("Failed"), Form.CHIP, Tone.NEGATIVE),
    JobState.CANCELLED: Cell(later("Cancelled"), tone=Tone.FAINT),
    JobState.CRASHED: Cell(later("Crashed"), Form.CHIP, Tone.NEGATIVE),
}
_RETRYING = Cell(later("Retrying"), Form.CHIP, Tone.WARNING)
_GAVE_UP = Cell(later("Gave up"), Form.CHIP, Tone.NEGATIVE)
_STOPPING = Cell(later("Stopping"), Form.CHIP, Tone.WARNING)
_FREE = Cell(later("Free"), Form.DOT, Tone.FAINT)


@dataclass(frozen=True, slots=True)
class Shown:
    """An overview with what the rows of the table are made of besides; `titles` are those of the tray."""

    overview: Overview
    titles: Mapping[int, str]
    writer: Writer


def job_title(record: JobRecord, titles: Mapping[int, str]) -> str:
    """Name a job: as who started it did, or after its kind and its file."""
    return titles.get(record.id) or job_words(record.arguments)


def process_rows(shown: Shown, which: int) -> tuple[list[Row], list[Key]]:
    """The rows of the table and their keys: the program, what runs, free workers, what waits, what ended."""
    overview = shown.overview
    jobs = {record.id: record for record in overview.jobs}
    busy = {job: pid for pid, job in overview.workers.items() if job is not None}
    samples = {pid: kept for pid, kept in overview.metrics.processes.items() if kept}
    rows: list[Row] = []
    keys: list[Key] = []
    if which != JOBS:
        rows.append(_console_row(samples.get(overview.pid, ()), shown.writer))
        keys.append(CONSOLE)
    if which != PROCESSES:
        for record in _in_order(overview.jobs):
            pid = busy.get(record.id)
            rows.append(job_row(shown, record, pid, samples.get(pid or 0, ())))
            keys.append(("job", record.id))
    workers: list[Row] = []
    named: list[Key] = []
    for pid, job in sorted(overview.workers.items(), key=lambda one: overview.numbers.get(one[0], 0)):
        if which == PROCESSES or (which == ALL and job is None):
            workers.append(_worker_row(shown, pid, jobs.get(job or 0), samples.get(pid, ())))
            named.append(("worker", pid))
    return [*rows[:1], *workers, *rows[1:]], [*keys[:1], *named, *keys[1:]]


def count_words(overview: Overview) -> str:
    """Say how many jobs are in which state: "5 running, 1 paused, 2 waiting"."""
    states = [_said_state(record, overview.at) for record in overview.jobs if record.state not in ENDED]
    running, paused = states.count(_STATES[JobState.RUNNING]), states.count(_STATES[JobState.PAUSED])
    retrying, stopping = states.count(_RETRYING), states.count(_STOPPING)
    waiting = len(states) - running - paused - retrying - stopping
    parts = [
        tr("{count} running", count=running + stopping) if running + stopping else "",
        tr("{count} paused", count=paused) if paused else "",
        tr("{count} waiting", n=waiting, count=waiting) if waiting or not states else "",
        tr("{count} retrying", count=retrying) if retrying else "",
    ]
    return ", ".join(part for part in parts if part)


def job_row(shown: Shown, record: JobRecord, pid: int | None, samples: Sequence[ProcessSample]) -> Row:
    """The row of a job."""
    overview, writer = shown.overview, shown.writer
    progress = overview.progress.get(record.id) if record.state not in ENDED else None
    number = overview.numbers.get(pid or 0)
    title = job_title(record, shown.titles)
    standing = record.state is JobState.PAUSED
    mine = [one for one in samples if one.job == record.id]
    return (
        Cell(title, full=f"{title} ({' '.join(record.arguments)})"),
        said_state(record, overview.at),
        Cell(record.kind, tone=Tone.SECOND),
        Cell(tr("worker {number}", number=number), tone=Tone.SECOND)
        if number is not None
        else NOT_APPLICABLE,
        _progress_cell(progress),
        Cell(rate_words(progress.rate, writer))
        if progress and progress.rate and not standing
        else NOT_APPLICABLE,
        *_load_cells(mine, writer),
        _time_cell(record, progress, overview.at, writer),
    )


def said_state(record: JobRecord, now: int) -> Cell:
    """The state of a job as a cell in the chosen language."""
    return _said_state(record, now).said()


def rate_words(rate: float | None, writer: Writer) -> str:
    """Write units a second: 38,412 /s; one that is slow in tenths."""
    if rate is None:
        return "–"
    return (
        f"{writer.count(round(rate))} /s" if rate >= 10 else f"{rate:.1f}".replace(".", writer.point) + " /s"
    )


def decision_row(decision: Decision, writer: Writer) -> Row:
    """A row of what the controller did."""
    change = tr("slots {before} → {after}") if decision.what is What.SLOTS else tr("chunk {before} → {after}")
    said = change.format(before=writer.count(decision.before), after=writer.count(decision.after))
    because = reason_words(decision.because)
    trigger = tr("predicted") if decision.predicted else tr("reactive")
    return (
        Cell(writer.time(decision.at), tone=Tone.SECOND, raw=writer.stamp(decision.at)),
        Cell(decision.lane),
        Cell(said, Form.MEDIUM),
        Cell(because, tone=Tone.SECOND, full=because),
        Cell(trigger, Form.CHIP, Tone.INFO if decision.predicted else Tone.SECOND),
    )


def _said_state(record: JobRecord, now: int) -> Cell:
    if record.requested == "cancel" and record.state not in ENDED:
        return _STOPPING
    if record.state is JobState.QUEUED and record.failures and (record.not_before or 0) > now:
        return _RETRYING
    if record.state is JobState.FAILED and record.terms.retries and record.failures > 1:
        return _GAVE_UP
    return _STATES[record.state]


def _in_order(jobs: Sequence[JobRecord]) -> list[JobRecord]:
    """What has a worker, then what waits in the order in which it will run, then what ended, newest first."""
    open_jobs = [record for record in jobs if record.state not in ENDED]
    running = sorted((r for r in open_jobs if r.worker is not None), key=lambda r: r.id)
    waiting = sorted((r for r in open_jobs if r.worker is None), key=lambda r: (-r.priority, r.id))
    ended = sorted((r for r in jobs if r.state in ENDED), key=lambda r: -(r.finished_at or 0))
    return [*running, *waiting, *ended[:_ENDED_MOST]]


def _console_row(samples: Sequence[ProcessSample], writer: Writer) -> Row:
    return (
        Cell(tr("Console")),
        _STATES[JobState.RUNNING].said(),
        NOT_APPLICABLE,
        Cell(tr("main", "process"), tone=Tone.SECOND),
        NOT_APPLICABLE,
        NOT_APPLICABLE,
        *_load_cells(samples, writer),
        NOT_APPLICABLE,
    )


def _worker_row(shown: Shown, pid: int, job: JobRecord | None, samples: Sequence[ProcessSample]) -> Row:
    number = shown.overview.numbers.get(pid, 0)
    ran = shown.overview.worked.get(pid, 0)
    state = _STATES[JobState.RUNNING] if job is not None else _FREE
    said = tr(
        "{count} jobs since its start", one="1 job since its start", n=ran, count=shown.writer.count(ran)
    )
    if job is not None:
        said = job_title(job, shown.titles)
    return (
        Cell(tr("Worker {number}", number=number)),
        state.said(),
        NOT_APPLICABLE if job is None else Cell(job.kind, tone=Tone.SECOND),
        Cell(str(pid), tone=Tone.FAINT),
        NOT_APPLICABLE,
        NOT_APPLICABLE,
        *_load_cells(samples, shown.writer),
        Cell(said, tone=Tone.SECOND, full=said),
    )


def _load_cells(samples: Sequence[ProcessSample], writer: Writer) -> tuple[Cell, ...]:
    if not samples:
        return (NOT_APPLICABLE, EMPTY, *[NOT_APPLICABLE] * 4)
    last = samples[-1]
    values = tuple(one.cpu for one in samples[-_SPARK:])
    return (
        Cell(f"{last.cpu * 100:.1f}".replace(".", writer.point)),
        Cell("", Form.SPARK, values=values),
        Cell(writer.count(round(last.memory / _MIB))),
        Cell(writer.count(round(last.read_rate / 1024))),
        Cell(writer.count(round(last.write_rate / 1024))),
        Cell(str(last.threads)),
    )


def _progress_cell(progress: JobProgress | None) -> Cell:
    if progress is None or not progress.total:
        return NOT_APPLICABLE
    share = min(1.0, progress.done / progress.total)
    return Cell(f"{int(share * 100)} %", Form.PROGRESS, share=share)


def _time_cell(record: JobRecord, progress: JobProgress | None, now: int, writer: Writer) -> Cell:
    text = _time_words(record, progress, now, writer)
    fault = record.state in {JobState.FAILED, JobState.CRASHED}
    return Cell(text, tone=Tone.NEGATIVE if fault else Tone.SECOND, full=text)


def _time_words(record: JobRecord, progress: JobProgress | None, now: int, writer: Writer) -> str:
    if record.state is JobState.RUNNING:
        if progress is not None and progress.left is not None:
            return tr("{time} left", time=duration(progress.left))
        return tr("for {time}", time=duration((now - (record.started_at or now)) / 1_000_000))
    if record.state is JobState.PAUSED:
        return record.reason or tr("by hand")
    if record.state is JobState.QUEUED:
        waits = (record.not_before or 0) - now
        if waits <= 0:
            return tr("waits for its turn")
        if record.failures:
            return tr(
                "try {number} of {most} in {time}",
                number=record.failures + 1,
                most=record.terms.retries + 1,
                time=duration(waits / 1_000_000),
            )
        return tr("at {time}", time=writer.time(record.not_before or 0))
    if record.error:
        return record.error
    took = duration(
        ((record.finished_at or now) - (record.started_at or record.finished_at or now)) / 1_000_000
    )
    when = writer.short_moment(record.finished_at, now) if record.finished_at is not None else ""
    return tr("{when}, took {time}", when=when, time=took) if when else ""
