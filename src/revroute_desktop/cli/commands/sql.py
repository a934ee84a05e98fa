"""`revroute sql`: a question in SQL over the documented views."""

from math import isfinite

from revroute_desktop.analytics.sql_page.ask import ROWS, ROWS_MOST, SECONDS, ask
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.table_files import Form, Record, Value, declare_form, wanted_form, write_rows
from revroute_desktop.cli.terminal import Terminal


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _sql)
    parser.add_argument("question", metavar="SELECT", help="one SELECT; docs/sql.md describes the views")
    parser.add_argument(
        "--rows",
        type=count,
        default=ROWS,
        metavar="N",
        help=f"at most, up to {ROWS_MOST:,} (default: {ROWS:,})",
    )
    parser.add_argument(
        "--seconds", type=count, default=int(SECONDS), metavar="N", help=f"at most (default: {SECONDS:g})"
    )
    declare_form(parser)


def _sql(terminal: Terminal) -> Answer:
    options = terminal.options
    form = wanted_form(options)
    with terminal.workspace() as workspace:
        found = ask(
            workspace.path,
            options.question,
            rows=options.rows,
            seconds=float(options.seconds),
            stopped=terminal.cancelled,
        )
    rows: list[Record] = [tuple(_plain(value) for value in row) for row in found.rows]
    if form is not Form.PARQUET:
        rows = [tuple(_told(value) for value in row) for row in rows]
    value: dict[str, object] = {
        "columns": list(found.columns),
        "rows": [list(row) for row in rows],
        "cut": found.cut,
    }
    if form is not None:
        write_rows(found.columns, rows, form, options.output, replace=options.replace)
        said = [] if options.output is None else [f"{counted(len(rows), 'row')} in {options.output}."]
        return Answer(value, [*said, *(["There are more; ask with --rows."] if said and found.cut else [])])
    shown = [["" if cell is None else cell for cell in row] for row in rows]
    more = " There are more; ask with --rows." if found.cut else ""
    return Answer(value, [Table(found.columns, shown), f"{counted(len(rows), 'row')}.{more}"])


def _told(value: Value) -> Value:
    # JSON knows no infinite numbers.
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _plain(value: object) -> str | int | float | None:
    if isinstance(value, bytes):
        return value.hex()
    assert value is None or isinstance(value, str | int | float), "SQLite knows no other values"
    return value
