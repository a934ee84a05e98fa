"""Commands of imports: bring revenue in, preview a file, list and undo imports."""

from dataclasses import asdict
from pathlib import Path

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.cli.amounts import written
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.joined import join_anew
from revroute_desktop.cli.options import CommandGroup, count, number
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.imports.check import in_books
from revroute_desktop.routing.imports.import_revenue import CHUNK, ImportResult, import_revenue
from revroute_desktop.routing.imports.kept_profiles import KEPT, kept_profile, kept_profiles
from revroute_desktop.routing.imports.pages import ImportRow, imports
from revroute_desktop.routing.imports.preview import Preview, PreviewRow, preview
from revroute_desktop.routing.imports.profile import Profile
from revroute_desktop.routing.imports.profile_reader import ready_profiles
from revroute_desktop.routing.imports.undo_import import undo_import

PREVIEW_ROWS = 20


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute import`."""
    below = group.group(name, help_line)
    parser = below.command("revenue", "bring a file of revenue events into the books", _revenue)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="CSV, JSON Lines or Parquet; plain, gz, xz or zst"
    )
    parser.add_argument(
        "--profile",
        required=True,
        metavar="NAME",
        help="a ready mapping profile, the file of one, or one that the workspace keeps (also as kept:NAME)",
    )
    parser.add_argument("--source", metavar="CODE", help="the source of all rows, in place of the profile's")
    parser.add_argument(
        "--preview", action="store_true", help="show what the first rows would become; write nothing"
    )
    parser.add_argument("--rows", type=count, default=PREVIEW_ROWS, metavar="N", help="rows of a preview")
    parser.add_argument(
        "--chunk", type=count, default=CHUNK, metavar="N", help="rows written at a time; at most 10000"
    )
    below.command("list", "list imports, newest first", _list)
    parser = below.command("undo", "reverse everything that came of one import", _undo)
    parser.add_argument("id", type=number, metavar="IMPORT", help="its number in `revroute import list`")
    parser.add_argument("--reason", required=True)


def _revenue(terminal: Terminal) -> Answer:
    options = terminal.options
    profile = _profile(terminal)
    if options.preview:
        return _preview(terminal, profile)
    with terminal.workspace() as workspace:
        result = import_revenue(
            workspace,
            options.file,
            profile,
            actor=terminal.actor,
            source=options.source,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
            job=terminal.job,
            chunk_size=min(options.chunk, CHUNK),
        )
        join_anew(terminal, workspace)
    return Answer(dict(result.to_json()), _said(result))


def _profile(terminal: Terminal) -> str | Path | Profile:
    """Return what `--profile` names."""
    named, source = terminal.options.profile, terminal.options.source
    if named.startswith(KEPT):
        with terminal.workspace() as workspace:
            return kept_profile(workspace, named.removeprefix(KEPT), source=source)
    if Path(named).is_file():
        return Path(named)
    if named not in ready_profiles() and terminal.options.workspace is not None:
        with terminal.workspace() as workspace:
            with workspace.read() as session:
                keeps = any(kept.name == named for kept in kept_profiles(session.sql))
            if keeps:
                return kept_profile(workspace, named, source=source)
    return str(named)


def _said(result: ImportResult) -> list[str | Table]:
    counts = (
        ("Lines read", result.lines),
        ("Events, new", result.events),
        ("Events that were there already", result.duplicates),
        ("Refused, now in quarantine", result.refused),
        ("Refused before", result.refused_before),
        ("Conflicts, now in quarantine", result.conflicts),
        ("Passed over by the profile", result.filtered),
    )
    net = (
        ", ".join(f"{written(minor, code)} {code}" for code, minor in sorted(result.net.items())) or "nothing"
    )
    said: list[str | Table] = [
        Table((result.file, "Count>"), [(what, f"{count:,}") for what, count in counts]),
        f"Net of the file's events in the books: {net}.",
    ]
    if result.refused or result.conflicts:
        said.append("See why rows were refused with `revroute quarantine list`.")
    return said


def _preview(terminal: Terminal, profile: str | Path | Profile) -> Answer:
    options = terminal.options
    found = preview(options.file, profile, source=options.source, rows=options.rows)
    known = _in_books(terminal, found)
    rows: list[tuple[object, ...]] = []
    for row in found.rows:
        if row.event is not None:
            code = currency_by_numeric(row.event.currency).code
            amount = f"{written(row.event.amount, code)} {code}"
            at, name = instant(row.event.occurred_at), row.event.external_id
            rows.append((row.line, _standing(row, known) or "event", name, at, amount, _conflict(row, known)))
        elif row.refusal is not None:
            rows.append((row.line, "refused", "", "", "", row.refusal.detail))
        else:
            rows.append((row.line, "passed over", "", "", "", ""))
    value: dict[str, object] = {
        "file": found.file,
        "profile": found.profile,
        "columns": list(found.columns),
        "rows": [_row_value(row) | {"in_books": _standing(row, known)} for row in found.rows],
    }
    said: list[str | Table] = [
        Table(("Line>", "Outcome", "External id", "Occurred", "Amount>", "Why refused"), rows),
        f"{counted(found.lines, 'row')} of {found.file} under {found.profile}; nothing was written.",
    ]
    if options.workspace is None:
        said.append("Without -w FILE conflicts are not looked for, nor events that are there already.")
    return Answer(value, said)


def _in_books(terminal: Terminal, found: Preview) -> dict[tuple[str, str], str | None]:
    """Return what the books, where they are named, have of the rows of a preview; see `in_books`."""
    if terminal.options.workspace is None:
        return {}
    events = [row.event for row in found.rows if row.event is not None]
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        return in_books(session.sql, events, found.mapped)


def _standing(row: PreviewRow, known: dict[tuple[str, str], str | None]) -> str | None:
    """Say whether the books have the event of a row; None where they do not, or nobody has looked."""
    if row.event is None or (row.event.source, row.event.external_id) not in known:
        return None
    return "conflict" if _conflict(row, known) else "there already"


def _conflict(row: PreviewRow, known: dict[tuple[str, str], str | None]) -> str:
    return (row.event and known.get((row.event.source, row.event.external_id))) or ""


def _row_value(row: PreviewRow) -> dict[str, JsonValue]:
    """Return a row of a preview with its time as other answers write times."""
    value = row.to_json()
    if row.event is not None and isinstance(value["event"], dict):
        value["event"]["occurred_at"] = instant(row.event.occurred_at)
    return value


def _list(terminal: Terminal) -> Answer:
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        found = imports(session.sql)
    value: dict[str, object] = {"imports": [asdict(row) | {"at": instant(row.at)} for row in found]}
    rows = [
        (
            row.id,
            instant(row.at),
            row.file_name,
            row.profile,
            row.events,
            row.refused,
            row.actor,
            _state(row),
        )
        for row in found
    ]
    heads = ("Import>", "Time", "File", "Profile", "Events>", "Refused>", "By", "State")
    return Answer(value, [Table(heads, rows)])


def _state(row: ImportRow) -> str:
    if row.undone is not None:
        return f"undone: {row.undone}"
    return "complete" if row.complete else "unfinished: import the same file again to go on"


def _undo(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        done = undo_import(
            workspace, options.id, actor=terminal.actor, reason=options.reason, job=terminal.job
        )
        join_anew(terminal, workspace)
    value = asdict(done)
    return Answer(
        value,
        [
            f"Import {done.import_id} is undone: {counted(done.events, 'event')}, "
            f"{counted(done.transactions, 'transaction')} reversed. The same file can be imported again."
        ],
    )
