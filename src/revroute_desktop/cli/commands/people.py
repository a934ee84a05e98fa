"""Taking a person's data out of the workspace."""

from dataclasses import asdict

from revroute_desktop.cli.answers import Answer
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.routing.imports.erase_payer import erase_payer


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the commands below `revroute erase`."""
    parser = group.group(name, help_line).command(
        "payer", "erase a payer's name, notes and refused rows", _payer
    )
    parser.add_argument("payer", metavar="PAYER", help="as the source wrote it")
    parser.add_argument("--reason", required=True, help="why, for the log; do not name the person")


def _payer(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        done = erase_payer(
            workspace, options.payer, actor=terminal.actor, reason=options.reason, job=terminal.job
        )
    said = [
        f"Erased {counted(done.texts, 'text')}, the payer of {counted(done.events, 'event')}. "
        "Every proof still holds."
    ]
    if done.left_in_log:
        said.append(
            "The workspace is open elsewhere, and the text still lies in its -wal file; erase the payer "
            "again once it is closed."
        )
    return Answer(asdict(done), said)
