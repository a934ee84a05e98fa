"""The command that makes the demo workspace."""

from pathlib import Path

from revroute_desktop.cli.answers import Answer
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Terminal


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare `revroute demo`."""
    parser = group.command(name, help_line, _demo)
    parser.add_argument("file", type=Path, metavar="FILE", help="where it goes, ending in .revroute")


def _demo(terminal: Terminal) -> Answer:
    # It needs every room; a parser that only lists the commands does not.
    from revroute_desktop.cli.demo import make_demo

    path: Path = terminal.options.file
    result = make_demo(path, actor=terminal.actor, progress=terminal.progress, cancelled=terminal.cancelled)
    value: dict[str, object] = {"workspace": str(path), "made": result.made}
    if not result.made:
        return Answer(value, [f"{path} is there already and stays as it is."])
    return Answer(value, [f"{path} is ready. See what it holds: `revroute summary -w {path}`."])
