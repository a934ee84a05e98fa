"""Commands of imports: bring revenue in, preview a file, list and undo imports."""

from pathlib import Path

from revroute_desktop.cli.amounts import written
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Answer, Table, Terminal
from revroute_desktop.routing.import_revenue import ImportResult, import_revenue


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute import`."""
    imports = group.group(name, help_line)
    parser = imports.command("revenue", "bring a file of revenue events into the books", _revenue)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="CSV, JSON Lines or Parquet; plain, gz, xz or zst"
    )
    parser.add_argument(
        "--profile", required=True, metavar="NAME", help="a ready mapping profile, or the file of one"
    )
    parser.add_argument("--source", metavar="CODE", help="the source of all rows, in place of the profile's")


def _revenue(terminal: Terminal) -> Answer:
    options = terminal.options
    profile: str | Path = Path(options.profile) if Path(options.profile).is_file() else options.profile
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
        )
    return Answer(dict(result.to_json()), _said(result))


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
