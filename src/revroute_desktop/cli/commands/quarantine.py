"""Commands of the quarantine: list refused rows, show one, mend, retry, dismiss."""

from dataclasses import asdict
from pathlib import Path

from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, CommandParser, assignment, count, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.quarantine import (
    RefusedRow,
    dismiss,
    mend,
    refused_row,
    refused_rows,
    retry,
)

LIST_ROWS = 100


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute quarantine`."""
    below = group.group(name, help_line)
    parser = below.command("list", "list refused rows that nobody has settled", _list)
    parser.add_argument(
        "--reason-code", metavar="CODE", help="only rows refused for this, for example conflict"
    )
    parser.add_argument(
        "--import", dest="import_id", type=number, metavar="IMPORT", help="only rows of this import"
    )
    parser.add_argument("--all", action="store_true", help="settled rows too")
    parser.add_argument("--limit", type=count, default=LIST_ROWS, metavar="N", help=f"(default: {LIST_ROWS})")
    parser = below.command("show", "show a refused row whole", _show)
    parser.add_argument("row", type=number, metavar="ROW")
    parser = below.command("mend", "make a refused row an event with some columns corrected", _mend)
    parser.add_argument("row", type=number, metavar="ROW")
    parser.add_argument("columns", nargs="+", type=assignment, metavar="COLUMN=VALUE", help="as in the file")
    _declare_reason(parser)
    parser = below.command("retry", "try refused rows again as they are", _retry)
    parser.add_argument("rows", nargs="*", type=number, metavar="ROW")
    parser.add_argument("--reason-code", metavar="CODE", help="all rows that were refused for this")
    parser.add_argument("--profile", metavar="NAME", help="by another mapping profile")
    _declare_reason(parser)
    parser = below.command("dismiss", "settle refused rows without making them events", _dismiss)
    parser.add_argument("rows", nargs="*", type=number, metavar="ROW")
    parser.add_argument("--reason-code", metavar="CODE", help="all rows that were refused for this")
    _declare_reason(parser)


def _declare_reason(parser: CommandParser) -> None:
    parser.add_argument("--reason", required=True, help="why, for the log")


def _list(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        found = refused_rows(
            session.sql,
            reason=options.reason_code,
            import_id=options.import_id,
            open_only=not options.all,
            limit=options.limit,
        )
    value: dict[str, object] = {"rows": [_value(row) for row in found]}
    heads: tuple[str, ...] = ("Row>", "File", "Line>", "Reason", "What is wrong")
    rows: list[tuple[object, ...]] = [
        (row.id, row.file_name, row.line, row.reason, row.detail) for row in found
    ]
    if options.all:
        heads += ("State", "Why")
        rows = [(*shown, _state(row), row.decided) for shown, row in zip(rows, found, strict=True)]
    said: list[str | Table] = [Table(heads, rows)]
    if len(found) == options.limit:
        first = "The first row" if options.limit == 1 else f"The first {options.limit} rows"
        said.append(f"{first}; ask for more with --limit.")
    return Answer(value, said)


def _value(row: RefusedRow) -> dict[str, object]:
    return asdict(row) | {"decided_at": instant(row.decided_at)}


def _state(row: RefusedRow) -> str:
    return row.state if row.made is None else f"{row.state} → event {row.made}"


def _show(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        row = refused_row(session.sql, terminal.options.row)
    said: list[str | Table] = [f"{row.file_name}, line {row.line}: {row.detail}"]
    if not row.open:
        state = _state(row)
        said.append(
            f"{state[:1].upper()}{state[1:]}, by {row.decided_by} on {instant(row.decided_at)}: {row.decided}"
        )
    said += [Table(("Column", "Value"), list(record.items())) for record in row.records()]
    if not row.records():
        said.append("The row was erased with its payer." if row.raw is None else row.raw)
    return Answer(_value(row), said)


def _mend(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        event = mend(
            workspace,
            options.row,
            dict(options.columns),
            actor=terminal.actor,
            reason=options.reason,
            job=terminal.job,
        )
    return Answer(
        {"row": options.row, "event": event},
        [f"Row {options.row} is event {event} now; it waits for routing."],
    )


def _retry(terminal: Terminal) -> Answer:
    options = terminal.options
    if bool(options.rows) == bool(options.reason_code):
        raise UserError("Say which rows to retry: their numbers, or --reason-code CODE.")
    profile = options.profile
    if profile is not None and Path(profile).is_file():
        from revroute_desktop.routing.imports.profile_reader import load_profile

        profile = load_profile(Path(profile))
    with terminal.workspace() as workspace:
        done = retry(
            workspace,
            ids=options.rows or None,
            reason_code=options.reason_code,
            profile=profile,
            actor=terminal.actor,
            reason=options.reason,
            job=terminal.job,
        )
    said: list[str | Table] = [
        f"Events now: {counted(done.mended, 'row')}. Refused again: {counted(len(done.refused), 'row')}."
    ]
    if done.refused:
        said.append(Table(("Row>", "What is wrong"), done.refused))
    value: dict[str, object] = {
        "mended": done.mended,
        "refused": [{"row": number, "detail": detail} for number, detail in done.refused],
    }
    return Answer(value, said)


def _dismiss(terminal: Terminal) -> Answer:
    options = terminal.options
    if bool(options.rows) == bool(options.reason_code):
        raise UserError("Say which rows to dismiss: their numbers, or --reason-code CODE.")
    with terminal.workspace() as workspace:
        rows: list[int] = options.rows
        if not rows:
            with workspace.read() as session:
                rows = [row.id for row in refused_rows(session.sql, reason=options.reason_code)]
        if not rows:
            raise UserError(
                f"No open row was refused for {options.reason_code!r}; see `revroute quarantine list`."
            )
        count = dismiss(workspace, rows, actor=terminal.actor, reason=options.reason, job=terminal.job)
    return Answer(
        {"dismissed": count},
        [f"Settled: {counted(count, 'row')}. `revroute quarantine list --all` still shows them."],
    )
