"""The queue of jobs: list, add, run, and what is asked of one job."""

import json
import time
from collections.abc import Callable

from revroute_desktop.cli.answers import Answer, Table, printable
from revroute_desktop.cli.commands import job_alerts, job_settings, job_steering
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.job_words import declare_job, job_of
from revroute_desktop.cli.options import CommandGroup, CommandParser, count, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.processes import Job, JobRecord, JobState, JobView, Supervisor, jobs, lease, requests
from revroute_desktop.processes.history import job, log_of, needs
from revroute_desktop.processes.states import ENDED, terms_as_json

_LOOK = 0.1  # seconds between two looks at what has changed


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute jobs`."""
    below = group.group(name, help_line)
    parser = below.command("list", "list jobs, newest first", _list)
    parser.add_argument("--limit", type=count, default=50, metavar="N", help="at most this many")
    parser.add_argument(
        "--state", choices=[str(state) for state in JobState], help="only those in this state"
    )
    _one(below, "show", "show one job with its times, what it needs and what it said last", _show)
    declare_job(below.command("add", "queue a command as a job", _add))
    parser = below.command("run", "run the queue until it is empty", _run)
    parser.add_argument("--forever", action="store_true", help="stay and run what is queued later")
    parser.add_argument("--workers", type=count, metavar="N", help="jobs at the same time")
    for verb, does in (
        ("pause", "stop a job where it is, or hold it back in the queue"),
        ("resume", "let a paused job go on"),
        ("cancel", "end a job after its chunk"),
        ("retry", "queue a job that has ended again"),
    ):
        _one(below, verb, does, _ask)
    parser = _one(below, "logs", "print what a job wrote beside its result", _logs)
    parser.add_argument("--limit", type=count, default=500, metavar="N", help="at most the newest N lines")
    parser.add_argument("--match", default="", metavar="TEXT", help="only lines that hold this text")
    parser.add_argument("--follow", action="store_true", help="stay until the job has ended")
    job_settings.declare(below)
    job_steering.declare(below)
    job_alerts.declare(below)


def _one(below: CommandGroup, name: str, help_line: str, run: Callable[[Terminal], Answer]) -> CommandParser:
    parser = below.command(name, help_line, run)
    parser.add_argument("id", type=number, metavar="JOB", help="its number in `revroute jobs list`")
    return parser


def _list(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace, workspace.read() as session:
        found = jobs(session.sql, options.limit if options.state is None else 1_000_000)
        holder = lease.living_holder(session.sql, lease.file_note(workspace.path))
    if options.state is not None:
        found = [each for each in found if each.state == options.state][: options.limit]
    rows = [
        (
            each.id,
            each.kind,
            each.state.value,
            each.priority,
            each.attempt,
            _progress(each),
            instant(each.started_at),
            instant(each.finished_at),
            each.error or each.reason,
        )
        for each in found
    ]
    heads = ("Job>", "Kind", "State", "Priority>", "Attempt>", "Done>", "Started", "Ended", "Why")
    value: dict[str, object] = {
        "jobs": [_as_json(each) for each in found],
        "supervisor": None if holder is None else holder.process.pid,
    }
    return Answer(value, [Table(heads, rows)])


def _show(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, workspace.read() as session:
        found = job(session.sql, terminal.options.id)
        needed = needs(session.sql, found.id)
        lines = log_of(session.sql, found.id, 20)
    value = {**_as_json(found), "needs": {str(id): str(state) for id, state in needed.items()}}
    value["log"] = [line.text for line in lines]
    rows = [(name, text) for name, text in value.items() if text not in (None, [], {}) and name != "log"]
    rows = [(name, text if isinstance(text, str | int) else json.dumps(text)) for name, text in rows]
    return Answer(value, [Table(("Of the job", ""), rows), *value["log"]])  # type: ignore[misc]


def _add(terminal: Terminal) -> Answer:
    new = job_of(terminal)
    with terminal.workspace() as workspace:
        record = requests.add(workspace, new)
        with workspace.read() as session:
            holder = lease.living_holder(session.sql, lease.file_note(workspace.path))
    who = (
        "`revroute jobs run` runs the queue."
        if holder is None
        else f"Process {holder.process.pid} runs the queue."
    )
    return Answer(_as_json(record), [f"Job {record.id} is queued: {' '.join(record.arguments)}. {who}"])


def _ask(terminal: Terminal) -> Answer:
    verb: str = terminal.options.jobs_command
    asks = {
        "pause": requests.pause,
        "resume": requests.resume,
        "cancel": requests.cancel,
        "retry": requests.retry,
    }
    with terminal.workspace() as workspace:
        record = asks[verb](workspace, terminal.options.id)
    asked = f", asked to {record.requested}" if record.requested else ""
    return Answer(_as_json(record), [f"Job {record.id} is {record.state}{asked}."])


def _run(terminal: Terminal) -> Answer:
    options = terminal.options
    ended: dict[int, str] = {}

    def on_change(job: Job, view: JobView) -> None:
        if view.state in ENDED and view.id is not None:
            ended[view.id] = view.state.value
            why = f": {view.error or view.reason}" if view.error or view.reason else ""
            terminal.note(f"Job {view.id} ({view.kind}) {view.state}{why}")
        elif view.progress is not None and view.state is JobState.RUNNING:
            line = view.progress
            terminal.progress(line.done, line.total, f"job {view.id}, {line.what}")

    with terminal.workspace() as workspace:
        if workspace.read_only is not None:
            raise UserError(workspace.read_only)
        with workspace.read() as session:
            holder = lease.living_holder(session.sql, lease.file_note(workspace.path))
        if holder is not None and not options.forever:
            raise UserError(
                f"Process {holder.process.pid} runs the queue of this workspace: leave it to that, or "
                "add --forever to take over when it ends."
            )
        supervisor = Supervisor(workspace, on_change, workers=options.workers)
        try:
            while not terminal.cancelled() and (options.forever or not supervisor.idle):
                time.sleep(_LOOK)
        finally:
            supervisor.close()
    states = list(ended.values())
    counts = {state.value: states.count(state.value) for state in sorted(ENDED)}
    value: dict[str, object] = {"ended": len(ended), **counts}
    said = ", ".join(f"{number} {state}" for state, number in counts.items() if number)
    return Answer(value, [f"Ran {counted(len(ended), 'job')}{': ' if said else ''}{said}."])


def _logs(terminal: Terminal) -> Answer:
    options = terminal.options
    followed = options.follow and not options.json and not options.jsonl
    seen = 0
    with terminal.workspace() as workspace:
        while True:
            with workspace.read() as session:
                record = job(session.sql, options.id)
                lines = [each for each in log_of(session.sql, record.id, options.limit) if each.number > seen]
            over = not options.follow or record.state in ENDED or terminal.cancelled()
            shown = [each for each in lines if options.match in each.text]
            if over or followed:
                seen = lines[-1].number if lines else seen
            if over:
                break
            for each in shown if followed else ():
                print(printable(each.text), flush=True)
            time.sleep(_LOOK)
    value: dict[str, object] = {
        "job": record.id,
        "lines": [{"number": each.number, "at": instant(each.at), "text": each.text} for each in shown],
    }
    if not seen and not shown:
        matching = f" that has {options.match!r} in it" if options.match else ""
        terminal.note(
            f"Job {record.id} wrote no line{matching}; `revroute jobs show {record.id}` says how it is."
        )
    return Answer(value, [each.text for each in shown])


def _progress(record: JobRecord) -> str | None:
    if record.progress is None:
        return None
    found = json.loads(record.progress)
    return f"{found['done'] * 100 // found['total']} %" if found["total"] else f"{found['done']:,}"


def _as_json(record: JobRecord) -> dict[str, object]:
    return {
        "job": record.id,
        "kind": record.kind,
        "arguments": list(record.arguments),
        "state": record.state.value,
        "priority": record.priority,
        "attempt": record.attempt,
        "failures": record.failures,
        "queued": instant(record.queued_at),
        "not_before": instant(record.not_before),
        "started": instant(record.started_at),
        "finished": instant(record.finished_at),
        "requested": record.requested,
        "worker": None if record.worker is None else record.worker.pid,
        "progress": None if record.progress is None else json.loads(record.progress),
        "result": record.result,
        "error": record.error,
        "reason": record.reason,
        "schedule": record.schedule,
        "terms": json.loads(terms_as_json(record.terms)),
    }
