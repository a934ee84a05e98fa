"""The list of jobs that were started in a workspace."""

from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Answer, Table, Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.processes import jobs


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _jobs)
    parser.add_argument(
        "--limit", type=count, default=50, metavar="N", help="at most this many, newest first"
    )


def _jobs(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, workspace.read() as session:
        found = jobs(session.sql, terminal.options.limit)
    rows = [
        (
            job.id,
            job.kind,
            job.state.value,
            job.attempt,
            instant(job.started_at),
            instant(job.finished_at),
            job.error,
        )
        for job in found
    ]
    heads = ("job", "kind", "state", "attempt", "started", "finished", "error")
    return Answer(
        {"jobs": [dict(zip(heads, row, strict=True)) for row in rows]},
        [Table(("Job>", "Kind", "State", "Attempt>", "Started", "Finished", "Error"), rows)],
    )
