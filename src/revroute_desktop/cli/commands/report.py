"""`revroute report`: a period, or what a payee received, on one HTML page."""

from revroute_desktop.analytics.reports.of_payee import payee_report
from revroute_desktop.analytics.reports.of_period import period_report
from revroute_desktop.analytics.reports.page import Seal
from revroute_desktop.cli.commands.metrics import asked_period
from revroute_desktop.cli.commands.traffic_period import declare_period
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.output import check_output, declare_output, output_file
from revroute_desktop.cli.terminal import Answer, Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.proof.checkpoint import stored_checkpoints
from revroute_desktop.workspace.log import head


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _report)
    declare_period(parser)
    parser.add_argument("--payee", metavar="ACCOUNT", help="the statement of this account instead")
    declare_output(parser, "page")


def _report(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.output is None:
        raise UserError("Say where the page goes: -o FILE.html.")
    check_output(options.output, replace=options.replace)
    with terminal.workspace() as workspace:
        asked = asked_period(terminal, workspace)
        with workspace.read() as session:
            now = head(session.sql)
            notes = stored_checkpoints(session.sql)
            seal = Seal(now.size, now.root.hex(), notes[-1].note if notes else None)
            (name,) = session.sql.execute("SELECT name FROM workspace").fetchone()
            if options.payee is not None:
                text = payee_report(session.sql, options.payee, asked, workspace.clock(), seal)
            else:
                text = period_report(session.sql, name, asked, workspace.clock(), seal)
    with output_file(options.output, replace=options.replace) as file:
        file.write(text)
    value: dict[str, object] = {
        "file": str(options.output),
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "entries": seal.size,
        "root": seal.root,
    }
    return Answer(value, [f"The report of {asked.words} is in {options.output}."])
