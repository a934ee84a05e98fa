"""`revroute sql`: a question in SQL over the documented views."""

from revroute_desktop.analytics.sql_page.ask import ROWS, SECONDS, ask
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Answer, Table, Terminal


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _sql)
    parser.add_argument("question", metavar="SELECT", help="one SELECT; docs/sql.md describes the views")
    parser.add_argument("--rows", type=count, default=ROWS, metavar="N", help=f"at most (default: {ROWS})")
    parser.add_argument(
        "--seconds", type=count, default=int(SECONDS), metavar="N", help=f"at most (default: {SECONDS:g})"
    )


def _sql(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        found = ask(workspace.path, options.question, rows=options.rows, seconds=float(options.seconds))
    rows = [[value.hex() if isinstance(value, bytes) else value for value in row] for row in found.rows]
    value: dict[str, object] = {"columns": list(found.columns), "rows": rows, "cut": found.cut}
    shown = [["" if cell is None else cell for cell in row] for row in rows]
    more = " There are more; ask with --rows." if found.cut else ""
    return Answer(value, [Table(found.columns, shown), f"{counted(len(rows), 'row')}.{more}"])
