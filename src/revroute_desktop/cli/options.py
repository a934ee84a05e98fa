"""How commands declare their options: groups of commands, and the types of arguments."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from revroute_desktop.cli.answers import Answer
    from revroute_desktop.cli.terminal import Terminal

    Run = Callable[[Terminal], Answer]


class CommandParser(ArgumentParser):
    """An argument parser whose complaints name the fix and end with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong in one sentence and leave."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}. See `{self.prog} --help`.\n")


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Where commands are added: below `revroute`, or below a command such as `revroute plan`."""

    commands: Any
    """What argparse's add_subparsers returned; it has no public type."""
    common: CommandParser

    def command(self, name: str, help_line: str, run: "Run") -> CommandParser:
        """Add a command that runs `run`; it takes the common options too."""
        parser: CommandParser = self.commands.add_parser(
            name,
            help=help_line,
            description=f"{help_line[:1].upper()}{help_line[1:]}.",
            parents=[self.common],
        )
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, help_line: str) -> "CommandGroup":
        """Add a command that has commands of its own."""
        parser = self.commands.add_parser(
            name,
            help=help_line,
            description=f"{help_line[:1].upper()}{help_line[1:]}.",
            parents=[self.common],
        )
        inner = parser.add_subparsers(
            dest=f"{name}_command", metavar="COMMAND", required=True, parser_class=CommandParser
        )
        return CommandGroup(inner, self.common)


def day(text: str) -> date:
    """Read a day such as 2026-03-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day; write it as 2026-03-31") from None


def number(text: str) -> int:
    """Read the number of a row, an import, an entry or the like."""
    # Longer ones are no number of anything: SQLite's integers end at 19 digits.
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ArgumentTypeError(f"{text[:40]!r} is not a whole number of 0 or more; write it as 12")
    return int(text)


def count(text: str) -> int:
    """Read how many of something are asked for, at least one."""
    try:
        found = number(text)
    except ArgumentTypeError:
        raise ArgumentTypeError(f"{text[:40]!r} is not a whole number of 1 or more; write it as 12") from None
    if not found:
        raise ArgumentTypeError("0 is too few; ask for at least 1")
    return found


def account_and_amount(text: str) -> tuple[str, str, str]:
    """Read `ACCOUNT=AMOUNT CUR`, for example `treasury:main=-12.50 EUR`, into its three texts."""
    account, equals, money = text.rpartition("=")
    amount, _, code = money.strip().partition(" ")
    if not (account and equals and amount and len(code.strip()) == 3):
        raise ArgumentTypeError(f"{text!r} is not a line; write it as 'treasury:main=-12.50 EUR'")
    return account.strip(), amount, code.strip().upper()


def money(text: str) -> tuple[str, str]:
    """Read `AMOUNT CUR`, for example `250.00 EUR`, into its two texts."""
    amount, _, code = text.strip().partition(" ")
    if not amount or len(code.strip()) != 3:
        raise ArgumentTypeError(f"{text!r} is not an amount; write it as '250.00 EUR'")
    return amount, code.strip().upper()


def assignment(text: str) -> tuple[str, str]:
    """Read `COLUMN=VALUE` into its two texts."""
    column, equals, value = text.partition("=")
    if not (column and equals):
        raise ArgumentTypeError(f"{text!r} is not a correction; write it as 'Column=value'")
    return column, value
