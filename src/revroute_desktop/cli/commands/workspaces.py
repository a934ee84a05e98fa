"""Commands of the workspace file: make, back up, restore, sum up."""

from pathlib import Path

from revroute_desktop.cli.answers import Answer
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import create


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare one command of this group."""
    match name:
        case "init":
            parser = group.command(name, help_line, _init)
            parser.add_argument(
                "file", type=Path, metavar="FILE", help="the workspace to make, ending in .revroute"
            )
            parser.add_argument("--zone", default="UTC", help="time zone of the books (default: UTC)")
            parser.add_argument("--name", help="what to call it (default: the file's name)")
        case "backup":
            parser = group.command(name, help_line, _backup)
            parser.add_argument("file", type=Path, metavar="FILE", help="where the copy goes")
            parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")
        case "restore":
            parser = group.command(name, help_line, _restore)
            parser.add_argument("backup", type=Path, metavar="BACKUP")
            parser.add_argument("file", type=Path, metavar="FILE", help="the workspace to make of it")
            parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")
        case "summary":
            group.command(name, help_line, _summary)


def _init(terminal: Terminal) -> Answer:
    options = terminal.options
    _check_name(options.file)
    with create(options.file, zone=options.zone, name=options.name, actor=terminal.actor) as workspace:
        value: dict[str, object] = {
            "workspace": str(options.file),
            "name": workspace.name,
            "uuid": workspace.uuid,
            "zone": workspace.zone,
        }
        sentence = f"{options.file} is ready, its books in {workspace.zone}."
    return Answer(
        value, [sentence, "Next: `revroute import revenue FILE --profile NAME -w " + f"{options.file}`."]
    )


def _check_name(path: Path) -> None:
    if path.suffix != ".revroute":
        proposed = f"{path}.revroute" if path.name else "books.revroute"
        raise UserError(f"A workspace ends in .revroute, and so does a copy of one; name it {proposed}.")


def _backup(terminal: Terminal) -> Answer:
    from revroute_desktop.workspace.backup import back_up

    target: Path = terminal.options.file
    _check_name(target)
    with terminal.workspace() as workspace:
        back_up(
            workspace,
            target,
            overwrite=terminal.options.replace,
            progress=terminal.progress,
            cancelled=terminal.cancelled,
        )
    size = target.stat().st_size
    return Answer({"backup": str(target), "bytes": size}, [f"Backed up to {target}, {size:,} bytes."])


def _restore(terminal: Terminal) -> Answer:
    from revroute_desktop.workspace.backup import restore

    options = terminal.options
    _check_name(options.file)
    restore(
        options.backup,
        options.file,
        overwrite=options.replace,
        progress=terminal.progress,
        cancelled=terminal.cancelled,
    )
    return Answer(
        {"workspace": str(options.file), "backup": str(options.backup)},
        [f"{options.file} is restored from {options.backup}. Run `revroute verify -w {options.file}`."],
    )


def _summary(terminal: Terminal) -> Answer:
    # Only the summary needs the proof room, which is slow to import.
    from revroute_desktop.cli.summary import summary_answer

    with terminal.workspace() as workspace:
        return summary_answer(terminal, workspace)
