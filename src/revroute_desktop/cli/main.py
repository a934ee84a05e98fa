"""The parser of the command line, and what surrounds every command: options, errors, exit codes."""

import os
import sys
from argparse import SUPPRESS, Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from revroute_desktop import __version__
from revroute_desktop.cli.options import CommandGroup, CommandParser
from revroute_desktop.errors import UserError

if TYPE_CHECKING:
    from revroute_desktop.processes.child import Child

COMMANDS = {
    "init": ("workspaces", "make a new workspace"),
    "backup": ("workspaces", "copy a workspace while it is in use"),
    "restore": ("workspaces", "make a workspace from a backup"),
    "summary": ("workspaces", "what the books hold, in a few lines"),
    "demo": ("demo", "make the demo workspace"),
    "import": ("imports", "bring revenue in, preview, list and undo imports"),
    "profile": ("profiles", "list, show and check mapping profiles"),
    "events": ("events", "list events: what came in, what waits, what was quarantined and why"),
    "event": ("events", "list events, let a waiting one go on without its original, retry quarantined ones"),
    "quarantine": ("quarantine", "rows that were refused: list, show, mend, retry, dismiss"),
    "erase": ("people", "take a person's data out of the workspace"),
    "plan": ("plans", "check, publish, list, show and compare plans"),
    "route": ("routing", "route what waits under the plan in force"),
    "simulate": ("routing", "try a plan on real events without writing"),
    "explain": ("routing", "why an event was routed as it was"),
    "release": ("routing", "post the holds that are due"),
    "restate": ("routing", "route events again under the plan in force"),
    "account": ("ledger", "open and list accounts"),
    "balances": ("ledger", "what every account holds"),
    "trial-balance": ("ledger", "debits and credits of every account"),
    "statement": ("ledger", "the postings of an account"),
    "journal": ("ledger", "manual entries, opening balances, advances, reversals"),
    "period": ("ledger", "lock and unlock periods"),
    "export": ("ledger", "write the ledger as a journal for hledger or beancount"),
    "verify": ("audit", "recompute everything and name the first wrong thing"),
    "audit": ("audit", "the log: list, checkpoint, prove, check, keys, rollback"),
    "traffic": ("traffic", "what reaches the platform, and load for one's own services"),
    "metrics": ("metrics", "how it goes: list what is measured, show a metric of a period, why it changed"),
    "forecast": ("forecast", "what comes next in a series, and how sure that is"),
    "anomalies": ("anomalies", "what is not as its season lets expect, rules by hand, checks of the routing"),
    "report": (
        "report",
        "a period, or what a payee received, as one page or PDF; what was made; is it unaltered",
    ),
    "sql": ("sql", "ask a question in SQL over documented views, which can read and nothing else"),
    "capacity": ("capacity", "how long what a load run has borne is enough"),
    "jobs": ("jobs", "the queue of work: list, add, run, pause, resume, cancel, retry, limits, schedules"),
}
"""Each command, the module under cli/commands/ that has it, and a line of help."""


def run(arguments: Sequence[str], child: "Child | None" = None) -> int:
    """Run one command and return the exit code: 0 done, 1 a check failed, 2 bad usage or input, 3 a bug.

    A worker hands in the `child` that speaks to its supervisor.
    """
    if child is None and arguments[:1] == ["--worker"]:
        # A supervisor started this process to run many commands, and speaks to it on standard input.
        from revroute_desktop.processes.worker import serve

        return serve(run, arguments[1:])
    for word in arguments:
        if not _is_text(word):
            print(f"{word[:60]!r} is not UTF-8 text; rename the file or type it anew.", file=sys.stderr)
            return 2
    options = parse(arguments)
    # Imported after the options are known to be good: numpy and SQLite cost more than parsing does.
    from revroute_desktop.cli.output import OutputLost
    from revroute_desktop.cli.terminal import Terminal

    terminal = Terminal(options, child)
    try:
        return terminal.answer(options.run(terminal))
    except OutputLost as error:
        print(error, file=sys.stderr)
        return 2
    except UserError as error:
        return terminal.failure(error)
    except KeyboardInterrupt:
        return terminal.failure(
            UserError("Stopped. What was committed before stays; the same command goes on from there.")
        )
    except BrokenPipeError:
        # The reader of our output went away (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # Not for the operator to mend, so the place in the code is kept for whoever mends the program.
        from revroute_desktop.processes.crash_report import save_crash

        report = save_crash(error)
        kept = f" A report without your data is in {report}." if report else ""
        terminal.failure(
            UserError(f"RevRoute failed in a way it should not; the books are as they were.{kept}")
        )
        return 3


def _is_text(word: str) -> bool:
    """Whether an argument can be kept: bytes that are no UTF-8 come as halves of characters."""
    return not any("\ud800" <= character <= "\udfff" for character in word)


def parse(arguments: Sequence[str]) -> Namespace:
    """Parse a command line, or say what is wrong and exit; only modules of commands in it are imported.

    `help` alone means --help, and `help COMMAND` the help of a command.
    """
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    split = list(arguments).index("--") if "--" in arguments else None
    if split is not None and "jobs" in arguments[:split]:
        # What a job is to run is no option of ours.
        options = _read(arguments[:split])
        if options.command == "jobs":
            options.words = list(arguments[split + 1 :])
            return options
    return _read(arguments)


def _read(arguments: Sequence[str]) -> Namespace:
    """Parse a command line without the command of a job."""
    return parser_of(arguments).parse_args(arguments)


def parser_of(words: Sequence[str]) -> CommandParser:
    """Return the parser that knows the options of the commands among these words, and of others the names."""
    parser = CommandParser(
        prog="revroute",
        description="Revenue in, routed by versioned rules, posted, proved. Alone it opens the console.",
    )
    parser.add_argument("--version", action="version", version=f"RevRoute Desktop {__version__}")
    _declare_common(parser)
    # The same options behind the command; silent unless given, so as not to undo what stands before it.
    common = CommandParser(add_help=False, argument_default=SUPPRESS)
    _declare_common(common)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=CommandParser
    )
    for name, (module, help_line) in COMMANDS.items():
        if name in words:
            group = CommandGroup(commands, common)
            import_module(f"revroute_desktop.cli.commands.{module}").declare(group, name, help_line)
        else:
            commands.add_parser(name, help=help_line)
    return parser


def _declare_common(parser: CommandParser) -> None:
    parser.add_argument("-w", "--workspace", type=Path, metavar="FILE", help="the workspace file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--jsonl", action="store_true", help="print progress and result as JSON lines, for a console"
    )
    parser.add_argument("--job", metavar="ID:ATTEMPT", help="the job attempt that this run is")
    parser.add_argument(
        "--actor", metavar="NAME", help="who acts, for the log (default: the system's user name)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no notes")
